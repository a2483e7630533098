"""Odds of younger to older ties over chance: by hand, by enumeration, by weights, and bad input."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy.stats import binomtest

from sistercities.errors import NetworkError
from twolevel.nulls.dates import DatedTies, dated_ties
from twolevel.nulls.start_year_odds import (
    detectable_odds,
    expected_near,
    near_ratio,
    older_share,
    younger_odds,
)
from twolevel.nulls.start_years import start_years

NAN = float("nan")


def drawn_ties(n: int = 160, seed: int = 5) -> tuple[DatedTies, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    home, country = rng.integers(0, 12, n), rng.integers(0, 9, n)
    upper = np.where(rng.random(n) < 0.5, rng.integers(1985, 2005, n), NAN)
    ties = dated_ties(home, rng.integers(1980, 2015, n).astype(float), upper)
    return ties, home, country


def log_odds(ties: DatedTies, weight: np.ndarray) -> float:
    """Log odds over chance where each tie counts with a weight, written out as sums over pairs."""
    count = dict.fromkeys(("younger", "older", "younger by chance", "older by chance"), 0.0)
    for stratum in np.unique(ties.stratum):
        mine = np.flatnonzero(ties.stratum == stratum)
        for i in mine:
            if not ties.is_inside[i]:
                continue
            for name, sign in (("younger", 1), ("older", -1)):
                count[name] += weight[i] * (sign * (ties.start[i] - ties.upper_start[i]) > 0)
                hits = sign * (ties.start[mine] - ties.upper_start[i]) > 0
                mean = float(weight[mine] @ hits) / float(weight[mine].sum())
                count[f"{name} by chance"] += weight[i] * mean
    chance = np.log(count["younger by chance"] / count["older by chance"])
    return float(np.log(count["younger"] / count["older"]) - chance)


def test_odds_are_those_of_all_deals() -> None:
    """Two cities of three ties each: the means over all 36 deals give the odds by chance."""
    start = np.array([1980, 1990, 2000, 1985, 1995, 1999], dtype=float)
    upper = np.array([1985, 1995, NAN, 1990, 1990, NAN])
    city = np.array([0, 0, 0, 1, 1, 1])
    younger, older = [], []
    for first in permutations(range(3)):
        for second in permutations(range(3, 6)):
            dealt = start[[*first, *second]]
            younger.append(np.nansum(dealt > upper))
            older.append(np.nansum(dealt < upper))
    found = younger_odds(dated_ties(city, start, upper), city, city)
    # younger: one of four (1995 after 1990); older: three
    assert found.value == pytest.approx((1 / 3) / (np.mean(younger) / np.mean(older)))


def test_the_error_is_that_of_moved_weights() -> None:
    """With a cluster for each tie the variance is the sum of squared derivatives by weights."""
    ties, home, _ = drawn_ties()
    own = np.arange(home.size)
    found = younger_odds(ties, own, own)
    ones, step = np.ones(home.size), 1e-6
    slopes = []
    for k in range(home.size):
        move = step * (own == k)
        slopes.append((log_odds(ties, ones + move) - log_odds(ties, ones - move)) / (2 * step))
    assert found.value == pytest.approx(np.exp(log_odds(ties, ones)))
    n = home.size
    wanted = np.sqrt(np.square(slopes).sum() * n / (n - 1))
    assert found.standard_error == pytest.approx(wanted, rel=1e-6)


def test_the_mean_by_chance_is_that_of_the_null() -> None:
    ties, home, country = drawn_ties()
    counts = start_years(ties, n_draws=50, seed=1)
    found = younger_odds(ties, home, country)
    chance = counts.younger.exact_mean / counts.older.exact_mean
    assert found.value == pytest.approx(counts.younger.observed / counts.older.observed / chance)


def test_the_interval_holds_1_as_often_as_it_says() -> None:
    """Start years are drawn without regard to upper ties: 1 is the truth, in 200 worlds."""
    held = []
    for seed in range(200):
        ties, home, country = drawn_ties(seed=1000 + seed)
        found = younger_odds(ties, home, country)
        held.append(found.low <= 1 <= found.high)
    assert binomtest(sum(held), len(held), 0.95).pvalue > 0.01


def test_the_detectable_odds_are_found_in_four_of_five_worlds() -> None:
    """The deals with many younger ties are made likelier, up to the odds said to be found."""
    ties, _, _ = drawn_ties(n=400)
    counts = start_years(ties, n_draws=50_000, seed=1)
    wanted = detectable_odds(counts)
    assert wanted.below < 1 < wanted.above
    # tilt: a deal is taken with weight odds^younger; importance sampling over draws of the null
    younger = counts.younger.draws.astype(float)
    tilt = np.linspace(0, 1, 201)
    mean = [np.average(younger, weights=np.exp(t * (younger - younger.mean()))) for t in tilt]
    total = counts.younger.exact_mean + counts.older.exact_mean
    odds = [(m / (total - m)) / (younger.mean() / (total - younger.mean())) for m in mean]
    at = tilt[int(np.argmin(np.abs(np.array(odds) - wanted.above)))]
    weights = np.exp(at * (younger - younger.mean()))
    power = np.average(younger >= np.quantile(younger, 0.975), weights=weights)
    assert 0.7 <= power <= 0.92


def test_a_share_without_exceptions_has_the_exact_interval() -> None:
    n = 20
    ties = dated_ties(np.zeros(n, int), np.full(n, 2000.0), np.full(n, 1990.0))
    share = older_share(ties, np.arange(n), np.arange(n))
    wanted = binomtest(0, n).proportion_ci(method="exact")
    assert (share.value, share.low) == (0.0, 0.0)
    assert share.high == pytest.approx(wanted.high)


def test_odds_without_an_older_tie_have_no_end_and_say_so() -> None:
    ties = dated_ties(
        np.zeros(3, int), np.array([2000.0, 2001, 1970]), np.array([1990.0, 1990, NAN])
    )
    found = younger_odds(ties, np.arange(3), np.arange(3))
    assert found.value is None
    assert "older" in found.note


def test_labels_of_other_ties_are_refused() -> None:
    ties, home, country = drawn_ties()
    with pytest.raises(NetworkError, match="home"):
        younger_odds(ties, home[:-1], country)


def near_by_deals(city: np.ndarray, start: np.ndarray, upper: np.ndarray, years: int) -> float:
    """Count ties near their upper tie in all deals of two cities of three ties each."""
    found = [
        np.nansum(np.abs(start[[*first, *second]] - upper) <= years)
        for first in permutations(range(3))
        for second in permutations(range(3, 6))
    ]
    return float(np.mean(found))


def test_nearness_is_that_of_all_deals() -> None:
    start = np.array([1980, 1990, 2000, 1985, 1995, 1999], dtype=float)
    upper = np.array([1985, 1995, NAN, 1990, 1990, NAN])
    city = np.array([0, 0, 0, 1, 1, 1])
    ties = dated_ties(city, start, upper)
    by_chance = near_by_deals(city, start, upper, 5)
    assert expected_near(ties, years=5) == pytest.approx(by_chance)
    # 1980 with 1985, 1990 with 1995, 1985 with 1990 and 1995 with 1990: all four.
    assert near_ratio(ties, city, city, years=5).value == pytest.approx(4 / by_chance)


def test_the_error_of_nearness_is_that_of_moved_weights() -> None:
    ties, home, _ = drawn_ties()
    own = np.arange(home.size)
    found = near_ratio(ties, own, own, years=5)

    def log_ratio(weight: np.ndarray) -> float:
        observed = expected = 0.0
        for stratum in np.unique(ties.stratum):
            mine = np.flatnonzero(ties.stratum == stratum)
            for i in mine[ties.is_inside[mine]]:
                observed += weight[i] * (abs(ties.start[i] - ties.upper_start[i]) <= 5)
                near = np.abs(ties.start[mine] - ties.upper_start[i]) <= 5
                expected += weight[i] * float(weight[mine] @ near) / float(weight[mine].sum())
        return float(np.log(observed / expected))

    ones, step = np.ones(home.size), 1e-6
    slopes = [
        (log_ratio(ones + step * (own == k)) - log_ratio(ones - step * (own == k))) / (2 * step)
        for k in range(home.size)
    ]
    n = home.size
    assert found.value == pytest.approx(np.exp(log_ratio(ones)))
    wanted = np.sqrt(np.square(slopes).sum() * n / (n - 1))
    assert found.standard_error == pytest.approx(wanted, rel=1e-6)


def test_the_interval_of_nearness_holds_1_as_often_as_it_says() -> None:
    """Start years are drawn without regard to upper ties: 1 is the truth, in 200 worlds."""
    held = []
    for seed in range(200):
        ties, home, country = drawn_ties(seed=3000 + seed)
        found = near_ratio(ties, home, country, years=5)
        held.append(found.low <= 1 <= found.high)
    assert binomtest(sum(held), len(held), 0.95).pvalue > 0.01


def test_nothing_near_is_0_and_says_so() -> None:
    ties = dated_ties(
        np.zeros(3, int), np.array([2000.0, 2001, 1990]), np.array([1990.0, NAN, NAN])
    )
    found = near_ratio(ties, np.arange(3), np.arange(3), years=5)
    assert (found.value, found.low) == (0.0, None)
    assert "near" in found.note
