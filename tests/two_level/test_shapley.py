"""Shapley values against enumeration over orders, and fits against statsmodels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import numpy as np
import pytest
import statsmodels.api as sm

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.rates.share_interval import share_interval
from twolevel.shapley.values import linear_model, shapley_deviance, shapley_values

GROUPS = {"size": [0, 1], "culture": [2], "noise": [3, 4]}
FAMILIES = {
    "poisson": sm.families.Poisson(),
    "bernoulli": sm.families.Binomial(),
    "gaussian": sm.families.Gaussian(),
}


def drawn(family: str, n: int = 120, n_units: int = 6):
    rng = np.random.default_rng(3)
    x = rng.normal(size=(n, 6))
    x[:, 2] += 0.6 * x[:, 0]
    eta = 0.5 * x[:, 0] + 0.4 * x[:, 2] + 0.3 * x[:, 5]
    y = {
        "poisson": lambda: rng.poisson(np.exp(eta)).astype(float),
        "bernoulli": lambda: (3 * eta + rng.logistic(size=n) > 0).astype(float),
        "gaussian": lambda: eta + rng.normal(size=n),
    }[family]()
    return x, y, np.arange(n) % n_units


def by_orders(worth: np.ndarray) -> np.ndarray:
    """Take the mean gain on entering over all orders."""
    g = worth.shape[0].bit_length() - 1
    gains = np.zeros((g, *worth.shape[1:]))
    orders = list(permutations(range(g)))
    for order in orders:
        inside = 0
        for player in order:
            gains[player] += worth[inside | 1 << player] - worth[inside]
            inside |= 1 << player
    return gains / len(orders)


@pytest.mark.parametrize("g", [1, 2, 3, 5])
def test_values_are_the_mean_over_all_orders(g: int) -> None:
    worth = np.random.default_rng(g).normal(size=(2**g, 3))
    assert shapley_values(worth) == pytest.approx(by_orders(worth))
    assert shapley_values(worth).sum(axis=0) == pytest.approx(worth[-1] - worth[0])


@pytest.mark.parametrize("family", FAMILIES)
def test_held_out_deviance_is_that_of_statsmodels(family: str) -> None:
    x, y, unit = drawn(family)
    result = shapley_deviance(x, y, GROUPS, unit=unit, fit=linear_model(family), family=family)
    slow = np.empty((8, 6))
    for subset in range(8):
        mine = [5]  # of no group, so always in
        for b, columns in enumerate(GROUPS.values()):
            mine += columns if subset >> b & 1 else []
        design = sm.add_constant(x[:, mine])
        for held in range(6):
            kept = unit != held
            fit = sm.GLM(y[kept], design[kept], family=FAMILIES[family]).fit(tol=1e-12)
            slow[subset, held] = FAMILIES[family].deviance(y[~kept], fit.predict(design[~kept]))
    assert result.deviance == pytest.approx(slow, rel=1e-6)
    assert result.by_unit == pytest.approx(by_orders(-slow), rel=1e-4, abs=1e-6)
    assert result.value.sum() == pytest.approx(result.deviance_none - result.deviance_all)
    assert result.alone == pytest.approx(slow[0].sum() - slow[[1, 2, 4]].sum(axis=1), rel=1e-4)
    assert result.last == pytest.approx(slow[[6, 5, 3]].sum(axis=1) - slow[7].sum(), rel=1e-3)
    assert result.share is not None
    assert result.share.sum() == pytest.approx(1)
    assert (result.low < result.value).all()
    assert result.value[2] < result.value[0]


def test_useless_columns_gain_nothing_held_out() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack((rng.normal(size=(80, 1)), rng.normal(size=(80, 20))))
    y = x[:, 0] + rng.normal(size=80)
    result = shapley_deviance(
        x, y, {"one": [0], "many": list(range(1, 21))}, unit=np.arange(80) % 8,
        fit=linear_model("gaussian"), family="gaussian",
    )  # fmt: skip
    assert result.value[0] > 0 > result.value[1]
    nothing = shapley_deviance(
        x[:, 1:], y, {"many": list(range(20))}, unit=np.arange(80) % 8,
        fit=linear_model("gaussian"), family="gaussian",
    )  # fmt: skip
    assert nothing.share is None
    assert nothing.value[0] < 0


def test_intervals_are_those_of_sums_over_units() -> None:
    x, y, unit = drawn("gaussian")
    result = shapley_deviance(
        x, y, GROUPS, unit=unit + 5, fit=linear_model("gaussian"), family="gaussian"
    )
    n = result.n_units
    fit = sm.OLS(result.by_unit[0], np.ones(n)).fit()
    assert [result.low[0], result.high[0]] == pytest.approx(n * fit.conf_int()[0])
    assert result.share is not None
    assert result.share_low is not None
    assert result.effective_units == pytest.approx(n)  # units of one size
    ratios = []
    for left_out in range(n):
        kept = np.arange(n) != left_out
        ratios.append(result.by_unit[0, kept].sum() / result.by_unit[:, kept].sum())
    jackknife = np.sqrt((n - 1) / n * ((np.array(ratios) - result.share[0]) ** 2).sum())
    ends = share_interval(result.share[0], jackknife, 2.570582, result.share[0], 1.0)
    assert result.share_high is not None
    assert [result.share_low[0], result.share_high[0]] == pytest.approx(ends, rel=1e-4)
    influence = result.by_unit[0] - result.share[0] * result.by_unit.sum(axis=0)
    linear = np.sqrt(n / (n - 1) * (influence**2).sum()) / result.by_unit.sum()
    assert jackknife == pytest.approx(linear, rel=0.3)


def test_any_fit_on_any_number_of_workers() -> None:
    x, y, unit = drawn("poisson")
    said: list[tuple[int, int]] = []

    def shrunk(kept, outcome, held):  # type: ignore[no-untyped-def]
        return np.full(len(held), outcome.mean() + 0.01 * kept.shape[1])

    one = shapley_deviance(x, y, GROUPS, unit=unit, fit=shrunk, family="poisson")
    with ThreadPoolExecutor(3) as threads:
        other = shapley_deviance(
            x, y, GROUPS, unit=unit, fit=shrunk, family="poisson", executor=threads,
            on_progress=lambda done, wanted: said.append((done, wanted)),
        )  # fmt: skip
    assert one.deviance.tolist() == other.deviance.tolist()
    assert said == [(k + 1, 8) for k in range(8)]


def test_a_separated_fit_foretells_and_does_not_stop() -> None:
    x = np.array([[0.0], [0], [0], [1], [1], [1]])
    for family, y in (("poisson", [0, 0, 0, 2, 3, 1]), ("bernoulli", [0, 0, 0, 1, 1, 1])):
        result = shapley_deviance(
            x, y, {"x": [0]}, unit=[0, 1, 2, 0, 1, 2], fit=linear_model(family), family=family
        )
        assert result.value[0] > 0


X, Y, UNIT = drawn("poisson", 12, 3)
BAD = [
    ({"groups": {}}, r"groups=\[\] cannot be used; give 1 to 10 groups"),
    ({"groups": {str(g): [0] for g in range(11)}}, "give 1 to 10 groups; join"),
    ({"groups": {"a": []}}, r"groups\['a'\]=\[\] cannot be used; give one column"),
    ({"groups": {"a": [6]}}, "give one column and more of 0..5"),
    ({"groups": {"a": [0], "b": [1, 0]}}, "column 0 is in 'a' too"),
    ({"unit": [0] * 12}, "unit: is 0 in every row; give two"),
    ({"unit": [0, 1]}, r"unit: has shape \(2,\)"),
    ({"y": Y[:3]}, r"y: has shape \(3,\)"),
    ({"y": -Y - 1}, "y: holds -.*; give numbers of at least 0"),
    ({"y": Y + 2, "family": "bernoulli"}, "y: holds .*; give 0 and 1"),
    ({"y": Y * np.nan}, "y: holds nan"),
    ({"x": X[0]}, r"x: has shape \(6,\)"),
    ({"family": "gamma"}, "family='gamma' cannot be used"),
    ({"level": 0}, "level=0 cannot be used"),
    ({"fit": lambda *_: np.array([0.5])}, "fit: gives means of shape"),
    ({"fit": lambda _x, _y, held: np.zeros(len(held))}, "fit: gives the mean 0 where the outcome"),
    ({"fit": lambda _x, _y, held: np.full(len(held), np.nan)}, "fit: gives means"),
]


@pytest.mark.parametrize(("changed", "said"), BAD)
def test_what_cannot_be_decomposed_is_a_sentence(changed: dict, said: str) -> None:
    arguments = {
        "x": X, "y": Y, "groups": GROUPS, "unit": UNIT, "fit": linear_model("poisson"),
        "family": "poisson",
    } | changed  # fmt: skip
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        shapley_deviance(**arguments)
