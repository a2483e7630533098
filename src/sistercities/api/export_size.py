"""How large an export will be, told before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.report.export_formats.content import PIECE, ExportContent, ExportTable
from sistercities.report.export_formats.csv_pieces import csv_rows

_AS_CSV = ("csv", "excel-csv")


@dataclass(frozen=True, slots=True)
class ExportSize:
    """What an export will hold.

    Attributes
    ----------
    rows
        Rows of each table, exactly.
    n_bytes
        About how many bytes its tables will take, reckoned from the first rows of each; None for a
        format whose size cannot be told before it is written.
    """

    rows: dict[str, int]
    n_bytes: int | None


def size_to_come(content: ExportContent, format: str) -> ExportSize:
    """Count the rows of an export, and reckon its bytes where the format is CSV.

    Parameters
    ----------
    content
        What is exported.
    format
        Name of the format.
    """
    n_bytes = sum(map(_bytes, content.tables)) if format in _AS_CSV else None
    return ExportSize({table.name: table.n_rows for table in content.tables}, n_bytes)


def _bytes(table: ExportTable) -> int:
    """Reckon the bytes of a table from so many of its first rows as are written at a time."""
    n_rows = n_bytes = 0
    for piece in table.pieces():
        if len(piece):
            n_rows += len(piece)
            n_bytes += len(csv_rows(piece))
        if n_rows >= PIECE:
            break
    return round(n_bytes * table.n_rows / n_rows) if n_rows else 0
