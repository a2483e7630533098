"""The nulls of whole networks draw uniformly from all simple graphs that they say they do."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from itertools import combinations
from multiprocessing import get_context

import numpy as np
import pytest
from scipy.stats import chisquare

from sistercities.errors import InvalidArgument, NetworkError
from two_level.whole_worlds import (
    all_alike,
    cities_as_units,
    degrees,
    degrees_and_totals,
    degrees_by_country,
    name_of,
    naming_weights,
    whole_world,
)
from twolevel.core.whole_arrays import hits_of_whole_ties, whole_arrays
from twolevel.nulls import whole_blocks, whole_rewiring
from twolevel.nulls.whole_nulls import WHOLE_NULL_IDS, draw_whole_null
from twolevel.nulls.whole_rewiring import (
    whole_degree,
    whole_degree_country,
    whole_degree_totals,
    whole_upper_ties,
)

# A fixed seed makes each test always or never fail; 1e-3 is the chance that a right one was born
# failing.
MIN_P = 1e-3

# Two countries: cities 0-3 and 4-6. Domestic ties in both; city 3 has a domestic tie only.
COUNTRY = [0, 0, 0, 0, 1, 1, 1]
TIES = [(0, 1), (2, 3), (0, 4), (1, 5), (2, 5), (2, 6), (4, 5)]


def uniform_p(result, names: list[int]) -> float:
    values, counts = np.unique(result.draws, return_counts=True)
    assert values.tolist() == sorted(names)  # every such graph, and no other
    return float(chisquare(counts).pvalue)


@pytest.mark.parametrize(
    ("null", "kept"),
    [
        (whole_degree, degrees),
        (whole_degree_totals, degrees_and_totals),
        (whole_degree_country, degrees_by_country),
    ],
    ids=["degree", "degree-totals", "degree-country"],
)
def test_draws_are_uniform_over_all_simple_graphs(null, kept) -> None:
    names = [name_of(graph, 7) for graph in all_alike(TIES, 7, kept(COUNTRY))]
    assert len(names) > 3
    world = cities_as_units(TIES, COUNTRY)
    result = null(world, n_draws=100 * len(names), seed=11, weights=naming_weights(7))
    assert uniform_p(result, names) > MIN_P


DENSE = [(0, 4), (0, 5), (0, 6), (1, 4), (1, 5), (2, 6), (3, 6), (0, 1), (2, 3)]


@pytest.mark.parametrize("engine", ["matched", "stepping", "hashed"])
def test_each_way_of_drawing_within_pairs_of_countries_is_uniform(engine, monkeypatch) -> None:
    """Matchings, steps in bitmaps and steps in a hash table draw from the same law."""
    monkeypatch.setattr(whole_blocks, "MOST_PLACED", {"matched": 1000}.get(engine, 0))
    if engine == "hashed":
        monkeypatch.setattr(whole_rewiring, "fits_in_memory", lambda *_: False)
    names = [name_of(graph, 7) for graph in all_alike(DENSE, 7, degrees_by_country(COUNTRY))]
    world = cities_as_units(DENSE, COUNTRY)
    result = whole_degree_country(
        world, n_draws=200 * len(names), seed=3, weights=naming_weights(7)
    )
    assert uniform_p(result, names) > MIN_P
    assert result.chain_length is not None  # the country's own ties always step


def test_one_country_is_a_stratum_of_its_own_ties() -> None:
    ties = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    names = [name_of(graph, 6) for graph in all_alike(ties, 6, degrees([0] * 6))]
    for null in (whole_degree, whole_degree_totals, whole_degree_country):
        world = cities_as_units(ties, [0] * 6)
        result = null(world, n_draws=80 * len(names), seed=2, weights=naming_weights(6))
        assert uniform_p(result, names) > MIN_P


@pytest.mark.parametrize("engine", ["blocks", "hashed"])
def test_upper_ties_are_uniform_within_pairs_of_countries(engine, monkeypatch) -> None:
    """Name the graph of upper ties by the number of lower ties inside: 2^k for pair k of units."""
    if engine == "hashed":
        monkeypatch.setattr(whole_rewiring, "fits_in_memory", lambda *_: False)
    country = [0, 0, 0, 1, 1, 1]
    upper = [(0, 1), (0, 3), (1, 4), (2, 4), (2, 5)]
    size, ties = 128, []
    for bit, (p, q) in enumerate(combinations(range(6), 2)):
        cells = [divmod(cell, size) for cell in range(2**bit)]
        ties += [(p * size + i, q * size + j) for i, j in cells]
    world = whole_arrays(
        city_unit=np.repeat(np.arange(6), size),
        unit_country=country,
        ties=ties,
        upper_ties=upper,
    )
    names = [name_of(graph, 6) for graph in all_alike(upper, 6, degrees_by_country(country))]
    result = whole_upper_ties(world, n_draws=200 * len(names), seed=8)
    assert uniform_p(result, names) > MIN_P


def test_strata_of_the_users_choice_keep_the_ties_of_each_label() -> None:
    """Ties of two labels never double one another; every labelled graph is as likely."""
    ties, labels = [(0, 1), (2, 3), (0, 4), (1, 2), (3, 4)], [0, 0, 0, 1, 1]
    n = 5
    pairs = list(combinations(range(n), 2))
    kept = degrees([0] * n)
    first = [g for g in combinations(pairs, 3) if kept(g) == kept(ties[:3])]
    second = [g for g in combinations(pairs, 2) if kept(g) == kept(ties[3:])]
    law = Counter(
        name_of(frozenset(a + b), n) for a in first for b in second if not set(a) & set(b)
    )
    world = cities_as_units(ties, [0] * n)
    n_draws = 60 * law.total()
    result = whole_degree(world, n_draws=n_draws, seed=4, strata=labels, weights=naming_weights(n))
    values, counts = np.unique(result.draws, return_counts=True)
    assert values.tolist() == sorted(law)
    expected = [n_draws * law[v] / law.total() for v in sorted(law)]
    assert chisquare(counts, expected).pvalue > MIN_P
    assert result.strata == "as given"


def test_a_label_for_each_pair_of_countries_makes_degree_of_degree_country() -> None:
    world = cities_as_units(TIES, COUNTRY)
    pair = [COUNTRY[i] + COUNTRY[j] for i, j in TIES]
    by_label = whole_degree(world, n_draws=400, seed=1, strata=pair, weights=naming_weights(7))
    graphs = {name_of(g, 7) for g in all_alike(TIES, 7, degrees_by_country(COUNTRY))}
    across = {name_of(g, 7) for g in all_alike(TIES, 7, degrees(COUNTRY))}
    assert set(by_label.draws.tolist()) <= across
    by_country = whole_degree_country(
        world, n_draws=400, seed=1, strata=pair, weights=naming_weights(7)
    )
    assert set(by_country.draws.tolist()) == graphs


@pytest.mark.parametrize("null_id", WHOLE_NULL_IDS)
def test_one_worker_and_two_threads_give_the_same_numbers(null_id: str) -> None:
    world = whole_world()
    alone = draw_whole_null(null_id, world, n_draws=600, seed=7)
    with ThreadPoolExecutor(2) as threads:
        threaded = draw_whole_null(null_id, world, n_draws=600, seed=7, executor=threads)
    for field in fields(alone):
        mine, other = getattr(alone, field.name), getattr(threaded, field.name)
        assert np.array_equal(mine, other), field.name
    assert alone.observed == hits_of_whole_ties(world).sum()


@pytest.mark.parametrize("null_id", WHOLE_NULL_IDS)
def test_order_and_direction_of_ties_change_nothing_observed(null_id: str) -> None:
    world = whole_world()
    turned = whole_arrays(
        city_unit=world.city_unit,
        unit_country=world.unit_country,
        ties=world.ties[::-1, ::-1],
        upper_ties=world.upper_ties[::-1, ::-1],
        city_block=world.city_block,
    )
    one = draw_whole_null(null_id, world, n_draws=2000, seed=1)
    other = draw_whole_null(null_id, turned, n_draws=2000, seed=2)
    assert (one.observed, one.exact_mean) == pytest.approx((other.observed, other.exact_mean))
    assert one.mean is not None
    assert one.sd is not None
    assert abs(one.mean - (other.mean or 0)) < 6 * one.sd / 1000**0.5


@pytest.mark.parametrize("null_id", WHOLE_NULL_IDS)
def test_weights_need_not_be_whole(null_id: str) -> None:
    world = whole_world()
    if null_id == "upper-ties":
        with pytest.raises(InvalidArgument, match="leave weights out"):
            draw_whole_null(null_id, world, n_draws=9, seed=0, weights=np.ones(24))
        return
    whole = np.random.default_rng(0).integers(0, 5, 24)
    exact = draw_whole_null(null_id, world, n_draws=300, seed=1, weights=whole)
    thirds = draw_whole_null(null_id, world, n_draws=300, seed=1, weights=whole / 3)
    assert thirds.draws == pytest.approx(exact.draws / 3)
    assert (thirds.p, thirds.p_low) == (exact.p, exact.p_low)
    large = draw_whole_null(null_id, world, n_draws=300, seed=1, weights=whole * 1000)
    assert large.draws.tolist() == (exact.draws * 1000).tolist()


@pytest.mark.parametrize("null_id", WHOLE_NULL_IDS)
def test_without_ties_every_draw_is_the_observed_nought(null_id: str) -> None:
    for upper in ([], [(0, 1)]):
        world = whole_arrays(city_unit=[0, 1, 1], unit_country=[0, 0, 1], ties=[], upper_ties=upper)
        result = draw_whole_null(null_id, world, n_draws=9, seed=0)
        assert (result.observed, result.p, result.ratio) == (0.0, 1.0, None)
    world = whole_arrays(city_unit=[0, 1, 1], unit_country=[0, 0], ties=[(0, 1)], upper_ties=[])
    result = draw_whole_null(null_id, world, n_draws=9, seed=0)
    assert (result.observed, result.p, result.ratio) == (0.0, 1.0, None)
    assert "cannot vary" in result.warning


def test_where_nothing_can_move_the_result_says_so() -> None:
    star = cities_as_units([(0, 1), (0, 2), (0, 3)], [0, 0, 0, 0])
    result = whole_degree_country(star, n_draws=99, seed=0)
    assert result.draws.tolist() == [3] * 99
    assert (result.share_movable, result.share_moved, result.n_inside_fixed) == (0.0, 0.0, 3.0)
    assert "cannot vary" in result.warning


def test_blocks_drawn_afresh_need_no_chain() -> None:
    """Two cities each way and two ties: two graphs, each half of the draws."""
    world = cities_as_units([(0, 2), (1, 3)], [0, 0, 1, 1])
    result = whole_degree_country(world, n_draws=2000, seed=5, weights=naming_weights(4))
    assert (result.chain_length, result.autocorrelation_time) == (None, None)
    assert result.mean is not None
    assert result.share_moved == pytest.approx(0.5, abs=0.05)


def test_ties_that_cannot_change_the_statistic_move_as_well() -> None:
    """`share_moved` counts every tie, also those of countries without an upper tie."""
    ties = [(i, 10 + j) for i in range(10) for j in range(10) if (i + j) % 5 == 0]
    world = whole_arrays(
        city_unit=[0] * 10 + [1] * 10, unit_country=[0, 1], ties=ties, upper_ties=[]
    )
    result = whole_degree_country(world, n_draws=300, seed=5)
    assert result.share_moved > 0.6


def test_mean_is_withheld_where_the_chain_is_cut_short() -> None:
    world = whole_world()
    cut = whole_degree(world, n_draws=99, seed=1, max_steps=20)
    assert (cut.mean, cut.sd, cut.ratio, cut.effective_draws) == (None, None, None, None)
    assert "raise max_steps" in cut.warning
    whole = whole_degree(world, n_draws=99, seed=1)
    assert whole.autocorrelation_time is not None
    assert whole.chain_length is not None
    assert whole.chain_length >= 10 * whole.autocorrelation_time
    given = whole_degree(world, n_draws=99, seed=1, chain_length=50)
    assert "not measured" in given.warning


@pytest.mark.parametrize(
    ("argument", "value"), [("n_draws", 0), ("n_draws", 2.5), ("seed", -1), ("max_steps", 0)]
)
def test_arguments_outside_the_allowed_are_named(argument: str, value: object) -> None:
    arguments = {"n_draws": 9, "seed": 0, argument: value}
    with pytest.raises(InvalidArgument, match=rf"{argument}={value}.* cannot be used; give"):
        draw_whole_null("degree", whole_world(), **arguments)  # type: ignore[arg-type]


def test_unknown_nulls_wrong_strata_and_an_empty_world_are_named() -> None:
    world = whole_world()
    with pytest.raises(InvalidArgument, match="give one of region-labels"):
        draw_whole_null("labels", world, n_draws=9, seed=0)
    with pytest.raises(NetworkError, match=r"strata: has shape \(3,\); give one label for each"):
        draw_whole_null("degree", world, n_draws=9, seed=0, strata=[0, 1, 2])
    with pytest.raises(NetworkError, match=r"strata: holds nan at position 0"):
        draw_whole_null("degree", world, n_draws=9, seed=0, strata=np.full(220, np.nan))
    nothing = whole_arrays(city_unit=[], unit_country=[0], ties=[], upper_ties=[])
    with pytest.raises(NetworkError, match="holds no city"):
        draw_whole_null("degree", nothing, n_draws=9, seed=0)


def test_processes_give_the_same_numbers() -> None:
    """Layouts and hubs travel to other processes and come back as the same draws."""
    world = whole_world()
    # Spawned, since a fork of a process with threads is deprecated from Python 3.12 on.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        for null_id in ("region-labels", "degree", "degree-country", "gravity"):
            apart = draw_whole_null(null_id, world, n_draws=12, seed=7, executor=processes)
            alone = draw_whole_null(null_id, world, n_draws=12, seed=7)
            assert apart.draws.tolist() == alone.draws.tolist()
