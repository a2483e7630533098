"""One unit among others: REML against its likelihood and a published one, counts against sums."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, nbinom

from twolevel.errors import NetworkError
from twolevel.rates.counts_among_others import (
    SPREADS,
    CountAmongOthers,
    count_among_others,
)
from twolevel.rates.equal_traits import among_others_at_equal_traits, reml_variance

# Log relative risks of thirteen trials of the BCG vaccine, their variances, and latitudes
# (Colditz et al. 1994), a table of many textbooks; results as the R package metafor prints them.
RISK = [-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713,
        -0.3394, 0.4459, -0.0173]  # fmt: skip
VARIANCE = [0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730,
            0.0124, 0.5325, 0.0714]  # fmt: skip
LATITUDE = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]
ERROR = np.sqrt(VARIANCE)


def test_the_mean_and_spread_are_the_published_ones() -> None:
    found = among_others_at_equal_traits(0.0, 0.0, RISK, ERROR)
    assert found.spread**2 == pytest.approx(0.3132, abs=5e-4)
    assert found.mean == pytest.approx(-0.7145, abs=5e-4)
    assert found.standard_error**2 - found.spread**2 == pytest.approx(0.1798**2, abs=5e-4)
    assert (found.freedom, found.n_others) == (11, 13)


def test_at_equal_traits_it_is_the_line_of_the_others() -> None:
    latitude = np.array(LATITUDE, dtype=float)[:, None]
    found = among_others_at_equal_traits(0.0, 0.0, RISK, ERROR, own_traits=[0.0], traits=latitude)
    at_ten = among_others_at_equal_traits(0.0, 0.0, RISK, ERROR, own_traits=[10.0], traits=latitude)
    assert found.spread**2 == pytest.approx(0.0764, abs=5e-4)
    assert found.mean == pytest.approx(0.2515, abs=2e-3)
    assert at_ten.mean - found.mean == pytest.approx(-0.291, abs=2e-3)


def test_the_variance_has_the_largest_restricted_likelihood() -> None:
    """That of contrasts free of the mean, by the law of many normal variables."""
    y, x = np.array(RISK), np.ones((13, 1))
    contrast = np.linalg.svd(np.eye(13) - 1 / 13)[0][:, :12].T

    def deviance(between: float) -> float:
        covariance = contrast @ np.diag(np.array(VARIANCE) + between) @ contrast.T
        return -float(multivariate_normal.logpdf(contrast @ y, cov=covariance))

    peer = minimize_scalar(deviance, bounds=(0, 5), method="bounded", options={"xatol": 1e-10})
    assert reml_variance(y, ERROR, x) == pytest.approx(peer.x, abs=1e-4)


def test_others_alike_have_no_spread_and_the_freedom_of_the_own_error_counts() -> None:
    found = among_others_at_equal_traits(
        1.0, 0.5, np.linspace(-0.01, 0.01, 40), np.full(40, 0.3), error_freedom=7.0
    )
    assert found.spread == 0
    assert 7 <= found.freedom < 8
    assert found.interval()[0] < 0 < found.value


def counted(observed: float, spread: int, expected: float = 4.0) -> CountAmongOthers:
    """Count a unit beside others whose spread is known to be one value."""
    weight = np.zeros(SPREADS.size)
    weight[spread] = 1.0
    return CountAmongOthers(observed, expected, 1.0, 0.0, weight, 30)


@pytest.mark.parametrize("spread", [4, 12, 30])
@pytest.mark.parametrize("ratio", [0.5, 1.0, 3.0])
def test_chances_are_those_of_the_negative_binomial(spread: int, ratio: float) -> None:
    shape = 1 / SPREADS[spread] ** 2
    law = nbinom(shape, shape / (shape + 4.0 * ratio))
    found = counted(6, spread)
    assert found.chance_of_as_few(np.log(ratio)) == pytest.approx(law.cdf(6))
    assert found.chance_of_as_many(np.log(ratio)) == pytest.approx(law.sf(5))


def test_an_end_of_the_interval_leaves_a_fortieth_beyond() -> None:
    found = counted(9, 10)
    low, high = found.interval()
    assert low < found.value < high
    assert found.chance_of_as_many(np.log(low)) == pytest.approx(0.025)
    assert found.chance_of_as_few(np.log(high)) == pytest.approx(0.025)


def test_no_count_has_an_upper_end_and_a_larger_spread_a_wider_interval() -> None:
    low, high = counted(0, 10).interval()
    assert low == 0
    assert 0 < high < 50
    ends = [counted(12, spread).interval() for spread in (0, 8, 20)]
    assert ends[0][0] > ends[1][0] > ends[2][0]
    assert ends[0][1] < ends[1][1] < ends[2][1]


def test_the_spread_of_the_others_is_found_again() -> None:
    rng = np.random.default_rng(4)
    for spread in (0.3, 0.8, 1.3):
        expected = np.exp(rng.normal(2, 1, 400))
        theta = rng.gamma(1 / spread**2, spread**2, 400)
        found = count_among_others(3, 3, rng.poisson(expected * theta), expected)
        assert found.spread == pytest.approx(spread, rel=0.2)


def test_a_unit_like_others_is_refused_as_often_as_promised() -> None:
    rng = np.random.default_rng(8)
    n_refused = 0
    for _ in range(200):
        expected = np.append(20.0, np.exp(rng.normal(1.5, 1, 35)))
        counts = rng.poisson(expected * rng.gamma(1 / 0.6, 0.6, 36))
        low, high = count_among_others(counts[0], 20.0, counts[1:], expected[1:]).interval()
        n_refused += not low <= 1 <= high
    assert n_refused <= 20  # 5 % of 200 are 10; more than 20 come in 2 of 1,000 seeds


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: among_others_at_equal_traits(0, 0, [1, 2], [1, 1]), "3 or more"),
        (lambda: among_others_at_equal_traits(0, 0, [1, 2, 3], [1, 1, 0]), "above 0"),
        (lambda: among_others_at_equal_traits(0, 0, RISK, ERROR, own_traits=[1]), "give 1 for"),
        (
            lambda: among_others_at_equal_traits(
                0, 0, RISK, ERROR, own_traits=[1], traits=np.ones((13, 1))
            ),
            "leave one",
        ),
        (lambda: count_among_others(1, 1, [1] * 5, [1] * 5), "10 or more"),
        (lambda: count_among_others(1, 1, [1] * 10, [0] * 10), "leave it out"),
    ],
)
def test_bad_input_says_what_to_do(call, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        call()
