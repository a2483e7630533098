"""Cities of a region that are alike in every term that varies within regions form one class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.nested.network import NestedNetwork
from twolevel.nested.term_arrays import node_values
from twolevel.nested.terms import NodeProduct, NodeSum, SameLabel, Term


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The classes of one side, sorted by region.

    Attributes
    ----------
    first
        Where the classes of each region begin, shape (n_regions + 1,).
    n_cities
        Number of cities of each class.
    sums, labels, factors
        What each class adds, is equal in, multiplies with; shapes (n_classes, n_terms of the kind).
    order
        The cities sorted by region, shape (n_cities,).
    first_city
        Where the cities of each region begin in this order, shape (n_regions + 1,).
    class_region
        Region of each class.
    city_class
        Class of each city, in the order of the cities as given.
    """

    first: Index
    n_cities: Real
    sums: Real
    labels: Real
    factors: Real
    order: Index
    first_city: Index
    class_region: Index
    city_class: Index


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """The classes of both sides and the names of the features they make, in order of kind."""

    left: Side
    right: Side
    names: tuple[str, ...]

    def at(self, left: Index, right: Index) -> Real:
        """Return the features of city pairs, shape (n_pairs, n_features)."""
        a, b = self.left.city_class[left], self.right.city_class[right]
        return np.column_stack(
            (
                self.left.sums[a] + self.right.sums[b],
                (self.left.labels[a] == self.right.labels[b]).astype(np.float64),
                self.left.factors[a] * self.right.factors[b],
            )
        )


def classes_of(network: NestedNetwork, terms: Sequence[Term]) -> Classes:
    """Join cities that the terms do not tell apart."""
    kinds = (NodeSum, SameLabel, NodeProduct)
    sorted_terms = [term for kind in kinds for term in terms if isinstance(term, kind)]
    counts = [sum(isinstance(term, kind) for term in terms) for kind in kinds]
    values = [node_values(term, network, is_city=True) for term in sorted_terms]
    n_left, n_right = network.left_region.size, network.right_region.size
    left_values = np.column_stack([np.zeros((n_left, 0)), *(left for left, _ in values)])
    left = _side(network.left_region, network.n_left_regions, left_values, counts)
    if network.is_undirected:
        return Classes(left, left, tuple(term.name for term in sorted_terms))
    right_values = np.column_stack([np.zeros((n_right, 0)), *(right for _, right in values)])
    right = _side(network.right_region, network.n_right_regions, right_values, counts)
    return Classes(left, right, tuple(term.name for term in sorted_terms))


def _side(region: Index, n_regions: int, values: Real, counts: list[int]) -> Side:
    order = np.lexsort((*values.T[::-1], region))
    is_new = np.ones(region.size, dtype=np.bool_)
    is_new[1:] = (region[order][1:] != region[order][:-1]) | (
        values[order][1:] != values[order][:-1]
    ).any(axis=1)
    group = np.cumsum(is_new) - 1
    city_class = np.empty(region.size, dtype=np.int64)
    city_class[order] = group
    rows = values[order][is_new]
    a, b = counts[0], counts[0] + counts[1]
    regions = np.arange(n_regions + 1)
    return Side(
        first=np.searchsorted(region[order][is_new], regions),
        n_cities=np.bincount(group).astype(np.float64),
        sums=np.ascontiguousarray(rows[:, :a]),
        labels=np.ascontiguousarray(rows[:, a:b]),
        factors=np.ascontiguousarray(rows[:, b:]),
        order=order,
        first_city=np.searchsorted(region[order], regions),
        class_region=region[order][is_new],
        city_class=city_class,
    )
