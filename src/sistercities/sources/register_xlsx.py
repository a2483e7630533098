"""XLSX workbooks: refused where they are bombs, read without running anything in them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import (
    EMPTY,
    MOST_ROWS,
    Cell,
    SheetRow,
    clean_cell,
    refuse_size,
)
from sistercities.sources.workbook_limits import refuse_crowded
from sistercities.sources.workbook_marks import (
    AreHeads,
    chosen_sheet,
    hidden_columns,
    refuse_rows_beyond,
    struck_shared_texts,
    struck_styles,
    told_of_comments,
    told_of_marks,
    told_of_others,
)

LARGEST_UNPACKED = 200_000_000
"""Bytes of all parts together, as the file itself states them; no more than that is unpacked."""
MOST_PARTS = 2_000
MOST_MERGED_ROWS = 2_000_000
"""Rows of all merged ranges together, each counted as often as it is covered."""
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_DAMAGED = "save it again as XLSX, or as CSV (UTF-8)"


@dataclass(frozen=True, slots=True)
class Book:
    """One sheet of a workbook as rows, how it was read, and what there is to say.

    `hidden_columns` are the letters of those that are hidden and hold a value.
    """

    rows: tuple[SheetRow, ...]
    reading: str
    told: tuple[str, ...]
    hidden_columns: tuple[str, ...] = ()


def read_workbook(
    name: str, content: bytes, sheet: str = "", are_heads: AreHeads | None = None
) -> Book:
    """Read one sheet of a workbook: the one stated, else the first with heads that are understood.

    Raises
    ------
    RegisterError
        If it is no workbook, too large unpacked, damaged, or has no such sheet.
    """
    _refuse_bombs(name, content)
    refuse_crowded(name, content)
    try:
        from openpyxl import load_workbook
    except ImportError:
        advice = "install openpyxl (`pip install openpyxl`), or save the file as CSV (UTF-8)"
        raise RegisterError(name, "is an XLSX file, which needs openpyxl", advice) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that we do not read
            stored = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            written = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            title = chosen_sheet(name, stored, sheet, are_heads)
            part, comments, struck_texts = _read_part(
                content, getattr(stored[title], "_worksheet_path", "")
            )
            refuse_rows_beyond(name, part)
            rows = _padded(list(_rows(name, stored[title], written[title])))
            merged = _merged_ranges(part)
            _refuse_overlaid(name, rows, merged)
            hidden = tuple(hidden_columns(part))
            marks = told_of_marks(part, struck_styles(stored), struck_texts)
            told = [*told_of_others(stored, title), *comments, *marks]
    except RegisterError:
        raise
    except Exception as reason:  # noqa: BLE001  openpyxl raises what the damage makes it raise
        problem = f"is damaged or is no XLSX workbook: {_damage(reason)}"
        raise RegisterError(name, problem, _DAMAGED) from None
    if merged:
        told.append(_told_of_merged(len(merged)))
    return Book(_filled(rows, merged), f"XLSX, sheet {title}", tuple(told), hidden)


def _damage(reason: Exception) -> str:
    """Say in words what is wrong with a workbook that does not read."""
    if isinstance(reason, (zlib.error, zipfile.BadZipFile, EOFError)):
        return "one of its parts does not unpack"
    if isinstance(reason, SyntaxError):  # the XML readers raise kinds of it
        return "one of its parts breaks off or is garbled"
    if isinstance(reason, KeyError):
        return "it lacks a part that it needs"
    return "what stands in it does not fit together"


def _told_of_merged(n: int) -> str:
    if n == 1:
        return "1 merged range: each of its rows has its value."
    return f"{n:,} merged ranges: each of their rows has their value."


def _refuse_bombs(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise RegisterError(name, "is damaged: it does not unpack", _DAMAGED) from None
    if len(parts) > MOST_PARTS:
        problem = f"has {len(parts):,} parts, far more than a workbook"
        raise RegisterError(name, problem, "copy the table into a new workbook")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        problem = (
            f"would unpack to {unpacked / 1e6:,.0f} MB from {len(content) / 1e6:,.1f} MB; "
            f"up to {LARGEST_UNPACKED / 1e6:.0f} MB are read"
        )
        raise RegisterError(name, problem, "copy the table into a new workbook")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(each.startswith("xl/") for each in names):
        problem = "is a packed file, but no XLSX workbook"
        raise RegisterError(name, problem, "unpack it, or save the table as CSV or XLSX")


def _rows(file: str, stored: Any, written: Any) -> Iterator[SheetRow]:
    """Pair the stored value of each cell with what is written in it; stop where it is endless."""
    size = {"max_row": MOST_ROWS + 1, "values_only": True}
    # The size that a sheet states of itself may be wrong.
    for each in (stored, written):
        each.reset_dimensions()
    pairs = zip(stored.iter_rows(**size), written.iter_rows(**size), strict=True)
    filled = number_filled = letters = 0
    for number, (values, formulas) in enumerate(pairs, start=1):
        # The reader pads every row with empty cells.
        width = max((at for at, each in enumerate(formulas, 1) if each is not None), default=0)
        filled += width
        number_filled = number if width else number_filled
        letters += sum(len(each) for each in values if isinstance(each, str))
        refuse_size(file, number_filled, width, filled, letters)
        cells = zip(values[:width], formulas[:width], strict=True)
        yield SheetRow(number, tuple(_cell(value, formula) for value, formula in cells))


def _padded(rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    """Make all rows as wide as the widest, as they are in the workbook."""
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(
        SheetRow(row.number, row.cells + (EMPTY,) * (width - len(row.cells))) for row in rows
    )


def _cell(value: object, written: object) -> Cell:
    is_formula = _is_formula(written) and value != written
    if is_formula and value is None:
        return Cell("", "", "holds a formula whose value the file does not store")
    told = "the stored value of a formula was taken" if is_formula else ""
    if isinstance(value, str) and re.fullmatch(r"#[A-Z/0]+[!?A]?", value):
        return Cell("", "", f"holds the error {value}")
    return clean_cell(_as_text(value), told)


def _is_formula(written: object) -> bool:
    return (isinstance(written, str) and written.startswith("=")) or (
        written is not None and type(written).__name__ in ("ArrayFormula", "DataTableFormula")
    )


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return "1900-01-00"  # a date cell that holds zero
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _read_part(content: bytes, part: str) -> tuple[bytes, list[str], frozenset[int]]:
    """Return a sheet as it is stored, what there is to say of comments, and the struck texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        text = packed.read(part.lstrip("/")) if part else b""
        return text, told_of_comments(packed), struck_shared_texts(packed)


