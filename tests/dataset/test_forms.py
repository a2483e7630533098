"""Ways of writing a name that lead to a place only where exactly one is left."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL, Forms
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, country: str, *names: str, **more: Any) -> Place:
    spelt = tuple((one, "und") for one in (name, *names))
    given: dict[str, Any] = {"level": "city", "region_iso": "", "name_local": ""}
    return Place(place_id=place_id, name=name, country=country, names=spelt, **given | more)


def forms(*places: Place) -> Forms:
    gazetteer = UserGazetteer(places)

    def lies_in(one: Place, region: str) -> bool:
        return any(gazetteer.places[each].name == region for each in one.parent_ids)

    return Forms(gazetteer, lies_in)


def town(*places: Place, name: str, country: str) -> str:
    found = forms(*places).resolve(NamedEnd(name, country))
    return found.place_id if found else ""


@pytest.mark.parametrize(
    ("official", "written"),
    [
        ("Valbourg", "Le Valbourg"),
        ("Andrelle-les-Bains", "Andrelle le Bains"),
        ("Bruel-sur-l'Ombre", "Bruel sur Ombre"),
        ("Sainte-Aube-aux-Mines", "Saint Aube aux Mines"),
    ],
)
def test_an_article_or_the_gender_of_a_saint_may_differ(official: str, written: str) -> None:
    assert town(place("gn:1", official, "FR"), name=written, country="FR") == "gn:1"


def test_another_letter_may_not_differ() -> None:
    assert town(place("gn:1", "Valbourg", "FR"), name="Le Valbour", country="FR") == ""
    assert town(place("gn:1", "Valbourg", "IT"), name="Le Valbourg", country="IT") == ""


def test_of_two_that_differ_in_their_articles_none_is_taken() -> None:
    found = forms(
        place("gn:1", "Le Valbourg", "FR"), place("gn:2", "La Valbourg", "FR")
    ).resolve(NamedEnd("Valbourg-les", "FR"))  # fmt: skip
    assert found is not None
    assert (found.place_id, found.reason) == ("", SEVERAL)


def test_a_polish_unit_is_found_by_its_seat_in_either_language() -> None:
    world = forms(
        place("gn:1", "Opalno", "PL", "Oppel"),
        place("gn:2", "Powiat opaleński", "PL", "Opalno County", level="region2"),
    )
    for name in ("Kreis Oppel", "Landkreis Opalno"):
        found = world.area(NamedEnd(name, "PL"))
        assert found is not None
        assert found.place_id == "gn:2"


def test_a_landkreis_is_found_by_a_name_that_it_had() -> None:
    unit = place("gn:1", "Landkreis Neumark", "DE", "Landkreis Altmark", level="region2")
    found = forms(unit).area(NamedEnd("Kreis Altmark", "DE"))
    assert found is not None
    assert found.place_id == "gn:1"


def test_a_municipality_of_a_turkish_province_is_found_behind_its_city() -> None:
    province = place("gn:1", "Altinkent", "TR", level="region1")
    city = place("gn:2", "Altinkent", "TR")
    inner = place("gn:3", "Yeniliman", "TR", parent_ids=("gn:1",))
    other = place("gn:4", "Yeniliman", "TR")
    found = town(province, city, inner, other, name="Altinkent-Yeniliman", country="TR")
    assert found == "gn:3"


@pytest.mark.parametrize(
    ("latitude", "due"), [(50.45, "gn:1"), (50.65, "")], ids=["50 km", "72 km"]
)
def test_the_only_one_of_its_name_may_lie_further_from_where_it_is_said(
    latitude: float, due: str
) -> None:
    small = place("gn:1", "Ombrovo", "PL", latitude=latitude, longitude=20.0)
    large = place("gn:2", "Grodno Wielkie", "PL", latitude=50.0, longitude=20.0)
    assert town(small, large, name="Ombrovo b. Grodno Wielkie", country="PL") == due


def test_an_area_behind_a_sign_for_and_is_found_too() -> None:
    unit = place("gn:1", "Arden and Brae", "GB", level="region2")
    assert town(unit, name="Arden & Brae", country="GB") == "gn:1"


def test_a_county_that_was_divided_is_asked_back() -> None:
    west = place("gn:1", "Ardshire West and Brae", "GB", "Ardshire", level="region2")
    east = place("gn:2", "Ardshire East", "GB", level="region2")
    found = forms(west, east).area(NamedEnd("Ardshire County", "GB"))
    assert found is not None
    assert (found.place_id, found.candidates) == ("", ("gn:1", "gn:2"))
    alone = forms(west).area(NamedEnd("Ardshire County", "GB"))
    assert alone is not None
    assert alone.place_id == "gn:1"


def test_of_two_powiats_of_a_name_the_one_around_the_seat_is_meant() -> None:
    world = forms(
        place("gn:1", "Opalno", "PL", "Oppel", region_iso="PL-91"),
        place("gn:2", "Powiat opaleński", "PL", "Opalno County", level="region2",
              region_iso="PL-91"),
        place("gn:3", "Powiat opalski", "PL", "Opalno County", level="region2",
              region_iso="PL-92"),
    )  # fmt: skip
    found = world.area(NamedEnd("Kreis Oppel", "PL"))
    assert found is not None
    assert found.place_id == "gn:2"


def test_blanks_between_the_words_of_a_french_name_may_differ() -> None:
    only = place("gn:1", "Saint-Aubain-Grandval", "FR")
    assert town(only, name="Saint Aubain de Grand Val", country="FR") == "gn:1"
    assert town(only, name="Sant-Aubain Grandval", country="FR") == "gn:1"


HEAD = place("gn:1", "Rouze", "FR", latitude=47.19, longitude=-1.56, region_iso="FR-91")
BESIDE = place("gn:2", "Narvaux", "FR", latitude=47.22, longitude=-1.55)
AWAY = place("gn:2", "Narvaux", "FR", latitude=47.50, longitude=-1.55)


@pytest.mark.parametrize("word", ["les", "lès", "lez", "près", "en", "de"])
def test_a_french_town_is_found_by_the_one_that_it_is_said_to_lie_beside(word: str) -> None:
    assert town(HEAD, BESIDE, name=f"Rouze {word} Narvaux", country="FR") == "gn:1"
    assert town(HEAD, AWAY, name=f"Rouze {word} Narvaux", country="FR") == ""


def test_of_two_french_towns_none_is_taken_for_what_it_lies_beside() -> None:
    other = place("gn:3", "Rouze", "FR", latitude=43.0, longitude=3.0)
    assert town(HEAD, BESIDE, other, name="Rouze lès Narvaux", country="FR") == ""


def test_a_river_behind_a_french_or_belgian_name_tells_that_it_is_the_town_of_its_region() -> None:
    there = place("gn:1", "Rouze", "BE", region_iso="BE-WAL")
    assert town(there, name="Rouze-sur-Meuse", country="BE") == "gn:1"
    elsewhere = place("gn:1", "Rouze", "BE", region_iso="BE-VLG")
    assert town(elsewhere, name="Rouze-sur-Meuse", country="BE") == ""


def test_a_numbered_district_of_a_hungarian_city_is_found_by_its_number() -> None:
    fifth = place("gn:1", "Nagyvar V. kerület", "HU", level="district")
    fifteenth = place("gn:2", "Nagyvar XV. kerület", "HU", level="district")
    assert town(fifth, fifteenth, name="V. Stadtbezirk von Nagyvar", country="HU") == "gn:1"


def test_a_department_is_the_one_called_so_before_one_that_is_known_so() -> None:
    own = place("gn:1", "Haute-Ombre", "FR", level="region2")
    known = place("gn:2", "Basse-Ombre", "FR", "Haute-Ombre", level="region2")
    found = forms(own, known).area(NamedEnd("Dép. Haute-Ombre", "FR"))
    assert found is not None
    assert found.place_id == "gn:1"


def test_a_district_is_found_by_any_name_of_the_town_that_it_is_called_after() -> None:
    town_ = place("gn:1", "Kattaqor Shahri", "UZ", "Kattakor", "Kattaqor", region_iso="UZ-SA")
    area = place("gn:2", "Kattaqor Tumani", "UZ", level="region2", region_iso="UZ-SA")
    other = place("gn:3", "Kattaqor Tumani", "UZ", level="region2", region_iso="UZ-TK")
    end = NamedEnd("Kattakor District", "UZ")
    found = forms(town_, area, other).area(end)
    assert found
    assert found.place_id == "gn:2"
    nothing = forms(town_, other).area(end)
    assert nothing
    assert nothing.place_id == ""


@pytest.mark.parametrize(
    ("name", "due"),
    [("Cheshire", ""), ("Cheshire East", "gn:1"), ("Surrey", "gn:3"), ("Leeds", "gn:4")],
)
def test_what_several_areas_began_as_is_none_of_them(name: str, due: str) -> None:
    """One of them is known so still, as the gazetteer has it."""
    area = {"level": "region2", "region_iso": "GB-ENG"}
    made = forms(
        place("gn:1", "Cheshire East", "GB", **area),
        place("gn:2", "Cheshire West and Chester", "GB", "Cheshire", **area),
        place("gn:3", "Surrey", "GB", **area),
        place("gn:4", "Leeds City", "GB", **area),
        place("gn:5", "Leeds County", "GB", **area),
    )
    ids = {"Cheshire": "gn:2", "Cheshire East": "gn:1", "Surrey": "gn:3", "Leeds": "gn:4"}
    found = made.of_divided(NamedEnd(name, "GB"), Resolution(ids[name], "alias+country", 0.9))
    assert found.place_id == due


def test_a_finnish_province_of_before_is_no_area_of_today() -> None:
    places = (
        place("x:old", "Oulu Province", "FI", level="region1", valid_to="2009"),
        place("gn:2", "Oulu", "FI", level="region2"),
    )
    found = forms(*places).area(NamedEnd("Oulu Lääni", "FI"))
    assert found is not None
    assert found.place_id == "x:old"
    missing = forms(places[1]).area(NamedEnd("Oulu Lääni", "FI"))
    assert missing is not None
    assert missing.place_id == ""


def test_a_saint_of_catalonia_is_written_out() -> None:
    sant = place("gn:1", "Sant Feliu de Dalt", "ES")
    assert town(sant, name="St. Feliu de Dalt", country="ES") == "gn:1"
