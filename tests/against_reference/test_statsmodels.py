"""Mantel-Haenszel and the negative binomial against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.discrete.discrete_model import NegativeBinomial
from statsmodels.stats.contingency_tables import StratifiedTable

from two_level.small_worlds import small_world
from twolevel.core.foreign_groups import foreign_groups
from twolevel.rates.empirical_bayes import gamma_prior, negative_binomial_likelihood
from twolevel.rates.mantel_haenszel import mantel_haenszel, stratum_tables


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_odds_ratio_is_that_of_statsmodels(seed: int) -> None:
    world = small_world(seed)
    groups = foreign_groups(world)
    table = stratum_tables(groups, groups.ties.astype(float))
    used = table.n > 0
    tables = [
        np.array([[a, b], [c, d]])
        for a, b, c, d in zip(
            table.a[used], table.b[used], table.c[used], table.d[used], strict=True
        )
    ]
    other = StratifiedTable(tables).oddsratio_pooled
    assert mantel_haenszel(world).value == pytest.approx(other, rel=1e-8)


def test_gamma_prior_is_that_of_the_negative_binomial_regression() -> None:
    """NB2 with a constant and the expected count as exposure: alpha is one over the shape."""
    observed = np.array([0.0, 3, 14, 2, 40, 7, 0, 5, 22, 1])
    expected = np.array([2.0, 2.5, 6, 4, 19, 12, 1, 2, 30, 0.2])
    fit = NegativeBinomial(observed, np.ones((10, 1)), exposure=expected).fit(disp=0, maxiter=500)
    shape, rate = gamma_prior(observed, expected)
    assert shape is not None
    assert rate is not None
    assert shape / rate == pytest.approx(float(np.exp(fit.params[0])), rel=1e-3)
    assert 1 / shape == pytest.approx(float(fit.params[1]), rel=1e-3)
    ours = negative_binomial_likelihood(observed, expected, shape / rate, shape)
    assert ours >= float(fit.llf) - 1e-9