def _merged_ranges(text: bytes) -> list[tuple[int, int, int, int]]:
    """First and last row and column, from 0, of each merged range of a sheet."""
    return [
        (int(top) - 1, int(bottom) - 1, _column(left), _column(right))
        for left, top, right, bottom in _MERGED.findall(text)
    ]


def _refuse_overlaid(
    name: str, rows: tuple[SheetRow, ...], merged: list[tuple[int, int, int, int]]
) -> None:
    covered = letters = 0
    for top, bottom, left, _ in merged:
        height = max(min(bottom + 1, len(rows)) - top, 0)
        covered += height
        if height and left < len(rows[top].cells):
            letters += height * len(rows[top].cells[left].text)
    if covered > MOST_MERGED_ROWS:
        problem = f"has merged ranges over {covered:,} rows in all, many times those of the sheet"
        raise RegisterError(name, problem, "copy the table into a new workbook")
    refuse_size(name, 0, 0, 0, letters)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _filled(
    rows: tuple[SheetRow, ...], merged: list[tuple[int, int, int, int]]
) -> tuple[SheetRow, ...]:
    """Give each row of a merged range the value of its first; a range along a row is one cell."""
    cells = [list(row.cells) for row in rows]
    for top, bottom, left, _ in merged:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        for row in cells[top + 1 : bottom + 1]:
            row.extend([Cell()] * (left + 1 - len(row)))
            row[left] = cells[top][left]
    return tuple(SheetRow(row.number, tuple(new)) for row, new in zip(rows, cells, strict=True))
