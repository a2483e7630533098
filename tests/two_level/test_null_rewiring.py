"""The rewiring nulls draw uniformly from all simple graphs that they say they do."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from multiprocessing import get_context

import numpy as np
import pytest
from scipy.stats import chisquare

from sistercities.errors import InvalidArgument
from two_level.small_worlds import (
    all_graphs,
    degrees,
    graph_weights,
    lower_only,
    small_world,
)
from twolevel.core.arrays import two_level_arrays
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.nulls.rewiring import degree, degree_country, upper_ties

# A fixed seed makes each test always or never fail; 1e-3 is the chance that a right one was born
# failing.
MIN_P = 1e-3

# Two countries: places 0-2 and 3-5. Home place 3 has no tie. One foreign place has none.
TIES = [(0, 0), (0, 1), (1, 1), (1, 3), (2, 2), (2, 3), (2, 4)]
COUNTRY = [0, 0, 0, 1, 1, 1]


def named(graphs: set[frozenset[tuple[int, int]]], n_right: int) -> list[int]:
    return sorted(sum(2 ** (i * n_right + j) for i, j in graph) for graph in graphs)


@pytest.mark.parametrize(
    ("null", "stratum"),
    [(degree, [0] * 6), (degree_country, COUNTRY)],
    ids=["degree", "degree-country"],
)
def test_draws_are_uniform_over_all_simple_graphs(null, stratum) -> None:
    world = lower_only(TIES, 4, COUNTRY)
    graphs = named(all_graphs(TIES, stratum, 4, 6), 6)
    result = null(world, n_draws=100 * len(graphs), seed=11, weights=graph_weights(4, 6))
    values, counts = np.unique(result.draws, return_counts=True)
    assert values.tolist() == graphs  # every such graph, and no other
    assert chisquare(counts).pvalue > MIN_P


def upper_world(upper: list[tuple[int, int]], country: list[int], tier: list[int]):
    """Name the graph of upper ties by the number of lower ties inside: 2^k ties for pair k."""
    n_units, n_foreign = 3, len(country)
    ties, home_unit = [], []
    for p in range(n_units):
        first = len(home_unit)
        home_unit += [p] * 2 ** (p * n_foreign + n_foreign - 1)
        for r in range(n_foreign):
            ties += [(first + k, r) for k in range(2 ** (p * n_foreign + r))]
    return two_level_arrays(
        home_unit=home_unit,
        foreign_country=country,
        foreign_unit=np.arange(n_foreign),
        foreign_unit_country=country,
        foreign_unit_tier=tier,
        ties=ties,
        upper_ties=upper,
        n_units=n_units,
    )


def test_upper_ties_are_uniform_over_all_simple_graphs_in_country_and_tier() -> None:
    upper = [(0, 0), (1, 1), (1, 0), (2, 2), (0, 3), (1, 4)]
    country, tier = [0, 0, 0, 0, 0], [0, 0, 0, 1, 1]
    graphs = named(all_graphs(upper, tier, 3, 5), 5)
    result = upper_ties(upper_world(upper, country, tier), n_draws=100 * len(graphs), seed=5)
    values, counts = np.unique(result.draws, return_counts=True)
    assert values.tolist() == graphs
    assert chisquare(counts).pvalue > MIN_P


def test_a_tie_that_two_tiers_hit_counts_once() -> None:
    """Two tiers, one stratum each; the law of the number inside is enumerated by hand."""
    world = two_level_arrays(
        home_unit=[0, 1, 1],
        foreign_country=[0, 0, 0],
        foreign_unit=[[0, 2], [1, 2], [1, 3]],
        foreign_unit_country=[0, 0, 0, 0],
        foreign_unit_tier=[0, 0, 1, 1],
        ties=[(0, 0), (0, 1), (1, 1), (2, 2)],
        upper_ties=[(0, 0), (1, 1), (0, 2), (1, 3)],
        n_units=2,
    )
    inside = []
    for fine in ({0: 0, 1: 1}, {0: 1, 1: 0}):
        for coarse in ({0: 2, 1: 3}, {0: 3, 1: 2}):
            tied = [(0, 0, 2), (0, 1, 2), (1, 1, 2), (1, 1, 3)]
            inside.append(sum(fine[p] == f or coarse[p] == c for p, f, c in tied))
    result = upper_ties(world, n_draws=4000, seed=2)
    expected = [4000 * inside.count(v) / 4 for v in sorted(set(inside))]
    assert sorted(result.histogram()) == sorted(set(inside))
    assert chisquare(list(result.histogram().values()), expected).pvalue > MIN_P
    assert result.observed == inside[0]


def test_degrees_are_kept_exactly() -> None:
    world = lower_only(TIES, 4, COUNTRY)
    draws = degree(world, n_draws=200, seed=3, weights=graph_weights(4, 6)).draws
    for value in draws:
        graph = [divmod(bit, 6) for bit in range(24) if int(value) >> bit & 1]
        assert degrees(graph) == degrees(TIES)


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_one_worker_and_two_threads_give_the_same_numbers(null_id: str) -> None:
    world = small_world()
    alone = draw_null(null_id, world, n_draws=600, seed=7)
    with ThreadPoolExecutor(2) as threads:
        threaded = draw_null(null_id, world, n_draws=600, seed=7, executor=threads)
    for field in fields(alone):
        mine, other = getattr(alone, field.name), getattr(threaded, field.name)
        assert np.array_equal(mine, other), field.name


def test_processes_give_the_same_numbers() -> None:
    world = small_world()
    # Spawned, since a fork of a process with threads is deprecated from Python 3.12 on.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        for null_id in NULL_IDS:
            apart = draw_null(null_id, world, n_draws=600, seed=7, executor=processes)
            alone = draw_null(null_id, world, n_draws=600, seed=7)
            assert apart.draws.tolist() == alone.draws.tolist()


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    world = small_world()
    short = degree_country(world, n_draws=250, seed=1).draws
    long = degree_country(world, n_draws=500, seed=1).draws
    assert long[:250].tolist() == short.tolist()
    assert long[250:].tolist() != short.tolist()


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_mean_agrees_with_the_exact_one(null_id: str) -> None:
    """Stub matching allows double ties, so the means differ by more than noise.

    Upper ties most: in this small world their strata are nearly full.
    """
    result = draw_null(null_id, small_world(), n_draws=5000, seed=1)
    assert result.mean is not None
    assert result.sd is not None
    assert result.exact_mean is not None
    slack = {"region-labels": 0.0, "upper-ties": 0.12}.get(null_id, 0.06) * result.exact_mean
    assert abs(result.mean - result.exact_mean) < 4 * result.sd / 5000**0.5 + slack


def test_where_nothing_can_move_the_result_says_so() -> None:
    world = lower_only([(0, 0), (1, 0), (2, 0)], 3, [0])
    result = degree_country(world, n_draws=99, seed=0, weights=np.ones((3, 1)))
    assert result.draws.tolist() == [3] * 99
    assert (result.share_movable, result.share_moved, result.n_inside_fixed) == (0.0, 0.0, 3.0)
    assert (result.p, result.p_low, result.p_high) == (1.0, 1.0, 1.0)
    assert "cannot vary" in result.warning
    assert "0% can move" in result.warning


def test_without_ties_every_draw_is_the_observed_nought() -> None:
    for null_id in NULL_IDS:
        result = draw_null(null_id, lower_only([], 2, [0]), n_draws=9, seed=0)
        assert (result.observed, result.p, result.ratio) == (0.0, 1.0, None)


def test_mean_is_withheld_where_the_chain_is_cut_short() -> None:
    world = small_world()
    cut = degree(world, n_draws=99, seed=1, max_steps=20)
    assert (cut.mean, cut.sd, cut.ratio, cut.effective_draws) == (None, None, None, None)
    assert "raise max_steps" in cut.warning
    assert cut.chain_length == 20
    assert 0 < cut.p <= 1
    whole = degree(world, n_draws=99, seed=1)
    assert whole.autocorrelation_time is not None
    assert whole.chain_length is not None
    assert whole.chain_length >= 10 * whole.autocorrelation_time
    assert whole.ratio == pytest.approx(whole.observed / whole.draws.mean())


def test_given_chain_length_leaves_p_and_withholds_the_rest() -> None:
    result = degree(small_world(), n_draws=99, seed=1, chain_length=50)
    assert (result.mean, result.autocorrelation_time, result.chain_length) == (None, None, 50)
    assert "not measured" in result.warning


def test_weights_need_not_be_whole() -> None:
    """Thirds of the whole weights give thirds of the whole draws, and the same p-values."""
    world = small_world()
    whole = np.random.default_rng(0).integers(0, 5, (8, 60))
    for null in (degree, degree_country):
        exact = null(world, n_draws=300, seed=1, weights=whole)
        thirds = null(world, n_draws=300, seed=1, weights=whole / 3)
        assert thirds.draws == pytest.approx(exact.draws / 3)
        assert (thirds.p, thirds.p_low) == (exact.p, exact.p_low)


def test_progress_counts_up_and_an_interrupt_gets_through() -> None:
    seen = []
    degree(small_world(), n_draws=600, seed=1, on_progress=lambda *now: seen.append(now))
    assert seen == [(250, 600), (500, 600), (600, 600)]

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as threads, pytest.raises(KeyboardInterrupt):
        degree(small_world(), n_draws=10_000, seed=1, executor=threads, on_progress=interrupt)


@pytest.mark.parametrize(
    ("argument", "value"),
    [("n_draws", 0), ("n_draws", 2.5), ("seed", -1), ("max_steps", 0)],
)
def test_arguments_outside_the_allowed_are_named(argument: str, value: object) -> None:
    arguments = {"n_draws": 9, "seed": 0, argument: value}
    with pytest.raises(InvalidArgument, match=rf"{argument}={value}.* cannot be used; give"):
        draw_null("degree", small_world(), **arguments)  # type: ignore[arg-type]


def test_unknown_null_and_misplaced_weights() -> None:
    with pytest.raises(InvalidArgument, match="give one of region-labels"):
        draw_null("gravity-like", small_world(), n_draws=9, seed=0)
    with pytest.raises(InvalidArgument, match="leave weights out"):
        draw_null("upper-ties", small_world(), n_draws=9, seed=0, weights=np.ones((8, 60)))
