"""Clustering, assortativity, paths and shuffled ends: against networkx, and by enumeration."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from scipy.stats import chisquare

from two_level.bad_input import faults
from two_level.bounds_checked import said_in_python
from twolevel.nulls.shuffled_ends import shuffled_ends
from twolevel.positions import path_lengths as module
from twolevel.positions.assortativity import degree_assortativity
from twolevel.positions.clustering import clustering_of
from twolevel.positions.graph import graph_of
from twolevel.positions.path_lengths import path_lengths

SHAPES = [(12, 6), (12, 14), (30, 28), (40, 15), (60, 110), (200, 260), (5, 4), (1, 0), (4, 0)]
"""Nodes and ties: trees and forests, isolates, more than one component, and dense ones."""
BOUNDS_SCRIPT = """
import numpy as np
from twolevel.nulls.shuffled_ends import shuffled_ends
rng = np.random.default_rng(1)
for n, m in ((1, 0), (9, 5), (40, 30), (30, 120)):
    ties = rng.integers(0, n, (m, 2))
    ties = ties[ties[:, 0] != ties[:, 1]]
    print(all(drawn.max(initial=0) < n for drawn in shuffled_ends(n, ties, n_draws=3, seed=1)))
"""


def drawn(n: int, m: int, seed: int) -> tuple[nx.Graph, np.ndarray]:
    graph = nx.gnm_random_graph(n, m, seed=seed)
    return graph, np.array(graph.edges(), dtype=np.int64).reshape(-1, 2)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("n", "m"), SHAPES)
def test_clustering_is_that_of_networkx(n: int, m: int, seed: int) -> None:
    other, ties = drawn(n, m, seed)
    found = clustering_of(graph_of(n, ties))
    assert found.n_triangles == sum(nx.triangles(other).values()) // 3
    assert found.mean_local == pytest.approx(nx.average_clustering(other), abs=1e-12)
    local = [value for v, value in nx.clustering(other).items() if other.degree(v) > 1]
    if not local:
        assert found.transitivity is found.mean_local_of_pairs is None
        return
    assert found.transitivity == pytest.approx(nx.transitivity(other), abs=1e-12)
    assert found.mean_local_of_pairs == pytest.approx(np.mean(local), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("n", "m"), [(12, 14), (30, 28), (60, 110), (200, 260)])
def test_assortativity_is_the_correlation_of_both_ends(n: int, m: int, seed: int) -> None:
    other, ties = drawn(n, m, seed)
    found = degree_assortativity(graph_of(n, ties))
    assert found == pytest.approx(nx.degree_pearson_correlation_coefficient(other), abs=1e-9)


@pytest.mark.parametrize("ties", [[], [(0, 1)], [(0, 1), (1, 2), (2, 0)]])
def test_where_all_ends_are_alike_there_is_no_assortativity(ties: list[tuple[int, int]]) -> None:
    assert degree_assortativity(graph_of(3, ties)) is None


@pytest.mark.parametrize("words", [1, 16])
@pytest.mark.parametrize(("n", "m"), SHAPES)
def test_paths_are_those_of_networkx(
    n: int, m: int, words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WORDS", words)
    other, ties = drawn(n, m, 3)
    found = path_lengths(graph_of(n, ties))
    largest = max(nx.connected_components(other), key=len)
    inner = other.subgraph(largest)
    assert found.n_components == nx.number_connected_components(other)
    assert found.n_largest == len(largest)
    if len(largest) == 1:
        assert (found.mean, found.longest) == (None, 0)
        return
    if sum(len(one) == len(largest) for one in nx.connected_components(other)) == 1:
        assert found.mean == pytest.approx(nx.average_shortest_path_length(inner), abs=1e-12)
        assert found.longest == nx.diameter(inner)
    assert sum(found.pairs) == len(largest) * (len(largest) - 1) // 2


def test_a_path_and_a_star_by_hand() -> None:
    assert path_lengths(graph_of(4, [(0, 1), (1, 2), (2, 3)])).pairs == (3, 2, 1)
    star = graph_of(5, [(0, k) for k in range(1, 5)])
    assert path_lengths(star).pairs == (4, 6)
    assert clustering_of(star).transitivity == 0
    assert degree_assortativity(star) == pytest.approx(-1)


@pytest.mark.parametrize(("n", "m"), [(12, 14), (60, 110), (200, 260)])
def test_shuffled_ends_keep_degrees_and_make_no_loop_and_no_double_tie(n: int, m: int) -> None:
    _, ties = drawn(n, m, 1)
    degree = np.bincount(ties.ravel(), minlength=n)
    seen = set()
    for shuffled in shuffled_ends(n, ties, n_draws=5, seed=1):
        assert (np.bincount(shuffled.ravel(), minlength=n) == degree).all()
        pairs = {frozenset(pair) for pair in shuffled.tolist()}
        assert len(pairs) == m
        assert {len(pair) for pair in pairs} == {2}
        seen.add(frozenset(pairs))
    assert len(seen) == 5


def _graphs_with(degree: tuple[int, ...]) -> list[frozenset[tuple[int, int]]]:
    """List all simple graphs of these degrees."""
    pairs = list(combinations(range(len(degree)), 2))
    return [
        frozenset(chosen)
        for chosen in combinations(pairs, sum(degree) // 2)
        if tuple(np.bincount(np.array(chosen).ravel(), minlength=len(degree))) == degree
    ]


@pytest.mark.parametrize("degree", [(2, 2, 1, 1, 1, 1), (2, 2, 2, 2, 1, 1), (3, 2, 2, 2, 2, 1)])
def test_shuffled_ends_are_uniform_over_all_simple_graphs(degree: tuple[int, ...]) -> None:
    every = _graphs_with(degree)
    counts = dict.fromkeys(every, 0)
    ties = np.array(sorted(every[0]))
    for shuffled in shuffled_ends(len(degree), ties, n_draws=6_000, seed=4):
        counts[frozenset(tuple(sorted(pair)) for pair in shuffled.tolist())] += 1
    assert len(every) > 10
    assert chisquare(list(counts.values())).pvalue > 1e-3


def test_a_star_is_the_only_graph_of_its_degrees() -> None:
    ties = np.array([(0, k) for k in range(1, 6)])
    for shuffled in shuffled_ends(6, ties, n_draws=3, seed=1):
        assert {frozenset(pair) for pair in shuffled.tolist()} == {
            frozenset(pair) for pair in ties.tolist()
        }


def test_one_seed_gives_the_same_networks_and_another_gives_others() -> None:
    _, ties = drawn(60, 110, 2)
    first, same, other = (
        [shuffled.tolist() for shuffled in shuffled_ends(60, ties, n_draws=3, seed=seed)]
        for seed in (1, 1, 2)
    )
    assert first == same != other


def test_relabelling_nodes_changes_no_measure() -> None:
    _, ties = drawn(60, 110, 3)
    order = np.random.default_rng(1).permutation(60)
    one, other = graph_of(60, ties), graph_of(60, order[ties][:, ::-1])
    assert clustering_of(one) == clustering_of(other)
    assert path_lengths(one) == path_lengths(other)
    assert degree_assortativity(one) == pytest.approx(degree_assortativity(other))


def test_bad_input() -> None:
    _, ties = drawn(10, 14, 1)
    graph = graph_of(10, ties)
    for measure in (clustering_of, degree_assortativity, path_lengths):
        assert faults(measure, {"graph": "record"}, graph=graph) == []
    kinds = {"n": "count", "ties": "array", "n_draws": "count", "seed": "seed"}
    right = {"n": 10, "ties": ties, "n_draws": 2, "seed": 1}
    assert faults(lambda **given: list(shuffled_ends(**given)), kinds, **right) == []


def test_no_kernel_reaches_out_of_its_arrays() -> None:
    assert said_in_python(BOUNDS_SCRIPT).count("True") == 4
