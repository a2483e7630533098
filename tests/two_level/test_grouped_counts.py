"""Counts in groups: leaving out by one step and in earnest, statsmodels, coverage by simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from sistercities.errors import NetworkError
from twolevel.counts.grouped import fit_grouped_counts
from twolevel.counts.laws import CountLaw
from twolevel.counts.levelled import levelled

SPREAD = np.array([[0.8, 0.1], [0.1, 0.2]])


def drawn(seed: int, n: int = 1500, n_groups: int = 40) -> tuple[np.ndarray, ...]:
    """Draw counts from the model: one covariate, groups of uneven sizes, NB2 with alpha of 0.5."""
    rng = np.random.default_rng(seed)
    group = np.sort(rng.choice(n_groups, n, p=rng.dirichlet(np.full(n_groups, 0.7))))
    x = np.column_stack([np.ones(n), rng.normal(size=n), rng.random(n) < 0.3])
    z = np.column_stack([np.ones(n), x[:, 1]])
    effects = rng.multivariate_normal([0, 0], SPREAD, n_groups)
    mean = np.exp(x @ [0.3, 0.5, -0.4] + (z * effects[group]).sum(axis=1))
    counts = rng.poisson(mean * rng.gamma(2.0, 0.5, n)).astype(float)
    order = rng.permutation(n)
    return counts[order], x[order], z[order], group[order]


def test_one_step_leaves_out_what_a_new_fit_leaves_out() -> None:
    counts, x, z, group = drawn(1, n=250, n_groups=12)
    fixed = {"spread": SPREAD, "dispersion_line": (np.log(0.5), 0.0), "rounds": 0}
    quick = fit_grouped_counts(counts, x, z, group, **fixed)
    # The largest counts and the smallest groups are where one step could fail.
    sizes = np.bincount(group)[group]
    chosen = {*np.argsort(-counts)[:12].tolist(), *np.argsort(sizes)[:12].tolist()}
    for unit in chosen:
        used = np.arange(len(counts)) != unit
        slow = fit_grouped_counts(counts, x, z, group, is_used=used, **fixed)
        error = np.sqrt(slow.variance[unit])
        assert abs(quick.log_mean[unit] - slow.log_mean[unit]) < 0.35 * error
        assert quick.variance[unit] == pytest.approx(slow.variance[unit], rel=0.5)
    everywhere = fit_grouped_counts(counts, x, z, group, **fixed)
    np.testing.assert_array_equal(quick.log_mean, everywhere.log_mean)


def test_without_groups_coefficients_are_those_of_statsmodels() -> None:
    counts, x, z, group = drawn(2)
    found = fit_grouped_counts(
        counts, x, z, group, spread=np.eye(2) * 1e-8, dispersion_line=(np.log(0.7), 0.0), rounds=0
    )
    family = sm.families.NegativeBinomial(alpha=0.7)
    peer = sm.GLM(counts, x, family=family).fit()
    np.testing.assert_allclose(found.coefficients, peer.params, atol=4e-3)  # a ridge of 1


def test_intervals_of_units_left_out_hold_their_share() -> None:
    held = {0.80: [], 0.95: []}
    rng = np.random.default_rng(11)
    for seed in range(4):
        counts, x, z, group = drawn(20 + seed)
        law = fit_grouped_counts(counts, x, z, group).law
        below, upto = law.at_most(counts - 1), law.at_most(counts)
        position = below + (upto - below) * rng.random(len(counts))
        for level, inside in held.items():
            low, high = law.interval(level)
            assert ((counts >= low) & (counts <= high)).mean() > level - 0.02
            inside.append((np.abs(position - 0.5) < level / 2).mean())
    # 6,000 counts: a standard error of 0.5 % and of 0.3 %; groups make them less independent.
    assert np.mean(held[0.80]) == pytest.approx(0.80, abs=0.02)
    assert np.mean(held[0.95]) == pytest.approx(0.95, abs=0.012)


def test_spread_and_dispersion_are_found_again() -> None:
    counts, x, z, group = drawn(5, n=6000, n_groups=150)
    found = fit_grouped_counts(counts, x, z, group, rounds=25)
    np.testing.assert_allclose(np.diag(found.spread), np.diag(SPREAD), rtol=0.45)
    assert np.exp(found.dispersion_line[0]) == pytest.approx(0.5, rel=0.2)
    np.testing.assert_allclose(found.coefficients[1:], [0.5, -0.4], atol=0.15)


def test_the_order_of_units_and_the_numbers_of_groups_change_nothing() -> None:
    counts, x, z, group = drawn(3, n=400)
    plain = fit_grouped_counts(counts, x, z, group)
    order = np.random.default_rng(4).permutation(len(counts))
    other = fit_grouped_counts(counts[order], x[order], z[order], 7 * group[order] + 3)
    np.testing.assert_allclose(other.log_mean, plain.log_mean[order], atol=1e-4)
    np.testing.assert_allclose(other.variance, plain.variance[order], rtol=1e-3)


def test_a_unit_that_is_not_used_teaches_nothing() -> None:
    counts, x, z, group = drawn(6, n=300)
    used = np.arange(len(counts)) >= 20
    plain = fit_grouped_counts(counts, x, z, group, is_used=used)
    wild = np.where(used, counts, 500.0)
    other = fit_grouped_counts(wild, x, z, group, is_used=used)
    np.testing.assert_allclose(other.log_mean, plain.log_mean, atol=1e-8)


def test_no_counts_are_a_sentence() -> None:
    counts, x, z, group = drawn(7, n=50)
    with pytest.raises(NetworkError, match="no unit counts anything"):
        fit_grouped_counts(counts * 0, x, z, group)
    with pytest.raises(NetworkError, match="no unit counts anything"):
        fit_grouped_counts(counts, x, z, group, is_used=np.zeros(50, dtype=bool))


def test_level_predictions_stay_and_others_are_moved() -> None:
    rng = np.random.default_rng(8)
    mean = np.exp(rng.uniform(-3, 4, 20_000))
    counts = rng.poisson(mean * rng.gamma(2.0, 0.5, len(mean))).astype(float)
    used = np.ones(len(mean), dtype=bool)
    alpha = np.full(len(mean), 0.5)
    right = levelled(CountLaw(mean, alpha), counts, used)
    np.testing.assert_allclose(right.mean, mean, rtol=0.1)
    too_high = np.where(mean > 10, 1.6 * mean, mean)
    moved = levelled(CountLaw(too_high, alpha), counts, used).mean
    for low, high in ((0, 1), (1, 5), (20, 40), (40, 100)):
        inside = (mean > low) & (mean < high)
        assert moved[inside].sum() == pytest.approx(mean[inside].sum(), rel=0.08)
    unmoved = levelled(CountLaw(too_high, alpha), counts, ~used)
    np.testing.assert_allclose(unmoved.mean, too_high)
