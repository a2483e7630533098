"""The page of one study, with its JSON and its CSV files beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from sistercities.report import numerals, tables
from sistercities.report.chapters.chapter import Chapter, chapter_of, citation
from sistercities.report.chapters.files import chapter_csv, result_json
from sistercities.report.citation import program_version
from sistercities.report.cited_sources import CitedSource
from sistercities.report.exports import json_bytes, records_csv, write_together
from sistercities.report.study_report import JSON_NAME, PAGE_NAME, ReportFiles, page_environment
from sistercities.studies.findings import StudyResult


def style_of(environment: Environment) -> Markup:
    """Read the style sheet that stands in every page."""
    style, _, _ = environment.loader.get_source(environment, "report.css")  # type: ignore[union-attr]
    return Markup(style)


def render_study(shown: Chapter, sources: Sequence[CitedSource]) -> str:
    """Write the page of a study as text; every name in it is escaped."""
    environment = page_environment()
    page = environment.get_template("study.html").render(
        shown=shown,
        style=style_of(environment),
        sources=tables.sources(sources),
        citation=citation(shown.result),
        version=program_version(),
        numerals=numerals,
    )
    return re.sub(r"(?<=\d) %", "\u00a0%", page)  # lest a line ends between number and sign


def write_study(result: StudyResult, sources: Sequence[CitedSource], folder: Path) -> ReportFiles:
    """Write the page, `study.json` and the CSV files of a study: all of them, or none.

    Raises
    ------
    OutputError
        The folder cannot be written or the disk is full; an older report is as it was.
    """
    csv = {**chapter_csv(result), "sources.csv": records_csv(CitedSource, sources)}
    page = render_study(chapter_of(result), sources).encode()
    files = {**csv, JSON_NAME: json_bytes(result_json(result)), PAGE_NAME: page}
    written = write_together(folder, files)
    return ReportFiles(
        folder, written[PAGE_NAME], written[JSON_NAME], tuple(written[name] for name in csv)
    )
