"""Sums over choice sets are those of numpy to the last bit, which results rest on."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.choice.conditional_logit import conditional_logit
from twolevel.kernels.set_sums import MOST_ROWS, add_sets


@pytest.mark.parametrize("seed", range(5))
def test_sums_of_sets_are_those_of_numpy_bit_for_bit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = np.concatenate([np.arange(1, MOST_ROWS + 2), rng.integers(1, 30, 300)])
    start = np.cumsum(sizes) - sizes
    x = rng.normal(size=(int(sizes.sum()), 7)) * 10.0 ** rng.integers(-3, 4, 7)
    weight = rng.random(len(x))
    found = np.empty((sizes.size, 7))
    add_sets(start, weight, x, found)
    assert np.array_equal(found, np.add.reduceat(weight[:, None] * x, start))


def test_a_set_longer_than_the_loop_holds_is_fitted_as_a_short_one() -> None:
    """Split a long set's alternatives: the odds of a fair draw are what they were."""
    rng = np.random.default_rng(3)
    n = MOST_ROWS + 40
    x = rng.normal(size=(20, n))
    chosen = np.argmax(x + rng.gumbel(size=x.shape), axis=1)
    is_chosen = np.arange(n) == chosen[:, None]
    fit = conditional_logit(x.ravel(), np.repeat(np.arange(20), n), is_chosen.ravel())
    slope = float(fit.coefficients[0])
    share = np.exp(slope * x) / np.exp(slope * x).sum(axis=1, keepdims=True)
    # At the maximum what is chosen has, summed up, the covariate that is expected.
    assert float(x[is_chosen].sum()) == pytest.approx(float((share * x).sum()), abs=1e-6)
