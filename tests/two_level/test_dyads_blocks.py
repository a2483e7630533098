"""Effects that fall into blocks which nothing joins: the fit is that of the logit of the share."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.dyads.fit_rows import logit, ppml


@pytest.mark.parametrize("seed", range(8))
def test_two_counts_of_each_row_are_a_logit_of_their_share(seed: int) -> None:
    """PPML with an effect of each row and of each period's column is the binomial fit."""
    rng = np.random.default_rng([20261125, seed])
    n_rows, n_periods = 400, 10
    period = rng.integers(0, n_periods, n_rows)
    terms = rng.normal((0.0, 8.0, 17.0, 9.0), (1.0, 2.5, 1.5, 1.5), (n_rows, 4))
    terms[:, 0] = terms[:, 0] > 0
    size = np.exp(rng.normal(0.0, 1.2, n_rows))
    first = rng.poisson(2 * size * np.exp(terms @ (-0.2, 0.1, -0.1, 0.3) - 2.0))
    second = rng.poisson(0.3 * size)
    rows = np.arange(n_rows)
    together = ppml(
        np.concatenate((first, second)),
        np.concatenate((terms, np.zeros_like(terms))),
        effects=(np.concatenate((rows, rows)), np.concatenate((period, n_periods + period))),
    )
    weight = np.concatenate((first, second))
    kept = weight > 0
    alone = logit(
        (np.arange(2 * n_rows) < n_rows)[kept].astype(float),
        np.concatenate((terms, terms))[kept],
        effects=(np.concatenate((period, period))[kept],),
        weights=weight[kept],
    )
    assert together.slopes == pytest.approx(alone.slopes, abs=1e-8)
