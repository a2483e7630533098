"""The page of one study, with its JSON and its CSV files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from sistercities.report import numerals, tables
from sistercities.report.chapters.chapter import Chapter
from sistercities.report.citation import program_version, study_citation
from sistercities.report.cited_sources import CitedSource
from sistercities.report.looks import look_of
from sistercities.report.page_environment import page_environment
from sistercities.report.report_files import FORMATS, ReportFiles, write_files
from sistercities.report.said_html import SaidHtml
from sistercities.report.study_json import study_record
from sistercities.report.typeset.document import Document
from sistercities.report.typeset.flow import template_blocks
from sistercities.studies.findings import Studied


def style_of(environment: Environment) -> Markup:
    """Read the style sheet that stands in every page."""
    style, _, _ = environment.loader.get_source(environment, "report.css")  # type: ignore[union-attr]
    return Markup(style)


def render_study(
    shown: Chapter, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> str:
    """Write the page of a study as text; every name in it is escaped."""
    environment = page_environment()
    fields = {**_page_fields(shown, sources), "is_replicated": is_replicated}
    page = environment.get_template("study.html").render(fields, style=style_of(environment))
    return SaidHtml.read(page).text


def _page_fields(shown: Chapter, sources: Sequence[CitedSource]) -> dict[str, object]:
    return {
        "shown": shown,
        "sources": tables.sources(sources),
        "citation": study_citation(shown.result).sentence,
        "version": program_version(),
        "numerals": numerals,
    }


def paper_study(
    shown: Chapter, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> Document:
    """Give the report of a study to be set on paper; it says what the page says."""
    result = shown.result
    fields = {**_page_fields(shown, sources), "is_replicated": is_replicated, "style": ""}
    return Document(
        title=f"{result.country_name}: {shown.title} ({result.as_of})",
        running=f"{shown.title} {result.country_name}, {result.as_of}",
        country=result.country,
        data_version=result.data_version,
        blocks=template_blocks("study.html", fields),
    )


def write_study(
    result: Studied,
    sources: Sequence[CitedSource],
    folder: Path,
    formats: Sequence[str] = FORMATS[:1],
    *,
    replace: bool = False,
    others: Mapping[str, bytes] | None = None,
) -> ReportFiles:
    """Write the report, `study.json` and the CSV files of a study: all of them, or none.

    Parameters
    ----------
    result
        What the study returned.
    sources
        Sources of its data, in the order to be shown.
    folder
        Made if it is not there; an older report in it is replaced.
    formats
        Which of html and pdf to write.
    replace
        Whether files of others are overwritten too.
    others
        Further files by name: those of the folder `replication`.

    Raises
    ------
    OutputError
        The folder cannot be written or the disk is full; an older report is as it was.
    MissingExtra
        If a PDF is asked for and its extra is not installed.
    """
    look, told = look_of(result), {"is_replicated": bool(others)}
    return write_files(
        folder,
        look.csv(sources),
        study_record(result),
        html=(lambda: look.page(sources, **told)) if "html" in formats else None,
        paper=(lambda: look.paper(sources, **told)) if "pdf" in formats else None,
        replace=replace,
        others={**look.citation().files(), **look.latex(), **(others or {})},
    )
