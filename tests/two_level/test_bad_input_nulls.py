"""Bad input to the arrays and the nulls: a sentence that names the argument, or the same result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from two_level.bad_input import faults, shut_down
from two_level.small_worlds import small_world
from two_level.whole_worlds import whole_world
from twolevel.core.arrays import two_level_arrays
from twolevel.core.whole_arrays import whole_arrays
from twolevel.nulls.dates import dated_home_ties, dated_ties, dated_whole_ties
from twolevel.nulls.gravity import gravity
from twolevel.nulls.gravity_tables import home_gravity, whole_gravity
from twolevel.nulls.home_nulls import draw_null
from twolevel.nulls.region_labels import region_labels
from twolevel.nulls.rewiring import degree, degree_country, upper_ties
from twolevel.nulls.start_years import start_years
from twolevel.nulls.table import nulls_side_by_side
from twolevel.nulls.whole_labels import whole_region_labels
from twolevel.nulls.whole_nulls import draw_whole_null
from twolevel.nulls.whole_rewiring import (
    whole_degree,
    whole_degree_country,
    whole_degree_totals,
    whole_upper_ties,
)

HOME, WHOLE = small_world(), whole_world(n_cities=30, n_ties=60)
RNG = np.random.default_rng(8)
RUN = {"n_draws": "count", "seed": "seed", "executor": "executor", "on_progress": "on_progress"}
STEPS = {"chain_length": "count or None", "max_steps": "count"}
FEW = {"n_draws": 6, "seed": 1}


def test_arrays_of_a_home_country() -> None:
    fields = (
        "home_unit", "foreign_country", "foreign_unit", "foreign_unit_country", "ties",
        "upper_ties", "foreign_unit_tier", "home_block", "home_stratum",
    )  # fmt: skip
    right = {field: getattr(HOME, field) for field in fields}
    kinds = dict.fromkeys(fields, "array") | {"n_units": "count"}
    assert faults(two_level_arrays, kinds, n_units=HOME.n_units, **right) == []


def test_arrays_of_a_whole_network() -> None:
    fields = ("city_unit", "unit_country", "ties", "upper_ties", "city_block", "city_stratum")
    right = {field: getattr(WHOLE, field) for field in fields}
    assert faults(whole_arrays, dict.fromkeys(fields, "array"), **right) == []


@pytest.mark.parametrize("null", [region_labels, degree, degree_country, upper_ties])
@pytest.mark.parametrize("is_whole", [True, False])
def test_nulls_of_a_home_country(null: Callable[..., object], is_whole: bool) -> None:
    n = {region_labels: HOME.home_unit.size, upper_ties: len(HOME.upper_ties)}
    right: dict[str, Any] = {"strata": HOME.home_stratum}
    if null is not region_labels:
        right = {"strata": RNG.integers(0, 2, n.get(null, HOME.n_ties))}
    kinds = RUN | {"strata": "array", "arrays": "record"}
    if null is not upper_ties:
        shape = (HOME.n_units, HOME.foreign_country.size)
        weights = RNG.integers(-3, 9, shape)
        right["weights"] = weights if is_whole else RNG.normal(size=shape)
        kinds["weights"] = "array"
    kinds |= {} if null is region_labels else STEPS
    assert faults(null, kinds, arrays=HOME, **right, **FEW) == []


@pytest.mark.parametrize(
    "null",
    [
        whole_region_labels, whole_degree, whole_degree_totals, whole_degree_country,
        whole_upper_ties,
    ],
)  # fmt: skip
def test_nulls_of_a_whole_network(null: Callable[..., object]) -> None:
    n_upper = len(WHOLE.upper_ties)
    labels = {whole_region_labels: WHOLE.city_stratum, whole_upper_ties: np.arange(n_upper) % 2}
    right: dict[str, Any] = {"strata": labels.get(null, np.arange(WHOLE.n_ties) % 2)}
    kinds = RUN | {"strata": "array", "arrays": "record"}
    if null is not whole_upper_ties:
        right["weights"] = RNG.normal(size=n_upper)
        kinds["weights"] = "array"
    kinds |= {} if null is whole_region_labels else STEPS
    assert faults(null, kinds, arrays=WHOLE, **right, **FEW) == []


def test_nulls_by_id() -> None:
    kinds = RUN | {"null_id": "word", "arrays": "record", "max_steps": "count"}
    assert faults(draw_null, kinds, null_id="degree", arrays=HOME, **FEW) == []
    assert faults(draw_whole_null, kinds, null_id="degree", arrays=WHOLE, **FEW) == []
    table = RUN | {"arrays": "record", "max_steps": "count", "strata": "list", "given": "list"}
    ids = ["degree", "region-labels"]
    assert (
        faults(nulls_side_by_side, table, arrays=HOME, null_ids=ids, names=("id in",), **FEW) == []
    )


def test_nulls_of_one_family_refuse_the_arrays_of_the_other() -> None:
    with pytest.raises(InvalidArgument, match=r"arrays='WholeArrays' .* two_level_arrays returns"):
        degree(WHOLE, n_draws=9, seed=1)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match=r"arrays='TwoLevelArrays' .* whole_arrays returns"):
        whole_degree(HOME, n_draws=9, seed=1)  # type: ignore[arg-type]


def test_start_years() -> None:
    began = RNG.integers(1980, 2000, HOME.n_ties)
    upper = RNG.integers(1980, 2000, len(HOME.upper_ties))
    years = {"start": "any array", "upper_start": "any array"}
    right = {"arrays": HOME, "start": began, "upper_start": upper}
    assert (
        faults(
            dated_home_ties,
            years | {"within": "word", "arrays": "record"},
            names=("is_inside",),
            **right,
        )
        == []
    )
    whole = {
        "arrays": WHOLE, "start": RNG.integers(1980, 2000, WHOLE.n_ties),
        "upper_start": RNG.integers(1980, 2000, len(WHOLE.upper_ties)),
        "strata": np.arange(WHOLE.n_ties) % 3,
    }  # fmt: skip
    assert (
        faults(
            dated_whole_ties,
            years | {"strata": "array", "arrays": "record"},
            names=("is_inside",),
            **whole,
        )
        == []
    )
    given = {
        "stratum": np.arange(30) % 4, "start": began[:30], "upper_start": began[30:60],
        "is_inside": np.ones(30, dtype=np.bool_),
    }  # fmt: skip
    assert (
        faults(dated_ties, years | {"stratum": "any array", "is_inside": "any array"}, **given)
        == []
    )
    dated = dated_home_ties(**right)  # type: ignore[arg-type]
    assert faults(start_years, RUN | {"ties": "record"}, ties=dated, **FEW) == []


def test_gravity() -> None:
    for made, arrays in ((home_gravity, HOME), (whole_gravity, WHOLE)):
        kinds = {"level": "word", "terms": "list", "arrays": "record"}
        assert faults(made, kinds, arrays=arrays, level="unit", terms=()) == []
    table = home_gravity(HOME, "unit")
    words = {"law": "word", "effects": "word", "given": "record"}
    right = {"given": table, "law": "nb2", "effects": "both", "n_draws": 2, "seed": 1}
    assert faults(gravity, RUN | words, **right) == []
    for law in ("nb2", "cluster"):
        right |= {"law": law, "clusters": None if law == "nb2" else (np.arange(HOME.n_units),
                  HOME.foreign_unit_country)}  # fmt: skip
        assert faults(gravity, {"clusters": "list"}, **right) == []

    def clustered(home: object, country: object) -> object:
        clusters = (home, country)
        return gravity(table, law="cluster", clusters=clusters, n_draws=2, seed=1)  # type: ignore[arg-type]

    labels = {"home": np.arange(HOME.n_units), "country": HOME.foreign_unit_country}
    kinds = dict.fromkeys(labels, "array")
    assert faults(clustered, kinds, names=("clusters",), **labels) == []


@pytest.mark.parametrize("null_id", ["region-labels", "degree", "degree-country", "upper-ties"])
def test_an_executor_that_is_shut_down_is_named(null_id: str) -> None:
    for draw, arrays in ((draw_null, HOME), (draw_whole_null, WHOLE)):
        with pytest.raises(InvalidArgument, match=r"executor=.* it is shut down"):
            draw(null_id, arrays, executor=shut_down(), **FEW)  # type: ignore[operator]
