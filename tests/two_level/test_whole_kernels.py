"""Each compiled loop of whole networks gives the numbers of its plain twin, bounds checked too."""

from __future__ import annotations

import numpy as np
import pytest

from two_level.bounds_checked import said_in_python
from two_level.plain_twins import random_words
from two_level.whole_twins import (
    block_ties,
    block_weight,
    exchanged,
    half_weight,
    labelled,
    moved_blocks,
)
from two_level.whole_worlds import whole_world
from twolevel.core.whole_arrays import checked_upper_weights
from twolevel.core.whole_weights import upper_tie_weights
from twolevel.kernels.whole_halves import fill, holds, put, take
from twolevel.nulls import whole_blocks
from twolevel.nulls.dates import dated_ties
from twolevel.nulls.start_years import start_years
from twolevel.nulls.whole_blocks import block_graph
from twolevel.nulls.whole_chains import BlockChain, HalfChain
from twolevel.nulls.whole_halves import half_graph
from twolevel.nulls.whole_labels import label_layout, label_strata, whole_region_labels
from twolevel.nulls.whole_nulls import draw_whole_null

SEED = np.random.SeedSequence(5)
N_DRAWS, LENGTH = 6, 300


def weights_of(world, values=None):
    return upper_tie_weights(world, checked_upper_weights(values, world))


