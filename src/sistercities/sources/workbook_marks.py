"""Marks of a sheet that its values do not show: rows that are hidden, text that is struck out.

Both are often how an office takes a tie from its list without deleting the line. A cell is struck
out as a whole, by its style, or a part of its text alone is (`workbook_runs`).

Texts of a workbook of which a part is struck out: `Aville; ~~Btown~~` in one cell.

A text stands in its cell, or in a list that all sheets share, which a cell names by its number
from 0. Its parts that look different are runs, each with its own font.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence, Set
from typing import Any

_ROW = re.compile(rb"<row(?=[\s/>])([^<>]*)(?<!/)>(.*?)</row>", re.DOTALL)
_CELL = re.compile(rb"<c(?=[\s/>])([^<>]*)(?<!/)>(.*?)</c>", re.DOTALL)
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
    """Say which rows with a value are hidden, and which hold text that is struck out.

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
    told = []
    if hidden:
        one = len(hidden) == 1
        are, them, they = ("is", "it", "it does") if one else ("are", "them", "they do")
        told.append(
            f"{_rows(hidden)} {are} hidden in the workbook and read like the others: take {them} "
            f"out if {they} not belong here."
        )
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
    cells = _CELL.findall(row, 0, row.rfind(b"</c>") + len(b"</c>"))
    filled = (attributes for attributes, content in cells if _HOLDS.search(content))
    return [int(found[1]) for found in map(_STYLE.search, filled) if found]


def _rows(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"1 row ({numbers[0]:,})"
    named = ", ".join(f"{one:,}" for one in numbers[:_MOST_NAMED])
    more = " and others" if len(numbers) > _MOST_NAMED else ""
    return f"{len(numbers):,} rows ({named}{more})"


_SHARED = "sharedstrings.xml"
_TEXT = re.compile(rb"<si(?=[\s/>])([^<>]*)(?:(?<=/)>|(?<!/)>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_STRUCK = re.compile(rb"<strike(?:\s*/?>|\s+val=[\"'](?:1|true|on)[\"'])")
_SAID = re.compile(rb"<t(?:\s[^<>]*)?>\s*[^\s<]")
_NAMED = re.compile(rb"<c(?=\s)[^<>]*?\st=[\"']s[\"'][^<>]*>\s*<v>\s*([0-9]{1,9})\s*</v>")


def struck_shared_texts(book: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the shared texts of a workbook of which a part is struck out."""
    part = next((one for one in book.namelist() if one.casefold().endswith(_SHARED)), "")
    content = book.read(part) if part else b""
    if not _STRUCK.search(content):
        return frozenset()
    # Up to the last end, so that no search for one runs through the rest in vain.
    texts = _TEXT.finditer(content, 0, content.rfind(b"</si>") + len(b"</si>"))
    return frozenset(at for at, text in enumerate(texts) if _is_struck(text[2] or b""))


def holds_struck_run(row: bytes, shared: Set[int]) -> bool:
    """Whether a cell of a row holds text of which a part is struck out.

    Parameters
    ----------
    row
        What stands in the row, as it is stored.
    shared
        Numbers of the shared texts of which a part is struck out.
    """
    if shared and any(int(one) in shared for one in _NAMED.findall(row)):
        return True
    return _is_struck(row)


def _is_struck(text: bytes) -> bool:
    """Whether a run of a text is struck out and says something; blanks may be struck out."""
    if not _STRUCK.search(text):
        return False
    runs = _RUN.findall(text, 0, text.rfind(b"</r>") + len(b"</r>"))
    return any(_STRUCK.search(run) and _SAID.search(run) for run in runs)
