"""Covariances of slopes from sums of scores: robust, clustered, dyadic.

References
----------
Cameron, Gelbach & Miller (2011), Robust inference with multiway clustering, J. Bus. Econ. Stat.
29(2). doi:10.1198/jbes.2010.07136
Aronow, Samii & Assenova (2015), Cluster-robust variance estimation for dyadic data, Polit. Anal.
23(4). doi:10.1093/pan/mpv018
Cameron & Miller (2014), Robust inference for dyadic data, working paper, UC Davis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.dyads.evaluation import Scores, outer_sum
from twolevel.dyads.result import SlopeCovariances
from twolevel.sentences import say

CONVENTION = say(
    "all but model: n / (n - k), n pairs and k slopes and effects; clustered: also "
    "G / (G - 1) for each part with its own number of clusters G; dyadic: also N / "
    "(N - 1), N clusters of nodes"
)


def slope_covariances(
    scores: Scores,
    counts: tuple[int, int, int],
    n_pairs: float,
    n_effects: int,
    *,
    is_one_set: bool,
) -> SlopeCovariances:
    """Return the covariances; `counts` are clusters of first ends, second ends and pairs.

    Without n / (n - k) errors are too small where a node has few ties, since its effect follows
    them. It is 1 for large tables.
    """
    n_first, n_second, n_cells = counts
    inverse: Real = np.asarray(np.linalg.inv(scores.bread), dtype=np.float64)
    first = _factor(n_first) * outer_sum(scores.first)
    second = _factor(n_second) * outer_sum(scores.second)
    both = first + second - _factor(n_cells) * scores.cells
    n_nodes = 0
    dyadic = both
    left = max(n_pairs - n_effects - scores.bread.shape[0], 1.0)
    factor = n_pairs / left
    if is_one_set:
        nodes = scores.first + scores.second - scores.within
        n_nodes = nodes.shape[1]
        dyadic = _factor(n_nodes) * (outer_sum(nodes) - scores.dyads)
    notes: list[str] = []
    return SlopeCovariances(
        model=inverse,
        robust=factor * inverse @ scores.pairs @ inverse,
        first=factor * inverse @ first @ inverse,
        second=factor * inverse @ second @ inverse,
        two_way=_positive(factor * inverse @ both @ inverse, "two-way", notes),
        dyadic=_positive(factor * inverse @ dyadic @ inverse, "dyadic", notes),
        n_first=n_first, n_second=n_second, n_nodes=n_nodes, parameter_factor=factor,
        convention=CONVENTION, note=" ".join(notes),
    )  # fmt: skip


def _factor(n: int) -> float:
    return n / (n - 1) if n > 1 else 1.0


def _positive(matrix: Real, name: str, notes: list[str]) -> Real:
    """Return the nearest matrix without negative eigenvalues, as the 2011 paper proposes."""
    matrix = (matrix + matrix.T) / 2
    if matrix.size == 0:
        return np.zeros((0, 0))
    values, vectors = np.linalg.eigh(matrix)
    if values[0] >= -1e-12 * abs(values[-1]):
        return matrix
    notes.append(
        say("The {name} covariance is not positive; negative eigenvalues are set to 0.", name=name)
    )
    return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T)


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
