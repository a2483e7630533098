"""Shrunk ratios agree with the posterior integrated numerically and the likelihood of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, nbinom, poisson

from sistercities.errors import NetworkError
from twolevel.rates.empirical_bayes import (
    gamma_prior,
    negative_binomial_likelihood,
    shrunk_log_ratio,
)

OBSERVED = np.array([0.0, 3, 14, 2, 40, 7, 0, 5, 22, 1])
EXPECTED = np.array([2.0, 2.5, 6, 4, 19, 12, 1, 2, 30, 0.2])


def test_likelihood_is_that_of_the_negative_binomial() -> None:
    mean, shape = 1.3, 2.2
    other = nbinom(shape, shape / (shape + EXPECTED * mean)).logpmf(OBSERVED).sum()
    assert negative_binomial_likelihood(OBSERVED, EXPECTED, mean, shape) == pytest.approx(other)


def test_prior_is_at_the_top_of_the_likelihood() -> None:
    """No point of a fine grid around it, nor far from it, is higher."""
    shape, rate = gamma_prior(OBSERVED, EXPECTED)
    assert shape is not None
    assert rate is not None
    best = negative_binomial_likelihood(OBSERVED, EXPECTED, shape / rate, shape)
    for mean in shape / rate * np.geomspace(0.2, 5, 41):
        for other in shape * np.geomspace(0.02, 50, 41):
            assert negative_binomial_likelihood(OBSERVED, EXPECTED, mean, other) <= best + 1e-6


def test_posterior_is_that_integrated_numerically() -> None:
    result = shrunk_log_ratio(OBSERVED, EXPECTED)
    assert result.shape is not None
    assert result.rate is not None
    prior = gamma(result.shape, scale=1 / result.rate)
    for unit in (0, 4, 9):
        o, e = OBSERVED[unit], EXPECTED[unit]

        def density(theta: float, o: float = o, e: float = e) -> float:
            return float(prior.pdf(theta) * poisson.pmf(o, e * theta))

        total = quad(density, 0, np.inf, limit=200)[0]
        mean = quad(lambda x: np.log(x) * density(x), 0, np.inf, limit=200)[0] / total
        assert result.log_ratio[unit] == pytest.approx(mean, abs=1e-5)
        low = quad(density, 0, np.exp(result.low[unit]), limit=200)[0] / total
        high = quad(density, 0, np.exp(result.high[unit]), limit=200)[0] / total
        assert (low, high) == pytest.approx((0.025, 0.975), abs=1e-4)


def test_small_units_are_drawn_in_more_than_large_ones() -> None:
    """Twice as many as expected says more of 40 than of 2."""
    observed, expected = np.array([2.0, 40, 5, 30, 1, 12]), np.array([1.0, 20, 10, 60, 2, 12])
    result = shrunk_log_ratio(observed, expected)
    assert 0 < result.log_ratio[0] < result.log_ratio[1] < np.log(2)
    assert (result.low < result.log_ratio).all()
    assert (result.log_ratio < result.high).all()


def test_counts_without_spread_share_one_ratio() -> None:
    expected = np.array([10.0, 20, 30, 40])
    result = shrunk_log_ratio(expected * 1.5, expected)
    assert (result.shape, result.rate) == (None, None)
    assert np.exp(result.log_ratio) == pytest.approx([1.5] * 4, rel=0.01)
    pooled = gamma(150.5, scale=1 / 100)
    assert np.exp(result.low) == pytest.approx([pooled.ppf(0.025)] * 4)


def test_units_without_expectation_enter_nothing() -> None:
    whole = shrunk_log_ratio(OBSERVED, EXPECTED)
    more = shrunk_log_ratio(np.append(OBSERVED, [4, 9]), np.append(EXPECTED, [0, np.nan]))
    assert np.isnan(more.log_ratio[-2:]).all()
    assert np.isnan(more.low[-2:]).all()
    assert more.log_ratio[:-2] == pytest.approx(whole.log_ratio)
    assert (more.n_used, more.shape) == (10, whole.shape)
    assert np.isnan(shrunk_log_ratio([1.0], [0.0]).log_ratio).all()


def test_bad_counts_are_refused() -> None:
    with pytest.raises(NetworkError, match=r"expected: has shape \(1,\).*give one expected count"):
        shrunk_log_ratio([1.0, 2.0], [1.0])
    with pytest.raises(
        NetworkError, match=r"observed: holds -1.0 at position 0; counts are finite"
    ):
        shrunk_log_ratio([-1.0], [1.0])
    with pytest.raises(NetworkError, match=r"observed: holds nan at position 1"):
        shrunk_log_ratio([1.0, np.nan], [1.0, 1.0])
    with pytest.raises(NetworkError, match=r"expected: holds -2.0 at position 0"):
        shrunk_log_ratio([1.0], [-2.0])
