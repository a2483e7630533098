"""The whole report: all verdicts first, then a chapter for each study, in one page.

Which partnerships enter which study, as a table and as a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from sistercities.report import numerals, tables
from sistercities.report.chapters.claim_pages import (
    claim_pages,
    front_figure,
    literature_of,
    method_table,
    parts_of,
)
from sistercities.report.chapters.files import parts_csv
from sistercities.report.chapters.fragment import Fragment, VerdictRow
from sistercities.report.chapters.overview_figures import overview_csv, overview_figures
from sistercities.report.chapters.page import style_of
from sistercities.report.chapters.whole_report import WholeReport, leading_rows
from sistercities.report.citation import Citation, program_version
from sistercities.report.cited_sources import CitedSource, said_again
from sistercities.report.exports import csv_bytes, records_csv
from sistercities.report.latex_files import parts_latex
from sistercities.report.page_environment import page_environment
from sistercities.report.report_files import (
    APPENDIX_NAME,
    APPENDIX_PDF,
    FORMATS,
    JSON_NAME,
    PAGE_NAME,
    Beside,
    ReportFiles,
    write_files,
)
from sistercities.report.said_html import SaidHtml, as_record
from sistercities.report.study_json import AllStudies, LeadingVerdict
from sistercities.report.summary import part_lines
from sistercities.report.tables import Cell, Heading, ReportTable, marks_words
from sistercities.report.typeset.document import PDF_NAME, Document
from sistercities.report.typeset.flow import Blocks, Placed, template_blocks
from sistercities.sentence_records import Record, ReportSentences, records_of
from sistercities.sentences import (
    Said,
    Sentence,
    capital,
    country_name,
    listed,
    say,
    say_count,
    with_article,
)
from sistercities.studies.claims import CANNOT_TELL, CLAIMS
from sistercities.studies.tie_flow import FlowStep
from sistercities.terms.json_records import Json, record_json

_VERDICT_COLUMNS = (
    "claim", "part", "study", "verdict", "number", "low", "high", "sentence", "would_change",
)  # fmt: skip


_LICENCES = {
    "facts": say("Facts, which no licence covers"),
    "public domain": say("Public domain"),
}
"""Licences that are words and no name."""


def headline(whole: WholeReport) -> str:
    """Say what was found: the finding of the first study that could be run.

    Where no study judges parts, how many claims the data bear out.
    """
    told = next((one for one in whole.fragments if one.parts and not one.problem), None)
    return _counted_headline(whole) if told is None else told.headline


def _counted_headline(whole: WholeReport) -> Sentence:
    counted = Counter(str(row.verdict) for _, row in leading_rows(whole).values())
    return say_count(
        "{country}: of {n} claim on city diplomacy, {counted}.",
        "{country}: of {n} claims on city diplomacy, {counted}.",
        sum(counted.values()),
        country=country_name(whole.country_name, whole.country),
        counted=listed(said for verdict, said in _counted(counted) if counted[verdict]),
    )


def _counted(counted: Counter[str]) -> list[tuple[str, Sentence]]:
    """Say how many claims have each verdict, the best first."""
    supported, mixed = counted["supported"], counted["mixed"]
    refused, untold = counted["not supported"], counted[CANNOT_TELL]
    return [
        ("supported", say_count(
            "{n} is borne out by the data", "{n} are borne out by the data", supported
        )),
        ("mixed", say_count(
            "{n} is borne out in part", "{n} are borne out in part", mixed
        )),
        ("not supported", say_count("{n} is not borne out", "{n} are not borne out", refused)),
        (CANNOT_TELL, say_count(
            "{n} cannot be told from these data", "{n} cannot be told from these data", untold
        )),
    ]  # fmt: skip


def sentences_json(whole: WholeReport, pages: Mapping[str, SaidHtml]) -> ReportSentences:
    """Say what the sentences of the report were made of.

    Parameters
    ----------
    pages
        The pages of the report, by the names of their files.
    """
    made: dict[str, Record] = dict(records_of([headline(whole)]))
    for fragment in whole.fragments:
        texts = set(_texts_in([fragment.record, fragment.title, fragment.problem]))
        made |= {text: one for text, one in fragment.sentences.items() if text in texts}
    kept = {text: one for text, one in made.items() if "values" in one or "parts" in one}
    return {"sentences": kept, "pages": {name: as_record(page) for name, page in pages.items()}}


def _texts_in(held: object) -> Iterator[str]:
    """Find the texts in JSON."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping | list | tuple):
        for one in held.values() if isinstance(held, Mapping) else held:
            yield from _texts_in(one)


