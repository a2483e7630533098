"""The interval of a share: Wilson's own where it is his, and by what defines it elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from twolevel.rates import share_interval as module
from twolevel.rates.share_interval import FLOOR, moving_total, share_interval

Z = 1.959963984540054


@pytest.mark.parametrize(("count", "n"), [(3, 40), (20, 40), (37, 40), (250, 900)])
def test_of_a_binomial_share_it_is_wilsons(
    count: int, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLOOR", 0.0)
    p = count / n
    ends = share_interval(p, np.sqrt(p * (1 - p) / n), Z, p, 1.0)
    assert ends == pytest.approx(proportion_confint(count, n, method="wilson"), rel=1e-9)


@pytest.mark.parametrize("value", [-0.05, 0.0, 0.02, 0.4, 0.97, 1.1])
@pytest.mark.parametrize("rise", [-0.5, 0.0, 1.0])
def test_each_end_is_as_far_as_its_own_error_reaches(value: float, rise: float) -> None:
    error, t, total = 0.06, 2.1, max(value, 0.0)
    v = max(total - value**2, 0.0) + FLOOR * error
    for end in share_interval(value, error, t, total, rise):
        there = v + rise * (end - value) - (end**2 - value**2)
        assert abs(end - value) == pytest.approx(t * error * np.sqrt(there / v))


def test_with_little_error_it_is_the_usual_one() -> None:
    low, high = share_interval(0.3, 1e-5, 2.0, 0.3, 1.0)
    assert (low, high) == (pytest.approx(0.3 - 2e-5, abs=1e-8), pytest.approx(0.3 + 2e-5, abs=1e-8))


def test_no_error_is_no_width_and_one_less_the_other_is_turned() -> None:
    assert share_interval(1.0, 0.0, 2.0, 1.0, 1.0) == (1.0, 1.0)
    low, high = share_interval(0.4, 0.1, 2.0, 0.8, 0.0)
    turned = share_interval(-0.4, 0.1, 2.0, 0.8, 0.0)
    assert turned == (pytest.approx(-high), pytest.approx(-low))
    assert 0.4 - low > high - 0.4


def test_of_a_share_and_the_rest_both_say_the_same() -> None:
    low, high = share_interval(0.2, 0.05, 2.0, 0.2, 1.0)
    rest = share_interval(0.8, 0.05, 2.0, 0.8, 1.0)
    assert rest == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_how_shares_move_is_read_off_what_is_left_out() -> None:
    rng = np.random.default_rng(3)
    up = rng.normal(size=50) / 100
    moved = np.array([0.3 + up, 0.2 - up, np.full(50, 0.5)])
    assert moving_total(moved, np.array([1.0, 0, 0])) == pytest.approx(1.0)
    assert moving_total(moved, np.array([1.0, -1, 0])) == pytest.approx(0.0, abs=1e-9)
    assert moving_total(moved, np.array([1.0, 0, -1])) == pytest.approx(1.0)
    assert moving_total(moved, np.array([0.0, 0, 1])) == 0.0


def test_it_holds_a_share_that_is_a_square_more_evenly() -> None:
    """A value that goes with the square of a slope, as shares do: misses on both sides alike."""
    rng = np.random.default_rng(8)
    slope = 0.5 + 0.08 * rng.normal(size=40_000)
    p = slope**2
    ends = np.array([share_interval(x, 2 * np.sqrt(x) * 0.08, Z, x, 1.0) for x in p])
    below, above = (ends[:, 1] < 0.25).mean(), (ends[:, 0] > 0.25).mean()
    plain = 2 * Z * np.sqrt(p) * 0.08
    assert abs(below - above) < 0.6 * abs((p + plain < 0.25).mean() - (p - plain > 0.25).mean())
    assert below + above < 0.06


def test_the_floor_holds_a_share_of_nothing() -> None:
    """Small binomial shares with a known part of error that does not shrink are still covered."""
    n, truth = 200, 0.01
    counts = np.arange(12)
    p = counts / n
    ends = [share_interval(x, np.sqrt(max(x, 1 / n) * (1 - x) / n), Z, x, 1.0) for x in p]
    held = sum(binom.pmf(k, n, truth) for k, (low, high) in enumerate(ends) if low <= truth <= high)
    assert held > 0.93
