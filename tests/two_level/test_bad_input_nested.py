"""Bad input to the exact nested model: networks, terms, fit, draws."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from two_level.bad_input import faults
from two_level.small_worlds import small_world
from two_level.whole_worlds import whole_world
from twolevel.nested.fit import NestedFit, fit_nested_model
from twolevel.nested.given_upper import given_upper_ties
from twolevel.nested.goodness import goodness_of_fit
from twolevel.nested.network import nested_bipartite, nested_network, nested_of_arrays
from twolevel.nested.simulate import simulate_network
from twolevel.nested.terms import (
    GroupEffects,
    GroupPairs,
    ListedPairs,
    NodeProduct,
    NodeSum,
    SameLabel,
)

WORLD = whole_world(n_cities=60, n_ties=130)
RNG = np.random.default_rng(4)
IS_ABROAD = np.diff(WORLD.unit_country[WORLD.upper_ties], axis=1)[:, 0] != 0
PARTS = {
    "city_region": WORLD.city_unit, "ties": WORLD.ties,
    "upper_ties": WORLD.upper_ties[IS_ABROAD], "region_country": WORLD.unit_country,
    "region_signs": np.ones(WORLD.n_units, dtype=np.bool_),
}  # fmt: skip
NETWORK = nested_network(n_regions=WORLD.n_units, **PARTS)  # type: ignore[arg-type]
OF_CITIES = np.round(RNG.normal(size=60), 1)
# The interval may have no end, and a city pair may have no bound: the docstrings say so.
NO_BOUND = ("gamma_low", "gamma_high")


@cache
def a_fit() -> NestedFit:
    """Fit the network once; who only collects the tests compiles nothing."""
    return fit_nested_model(NETWORK, [NodeSum("a", OF_CITIES)])


def test_networks() -> None:
    kinds = dict.fromkeys(PARTS, "array") | {"n_regions": "count"}
    kinds |= {"domestic": "word", "within": "word"}
    assert faults(nested_network, kinds, n_regions=WORLD.n_units, **PARTS) == []
    home = nested_of_arrays(small_world())
    right = {
        "home_region": home.left_region, "foreign_region": home.right_region, "ties": home.ties,
        "upper_ties": home.upper_ties, "home_signs": home.left_signs,
        "foreign_signs": home.right_signs,
    }  # fmt: skip
    sizes = {"n_home_regions": home.n_left_regions, "n_foreign_regions": home.n_right_regions}
    kinds = dict.fromkeys(right, "array") | dict.fromkeys(sizes, "count")
    assert faults(nested_bipartite, kinds, **right, **sizes) == []
    assert faults(nested_of_arrays, {"arrays": "record"}, arrays=small_world(), tier=0) == []


def test_fits() -> None:
    kinds = {"network": "record", "city_terms": "list", "region_terms": "list"}
    kinds |= {"confidence": "level", "executor": "executor"}
    right: dict[str, Any] = {"network": NETWORK, "city_terms": (), "region_terms": ()}
    assert faults(fit_nested_model, kinds, allowed=NO_BOUND, **right) == []
    assert faults(given_upper_ties, {"fit": "record", "executor": "executor"}, fit=a_fit()) == []
    kinds = {"fit": "record", "n_draws": "count", "seed": "seed", "executor": "executor"}
    kinds |= {"on_progress": "on_progress"}
    assert faults(goodness_of_fit, kinds, fit=a_fit(), n_draws=4, seed=1) == []


@pytest.mark.parametrize("kind", [NodeSum, NodeProduct, SameLabel, GroupEffects])
def test_terms_of_nodes(kind: Any) -> None:
    n = WORLD.n_units if kind is GroupEffects else 60
    values = {
        NodeSum: np.round(RNG.normal(size=n), 1), NodeProduct: RNG.integers(0, 2, n),
        SameLabel: RNG.integers(0, 3, n), GroupEffects: WORLD.unit_country % 2,
    }[kind]  # fmt: skip

    def fitted(values: object, name: object = "a") -> object:
        return fit_nested_model(NETWORK, [kind(name, values)])

    kinds = {"values": "array", "name": "no text"}
    names = ("a:", "city_terms", "name of a term")
    assert faults(fitted, kinds, names=names, allowed=NO_BOUND, values=values) == []


def test_terms_of_pairs() -> None:
    def groups(matrix: object, group: object) -> object:
        return fit_nested_model(NETWORK, (), [GroupPairs("a", matrix, group)])  # type: ignore[arg-type]

    def listed(pairs: object, values: object) -> object:
        return fit_nested_model(NETWORK, [ListedPairs("a", pairs, values)])  # type: ignore[arg-type]

    names = ("a:", "city_terms")
    right = {
        "matrix": np.array([[0, 1.0, 2], [1, 3, 0], [2, 0, 1]]),
        "group": WORLD.unit_country % 3,
    }
    kinds = dict.fromkeys(right, "array")
    assert faults(groups, kinds, names=names, allowed=NO_BOUND, **right) == []
    pairs = np.argwhere(np.triu(np.ones((20, 20)), 1))
    right = {"pairs": pairs, "values": RNG.normal(size=len(pairs))}
    kinds = dict.fromkeys(right, "array")
    assert faults(listed, kinds, names=names, allowed=NO_BOUND, **right) == []


def test_draws() -> None:
    fit = a_fit()
    right = {"design": fit.design, "coefficients": fit.coefficients, "seed": 1}
    kinds = {"design": "record", "coefficients": "array", "seed": "seed", "executor": "executor"}
    assert faults(simulate_network, kinds, **right) == []


@pytest.mark.parametrize("size", [301.0, 800.0, 1e9, 1e40])
def test_odds_that_no_number_holds_are_named(size: float) -> None:
    fit = a_fit()
    for column in range(fit.coefficients.size - 1):
        coefficients = fit.coefficients.copy()
        coefficients[column] = 3 * size
        with pytest.raises(InvalidArgument, match=r"coefficients=.* give log odds within"):
            simulate_network(fit.design, coefficients, seed=1)
