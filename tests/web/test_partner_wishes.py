"""Every wish of the command line is a field of the form, and means the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities import api
from sistercities.errors import InvalidArgument
from web.reader import Reader, all_of, parsed, words_of

HOME = world.NINGWAN


@pytest.mark.parametrize(
    ("asked", "wishes"),
    [
        ("not_countries=JP,DE", {"not_countries": ["JP", "DE"]}),
        ("not_countries=日本，德国", {"not_countries": ["JP", "DE"]}),
        ("weights=size=0，economy＝3", {"weights": {"size": 0, "economy": 3}}),
        ("min_population=100000", {"min_population": 100_000}),
        ("max_population=1000000", {"max_population": 1_000_000}),
        ("max_distance_km=3000", {"max_distance_km": 3000}),
        ("per_country=1", {"per_country": 1}),
        (f"like={world.TOKIWA}", {"like": world.TOKIWA}),
        ("weights=size=0,%20economy=3", {"weights": {"size": 0, "economy": 3}}),
        ("weight_size=0&weight_economy=2", {"weights": {"size": 0, "economy": 2}}),
    ],
)
def test_a_wish_of_the_form_is_that_of_the_verb(
    reader: Reader, release_folder: Path, asked: str, wishes: dict[str, Any]
) -> None:
    due = api.rank_partners(HOME, data=release_folder, **wishes)
    held = json.loads(reader.page(f"/recommend.json?q={HOME}&all=yes&{asked}"))
    assert [one["place"]["place_id"] for one in held] == [
        one.place.place_id for one in due.partners
    ]
    page = parsed(reader.page(f"/recommend?q={HOME}&{asked}"))
    (folded,) = (one for one in all_of(page, "details") if one.get("class") == "wishes")
    assert folded.get("open") is not None, "what is in use is seen"


@pytest.mark.parametrize(
    ("asked", "wishes"),
    [("continent=EU", {"continents": ["EU"]}), ("language=german", {"languages": ["german"]})],
)
def test_facts_on_countries_that_the_drawn_world_lacks_are_asked_for(
    reader: Reader, release_folder: Path, asked: str, wishes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidArgument) as due:
        api.rank_partners(HOME, data=release_folder, **wishes)
    page = reader.ask(f"/recommend?q={HOME}&{asked}")
    assert page.status_code == 400
    assert due.value.advice in words_of(parsed(page.text))


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("theme=port&theme=coast", "theme=port,coast"),
        ("country=JP", "countries=JP"),
        ("countries=JP&countries=DE&country=FR", "countries=JP,DE,FR"),
        ("not_countries=JP&not_countries=DE", "not_countries=JP,DE"),
    ],
)
def test_a_wish_that_an_address_names_twice_is_heeded_twice(
    reader: Reader, asked: str, same: str
) -> None:
    both = [reader.ask(f"/recommend.json?q={HOME}&all=yes&{each}") for each in (asked, same)]
    assert both[0].status_code == both[1].status_code
    assert both[0].json() == both[1].json()
    form = words_of(parsed(reader.ask(f"/recommend?q={HOME}&{asked}").text))
    assert form


@pytest.mark.parametrize("field", ["country", "countries"])
def test_a_country_that_is_none_is_told_with_what_to_give(reader: Reader, field: str) -> None:
    answer = reader.ask(f"/recommend?q={HOME}&{field}=Narnia")
    assert answer.status_code == 400
    (warning,) = (one for one in parsed(answer.text).iter() if one.get("class") == "warning")
    assert "“Narnia”" in words_of(warning)
    assert "by name, such as Germany" in words_of(warning)


def test_filters_that_exclude_each_other_are_told_in_the_language_of_the_page(
    reader: Reader,
) -> None:
    asked = "size=any&countries=JP&min_population=2000000000"
    said = words_of(parsed(reader.ask(f"/recommend?q={HOME}&{asked}&lang=zh").text))
    assert "合在一起没有留下任何地点" in said
    assert "At least" not in said
    assert "leave no place" not in said


def test_a_refusal_names_the_field_of_the_form(reader: Reader) -> None:
    said = words_of(parsed(reader.ask(f"/recommend?q={HOME}&language=klingon").text))
    assert "“klingon” cannot be used in the field “Official language”" in said
    assert (
        "language="
        not in said.partition("Share, cite, correct")[2].partition("Address of this page")[0]
    )


def test_without_a_wish_the_further_ones_are_folded(reader: Reader) -> None:
    page = parsed(reader.page(f"/recommend?q={HOME}&countries=&continent=&like=&weights="))
    (folded,) = (one for one in all_of(page, "details") if one.get("class") == "wishes")
    assert folded.get("open") is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("continent=XX", "choose one from its list"),
        ("min_population=many", "whole number"),
        ("max_distance_km=0", "whole number from 1"),
        ("like=zzzzzz", "No place is called “zzzzzz”"),
        ("weights=luck=2", "groups are"),
        ("weights=size", "NAME=NUMBER"),
        ("min_population=2000000000", "leaves none"),
        ("language=klingon", "official language"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_above_the_form(
    reader: Reader, asked: str, said: str
) -> None:
    answer = reader.ask(f"/recommend?q={HOME}&{asked}")
    assert answer.status_code == 400
    (warning,) = (one for one in parsed(answer.text).iter() if one.get("class") == "warning")
    assert said in words_of(warning)


def test_the_criteria_of_a_scorecard_are_weighed(reader: Reader, release_folder: Path) -> None:
    due = api.assess(HOME, "Tokiwa", weights="network=0", data=release_folder)
    held = json.loads(reader.page(f"/assess.json?q={HOME}&partner=Tokiwa&weights=network=0"))
    assert held["standing"] == json.loads(json.dumps(due.to_json()))["standing"]
    answer = reader.ask(f"/assess?q={HOME}&partner=Tokiwa&weights=network")
    assert answer.status_code == 400


@pytest.mark.parametrize("typed", ["法国", " 法国 "])
def test_a_country_where_a_city_is_meant_is_told_and_leads_to_its_places(
    reader: Reader, typed: str
) -> None:
    for room in ("recommend", "benchmark"):
        page = reader.ask(f"/{room}?q={typed}").text
        (warning,) = (one for one in parsed(page).iter() if one.get("class") == "warning")
        assert "is a country" in words_of(warning)
        assert any(one.get("href") == "/country/FR" for one in warning.iter())


def test_a_name_that_nothing_is_near_is_not_left_in_the_middle(reader: Reader) -> None:
    page = reader.ask(f"/recommend?q={HOME}&like=火星").text
    (warning,) = (one for one in parsed(page).iter() if one.get("class") == "warning")
    assert words_of(warning).strip() == (
        "No place is called “火星”. Try another spelling, the local script, or choose from "
        "the list while you type."
    )


def test_the_path_tells_a_country_and_a_name_without_neighbours_in_the_same_way(
    reader: Reader,
) -> None:
    for typed, said in (("法国", "is a country"), ("火星", "No place is called “火星”")):
        for asked in (f"from={typed}&to={HOME}", f"from={HOME}&to={typed}"):
            page = reader.ask(f"/path?{asked}").text
            (warning,) = (one for one in parsed(page).iter() if one.get("class") == "warning")
            assert said in words_of(warning)
