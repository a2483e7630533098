"""CSV: one file a table, in UTF-8, for R, a spreadsheet or any program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sistercities.report.export_formats.content import ExportContent, ExportTable, WrittenFile
from sistercities.report.export_formats.csv_pieces import csv_header, csv_rows, release_unused
from sistercities.report.own_files import Content, store

READING = (
    "CSV files: UTF-8, commas, empty means not known and never 0, flags are true and false.",
    "A text that begins with = + - or @ has a single quote before it: no spreadsheet runs it.",
    "In R, keep the country NA (Namibia): read.csv(file, na.strings = '').",
    "In pandas: read_csv(file, keep_default_na=False, na_values='').",
)


def files(
    content: ExportContent, aside: Path | None = None, mark: bytes = b""
) -> dict[str, WrittenFile]:
    """Write each table as a CSV file, aside and in pieces where a folder for that is given.

    Parameters
    ----------
    content
        The tables.
    aside
        Folder for files that are not finished; None keeps them in memory.
    mark
        What each file begins with.
    """
    return {
        f"{table.name}.csv": WrittenFile(_written(table, aside, mark), "text/csv", (table.name,))
        for table in content.tables
    }


def _written(table: ExportTable, aside: Path | None, mark: bytes) -> Content:
    pieces = _pieces(table, mark)
    return b"".join(pieces) if aside is None else store(aside / f"{table.name}.csv", pieces)


def _pieces(table: ExportTable, mark: bytes) -> Iterator[bytes | memoryview]:
    """CSV of a table; missing is empty, flags are true and false, no text is a formula."""
    yield mark + csv_header(table.schema.column_names)
    release_unused()
    for piece in table.pieces():
        yield csv_rows(piece)