def whole_json(whole: WholeReport) -> Json:
    """Turn the report into what `sistercities study all --json` prints."""
    verdicts = {
        claim: LeadingVerdict(
            row.verdict, row.part, fragment.study, row.sentence, row.number, row.low, row.high
        )
        for claim, (fragment, row) in leading_rows(whole).items()
    }
    return record_json(AllStudies(
        whole.country, whole.as_of, whole.data_version, headline(whole), verdicts,
        parts_of(whole.fragments), {one.study: one.record for one in whole.fragments},
        whole.settings,
    ))  # fmt: skip


def _all_rows(whole: WholeReport) -> list[tuple[Fragment, VerdictRow]]:
    pairs = [(fragment, row) for fragment in whole.fragments for row in fragment.rows]
    order = list(CLAIMS)
    return sorted(pairs, key=lambda pair: order.index(pair[1].claim))


def _verdicts_csv(whole: WholeReport) -> bytes:
    rows = (
        (row.claim, row.part, fragment.study, row.verdict, row.number, row.low, row.high,
         row.sentence, row.would_change)
        for fragment, row in _all_rows(whole)
    )  # fmt: skip
    return csv_bytes(_VERDICT_COLUMNS, rows)


def render_whole(
    whole: WholeReport, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> SaidHtml:
    """Write the page: findings, a page a claim, data and methods, references."""
    environment = page_environment()
    page = environment.get_template("whole.html").render(
        _page_fields(whole, sources),
        is_replicated=is_replicated,
        style=style_of(environment),
    )
    return SaidHtml.read(page)


def render_appendix(whole: WholeReport, sources: Sequence[CitedSource]) -> SaidHtml:
    """Write every study in full."""
    environment = page_environment()
    chapters = [(each, Markup(each.html)) for each in whole.fragments]  # escaped when set
    page = environment.get_template("appendix.html").render(
        _appendix_fields(whole, sources), chapters=chapters, style=style_of(environment)
    )
    return SaidHtml.read(page)


def _page_fields(whole: WholeReport, sources: Sequence[CitedSource]) -> dict[str, object]:
    seed = int(whole.settings["seed"])
    title = say("What the data say of each part")
    return {
        "whole": whole,
        "country": _country(whole),
        "headline": headline(whole),
        "front": front_figure(whole.fragments, title, whole.data_version, seed),
        "pages": claim_pages(whole.fragments, whole.data_version, seed),
        "marks_words": marks_words(parts_of(whole.fragments)),
        "compared": _compared(whole),
        "flow": flow_table(whole.flow),
        "methods": method_table(whole.fragments),
        "drawn": overview_figures(
            whole.overview, whole.names, _whose(whole), whole.data_version, seed
        ),
        "problems": [one for one in whole.fragments if one.problem],
        "literature": literature_of(whole.fragments),
        "sources": _by_licence(sources),
        "is_paper": False,
        "settings": tables.settings(whole.settings),
        "citation": _citation(whole).sentence,
        "version": program_version(),
        "json_name": JSON_NAME,
        "appendix_name": APPENDIX_NAME,
    }


def _compared(whole: WholeReport) -> str:
    """Say of which city ties the first claims are told; empty where no study says so."""
    return next((part.note for part in parts_of(whole.fragments) if part.id == "C1.exist"), "")


def _by_licence(sources: Sequence[CitedSource]) -> list[tuple[str, list[str]]]:
    """Set the titles of sources below their licences, that of most sources first."""
    found: dict[str, list[str]] = {}
    for one in sources:
        found.setdefault(one.licence, []).append(said_again(one.title))
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(_LICENCES.get(licence, licence), titles) for licence, titles in ordered]


def _country(whole: WholeReport) -> str:
    """Return the name of the home country, which other languages know by its code."""
    name = whole.country_name
    return name if isinstance(name, Said) else country_name(name, whole.country)


def _whose(whole: WholeReport) -> str:
    """Name the home country as it stands after `of`."""
    return with_article(_country(whole))


def _appendix_fields(whole: WholeReport, sources: Sequence[CitedSource]) -> dict[str, object]:
    return {
        "whole": whole,
        "country": _country(whole),
        "headline": headline(whole),
        "version": program_version(),
        "page_name": PAGE_NAME,
        "flow": flow_table(whole.flow),
        "sources": tables.sources(sources),
    }


