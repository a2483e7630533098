"""Weighted shares and bounds: by hand, and on networks from which ties were taken away."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from two_level.thinned_networks import THINNED, made_up_truth
from twolevel.core.arrays import hits_of_ties, two_level_arrays
from twolevel.rates.clusters import two_way_ratio, two_way_share
from twolevel.rates.coverage_weights import (
    has_any,
    upper_ties_around,
    upper_ties_with_country,
    weighted_share,
)
from twolevel.rates.gap_bounds import gap_bounds

TRUTH = made_up_truth()
UPPER = np.linspace(0.6, 0.9, TRUTH.n_units)
LOWER = np.linspace(0.95, 0.5, TRUTH.n_units)


@pytest.mark.parametrize("chance", [0.5, 0.7, 0.95, 1.0])
@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_what_stands_for_any_has_the_right_mean(chance: float, n: int) -> None:
    """Of n upper ties each is listed with a chance: the mean over all outcomes is 1, or 0 of 0."""
    outcomes = np.arange(n + 1)
    binomial = np.array([
        float(len(list(_subsets(n, k)))) * chance**k * (1 - chance) ** (n - k) for k in outcomes
    ])  # fmt: skip
    assert float(binomial @ has_any(outcomes, chance)) == pytest.approx(float(n > 0))


def _subsets(n: int, k: int):
    from itertools import combinations

    return combinations(range(n), k)


def test_of_a_list_of_which_little_is_known_several_ties_count_bounded() -> None:
    assert has_any([0, 1, 2, 9], 0.2) == pytest.approx(
        [0, 1 / 0.2, 1 / (1 - 0.8**2), 1 / (1 - 0.8**9)]
    )


def test_equal_weights_give_the_share_and_its_interval() -> None:
    hits = hits_of_ties(TRUTH)
    plain = two_way_share(TRUTH, hits)
    weighted = weighted_share(TRUTH, hits.astype(float), np.full(TRUTH.n_ties, 3.0))
    assert (weighted.value, weighted.low, weighted.high) == pytest.approx(
        (plain.value, plain.low, plain.high)
    )
    assert ((upper_ties_around(TRUTH) > 0) == hits).all()
    assert (upper_ties_with_country(TRUTH) >= upper_ties_around(TRUTH)).all()


def test_the_error_is_that_of_moved_weights() -> None:
    """With a cluster for each tie the variance is the sum of squared derivatives by weights."""
    rng = np.random.default_rng(2)
    n = 40
    arrays = two_level_arrays(
        home_unit=np.arange(n), foreign_country=np.arange(n), foreign_unit=np.arange(n),
        foreign_unit_country=np.arange(n), ties=np.column_stack([np.arange(n)] * 2),
        upper_ties=[(0, 0)], n_units=n,
    )  # fmt: skip
    each, weight = rng.choice([0.0, 1.25], n), rng.uniform(1, 2, n)
    found = weighted_share(arrays, each, weight)

    def logit(count: np.ndarray) -> float:
        share = float((count * weight) @ each / (count @ weight))
        return float(np.log(share / (1 - share)))

    ones, step = np.ones(n), 1e-6
    slopes = [
        (logit(ones + step * (np.arange(n) == k)) - logit(ones - step * (np.arange(n) == k)))
        / (2 * step)
        for k in range(n)
    ]
    wanted = np.sqrt(np.square(slopes).sum() * n / (n - 1))
    assert found.standard_error == pytest.approx(wanted, rel=1e-6)


def test_weights_must_be_above_0() -> None:
    ones = np.ones(TRUTH.n_ties)
    with pytest.raises(NetworkError, match=r"weight: .*above 0"):
        weighted_share(TRUTH, ones, ones - 1)


def returned(way: str, n: int = 60) -> dict[str, np.ndarray]:
    """Take ties away many times: share as counted and as weighted, and ratio to chance."""
    rng = np.random.default_rng(11)
    rows = []
    for _ in range(n):
        left = THINNED[way](TRUTH, UPPER, LOWER, rng)
        inside = has_any(upper_ties_around(left), UPPER[left.tie_unit])
        weighted = weighted_share(left, inside, 1 / LOWER[left.tie_unit])
        rows.append((two_way_share(left).value, weighted.value, two_way_ratio(left).value))
    return dict(zip(("counted", "weighted", "ratio"), np.array(rows, dtype=float).T, strict=True))


SHARE = float(hits_of_ties(TRUTH).mean())
RATIO = two_way_ratio(TRUTH).value


def test_ties_lost_at_random_move_neither_the_weighted_share_nor_the_ratio() -> None:
    found = returned("at random")
    error = found["weighted"].std() / np.sqrt(60)
    assert abs(found["weighted"].mean() - SHARE) < 3 * error
    assert found["counted"].mean() < 0.85 * SHARE
    assert found["ratio"].mean() == pytest.approx(RATIO, rel=0.05)


@pytest.mark.parametrize("way", ["by popularity", "by country"])
def test_ties_lost_otherwise_move_the_weighted_share_less_than_the_counted_one(way: str) -> None:
    found = returned(way)
    assert abs(found["weighted"].mean() - SHARE) < abs(found["counted"].mean() - SHARE)


@pytest.mark.parametrize("way", THINNED)
def test_the_truth_lies_between_the_bounds_whatever_was_lost(way: str) -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        left = THINNED[way](TRUTH, UPPER, LOWER, rng)
        lost = {
            "n_missing_upper": _by_unit(TRUTH.upper_ties[:, 0]) - _by_unit(left.upper_ties[:, 0]),
            "n_missing_lower": _by_unit(TRUTH.tie_unit) - _by_unit(left.tie_unit),
        }
        bounds = gap_bounds(left, **lost)
        assert bounds.n_ties + bounds.n_missing == TRUTH.n_ties
        low, middle, high = (
            bounds.share(added)
            for added in (bounds.added_least, bounds.added_middle, bounds.added_most)
        )
        assert low <= SHARE <= high
        assert low < middle < high


def _by_unit(unit: np.ndarray) -> np.ndarray:
    return np.bincount(unit, minlength=TRUTH.n_units)


def test_bounds_by_hand() -> None:
    """Unit 0 has two ties in unit 0 (a sister), one in unit 1; one tie of each level is missing."""
    arrays = two_level_arrays(
        home_unit=[0, 0, 0], foreign_country=[0, 0], foreign_unit=[0, 1],
        foreign_unit_country=[0, 0], ties=[(0, 0), (1, 0), (2, 1)], upper_ties=[(0, 0)], n_units=1,
    )  # fmt: skip
    bounds = gap_bounds(arrays, n_missing_upper=[1], n_missing_lower=[1])
    assert bounds.share(bounds.added_least) == pytest.approx(2 / 4)
    assert bounds.share(bounds.added_most) == pytest.approx(1.0)
    # The one unit without an upper tie gets the missing one, so all is inside.
    assert bounds.share(bounds.added_middle) == pytest.approx(1.0)
    none = gap_bounds(arrays, n_missing_upper=[0], n_missing_lower=[1])
    assert none.share(none.added_middle) == pytest.approx((2 + 2 / 3) / 4)
    assert none.share(none.added_middle, 0.5) == pytest.approx((1.5 + 2 / 3) / 4)
