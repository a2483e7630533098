"""P-values are ranks; their Monte Carlo interval is the exact binomial one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from twolevel.exact.besag_clifford import clopper_pearson, rank_p


@given(observed=st.integers(0, 6), draws=st.lists(st.integers(0, 6), min_size=1, max_size=60))
def test_p_is_a_rank_with_ties_in_both_tails(observed: int, draws: list[int]) -> None:
    p = rank_p(float(observed), np.array(draws))
    pool = [observed, *draws]
    assert p.p_low == pytest.approx(sum(v <= observed for v in pool) / len(pool))
    assert p.p_high == pytest.approx(sum(v >= observed for v in pool) / len(pool))
    assert p.p == pytest.approx(min(1.0, 2 * min(p.p_low, p.p_high)))
    assert p.p > 0
    assert p.p_mc_low <= p.p_mc_high


def test_real_draws_that_differ_in_the_last_digit_are_ties() -> None:
    p = rank_p(0.3, np.array([0.1 + 0.2, 0.2, 0.4]))
    assert (p.p_low, p.p_high) == (0.75, 0.75)


@pytest.mark.parametrize(("hits", "trials"), [(0, 50), (3, 50), (50, 50), (1, 9999)])
def test_interval_is_that_of_scipy(hits: int, trials: int) -> None:
    other = binomtest(hits, trials).proportion_ci(0.95, method="exact")
    assert clopper_pearson(hits, trials) == pytest.approx((other.low, other.high), abs=1e-12)


def test_monte_carlo_interval_is_twice_that_of_the_smaller_tail() -> None:
    p = rank_p(9.0, np.array([8] * 97 + [9, 10]))
    other = binomtest(2, 99).proportion_ci(0.95, method="exact")
    assert (p.p_mc_low, p.p_mc_high) == pytest.approx((2 * other.low, 2 * other.high))
