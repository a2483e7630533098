"""Simple bipartite graphs in strata, laid out for the swap kernels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import NetworkError

Index = NDArray[np.int64]
Short = NDArray[np.int32]
Flag = NDArray[np.bool_]

MAX_BITMAP_BYTES = 2**31 - 1


@dataclass(frozen=True, slots=True, eq=False)
class StratifiedGraph:
    """The ties that can move, sorted by stratum, and one byte for each cell they can move to.

    Attributes
    ----------
    tie
        Position of each movable tie in the array given, shape (n_movable,).
    left
        Left end of each movable tie, as given; it never changes.
    col
        Right end of each movable tie as a column, 0..n_columns - 1.
    column_right
        Right end, as given, that a column stands for, shape (n_columns,).
    row_start
        So that `row_start + col` is the cell of a tie in `bitmap`.
    first, size
        Run of ties that is the stratum of each tie.
    bitmap
        1 where a tie is, shape (n_cells,).
    is_movable
        Whether each tie given can move at all, shape (n_ties,).
    """

    tie: Index
    left: Index
    col: Short
    column_right: Index
    row_start: Short
    first: Short
    size: Short
    bitmap: NDArray[np.uint8]
    is_movable: Flag

    @property
    def n_movable(self) -> int:
        """Number of ties that can move."""
        return int(self.tie.size)


def stratified_graph(left: Index, right: Index, stratum: Index) -> StratifiedGraph:
    """Lay out a simple bipartite graph whose right ends each lie in one stratum.

    Parameters
    ----------
    left, right, stratum
        Ends and stratum of each tie, shape (n_ties,).

    Raises
    ------
    NetworkError
        If the cells of the strata need more memory than `MAX_BITMAP_BYTES`.
    """
    is_movable = movable_ties(left, right, stratum)
    tie = np.flatnonzero(is_movable)
    tie = tie[np.lexsort((right[tie], left[tie], stratum[tie]))]
    _, group, size = np.unique(stratum[tie], return_inverse=True, return_counts=True)
    first = np.cumsum(size) - size
    column_key = np.unique(np.column_stack((group, right[tie])), axis=0)
    row_key = np.unique(np.column_stack((group, left[tie])), axis=0)
    n_columns = np.bincount(column_key[:, 0], minlength=size.size)
    n_rows = np.bincount(row_key[:, 0], minlength=size.size)
    first_column, first_row = np.cumsum(n_columns) - n_columns, np.cumsum(n_rows) - n_rows
    n_cells = int((n_rows * n_columns).sum())
    if n_cells > MAX_BITMAP_BYTES:
        raise NetworkError(
            "ties",
            f"the strata have {n_cells} cells, more than memory is planned for",
            "use a null with finer strata, such as degree-country",
        )
    first_cell = np.cumsum(n_rows * n_columns) - n_rows * n_columns
    col = _position(column_key, group, right[tie])
    row = _position(row_key, group, left[tie]) - first_row[group]
    row_start = first_cell[group] + row * n_columns[group] - first_column[group]
    bitmap = np.zeros(n_cells, dtype=np.uint8)
    bitmap[row_start + col] = 1
    return StratifiedGraph(
        tie=tie, left=left[tie], col=_short(col), column_right=column_key[:, 1],
        row_start=_short(row_start), first=_short(first[group]), size=_short(size[group]),
        bitmap=bitmap, is_movable=is_movable,
    )  # fmt: skip


def movable_ties(left: Index, right: Index, stratum: Index) -> Flag:
    """Return which ties some other simple graph of the same degrees lacks, shape (n_ties,).

    A place tied to every place left on the other side of its stratum is tied so in each graph of
    these degrees; it is set aside, and the rest looked at again. What then remains in a stratum
    with one place on a side cannot move either.
    """
    is_movable = np.ones(left.size, dtype=np.bool_)
    while True:
        kept = np.flatnonzero(is_movable)
        is_fixed = _is_full(left[kept], right[kept], stratum[kept]) | _is_full(
            right[kept], left[kept], stratum[kept]
        )
        if not is_fixed.any():
            return is_movable
        is_movable[kept[is_fixed]] = False


def _is_full(end: Index, other: Index, stratum: Index) -> Flag:
    """Return which ties have an `end` tied to every `other` place of the stratum."""
    if end.size == 0:
        return np.zeros(0, dtype=np.bool_)
    _, group = np.unique(stratum, return_inverse=True)
    others = np.unique(np.column_stack((group, other)), axis=0)
    n_others = np.bincount(others[:, 0])
    _, end_key, degree = np.unique(
        np.column_stack((group, end)), axis=0, return_inverse=True, return_counts=True
    )
    full: Flag = degree[end_key] == n_others[group]
    return full


def _short(values: Index) -> Short:
    """Return 32-bit numbers: what the chain reads at random then fits the nearest cache."""
    return values.astype(np.int32)


def _position(keys: Index, group: Index, value: Index) -> Index:
    """Return the row of each (group, value) in the sorted table of keys."""
    span = int(max(keys[:, 1].max(initial=0), value.max(initial=0))) + 1
    found: Index = np.searchsorted(keys[:, 0] * span + keys[:, 1], group * span + value)
    return found
