"""Terms as arrays, checked: features of region pairs, listed pairs, effects of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_LABELS, integers, numbers, plain_array
from twolevel.core.array_types import Index, Real
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nested.network import NestedNetwork
from twolevel.nested.terms import (
    GroupEffects,
    GroupPairs,
    ListedPairs,
    NodeProduct,
    NodeSum,
    SameLabel,
    Term,
)

CONSTANT, SUM, SAME, PRODUCT, MATRIX = 0, 1, 2, 3, 4

StackedFeatures: TypeAlias = tuple[NDArray[np.int8], Real, Real, Real, Index, Index]
"""Kinds, left and right values, matrices laid end to end, their offsets and widths."""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A number for each pair of regions.

    Attributes
    ----------
    kind
        How the values of the two regions make the number: see `kernels.nested_pairs`.
    left, right
        A value for each left and each right region.
    matrix
        What the values index, where kind is MATRIX; else empty.
    """

    kind: int
    left: Real
    right: Real
    matrix: Real

    @classmethod
    def constant(cls, network: NestedNetwork) -> Feature:
        """Return the feature that is 1 everywhere."""
        return cls(
            CONSTANT, np.zeros(network.n_left_regions), np.zeros(network.n_right_regions), _NONE
        )

    def at(self, left: Index, right: Index) -> Real:
        """Return the number of each pair of regions."""
        a, b = self.left[left], self.right[right]
        if self.kind == SUM:
            total: Real = a + b
            return total
        if self.kind == SAME:
            same: Real = (a == b).astype(np.float64)
            return same
        if self.kind == PRODUCT:
            product: Real = a * b
            return product
        if self.kind == MATRIX:
            entry: Real = self.matrix[a.astype(np.int64), b.astype(np.int64)]
            return entry
        return np.ones(a.shape, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Values of listed pairs.

    Attributes
    ----------
    pairs
        Shape (n, 2), sorted, none twice; the smaller first where undirected.
    values
        Shape (n, n_terms), 0 where a term does not list the pair.
    """

    pairs: Index
    values: Real

    def at(self, pairs: Index) -> Real:
        """Return the values of these pairs, shape (len(pairs), n_terms)."""
        found = np.zeros((pairs.shape[0], self.values.shape[1]))
        if self.pairs.size and pairs.size:
            width = int(max(self.pairs.max(), pairs.max())) + 1
            mine = self.pairs[:, 0] * width + self.pairs[:, 1]
            wanted = pairs[:, 0] * width + pairs[:, 1]
            place = np.minimum(np.searchsorted(mine, wanted), mine.size - 1)
            is_there = mine[place] == wanted
            found[is_there] = self.values[place[is_there]]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """Columns of the effects of groups.

    Attributes
    ----------
    left, right
        Column of the effect of each left and each right region, -1 where there is none.
    labels
        Label of the group of each column, in order.
    """

    left: Index
    right: Index
    labels: tuple[int, ...]


_NONE: Real = np.zeros((0, 0))


def feature_of(term: Term, network: NestedNetwork, *, is_city: bool) -> Feature:
    """Return the feature of region pairs that a term is."""
    if isinstance(term, GroupPairs):
        return _matrix_feature(term, network)
    left, right = node_values(term, network, is_city=is_city)
    if is_city:
        left = _by_region(left, network.left_region, network.n_left_regions)
        right = _by_region(right, network.right_region, network.n_right_regions)
    kind = {NodeSum: SUM, SameLabel: SAME, NodeProduct: PRODUCT}[type(term)]
    return Feature(kind, left, right, _NONE)


def stacked_features(features: Sequence[Feature]) -> StackedFeatures:
    """Return the features as the loops take them."""
    matrices = [feature.matrix for feature in features]
    sizes = np.array([matrix.size for matrix in matrices], dtype=np.int64)
    # one matrix is not copied: it may be large
    large = [matrix.ravel() for matrix in matrices if matrix.size]
    flat = large[0] if len(large) == 1 else np.concatenate([*large, np.zeros(1)])
    return (
        np.array([feature.kind for feature in features], dtype=np.int8),
        np.array([feature.left for feature in features]),
        np.array([feature.right for feature in features]),
        np.ascontiguousarray(flat),
        np.cumsum(sizes) - sizes,
        np.array([matrix.shape[1] for matrix in matrices], dtype=np.int64),
    )


def node_values(term: Term, network: NestedNetwork, *, is_city: bool) -> tuple[Real, Real]:
    """Return the checked values, labels or factors of left and of right nodes."""
    n_left = network.left_region.size if is_city else network.n_left_regions
    n_right = network.right_region.size if is_city else network.n_right_regions
    if isinstance(term, NodeSum):
        _check_side(term.name, term.side, network)
        left, right = np.zeros(n_left), np.zeros(n_right)
        if term.side != "right":
            left = shaped_numbers(term.name, term.values, (n_left,))
        if term.side != "left":
            right = shaped_numbers(term.name, term.values, (n_right,))
        return left, right
    if isinstance(term, SameLabel):
        first, second = _two_sides(term.name, term.labels, term.right_labels, network)
        return _label_values(term.name, first, n_left), _label_values(term.name, second, n_right)
    if isinstance(term, NodeProduct):
        first, second = _two_sides(term.name, term.values, term.right_values, network)
        return (
            shaped_numbers(term.name, first, (n_left,)),
            shaped_numbers(term.name, second, (n_right,)),
        )
    raise InvalidArgument("terms", term, "give terms of twolevel.nested.terms")


def listed_of(network: NestedNetwork, terms: Sequence[ListedPairs], *, is_city: bool) -> Listed:
    """Return the union of the listed pairs with the values of each term."""
    n_left = network.left_region.size if is_city else network.n_left_regions
    n_right = network.right_region.size if is_city else network.n_right_regions
    parts = [_one_list(term, network, n_left, n_right) for term in terms]
    if not parts:
        return Listed(np.zeros((0, 2), dtype=np.int64), np.zeros((0, 0)))
    union, where = np.unique(
        np.concatenate([pairs for pairs, _ in parts]), axis=0, return_inverse=True
    )
    values = np.zeros((union.shape[0], len(terms)))
    column = np.repeat(np.arange(len(terms)), [pairs.shape[0] for pairs, _ in parts])
    values[where.ravel(), column] = np.concatenate([values for _, values in parts])
    return Listed(union, values)


def effects_of(network: NestedNetwork, term: GroupEffects, first_column: int) -> Effects:
    """Return the columns of the effects of a term's groups."""
    _check_side(term.name, term.side, network)
    n = network.n_right_regions if term.side == "right" else network.n_left_regions
    group = _label_values(term.name, term.groups, n).astype(np.int64)
    region = network.right_region if term.side == "right" else network.left_region
    labels, place = np.unique(group, return_inverse=True)
    cities = np.bincount(place[region], minlength=labels.size)
    reference = int(cities.argmax())
    column = np.arange(labels.size) + first_column
    column[reference:] -= 1
    column[reference] = -1
    mine = column[place]
    left = mine if term.side != "right" else np.full(network.n_left_regions, -1)
    right = mine if term.side != "left" else np.full(network.n_right_regions, -1)
    return Effects(left, right, tuple(int(x) for x in np.delete(labels, reference)))


def shaped_numbers(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Real:
    """Return finite numbers of this shape.

    Raises
    ------
    NetworkError
        If the shape is another, or a value is no finite number.
    """
    given = plain_array(name, values, "numbers")
    if given.shape != shape:
        raise NetworkError(name, f"has shape {given.shape}", f"give an array of shape {shape}")
    return numbers(name, given, len(shape))


def _label_values(name: str, values: ArrayLike, n: int) -> Real:
    array = integers(name, values)
    if array.shape != (n,):
        raise NetworkError(name, f"has shape {array.shape}", f"give {n} labels, in one row")
    if array.size and (array.min() < 0 or array.max() >= MOST_LABELS):
        raise NetworkError(
            name,
            f"holds labels from {array.min()} to {array.max()}",
            f"labels are whole numbers 0..{MOST_LABELS - 1}; renumber them",
        )
    return array.astype(np.float64)


def _two_sides(
    name: str, left: ArrayLike, right: ArrayLike | None, network: NestedNetwork
) -> tuple[ArrayLike, ArrayLike]:
    if network.is_undirected == (right is not None):
        raise NetworkError(
            name,
            "has two sides" if network.is_undirected else "has values of one side only",
            "give one array where the network is undirected, one for each side where bipartite",
        )
    return left, left if right is None else right


def _check_side(name: str, side: str, network: NestedNetwork) -> None:
    allowed = ("both",) if network.is_undirected else ("left", "right")
    if side not in allowed:
        raise InvalidArgument(f"side of {name}", side, f"give {' or '.join(allowed)}")


def _by_region(values: Real, region: Index, n: int) -> Real:
    """Return the value of each region's cities, which all have the same; 0 without cities."""
    result = np.zeros(n)
    result[region] = values
    return result


def _matrix_feature(term: GroupPairs, network: NestedNetwork) -> Feature:
    matrix = numbers(term.name, term.matrix, 2)
    if network.is_undirected and (
        matrix.shape[0] != matrix.shape[1] or not np.array_equal(matrix, matrix.T)
    ):
        raise NetworkError(
            term.name, "is not symmetric", "an undirected network has one number for a pair"
        )
    right = term.left_group if network.is_undirected else term.right_group
    return Feature(
        MATRIX,
        _groups(term.name, term.left_group, network.n_left_regions, matrix.shape[0]),
        _groups(term.name, right, network.n_right_regions, matrix.shape[1]),
        matrix,
    )


def _groups(name: str, values: ArrayLike | None, n: int, n_groups: int) -> Real:
    group = _label_values(name, np.arange(n) if values is None else values, n)
    if group.size and group.max() >= n_groups:
        raise NetworkError(
            name,
            f"holds group {int(group.max())}, its matrix only {n_groups}",
            "give a row and a column for each group",
        )
    return group


def _one_list(
    term: ListedPairs, network: NestedNetwork, n_left: int, n_right: int
) -> tuple[Index, Real]:
    pairs = integers(term.name, term.pairs)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise NetworkError(term.name, f"has shape {pairs.shape}", "give an array of shape (n, 2)")
    is_out = (pairs < 0) | (pairs >= np.array([n_left, n_right]))
    if is_out.any():
        pair = tuple(int(x) for x in pairs[np.flatnonzero(is_out.any(axis=1))[0]])
        raise NetworkError(
            term.name, f"lists the pair {pair}", f"labels are below {n_left} and {n_right}"
        )
    if network.is_undirected:
        pairs = np.sort(pairs, axis=1)
    _check_once(term.name, pairs, is_undirected=network.is_undirected)
    n = pairs.shape[0]
    values = np.ones(n) if term.values is None else shaped_numbers(term.name, term.values, (n,))
    return pairs, values


def _check_once(name: str, pairs: Index, *, is_undirected: bool) -> None:
    if is_undirected and (pairs[:, 0] == pairs[:, 1]).any():
        raise NetworkError(name, "lists a node with itself", "leave such pairs out")
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    if counts.max(initial=1) > 1:
        pair = tuple(int(x) for x in found[counts.argmax()])
        raise NetworkError(name, f"lists the pair {pair} {counts.max()} times", "keep each once")