@pytest.mark.parametrize("most_placed", [0, 5, 1000], ids=["stepping", "some of each", "matched"])
def test_blocks_are_those_of_the_twin(most_placed: int, monkeypatch) -> None:
    monkeypatch.setattr(whole_blocks, "MOST_PLACED", most_placed)
    world = whole_world()
    graph = block_graph(world.ties, world.city_country, world.city_unit, weights_of(world))
    chain = BlockChain(graph, 0.0)
    steps = [
        -(-LENGTH * int(n) // chain.n_stepping) if chain.n_stepping else 10 * int(n)
        for n in graph.sizes
    ]
    hub = list(moved_blocks(graph, block_ties(graph), steps, random_words(SEED)))
    moved = chain.forward(LENGTH, SEED)
    assert block_ties(moved.graph) == hub
    runs = moved.runs(LENGTH, graph, N_DRAWS, SEED)
    words, observed = random_words(SEED), block_ties(graph)
    for draw in range(N_DRAWS):
        total, n_moved = graph.n_fixed, 0
        is_run = [bool(w) or draw == 0 for w in graph.is_weighty]
        assert all(is_run)  # in this world every pair of countries has an upper tie
        for b, ties in enumerate(moved_blocks(graph, hub, steps, words)):
            total += block_weight(graph, b, ties)
            before = {tuple(sorted(t)) if graph.is_square[b] else t for t in observed[b]}
            after = {tuple(sorted(t)) if graph.is_square[b] else t for t in ties}
            n_moved += len(after - before)
        assert (runs.statistics[draw], runs.moved[draw]) == (total, n_moved)


def test_the_trace_is_that_of_the_twin(monkeypatch) -> None:
    """Steps are dealt out to blocks by their ties, none lost by rounding."""
    monkeypatch.setattr(whole_blocks, "MOST_PLACED", 0)
    world = whole_world()
    graph = block_graph(world.ties, world.city_country, world.city_unit, weights_of(world))
    trace = BlockChain(graph, 0.0).trace(7, 20, SEED)
    words, now, n = random_words(SEED), block_ties(graph), graph.n_movable
    for record in range(20):
        sizes = [int(size) for size in graph.sizes]
        steps = [(record + 1) * 7 * m // n - record * 7 * m // n for m in sizes]
        now = list(moved_blocks(graph, now, steps, words))
        assert trace[record] == sum(block_weight(graph, b, t) for b, t in enumerate(now))


@pytest.mark.parametrize("by", ["all", "country", "fixed ties too"])
def test_halves_are_those_of_the_twin(by: str) -> None:
    world = whole_world()
    country = world.city_country[world.ties]
    is_movable = np.ones(world.n_ties, dtype=bool)
    if by == "fixed ties too":
        is_movable[::7] = False
    classes = np.zeros_like(country) if by == "all" else country
    graph = half_graph(world.ties, classes, is_movable, world.city_unit, weights_of(world))
    chain = HalfChain(graph, 0.0, graph.table())
    moved = chain.forward(LENGTH, SEED)
    hub = exchanged(graph, graph.node.tolist(), LENGTH, random_words(SEED))
    assert moved.graph.node.tolist() == hub
    assert sorted(moved.table) == sorted(moved.graph.table())
    runs = moved.runs(LENGTH, graph, N_DRAWS, SEED)
    words, pairs = random_words(SEED), graph.node.reshape(-1, 2)
    before = {tuple(sorted(pair)) for pair in pairs.tolist()}
    for draw in range(N_DRAWS):
        node = exchanged(graph, hub, LENGTH, words)
        after = {tuple(sorted(node[h : h + 2])) for h in range(0, len(node), 2)}
        assert runs.statistics[draw] == half_weight(graph, node) + graph.n_fixed
        assert runs.moved[draw] == len(after - before)
    trace, words, node = chain.trace(9, 10, SEED), random_words(SEED), graph.node.tolist()
    for record in range(10):
        node = exchanged(graph, node, 9, words)
        assert trace[record] == half_weight(graph, node)


def test_the_hash_table_is_a_set() -> None:
    rng = np.random.default_rng(3)
    table, keys = np.full(64, -1, dtype=np.int32), set(range(0, 20, 3))
    fill(table, 58, np.array(sorted(keys), dtype=np.int32))
    for _ in range(3000):
        key = np.int32(rng.integers(0, 40))
        if int(key) in keys:
            take(table, 58, key)
            keys.remove(int(key))
        elif len(keys) < 30:
            put(table, 58, key)
            keys.add(int(key))
        assert [k for k in range(40) if holds(table, 58, np.int32(k))] == sorted(keys)


@pytest.mark.parametrize("values", [None, np.arange(24)], ids=["plain", "weighted"])
@pytest.mark.parametrize("by", [None, "one stratum"])
def test_labels_are_those_of_the_twin(values, by) -> None:
    world = whole_world()
    strata = None if by is None else np.zeros(world.n_cities)
    layout = label_layout(world, label_strata(world, strata), weights_of(world, values))
    draws = labelled(layout, N_DRAWS, random_words(SEED.spawn(1)[0]))
    chunk = np.random.SeedSequence(5).spawn(1)[0]
    assert labelled(layout, N_DRAWS, random_words(chunk)) == (
        whole_region_labels(
            world, n_draws=N_DRAWS, seed=5, strata=strata, weights=values
        ).draws.tolist()
    )
    assert len(set(draws)) > 1


BOUNDS_SCRIPT = """
import numpy as np
from two_level.odd_networks import whole_network
from two_level.whole_worlds import whole_world
from twolevel.nulls import parallel_runs
from twolevel.nulls.dates import dated_ties
from twolevel.nulls.start_years import start_years
from twolevel.nulls.whole_nulls import draw_whole_null
for null_id in ("region-labels", "degree", "degree-country"):
    print(draw_whole_null(null_id, whole_world(), n_draws=20, seed=5, max_steps=400).draws.tolist())
weighted = draw_whole_null("region-labels", whole_world(), n_draws=9, seed=5, weights=np.arange(24))
print(weighted.draws.tolist())
starts, uppers = [1985, 1990, 1999, 2001, 2003], [1990, np.nan, 1990, 1995, 2002]
years = dated_ties([0, 0, 0, 1, 1], starts, uppers)
print(start_years(years, n_draws=9, seed=5).older.draws.tolist())
parallel_runs.SERIAL_RECORDS = 64  # each of these runs is as long as it may be
for seed in range(40):
    arrays = whole_network(seed)
    for null_id in ("region-labels", "degree", "degree-country") if arrays.n_cities else ():
        draw_whole_null(null_id, arrays, n_draws=3, seed=5, max_steps=60)
"""


def test_no_kernel_reads_outside_its_arrays() -> None:
    """Python checks all bounds; the draws are those of the compiled kernels, which check none."""
    printed = said_in_python(BOUNDS_SCRIPT)
    world = whole_world()
    unchecked = [
        draw_whole_null(null_id, world, n_draws=20, seed=5, max_steps=400).draws.tolist()
        for null_id in ("region-labels", "degree", "degree-country")  # each its own kernels
    ]
    weighted = draw_whole_null("region-labels", world, n_draws=9, seed=5, weights=np.arange(24))
    years = dated_ties(
        [0, 0, 0, 1, 1], [1985, 1990, 1999, 2001, 2003], [1990, np.nan, 1990, 1995, 2002]
    )
    older = start_years(years, n_draws=9, seed=5).older.draws.tolist()
    expected = [str(draws) for draws in [*unchecked, weighted.draws.tolist(), older]]
    assert printed.split("\n")[:-1] == expected
