"""Every region has a point: inside its shape, or at the mean of its places; and says which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon

from release_build.gazetteer.label_point import area_of, label_point
from release_build.readers.admin_shapes import Shape
from release_build.region_points import (
    DECISIONS,
    GEONAMES,
    MEAN,
    NATURAL_EARTH,
    SUCCESSOR,
    TOWN,
    read_typed_points,
    require_needed_points,
    with_points,
    with_town_points,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

Ring = NDArray[np.float64]


def square(west: float, south: float, width: float, height: float | None = None) -> Ring:
    east, north = west + width, south + (height or width)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return np.array(corners, dtype=float)


HORSESHOE = np.array(
    [(0, 0), (9, 0), (9, 9), (6, 9), (6, 2), (3, 2), (3, 9), (0, 9), (0, 0)], dtype=float
)


@pytest.mark.parametrize(
    "polygons",
    [
        ((square(0, 0, 4),),),
        ((HORSESHOE,),),
        ((square(0, 0, 9), square(2, 2, 5)),),
        ((square(20, 0, 1),), (square(0, 0, 4),)),
        ((square(-5, 60, 10, 4),),),
    ],
)
def test_a_label_point_lies_inside_the_largest_part(polygons: Any) -> None:
    found = label_point(polygons)
    largest = max(polygons, key=lambda one: Polygon(one[0]).area)
    assert found is not None
    assert Polygon(largest[0], largest[1:]).contains(Point(found))


def test_the_label_point_of_a_square_is_its_middle() -> None:
    assert label_point([(square(10, 20, 4),)]) == (12.0, 22.0)


def test_a_shape_without_area_has_no_label_point() -> None:
    assert label_point([(np.zeros((5, 2)),)]) is None
    assert label_point([]) is None


def test_an_area_of_the_north_counts_less() -> None:
    assert area_of(square(0, 60, 2)) == pytest.approx(area_of(square(0, 0, 2)) / 2, rel=0.1)


def place(place_id: str, name: str, level: Any, at: tuple[float, float] | None = None,
          parents: tuple[str, ...] = (), iso: str = "DE-91", **more: Any) -> Place:  # fmt: skip
    longitude, latitude = at or (None, None)
    return Place(
        place_id, name, "", level, iso[:2], iso, longitude=longitude, latitude=latitude,
        parent_ids=parents, names=((name, "und"),), **more,
    )  # fmt: skip


def shape(name: str, code: str, west: float = 0.0, country: str = "DE") -> Shape:
    return Shape(country, code, (name,), ((square(west, 0, 4),),))


def placed(places: list[Place], *shapes: Shape, **more: Any) -> dict[str, tuple[Any, ...]]:
    by_id = {one.place_id: one for one in places}
    areas = {one.region_iso: one.place_id for one in places if one.level == "region1"}
    found = with_points(by_id, by_id, shapes, areas, **more)
    return {key: (one.longitude, one.latitude, one.point_source) for key, one in found.items()}


NORDMARK = place("gn:1", "Nordmark", "region1")


def test_a_region_stands_at_the_label_point_of_the_shape_of_its_name() -> None:
    assert placed([NORDMARK], shape("Nordmark", ""))["gn:1"] == (2.0, 2.0, NATURAL_EARTH)


def test_a_code_is_believed_where_none_contradicts_a_name() -> None:
    assert placed([NORDMARK], shape("Marche du Nord", "DE-91"))["gn:1"][2] == NATURAL_EARTH


def test_a_code_is_not_believed_where_another_contradicts_a_name() -> None:
    sudmark = place("gn:2", "Sudmark", "region1", iso="DE-92")
    found = placed(
        [NORDMARK, sudmark], shape("Sudmark", "DE-91", 10.0), shape("Marche du Nord", "DE-92")
    )
    assert found["gn:2"] == (12.0, 2.0, NATURAL_EARTH)
    assert found["gn:1"] == (None, None, "")


def test_a_shape_in_which_most_places_of_the_region_do_not_lie_is_not_its_own() -> None:
    towns = [place(f"gn:{n}", f"Town {n}", "city", (20.0 + n, 1.0), ("gn:1",)) for n in (5, 6, 7)]
    found = placed([NORDMARK, *towns], shape("Nordmark", "DE-91"))
    assert found["gn:1"] == (pytest.approx(26.0), pytest.approx(1.0, abs=0.01), MEAN)


def test_what_has_no_shape_stands_at_the_mean_of_its_places_over_the_edge_of_the_map() -> None:
    towns = [place("gn:5", "A", "city", (179.0, 0.0), ("gn:1",)),
             place("gn:6", "B", "city", (-179.0, 0.0), ("gn:1",))]  # fmt: skip
    found = placed([NORDMARK, *towns])["gn:1"]
    assert (abs(found[0]), found[1:]) == (180.0, (0.0, MEAN))


def test_a_former_region_stands_in_the_older_shape_of_its_name() -> None:
    former = place("x:old", "Altmark", "region1", iso="DE-91", valid_to=2015)
    # The code of the shape is that of the region that took it over.
    drawn = shape("Nordmark", "DE-91"), shape("Altmark", "DE-91", 10.0)
    found = placed([NORDMARK, former], *drawn)
    assert found["x:old"] == (12.0, 2.0, NATURAL_EARTH)
    assert found["gn:1"] == (2.0, 2.0, NATURAL_EARTH)
    again = place("gn:2", "Altmark", "region1", iso="DE-92")
    assert placed([NORDMARK, former, again], *drawn)["gn:2"] == (12.0, 2.0, NATURAL_EARTH)


def test_a_former_region_stands_at_the_mean_of_what_once_lay_in_it() -> None:
    former = place("x:old", "Altmark", "region1", valid_to=2015)
    county = place("gn:3", "Kreis", "region2")
    town = place("gn:5", "A", "city", (3.0, 4.0), ("gn:3", "gn:1"))
    found = placed([former, county, town], members=[("gn:3", "x:old")])
    assert found["gn:3"] == found["x:old"] == (3.0, 4.0, MEAN)


def test_a_point_that_is_there_stays_and_says_whose_it_is() -> None:
    places = [
        place("gn:5", "A", "city", (3.0, 4.0)),
        place("x:own", "B", "city", (5.0, 6.0)),
        place("gn:7", "C", "city", (7.0, 8.0), point_source="roster"),
        place("gn:8", "Land", "country"),
    ]
    assert placed(places) == {
        "gn:5": (3.0, 4.0, GEONAMES),
        "x:own": (5.0, 6.0, DECISIONS),
        "gn:7": (7.0, 8.0, "roster"),
        "gn:8": (None, None, ""),
    }


def test_a_former_region_without_places_stands_at_the_town_of_its_name_in_its_successor() -> None:
    new = place("gn:9", "Neumark", "region1", (9.0, 9.0), iso="DE-93")
    former = place("x:old", "Altmark County", "region1", valid_to=2015, successor="gn:9")
    inside = place("gn:5", "Altmark", "city", (3.0, 4.0), iso="DE-93")
    elsewhere = place("gn:6", "Altmark", "city", (1.0, 1.0), iso="DE-94")
    assert placed([new, former, inside, elsewhere])["x:old"] == (3.0, 4.0, TOWN)
    assert placed([new, former, elsewhere])["x:old"] == (9.0, 9.0, SUCCESSOR)


def test_two_towns_of_its_name_tell_nothing_of_a_region() -> None:
    towns = [place(f"gn:{n}", "Nordmark", "city", (1.0 * n, 1.0), iso="DE-94") for n in (5, 6)]
    assert placed([NORDMARK, *towns])["gn:1"] == (None, None, "")


def test_what_nothing_tells_is_typed() -> None:
    assert placed([NORDMARK], typed={"gn:1": (7.0, 8.0)})["gn:1"] == (7.0, 8.0, DECISIONS)


def test_a_typed_point_of_a_region_that_is_not_placed_stops_the_build() -> None:
    with pytest.raises(BuildError, match="take the row out"):
        placed([NORDMARK], typed={"gn:2": (7.0, 8.0)})


def test_a_typed_point_that_is_not_needed_stops_the_build() -> None:
    town = place("gn:5", "A", "city", (3.0, 4.0))
    require_needed_points({"gn:1": (7.0, 8.0)}, {"gn:1": NORDMARK})
    for needless in ({"gn:5": (7.0, 8.0)}, {"gn:77": (7.0, 8.0)}):
        with pytest.raises(BuildError, match="take the row out"):
            require_needed_points(needless, {"gn:1": NORDMARK, "gn:5": town})


def test_typed_points_are_read_as_longitude_and_latitude(tmp_path: Path) -> None:
    path = tmp_path / "region_points.csv"
    row = "gn:1,Nordmark,8.0,7.0,where maps have it,2026-11-30\n"
    path.write_text("place_id,name,latitude,longitude,reason,date\n" + row)
    assert read_typed_points(path) == {"gn:1": (7.0, 8.0)}
    path.write_text("place_id,name,latitude,longitude,reason,date\n" + 2 * row)
    with pytest.raises(SourceError, match="keep one of them"):
        read_typed_points(path)


def test_towns_that_no_gazetteer_places_stand_where_they_are_typed(tmp_path: Path) -> None:
    path, ward = tmp_path / "town_points.csv", place("gn:5", "A-gu", "district")
    row = "gn:5,A-gu,4.0,3.0,where maps have it,2026-11-30\n"
    path.write_text("place_id,name,latitude,longitude,reason,date\n" + row)
    found = with_town_points({"gn:1": NORDMARK, "gn:5": ward}, path)
    assert (found["gn:5"].latitude, found["gn:5"].longitude) == (4.0, 3.0)
    assert found["gn:5"].point_source == DECISIONS
    assert found["gn:1"] == NORDMARK
    with pytest.raises(BuildError, match=r"town_points\.csv.*take the row out"):
        with_town_points(found, path)
    for off, is_moved in ((0.2, True), (0.05, False)):
        beside = {"gn:1": NORDMARK, "gn:5": replace(found["gn:5"], latitude=4.0 + off)}
        if is_moved:
            assert with_town_points(beside, path)["gn:5"].latitude == 4.0
        else:
            with pytest.raises(BuildError, match="take the row out"):
                with_town_points(beside, path)
