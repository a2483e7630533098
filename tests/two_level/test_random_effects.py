"""A mean over units that differ: beside another program, and by what it must hold."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from twolevel.errors import InvalidArgument, NetworkError
from twolevel.rates.random_effects import random_effects, restricted_likelihood


def units(seed: int, n: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    errors = rng.uniform(0.1, 0.6, n)
    return 0.7 + spread * rng.standard_normal(n) + errors * rng.standard_normal(n), errors


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("spread", [0.0, 0.2, 1.5])
def test_no_other_spread_is_likelier(seed: int, spread: float) -> None:
    y, errors = units(seed, 9, spread)
    found = random_effects(y, errors)
    best = restricted_likelihood(y, errors**2, found.spread**2)
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 50, 4000)])
    assert best >= max(restricted_likelihood(y, errors**2, each) for each in grid) - 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_mean_and_interval_are_those_of_statsmodels_given_the_spread(seed: int) -> None:
    """Its own spread is by another method, so it gets ours by way of errors that hold it."""
    y, errors = units(seed, 8, 0.5)
    found = random_effects(y, errors)
    whole = errors**2 + found.spread**2
    other = combine_effects(y, whole, method_re="dl", use_t=True)
    assert found.mean == pytest.approx(other.mean_effect_fe, rel=1e-10)
    assert found.standard_error == pytest.approx(other.sd_eff_w_fe_hksj, rel=1e-10)


def test_equal_errors_have_a_closed_form() -> None:
    y, error = np.array([0.1, 0.9, 1.7, 0.4]), 0.2
    found = random_effects(y, np.full(4, error))
    assert found.mean == pytest.approx(y.mean())
    assert found.spread**2 == pytest.approx(y.var(ddof=1) - error**2, rel=1e-6)
    assert found.standard_error == pytest.approx(y.std(ddof=1) / 2)
    assert found.heterogeneity == pytest.approx(1 - error**2 / y.var(ddof=1), rel=1e-6)


def test_units_alike_have_no_spread_between_them() -> None:
    found = random_effects([0.5, 0.5001, 0.4999, 0.5], [0.3, 0.2, 0.4, 0.3])
    assert found.spread == pytest.approx(0.0, abs=1e-6)
    assert found.heterogeneity == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("spread", [0.0, 0.6])
def test_intervals_hold_the_mean_and_one_more_unit(spread: float) -> None:
    rng = np.random.default_rng(11)
    n_worlds, held, foretold = 600, 0, 0
    for _ in range(n_worlds):
        errors = rng.uniform(0.1, 0.5, 7)
        y = 1.0 + spread * rng.standard_normal(7) + errors * rng.standard_normal(7)
        found = random_effects(y, errors)
        low, high = found.interval()
        held += low <= 1.0 <= high
        low, high = found.prediction()
        foretold += low <= 1.0 + spread * rng.standard_normal() <= high
    assert held / n_worlds == pytest.approx(0.95, abs=0.03)
    # That of one more unit is known to hold less than it says where units are few.
    assert 0.88 <= foretold / n_worlds <= 0.98


def test_what_cannot_be_used_is_told() -> None:
    with pytest.raises(NetworkError, match="give 3 or more"):
        random_effects([1.0, 2.0], [0.1, 0.1])
    with pytest.raises(NetworkError, match="errors above 0"):
        random_effects([1.0, 2.0, 3.0], [0.1, 0.0, 0.1])
    with pytest.raises((NetworkError, InvalidArgument), match=r"nan|finite"):
        random_effects([1.0, np.nan, 3.0], [0.1, 0.1, 0.1])
