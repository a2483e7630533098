"""Laws of counts beside scipy.stats and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike
from scipy import stats
from statsmodels.stats.multitest import multipletests

from twolevel.counts.laws import CountLaw, central, holm, share_of_total, two_sided_p

MEANS = np.array([0.003, 0.2, 1.0, 7.5, 60.0])
DISPERSIONS = np.array([5.0, 0.1, 1.0, 2.5, 0.3])


def _peer(k: int) -> object:
    size = 1 / DISPERSIONS[k]
    return stats.nbinom(size, size / (size + MEANS[k]))


@pytest.mark.parametrize("k", range(len(MEANS)))
def test_probabilities_and_quantiles_are_those_of_scipy(k: int) -> None:
    law, peer = CountLaw(MEANS, DISPERSIONS).of(k), _peer(k)
    counts = np.arange(-1, 80)
    every = CountLaw(np.full(81, MEANS[k]), np.full(81, DISPERSIONS[k]))
    np.testing.assert_allclose(every.at_most(counts), peer.cdf(counts), atol=1e-12)
    for share in (0.025, 0.1, 0.5, 0.9, 0.975, 0.999):
        assert float(law.quantile(share)) == peer.ppf(share)
    assert float(law.position(3)) == pytest.approx((peer.cdf(2) + peer.cdf(3)) / 2)


def test_a_quantile_is_bracketed_with_one_question_for_each_doubling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    at_most = CountLaw.at_most

    def noted(law: CountLaw, count: ArrayLike) -> object:
        asked.append(count)
        return at_most(law, count)

    monkeypatch.setattr(CountLaw, "at_most", noted)
    high = float(CountLaw(MEANS, DISPERSIONS).of(4).quantile(0.5))
    assert len(asked) <= 2 * (np.ceil(np.log2(high)) + 1)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_an_interval_holds_at_least_its_share_and_no_shorter_one_from_its_ends(
    level: float,
) -> None:
    law = CountLaw(MEANS, DISPERSIONS)
    low, high = law.interval(level)
    assert (law.at_most(high) - law.at_most(low - 1) >= level - 1e-12).all()
    assert (law.at_most(high - 1) < (1 + level) / 2).all()
    assert (law.at_most(low) >= (1 - level) / 2).all()


@pytest.mark.parametrize(
    ("total", "share", "size"), [(1, 0.3, 5.0), (12, 0.05, 20.0), (40, 0.6, 2)]
)
def test_shares_of_a_total_are_beta_binomial(total: int, share: float, size: float) -> None:
    law = share_of_total(total, share, size)
    peer = stats.betabinom(total, size * share, size * (1 - share))
    np.testing.assert_allclose(law, peer.pmf(np.arange(total + 1)), rtol=1e-9)
    assert law @ np.arange(total + 1) == pytest.approx(total * share)
    low, high = central(law, 0.8)
    assert law[low : high + 1].sum() >= 0.8


def test_a_share_of_none_and_of_all_is_certain() -> None:
    assert share_of_total(3, 0.0, 9.0).tolist() == [1, 0, 0, 0]
    assert share_of_total(3, 1.0, 9.0).tolist() == [0, 0, 0, 1]
    assert share_of_total(0, 0.4, 9.0).tolist() == [1]


def test_two_sided_p_is_1_in_the_middle_and_small_at_the_ends() -> None:
    law = share_of_total(20, 0.5, 1e9)
    assert two_sided_p(law, 10) == pytest.approx(1.0)
    assert two_sided_p(law, 2) == pytest.approx(two_sided_p(law, 18))
    exact = stats.binom(20, 0.5)
    assert two_sided_p(law, 3) == pytest.approx(2 * (exact.cdf(2) + exact.pmf(3) / 2), rel=1e-4)
    assert two_sided_p(np.array([1.0]), 0) == 1.0


def test_holm_is_that_of_statsmodels() -> None:
    p = np.random.default_rng(3).random(25) ** 3
    np.testing.assert_allclose(holm(p), multipletests(p, method="holm")[1])
    assert len(holm(np.zeros(0))) == 0
