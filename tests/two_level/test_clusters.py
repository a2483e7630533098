"""Intervals: influences are numerical derivatives, variances are sums by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t as student

from sistercities.errors import InvalidArgument, NetworkError
from two_level.small_worlds import small_world
from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world
from twolevel.core.arrays import hits_of_ties, two_level_arrays
from twolevel.exact.moments import expected_of_ties
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.rates.clusters import (
    effective_clusters,
    expected_derivative,
    pigeonhole_ratios,
    two_way_ratio,
    two_way_share,
    two_way_variance,
    weighted_ratio,
)

STEP = 1e-5


def centred_difference(function, n: int) -> np.ndarray:
    """Differentiate by the weight of each tie in turn, at all weights 1."""
    slopes = np.empty(n)
    for tie in range(n):
        up, down = np.ones(n), np.ones(n)
        up[tie], down[tie] = 1 + STEP, 1 - STEP
        slopes[tie] = (function(up) - function(down)) / (2 * STEP)
    return slopes


@pytest.mark.parametrize("null_id", ["degree", "degree-country"])
def test_influence_is_the_numerical_derivative(null_id: str) -> None:
    world = small_world()
    observed = float(hits_of_ties(world).sum())
    expected = float(expected_of_ties(world, null_id).sum())
    influence = hits_of_ties(world) / observed - expected_derivative(world, null_id) / expected
    slow = centred_difference(
        lambda weight: np.log(weighted_ratio(world, null_id, weight)), world.n_ties
    )
    assert influence == pytest.approx(slow, abs=1e-8)
    assert weighted_ratio(world, null_id, np.ones(world.n_ties)) == pytest.approx(
        observed / expected
    )


def test_a_weight_of_two_is_the_tie_twice() -> None:
    """The weighted ratio counted from stubs, one by one."""
    world = small_world()
    weight = np.random.default_rng(2).integers(0, 3, world.n_ties).astype(float)
    hits = hits_of_ties(world)
    inside = np.zeros((world.n_ties, world.n_ties))
    for a in range(world.n_ties):
        moved = replace(
            world, ties=np.column_stack((np.full(world.n_ties, world.ties[a, 0]), world.ties[:, 1]))
        )
        inside[a] = hits_of_ties(moved)
    expected = 0.0
    for country in np.unique(world.tie_country):
        w = weight * (world.tie_country == country)
        if w.sum() > 0:
            expected += float(w @ inside @ w) / float(w.sum())
    assert weighted_ratio(world, "degree-country", weight) == pytest.approx(
        float(weight @ hits) / expected
    )


def test_two_way_variance_by_hand() -> None:
    """Clusters (0, 1, 1), (0, 0, 1): units 1 and 4 + 9, countries, cells, each with its factor."""
    influence = np.array([1.0, -2.0, 4.0])
    first, second = np.array([0, 1, 1]), np.array([0, 0, 1])
    by_first = 9 / 5 / (9 / 5 - 1) * (1 + 4)
    by_second = 9 / 5 / (9 / 5 - 1) * (1 + 16)
    cells = 3 / 2 * (1 + 4 + 16)
    both = two_way_variance(influence, first, second)
    assert by_first + by_second - cells < by_second
    assert both.variance == pytest.approx(by_second)
    assert "below a one-way variance" in both.note
    crossed = two_way_variance(np.ones(4), np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    assert crossed.variance == pytest.approx(2 * (4 + 4) + 2 * (4 + 4) - 4 / 3 * 4)
    assert crossed.note == ""


def test_effective_clusters_are_those_of_equal_size() -> None:
    assert effective_clusters(np.repeat([4, 7, 9], 5)) == pytest.approx(3)
    assert effective_clusters(np.array([0, 0, 0, 1])) == pytest.approx(16 / 10)
    assert effective_clusters(np.array([], dtype=np.int64)) == 0.0


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_interval_is_t_on_the_log_scale(null_id: str) -> None:
    world = small_world()
    result = two_way_ratio(world, null_id)
    assert result.value == pytest.approx(
        hits_of_ties(world).sum() / expected_of_ties(world, null_id).sum()
    )
    assert result.low is not None
    assert result.high is not None
    assert result.standard_error is not None
    reach = student.ppf(0.975, result.degrees_of_freedom) * result.standard_error
    assert np.log([result.low, result.high]) == pytest.approx(
        [np.log(result.value) - reach, np.log(result.value) + reach]
    )
    clusters = (effective_clusters(world.tie_unit), effective_clusters(world.tie_country))
    assert (result.effective_home_units, result.effective_countries) == pytest.approx(clusters)
    assert result.degrees_of_freedom == pytest.approx(min(clusters) - 1)


def test_given_expectation_moves_the_centre_and_keeps_the_width() -> None:
    world = small_world()
    own, given = two_way_ratio(world), two_way_ratio(world, expected=10.0)
    assert given.value == pytest.approx(hits_of_ties(world).sum() / 10.0)
    assert given.standard_error == own.standard_error


def test_share_on_the_logit_scale() -> None:
    world = small_world()
    result = two_way_share(world)
    share = hits_of_ties(world).mean()
    assert result.value == pytest.approx(share)
    assert result.low is not None
    assert result.high is not None
    assert 0 < result.low < share < result.high < 1
    slow = centred_difference(
        lambda w: np.log(w @ hits_of_ties(world) / (w @ ~hits_of_ties(world))), world.n_ties
    )
    variance = two_way_variance(slow, world.tie_unit, world.tie_country).variance
    assert result.standard_error == pytest.approx(variance**0.5)


def test_pigeonhole_bootstrap_agrees_in_size() -> None:
    """It is conservative, so its spread lies between the linearised error and twice that."""
    world = simulate_world(CHINA, np.random.default_rng(4), tilt=Tilt(0.3, 0.3, 0.3))
    error = two_way_ratio(world).standard_error
    assert error is not None
    draws = pigeonhole_ratios(
        world, "degree-country", n_resamples=300, rng=np.random.default_rng(1)
    )
    spread = float(np.log(draws[np.isfinite(draws) & (draws > 0)]).std())
    assert 0.8 * error < spread < 2 * error


def test_what_has_no_interval_says_why() -> None:
    one_country = two_level_arrays(
        home_unit=[0, 1],
        foreign_country=[0, 0],
        foreign_unit=[0, 1],
        foreign_unit_country=[0, 0],
        ties=[(0, 0), (1, 0), (1, 1)],
        upper_ties=[(0, 0)],
        n_units=2,
    )
    alone = two_way_ratio(one_country)
    assert (alone.low, alone.high) == (None, None)
    assert "one country" in alone.note
    none_inside = replace(
        one_country, upper_ties=np.array([(1, 0)]), ties=np.array([(0, 0), (1, 1)])
    )
    assert two_way_ratio(none_inside).value == 0.0
    without = two_way_ratio(replace(one_country, upper_ties=np.zeros((0, 2), dtype=np.int64)))
    assert (without.value, without.note) == (None, "No lower tie is expected inside.")
    assert two_way_share(replace(one_country, ties=np.zeros((0, 2), np.int64))).value is None
    assert two_way_share(one_country, np.ones(3, dtype=bool)).value == 1.0


def test_arguments_are_checked() -> None:
    world = small_world()
    with pytest.raises(InvalidArgument, match=r"level=1\.5 cannot be used; give a share"):
        two_way_ratio(world, level=1.5)
    with pytest.raises(NetworkError, match="give True or False for each lower tie"):
        two_way_share(world, np.ones(3, dtype=bool))
    with pytest.raises(InvalidArgument, match="give degree or degree-country"):
        pigeonhole_ratios(world, "upper-ties", n_resamples=1, rng=np.random.default_rng(0))


def test_fewer_than_three_effective_clusters_give_no_interval() -> None:
    uneven = two_level_arrays(
        home_unit=[0, 1, 2],
        foreign_country=[0, 1, 2, 3, 4, 5, 6, 7],
        foreign_unit=[0, 1, 2, 3, 4, 5, 6, 7],
        foreign_unit_country=[0, 1, 2, 3, 4, 5, 6, 7],
        ties=[(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 6), (2, 7)],
        upper_ties=[(0, 0), (1, 6), (0, 3)],
        n_units=3,
    )
    share = two_way_share(uneven)
    assert share.value == pytest.approx(3 / 8)
    assert (share.low, share.high) == (None, None)
    assert share.effective_home_units == pytest.approx(64 / 38)
    assert "1.7 effective home units" in share.note
