"""Marks of a sheet that its values do not show: what is hidden in it, text that is struck out.

Hidden rows and struck-out text are often how an office takes a tie from its list without deleting
the line. A cell is struck out as a whole, by its style, or a part of its text alone, in a run. A
hidden column may hold what the office keeps for itself.

A text stands in its cell, or in a list that all sheets share, which a cell names by its number
from 0. Its parts that look different are runs, each with its own font. Which sheet of a workbook
is read, and what those hold that are not, is told here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import MOST_COLUMNS, MOST_ROWS, SheetRow, clean_cell
from sistercities.terms.late_methods import late_expression

if TYPE_CHECKING:
    import zipfile

    from openpyxl.workbook import Workbook


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
    """Say which rows with a value are hidden, and where text is struck out.

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
    told = [_told_of_hidden(len(hidden), _rows(hidden))] if hidden else []
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


def told_of_columns(hidden: Sequence[str], used: Set[str]) -> list[str]:
    """Say which hidden columns are read, and which are not used.

    Parameters
    ----------
    hidden, used
        Letters of columns.

    Examples
    --------
    >>> told_of_columns(["E"], {"A", "B"})
    ['1 column (E) is hidden in the workbook and not used.']
    """
    read = [letter for letter in hidden if letter in used]
    rest = [letter for letter in hidden if letter not in used]
    told = [_told_of_hidden(len(read), _named("column", read))] if read else []
    if rest:
        are = "is" if len(rest) == 1 else "are"
        told.append(f"{_named('column', rest)} {are} hidden in the workbook and not used.")
    return told


def hidden_columns(part: bytes) -> list[str]:
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


AreHeads = Callable[[Sequence[SheetRow]], bool]
"""Whether the first rows of a sheet hold heads that are understood."""
_SAMPLE = 60
_MOST_SHEETS_NAMED = 5
_LONGEST_SEEN = 1_000
"""Characters of a cell that are looked at to tell whether it is a head."""
_COMMENT = late_expression(rb"<(?:\w+:)?comment\b")
_LAST_VALUE = (b"<v>", b"<t>", b"<is>", b"<t ")
_SHEET_ROW = late_expression(rb"<(?:\w+:)?row(?=[\s/>])(?:[^<>]*?\sr=[\"']([0-9]{1,20})[\"'])?")
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
    named = ", ".join(shown[:_MOST_SHEETS_NAMED]) + (
        " and others" if len(shown) > _MOST_SHEETS_NAMED else ""
    )
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
    for found in _SHEET_ROW.finditer(part, 0, max(last, 0)):
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
