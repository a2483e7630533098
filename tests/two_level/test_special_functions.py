"""Special functions and the least value by a simplex, beside scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, special

from twolevel.core.simplex import least_of
from twolevel.core.special_functions import incomplete_beta, log_beta, log_gamma


def test_the_gamma_function_is_that_of_scipy() -> None:
    x = np.concatenate([np.exp(np.linspace(-25, 15, 2000)), np.arange(1.0, 200.0)])
    np.testing.assert_allclose(log_gamma(x), special.gammaln(x), rtol=1e-13, atol=3e-14)
    assert float(log_gamma(5.0)) == pytest.approx(np.log(24), abs=1e-14)


def test_the_beta_function_is_that_of_scipy() -> None:
    a, b = np.meshgrid(np.exp(np.linspace(-18, 6, 40)), np.exp(np.linspace(-18, 6, 40)))
    np.testing.assert_allclose(log_beta(a, b), special.betaln(a, b), rtol=1e-12, atol=1e-12)


def test_the_incomplete_beta_function_is_that_of_scipy() -> None:
    rng = np.random.default_rng(3)
    a, b = np.exp(rng.uniform(-18, 7, 4000)), np.exp(rng.uniform(-3, 7, 4000))
    x = np.where(
        rng.random(4000) < 0.7, special.betaincinv(a, b, rng.random(4000)), rng.random(4000)
    )
    np.testing.assert_allclose(incomplete_beta(a, b, x), special.betainc(a, b, x), atol=1e-11)


def test_its_ends_and_its_shapes() -> None:
    ends = incomplete_beta(2.0, 3.0, np.array([0.0, 0.5, 1.0]))
    np.testing.assert_allclose(ends, [0, 0.6875, 1], atol=1e-15)
    laid = incomplete_beta(np.ones((3, 1)), np.ones(2), 0.25)
    np.testing.assert_allclose(laid, np.full((3, 2), 0.25), rtol=1e-14)
    assert np.shape(incomplete_beta(1.0, 1.0, 0.5)) == ()


@pytest.mark.parametrize("begin", [(0.0, 0.0), (-1.2, 1.0), (3.0, -4.0)])
def test_the_least_value_is_that_of_scipy(begin: tuple[float, float]) -> None:
    def loss(x: np.ndarray) -> float:
        return float((1 - x[0]) ** 2 + 5 * (x[1] - x[0] ** 2) ** 2)

    found = least_of(loss, np.array(begin), close=1e-5, level=1e-9)
    peer = optimize.minimize(
        loss, begin, method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-9}
    )
    np.testing.assert_allclose(found, [1, 1], atol=1e-4)
    np.testing.assert_allclose(found, peer.x, atol=1e-12)
