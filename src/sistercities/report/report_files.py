"""The files of a report: the page or the PDF or both, the numbers for programs, the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities.terms.json_records import Json

if TYPE_CHECKING:
    from sistercities.report.typeset.document import Document

FORMATS = ("html", "pdf")
"""What a report can be written as, the usual one first."""
PAGE_NAME = "report.html"
JSON_NAME = "study.json"
APPENDIX_NAME, APPENDIX_PDF = "appendix.html", "appendix.pdf"
"""Every study in full, beside the report of all studies."""
ALWAYS = (JSON_NAME, "sources.csv")
"""Files that every report has."""
SENTENCES_NAME = "sentences.json"
"""What the sentences of the whole report were made of, for pages in other languages."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the files of a report are.

    Attributes
    ----------
    folder
        The folder that holds them all.
    page
        The report: one HTML file that needs no other, or the PDF where no HTML was asked for.
    study_json
        The same numbers for programs.
    tables
        The CSV files of the report itself.
    pdf
        The PDF, or None where it was not asked for.
    others
        What else stands beside it: tables for LaTeX, the entry for reference managers, the files of
        the folder `replication` where it was asked for.
    """

    folder: Path
    page: Path
    study_json: Path
    tables: tuple[Path, ...]
    pdf: Path | None = None
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What gives the appendix as a page and for the PDF; None writes no such file."""

    html: Callable[[], str] | None
    paper: Callable[[], Document] | None


def write_files(
    folder: Path,
    csv: Mapping[str, bytes],
    record: Json,
    *,
    html: Callable[[], str] | None,
    paper: Callable[[], Document] | None,
    sentences: Mapping[str, object] | None = None,
    replace: bool = False,
    beside: Beside | None = None,
    others: Mapping[str, bytes] | None = None,
) -> ReportFiles:
    """Write a report into a folder: all of its files, or none.

    Parameters
    ----------
    folder
        Made if it is not there; an older report in it is replaced.
    csv
        CSV files by name.
    record
        Content of `study.json`.
    html, paper
        What gives the page, and what gives the document for the PDF; None writes no such file.
        At least one of them is given.
    sentences
        Content of `sentences.json`; None writes no such file.
    replace
        Whether files of others are overwritten too.
    beside
        The appendix, where the report has one.
    others
        Further files by name, such as `replication/numbers.csv`.

    Raises
    ------
    OutputError
        The folder cannot be written, a file is not ours, the disk is full, or the PDF cannot be
        set; an older report is as it was.
    MissingExtra
        If a PDF is asked for and its extra is not installed.
    """
    from sistercities.report.exports import dense_json_bytes, json_bytes, write_together
    from sistercities.report.typeset.document import PDF_NAME, pdf_of

    reports: dict[str, bytes] = {}
    if paper is not None:
        reports[PDF_NAME] = pdf_of(paper())
    if html is not None:
        reports[PAGE_NAME] = html().encode()
    if beside is not None and beside.paper is not None:
        reports[APPENDIX_PDF] = pdf_of(beside.paper())
    if beside is not None and beside.html is not None:
        reports[APPENDIX_NAME] = beside.html().encode()
    told = {} if sentences is None else {SENTENCES_NAME: dense_json_bytes(sentences)}
    more = others or {}
    every = {**csv, **more, JSON_NAME: json_bytes(record), **told, **reports}
    written = write_together(folder, every, replace=replace)
    return ReportFiles(
        folder=folder,
        page=written[PAGE_NAME if html is not None else PDF_NAME],
        study_json=written[JSON_NAME],
        tables=tuple(written[name] for name in csv),
        pdf=written.get(PDF_NAME),
        others=tuple(written[name] for name in more),
    )
