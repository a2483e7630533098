"""Networks that are hardly any: every method gives a finite result or one sentence.

Drawn at random so that there are groups without members, no ties, no upper ties, one country, one
unit, one city, every pair tied, every pair of units an upper tie, nulls that cannot move, places
without a unit, and effects that run away. More of them were looked at than are repeated here.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, NetworkError
from two_level.bad_input import fault_of
from two_level.odd_networks import home_network, whole_network
from two_level.small_worlds import small_world
from twolevel.core.arrays import two_level_arrays
from twolevel.dyads.case_control import case_control
from twolevel.dyads.fit_pairs import fit_pairs
from twolevel.dyads.fit_rows import fit_rows
from twolevel.dyads.tetrads import tetrad_logit
from twolevel.exact.moments import expected_of_ties
from twolevel.nested.fit import fit_nested_model
from twolevel.nested.network import nested_network, nested_of_arrays
from twolevel.nulls.dates import dated_home_ties, dated_whole_ties
from twolevel.nulls.gravity import gravity
from twolevel.nulls.gravity_tables import home_gravity, whole_gravity
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.nulls.start_years import start_years
from twolevel.nulls.whole_nulls import WHOLE_NULL_IDS, draw_whole_null
from twolevel.rates.clusters import two_way_ratio, two_way_share
from twolevel.rates.coverage_weights import weighted_share
from twolevel.rates.gap_bounds import gap_bounds
from twolevel.rates.mantel_haenszel import mantel_haenszel
from twolevel.rates.prediction import predictive_gain
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

RUN: dict[str, Any] = {"n_draws": 4, "seed": 1}
SEEDS = range(8)
UNDEFINED = ("gamma_low", "gamma_high")
"""What may be infinite: an interval of the nested model without a bound; the docstring says so."""


@pytest.mark.parametrize("seed", SEEDS)
def test_nulls_and_estimates_of_a_home_country(seed: int) -> None:
    arrays = home_network(seed)
    shape = (arrays.n_units, arrays.foreign_country.size)
    weights = np.where(np.random.default_rng(seed).random(shape) < 0.5, -1.0, 0.5)
    calls = {
        **{i: lambda i=i: draw_null(i, arrays, max_steps=500, **RUN) for i in NULL_IDS},
        **{f"E {i}": lambda i=i: expected_of_ties(arrays, i) for i in NULL_IDS},
        **{f"O/E {i}": lambda i=i: two_way_ratio(arrays, i) for i in NULL_IDS},
        "weights": lambda: draw_null("degree", arrays, weights=weights, max_steps=500, **RUN),
        "labels": lambda: draw_null("region-labels", arrays, weights=weights, **RUN),
        "gravity": lambda: gravity(home_gravity(arrays, "unit"), law="nb2", n_draws=2, seed=1),
        "share": lambda: two_way_share(arrays),
        "odds": lambda: mantel_haenszel(arrays),
        "rate": lambda: rate_ratio(arrays),
        "country rate": lambda: country_rate_ratio(arrays),
        "gain": lambda: predictive_gain(arrays),
        "weighted": lambda: weighted_share(
            arrays, np.ones(arrays.n_ties), np.ones(arrays.n_ties)
        ),
        "bounds": lambda: gap_bounds(
            arrays, n_missing_upper=np.ones(shape[0]), n_missing_lower=np.ones(shape[0])
        ),
        "years": lambda: start_years(
            dated_home_ties(
                arrays, np.arange(arrays.n_ties), np.arange(arrays.upper_ties.shape[0])
            ),
            **RUN,
        ),
        "nested": lambda: fit_nested_model(nested_of_arrays(arrays)),
    }  # fmt: skip
    assert {name: said for name, call in calls.items() if (said := fault_of(call, UNDEFINED))} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_nulls_and_models_of_a_whole_network(seed: int) -> None:
    arrays = whole_network(seed)
    labels = {"upper-ties": arrays.upper_ties.shape[0], "region-labels": arrays.n_cities}
    calls = {
        **{i: lambda i=i: draw_whole_null(i, arrays, max_steps=500, **RUN) for i in WHOLE_NULL_IDS},
        **{
            f"{i} in strata": lambda i=i: draw_whole_null(
                i, arrays, strata=np.arange(labels.get(i, arrays.n_ties)) % 2, max_steps=500, **RUN
            )
            for i in WHOLE_NULL_IDS
        },
        "gravity": lambda: draw_whole_null("gravity", arrays, n_draws=2, seed=1),
        "years": lambda: start_years(
            dated_whole_ties(
                arrays, np.arange(arrays.n_ties), np.arange(arrays.upper_ties.shape[0])
            ),
            **RUN,
        ),
        "nested": lambda: fit_nested_model(
            nested_network(
                city_region=arrays.city_unit, ties=arrays.ties, upper_ties=arrays.upper_ties,
                n_regions=arrays.n_units, region_country=arrays.unit_country, domestic="both",
            )
        ),
    }  # fmt: skip
    assert {name: said for name, call in calls.items() if (said := fault_of(call, UNDEFINED))} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_regressions_on_pairs(seed: int) -> None:
    faults = {}
    for name, make in (
        ("home", lambda: home_gravity(home_network(seed), "city")),
        ("units", lambda: home_gravity(home_network(seed), "unit")),
        ("whole", lambda: whole_gravity(whole_network(seed), "city")),
    ):
        try:
            table = make().table
        except (InvalidArgument, NetworkError):
            continue
        calls = {
            f"{family} {ends}": lambda t=table, f=family, e=ends: fit_pairs(t, f, e)
            for family, ends in product(("poisson", "logit"), ("both", "first", "none"))
        }
        calls["tetrads"] = lambda t=table: tetrad_logit(t)
        calls["sample"] = lambda t=table: fit_rows(case_control(t, 5), "poisson")
        faults |= {(name, key): said for key, call in calls.items() if (said := fault_of(call))}
    assert faults == {}


def test_the_unit_of_the_weights_does_not_change_p() -> None:
    arrays = small_world()
    rng = np.random.default_rng(2)
    weights = rng.normal(size=(arrays.n_units, arrays.foreign_country.size))
    found = {
        scale: draw_null("region-labels", arrays, weights=scale * weights, n_draws=99, seed=1).p
        for scale in (1.0, 1e-12, 1e6)
    }
    assert len(set(found.values())) == 1
    assert found[1.0] < 1


def test_no_null_gives_a_ratio_to_a_mean_that_is_not_above_0() -> None:
    ties = [(0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (2, 3)]
    home = two_level_arrays(
        home_unit=[0, 0, 1, 1], foreign_country=[0] * 4, foreign_unit=[0, 0, 1, 1],
        foreign_unit_country=[0, 0], ties=ties, upper_ties=[(0, 0), (1, 1)], n_units=2,
    )  # fmt: skip
    for null_id in ("region-labels", "degree", "degree-country"):
        result = draw_null(null_id, home, weights=-np.eye(2)[:, [0, 0, 1, 1]], n_draws=49, seed=1)
        assert result.mean is not None
        assert result.mean < 0
        assert result.ratio is None
