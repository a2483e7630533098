"""A label with a point is the place that bears it there, at the level and of the size stated."""

from __future__ import annotations

import pytest

from building.made_up_observations import place
from release_build.resolving.pointed import NOT_THERE, resolve_pointed
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.claims import NamedEnd

KM = 1 / 111.2
"""Degrees of latitude."""
WORLD = Gazetteer(
    [
        place("gn:1", "Altdorf", "DE", point=(48.0, 10.0), people=5_000, region="DE-BY"),
        place("gn:2", "Altdorf", "DE", point=(51.0, 8.0), people=90_000, region="DE-NW"),
        place("gn:3", "Altdorf", "AT", point=(47.0, 13.0), people=800, region="AT-5"),
        place("gn:4", "Bergstadt", "DE", point=(50.0, 9.0), people=60_000, region="DE-HE"),
        place("gn:5", "Bergstadt", "DE", level="region2", region="DE-HE"),
        place("gn:6", "Cordova", "ES", point=(37.9, -4.8), people=70_000, region="ES-AN"),
        place("gn:7", "Cordova", "ES", level="region1", region="ES-AN"),
        place("gn:8", "Weitland", "SE", region="SE-O", aliases=("gn:80",)),
        place("gn:9", "Hafnstad", "SE", point=(58.0, 12.0), people=9_000, region="SE-O"),
        place("gn:10", "Poiana", "IT", point=(45.3, 11.5), people=2_300, region="IT-34"),
        place("gn:11", "Ferndorf", "FI", point=(61.0, 25.0), people=4_000, region="FI-18"),
        place("gn:12", "Neuhof", "DE", point=(49.0, 8.50), people=700, region="DE-BW"),
        place("gn:13", "Neuhof", "DE", point=(49.02, 8.52), people=6_000, region="DE-BW",
              aliases=("gn:130",)),
        place("gn:14", "Osterode", "DE", level="region2", region="DE-NI"),
    ]
)  # fmt: skip


def end(name: str, country: str, point: tuple[float, float], people: int | None = None) -> NamedEnd:
    latitude, longitude = point
    return NamedEnd(name, country, latitude=latitude, longitude=longitude, population=people)


@pytest.mark.parametrize(
    ("asked", "place_id", "method"),
    [
        (end("Altdorf", "DE", (48.0, 10.0)), "gn:1", "alias+coordinates"),
        (end("Altdorf", "DE", (51.0 + 4 * KM, 8.0)), "gn:2", "alias+coordinates"),
        (end("Altdorf, Tyrol", "AT", (47.0, 13.0)), "gn:3", "alias+coordinates"),
        (end("Hafnstad Municipality", "SE", (58.0, 12.0)), "gn:9", "alias+coordinates"),
        (end("Neuhof", "DE", (49.01, 8.51)), "gn:13", "alias+coordinates"),
        (end("Altdorf", "DE", (48.0 + 8 * KM, 10.0)), "gn:1", "alias+country+coordinates"),
        (end("Ferndorf", "FI", (61.0 + 13 * KM, 25.0)), "gn:11", "alias+country+coordinates"),
        (end("Weitland", "SE", (58.1, 12.1)), "gn:8", "alias+country+level"),
        (end("Poianna", "IT", (45.31, 11.5)), "gn:10", "coordinates+similar_name"),
    ],
)
def test_the_place_of_the_name_at_the_point_is_meant(
    asked: NamedEnd, place_id: str, method: str
) -> None:
    found = resolve_pointed(asked, WORLD)
    assert (found.place_id, found.method) == (place_id, method)
    assert found.confidence >= 0.95


def test_a_former_country_does_not_matter_at_the_point() -> None:
    asked = end("Hafnstad", "DK", (58.0, 12.0))
    assert resolve_pointed(asked, WORLD).place_id == "gn:9"
    assert not resolve_pointed(end("Hafnstad", "DK", (58.1, 12.0)), WORLD).place_id


def test_the_word_for_a_region_is_no_town() -> None:
    county = resolve_pointed(end("Bergstadt County", "DE", (50.0, 9.0)), WORLD)
    assert (county.place_id, county.method) == ("gn:5", "alias+country+level")
    assert resolve_pointed(end("Bergstadt", "DE", (50.0, 9.0)), WORLD).place_id == "gn:4"


def test_ten_times_the_people_are_those_of_the_region() -> None:
    state = end("Cordova", "ES", (37.9, -4.8), 4_000_000)
    assert resolve_pointed(state, WORLD).place_id == "gn:7"
    assert resolve_pointed(end("Cordova", "ES", (37.9, -4.8), 90_000), WORLD).place_id == "gn:6"


def test_an_area_elsewhere_in_the_country_is_not_meant() -> None:
    assert not resolve_pointed(end("Osterode", "DE", (48.0, 10.0)), WORLD).place_id


def test_a_namesake_far_from_the_point_is_never_taken() -> None:
    found = resolve_pointed(end("Altdorf", "DE", (53.0, 12.0)), WORLD)
    assert (found.place_id, found.reason) == ("", NOT_THERE)
    assert set(found.candidates) == {"gn:1", "gn:2", "gn:3"}


def test_a_main_name_near_by_comes_before_another_name_at_the_point() -> None:
    old_and_new = Gazetteer(
        [
            place("gn:1", "Old Varen", "LT", point=(54.29, 24.55), names=("Varen",)),
            place("gn:2", "Varen", "LT", point=(54.215, 24.575)),
            place("gn:3", "Big Town", "GB", point=(51.5, 0.0), names=("Hack",)),
            place("gn:4", "Hack", "GB", level="district", region="GB-ENG"),
        ]
    )
    asked = end("Varen", "LT", (54.27, 24.583))
    assert resolve_pointed(asked, old_and_new).place_id == "gn:2"
    assert resolve_pointed(end("Varen", "LT", (54.29, 24.55)), old_and_new).place_id == "gn:1"
    borough = end("London Borough of Hack", "GB", (51.5, 0.0))
    assert resolve_pointed(borough, old_and_new).place_id == "gn:4"


def test_of_two_records_of_one_town_the_one_with_ties_is_taken() -> None:
    twins = Gazetteer(
        [
            place("gn:1", "Seebad", "DE", point=(54.0, 14.0), aliases=("gn:9",)),
            place("gn:2", "Seebad", "DE", point=(54.0, 14.01), people=3_000),
        ]
    )
    asked = end("Seebad", "DE", (54.0, 14.0))
    assert resolve_pointed(asked, twins).place_id == "gn:1"
    assert resolve_pointed(asked, twins, {"gn:2"}).place_id == "gn:2"
