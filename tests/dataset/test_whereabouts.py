"""Places of one name in one region are told apart by what they lie in and the nearest town."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sistercities.dataset.deciding import lines_of
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.dataset.whereabouts import LARGE, alike, whereabouts


def place(place_id: str, name: str = "Bekdorf", *, north: float | None = 51.0,
          east: float | None = 11.0, region: str | None = "DE-TH", people: int | None = None,
          ) -> FoundPlace:  # fmt: skip
    return FoundPlace(
        place_id, name, None, "city", "DE", region, is_dual=False, n_ties=2, population=people,
        latitude=north, longitude=east,
    )  # fmt: skip


class Atlas:
    """A release with these towns and containers; it asks for the towns of a box."""

    def __init__(self, *towns: FoundPlace, inside: dict[str, str] | None = None) -> None:
        self.towns, self.inside = towns, inside or {}

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        if "parents" in sql:
            rows = [(one, self.inside[one]) for one in parameters if one in self.inside]
            return [{"place_id": one, "outer_id": f"x:{n}", "name": n} for one, n in rows]
        least, south, north, west, east = parameters
        return [
            {"place_id": t.place_id, "name": t.name, "latitude": t.latitude,
             "longitude": t.longitude}
            for t in self.towns
            if (t.population or 0) >= least and t.latitude is not None and t.longitude is not None
            and south <= t.latitude <= north and west <= t.longitude <= east
        ]  # fmt: skip


def town(place_id: str, name: str, north: float, east: float, people: int) -> FoundPlace:
    return place(place_id, name, north=north, east=east, people=people)


HERE, OTHER = place("gn:1"), place("gn:2", north=51.4)
NEAR, LARGER = town("gn:8", "Marktheim", 50.9, 11.0, 20_000), town("gn:9", "Nord", 51.5, 11, 90_000)


def test_the_nearest_town_is_named_with_distance_and_direction() -> None:
    said = whereabouts(Atlas(NEAR, LARGER), [HERE, OTHER])
    assert said == {"gn:1": "11 km north of Marktheim", "gn:2": "11 km south of Nord"}


@pytest.mark.parametrize(
    ("north", "east", "direction"),
    [
        (0.1, 0.0, "north"), (0.1, 0.16, "north-east"), (0.0, 0.1, "east"),
        (-0.1, 0.16, "south-east"), (-0.1, 0.0, "south"), (-0.1, -0.16, "south-west"),
        (0.0, -0.1, "west"), (0.1, -0.16, "north-west"),
    ],
)  # fmt: skip
def test_a_degree_of_longitude_is_shorter_than_one_of_latitude(
    north: float, east: float, direction: str
) -> None:
    here = place("gn:1", north=51 + north, east=11 + east)
    middle = town("gn:8", "Mitte", 51.0, 11.0, LARGE)
    said = whereabouts(Atlas(middle), [here, place("gn:2", north=None)])
    assert f" km {direction} of Mitte" in said["gn:1"]


def test_a_town_that_is_smaller_or_of_the_same_name_is_no_help() -> None:
    village = town("gn:7", "Kleinort", 51.0, 11.1, LARGE - 1)
    namesake = town("gn:6", "Bek-Dorf", 51.0, 11.1, 50_000)
    said = whereabouts(Atlas(village, namesake, NEAR), [HERE, OTHER])
    assert said["gn:1"] == "11 km north of Marktheim"
    large = place("gn:1", people=20_001)
    assert whereabouts(Atlas(NEAR, LARGER), [large, OTHER])["gn:1"] == "56 km south of Nord"


def test_what_it_lies_in_comes_first_and_a_point_where_no_town_is_near() -> None:
    said = whereabouts(Atlas(inside={"gn:1": "Bek County"}), [HERE, OTHER])
    assert said == {"gn:1": "in Bek County, at 51.00, 11.00", "gn:2": "at 51.40, 11.00"}


def test_only_what_name_and_region_leave_alike_is_told_apart() -> None:
    atlas = Atlas(NEAR)
    assert whereabouts(atlas, [HERE, place("gn:2", region="DE-NI")]) == {}
    assert whereabouts(atlas, [HERE, place("gn:2", "Bekdorfen")]) == {}
    assert whereabouts(atlas, [HERE, HERE]) == {}
    assert alike([("a", "Bek", "DE", None), ("b", "bek", "DE", ""), ("c", "Bek", "AT", "")]) == {
        "a", "b",
    }  # fmt: skip


def test_a_place_without_a_point_has_no_direction() -> None:
    assert whereabouts(Atlas(NEAR), [HERE, place("gn:2", north=None, east=None)]) == {
        "gn:1": "11 km north of Marktheim"
    }


def test_the_line_of_a_choice_says_where_and_how_large() -> None:
    both = [place("gn:1", people=900), OTHER]
    lines = lines_of(both, lambda places: whereabouts(Atlas(NEAR), places))
    assert lines[0] == (
        "Bekdorf (city, DE-TH, 11 km north of Marktheim, 900 persons, undated, 2 ties, gn:1)"
    )
    assert lines_of(both[:1]) == ["Bekdorf (city, DE-TH, 2 ties, gn:1)"]
