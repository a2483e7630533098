"""Shapley values of held-out deviance on weighted rows: against fits anew, and by properties."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from sistercities.errors import NetworkError
from twolevel.shapley import held_out_fits as module
from twolevel.shapley.held_out_fits import PRIOR_SD
from twolevel.shapley.weighted import WeightedShapley, weighted_shapley

GROUPS = {"strong": [1], "pair": [2, 3], "idle": [4]}


def rows(seed: int = 1, n: int = 900, units: int = 7) -> dict[str, Any]:
    """Draw rows of which the first group tells most, and the last nothing."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 5))
    y = rng.poisson(np.exp(-1.5 + 0.3 * x[:, 0] + 0.8 * x[:, 1] + 0.3 * x[:, 2]))
    return {
        "x": x, "y": y.astype(float), "groups": GROUPS, "weight": rng.uniform(0.5, 3.0, n),
        "unit": rng.integers(units, size=n), "partner": rng.integers(9, size=n),
    }  # fmt: skip


def deviance(given: dict[str, Any], columns: list[int]) -> float:
    """Fit by a general optimiser without each unit in turn, and sum the held-out deviance."""
    x = np.column_stack((np.ones(given["y"].size), given["x"][:, columns]))
    y, weight, unit = given["y"], given["weight"], given["unit"]
    centre = np.concatenate(([0.0], np.average(given["x"][:, columns], axis=0, weights=weight)))
    x = x - centre
    total = 0.0
    for held in np.unique(unit):
        kept = unit != held

        def loss(beta: np.ndarray, kept: np.ndarray = kept) -> float:
            eta = x[kept] @ beta
            fit = weight[kept] @ (y[kept] * eta - np.exp(eta))
            return float(-fit + (beta[1:] ** 2).sum() / (2 * PRIOR_SD**2))

        beta = minimize(loss, np.zeros(x.shape[1]), method="BFGS", options={"gtol": 1e-6}).x
        mean = np.exp(x[~kept] @ beta)
        part = np.where(y[~kept] > 0, y[~kept] * np.log(np.maximum(y[~kept], 1) / mean), 0.0)
        total += float(2 * weight[~kept] @ (part - y[~kept] + mean))
    return total


