"""Shortest chains against networkx, on drawn networks and by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from sistercities.network.chains import Chains, TieNetwork

MOST = 10_000


def _drawn(seed: int, n_places: int, n_ties: int) -> list[tuple[str, str]]:
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, n_places, size=(n_ties, 2))
    return sorted({(f"p{a:03}", f"p{b:03}") for a, b in ends.tolist() if a < b})


def _by_networkx(pairs: list[tuple[str, str]], start: str, end: str) -> set[tuple[str, ...]]:
    graph = nx.Graph(pairs)
    graph.add_nodes_from((start, end))
    if not nx.has_path(graph, start, end):
        return set()
    return {tuple(walk) for walk in nx.all_shortest_paths(graph, start, end)}


@pytest.mark.parametrize("seed", range(6))
def test_all_shortest_chains_are_those_of_networkx(seed: int) -> None:
    pairs = _drawn(seed, 60, 90)
    network = TieNetwork(pairs)
    rng = np.random.default_rng(100 + seed)
    for a, b in rng.integers(0, 60, size=(60, 2)).tolist():
        if a == b:
            continue
        start, end = f"p{a:03}", f"p{b:03}"
        found = network.chains({start}, {end}, longest=60, most=MOST)
        due = _by_networkx(pairs, start, end)
        assert set(found.shown) == due
        assert found.count == len(found.shown) == len(due)
        assert found.length == (len(next(iter(due))) - 1 if due else None)


@pytest.mark.parametrize("seed", range(4))
def test_sets_of_places_are_as_far_apart_as_their_nearest(seed: int) -> None:
    pairs = _drawn(seed, 40, 50)
    starts, ends = {f"p{k:03}" for k in range(4)}, {f"p{k:03}" for k in range(30, 34)}
    found = TieNetwork(pairs).chains(starts, ends, longest=40, most=MOST)
    walks = [w for a in starts for b in ends for w in _by_networkx(pairs, a, b)]
    shortest = min((len(walk) for walk in walks), default=None)
    assert set(found.shown) == {walk for walk in walks if len(walk) == shortest}
    assert found.length == (None if shortest is None else shortest - 1)


def test_no_chain_is_longer_than_was_asked() -> None:
    network = TieNetwork([("a", "b"), ("b", "c"), ("c", "d")])
    assert network.chains({"a"}, {"d"}, longest=2, most=5) == Chains(None, 0, ())
    found = network.chains({"a"}, {"d"}, longest=3, most=5)
    assert found == Chains(3, 1, (("a", "b", "c", "d"),))
    assert network.chains({"a"}, {"elsewhere"}, longest=9, most=5).length is None
    assert network.chains({"elsewhere"}, {"a"}, longest=9, most=5).length is None


def test_those_through_places_with_few_ties_come_first_and_all_are_counted() -> None:
    hub = [("hub", f"leaf{k}") for k in range(9)]
    pairs = [("a", "hub"), ("hub", "b"), ("a", "quiet"), ("quiet", "b"), *hub]
    found = TieNetwork(pairs).chains({"a"}, {"b"}, longest=4, most=1)
    assert found == Chains(2, 2, (("a", "quiet", "b"),))


def test_a_tie_that_stands_twice_makes_no_second_chain() -> None:
    found = TieNetwork([("a", "b"), ("b", "a"), ("b", "c")]).chains({"a"}, {"c"}, longest=3, most=9)
    assert found == Chains(2, 1, (("a", "b", "c"),))


def test_a_number_of_chains_beyond_all_counting_by_hand_is_exact() -> None:
    pairs = [
        (f"{layer}-{i}", f"{layer + 1}-{j}")
        for layer in range(1, 7) for i in range(40) for j in range(40)
    ]  # fmt: skip
    pairs += [("start", f"1-{i}") for i in range(40)] + [(f"7-{i}", "end") for i in range(40)]
    found = TieNetwork(pairs).chains({"start"}, {"end"}, longest=8, most=3)
    assert (found.length, found.count, len(found.shown)) == (8, 40**7, 3)


def test_no_chain_leads_through_a_place_that_is_left_out() -> None:
    network = TieNetwork([("a", "b"), ("b", "d"), ("a", "c"), ("c", "e"), ("e", "d")])
    found = network.chains({"a"}, {"d"}, longest=6, most=MOST, without={"b"})
    assert found == Chains(3, 1, (("a", "c", "e", "d"),))
