"""Count models where a covariate is mostly 0, as flights of small towns are."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from sistercities.errors import NetworkError
from twolevel.counts.negative_binomial import count_model


@pytest.mark.parametrize("seed", [2, 19, 21])
def test_few_large_places_among_many_small_ones(seed: int) -> None:
    """Newton's method from a constant overshoots here; least squares repeated do not."""
    rng = np.random.default_rng(seed)
    unit, size = rng.integers(0, 27, 2300), rng.exponential(1.3, 2300)
    flights = np.zeros(2300)
    flights[np.argsort(-size)[:20]] = rng.uniform(1, 6, 20)
    y = rng.poisson(np.exp(-4 + 0.9 * size) * rng.gamma(0.2, 5, 2300))
    x = np.column_stack((flights, size))
    model = count_model(y, x, unit=unit, leave_out=False)
    peer = sm.GLM(y, sm.add_constant(x), family=sm.families.Poisson()).fit(tol=1e-13)
    assert model.qmle.coefficients == pytest.approx(peer.params, rel=1e-6)
    assert model.alpha > 0


def test_a_covariate_that_tells_zeros_is_an_error_and_no_crash() -> None:
    """Two places with ties among a hundred, set apart by flights and size."""
    y = np.zeros(117, dtype=int)
    y[:2] = (4, 1)
    size = np.random.default_rng(0).normal(size=117) + 3 * (y > 0)
    flights = np.where(np.arange(117) == 0, 3.6, 0.0)
    x = np.column_stack((flights, size, np.arange(117) < 5, np.arange(117) % 3 == 2))
    with pytest.raises(NetworkError, match="no estimate exists"):
        count_model(y, x.astype(float), unit=np.arange(117) % 8)
