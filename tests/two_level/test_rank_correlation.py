"""Rank correlation against scipy, by hand, and its interval by bootstrap and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.rates.detectable import detectable_correlation, detectable_effect
from twolevel.rates.rank_correlation import rank_correlation


def drawn(rng: np.random.Generator, rho: float, n_clusters: int = 27, lean: float = 0.5):
    """Correlated normal values that lean on their clusters, the second rounded so that many tie."""
    cluster = np.sort(rng.integers(0, n_clusters, 290))
    x = rng.normal(size=290) + lean * rng.normal(size=n_clusters)[cluster]
    own = rng.normal(size=290) + lean * rng.normal(size=n_clusters)[cluster]
    y = rho * x + np.sqrt(1 - rho**2) * own
    return x, np.maximum(np.round(2 * y), 0), cluster


def test_rho_is_that_of_scipy_with_ties() -> None:
    x, y, cluster = drawn(np.random.default_rng(1), 0.4)
    assert rank_correlation(x, y, cluster).rho == pytest.approx(spearmanr(x, y)[0], rel=1e-12)


def test_range_is_over_samples_without_one_cluster() -> None:
    x, y, cluster = drawn(np.random.default_rng(2), 0.4)
    found = rank_correlation(x, y, cluster)
    without = [spearmanr(x[cluster != c], y[cluster != c])[0] for c in np.unique(cluster)]
    assert found.left_out_low == pytest.approx(min(without), rel=1e-12)
    assert found.left_out_high == pytest.approx(max(without), rel=1e-12)


def test_error_is_near_that_of_a_bootstrap_of_clusters() -> None:
    rng = np.random.default_rng(3)
    x, y, cluster = drawn(rng, 0.4, n_clusters=60)
    found = rank_correlation(x, y, cluster)
    rows = [np.flatnonzero(cluster == c) for c in np.unique(cluster)]
    draws = []
    for _ in range(600):
        chosen = np.concatenate([rows[c] for c in rng.integers(0, len(rows), len(rows))])
        draws.append(np.arctanh(spearmanr(x[chosen], y[chosen])[0]))
    assert found.standard_error == pytest.approx(np.std(draws), rel=0.15)


def test_interval_holds_no_correlation_as_often_as_it_says() -> None:
    """Values of both sides lean on the regions, apart: 400 worlds, 99 % bounds of 5 %."""
    rng = np.random.default_rng(4)
    missed = sum(not (r.low <= 0 <= r.high) for r in (
        rank_correlation(*drawn(rng, 0.0)) for _ in range(400)
    ))  # fmt: skip
    assert 9 <= missed <= 33


def test_other_levels_nest() -> None:
    found = rank_correlation(*drawn(np.random.default_rng(5), 0.4))
    wide = found.interval(0.99)
    assert found.interval(0.95) == pytest.approx((found.low, found.high))
    assert wide is not None
    assert wide[0] < found.low < found.high < wide[1]


def test_order_of_rows_and_monotone_changes_do_not_matter() -> None:
    x, y, cluster = drawn(np.random.default_rng(6), 0.4)
    order = np.random.default_rng(7).permutation(x.size)
    one = rank_correlation(x, y, cluster)
    other = rank_correlation(np.exp(x[order]), 3 * y[order] + 1, cluster[order])
    assert other.rho == pytest.approx(one.rho, rel=1e-12)
    assert other.low == pytest.approx(one.low, rel=1e-12)


def test_what_cannot_be_had_says_why() -> None:
    same = rank_correlation([1, 1, 1, 1], [1, 2, 3, 4], [0, 1, 2, 3])
    assert same.rho is None
    assert "same in every row" in same.note
    two = rank_correlation([1, 2, 3, 4, 5], [2, 1, 3, 4, 5], [0, 0, 0, 1, 1])
    assert two.rho is not None
    assert two.low is None
    assert "effective clusters" in two.note
    with pytest.raises(NetworkError, match="NaN"):
        rank_correlation([1, 2, np.nan, 4], [1, 2, 3, 4], [0, 1, 2, 3])
    with pytest.raises(NetworkError, match="shape"):
        rank_correlation([1, 2, 3], [1, 2, 3, 4], [0, 1, 2, 3])
    with pytest.raises(InvalidArgument, match="level"):
        rank_correlation([1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 2, 3], level=1.0)


def test_the_detectable_effect_is_found_as_often_as_asked() -> None:
    effect = detectable_effect(0.2, 1e9, power=0.8)
    estimates = np.random.default_rng(8).normal(effect, 0.2, 20_000)
    assert (np.abs(estimates / 0.2) > 1.959964).mean() == pytest.approx(0.8, abs=0.01)
    assert detectable_effect(0.2, 10) > effect
    assert detectable_correlation(0.2, 1e9) == pytest.approx(np.tanh(effect))
    for bad in ({"standard_error": 0.0}, {"power": 0.4}, {"size": 0.0}, {"degrees_of_freedom": 0}):
        with pytest.raises(InvalidArgument):
            detectable_effect(**{"standard_error": 0.2, "degrees_of_freedom": 9, **bad})