@pytest.mark.parametrize(("near", "apart"), [(None, 0.4), (1e-12, 0.01)])
def test_values_are_those_of_fits_made_anew_in_every_order(
    near: float | None, apart: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is, the values differ by far less than their errors (some 40); to the end, by none."""
    if near is not None:
        monkeypatch.setattr(module, "NEAR", near)
    given = rows()
    found = weighted_shapley(**given)
    worth = {}
    for subset in range(8):
        chosen = [name for b, name in enumerate(GROUPS) if subset >> b & 1]
        columns = [0, *(column for name in chosen for column in GROUPS[name])]
        worth[frozenset(chosen)] = -deviance(given, columns)
    expected = dict.fromkeys(GROUPS, 0.0)
    for order in permutations(GROUPS):
        for k, name in enumerate(order):
            gain = worth[frozenset(order[: k + 1])] - worth[frozenset(order[:k])]
            expected[name] += gain / 6
    assert found.value == pytest.approx(list(expected.values()), abs=apart)
    assert found.deviance_none == pytest.approx(-worth[frozenset()], abs=apart)
    assert found.value[0] > found.value[1] > 0 > found.value[2]


def test_values_add_up_and_shares_to_one() -> None:
    found = weighted_shapley(**rows())
    assert found.gain == pytest.approx(found.deviance_none - found.deviance_all)
    whole = found.shares(dict.fromkeys(GROUPS, 1.0))
    assert whole is not None
    assert (whole.value, whole.standard_error) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-9))


def test_a_weight_of_two_is_a_row_twice() -> None:
    given = rows()
    given["weight"] = np.where(np.arange(900) < 300, 2.0, 1.0)
    twice = {
        name: np.concatenate((value, value[:300])) if name != "groups" else value
        for name, value in given.items()
    }
    twice["weight"] = np.ones(1200)
    one, other = weighted_shapley(**given), weighted_shapley(**twice)
    assert one.value == pytest.approx(other.value, rel=1e-6)


def test_order_and_names_of_rows_and_units_do_not_matter() -> None:
    given = rows()
    order = np.random.default_rng(5).permutation(900)
    moved = {name: v[order] if name != "groups" else v for name, v in given.items()}
    moved["unit"] = 100 - 3 * moved["unit"]
    one, other = weighted_shapley(**given), weighted_shapley(**moved)
    assert one.value == pytest.approx(other.value, rel=1e-6)
    assert error(one) == pytest.approx(error(other), rel=1e-6)


def error(found: WeightedShapley) -> float:
    return found.values({"strong": 1.0}).standard_error


def test_errors_are_those_of_the_two_way_jackknife() -> None:
    """Without each unit and each partner the whole is made anew: ours has it to second order."""
    given = rows(n=1500, units=12)
    found = weighted_shapley(**given)
    for weights in ({"strong": 1.0}, {"strong": 1.0, "pair": -1.0}):
        share = found.shares(weights)
        assert share is not None
        c = np.array([weights.get(name, 0.0) for name in GROUPS])
        one_way = []
        for label in ("unit", "partner"):
            left = np.array([value_without(given, label, k) for k in np.unique(given[label])])
            n, ratios = len(left), left @ c / left.sum(axis=1)
            one_way.append((n - 1) / n * ((ratios - share.value) ** 2).sum())
        left = found.value[:, None] - found.by_cell
        ratios, n = c @ left / left.sum(axis=0), left.shape[1]
        cells = (n - 1) / n * ((ratios - share.value) ** 2).sum()
        both = max(sum(one_way) - cells, *one_way)
        assert share.standard_error == pytest.approx(np.sqrt(both), rel=0.05)


def value_without(given: dict[str, Any], label: str, left_out: int) -> np.ndarray:
    kept = given[label] != left_out
    return weighted_shapley(
        **{name: v if name == "groups" else v[kept] for name, v in given.items()}
    ).value


def test_the_error_of_a_value_is_that_of_a_sum_over_clusters() -> None:
    found = weighted_shapley(**rows())
    cells = found.by_cell[0]
    one_way = []
    for labels, pull in zip((found.unit, found.partner), found.pull, strict=True):
        parts = np.bincount(labels, cells) + pull[0]
        one_way.append(parts.size * parts.var(ddof=1))
    both = sum(one_way) - cells.size * cells.var(ddof=1)
    assert error(found) ** 2 == pytest.approx(max(both, *one_way))


def test_a_column_that_parts_ties_from_the_rest_stays_finite() -> None:
    given = rows()
    given["x"][:, 4] = ((given["y"] == 0) & (given["unit"] == 2)).astype(float)
    found = weighted_shapley(**given)
    assert np.isfinite(found.by_cell).all()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"weight": np.zeros(900)}, "weight"), ({"unit": np.zeros(900, dtype=int)}, "unit"),
        ({"y": np.zeros(900)}, "y"), ({"partner": np.arange(899)}, "partner"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(change: dict[str, Any], word: str) -> None:
    with pytest.raises(NetworkError, match=word):
        weighted_shapley(**(rows() | change))


def test_clusters_left_out_together_are_those_left_out_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pulls of units and partners, each by one step, a solve and a product of its own."""
    monkeypatch.setattr(module, "NEAR", np.inf)
    given = rows()
    codes = [np.unique(given[name], return_inverse=True)[1] for name in ("unit", "partner")]
    held, _ = module.ordered_rows(given["x"], given["y"], given["weight"], codes)
    columns = np.array([0, 2, 3])
    found = module.held_out(held, columns, np.zeros(0))
    design = np.column_stack((np.ones(held.y.size), held.x[:, columns]))
    penalty = np.append(0.0, held.penalty[columns])
    slopes = found.slopes[np.append(0, columns + 1)]
    mean = np.exp(design @ slopes)
    moved, foretold = [], np.empty(held.y.size)
    units, partners = (list(module._parts(one)) for one in (held.unit_ends, held.partner_ends))
    for part in units:
        kept = np.ones(held.y.size, dtype=bool)
        kept[part] = False
        d, w = design[kept], held.weight[kept]
        bend = d.T @ (d * (w * mean[kept])[:, None]) + np.diag(penalty)
        score = d.T @ (w * (held.y[kept] - mean[kept])) - penalty * slopes
        moved.append(np.linalg.solve(bend, score))
        foretold[part] = np.exp(design[part] @ (slopes + moved[-1]))
    order, left = held.by_partner, held.weight * (held.y - foretold)
    for way, parts in enumerate((units, [order[part] for part in partners])):
        pulls = []
        for k, part in enumerate(parts):
            kept = np.ones(held.y.size, dtype=bool)
            kept[part] = False
            d, w = design[kept], held.weight[kept]
            bend = d.T @ (d * (w * mean[kept])[:, None])
            own = design[part].T @ (held.weight[part] * (held.y[part] - mean[part]))
            move = moved[k] if way == 0 else np.linalg.solve(bend + np.diag(penalty), -own)
            pulls.append(2 * (left[kept] @ d) @ move - move @ bend @ move)
        assert found.pull[way] == pytest.approx(np.array(pulls), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("way", [0, 1])
def test_without_a_cluster_values_are_near_those_of_its_rows_left_out(way: int) -> None:
    """To second order: off by far less than the cluster takes away; ends with few units by more."""
    given = rows()
    found = weighted_shapley(**given)
    for which in (2, 5):
        some = found.without(way, which)
        kept = given[("unit", "partner")[way]] != which
        anew = weighted_shapley(
            groups=GROUPS, **{name: given[name][kept] for name in given if name != "groups"}
        )
        taken = np.abs(found.value - anew.value).max()
        assert np.abs(some.value - anew.value).max() < 0.2 * taken
        one, other = some.shares({"strong": 1.0}), anew.shares({"strong": 1.0})
        assert one is not None
        assert other is not None
        assert one.value == pytest.approx(other.value, abs=0.02)
        assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=0.1)
        assert (some.n_units, some.n_partners) == (anew.n_units, anew.n_partners)


def test_of_two_clusters_none_is_left_out() -> None:
    found = weighted_shapley(**rows(units=2))
    with pytest.raises(NetworkError, match="one of two"):
        found.without(0, 1)


def test_joined_groups_are_those_that_are_fitted_as_one() -> None:
    given = rows()
    names = list(GROUPS)
    joined = {"one": names[:1], "others": names[1:]}
    found = weighted_shapley(**given).joined(joined)
    together = {name: [c for of in parts for c in GROUPS[of]] for name, parts in joined.items()}
    fitted = weighted_shapley(**(given | {"groups": together}))
    assert found.groups == fitted.groups
    assert found.value == pytest.approx(fitted.value, rel=1e-9)
    one, other = found.shares({"one": 1.0}), fitted.shares({"one": 1.0})
    assert one is not None
    assert other is not None
    assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-8)


