"""A layout from which no world can be drawn is refused by the attribute that is at fault."""

from __future__ import annotations

import warnings
from dataclasses import fields, replace

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from twolevel.calibrate.run import calibrate
from twolevel.calibrate.worlds import MODEST, Layout
from twolevel.calibrate.worlds_kinds import KINDS, simulate_kind
from twolevel.calibrate.worlds_layouts import LAYOUTS, check_layout, layout_and_name
from twolevel.calibrate.worlds_whole import WHOLE, WholeLayout

SMALLEST = Layout(
    n_units=1, n_blocks=1, n_counties=0, n_countries=1, n_foreign=1, n_foreign_units=2, n_ties=1,
    n_upper=1, unit_spread=0.0, country_spread=0.0, affinity_spread=0.0, shared_affinity=0.0,
    coarse_share=0.0,
)  # fmt: skip
SMALLEST_WHOLE = WholeLayout(
    n_countries=1, n_units=2, n_cities=2, n_counties=0, n_ties=1, n_upper=1, unit_spread=0.0,
    country_spread=0.0, affinity_spread=0.0, pair_spread=0.0, domestic=0.0,
)  # fmt: skip
BAD = [
    (MODEST, {"n_units": 0}, "layout.n_units=0 cannot be used; give a whole number from 1"),
    (MODEST, {"n_counties": -1}, "layout.n_counties=-1 cannot be used; give a whole number from 0"),
    (MODEST, {"n_ties": 2.5}, "layout.n_ties=2.5 cannot be used"),
    (
        MODEST,
        {"n_foreign_units": 20},
        "layout.n_foreign_units=20 cannot be used; give at least one",
    ),
    (MODEST, {"unit_spread": -0.1}, "layout.unit_spread=-0.1 cannot be used; give a number from 0"),
    (MODEST, {"country_spread": np.nan}, "layout.country_spread=nan cannot be used"),
    (MODEST, {"affinity_spread": "1"}, "layout.affinity_spread='1' cannot be used"),
    (MODEST, {"coarse_share": 1.5}, "layout.coarse_share=1.5 cannot be used; give a number from 0"),
    (MODEST, {"n_foreign": 900_000, "n_blocks": 900_000}, "layout.n_foreign=900000 cannot be used"),
    (WHOLE, {"n_units": 1, "n_countries": 1}, "layout.n_units=1 cannot be used; give at least 2"),
    (WHOLE, {"n_counties": 239}, "layout.n_counties=239 cannot be used; leave at least 2 of the"),
    (WHOLE, {"n_cities": 90_000}, "layout.n_cities=90000 cannot be used; with 90,000"),
    (WHOLE, {"domestic": np.inf}, "layout.domestic=inf cannot be used; give a number from -20"),
]


@pytest.mark.parametrize(("layout", "changed", "said"), BAD, ids=[row[2][:40] for row in BAD])
def test_a_broken_layout_is_refused(
    layout: Layout | WholeLayout, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        calibrate("degree", layout=replace(layout, **changed), worlds=1)  # type: ignore[arg-type]
    assert said in str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", [SMALLEST, SMALLEST_WHOLE], ids=["home", "whole"])
def test_the_smallest_layouts_give_worlds_without_a_warning(kind: str, layout) -> None:
    check_layout(layout)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for seed in range(30):
            world = simulate_kind(kind, layout, np.random.default_rng(seed), strength=20.0)
            assert world.arrays.n_ties <= 1


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_named_layout_passes_and_keeps_its_name(layout: Layout | WholeLayout) -> None:
    check_layout(layout)
    name = next(name for name, held in LAYOUTS.items() if held is layout)
    assert layout_and_name(replace(layout)) == (layout, name)
    assert layout_and_name(name) == (layout, name)
    assert all(getattr(layout, one.name) is not None for one in fields(layout))
