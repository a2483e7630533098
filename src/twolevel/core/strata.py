"""Strata of ties, and simple bipartite graphs in strata, laid out for the swap kernels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import integers
from twolevel.core.array_types import Flag, Index, Short
from twolevel.errors import NetworkError
from twolevel.sentences import say

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


def stratified_graph(
    left: Index, right: Index, stratum: Index, base: Index | None = None
) -> StratifiedGraph:
    """Lay out a simple bipartite graph whose ties exchange right ends within strata.

    Parameters
    ----------
    left, right, stratum
        Ends and stratum of each tie, shape (n_ties,).
    base
        Broader stratum of each tie, shape (n_ties,): no tie may double one of its base, of
        whatever stratum. The stratum itself if None, where no pair of ends can be in two of them.

    Raises
    ------
    NetworkError
        If the cells of the strata need more memory than `MAX_BITMAP_BYTES`.
    """
    base = stratum if base is None else base
    is_movable = movable_ties(left, right, stratum)
    tie = np.flatnonzero(is_movable)
    tie = tie[np.lexsort((right[tie], left[tie], stratum[tie]))]
    _, run, size = np.unique(stratum[tie], return_inverse=True, return_counts=True)
    first = np.cumsum(size) - size
    bases, group = np.unique(base[tie], return_inverse=True)
    column_key = np.unique(np.column_stack((group, right[tie])), axis=0)
    row_key = np.unique(np.column_stack((group, left[tie])), axis=0)
    n_columns = np.bincount(column_key[:, 0], minlength=bases.size)
    n_rows = np.bincount(row_key[:, 0], minlength=bases.size)
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
    if base is not stratum:
        fixed = np.flatnonzero(~is_movable & np.isin(base, bases))
        at = np.searchsorted(bases, base[fixed])
        row_at, col_at = (
            _position(row_key, at, left[fixed]),
            _position(column_key, at, right[fixed]),
        )
        is_cell = _is_key(row_key, row_at, at, left[fixed]) & _is_key(
            column_key, col_at, at, right[fixed]
        )
        at, row_at, col_at = at[is_cell], row_at[is_cell], col_at[is_cell]
        bitmap[
            first_cell[at] + (row_at - first_row[at]) * n_columns[at] + col_at - first_column[at]
        ] = 1
    return StratifiedGraph(
        tie=tie, left=left[tie], col=_short(col), column_right=column_key[:, 1],
        row_start=_short(row_start), first=_short(first[run]), size=_short(size[run]),
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


def checked_labels(name: str, values: ArrayLike | None, n: int, of_what: str) -> Index:
    """Return the strata of the user's choice, shape (n,), numbered from 0; one stratum if None."""
    if values is None:
        return np.zeros(n, dtype=np.int64)
    array = integers(name, values)
    if array.shape != (n,):
        raise NetworkError(
            name, f"has shape {array.shape}", f"give one label for each {of_what}, shape ({n},)"
        )
    numbers: Index = np.unique(array, return_inverse=True)[1].astype(np.int64)
    return numbers


def check_labels_of_blocks(block: Index, labels: Index) -> None:
    """Refuse strata that tear a block apart."""
    pairs = np.unique(np.column_stack((block, labels)), axis=0)
    twice = np.flatnonzero(pairs[1:, 0] == pairs[:-1, 0])
    if twice.size:
        raise NetworkError(
            "strata",
            f"gives the places of block {int(pairs[twice[0], 0])} different labels",
            "a block moves as one; give its places the same label",
        )


def crossed(first: Index, second: Index) -> Index:
    """Return strata that are those of both arrays at once, numbered from 0."""
    span = int(second.max(initial=0)) + 1
    numbers: Index = np.unique(first * span + second, return_inverse=True)[1].astype(np.int64)
    return numbers


def and_labels(kept: str, strata: ArrayLike | None) -> str:
    """Return what is kept, within strata of the user's choice, in words."""
    return kept if strata is None else say("{kept}, in each stratum given", kept=kept)


def strata_words(own: str, strata: ArrayLike | None) -> str:
    """Return the strata in words: those of the null, and those of the user's choice."""
    if strata is None:
        return own
    return say("as given") if own == "none" else say("{own}, and as given", own=own)


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


def _is_key(keys: Index, at: Index, group: Index, value: Index) -> Flag:
    """Return whether the table of keys has (group, value) at that row."""
    if keys.shape[0] == 0:
        return np.zeros(at.size, dtype=np.bool_)
    near = keys[np.minimum(at, keys.shape[0] - 1)]
    found: Flag = (near[:, 0] == group) & (near[:, 1] == value)
    return found