def paper_whole(
    whole: WholeReport, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> Document:
    """Give the report to be set on paper; it says what the page says."""
    fields = {
        **_page_fields(whole, sources),
        "is_replicated": is_replicated,
        "style": "",
        "appendix_name": APPENDIX_PDF,
        "is_paper": True,
    }
    return _document(whole, template_blocks("whole.html", fields))


def paper_appendix(whole: WholeReport, sources: Sequence[CitedSource]) -> Document:
    """Give the appendix to be set on paper."""
    placed = Placed()
    chapters = [(each, placed.place(each.blocks)) for each in whole.fragments]
    fields = {
        **_appendix_fields(whole, sources),
        "chapters": chapters,
        "style": "",
        "page_name": PDF_NAME,
    }
    return _document(whole, template_blocks("appendix.html", fields, placed))


def _document(whole: WholeReport, blocks: Blocks) -> Document:
    year = f", {whole.as_of}" if whole.as_of is not None else ""
    return Document(
        title=capital(f"{whole.country_name}: what the data say of city diplomacy"),
        running=f"The city diplomacy of {whole.country_name}{year}",
        country=whole.country,
        data_version=whole.data_version,
        blocks=blocks,
    )


def _citation(whole: WholeReport) -> Citation:
    return Citation(
        f"sistercities-all-{whole.country}-{whole.data_version}",
        say("all studies of {country_name}", country_name=whole.country_name),
        whole.data_version,
        say("seed {seed}", seed=whole.settings["seed"]),
        whole.checksum,
    )


def write_whole(
    whole: WholeReport,
    sources: Sequence[CitedSource],
    folder: Path,
    formats: Sequence[str] = FORMATS[:1],
    *,
    replace: bool = False,
    others: Mapping[str, bytes] | None = None,
) -> ReportFiles:
    """Write report and appendix, `study.json`, `sentences.json`, all CSV files: all, or none.

    Raises
    ------
    OutputError
        The folder cannot be written or the disk is full; an older report is as it was.
    MissingExtra
        If a PDF is asked for and its extra is not installed.
    """
    every = parts_of(whole.fragments)
    csv = {"verdicts.csv": _verdicts_csv(whole), "sources.csv": records_csv(CitedSource, sources)}
    csv |= {f"{name}.csv": content for name, content in parts_csv(every).items()}
    csv |= overview_csv(whole.overview) | flow_csv(whole.flow)
    csv["settings.csv"] = csv_bytes(("setting", "value"), whole.settings.items())
    latex = parts_latex(every)
    for fragment in whole.fragments:
        for name, text in fragment.files.items():
            (csv if name.endswith(".csv") else latex)[name] = text.encode()
    is_page, is_paper = "html" in formats, "pdf" in formats
    told = {"is_replicated": bool(others)}
    pages = {
        PAGE_NAME: render_whole(whole, sources, **told),
        APPENDIX_NAME: render_appendix(whole, sources),
    } if is_page else {}  # fmt: skip
    return write_files(
        folder,
        csv,
        whole_json(whole),
        html=(lambda: pages[PAGE_NAME].text) if is_page else None,
        paper=(lambda: paper_whole(whole, sources, **told)) if is_paper else None,
        sentences=sentences_json(whole, pages),
        replace=replace,
        beside=Beside(
            (lambda: pages[APPENDIX_NAME].text) if is_page else None,
            (lambda: paper_appendix(whole, sources)) if is_paper else None,
        ),
        others={**_citation(whole).files(), **latex, **(others or {})},
    )


def whole_summary(whole: WholeReport) -> list[str]:
    """Say in about one screen what all studies found."""
    lines = [headline(whole), ""]
    every = parts_of(whole.fragments)
    seed = whole.settings["seed"]
    foot = capital(f"{whole.country_name}; data {whole.data_version}; seed {seed}")
    if every:
        return [*lines, *part_lines(every), "", foot]
    for fragment, row in _all_rows(whole):
        number = row.number_words if row.number is not None else ""
        ends = row.number_small.split(";")[0] if " to " in row.number_small else ""
        said = f"{number} ({ends})" if number and ends else number
        head = "  ".join(part for part in (row.claim, row.verdict, said) if part)
        lines += [f"{head}  [{fragment.study}]", f"    Claim: {row.claim_text}."]
        lines.append(f"    {row.sentence}")
    return [*lines, "", foot]


FILE = "flow.csv"


def flow_table(steps: Sequence[FlowStep]) -> ReportTable | None:
    """List the steps from the partnerships known today to those of each study.

    None where there are none.
    """
    if not steps:
        return None
    headings = (
        Heading(say("Partnerships"), is_number=False),
        Heading(say("Out or in")),
        Heading(say("Left")),
    )
    caption = say("Which city partnerships enter which study, and why the others do not")
    notes = (
        say(
            "The rows above a total lead to it from those known today, or from those alive in the "
            "year. C6 and C8 count another list by itself and stand in their chapters."
        ),
    )
    return ReportTable(caption, headings, tuple(_row(step) for step in steps), notes)


def _row(step: FlowStep) -> tuple[Cell, ...]:
    if step.left is not None:
        return Cell(capital(step.label)), Cell(""), Cell(numerals.whole(step.left))
    change = step.change or 0
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return Cell(step.label), Cell(f"{sign}{numerals.whole(abs(change))}"), Cell("")


def flow_csv(steps: Sequence[FlowStep]) -> dict[str, bytes]:
    """Write the steps as a file; none where there are none."""
    if not steps:
        return {}
    rows = ((step.label, step.change, step.left) for step in steps)
    return {FILE: csv_bytes(("partnerships", "change", "left"), rows)}
