"""Points and ids in the cells of a register."""

from __future__ import annotations

import pytest

from sistercities.sources.register_points import (
    geonames_id,
    place_id,
    read_point,
    wikidata_id,
)


@pytest.mark.parametrize(
    ("latitude", "longitude", "at"),
    [
        ("48.76", "8.33", (48.76, 8.33)),
        ("48,76", "8,33", (48.76, 8.33)),
        ("48.76° N", "8.33°W", (48.76, -8.33)),
        ("-33.9", "151", (-33.9, 151.0)),
        ("", "", (None, None)),
    ],
)
def test_degrees_are_read(latitude: str, longitude: str, at: tuple[float, float]) -> None:
    found = read_point(latitude, longitude)
    assert ((found.latitude, found.longitude), found.told) == (at, "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "told"),
    [
        ("48.76", "", "has no longitude"),
        ("", "8.33", "has no latitude"),
        ("98.6", "8.33", "is no latitude and longitude"),
        ("48°45'36\"", "8.33", "is no latitude and longitude"),
        ("0", "0", "lies in the sea"),
    ],
)
def test_what_is_no_point_is_told_and_not_used(latitude: str, longitude: str, told: str) -> None:
    found = read_point(latitude, longitude)
    assert told in found.told
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Q42", "wd:Q42"),
        ("q42", "wd:Q42"),
        ("wd:Q42", "wd:Q42"),
        ("http://www.wikidata.org/entity/Q42", "wd:Q42"),
        ("https://www.wikidata.org/wiki/Q42", "wd:Q42"),
        ("Q0", ""),
        ("42", ""),
    ],
)
def test_an_item_of_wikidata_is_read_from_its_id_or_its_address(text: str, item: str) -> None:
    assert wikidata_id(text) == item


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("2920834", "gn:2920834"),
        ("2920834.0", "gn:2920834"),
        ("gn:2920834", "gn:2920834"),
        ("https://www.geonames.org/2920834/name.html", "gn:2920834"),
        ("Gernsbach", ""),
        ("0", ""),
    ],
)
def test_a_number_of_geonames_is_read_from_its_id_or_its_address(text: str, given: str) -> None:
    assert geonames_id(text) == given


def test_an_id_of_any_kind_is_known_by_its_form() -> None:
    assert [place_id(one) for one in ("1799397", "Q42", "x:our-town", "town")] == [
        "gn:1799397", "wd:Q42", "x:our-town", "",
    ]  # fmt: skip
