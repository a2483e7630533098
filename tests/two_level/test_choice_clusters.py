"""Errors of choices clustered two ways: against loops, against one-way fits, and by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from twolevel.choice.clusters import choice_chances, two_way_choice_errors
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.rates.clusters import effective_clusters


def drawn(rng: np.random.Generator, spread: float = 0.0):
    """Choices of 120 choosers in 12 countries among 60 alternatives in 15 regions."""
    n, m = 120, 60
    country, region = np.arange(n) % 12, np.arange(m) % 15
    x = rng.normal(size=(n, m, 2))
    x[:, :, 0] = (region < 5)[None, :]
    utility = 0.4 * x[:, :, 0] + 0.7 * x[:, :, 1] + spread * rng.normal(size=15)[region]
    utility += spread * rng.normal(size=(12, 15))[country][:, region] + rng.gumbel(size=(n, m))
    is_chosen = (utility == utility.max(axis=1, keepdims=True)).ravel()
    rows = np.repeat(np.arange(n), m)
    return x.reshape(-1, 2), rows, is_chosen, country[rows], np.tile(region, n)


def test_errors_are_those_of_a_loop_over_pairs_of_rows() -> None:
    """Sum of products of influences over all pairs of rows that share a cluster, by hand."""
    x, choice, is_chosen, first, second = drawn(np.random.default_rng(3))
    kept = choice < 12
    x, choice, is_chosen, first, second = (a[kept] for a in (x, choice, is_chosen, first, second))
    zero = np.zeros(len(x))
    fit = conditional_logit(x, choice, is_chosen)
    found = two_way_choice_errors(x, choice, is_chosen, zero, fit.coefficients,
                                  by_chooser=first, by_alternative=second)  # fmt: skip
    chance = choice_chances(x, choice, zero, fit.coefficients)
    influence = np.zeros_like(x)
    for c in np.unique(choice):
        rows = choice == c
        mean = chance[rows] @ x[rows]
        influence[rows] = (is_chosen[rows] - chance[rows])[:, None] * (x[rows] - mean)
    influence = influence @ fit_inverse(x, choice, chance)
    cell = first * 100 + second
    for k in range(2):
        parts = {}
        for name, label in (("first", first), ("second", second), ("cell", cell)):
            sums = [influence[label == g, k].sum() for g in np.unique(label)]
            parts[name] = sum(s**2 for s in sums)
        ones = {"first": first, "second": second, "cell": cell}
        for name, label in ones.items():
            _, one = np.unique(_cells(first, second, label), return_inverse=True)
            g = effective_clusters(one)
            parts[name] *= g / (g - 1)
        combined = parts["first"] + parts["second"] - parts["cell"]
        expected = max(combined, parts["first"], parts["second"])
        assert found.standard_errors[k] == pytest.approx(np.sqrt(expected), rel=1e-8)


def _cells(first, second, label):
    """Label of each cell of both clusters, a cell once, as the errors count their clusters."""
    _, where = np.unique(np.column_stack((first, second)), axis=0, return_index=True)
    return label[where]


def fit_inverse(x, choice, chance):
    information = np.zeros((2, 2))
    for c in np.unique(choice):
        rows = choice == c
        centred = x[rows] - chance[rows] @ x[rows]
        information += (chance[rows][:, None] * centred).T @ centred
    return np.linalg.inv(information)


def test_coverage_where_regions_and_countries_matter() -> None:
    """The 95 % interval, by t, holds the truth where errors of each choice alone do not."""
    from twolevel.choice.clusters import t_quantile

    seeds = np.random.SeedSequence(11).spawn(100)
    two_way = alone = 0
    for seed in seeds:
        x, choice, is_chosen, first, second = drawn(np.random.default_rng(seed), spread=0.4)
        fit = conditional_logit(x, choice, is_chosen)
        errors = two_way_choice_errors(x, choice, is_chosen, np.zeros(len(x)), fit.coefficients,
                                       by_chooser=first, by_alternative=second)  # fmt: skip
        miss = abs(fit.coefficients[0] - 0.4)
        two_way += miss <= t_quantile(0.95, 11) * errors.standard_errors[0]
        alone += fit.low[0] <= 0.4 <= fit.high[0]
    assert two_way >= 86  # 99.9 % bound of 95 in 100
    assert alone < two_way


def test_chances_add_up_in_every_set() -> None:
    x, choice, _, _, _ = drawn(np.random.default_rng(4))
    offset = np.random.default_rng(5).normal(size=len(x)) * 300
    chance = choice_chances(x, choice, offset, [1.0, -2.0])
    assert np.bincount(choice, chance) == pytest.approx(np.ones(120))


def test_what_is_wrong_is_a_sentence() -> None:
    x, choice, is_chosen, first, second = drawn(np.random.default_rng(6))
    zero = np.zeros(len(x))
    with pytest.raises(NetworkError, match="by_chooser: has one cluster"):
        two_way_choice_errors(x, choice, is_chosen, zero, [0.0, 0.0],
                              by_chooser=first * 0, by_alternative=second)  # fmt: skip
    with pytest.raises(NetworkError, match="by_alternative: has shape"):
        two_way_choice_errors(x, choice, is_chosen, zero, [0.0, 0.0],
                              by_chooser=first, by_alternative=second[:5])  # fmt: skip
