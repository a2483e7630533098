"""Small tables of pairs, their plain rows, and slow twins of what is fitted on them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from twolevel.dyads.pair_table import PairTable, rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import group_pair_term, node_term, pair_term

Array = NDArray[np.float64]


@dataclass
class Drawn:
    """A table with its pairs laid out: `x` (n_pairs, 3), `first`, `second`, `y` (n_pairs,)."""

    table: PairTable
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    x: Array
    y: Array
    groups: tuple[NDArray[np.int64], NDArray[np.int64]]
    is_undirected: bool = field(default=False)


def drawn(
    family: str, *, is_undirected: bool, seed: int = 1, n: int = 24, m: int = 30, base: float = -1.5
) -> Drawn:
    """Draw ties with a term of each kind, effects of nodes and slopes -0.5, 0.8, 1."""
    rng = np.random.default_rng(seed)
    m = n if is_undirected else m
    one = rng.normal(0, 0.6, n)
    other = one if is_undirected else rng.normal(0, 0.6, m)
    here = rng.normal(size=n)
    there = here if is_undirected else rng.normal(size=m)
    region = rng.integers(0, 5, n)
    abroad = region if is_undirected else rng.integers(0, 5, m)
    joined = rng.random((5, 5)) < 0.3
    joined = joined | joined.T if is_undirected else joined
    first, second = np.triu_indices(n, 1) if is_undirected else np.indices((n, m)).reshape(2, -1)
    flies = rng.random(first.size) < 0.1
    x = np.column_stack(
        (np.abs(here[first] - there[second]), joined[region[first], abroad[second]], flies)
    ).astype(float)
    mean = np.exp(one[first] + other[second] + x @ [-0.5, 0.8, 1.0] + base)
    y = (
        rng.poisson(mean).astype(float)
        if family == "poisson"
        else (rng.random(first.size) < mean / (1 + mean)).astype(float)
    )
    pairs = np.column_stack((first, second))
    terms = (
        node_term("distance", here, None if is_undirected else there),
        group_pair_term("upper", region, None if is_undirected else abroad, joined),
        pair_term("flight", pairs[flies], n_first=n, n_second=None if is_undirected else m),
    )
    tied = y > 0
    table = (
        undirected_pairs(n, pairs[tied], terms, y[tied])
        if is_undirected
        else rectangular_pairs(n, m, pairs[tied], terms, y[tied])
    )
    return Drawn(table, first, second, x, y, (region, abroad), is_undirected)


def effect_columns(first: Array, second: Array, ends: str, is_undirected: bool) -> Array:
    """Return a column for each effect, none redundant; a constant for `none`."""
    rows = (first[:, None] == np.unique(first)).astype(float)
    columns = (second[:, None] == np.unique(second)).astype(float)
    if ends == "none":
        return np.ones((first.size, 1))
    if ends != "both":
        return rows if ends == "first" else columns
    if not is_undirected:
        return np.column_stack((rows, columns[:, 1:]))
    nodes = np.unique(np.concatenate((first, second)))
    return (first[:, None] == nodes).astype(float) + (second[:, None] == nodes)


def slow_covariance(
    scores: Array, first: Array, second: Array, bread: Array, kind: str, *, is_one_set: bool
) -> Array:
    """Return the covariance from every two pairs that the kind takes for dependent."""
    shares_first, shares_second = first[:, None] == first, second[:, None] == second
    dyadic = shares_first | shares_second
    if is_one_set:
        dyadic |= (first[:, None] == second) | (second[:, None] == first)
    depends = {
        "robust": np.eye(first.size, dtype=bool),
        "first": shares_first,
        "second": shares_second,
        "dyadic": dyadic,
    }[kind]
    inverse = np.linalg.inv(bread)
    return inverse @ scores.T @ depends @ scores @ inverse
