"""Rows multiplied in one go, and paths followed, give the numbers of plain loops, bit for bit."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np
import pytest

from twolevel.core.array_types import Index, Real
from twolevel.kernels.row_products import (
    choose_columns,
    multiply_by_roots,
    products_of_sets,
)
from twolevel.kernels.shortest_paths import add_dependencies
from twolevel.positions.graph import Graph, graph_of
from twolevel.rates.score_jackknife import cluster_parts


@pytest.mark.parametrize("columns", [[], [2], [4, 0, 3], list(range(6))])
def test_chosen_columns_stand_behind_a_constant(columns: list[int]) -> None:
    x = np.random.default_rng(1).normal(size=(50, 6))
    design = np.empty((50, 1 + len(columns)))
    choose_columns(x, np.array(columns, dtype=np.int64), design)
    assert np.array_equal(design, np.column_stack((np.ones(50), x[:, columns])))


def test_rows_times_roots_are_those_of_numpy_bit_for_bit() -> None:
    rng = np.random.default_rng(2)
    design = rng.normal(size=(3000, 11)) * 10.0 ** rng.integers(-9, 9, 11)
    weight = np.append(rng.random(2998) * 1e3, [0.0, 1e-300])
    half = np.empty_like(design)
    multiply_by_roots(design, weight, half)
    assert np.array_equal(half, design * np.sqrt(weight)[:, None])


@pytest.mark.parametrize("n_columns", [1, 2, 11, 12])
@pytest.mark.parametrize("ends", [[0, 3000], [0, 1, 8, 8, 17, 1999, 3000]])
def test_products_of_sets_are_those_of_their_rows(ends: list[int], n_columns: int) -> None:
    rng = np.random.default_rng(3)
    design, bend, left = rng.normal(size=(3000, n_columns)), rng.random(3000), rng.normal(size=3000)
    products, sums = products_of_sets(design, bend, left, np.array(ends))
    for k, part in enumerate(slice(a, b) for a, b in pairwise(ends)):
        rows = design[part]
        np.testing.assert_allclose(products[k], rows.T @ (rows * bend[part, None]), atol=1e-9)
        np.testing.assert_allclose(sums[k], left[part] @ rows, atol=1e-9)


def plain_dependencies(graph: Graph, held: Real, sources: Index, weight: Real) -> Real:
    """Follow Brandes (2001) as it is written, its sums in the order of the ties."""
    total = np.zeros(graph.n)
    near = np.split(graph.neighbour, graph.start[1:-1])
    for source, times in zip(sources.tolist(), weight.tolist(), strict=True):
        distance, paths, order = {source: 0}, {source: 1.0}, []
        queue = deque([source])
        while queue:
            v = queue.popleft()
            order.append(v)
            for w in near[v].tolist():
                if w not in distance:
                    distance[w], paths[w] = distance[v] + 1, 0.0
                    queue.append(w)
                if distance[w] == distance[v] + 1:
                    paths[w] += paths[v]
        depends = dict.fromkeys(order, 0.0)
        for v in reversed(order):
            for w in reversed(near[v].tolist()):
                if distance[w] == distance[v] + 1:
                    depends[v] += paths[v] * ((held[w] + depends[w]) / paths[w])
        for v in order[1:]:
            total[v] += times * depends[v]
    return total


@pytest.mark.parametrize(("n", "n_ties"), [(40, 30), (40, 120), (300, 900)])
def test_dependencies_are_those_of_plain_loops_bit_for_bit(n: int, n_ties: int) -> None:
    """Few ties leave parts that no path joins; a source finds nothing of the one before it."""
    rng = np.random.default_rng(n_ties)
    ties = rng.integers(0, n, (n_ties, 2))
    graph = graph_of(n, ties[ties[:, 0] != ties[:, 1]])
    held, weight = rng.integers(1, 5, n).astype(np.float64), rng.random(n)
    sources = rng.permutation(n)
    total = np.zeros(n)
    add_dependencies(graph.start, graph.neighbour, held, sources, weight, total)
    assert np.array_equal(total, plain_dependencies(graph, held, sources, weight))


def test_products_of_sets_are_the_parts_of_clusters() -> None:
    rng = np.random.default_rng(5)
    design, weight = rng.normal(size=(4000, 9)), rng.random(4000)
    left, cluster = rng.normal(size=4000), np.sort(rng.integers(60, size=4000)) * 3
    ends = np.flatnonzero(np.diff(cluster, prepend=-1, append=-1))
    by_set = products_of_sets(design, weight, left, ends)
    for one, other in zip(cluster_parts(design, weight, left, cluster), by_set, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-11)
