"""Sums of scores by pair of clusters, for the part that two clusterings count twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.dyads.evaluation import outer_sum


@dataclass(frozen=True, slots=True, eq=False)
class CellSums:
    """What `Scores` holds of the same names."""

    cells: Real
    dyads: Real
    within: Real


def sums_of_cells(cells: Real, is_one_set: bool) -> CellSums:
    """Return them from full tables, shape (n_terms, n_first, n_second)."""
    n_terms = cells.shape[0]
    all_cells = outer_sum(cells.reshape(n_terms, -1))
    if not is_one_set:
        return CellSums(all_cells, all_cells, np.zeros((n_terms, 0)))
    both = cells + cells.transpose(0, 2, 1)
    pairs = both[:, *np.triu_indices(both.shape[1], 1)]
    within = np.ascontiguousarray(np.diagonal(cells, axis1=1, axis2=2))
    return CellSums(all_cells, outer_sum(pairs), within)


def sums_of_rows(
    scores: Real, first: Index, second: Index, n_second: int, is_one_set: bool
) -> CellSums:
    """Return them from the score of each row, shape (n_terms, n_rows)."""
    all_cells = outer_sum(_by_key(scores, first * n_second + second))
    if not is_one_set:
        return CellSums(all_cells, all_cells, np.zeros((scores.shape[0], 0)))
    is_inside = first == second
    low, high = np.minimum(first, second), np.maximum(first, second)
    dyads = _by_key(scores[:, ~is_inside], (low * n_second + high)[~is_inside])
    within = np.empty((scores.shape[0], n_second))
    for term, row in enumerate(scores):
        within[term] = np.bincount(first[is_inside], row[is_inside], n_second)
    return CellSums(all_cells, outer_sum(dyads), within)


def _by_key(scores: Real, key: Index) -> Real:
    distinct, position = np.unique(key, return_inverse=True)
    out = np.empty((scores.shape[0], distinct.size))
    for term, row in enumerate(scores):
        out[term] = np.bincount(position, row, distinct.size)
    return out
