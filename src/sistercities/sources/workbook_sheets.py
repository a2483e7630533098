"""Which sheet of a workbook is read, and what those hold that are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import MOST_COLUMNS, MOST_ROWS, SheetRow, clean_cell
from sistercities.terms.late_expressions import late_expression

if TYPE_CHECKING:
    import zipfile

    from openpyxl.workbook import Workbook

AreHeads = Callable[[Sequence[SheetRow]], bool]
"""Whether the first rows of a sheet hold heads that are understood."""
_SAMPLE = 60
_MOST_NAMED = 5
_LONGEST_SEEN = 1_000
"""Characters of a cell that are looked at to tell whether it is a head."""
_COMMENT = late_expression(rb"<(?:\w+:)?comment\b")
_LAST_VALUE = (b"<v>", b"<t>", b"<is>", b"<t ")
_ROW = late_expression(rb"<(?:\w+:)?row(?=[\s/>])(?:[^<>]*?\sr=[\"']([0-9]{1,20})[\"'])?")
"""A row, and its number if it states one."""


def chosen_sheet(name: str, book: Workbook, sheet: str, are_heads: AreHeads | None) -> str:
    """Return the title of the sheet to read: the one stated, else the first whose heads are known.

    Raises
    ------
    RegisterError
        If there is no such sheet, or none with a table.
    """
    titles = [each.title for each in book.worksheets]
    if sheet:
        if sheet not in titles:
            problem = f"has no sheet {sheet!r}"
            raise RegisterError(name, problem, f"use one of {', '.join(titles[:10])}")
        return sheet
    shown = [each.title for each in book.worksheets if each.sheet_state == "visible"] or titles
    filled = [title for title in shown if next(_table_rows(book[title]), None)]
    if not filled:
        advice = "give one tie or notice on each line"
        raise RegisterError(name, "has no sheet with a table", advice)
    known = (title for title in filled if are_heads and are_heads(_first_rows(book[title])))
    return next(known, filled[0])


def told_of_others(book: Workbook, read: str) -> list[str]:
    """Name the sheets that are not read, with the rows of those that hold a table."""
    others = [each for each in book.worksheets if each.title != read]
    if not others:
        return []
    counts = {each.title: sum(1 for _ in _table_rows(each)) for each in others}
    shown = [
        f"{title} ({n:,} {'row' if n == 1 else 'rows'})" if n else title
        for title, n in counts.items()
    ]
    named = ", ".join(shown[:_MOST_NAMED]) + (" and others" if len(shown) > _MOST_NAMED else "")
    how = ", and import each under a --name of its own" if any(counts.values()) else ""
    return [f"Other sheets are not read: {named}; choose with --sheet{how}."]


def told_of_comments(packed: zipfile.ZipFile) -> list[str]:
    """Say how many comments are pinned to cells, which are not read."""
    parts = [each for each in packed.namelist()
             if re.fullmatch(r"xl/(comments/)?comments?\d*\.xml", each)]  # fmt: skip
    n = sum(len(_COMMENT.findall(packed.read(part))) for part in parts)
    if not n:
        return []
    are = "is 1 comment" if n == 1 else f"are {n:,} comments"
    return [f"There {are} pinned to cells: what stands in comments is not read."]


def refuse_rows_beyond(name: str, part: bytes) -> None:
    """Refuse a sheet with a value below the last row that is read, whatever gap is between.

    Raises
    ------
    RegisterError
        If there is one, or a row does not stand where its number says: a reader passes over it.
    """
    last = max(part.rfind(mark) for mark in _LAST_VALUE)
    before = at = 0
    for found in _ROW.finditer(part, 0, max(last, 0)):
        before, at = at, int(found[1] or at + 1)
        if at <= before:
            problem = f"has row {at:,} below row {before:,}, so its rows are out of order"
            raise RegisterError(name, problem, "copy the table into a new workbook")
    if at > MOST_ROWS:
        problem = f"has a value in row {at:,}; up to {MOST_ROWS:,} rows are read"
        raise RegisterError(name, problem, "take out the empty rows above it, or split the table")


def _table_rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    """Yield the rows with two values or more."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return (row for row in rows if sum(value is not None for value in row) >= 2)


def _first_rows(sheet: Any) -> list[SheetRow]:
    """Return the first rows as text, those without a value left out."""
    sheet.reset_dimensions()
    found: list[SheetRow] = []
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, start=1):
        if any(value is not None for value in row):
            texts = ("" if value is None else str(value)[:_LONGEST_SEEN] for value in row)
            found.append(SheetRow(number, tuple(map(clean_cell, texts))))
        if len(found) == _SAMPLE:
            break
    return found
