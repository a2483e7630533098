"""The region of a point, on a made-up country of two square regions side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from release_build.gazetteer import point_regions
from release_build.gazetteer.point_regions import (
    Ground,
    require_points_in_regions,
    with_regions_of_points,
)
from release_build.readers.admin_shapes import Shape
from sistercities.errors import BuildError
from sistercities.terms.places import Place

WEST, EAST, ABROAD = "DE-91", "DE-92", "PL-91"
KM_OF_DEGREE = 111.2


def square(west: float, south: float = 0.0, side: float = 4.0) -> Any:
    east, north = west + side, south + side
    return np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])


SHAPES = tuple(
    # Names and codes are those of nobody: what lies in a shape tells whose it is.
    Shape("XX", "XX-1", ("Elsewhere",), ((square(west),),))
    for west in (0.0, 4.0, 8.0)
)


def town(number: int, longitude: float, region: str, latitude: float = 2.0) -> Place:
    return Place(
        f"gn:{number}", f"Town {number}", "", "city", region[:2], region,
        longitude=longitude, latitude=latitude, parent_ids=("gn:91",),
    )  # fmt: skip


def towns() -> list[Place]:
    """Nine towns in each region, spread over its square."""
    return [
        town(100 * n + k, west + 1.0 + k % 3, region, 1.0 + k // 3)
        for n, (west, region) in enumerate([(0.0, WEST), (4.0, EAST), (8.0, ABROAD)], start=1)
        for k in range(9)
    ]


REGIONS = [
    Place(f"gn:{iso}", iso, "", "region1", iso[:2], iso) for iso in (WEST, EAST, ABROAD)
]  # fmt: skip


def regions_of(*extra: Place) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = with_regions_of_points([*towns(), *extra, *REGIONS], SHAPES)
    return {one.place_id: (one.region_iso, one.parent_ids) for one in found}


def test_a_shape_is_the_region_that_its_towns_are_filed_under() -> None:
    inside = Ground(towns(), SHAPES).inside(town(1, 5.0, WEST))
    assert inside is not None
    assert inside.region == ("DE", EAST)
    assert inside.km == pytest.approx(KM_OF_DEGREE, rel=0.01)
    assert Ground(towns(), SHAPES).inside(town(1, 15.0, WEST)) is None


def test_a_town_deep_in_another_region_is_filed_under_that_one() -> None:
    found = regions_of(town(1, 6.2, WEST))
    assert found["gn:1"] == (EAST, (f"gn:{EAST}",))
    assert {key: found[key][0] for key in ("gn:100", "gn:208")} == {"gn:100": WEST, "gn:208": EAST}


def test_a_town_stays_that_lies_beside_one_of_its_region_or_near_the_border_or_abroad() -> None:
    assert regions_of(town(1, 6.2, WEST), town(2, 6.3, WEST))["gn:1"][0] == WEST
    assert regions_of(town(1, 4.05, WEST))["gn:1"][0] == WEST
    assert regions_of(town(1, 10.2, WEST))["gn:1"][0] == WEST


def test_a_city_that_is_a_region_of_its_own_stays_one() -> None:
    assert regions_of(town(1, 6.2, "DE-93"))["gn:1"][0] == "DE-93"


def ours(longitude: float, region: str = WEST, **more: Any) -> Place:
    return replace(town(1, longitude, region), place_id="x:ours", parent_ids=(), **more)


def refused(place: Place, *others: Place) -> str:
    everywhere = {one.place_id: one for one in [*towns(), place, *others]}
    try:
        require_points_in_regions([place], everywhere, SHAPES)
    except BuildError as problem:
        return str(problem)
    return ""


def test_a_place_of_ours_in_another_region_or_country_stops_the_build() -> None:
    assert "x:ours Town 1: DE-91, 111.1 km inside DE-92" in refused(ours(5.0))
    assert "inside PL-91" in refused(ours(8.1))
    assert "inside PL-91" in refused(replace(ours(8.1), region_iso=""))


@pytest.mark.parametrize(
    "right",
    [
        ours(1.0), ours(4.005), ours(8.03), ours(5.0, municipality_code="9"),
        ours(5.0, valid_to=1990), ours(5.0, level="region1"),
        replace(ours(5.0), region_iso=""), replace(ours(5.0), latitude=None),
    ],
)  # fmt: skip
def test_a_border_that_is_drawn_roughly_or_a_register_stops_nothing(right: Place) -> None:
    assert refused(right) == ""


def test_a_part_of_a_city_has_its_region_from_the_city() -> None:
    part = replace(ours(5.0), parent_ids=("gn:100",))
    assert refused(part) == ""


@pytest.mark.parametrize("at_once", [7, 1_000_000])
def test_a_shape_of_two_parts_holds_no_town_in_its_lake(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(point_regions, "_AT_ONCE", at_once)
    with_lake, island = (square(0.0), square(1.0, 1.0, 2.0)), (square(6.0, 1.0, 1.0),)
    shape = Shape("XX", "XX-1", ("Elsewhere",), (with_lake, island))
    ashore = [town(n, 0.5, WEST, 0.4 * n) for n in range(1, 10)]
    # So many in the lake would make the shape that of their region, were they in it.
    afloat = [town(100 + n, 1.5, EAST, 1.0 + 0.1 * n) for n in range(1, 20)]
    ground = Ground([*ashore, *afloat], [shape])
    for x, y in np.random.default_rng(5).uniform(-1.0, 9.0, (200, 2)):
        is_ashore = 0 < x < 4 and 0 < y < 4 and not (1 < x < 3 and 1 < y < 3)
        is_held = is_ashore or (6 < x < 7 and 1 < y < 2)
        inside = ground.inside(town(1, x, WEST, y))
        assert (inside and inside.region) == (("DE", WEST) if is_held else None)
