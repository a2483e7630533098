"""No district has more people than its municipality, whose own figure stands."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.whole_mergers import within_wholes
from sistercities.terms.places import Place


def town(place_id: str, name: str, people: int | None, **more: Any) -> Place:
    given: dict[str, Any] = {
        "level": "city", "country": "MX", "region_iso": "MX-SIN", "latitude": 25.8,
        "longitude": -109.0, "population_source": "geonames",
    } | more  # fmt: skip
    return Place(place_id, name, "", population=people, **given)


def people(*places: Place, held_against: tuple[str, ...] = ()) -> dict[str, int | None]:
    found = within_wholes({one.place_id: one for one in places}, held_against)
    return {place_id: place.population for place_id, place in found.items()}


def whole(people: int, **more: Any) -> Place:
    return town("gn:1", "Ganzau", people, **more)


def part(people: int, **more: Any) -> Place:
    return town("gn:2", "Teilau", people, **({"parent_ids": ("gn:1",), "level": "district"} | more))


@pytest.mark.parametrize("level", ["city", "district"])
def test_where_neither_is_borne_out_both_stand(level: str) -> None:
    found = people(whole(11_331), part(256_613, level=level))
    assert found == {"gn:1": 11_331, "gn:2": 256_613}


def test_a_town_in_a_municipality_keeps_its_figure() -> None:
    found = people(whole(26_005), part(30_034, level="city"), held_against=("gn:1",))
    assert found == {"gn:1": 26_005, "gn:2": 30_034}


def test_a_municipality_keeps_its_figure_though_a_part_is_borne_out() -> None:
    found = people(whole(7_312), part(19_406), held_against=("gn:2",))
    assert found == {"gn:1": 7_312, "gn:2": 19_406}


@pytest.mark.parametrize(
    "borne_out",
    [{"population_source": "wikidata-2021"}, {"population_source": "decisions"}, {}],
)
def test_a_part_gives_way_to_a_whole_that_is_borne_out(borne_out: dict[str, str]) -> None:
    found = people(whole(11_331, **borne_out), part(99_000), held_against=("gn:1",))
    assert found == {"gn:1": 11_331, "gn:2": None}


def test_a_doubtful_figure_is_not_borne_out() -> None:
    doubtful = whole(9_074, is_population_doubtful=True)
    assert people(doubtful, part(27_034), held_against=("gn:1",))["gn:2"] == 27_034


@pytest.mark.parametrize("level", ["city", "district"])
@pytest.mark.parametrize("country", ["BR", "JP", "KR"])
def test_where_municipalities_are_counted_a_part_has_no_more(country: str, level: str) -> None:
    found = people(whole(40_000, country=country), part(90_000, country=country, level=level))
    assert found == {"gn:1": 40_000, "gn:2": None}


@pytest.mark.parametrize("beside", [{"latitude": 28.0}, {"region_iso": "MX-SON"}])
def test_what_lies_elsewhere_is_no_part(beside: dict[str, Any]) -> None:
    found = people(whole(11_331), part(256_613, **beside), held_against=("gn:1",))
    assert found == {"gn:1": 11_331, "gn:2": 256_613}


def test_a_town_in_a_city_that_is_a_region_is_no_part_of_the_city() -> None:
    town_of_its_own = part(340_000, level="city", country="KR")
    assert people(whole(37_274, is_dual=True, country="KR"), town_of_its_own)["gn:2"] == 340_000


def test_a_smaller_part_says_nothing() -> None:
    assert people(whole(50_000), part(20_000)) == {"gn:1": 50_000, "gn:2": 20_000}


def doubted(*places: Place, held_against: tuple[str, ...] = ()) -> set[str]:
    found = within_wholes({one.place_id: one for one in places}, held_against)
    return {place_id for place_id, place in found.items() if place.is_population_doubtful}


def test_a_municipality_with_less_people_than_a_district_of_it_is_doubted() -> None:
    assert doubted(whole(15_244), part(386_290)) == {"gn:1"}
    assert doubted(whole(15_244), part(15_244)) == set()
    assert doubted(whole(15_244), part(386_290), held_against=("gn:1",)) == set()
    assert doubted(whole(15_244), part(386_290, level="city")) == set()


@pytest.mark.parametrize(("people_of_each", "is_doubted"), [(50_000, False), (50_001, True)])
def test_so_is_one_whose_districts_have_far_more_together(
    people_of_each: int, is_doubted: bool
) -> None:
    other = town("gn:3", "Ostau", people_of_each, parent_ids=("gn:1",), level="district")
    found = doubted(whole(80_000), part(people_of_each), other)
    assert found == ({"gn:1"} if is_doubted else set())