def test_groups_that_are_not_all_are_not_joined() -> None:
    found = weighted_shapley(**rows())
    with pytest.raises(NetworkError, match="each group once"):
        found.joined({"one": list(GROUPS)[:1]})
    with pytest.raises(NetworkError, match="each group once"):
        found.without(0, 1).joined({"all": list(GROUPS)})


def test_where_fits_begin_moves_no_number() -> None:
    given = rows()
    moved = given | {"weight": given["weight"] * np.linspace(0.5, 2, given["y"].size)}
    alone, led = (
        weighted_shapley(**given),
        weighted_shapley(**given, like=weighted_shapley(**moved)),
    )
    assert led.by_cell == pytest.approx(alone.by_cell, rel=1e-7, abs=1e-9)
    for way in (0, 1):
        assert led.pull[way] == pytest.approx(alone.pull[way], rel=1e-6, abs=1e-9)


def test_units_that_are_not_looked_at_again_have_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound passes over some, and all of these would have been passed over by looking."""
    passed = []
    bounded = module._maybe_unfinished

    def counted(rows: module.Rows, *rest: np.ndarray) -> np.ndarray:
        found = bounded(rows, *rest)
        passed.append(rows.unit_ends.size - 1 - found.size)
        return found

    monkeypatch.setattr(module, "_maybe_unfinished", counted)
    found = weighted_shapley(**rows())
    assert sum(passed) > 0
    monkeypatch.setattr(
        module, "_maybe_unfinished", lambda rows, *_: np.arange(rows.unit_ends.size - 1)
    )
    assert found.by_cell == pytest.approx(weighted_shapley(**rows()).by_cell, rel=1e-12, abs=1e-12)


def test_more_units_than_numbers_held_at_once_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = weighted_shapley(**rows())
    monkeypatch.setattr(module, "HELD_AT_ONCE", 1)
    assert found.by_cell == pytest.approx(weighted_shapley(**rows()).by_cell, rel=1e-9, abs=1e-12)
