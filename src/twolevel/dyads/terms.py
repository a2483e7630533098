"""Covariates of pairs, given as small things: values of nodes, of pairs of groups, of few pairs.

A table of 40 million pairs is never laid out: a term fills one block of it at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from twolevel.core.argument_checks import (
    LARGEST_NUMBER,
    MOST_LABELS,
    integers,
    numbers,
    one_of,
    plain_array,
    text,
    whole_number,
)
from twolevel.core.array_types import Index, Real
from twolevel.errors import NetworkError

Combination = Literal["first", "second", "sum", "product", "difference", "log_km"]
COMBINATIONS: tuple[Combination, ...] = (
    "first", "second", "sum", "product", "difference", "log_km",
)  # fmt: skip
EARTH_KM = 6371.0
LARGEST_BYTE = 255
FAR_FROM_ZERO = 5.0


class Term(Protocol):
    """A named covariate of pairs of one table."""

    @property
    def name(self) -> str:
        """Name in results and errors."""

    def for_nodes(self, first: Index, second: Index) -> Filler:
        """Return the filler of the table of these nodes of either side."""


class Filler(Protocol):
    """Values of a term on a table of some nodes."""

    def fill(self, rows: slice, columns: slice, out: Real) -> None:
        """Write the values of a block, shape (n_rows, n_columns)."""

    def at(self, row: Index, column: Index) -> Real:
        """Return the values at single pairs, shape (n,)."""


def centres(tied: Real) -> Real:
    """Return a centre for each term from its values at ties, shape (n_terms, n_ties).

    A constant belongs to the effects; left in a term whose spread is small beside it, it would
    cancel digits. Other terms keep their zero, and with it what is sparse.
    """
    middle = tied.mean(axis=1)
    return np.where(np.abs(middle) > FAR_FROM_ZERO * tied.std(axis=1), middle, 0.0)


def centred(fillers: tuple[Filler, ...], centre: Real) -> tuple[Filler, ...]:
    """Return the fillers less their centres."""
    pairs = zip(fillers, centre.tolist(), strict=True)
    return tuple(CentredFiller(filler, value) if value else filler for filler, value in pairs)


@dataclass(frozen=True, slots=True, eq=False)
class CentredFiller:
    """A filler less a constant."""

    filler: Filler
    centre: float

    def fill(self, rows: slice, columns: slice, out: Real) -> None:
        """Write the values of a block, shape (n_rows, n_columns)."""
        self.filler.fill(rows, columns, out)
        out -= self.centre

    def at(self, row: Index, column: Index) -> Real:
        """Return the values at single pairs, shape (n,)."""
        return self.filler.at(row, column) - self.centre


@dataclass(frozen=True, slots=True, eq=False)
class NodeTerm:
    """A covariate made of one value of either end; make it with `node_term`.

    Attributes
    ----------
    name
        Name in results and errors.
    first, second
        Values of the nodes of either side, shape (n_values, n_nodes).
    combination
        How they make the value of a pair.
    """

    name: str
    first: Real
    second: Real
    combination: Combination

    def for_nodes(self, first: Index, second: Index) -> Filler:
        """Return the filler of the table of these nodes."""
        return _NodeFiller(self.first[:, first], self.second[:, second], self.combination)


@dataclass(frozen=True, slots=True, eq=False)
class GroupPairTerm:
    """A covariate that depends on the groups of the ends; make it with `group_pair_term`.

    Attributes
    ----------
    name
        Name in results and errors.
    first_group, second_group
        Group of the nodes of either side, shape (n_nodes,).
    values
        Value by group of the first and of the second end.
    """

    name: str
    first_group: Index
    second_group: Index
    values: NDArray[Any]

    def for_nodes(self, first: Index, second: Index) -> Filler:
        """Return the filler of the table of these nodes; groups without nodes fall away."""
        rows, row = np.unique(self.first_group[first], return_inverse=True)
        columns, column = np.unique(self.second_group[second], return_inverse=True)
        values = np.ascontiguousarray(self.values[np.ix_(rows, columns)])
        return _GroupFiller(row, column, values)


@dataclass(frozen=True, slots=True, eq=False)
class PairTerm:
    """A covariate that is 0 but at few pairs; make it with `pair_term`.

    Attributes
    ----------
    name
        Name in results and errors.
    values
        Sparse values, shape (n_first, n_second); symmetric in a table of pairs i < j.
    """

    name: str
    values: sparse.csr_array

    def for_nodes(self, first: Index, second: Index) -> Filler:
        """Return the filler of the table of these nodes."""
        return _PairFiller(sparse.csr_array(self.values[first][:, second]))


def node_term(
    name: str, first: ArrayLike, second: ArrayLike | None = None, combination: str = "difference"
) -> NodeTerm:
    """Return a covariate made of one value of either end.

    Parameters
    ----------
    name
        In results and errors.
    first, second
        Values of the nodes of the first and second side, shape (n_nodes,); without `second` both
        sides have the same nodes. For `log_km` latitude and longitude in degrees, shape
        (n_nodes, 2).
    combination
        `first` or `second`: the value of that end. `sum`, `product`, `difference`: of both, the
        difference without its sign. `log_km`: log(1 + kilometres along a great circle).

    Raises
    ------
    InvalidArgument, NetworkError
        If the combination is not known, or the values have another shape or are not all finite.
    """
    text("name", name)
    one_of("combination", combination, COMBINATIONS)
    known = COMBINATIONS[COMBINATIONS.index(combination)]
    one = _node_values(name, first, known)
    other = one if second is None else _node_values(name, second, known)
    if known == "product":
        largest = float(np.abs(one).max(initial=0.0) * np.abs(other).max(initial=0.0))
        if largest > LARGEST_NUMBER:
            raise NetworkError(
                name, f"has products as large as {largest:g}", "scale the values of the nodes"
            )
    return NodeTerm(name, one, other, known)


def group_pair_term(
    name: str,
    first_group: ArrayLike,
    second_group: ArrayLike | None,
    values: ArrayLike | sparse.sparray,
) -> GroupPairTerm:
    """Return a covariate that depends on the groups of the two ends.

    Parameters
    ----------
    name
        In results and errors.
    first_group, second_group
        Group of the nodes of either side, shape (n_nodes,); None: both sides have the same nodes.
    values
        Value by group of the first and second end, shape (n_first_groups, n_second_groups); sparse
        or not. Must be symmetric for a table of pairs i < j, where no end is the first.

    Raises
    ------
    NetworkError
        If a label is out of range, or a value is not finite.
    """
    text("name", name)
    matrix = _group_values(name, values)
    first = _groups(name, first_group, matrix.shape[0])
    second = first if second_group is None else _groups(name, second_group, matrix.shape[1])
    return GroupPairTerm(name, first, second, matrix)


def pair_term(
    name: str,
    pairs: ArrayLike,
    values: ArrayLike | None = None,
    *,
    n_first: int,
    n_second: int | None = None,
) -> PairTerm:
    """Return a covariate that is 0 but at the given pairs.

    Parameters
    ----------
    name
        In results and errors.
    pairs
        Shape (n_pairs, 2): first and second node; no pair twice.
    values
        Shape (n_pairs,); 1 if None.
    n_first, n_second
        Nodes of either side; without `n_second` the pairs are of one set of nodes, undirected.

    Raises
    ------
    NetworkError
        If a label is out of range, a pair comes twice, or a value is not finite.
    """
    text("name", name)
    whole_number("n_first", n_first, 1, MOST_LABELS)
    if n_second is not None:
        whole_number("n_second", n_second, 1, MOST_LABELS)
    held = checked_pairs(name, pairs, n_first, n_second)
    given = np.ones(held.shape[0]) if values is None else numbers(name, values, 1)
    if given.size != held.shape[0]:
        raise NetworkError(name, f"has {given.size} values", f"give {held.shape[0]}, one a pair")
    shape = (n_first, n_first if n_second is None else n_second)
    matrix = sparse.csr_array((given, (held[:, 0], held[:, 1])), shape=shape)
    return PairTerm(name, sparse.csr_array(matrix + matrix.T) if n_second is None else matrix)


def checked_pairs(name: str, pairs: ArrayLike, n_first: int, n_second: int | None) -> Index:
    """Return pairs of nodes, checked; of one set of nodes the smaller stands first."""
    held = integers(name, pairs)
    if held.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if held.ndim != 2 or held.shape[1] != 2:
        raise NetworkError(name, f"has shape {held.shape}", "give pairs, shape (n, 2)")
    for side, n in enumerate((n_first, n_first if n_second is None else n_second)):
        is_out = (held[:, side] < 0) | (held[:, side] >= n)
        if is_out.any():
            where = int(np.flatnonzero(is_out)[0])
            raise NetworkError(
                name,
                f"holds node {held[where, side]} at row {where}",
                f"nodes of column {side} are 0..{n - 1}",
            )
    if n_second is None:
        held = np.sort(held, axis=1)
        loop = np.flatnonzero(held[:, 0] == held[:, 1])
        if loop.size:
            raise NetworkError(
                name, f"joins node {held[loop[0], 0]} to itself", "leave such pairs out"
            )
    _check_once(name, held)
    return held


def _check_once(name: str, pairs: Index) -> None:
    distinct, counts = np.unique(pairs, axis=0, return_counts=True)
    if counts.max() > 1:
        first, second = distinct[counts.argmax()].tolist()
        raise NetworkError(
            name,
            f"holds the pair ({first}, {second}) {counts.max()} times",
            "keep each pair once, with its count or value",
        )


def _group_values(name: str, values: Any) -> NDArray[Any]:
    """Return the values as a full table, a byte each where they are small whole numbers."""
    if sparse.issparse(values):
        held: Any = values
        return _full(name, sparse.coo_array(held))
    given = np.asarray(plain_array(name, values, "numbers"))
    if given.dtype.kind == "b" and given.ndim == 2:
        return given.astype(np.uint8)
    matrix = numbers(name, given, 2)
    return matrix.astype(np.uint8) if _are_bytes(matrix) else matrix


def _full(name: str, held: sparse.coo_array) -> NDArray[Any]:
    held.sum_duplicates()
    data = numbers(name, held.data, 1)
    out = np.zeros(held.shape, dtype=np.uint8 if _are_bytes(data) else np.float64)
    out[held.coords] = held.data
    return out


def _are_bytes(values: Real) -> bool:
    if values.size == 0 or values.min() < 0 or values.max() > LARGEST_BYTE:
        return False
    return bool((values == np.rint(values)).all())


def _groups(name: str, values: ArrayLike, n: int) -> Index:
    group = integers(name, values)
    if group.ndim != 1 or (group < 0).any() or (group >= min(n, MOST_LABELS)).any():
        raise NetworkError(
            name,
            f"has groups of shape {group.shape} from {group.min(initial=0)} to "
            f"{group.max(initial=0)}",
            f"give a group 0..{n - 1} to each node, as the table of values has",
        )
    return group


def _node_values(name: str, values: ArrayLike, combination: Combination) -> Real:
    if combination != "log_km":
        return numbers(name, values, 1)[None, :]
    degrees = numbers(name, values, 2)
    if degrees.shape[1] != 2 or np.abs(degrees[:, 0]).max(initial=0.0) > 90:
        raise NetworkError(
            name, "is not latitude and longitude", "give degrees in shape (n_nodes, 2)"
        )
    latitude, longitude = np.radians(degrees).T
    return np.stack(
        (
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        )
    )


@dataclass(frozen=True, slots=True, eq=False)
class _NodeFiller:
    first: Real
    second: Real
    combination: Combination

    def fill(self, rows: slice, columns: slice, out: Real) -> None:
        self._combine(self.first[:, rows, None], self.second[:, None, columns], out)

    def at(self, row: Index, column: Index) -> Real:
        out = np.empty(row.size)
        self._combine(self.first[:, row], self.second[:, column], out)
        return out

    def _combine(self, a: Real, b: Real, out: Real) -> None:
        if self.combination in ("first", "second"):
            out[...] = a[0] if self.combination == "first" else b[0]
        elif self.combination == "sum":
            np.add(a[0], b[0], out=out)
        elif self.combination == "product":
            np.multiply(a[0], b[0], out=out)
        elif self.combination == "difference":
            np.abs(np.subtract(a[0], b[0], out=out), out=out)
        else:
            chord = sum((a[axis] - b[axis]) ** 2 for axis in range(3))
            half = np.arcsin(np.minimum(np.sqrt(chord) / 2, 1.0))
            np.log1p(2 * EARTH_KM * half, out=out)


@dataclass(frozen=True, slots=True, eq=False)
class _GroupFiller:
    row: Index
    column: Index
    values: NDArray[Any]

    def fill(self, rows: slice, columns: slice, out: Real) -> None:
        column = self.column[columns]
        for row, group in enumerate(self.row[rows]):
            out[row] = self.values[group].take(column)

    def at(self, row: Index, column: Index) -> Real:
        return np.asarray(self.values[self.row[row], self.column[column]], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _PairFiller:
    values: sparse.csr_array

    def fill(self, rows: slice, columns: slice, out: Real) -> None:
        out[...] = 0.0
        first, last = int(self.values.indptr[rows.start]), int(self.values.indptr[rows.stop])
        counts = np.diff(self.values.indptr[rows.start : rows.stop + 1])
        row = np.repeat(np.arange(counts.size), counts)
        column = self.values.indices[first:last] - columns.start
        is_in = (column >= 0) & (column < out.shape[1])
        out[row[is_in], column[is_in]] = self.values.data[first:last][is_in]

    def at(self, row: Index, column: Index) -> Real:
        return np.asarray(self.values[row, column], dtype=np.float64).ravel()
