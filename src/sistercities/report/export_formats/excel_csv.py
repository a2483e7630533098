"""CSV for Excel: the same files with a byte-order mark, by which Excel knows them as UTF-8."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sistercities.report.export_formats import csv_tables
from sistercities.report.export_formats.content import ExportContent, WrittenFile

READING = (
    "CSV files for Excel: UTF-8 with a byte-order mark, commas, empty means not known and never 0.",
    "Where Excel shows one column, take Data, From Text/CSV, and the comma.",
    "A text that begins with = + - or @ has a single quote before it: no spreadsheet runs it.",
    "A program reads them as utf-8-sig; without the mark they are the format csv.",
)
MARK = b"\xef\xbb\xbf"
ENCODING = "utf-8-sig"


def files(content: ExportContent, aside: Path | None = None) -> dict[str, WrittenFile]:
    """Write each table as a CSV file that begins with the mark; `aside` as in `csv_tables`."""
    return {
        name: replace(file, encoding=ENCODING)
        for name, file in csv_tables.files(content, aside, MARK).items()
    }
