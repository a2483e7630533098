"""Standardised ratios, one unit among others, coverage of lists: peers, hand, simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.stats import binom
from statsmodels.stats.meta_analysis import combine_effects

from sistercities.errors import NetworkError
from two_level.bad_input import faults
from twolevel.rates.list_coverage import PRIOR, list_coverage, missing_numbers, pair_chance
from twolevel.rates.prediction_interval import among_others
from twolevel.rates.standardised import standardised_ratio


def table(seed: int = 1, ratio: float = 1.0, spread: float = 0.3) -> dict[str, np.ndarray]:
    """Draw 40 groups outside and 15 inside, 25 rows each, shares of 0 and 1 around a logit."""
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(55), 25)
    x = rng.normal(size=(cluster.size, 2))
    mean = 1 / (1 + np.exp(2.5 - x @ [0.8, -0.4]))
    mean *= np.exp(spread * rng.normal(size=55) - spread**2 / 2)[cluster]
    inside = cluster >= 40
    mean[inside] *= ratio
    share = (rng.random(cluster.size) < mean).astype(float)
    return {"share": share, "x": x, "is_inside": inside, "cluster": cluster}


def test_the_model_outside_is_that_of_statsmodels() -> None:
    given = table()
    share = np.clip(given["share"] * 0.9 + 0.05, 0, 1)  # fractional, not only 0 and 1
    found = standardised_ratio(share, given["x"], given["is_inside"], given["cluster"])
    out = ~given["is_inside"]
    design = sm.add_constant(given["x"])
    model = sm.GLM(share[out], design[out], family=sm.families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": given["cluster"][out], "use_correction": True}
    )
    n, g = int(out.sum()), 40
    small = np.sqrt((n - 1) / (n - 3))  # statsmodels multiplies by (n - 1) / (n - k) too
    assert found.coefficients == pytest.approx(model.params, rel=1e-6)
    assert found.standard_errors == pytest.approx(model.bse / small, rel=1e-6)
    meant = model.predict(design[~out])
    assert found.expected == pytest.approx(meant.sum(), rel=1e-6)
    assert found.value == pytest.approx(share[~out].sum() / meant.sum(), rel=1e-6)
    slope = design[~out].T @ (meant * (1 - meant))
    variance = slope @ model.cov_params() @ slope / small**2 / meant.sum() ** 2
    assert found.expected_variance == pytest.approx(variance, rel=1e-5)
    assert g == np.unique(given["cluster"][out]).size


def test_without_traits_it_is_a_quotient_of_shares() -> None:
    given = table()
    found = standardised_ratio(given["share"], [], given["is_inside"], given["cluster"])
    inside = given["is_inside"]
    wanted = given["share"][inside].mean() / given["share"][~inside].mean()
    assert found.value == pytest.approx(wanted)
    assert found.expected_alike == pytest.approx(given["share"].mean() * inside.sum())


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0])
def test_the_interval_covers_as_often_as_it_says(ratio: float) -> None:
    n = 150
    hits = 0
    for seed in range(n):
        given = table(seed, ratio, spread=0.2)
        found = standardised_ratio(**given)
        low, high = found.interval()
        hits += low <= ratio <= high
    assert binom.sf(n - hits - 1, n, 0.05) > 0.005  # misses at most as often as chance has it
    assert hits < n


def test_none_inside_still_has_an_upper_end() -> None:
    given = table()
    share = np.where(given["is_inside"], 0.0, given["share"])
    found = standardised_ratio(share, given["x"], given["is_inside"], given["cluster"])
    low, high = found.interval()
    assert low == pytest.approx(0, abs=1e-12)
    assert 0 < high < 1


def test_draws_that_differ_widen_the_interval() -> None:
    given = table()
    rng = np.random.default_rng(3)
    draws = np.array([given["share"][rng.permutation(given["share"].size)] for _ in range(20)])
    same = np.repeat(draws.mean(axis=0)[None, :], 20, axis=0)
    ends = []
    for share in (same, draws):
        found = standardised_ratio(share, given["x"], given["is_inside"], given["cluster"])
        ends.append(found.interval())
    assert ends[1][0] < ends[0][0] < ends[0][1] < ends[1][1]


def test_parted_rows_and_one_side_are_refused() -> None:
    given = table()
    x = np.column_stack((given["x"], given["share"]))
    with pytest.raises(NetworkError, match="parts the rows outside"):
        standardised_ratio(given["share"], x, given["is_inside"], given["cluster"])
    with pytest.raises(NetworkError, match="is_inside"):
        standardised_ratio(given["share"], given["x"], given["cluster"] >= 0, given["cluster"])


def test_the_mean_of_others_is_that_of_statsmodels() -> None:
    rng = np.random.default_rng(5)
    error = rng.uniform(0.05, 0.3, 18)
    others = 0.1 + 0.2 * rng.normal(size=18) + error * rng.normal(size=18)
    found = among_others(0.6, 0.1, others, error)
    peer = combine_effects(others, error**2, method_re="dl", use_t=False)
    assert found.mean == pytest.approx(peer.mean_effect_re, rel=1e-8)
    assert found.spread == pytest.approx(np.sqrt(peer.tau2), rel=1e-8)
    wanted = np.sqrt(0.1**2 + peer.tau2 + peer.sd_eff_w_re**2)
    assert found.standard_error == pytest.approx(wanted, rel=1e-8)
    assert found.value == pytest.approx(0.6 - found.mean)


def test_a_unit_like_the_others_is_seldom_apart() -> None:
    rng = np.random.default_rng(6)
    n, hits = 400, 0
    for _ in range(n):
        error = rng.uniform(0.05, 0.2, 31)
        value = 0.15 * rng.normal(size=31) + error * rng.normal(size=31)
        low, high = among_others(value[0], error[0], value[1:], error[1:]).interval()
        hits += low <= 0 <= high
    assert binom.sf(n - hits - 1, n, 0.05) > 0.005


def test_coverage_is_the_mode_of_its_likelihood() -> None:
    rng = np.random.default_rng(7)
    sides = np.array([rng.choice(6, 2, replace=False) for _ in range(900)])
    truth = np.array([0.8, 0.5, 0.3, 0.6, 0.1, 0.4])
    listed = (rng.random((900, 2)) < truth[sides]).any(axis=1)
    found = list_coverage(6, sides, listed)
    common = 1 - np.sqrt(1 - listed.mean())

    def loss(logit: np.ndarray) -> float:
        a = 1 / (1 + np.exp(-logit))
        miss = (1 - a[sides[:, 0]]) * (1 - a[sides[:, 1]])
        prior = PRIOR * (common * np.log(a) + (1 - common) * np.log1p(-a))
        return -float(np.where(listed, np.log1p(-miss), np.log(miss)).sum() + prior.sum())

    peer = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-9}).x
    assert found.chance == pytest.approx(1 / (1 + np.exp(-peer)), abs=1e-4)
    assert np.abs(found.chance - truth).max() < 0.12
    assert found.held + found.missed == pytest.approx(found.n_seen + PRIOR)


def test_missing_numbers_have_the_mean_of_their_law() -> None:
    rng = np.random.default_rng(8)
    chance = pair_chance([0.5, 0.2], [[0, 1]])
    assert chance == pytest.approx([0.6])
    drawn = [missing_numbers([30, 0], [0.6, 0.6], rng) for _ in range(2000)]
    mean, none = np.mean(drawn, axis=0)
    assert mean == pytest.approx(30 * 0.4 / 0.6, rel=0.03)
    assert none == 0


def test_bad_input() -> None:
    given = table()
    kinds = dict.fromkeys(given, "array") | {"x": "any array"}
    assert faults(standardised_ratio, kinds, **given) == []
    right = {"value": 0.5, "error": 0.1, "others": np.arange(5.0), "other_errors": np.ones(5)}
    kinds = {"value": "number", "error": "number", "others": "array", "other_errors": "array"}
    assert faults(among_others, kinds, **right) == []
    sides = np.array([[0, 1], [1, 2]] * 5)
    kinds = {"n_sides": "count", "sides": "array", "is_listed": "any array"}
    assert faults(list_coverage, kinds, n_sides=3, sides=sides,
                  is_listed=np.arange(10) % 2 == 0) == []  # fmt: skip
