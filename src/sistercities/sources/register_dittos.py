"""Marks in a register that say "as above", and marks that say "nothing"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sistercities.sources.register_cells import Cell, SheetRow

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
