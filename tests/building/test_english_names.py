"""English names of regions: taken from known spellings only, and only for romanised main names."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.english_names import with_english_exonyms, with_english_regions
from release_build.gazetteer.names_by_code import with_romanised_regions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.places import Place


def named(name: str, *spellings: str, level: str = "region1") -> Place:
    names = tuple((spelling, "und") for spelling in spellings)
    place = Place("gn:1", name, "", level, "RU", "RU-XX", names=names)  # type: ignore[arg-type]
    return with_english_regions({"gn:1": place})["gn:1"]


@pytest.mark.parametrize(
    ("name", "spellings", "english"),
    [
        ("Midlandskaya oblast'", ("Midland Oblast", "Midland"), "Midland Oblast"),
        ("Midlandskiy kray", ("Midlandskiy (Mid) Krai", "Midland Krai"), "Midland Krai"),
        ("Respublika Midland", ("Midland Republic",), "Midland Republic"),
        ("Midlandskaya oblast'", ("Midland", "Мидланд"), "Midlandskaya oblast'"),
        ("Midland", ("Midland Oblast",), "Midland"),
    ],
)
def test_the_english_name_is_one_of_the_spellings(
    name: str, spellings: tuple[str, ...], english: str
) -> None:
    assert named(name, *spellings).name == english


def test_the_romanised_name_stays_a_spelling() -> None:
    place = named("Midlandskaya oblast'", "Midland Oblast")
    assert ("Midlandskaya oblast'", "und") in place.names


def test_a_city_keeps_its_name() -> None:
    assert named("Old kray", "Old Krai", level="city").name == "Old kray"


def region(place_id: str, name: str, iso: str, *names: tuple[str, str], **more: Any) -> Place:
    spelt = ((name, "und"), *names)
    given: dict[str, Any] = {"level": "region1", "name_local": ""} | more
    return Place(place_id, name, country=iso[:2], region_iso=iso, names=spelt, **given)


def called_in_english(
    places: dict[str, Place], names: dict[str, dict[str, str]]
) -> dict[str, Place]:
    return with_english_exonyms(places, names, Bearers(places, Gazetteer(places.values())))


def test_a_region_is_called_by_its_name_in_english_and_keeps_its_own() -> None:
    own = region("x:by", "Bayern", "DE-BY", ("Bavaria", "en"))
    said = {"DE-BY": {"en": "Bavaria"}}
    found = called_in_english({"x:by": own}, said)["x:by"]
    assert (found.name, found.name_local) == ("Bavaria", "Bayern")
    assert ("Bayern", "und") in found.names


def test_where_a_town_bears_the_english_name_the_region_has_the_word_for_it_behind() -> None:
    own = region("x:lu", "Lubelskie", "PL-06", ("Lublin", "en"), ("Lublin Voivodeship", "und"))
    town = region("x:town", "Lublin", "PL-06", level="city")
    said = {"PL-06": {"en": "Lublin"}}
    found = called_in_english({"x:lu": own, "x:town": town}, said)
    assert found["x:lu"].name == "Lublin Voivodeship"
    assert found["x:town"] == town


def test_a_romanised_region_has_its_name_in_english_whatever_its_code() -> None:
    east = region("x:e", "Āz̄ārbāyjān-e Shārqī", "IR-03", ("East Azerbaijan", "und"))
    basra = region("x:b", "Al Başrah", "IQ-BA", ("Basra", "und"))
    town = region("x:town", "Al Başrah", "IQ-BA", ("Basra", "und"), level="city")
    said = {"IR-01": {"en": "East Azerbaijan"}, "IQ-BA": {"en": "Basra"}}
    places = {one.place_id: one for one in (east, basra, town)}
    found = with_romanised_regions(places, said)
    assert [one.name for one in found.values()] == ["East Azerbaijan", "Basra", "Al Başrah"]
    assert ("Al Başrah", "und") in found["x:b"].names


def test_a_romanised_region_keeps_its_name_where_english_may_mean_another() -> None:
    two = [region(f"x:{end}", f"Ṣōl {end}", "SO-SO", ("Sool", "und")) for end in "ab"]
    taken = region("x:m", "Maţrūḩ", "EG-MT", ("Matrouh", "und"))
    town = region("x:town", "Matrouh", "EG-MT", level="city")
    word = region("x:s", "Al Janūb", "LB-JA", ("South", "und"))
    shorter = region("x:k", "Kurdistan Region", "IQ-KR", ("Kurdistan", "und"))
    said = {"SO-SO": {"en": "Sool"}, "EG-MT": {"en": "Matrouh"}, "LB-JA": {"en": "South"},
            "IQ-KR": {"en": "Kurdistan"}}  # fmt: skip
    places = {one.place_id: one for one in (*two, taken, town, word, shorter)}
    assert with_romanised_regions(places, said) == places


def test_a_region_keeps_its_name_where_english_has_no_other() -> None:
    plain = region("x:ut", "Utra", "NL-UT", ("Utra Province", "en"))
    named = region("x:sd", "Sachsen", "DE-SN", ("Saxby", "en"))
    town = region("x:town", "Saxby", "DE-SN", level="city")
    abroad = region("x:ky", "Kyongju", "KR-47", ("North Kyong", "en"))
    untold = region("x:he", "Hessen", "DE-HE")
    places = {one.place_id: one for one in (plain, named, town, abroad, untold)}
    said = {"NL-UT": {"en": "Utra Province"}, "DE-SN": {"en": "Saxby"},
            "KR-47": {"en": "North Kyong"}, "DE-HE": {"en": "Hesse"}}  # fmt: skip
    assert called_in_english(places, said) == places


def test_a_name_that_begins_with_a_sign_of_romanisation_is_no_english_one() -> None:
    place = region("gn:1", "Aden", "YE-AD", ("’Adan", "en"))
    found = with_romanised_regions({"gn:1": place}, {"YE-AD": {"en": "’Adan"}})
    assert found["gn:1"].name == "Aden"
