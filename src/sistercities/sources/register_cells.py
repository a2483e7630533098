"""Cells and rows of a register, cleaned of what cannot be seen.

Marks in a register that say "as above", and marks that say "nothing".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sistercities.errors import RegisterError
from sistercities.terms.normal_forms import normalised

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
"""Filled cells: 100,000 lines of 20 columns."""
LONGEST_CELL = 1_000_000
"""Characters of one cell. Excel itself holds 32,767 in a cell."""
MOST_LETTERS = 50_000_000
"""Characters of all cells together, those of a text that many cells share counted for each."""
_LAYOUT = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, what there is to say about it, and why it cannot be read, if so.

    `lines` are the lines of a text that has several.
    """

    text: str = ""
    told: str = ""
    problem: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; `number` is where it stands as a spreadsheet or an editor counts it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def texts(self) -> list[str]:
        """Return what the cells say."""
        return [cell.text for cell in self.cells]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.text or cell.problem for cell in self.cells)


EMPTY = Cell()


def clean_cell(text: str, told: str = "", problem: str = "") -> Cell:
    """Take out what cannot be seen, and say so; spaces at the ends and doubled ones are no loss."""
    if not text and not told and not problem:
        return EMPTY
    normal = normalised("NFC", text)
    seen = "".join(each for each in normal if each in _LAYOUT or _is_visible(each))
    if len(seen) < len(normal):
        told = f"{told}; control characters were taken out".removeprefix("; ")
    lines = tuple(filter(None, (" ".join(line.split()) for line in seen.splitlines())))
    return Cell(" ".join(seen.split()), told, problem, lines if len(lines) > 1 else ())


def _is_visible(letter: str) -> bool:
    # A zero-width joiner shapes letters of some scripts; a surrogate or a control shows nothing.
    return letter == "\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def refuse_size(file: str, rows: int, columns: int, cells: int, letters: int = 0) -> None:
    """Refuse a table that no register is as large as, while it is read.

    Raises
    ------
    RegisterError
        If it has too many rows, columns, filled cells, or letters in all of them.
    """
    if rows > MOST_ROWS:
        raise RegisterError(file, f"has more than {MOST_ROWS:,} rows", "split it")
    if columns > MOST_COLUMNS:
        problem = f"has more than {MOST_COLUMNS} columns in row {rows:,}"
        raise RegisterError(file, problem, "leave out those that are not about ties")
    if cells > MOST_CELLS:
        problem = f"has more than {MOST_CELLS:,} filled cells"
        raise RegisterError(file, problem, "leave out columns that are not about ties")
    if letters > MOST_LETTERS:
        problem = f"has more than {MOST_LETTERS:,} characters in its cells"
        raise RegisterError(file, problem, "shorten them to what is said of the ties, or split it")


_DITTO = frozenset(("〃", "″", '"', "''", "-〃-", '-"-', "同上", "ditto", "dito", "dto.", "idem"))
_SHOWN = 60


def without_dittos(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """Put in place of each mark for "as above" what stands above it, and say so."""
    above: tuple[Cell, ...] = ()
    for row in rows:
        if row.is_empty:
            yield row
            continue
        cells = tuple(
            _meant(cell, above[at]) if at < len(above) else cell
            for at, cell in enumerate(row.cells)
        )
        above = cells
        yield replace(row, cells=cells)


def _meant(cell: Cell, above: Cell) -> Cell:
    if cell.text.casefold() not in _DITTO or not above.text:
        return cell
    told = f"{cell.text} is taken as what stands above it, {above.text[:_SHOWN]}"
    return Cell(above.text, told, above.problem, above.lines)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: it is empty, or holds dashes or other signs alone."""
    return not cell.problem and not any(map(str.isalnum, cell.text)) and cell.text not in _DITTO
