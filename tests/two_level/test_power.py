"""The minimal ratio has the power that it is said to have, by laws of scipy and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom, poisson

from sistercities.errors import InvalidArgument
from twolevel.nulls.power import minimal_detectable_ratio


def test_binomial_null_has_the_power_of_scipy() -> None:
    n, share = 200, 0.25
    null = binom(n, share)
    result = minimal_detectable_ratio(null.mean(), null.std(), maximum=n)
    high = int(null.isf(0.025)) + 1
    low = int(null.ppf(0.025)) - 1
    above = brentq(lambda p: binom.sf(high - 1, n, p) - 0.8, share, 0.9) / share
    below = brentq(lambda p: binom.cdf(low, n, p) - 0.8, 1e-6, share) / share
    assert result.above == pytest.approx(above, rel=1e-4)
    assert result.below == pytest.approx(below, rel=1e-4)
    assert "binomial" in result.method


def test_poisson_null_has_the_power_of_scipy() -> None:
    result = minimal_detectable_ratio(9.0, 3.0, maximum=400)
    high = int(poisson.isf(0.025, 9.0)) + 1
    above = brentq(lambda m: poisson.sf(high - 1, m) - 0.8, 9, 60) / 9
    assert result.above == pytest.approx(above, rel=1e-4)
    assert "Poisson" in result.method


def test_wider_null_needs_a_larger_ratio() -> None:
    """Negative binomial: sampled from its tilted law, the rejected share is the power."""
    mean, sd = 40.0, 9.0
    result = minimal_detectable_ratio(mean, sd, maximum=1000)
    narrow = minimal_detectable_ratio(mean, 6.0, maximum=1000)
    assert result.above is not None
    assert narrow.above is not None
    assert result.above > narrow.above
    shape = mean**2 / (sd**2 - mean)
    q = mean / (mean + shape)
    rng = np.random.default_rng(6)
    tilted_mean = result.above * mean
    tilted_q = tilted_mean / (tilted_mean + shape)
    assert tilted_q > q
    null = rng.negative_binomial(shape, 1 - q, 400_000)
    limit = np.sort(null)[-10_000]  # at most 2.5 % lie above it
    power = (rng.negative_binomial(shape, 1 - tilted_q, 400_000) > limit).mean()
    assert power == pytest.approx(0.8, abs=0.02)


def test_too_few_expected_cannot_show_less() -> None:
    result = minimal_detectable_ratio(2.0, 1.3, maximum=50)
    assert result.below is None
    assert result.above is not None
    assert result.above > 2
    assert minimal_detectable_ratio(0.0, 0.0, maximum=50).above is None
    with pytest.raises(InvalidArgument, match=r"power=1\.2 cannot be used"):
        minimal_detectable_ratio(2.0, 1.0, maximum=9, power=1.2)
