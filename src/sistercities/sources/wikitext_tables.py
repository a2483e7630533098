"""Tables in wikitext: rows of cells, those that span rows repeated; columns told by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sistercities.sources.wikitext import split_bars

_ATTRIBUTES = re.compile(r"""\s*(?:[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+)\s*)+""")
_ROWSPAN = re.compile(r"""rowspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
_COLSPAN = re.compile(r"""colspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)

_HEADS: tuple[tuple[str, str], ...] = (
    ("start", "时间|時間|日期|年份|year|date|since|signed|established"),
    ("country", "国家|國家|国别|國別|country|nation"),
    ("partner", "友好|姐妹|友城|对方|對方|外方|外国城|国外|结好城|sister|twin|partner"),
    ("none", r"洲|备注|備註|序号|序號|编号|notes?|continent|^no\.?$|ref|#"),
    ("home", "市|区|區|县|縣|镇|城|单位|單位|地|city|town|place|municipality|local"),
)
"""Words in the heads of columns; the first that fits counts."""


@dataclass(slots=True)
class Cell:
    """A cell: its wikitext, whether it is a head, and how many rows and columns it spans."""

    text: str
    is_head: bool
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class TableRow:
    """A row: the number of its first line, its cells; `stray` is text that stands in no cell."""

    line: int
    cells: list[Cell] = field(default_factory=list)
    stray: str = ""

    @property
    def is_head(self) -> bool:
        """Whether every cell is a head."""
        return bool(self.cells) and all(cell.is_head for cell in self.cells)


def table_rows(lines: Iterable[tuple[int, str]]) -> list[TableRow]:
    """Read the lines between `{|` and `|}`, given with their numbers."""
    rows: list[TableRow] = []
    for number, line in lines:
        mark = line.lstrip()
        if mark.startswith(("|+", "|}")):
            continue
        if mark.startswith("|-"):
            rows.append(TableRow(number, stray=_stray(mark[2:])))
        elif mark.startswith(("|", "!")):
            rows = rows or [TableRow(number)]
            if not rows[-1].cells:
                rows[-1].line = number
            rows[-1].cells += _cells(mark)
        elif rows and rows[-1].cells:
            rows[-1].cells[-1].text += f"\n{line}"
    return list(_spanned([row for row in rows if row.cells or row.stray]))


def _stray(text: str) -> str:
    text = text.strip().lstrip("-").strip()
    return "" if not text or _ATTRIBUTES.fullmatch(text) else text


def _cells(mark: str) -> Iterator[Cell]:
    is_head = mark.startswith("!")
    parts = split_bars(mark[1:].replace("!!", "||") if is_head else mark[1:])
    for text, attributes in _with_attributes(parts):
        rows, columns = _ROWSPAN.search(attributes), _COLSPAN.search(attributes)
        yield Cell(
            text.strip(), is_head, int(rows[1]) if rows else 1, int(columns[1]) if columns else 1
        )


def _with_attributes(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair each cell with its attributes: `a="b" | text || text` has bars of two kinds.

    Split at single bars, a double one leaves an empty part between two cells.
    """
    cells: list[list[str]] = [[]]
    for position, part in enumerate(parts):
        is_double = part == "" and 0 < position < len(parts) - 1 and cells[-1]
        if is_double:
            cells.append([])
        else:
            cells[-1].append(part)
    for held in cells:
        attributes = held[0] if len(held) > 1 and _ATTRIBUTES.fullmatch(held[0]) else ""
        yield "|".join(held[1:] if attributes else held), attributes


def _spanned(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """Repeat cells that span rows; one that spans columns stands once."""
    open_cells: dict[int, Cell] = {}
    for row in rows:
        waiting = list(row.cells)
        filled: list[Cell] = []
        while waiting or len(filled) in open_cells:
            above = open_cells.pop(len(filled), None)
            cell = above or waiting.pop(0)
            if cell.rows > 1:
                open_cells[len(filled)] = Cell(cell.text, cell.is_head, cell.rows - 1)
            filled.append(cell)
        yield TableRow(row.line, filled, row.stray)


def told_columns(heads: Sequence[str]) -> dict[str, int]:
    """Tell the columns by their heads; without a word for partners, the places are the partners."""
    found: dict[str, int] = {}
    for position, head in enumerate(heads):
        for key, words in _HEADS:
            if re.search(words, head, re.IGNORECASE):
                found.setdefault(key, position)
                break
    if "partner" not in found and "home" in found:
        found["partner"] = found.pop("home")
    return found


def cell_under(cells: Sequence[Cell], columns: dict[str, int], key: str) -> str:
    """Return the cell under a head; "" where the table or the row has none."""
    position = columns.get(key, len(cells))
    return cells[position].text if position < len(cells) else ""


def part_beside(parts: Sequence[str], position: int, n: int) -> str:
    """Return the part of a cell that stands beside a name; the only one counts for all."""
    if len(parts) == n:
        return parts[position].strip()
    return parts[0].strip() if len(parts) == 1 else ""
