"""A study's chapter for the page: figures, tables, words and files, ready to be set.

The figures of a study's chapter, drawn for a page and for a phone, each with its table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sistercities.report import numerals
from sistercities.report.chapters import intervals, lines, points, tables
from sistercities.report.chapters.axes import finite, marks_of
from sistercities.report.chapters.files import figure_file
from sistercities.report.chapters.part_tables import PARTS, figure_of_parts, part_table, rows_table
from sistercities.report.chapters.tables import figure_table
from sistercities.report.citation import program_version
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.tables import Cell, Heading, ReportTable
from sistercities.sentences import Sentence, as_clause, listed, say
from sistercities.studies.findings import Finding, StudyFigure, StudyResult
from sistercities.studies.registry import title_of

_KINDS: dict[str, Callable[[StudyFigure, float], Drawing]] = {
    "intervals": intervals.draw,
    "lines": lines.draw,
    "points": points.draw,
}
_NOTHING = say("Nothing of this is known in these data, so there is nothing to draw.")
_MOST_WORDS = 40
"""Marks that the text alternative names; of more it says how many there are."""


def figures_of(result: StudyResult) -> tuple[Figure, ...]:
    """Draw the figures of a study in their order."""
    return tuple(_figure(result, finite(figure)) for figure in result.figures)


def _figure(result: StudyResult, figure: StudyFigure) -> Figure:
    identifier = f"{result.study}-{figure.id}"
    wide, narrow, paper = drawn(identifier, figure.title, _words(figure), _draw(figure))
    return Figure(
        id=identifier,
        title=figure.title,
        subtitle=figure.subtitle,
        foot=say(
            "Source: sistercities data {data_version}; {foot}.",
            data_version=result.data_version,
            foot=as_clause(figure.foot),
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=figure_table(figure),
        csv_names=(figure_file(result, figure),),
    )


def _draw(figure: StudyFigure) -> Callable[[float], Drawing]:
    if all(mark.value is None for mark in marks_of(figure)):
        return empty_drawing(_NOTHING)
    return lambda width: _KINDS[figure.kind](figure, width)


def _words(figure: StudyFigure) -> str:
    marks = marks_of(figure)
    if len(marks) > _MOST_WORDS:
        return say(
            "{subtitle}. {n} values, which stand in the table.",
            subtitle=figure.subtitle,
            n=len(marks),
        )
    return listed(
        (intervals.series_words(series, figure.unit) for series in figure.series), "semicolon"
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the page shows of a study.

    Attributes
    ----------
    lead, lead_words
        The number that the study rests on, or None where there is none; what it is, its interval.
    own
        The study's own tables, each with the name of its file.
    parts, parts_figure
        The parts of the claims as a table, and drawn; None where the study judges none.
    part_rows
        Each part under other rules.
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
    parts: ReportTable | None = None
    parts_figure: Figure | None = None
    part_rows: tuple[ReportTable, ...] = ()


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
        parts=part_table(result.parts, PARTS) if result.parts else None,
        parts_figure=_parts_figure(result) if result.parts else None,
        part_rows=tuple(table for part in result.parts if (table := rows_table(part))),
    )


def _parts_figure(result: StudyResult) -> Figure:
    csv_name = f"{result.study}-parts.csv"
    name, version = f"{result.study}-parts", result.data_version
    return figure_of_parts(name, PARTS, result.parts, version, result.seed, csv_name)


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


def _counts(result: StudyResult) -> dict[str, str]:
    return {reason: f"{number:,}" for reason, number in result.left_out.items()}


def _pairs(caption: str, first: str, second: str, rows: dict[str, str]) -> ReportTable:
    is_number = second == "Number"
    headings = (
        Heading(first, is_number=False),
        Heading(second or say("Value"), is_number=is_number),
    )
    return ReportTable(caption, headings, tuple((Cell(a), Cell(b)) for a, b in rows.items()))
