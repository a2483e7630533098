"""Positions in a graph against networkx and scipy, and by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import networkx as nx
import numpy as np
import pytest
from scipy.stats import entropy

from two_level.bad_input import faults
from two_level.bounds_checked import said_in_python
from twolevel.positions import betweenness as module
from twolevel.positions.betweenness import betweenness
from twolevel.positions.cores import core_numbers
from twolevel.positions.graph import graph_of
from twolevel.positions.partners import effective_partner_groups
from twolevel.positions.top import top_membership

SHAPES = [(12, 6), (12, 14), (30, 28), (40, 15), (60, 110), (5, 4), (1, 0)]
"""Nodes and ties: trees and forests, isolates, more than one component, and dense ones."""


BOUNDS_SCRIPT = """
import numpy as np
from twolevel.positions.betweenness import betweenness
from twolevel.positions.cores import core_numbers
from twolevel.positions.graph import graph_of
rng = np.random.default_rng(1)
for n, m in ((1, 0), (9, 5), (40, 30), (30, 120)):
    ties = rng.integers(0, n, (m, 2))
    graph = graph_of(n, ties[ties[:, 0] != ties[:, 1]])
    print(betweenness(graph).sum() >= 0, core_numbers(graph).max())
"""


def drawn(n: int, m: int, seed: int) -> tuple[nx.Graph, np.ndarray]:
    graph = nx.gnm_random_graph(n, m, seed=seed)
    return graph, np.array(graph.edges(), dtype=np.int64).reshape(-1, 2)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("n", "m"), SHAPES)
def test_betweenness_and_cores_are_those_of_networkx(n: int, m: int, seed: int) -> None:
    other, ties = drawn(n, m, seed)
    graph = graph_of(n, ties)
    theirs = nx.betweenness_centrality(other, normalized=False)
    assert betweenness(graph) == pytest.approx([theirs[v] for v in range(n)])
    cores = nx.core_number(other)
    assert core_numbers(graph).tolist() == [cores[v] for v in range(n)]


def test_a_star_a_path_and_a_ring_by_hand() -> None:
    star = graph_of(5, [(0, 1), (0, 2), (0, 3), (0, 4)])
    assert betweenness(star).tolist() == [6, 0, 0, 0, 0]
    path = graph_of(4, [(0, 1), (1, 2), (2, 3)])
    assert betweenness(path).tolist() == [0, 2, 2, 0]
    ring = graph_of(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    assert betweenness(ring) == pytest.approx([0.5] * 4)
    assert core_numbers(ring).tolist() == [2] * 4


def test_relabelling_nodes_and_repeating_ties_changes_nothing() -> None:
    _, ties = drawn(40, 70, 3)
    order = np.random.default_rng(1).permutation(40)
    again = np.concatenate((order[ties], order[ties][:, ::-1]))
    first, second = graph_of(40, ties), graph_of(40, again)
    assert betweenness(second)[order] == pytest.approx(betweenness(first))
    assert core_numbers(second)[order].tolist() == core_numbers(first).tolist()


def test_sampled_sources_are_right_on_average() -> None:
    """The mean over every single source is the exact value, trees or none."""
    _, ties = drawn(30, 36, 2)
    graph = graph_of(30, ties)
    mean = np.mean([betweenness(graph, [v]) for v in range(30)], axis=0)
    assert mean == pytest.approx(betweenness(graph))


def test_the_executor_changes_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_SOURCES", 5)
    graph = graph_of(60, drawn(60, 110, 7)[1])
    with ThreadPoolExecutor(3) as executor:
        assert (betweenness(graph, executor=executor) == betweenness(graph)).all()


def test_effective_groups_are_the_exponential_of_the_entropy() -> None:
    _, ties = drawn(40, 120, 5)
    group = np.random.default_rng(2).integers(0, 6, 40)
    graph = graph_of(40, ties)
    found = effective_partner_groups(graph, group)
    for v in range(40):
        mine = group[graph.neighbour[graph.start[v] : graph.start[v + 1]]]
        wanted = np.exp(entropy(np.bincount(mine))) if mine.size else 0.0
        assert found[v] == pytest.approx(wanted)


def test_equal_values_share_the_places_at_the_edge() -> None:
    assert top_membership([5, 4, 4, 4, 1, 0, 0, 0, 0, 0], 0.3) == pytest.approx(
        [1, 2 / 3, 2 / 3, 2 / 3, 0, 0, 0, 0, 0, 0]
    )
    values = np.random.default_rng(4).integers(0, 9, 200)
    found = top_membership(values, 0.1)
    assert found.sum() == pytest.approx(20)
    assert (np.diff(found[np.argsort(values, kind="stable")]) >= 0).all()
    assert top_membership([1.0, 2.0], 0.01).tolist() == [0, 1]  # at least one place


def test_bad_input() -> None:
    _, ties = drawn(10, 14, 1)
    graph = graph_of(10, ties)
    assert faults(graph_of, {"n": "count", "ties": "array"}, n=10, ties=ties) == []
    assert faults(betweenness, {"graph": "record", "sources": "array"}, graph=graph,
                  sources=[1, 2]) == []  # fmt: skip
    assert faults(core_numbers, {"graph": "record"}, graph=graph) == []
    assert faults(effective_partner_groups, {"graph": "record", "group": "array"}, graph=graph,
                  group=np.arange(10)) == []  # fmt: skip
    assert faults(top_membership, {"values": "array", "top": "level"}, values=np.arange(9.0),
                  top=0.2) == []  # fmt: skip


def test_no_kernel_reaches_out_of_its_arrays() -> None:
    assert said_in_python(BOUNDS_SCRIPT).count("True") == 4
