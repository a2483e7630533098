"""Districts of Germany stand at the mean of their municipalities, told by the codes of these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from release_build.district_codes import (
    read_district_codes,
    under_districts,
    with_points_of_districts,
)
from release_build.region_points import MEAN
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

DISTRICT = Place("x:de-kreis-a", "Kreis A", "", "region2", "DE", "DE-NI")


def town(number: int, code: str, latitude: float | None, country: str = "DE") -> Place:
    longitude = None if latitude is None else latitude - 40.0
    return Place(
        f"gn:{number}", f"T{number}", "", "city", country, "",
        municipality_code=code, latitude=latitude, longitude=longitude,
    )  # fmt: skip


TOWNS = [
    town(1, "03459001", 50.0), town(2, "03459002", 52.0), town(3, "03459003", None),
    town(4, "03460001", 54.0), town(5, "03459", 10.0, "FR"),
]  # fmt: skip
EVERYWHERE = {one.place_id: one for one in (DISTRICT, *TOWNS)}


def test_a_district_stands_at_the_mean_of_the_municipalities_of_its_code() -> None:
    found = with_points_of_districts(EVERYWHERE, EVERYWHERE, {DISTRICT.place_id: "03459"})
    district = found[DISTRICT.place_id]
    # On the sphere, a little north of the means of both degrees.
    assert district.latitude == pytest.approx(51.0, abs=0.01)
    assert district.longitude == pytest.approx(11.0, abs=0.05)
    assert district.point_source == MEAN
    assert [found[one.place_id] for one in TOWNS] == TOWNS


def test_a_district_that_has_a_point_keeps_it_and_one_that_is_held_elsewhere_is_left() -> None:
    placed = Place("x:de-kreis-a", "Kreis A", "", "region2", "DE", "", latitude=1.0, longitude=2.0)
    codes = {DISTRICT.place_id: "03459"}
    assert with_points_of_districts({placed.place_id: placed}, EVERYWHERE, codes) == {
        placed.place_id: placed
    }
    assert with_points_of_districts({}, EVERYWHERE, codes) == {}


@pytest.mark.parametrize("codes", [{"x:de-kreis-b": "03459"}, {"x:de-kreis-a": "03461"}])
def test_a_row_without_a_place_or_without_municipalities_stops_the_build(
    codes: dict[str, str],
) -> None:
    with pytest.raises(BuildError, match="take the row out or correct"):
        with_points_of_districts(EVERYWHERE, EVERYWHERE, codes)


def test_codes_are_read_and_a_code_stands_once(tmp_path: Path) -> None:
    path, head = tmp_path / "district_codes_de.csv", "place_id,code,name,reason,source,date\n"
    row = "x:de-kreis-{0},{1},Kreis,as the list has it,a list,2026-12-02\n"
    path.write_text(head + row.format("a", "03459") + row.format("b", "03460"))
    assert read_district_codes(path) == {"x:de-kreis-a": "03459", "x:de-kreis-b": "03460"}
    for wrong, said in (("03459", "keep one of them"), ("034590", "5 digits"), ("abcde", "code")):
        path.write_text(head + row.format("a", "03459") + row.format("b", wrong))
        with pytest.raises(SourceError, match=said):
            read_district_codes(path)


def in_places(place: Place, *parents: str) -> Place:
    return replace(place, parent_ids=parents)


PLACES = {
    one.place_id: one
    for one in (
        in_places(DISTRICT, "r:land"),
        in_places(TOWNS[0], "r:bezirk", "r:land"),
        in_places(TOWNS[1], "gn:1", "r:bezirk", "r:land"),
        in_places(TOWNS[3], "r:land"),
        in_places(TOWNS[4], "r:elsewhere"),
    )
}
CODE_OF = {one.place_id: one.municipality_code for one in TOWNS}


def test_a_municipality_lies_in_its_district_and_that_in_what_holds_all_of_its() -> None:
    found = under_districts(PLACES, CODE_OF, {DISTRICT.place_id: "03459"})
    assert found[DISTRICT.place_id].parent_ids == ("r:bezirk", "r:land")
    assert found["gn:1"].parent_ids == (DISTRICT.place_id, "r:bezirk", "r:land")
    # A part of a town lies in the town first.
    assert found["gn:2"].parent_ids == ("gn:1", DISTRICT.place_id, "r:bezirk", "r:land")
    assert [found[one] for one in ("gn:4", "gn:5")] == [PLACES["gn:4"], PLACES["gn:5"]]


def test_what_holds_some_municipalities_alone_holds_no_district() -> None:
    towns = {**PLACES, "gn:2": in_places(TOWNS[1], "r:other", "r:land")}
    found = under_districts(towns, CODE_OF, {DISTRICT.place_id: "03459"})
    assert found[DISTRICT.place_id].parent_ids == ("r:land",)


def test_districts_laid_twice_are_those_laid_once() -> None:
    codes = {DISTRICT.place_id: "03459"}
    once = under_districts(PLACES, CODE_OF, codes)
    assert under_districts(once, CODE_OF, codes) == once


def test_a_district_that_is_no_place_stops_the_build() -> None:
    with pytest.raises(BuildError, match=r"x:de-kreis-b: no such place; take the row out"):
        under_districts(PLACES, CODE_OF, {"x:de-kreis-b": "03459"})
