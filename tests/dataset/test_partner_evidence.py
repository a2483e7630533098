"""What the other end tells of a name: a partner spelt alike, a nearer town of nearly the name."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.near import similarity
from sistercities.dataset.resolving.partner_evidence import (
    KNOWN_ALIKE,
    PartnerEvidence,
    may_be_of_level,
)
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, *others: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "RU", "region_iso": ""} | more
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", population=50_000, names=names, **given)


HOME = place("x:home", "Minato", country="CN", latitude=49.0, longitude=119.0)
NEAR = place("x:near", "Krasnodolensk", latitude=50.0, longitude=118.0)
FAR = place("x:far", "Krasnodolsk", latitude=58.0, longitude=55.0)
ZARA = place("x:zara", "Zaragosta", "萨拉戈斯塔", country="ES")
ZORA = place("x:zora", "Zoragosta", "佐拉戈斯塔", country="ES")
BARO = place("x:baro", "Barona", "巴罗纳", country="ES")
PROVINCE = place("x:province", "Zaragosta", "萨拉戈斯塔", country="ES", level="region1")
WORLD = UserGazetteer([HOME, NEAR, FAR, ZARA, ZORA, BARO, PROVINCE])


def told(partners: dict[str, frozenset[str]] | None = None) -> PartnerEvidence:
    return PartnerEvidence(WORLD, partners or {}, (), similarity)


def alike(name: str, *partners: Place) -> str:
    found = told().spelt_alike(NamedEnd(name, "ES"), partners)
    return found.place_id if found else ""


def test_the_only_partner_that_is_spelt_alike_is_meant() -> None:
    assert alike("萨拉格斯塔", ZARA, BARO) == "x:zara"
    assert alike("萨拉格斯塔", BARO) == ""
    assert alike("萨拉格斯塔") == ""


def test_two_partners_that_are_spelt_alike_are_asked_back() -> None:
    assert alike("萨拉格斯塔", ZARA, ZORA) == ""


def test_a_latin_name_is_not_read_as_in_another_script() -> None:
    assert alike("Zaragozta", ZARA) == ""


BORDER = place("x:border", "Minato", country="NL", latitude=52.0, longitude=6.4)
BESIDE = place("x:beside", "Rohde", country="DE", latitude=51.9, longitude=6.6)
AWAY = place("x:away", "Rohde", country="DE", latitude=48.0, longitude=11.0)
HALFWAY = place("x:halfway", "Rohde", country="DE", latitude=51.5, longitude=6.9)
NOWHERE = place("x:nowhere", "Rohde", country="DE")


def beside(*namesakes: Place, parents: tuple[str, ...] = ()) -> str:
    world = UserGazetteer([BORDER, BESIDE, *namesakes])
    ids = tuple(one.place_id for one in (BESIDE, *namesakes))
    open_end = Resolution("", "", 0.0, SEVERAL, ids)
    evidence = PartnerEvidence(world, {}, (), similarity)
    end = NamedEnd("Rohde", "DE", parents=parents)
    return evidence.nearest_abroad(end, open_end, Resolution("x:border", "id", 1.0)).place_id


def test_the_namesake_beside_the_border_is_meant_where_all_others_are_far() -> None:
    assert beside(AWAY) == "x:beside"
    assert beside(AWAY, HALFWAY) == ""


def test_a_namesake_without_a_point_or_with_a_region_stated_is_left_open() -> None:
    assert beside(AWAY, NOWHERE) == ""
    assert beside(AWAY, parents=("Hesse",)) == ""


def test_a_province_is_no_town_that_is_spelt_alike() -> None:
    assert alike("萨拉格斯塔市", PROVINCE) == ""
    assert alike("萨拉格斯塔省", PROVINCE) == "x:province"


def nearer(name: str, method: str = "alias+country+level", **partners: set[str]) -> Resolution:
    own = Resolution("x:far", method, 0.9)
    there = {key.replace("_", ":"): ids for key, ids in partners.items()}
    return told(there).nearer_alike(
        NamedEnd(name, "RU"), own, Resolution("x:home", "alias+country", 0.9)
    )


def test_a_town_of_nearly_the_name_near_the_other_end_is_asked_back() -> None:
    found = nearer("克拉斯诺多尔斯克")
    assert (found.place_id, found.reason) == ("", SEVERAL)
    assert set(found.candidates) == {"x:far", "x:near"}


@pytest.mark.parametrize("method", ["id", "alias+country+parents", "alias+country+known_tie"])
def test_what_is_certain_is_not_asked_back(method: str) -> None:
    assert nearer("克拉斯诺多尔斯克", method).place_id == "x:far"


def test_a_latin_name_or_a_held_tie_is_not_asked_back() -> None:
    assert nearer("Krasnodolsk").place_id == "x:far"
    assert nearer("克拉斯诺多尔斯克", x_home={"x:far"}).place_id == "x:far"


WOLFSBURG = place("x:burg", "Wolfsburg", country="DE")
WOLFSBERG = place("x:berg", "Wolfsberg", country="AT")
REGION_BURG = place("x:region", "Wolfsburg", country="DE", level="region1")
TOWNS = UserGazetteer([HOME, WOLFSBURG, WOLFSBERG, BARO, REGION_BURG])


def nearly(
    *partners: Place, start: str = "", year: str = "", method: str = "alias+country+level"
) -> Resolution:
    held = {"x:home": frozenset(one.place_id for one in partners)}
    years = {("x:home", "x:burg"): frozenset({year})} if year else {}
    evidence = PartnerEvidence(TOWNS, held, (), similarity, years)
    own, other = Resolution("x:berg", method, 0.98), Resolution("x:home", "alias+country", 0.9)
    return evidence.known_alike(NamedEnd("Wolfsberg", "AT"), own, other, start)


@pytest.mark.parametrize(
    ("start", "year"),
    [("", ""), ("1963", ""), ("", "1963"), ("1963-05-01", "1963"), ("1964", "1963")],
)
def test_a_place_whose_name_is_nearly_that_of_a_known_partner_is_asked_back(
    start: str, year: str
) -> None:
    found = nearly(WOLFSBURG, BARO, start=start, year=year)
    assert (found.place_id, found.reason) == ("", KNOWN_ALIKE)
    assert found.candidates == ("x:burg", "x:berg")


def test_a_tie_of_another_year_is_another_tie() -> None:
    assert nearly(WOLFSBURG, start="1999-05-01", year="1963").place_id == "x:berg"


def test_a_known_partner_or_another_name_or_level_is_not_asked_back() -> None:
    assert nearly(WOLFSBURG, WOLFSBERG).place_id == "x:berg"
    assert nearly(BARO).place_id == "x:berg"
    assert nearly(REGION_BURG).place_id == "x:berg"
    assert nearly().place_id == "x:berg"


@pytest.mark.parametrize("method", ["id", "alias+country+parents", "alias+country+known_tie"])
def test_what_the_line_tells_besides_is_not_asked_back(method: str) -> None:
    assert nearly(WOLFSBURG, method=method).place_id == "x:berg"


def test_a_part_of_a_city_is_not_the_city_that_is_a_region_too() -> None:
    names = (("Hocity", "und"),)
    city = Place("x:ho", "Hocity", "", "region1", "VN", "", is_dual=True, names=names)
    assert not may_be_of_level(NamedEnd("胡市第三区", "VN"), city)
    assert may_be_of_level(NamedEnd("胡市", "VN"), city)
