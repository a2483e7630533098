"""English names of regions that rulings give; what a region was called stays a spelling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from release_build.gazetteer.english_names import (
    COLUMNS,
    FILE,
    EnglishName,
    read_english_names,
    with_ruled_names,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

REGION = Place(
    "gn:1", "Jihočeský kraj", "", "region1", "CZ", "CZ-31", names=(("Jihočeský kraj", "und"),)
)
PLACES = {"gn:1": REGION}
RULING = EnglishName("gn:1", "South Bohemian Region")


def test_a_region_has_the_name_of_the_ruling_and_keeps_its_own() -> None:
    found = with_ruled_names(PLACES, [RULING])["gn:1"]
    assert (found.name, found.name_local) == ("South Bohemian Region", "Jihočeský kraj")
    assert {("Jihočeský kraj", "und"), ("South Bohemian Region", "en")} <= set(found.names)


def test_a_region_that_stood_with_an_english_name_has_its_own_from_the_ruling() -> None:
    place = replace(REGION, name="Kareliya Republic", country="RU", names=())
    ruling = EnglishName("gn:1", "Republic of Karelia", "Республика Карелия")
    found = with_ruled_names({"gn:1": place}, [ruling])["gn:1"]
    assert (found.name, found.name_local) == ("Republic of Karelia", "Республика Карелия")
    assert {("Kareliya Republic", "und"), ("Республика Карелия", "und")} <= set(found.names)


def test_no_region_is_told_in_english_twice() -> None:
    path = Path(__file__).parents[2] / "data" / "decisions" / FILE
    rows = read_english_names(path)
    bare = [one for one in rows if "Republic" in one.name and not one.name_local]
    assert [one.name for one in bare] == ["Districts of Republican Subordination"]
    assert all(not one.name_local.isascii() for one in rows if one.name_local)


@pytest.mark.parametrize(
    "place",
    [replace(REGION, level="city"), replace(REGION, valid_to=2019),
     replace(REGION, name="South Bohemian Region")],
)  # fmt: skip
def test_a_ruling_that_is_not_needed_is_refused(place: Place) -> None:
    with pytest.raises(BuildError, match="take the row out"):
        with_ruled_names({"gn:1": place}, [RULING])


def test_a_ruling_on_no_place_is_refused() -> None:
    with pytest.raises(BuildError, match="gn:9"):
        with_ruled_names(PLACES, [EnglishName("gn:9", "South")])


def test_a_row_needs_a_name(tmp_path: Path) -> None:
    path = tmp_path / "region_english_names.csv"
    path.write_text(f"{','.join(COLUMNS)}\ngn:1,,,why,source,2026-12-01\n", encoding="utf-8")
    with pytest.raises(SourceError, match="name"):
        read_english_names(path)
