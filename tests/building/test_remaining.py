"""Which municipalities stand in the gazetteer beside `places`, and under which spellings."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.gazetteer.remaining import gazetteer_tables, remaining_places
from sistercities.terms.places import Place

HELD = "gn:9"


def place(place_id: str, name: str = "Musterau", *names: str, at: float | None = 50.0,
          population: int | None = 900, **more: Any) -> Place:  # fmt: skip
    given: dict[str, Any] = {
        "level": "city", "country": "DE", "region_iso": "DE-91", "parent_ids": ("gn:100",),
        "latitude": at, "longitude": None if at is None else 10.0, "name_local": "",
    }  # fmt: skip
    spelt = tuple((one, "und") for one in (name, *names))
    return Place(place_id=place_id, name=name, population=population, names=spelt, **given | more)


REGION = place("gn:100", "Nordmark", level="region1", population=None, parent_ids=())
COUNTY = place("gn:101", "Kreis Muster", level="region2", population=None)


def chosen(*places: Place) -> dict[str, Place]:
    every = {one.place_id: one for one in (REGION, COUNTY, *places)}
    return remaining_places(every, {REGION.place_id, COUNTY.place_id, HELD})


def test_a_small_municipality_is_taken_and_what_is_held_is_not() -> None:
    assert set(chosen(place("gn:1"), place(HELD, "Large", at=54.0))) == {"gn:1"}


@pytest.mark.parametrize(
    ("level", "country"),
    [("region2", "FR"), ("district", "DE"), ("country", "DE"), ("region1", "DE")],
)
def test_what_is_no_municipality_is_not_taken(level: str, country: str) -> None:
    assert chosen(place("gn:1", level=level, country=country)) == {}


@pytest.mark.parametrize(
    ("level", "country"),
    [("region2", "DE"), ("region2", "RU"), ("region2", "US"), ("district", "CN"),
     ("district", "KR")],
)  # fmt: skip
def test_a_district_that_may_sign_a_tie_is_taken(level: str, country: str) -> None:
    assert set(chosen(place("gn:1", level=level, country=country))) == {"gn:1"}


def test_a_regierungsbezirk_is_no_landkreis() -> None:
    assert chosen(place("gn:1", "Regierungsbezirk Musterau", level="region2")) == {}


def test_a_county_of_china_is_taken_and_a_former_town_is_not() -> None:
    assert set(chosen(place("gn:1", level="county"), place("gn:2", "Alt", valid_to=2004))) == {
        "gn:1"
    }


def test_a_locality_that_bears_the_name_of_its_municipality_is_not_taken() -> None:
    town = place(HELD, "Musterau")
    inside = place("gn:1", "Musterau", at=52.0, parent_ids=(HELD, "gn:100"))
    assert chosen(town, inside) == {}
    assert set(chosen(town, place("gn:1", "Dorf", parent_ids=(HELD, "gn:100")))) == {"gn:1"}


def test_a_quarter_of_a_city_of_its_own_in_the_united_states_is_not_taken() -> None:
    city = place(HELD, "Harborton", country="US")
    assert chosen(city, place("gn:1", "Oldtown", country="US", parent_ids=(HELD,))) == {}


def test_the_seat_of_an_indonesian_village_without_people_is_not_taken() -> None:
    village = place("gn:1", "Krajan", country="ID", population=None)
    town = place("gn:2", "Kota", country="ID")
    assert set(chosen(village, town)) == {"gn:2"}


@pytest.mark.parametrize(("at", "population", "is_taken"), [
    (50.02, 900, False), (50.1, 900, True), (50.1, None, False), (50.3, None, True),
])  # fmt: skip
def test_a_second_record_beside_a_place_of_its_name_is_not_taken(
    at: float, population: int | None, *, is_taken: bool
) -> None:
    other = place("gn:2", at=at, population=population)
    assert ("gn:2" in chosen(place("gn:1", population=5_000), other)) is is_taken
    assert ("gn:2" in chosen(place(HELD, population=None), other)) is is_taken


def test_a_namesake_in_another_region_is_taken() -> None:
    other = place("gn:2", region_iso="DE-92")
    assert set(chosen(place("gn:1"), other)) == {"gn:1", "gn:2"}


def test_a_municipality_without_a_point_stands_at_the_mean_of_what_lies_in_it() -> None:
    area = place("gn:1", "Gemeinde", at=None, population=None)
    villages = [place(f"gn:{n}", f"Dorf {n}", at=50.0 + n, parent_ids=("gn:1",)) for n in (2, 4)]
    found = chosen(area, *villages)
    assert (found["gn:1"].latitude, found["gn:1"].longitude) == (53.0, 10.0)


def test_an_area_without_a_point_is_not_taken_beside_a_place_of_its_name() -> None:
    assert set(chosen(place("gn:1"), place("gn:2", at=None, population=None))) == {"gn:1"}
    assert set(chosen(place("gn:2", at=None, population=None))) == {"gn:2"}


def rows(one: Place) -> tuple[dict[str, Any], dict[str, str]]:
    tables = gazetteer_tables([one], {REGION.place_id: REGION, COUNTY.place_id: COUNTY})
    (row,) = tables["gazetteer"]
    return row, {each["key"]: each["kind"] for each in tables["gazetteer_names"]}


def test_a_row_names_its_region_and_the_nearest_unit_that_is_held() -> None:
    row, _ = rows(place("gn:1", parent_ids=("gn:55", "gn:101", "gn:100")))
    assert (row["region"], row["container"], row["region_iso"]) == ("gn:100", "gn:101", "DE-91")


def test_a_point_is_exact_to_some_metres() -> None:
    row, _ = rows(place("gn:1", at=51.234567))
    assert row["latitude"] == pytest.approx(51.234567, abs=1e-4)
    assert rows(place("gn:1", at=None))[0]["latitude"] is None


def test_keys_say_what_they_come_from() -> None:
    one = place("gn:1", "Büschow", "Buschow", "Bueschow", "Gemeente Altau", alias_ids=("gn:7",))
    assert rows(one)[1] == {
        "buschow": "main", "bueschow": "other", "gemeentealtau": "other", "altau": "inside",
        "gn:7": "id",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spelling", "country", "is_kept"),
    [
        ("mu si te ao", "DE", False),
        ("MUA", "DE", False),
        ("Musterau am See", "DE", True),
        ("穆斯特奥", "DE", True),
        ("ムスターアウ", "DE", True),
        ("Мустерау", "DE", False),
        ("Мустерау", "BG", True),
        ("Μουστεράου", "DE", False),
        ("Μουστεράου", "CY", True),
    ],
)
def test_spellings_in_which_nobody_writes_a_register_are_left_out(
    spelling: str, country: str, *, is_kept: bool
) -> None:
    _, keys = rows(place("gn:1", "Musterau", spelling, country=country))
    assert (len(keys) == 2) is is_kept


def test_two_municipalities_with_codes_are_two_though_one_has_no_point() -> None:
    here = place("gn:1", municipality_code="09100001")
    there = place("x:de-09100002", at=None, population=None, municipality_code="09100002")
    assert set(chosen(here, there)) == {"gn:1", "x:de-09100002"}
    without = place("x:2", at=None, population=None)
    assert set(chosen(here, without)) == {"gn:1"}


def test_a_second_record_of_a_town_that_ended_does_not_go_on() -> None:
    ended = place(HELD, valid_to=2018, successor="gn:8")
    assert chosen(ended, place("gn:1", population=None)) == {}
    assert set(chosen(ended, place("gn:1", at=51.0))) == {"gn:1"}
