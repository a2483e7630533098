"""Marks of a sheet that its values do not show: what is hidden in it, text that is struck out.

Hidden rows and struck-out text are often how an office takes a tie from its list without deleting
the line. A cell is struck out as a whole, by its style, or a part of its text alone is
(`workbook_runs`). A hidden column may hold what the office keeps for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any

from sistercities.sources.workbook_runs import holds_struck_run

_ROW = re.compile(rb"<row(?=[\s/>])([^<>]*)(?<!/)>(.*?)</row>", re.DOTALL)
_CELL = re.compile(rb"<c(?=[\s/>])([^<>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_COLUMN = re.compile(rb"<col(?=[\s/>])([^<>]*)>")
_SPAN = re.compile(rb"\s(min|max)=[\"']([0-9]{1,5})[\"']")
_AT = re.compile(rb"\sr=[\"']([A-Z]{1,3})[0-9]{1,7}[\"']")
_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_STYLE = re.compile(rb"\ss=[\"']([0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\s(?:hidden|zeroHeight)=[\"'](?:1|true)[\"']")
_HOLDS = re.compile(rb"<(?:v|t|is)[\s>]")
_MOST_NAMED = 5


def struck_styles(book: Any) -> frozenset[int]:
    """Return the numbers of the cell styles of a workbook whose font is struck out.

    A reader that keeps its styles elsewhere has none, and then none is told of.
    """
    fonts, styles = getattr(book, "_fonts", ()), getattr(book, "_cell_styles", ())
    return frozenset(
        number
        for number, style in enumerate(styles)
        if style.fontId < len(fonts) and fonts[style.fontId].strike
    )


def told_of_marks(part: bytes, struck: Set[int], struck_texts: Set[int] = frozenset()) -> list[str]:
    """Say which rows and columns with a value are hidden, and where text is struck out.

    Parameters
    ----------
    part
        The sheet as it is stored.
    struck
        Numbers of the cell styles that are struck out.
    struck_texts
        Numbers of the shared texts of the workbook of which a part is struck out.
    """
    hidden, crossed = [], []
    for number, is_hidden, content in _filled_rows(part):
        if is_hidden:
            hidden.append(number)
        styles = _styles(content) if struck else ()
        if not struck.isdisjoint(styles) or holds_struck_run(content, struck_texts):
            crossed.append(number)
    columns = _hidden_columns(part)
    told = [_told_of_hidden(len(hidden), _rows(hidden))] if hidden else []
    if columns:
        told.append(_told_of_hidden(len(columns), _named("column", columns)))
    if crossed:
        holds = "holds" if len(crossed) == 1 else "hold"
        told.append(
            f"{_rows(crossed)} {holds} text that is struck out, read like the rest: if that means "
            "a tie ended, say so in a column of the status, or take it out."
        )
    return told


def _filled_rows(part: bytes) -> Iterator[tuple[int, bool, bytes]]:
    """Yield each row with a value: its number, whether it is hidden, and what stands in it."""
    number = 0
    # Up to the last end, so that no search for one runs through the rest in vain.
    for row in _ROW.finditer(part, 0, part.rfind(b"</row>") + len(b"</row>")):
        attributes, content = row.groups()
        stated = _NUMBER.search(attributes)
        number = int(stated[1]) if stated else number + 1
        if _HOLDS.search(content):
            yield number, bool(_HIDDEN.search(attributes)), content


def _styles(row: bytes) -> list[int]:
    return [int(found[1]) for found in map(_STYLE.search, _filled_cells(row)) if found]


def _filled_cells(row: bytes) -> Iterator[bytes]:
    """Yield the attributes of each cell with a value."""
    cells = _CELL.findall(row, 0, row.rfind(b"</c>") + len(b"</c>"))
    return (attributes for attributes, content in cells if _HOLDS.search(content))


def _told_of_hidden(n: int, which: str) -> str:
    are, them, they = ("is", "it", "it does") if n == 1 else ("are", "them", "they do")
    return (
        f"{which} {are} hidden in the workbook and read like the others: take {them} "
        f"out if {they} not belong here."
    )


def _hidden_columns(part: bytes) -> list[str]:
    """Return the letters of the hidden columns in which a value stands, from left to right."""
    spans = _hidden_spans(part)
    if not spans:
        return []
    filled: set[bytes] = set()
    for _, _, content in _filled_rows(part):
        filled.update(at[1] for at in map(_AT.search, _filled_cells(content)) if at)
    numbers = {_number(letters): letters.decode() for letters in filled}
    within = (one for one in sorted(numbers) if any(low <= one <= high for low, high in spans))
    return [numbers[one] for one in within]


def _hidden_spans(part: bytes) -> list[tuple[int, int]]:
    """Return the first and last number of each run of hidden columns."""
    spans = []
    for attributes in _COLUMN.findall(part, 0, max(part.find(b"<sheetData"), 0)):
        ends = {name: int(number) for name, number in _SPAN.findall(attributes)}
        if _HIDDEN.search(attributes) and len(ends) == len(("min", "max")):
            spans.append((ends[b"min"], ends[b"max"]))
    return spans


def _number(letters: bytes) -> int:
    """Return the number of a column by its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(numbers: Sequence[int]) -> str:
    return _named("row", [f"{one:,}" for one in numbers])


def _named(what: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"1 {what} ({names[0]})"
    more = " and others" if len(names) > _MOST_NAMED else ""
    return f"{len(names):,} {what}s ({', '.join(names[:_MOST_NAMED])}{more})"
