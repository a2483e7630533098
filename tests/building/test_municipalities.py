"""Lists of municipalities beside GeoNames: codes for those we have, places for those we lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.gazetteer.municipalities import (
    COLUMNS,
    read_municipalities,
    with_codes,
    with_municipalities,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

TOWN = Place("gn:1", "Walde", "", "city", "DE", "DE-91", names=(("Walde", "und"),))
KREIS = Place("x:kreis", "Landkreis Walde", "", "region2", "DE", "DE-91")
PLACES = {one.place_id: one for one in (TOWN, KREIS)}
HELD = {"code": "09100001", "name": "Walde am Bach", "names": "Walde a.Bach", "place_id": "gn:1"}
LACKED = {
    "code": "09100002", "name": "Freimark", "region_iso": "DE-91", "latitude": "50.5",
    "longitude": "10.25", "parent": "x:kreis",
}  # fmt: skip


def write(folder: Path, *rows: dict[str, str], country: str = "de") -> Path:
    lines = (",".join(row.get(one, "") for one in COLUMNS) for row in rows)
    text = "\n".join((",".join(COLUMNS), *lines, ""))
    (folder / f"municipalities_{country}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_place_that_is_a_municipality_bears_its_code_and_its_official_name(
    tmp_path: Path,
) -> None:
    found = with_codes(PLACES, read_municipalities(write(tmp_path, HELD, LACKED)))
    assert set(found) == set(PLACES)
    assert (found["gn:1"].name, found["gn:1"].municipality_code) == ("Walde", "09100001")
    assert ("Walde am Bach", "de") in found["gn:1"].names
    assert ("Walde a.Bach", "de") in found["gn:1"].names


def test_a_municipality_that_no_place_is_becomes_one(tmp_path: Path) -> None:
    found = with_municipalities(PLACES, read_municipalities(write(tmp_path, HELD, LACKED)))
    place = found["x:de-09100002"]
    assert (place.name, place.level, place.region_iso) == ("Freimark", "city", "DE-91")
    assert (place.latitude, place.longitude, place.population) == (50.5, 10.25, None)
    assert place.parent_ids == ("x:kreis",)


def test_without_a_point_or_people_both_are_missing(tmp_path: Path) -> None:
    bare = {**LACKED, "latitude": "", "longitude": "", "parent": ""}
    place = with_municipalities(PLACES, read_municipalities(write(tmp_path, bare)))["x:de-09100002"]
    assert (place.latitude, place.longitude, place.parent_ids) == (None, None, ())


def test_a_list_without_official_codes_gives_none(tmp_path: Path) -> None:
    row = {"code": "kisfa", "name": "Kisfa", "region_iso": "HU-91"}
    found = with_municipalities({}, read_municipalities(write(tmp_path, row, country="hu")))
    assert found["x:hu-kisfa"].municipality_code == ""


def test_without_lists_nothing_changes(tmp_path: Path) -> None:
    assert with_municipalities(PLACES, read_municipalities(tmp_path)) == PLACES


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**HELD, "code": ""}, "code"),
        ({**HELD, "place_id": "Walde"}, "place_id"),
        ({**LACKED, "region_iso": "FR-91"}, "region_iso"),
        ({**LACKED, "latitude": "nan"}, "latitude"),
        ({**LACKED, "population": "few"}, "population"),
    ],
)
def test_a_row_that_is_not_understood_is_refused(
    tmp_path: Path, row: dict[str, str], told: str
) -> None:
    with pytest.raises(SourceError, match=told):
        read_municipalities(write(tmp_path, row))


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="keep one of them"):
        read_municipalities(write(tmp_path, HELD, {**LACKED, "code": HELD["code"]}))


def test_a_row_on_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    rows = read_municipalities(write(tmp_path, HELD))
    with pytest.raises(BuildError, match="municipalities_de"):
        with_municipalities({}, rows)
