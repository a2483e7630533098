"""A study's chapter for the page: figures, tables, words and files, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.report import numerals
from sistercities.report.chapters import tables
from sistercities.report.chapters.figures import figures_of
from sistercities.report.citation import program_version
from sistercities.report.figures.frame import Figure
from sistercities.report.tables import Cell, Heading, ReportTable
from sistercities.sentences import Sentence, say
from sistercities.studies.findings import Finding, StudyResult
from sistercities.studies.registry import title_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the page shows of a study.

    Attributes
    ----------
    lead, lead_words
        The number that the study rests on, or None where there is none; what it is, its interval.
    own
        The study's own tables, each with the name of its file.
    """

    result: StudyResult
    title: str
    lead: Finding | None
    lead_words: str
    verdicts: ReportTable
    findings: ReportTable
    sensitivity: ReportTable
    left_out: ReportTable
    settings: ReportTable
    own: tuple[tuple[ReportTable, str], ...]
    figures: tuple[Figure, ...]


def chapter_of(result: StudyResult) -> Chapter:
    """Make the chapter of a study."""
    lead = next((row for row in result.findings if row.value is not None), None)
    return Chapter(
        result=result,
        title=title_of(result.study),
        lead=lead,
        lead_words=_lead_words(lead) if lead else "",
        verdicts=tables.verdicts(result),
        findings=tables.findings(result),
        sensitivity=tables.sensitivity(result),
        left_out=_pairs(say("What took no part"), say("Reason"), say("Number"), _counts(result)),
        settings=_pairs(
            say("What a run needs to give these numbers"), say("Setting"), "", settings(result)
        ),
        own=tuple(
            (tables.study_table(table), f"{result.study}-{table.name}.csv")
            for table in result.tables
        ),
        figures=figures_of(result),
    )


def _lead_words(lead: Finding) -> Sentence:
    n = numerals.whole(lead.n)
    if lead.low is None:
        return say("{label}; n\u00a0=\u00a0{n} {n_of}.", label=lead.label, n=n, n_of=lead.n_of)
    return say(
        "{label}, 95\u00a0% interval {interval}; n\u00a0=\u00a0{n} {n_of}.",
        label=lead.label,
        interval=numerals.span(
            numerals.in_unit(lead.low, lead.unit), numerals.in_unit(lead.high, lead.unit)
        ),
        n=n,
        n_of=lead.n_of,
    )


def settings(result: StudyResult) -> dict[str, str]:
    """All that the run depends on, in the order to be shown."""
    return {
        say("home country"): say(
            "{country} ({code})", country=result.country_name, code=result.country
        ),
        say("ties alive in"): str(result.as_of),
        say("seed"): str(result.seed),
        say("program"): say("sistercities {version}", version=program_version()),
        say("data"): result.data_version,
        **result.settings,
    }


def citation(result: StudyResult) -> str:
    """One sentence that names all that is needed to get the same numbers again."""
    return say(
        "sistercities {program_version} (software), {study} study of {country_name} as "
        "of {as_of}, data {data_version}, seed {seed}.",
        program_version=program_version(),
        study=result.study,
        country_name=result.country_name,
        as_of=result.as_of,
        data_version=result.data_version,
        seed=result.seed,
    )


def _counts(result: StudyResult) -> dict[str, str]:
    return {reason: f"{number:,}" for reason, number in result.left_out.items()}


def _pairs(caption: str, first: str, second: str, rows: dict[str, str]) -> ReportTable:
    is_number = second == "Number"
    headings = (
        Heading(first, is_number=False),
        Heading(second or say("Value"), is_number=is_number),
    )
    return ReportTable(caption, headings, tuple((Cell(a), Cell(b)) for a, b in rows.items()))
