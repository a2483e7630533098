"""Names settled by their level, their sound or what lies around, and those asked back for it."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.han_names import HanNames
from sistercities.dataset.resolving.heard_names import HeardNames
from sistercities.dataset.resolving.pair_thoughts import PairThoughts
from sistercities.dataset.resolving.second_thoughts import SecondThoughts
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(
    place_id: str, name: str, country: str, people: int | None = 60_000, **more: Any
) -> Place:
    given: dict[str, Any] = {"level": "city", "name_local": "", "region_iso": ""} | more
    spelt = dict.fromkeys((name, given["name_local"], *given.pop("also", ())))
    names = tuple((one, "und") for one in spelt if one)
    return Place(place_id, name, country=country, population=people, names=names, **given)


STATE = place("x:state", "Westland", "AU", None, level="region1")
PREFECTURE = place("x:prefecture", "Minato", "JP", None, level="region1")
CAPITAL = place("x:capital", "Minato", "JP", 300_000)


def pair_thoughts(*places: Place) -> PairThoughts:
    return PairThoughts(UserGazetteer(places), lambda *_: False)


def thoughts(*places: Place) -> SecondThoughts:
    return SecondThoughts(UserGazetteer(places), ())


def as_partner_of(other: Place, *places: Place, country: str = "JP") -> str:
    """Id of the place that `Minato` means beside another, taken as the city at first."""
    own = Resolution("x:capital", "alias+country", 0.9)
    theirs = Resolution(other.place_id, "alias+country", 0.9)
    pair = (NamedEnd("Minato", country), own), (NamedEnd(other.name, other.country), theirs)
    return pair_thoughts(*places, other).on_pair(*pair)[0].place_id


def test_a_region_abroad_has_the_region_of_a_name_as_its_partner() -> None:
    assert as_partner_of(STATE, PREFECTURE, CAPITAL) == "x:prefecture"


def test_a_city_abroad_leaves_it_with_the_city() -> None:
    city = place("x:city", "Easttown", "AU")
    assert as_partner_of(city, PREFECTURE, CAPITAL) == "x:capital"


@pytest.mark.parametrize(
    "more", [{"level": "region1", "is_dual": True}, {"level": "region2"}], ids=["dual", "region2"]
)
def test_beside_what_may_sign_for_a_region_the_city_is_asked_back(more: dict[str, Any]) -> None:
    other = place("x:other", "Easttown", "AU", **more)
    assert as_partner_of(other, PREFECTURE, CAPITAL) == ""


COUNTY = place("x:county", "Eastshire", "AU", None, level="region2")


@pytest.mark.parametrize("other", [STATE, COUNTY], ids=["region", "county"])
def test_elsewhere_the_region_and_the_city_are_asked_back(other: Place) -> None:
    abroad = [
        place("x:prefecture", "Minato", "TR", None, level="region1"),
        place("x:capital", "Minato", "TR", 300_000),
    ]
    assert as_partner_of(other, *abroad, country="TR") == ""


@pytest.mark.parametrize(("people", "due"), [(40_000, ""), (9_000, "x:ryu")])
def test_a_larger_namesake_whose_kanji_nobody_knows_is_asked_back(people: int, due: str) -> None:
    known = place("x:ryu", "Ryuta", "JP", 10_000, name_local="竜田町")
    other = place("x:former", "Ryuta", "JP", people, level="district")
    end = NamedEnd("竜田町", "JP")
    found = thoughts(known, other).on_end(end, Resolution("x:ryu", "alias+country+level", 0.9))
    assert found.place_id == due


def test_kanji_of_a_namesake_tell_it_apart() -> None:
    known = place("x:ryu", "Ryuta", "JP", 10_000, name_local="竜田町")
    other = place("x:other", "Ryuta", "JP", 40_000, name_local="流太市")
    end = NamedEnd("竜田町", "JP")
    found = thoughts(known, other).on_end(end, Resolution("x:ryu", "alias+country+level", 0.9))
    assert found.place_id == "x:ryu"


@pytest.mark.parametrize(
    ("name", "people", "due"),
    [
        ("Baolin District", 2_000_000, "x:large"),
        # Brooklyn is named alone; a part that no city's size makes known is not.
        ("Baolin", 2_000_000, "x:large"),
        ("Baolin", 300_000, ""),
    ],
)
def test_the_far_larger_district_is_meant_where_one_is_named(
    name: str, people: int, due: str
) -> None:
    large = place("x:large", "Baolin", "CN", people, level="district")
    small = place("x:small", "Baolin", "CN", None, level="district")
    open_end = Resolution("", "", 0.0, "several places of this name and no evidence",
                          ("x:large", "x:small"))  # fmt: skip
    pair = (
        (NamedEnd("Home", "KR"), Resolution("x:state", "alias", 0.9)),
        (NamedEnd(name, "CN"), open_end),
    )
    assert pair_thoughts(large, small, STATE).on_pair(*pair)[1].place_id == due


def test_a_city_that_is_a_region_goes_before_one_that_is_known_so_too() -> None:
    dual = place("x:dual", "Taimen", "TW", 2_000_000, level="region1", is_dual=True)
    other = place("x:other", "Taiman", "TW", 90_000, also=("Taimen",))
    found = UserGazetteer((dual, other)).matches("Taimen", "TW")
    assert [(one.place_id, one.rank) for one in found] == [("x:dual", 0), ("x:other", 3)]


@pytest.mark.parametrize(("people", "due"), [(60_000, "x:konya"), (40_000, "")])
def test_a_short_name_is_heard_of_a_larger_town_alone(people: int, due: str) -> None:
    town = place("x:konya", "Konaya", "TR", people)
    assert HeardNames(Gazetteer([town])).find("코나야", "TR") == due


def test_of_several_places_of_a_region_the_clearly_nearest_is_heard() -> None:
    near = place("x:near", "Sabadel", "US", level="city")
    far = place("x:far", "Zepotiru", "US", level="city")
    county = place("x:county", "Sabadel", "US", level="region2")
    heard = HeardNames(Gazetteer((near, far, county)))
    assert heard.among("사바델시", (near, far, county)) == "x:near"


@pytest.mark.parametrize(("others", "due"), [((), ("x:kor",)), (("Kortrik",), ())])
def test_an_unusual_spelling_is_read_where_nothing_else_is_near(
    others: tuple[str, ...], due: tuple[str, ...]
) -> None:
    usual = {
        "科": (("kor", 3.0),), "特": (("t", 0.0),), "赖": (("rij", 4.0), ("ri", 3.5)),
        "克": (("k", 0.0),),
    }  # fmt: skip
    towns = [place("x:kor", "Kortrijk", "BE")]
    towns += [place(f"x:{one}", one, "BE") for one in others]
    names = HanNames(Gazetteer(towns), usual)
    assert names.find("科特赖克", "BE")[: len(due)] == due
    assert (names.find("科特赖克", "BE") == ()) == (due == ())


def test_a_region_beside_a_name_speaks_for_the_city_in_it() -> None:
    other = place("x:other", "Easttown", "AU", level="region1", is_dual=True)
    own = Resolution("x:capital", "alias+country", 0.9)
    pair = (
        (NamedEnd("Minato", "JP", parents=("Minato",)), own),
        (NamedEnd("Easttown", "AU"), Resolution("x:other", "alias+country", 0.9)),
    )
    found = pair_thoughts(PREFECTURE, CAPITAL, other).on_pair(*pair)
    assert found[0].place_id == "x:capital"


def beside_a_city(*places: Place, country: str) -> str:
    """Id of the place that `Duong` means beside a city abroad, taken as the town at first."""
    own = Resolution("x:duong", "alias+country", 0.9)
    city = place("x:abroad", "Easttown", "AU")
    pair = (
        (NamedEnd("Duong", country), own),
        (NamedEnd("Easttown", "AU"), Resolution("x:abroad", "", 0.9)),
    )
    return pair_thoughts(*places, city).on_pair(*pair)[0].place_id


@pytest.mark.parametrize(("country", "due"), [("VN", ""), ("RW", ""), ("FR", "x:duong")])
def test_where_areas_sign_as_often_as_towns_the_name_of_both_is_asked_back(
    country: str, due: str
) -> None:
    town = place("x:duong", "Duong", country, region_iso="VN-1")
    area = place("x:area", "Duong District", country, None, level="region2", region_iso="VN-1")
    other = place("x:area", "Duong District", country, None, level="region2", region_iso="VN-2")
    assert beside_a_city(town, area, country=country) == due
    assert beside_a_city(town, other, country=country) == "x:duong"


def test_an_area_known_in_another_script_does_not_hide_the_town_at_its_spot() -> None:
    area = place("x:area", "Flora", "UY", None, level="region1", also=("弗罗拉",),
                 latitude=-34.1, longitude=-56.2)  # fmt: skip
    town = place("x:town", "Flora", "UY", latitude=-34.1, longitude=-56.2)
    found = thoughts(area, town).on_end(
        NamedEnd("弗罗拉", "UY"), Resolution("x:area", "alias+country", 0.9)
    )
    assert (found.place_id, found.candidates) == ("", ("x:area", "x:town"))


def test_a_former_town_that_lists_write_with_the_same_characters_is_asked_back() -> None:
    today = place("x:today", "Ryuno", "JP", 12_000, name_local="竜野町")
    former = place("x:former", "Ryuno", "JP", 43_000, level="district", also=("竜野町",))
    found = thoughts(today, former).on_end(
        NamedEnd("竜野町", "JP"), Resolution("x:today", "alias+country+level", 0.9)
    )
    assert (found.place_id, set(found.candidates)) == ("", {"x:today", "x:former"})


@pytest.mark.parametrize(
    ("people", "level", "due"),
    [(2_800, "region2", ""), (78_000, "region2", "x:town"), (2_800, "city", "x:town")],
    ids=["small", "large", "beside a town"],
)
def test_beside_an_area_a_small_american_town_is_asked_back_if_a_county_is_called_so(
    people: int, level: str, due: str
) -> None:
    town = place("x:town", "Walden", "US", people)
    county = place("x:county", "Walden County", "US", None, level="region2")
    other = place("x:other", "Ostland", "DE", None, level=level)
    own = Resolution("x:town", "alias+country", 0.9)
    pair = (
        (NamedEnd("Walden", "US"), own),
        (NamedEnd("Ostland", "DE"), Resolution("x:other", "alias+country", 0.9)),
    )
    assert pair_thoughts(town, county, other).on_pair(*pair)[0].place_id == due


@pytest.mark.parametrize(
    ("name", "due"), [("Borough of Brecknam", ""), ("Borough of Brecon", "x:town"),
                      ("Brecknam", "x:town")],
)  # fmt: skip
def test_a_british_borough_is_no_town_that_is_only_known_so(name: str, due: str) -> None:
    town = place("x:town", "Brecon", "GB", also=("Brecknam",))
    found = Resolution("x:town", "alias+country", 0.9)
    assert thoughts(town).on_end(NamedEnd(name, "GB"), found).place_id == due
