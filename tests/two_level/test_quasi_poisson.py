"""Poisson quasi-likelihood by Newton's method: the fit of `count_model`, and bad input."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.counts.negative_binomial import count_model
from twolevel.counts.quasi_poisson import quasi_poisson
from twolevel.errors import NetworkError

RNG = np.random.default_rng(6)
UNIT = RNG.integers(0, 14, 300)
X = np.column_stack((RNG.normal(size=300), 1e4 * RNG.normal(size=300), RNG.random(300) < 0.2))
Y = RNG.poisson(np.exp(0.4 * X[:, 0] + 0.3 * RNG.normal(size=14)[UNIT]))


def test_it_is_the_qmle_of_the_count_model() -> None:
    peer = count_model(Y, X, unit=UNIT, leave_out=False).qmle
    found = quasi_poisson(Y, X, unit=UNIT)
    assert found.coefficients == pytest.approx(peer.coefficients, rel=1e-6, abs=1e-10)
    assert found.standard_errors == pytest.approx(peer.standard_errors, rel=1e-6)
    assert found.low == pytest.approx(peer.low, rel=1e-6, abs=1e-10)
    assert found.high == pytest.approx(peer.high, rel=1e-6, abs=1e-10)


def test_where_it_begins_does_not_matter() -> None:
    near = quasi_poisson(Y, X, unit=UNIT)
    again = quasi_poisson(Y, X, unit=UNIT, start=1.1 * near.coefficients)
    assert again.coefficients == pytest.approx(near.coefficients, rel=1e-5, abs=1e-10)


@pytest.mark.parametrize(
    ("y", "x"),
    [
        (np.zeros(300, dtype=int), X),
        (Y, np.column_stack((X, np.ones(300)))),
        (Y, np.column_stack((X, 2 * X[:, 0]))),
        ((X[:, 2] > 0).astype(int), X),
    ],
)
def test_what_has_no_fit_is_a_sentence(y: np.ndarray, x: np.ndarray) -> None:
    with pytest.raises(NetworkError):
        quasi_poisson(y, x, unit=UNIT)
