"""What a second name of an end tells, over a made-up gazetteer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME, OTHER_LEVEL, SEVERAL
from sistercities.dataset.resolving.other_names import by_both, by_other_name, with_level_of_other
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, *names: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "JP", "region_iso": ""} | more
    return Place(place_id, names[0], "", population=50_000,
                 names=tuple((one, "und") for one in names), **given)  # fmt: skip


WORLD = UserGazetteer([
    place("x:prefecture", "Minato", "湊府", level="region1"),
    place("x:capital", "Minato", "湊市"),
    place("x:north", "Misaki", "三崎町"), place("x:south", "Misaki", "美崎町"),
    place("x:east", "Higashi Misato", "三崎町"),
    place("x:fuller", "Fullerby", country="US", region_iso="US-CA"),
    place("x:fuller-east", "Fullerby", country="US", region_iso="US-PA"),
])  # fmt: skip
OPEN = Resolution("", "", 0.0, SEVERAL, ())
UNKNOWN = Resolution("", "", 0.0, NO_SUCH_NAME, ())


def found(place_id: str, method: str = "alias+country") -> Resolution:
    return Resolution(place_id, method, 0.9)


def both(names: tuple[str, str], first: Resolution, second: Resolution) -> Resolution:
    return by_both((NamedEnd(names[0], "JP"), NamedEnd(names[1], "JP")), (first, second), WORLD)


def test_a_name_that_leads_nowhere_leaves_the_word_to_the_other() -> None:
    told = both(("みさきちょう", "Misaki"), UNKNOWN, found("x:north"))
    assert (told.place_id, told.method) == ("x:north", "alias+country+other_name")
    assert both(("Misaki", "みさきちょう"), found("x:north"), UNKNOWN).place_id == "x:north"


def test_the_only_place_that_bears_both_names_is_meant() -> None:
    assert both(("三崎町", "Misaki"), OPEN, OPEN).place_id == "x:north"


def test_a_town_and_a_former_one_that_bear_both_names_are_asked_back() -> None:
    told = Resolution("", "", 0.0, SEVERAL, ("x:town", "x:once"))
    world = UserGazetteer([
        place("x:town", "Ryusaki", "龍崎町"),
        place("x:once", "Ryusaki", "龍崎町", level="district"),
    ])  # fmt: skip
    ends = (NamedEnd("龍崎町", "JP"), NamedEnd("Ryusaki", "JP"))
    assert by_both(ends, (told, told), world).place_id == ""


def test_several_places_that_bear_both_names_are_asked_back() -> None:
    assert both(("Minato", "Minato"), OPEN, OPEN).place_id == ""


@pytest.mark.parametrize("names", [("湊府", "Minato"), ("Minato", "湊府")])
def test_the_name_that_says_more_goes_before_the_one_of_two_places(names: tuple[str, str]) -> None:
    ways = {"湊府": found("x:prefecture"), "Minato": found("x:capital")}
    assert both(names, ways[names[0]], ways[names[1]]).place_id == "x:prefecture"


def test_names_of_two_places_are_asked_back_with_both() -> None:
    told = both(("三崎町", "Minato"), found("x:north"), found("x:capital"))
    assert (told.place_id, told.reason) == ("", SEVERAL)
    assert set(told.candidates) == {"x:north", "x:capital"}


def test_what_more_than_the_name_tells_goes_before_a_name() -> None:
    first = found("x:north", "alias+country+known_tie")
    assert both(("三崎町", "Minato"), first, found("x:capital")).place_id == "x:north"


def test_a_level_that_nothing_of_the_name_has_is_no_objection() -> None:
    other_level = Resolution("", "", 0.0, OTHER_LEVEL, ("x:capital",))
    assert both(("湊州", "湊府"), other_level, found("x:prefecture")).place_id == "x:prefecture"


def other(name: str, other_name: str, country: str = "JP", **more: Any) -> NamedEnd:
    end = by_other_name(NamedEnd(name, country, other_name=other_name, **more), WORLD)
    assert end is not None
    return end


def test_what_stands_behind_a_comma_or_in_brackets_says_where_it_lies() -> None:
    assert other("みさき", "Misaki, Minato").parents == ("Minato",)
    assert other("みさき", "Misaki (Minato)").name == "Misaki"


def test_the_main_name_says_where_the_other_lies_and_that_it_is_a_region() -> None:
    assert other("캘리포니아주 풀러비시", "Fullerby", "US").parents == ("캘리포니아주",)
    assert other("みなと県", "Minato").level == "region1"
    assert other("みなと市", "Minato").level is None


def test_a_word_for_a_level_is_no_place_in_what_stands_before_it() -> None:
    found = other("済州特別自治道", "Jeju", "KR")
    assert (found.parents, found.level) == ((), "region1")


def test_an_end_of_one_name_has_no_other() -> None:
    assert by_other_name(NamedEnd("Minato", "JP"), WORLD) is None


FLORA = UserGazetteer([
    place("x:flora", "Flora", "弗罗拉", country="UY", region_iso="UY-FL"),
    place("x:flora-area", "Flora", "弗罗拉", country="UY", region_iso="UY-FL", level="region1"),
])  # fmt: skip


def test_of_a_town_and_its_area_the_one_that_the_other_name_leads_to_is_meant() -> None:
    ends = NamedEnd("弗罗拉", "UY"), NamedEnd("Flora", "UY")
    waiting = Resolution("", "", 0.0, SEVERAL, ("x:flora", "x:flora-area"))
    assert by_both(ends, (waiting, found("x:flora")), FLORA).place_id == "x:flora"
    assert by_both(ends, (waiting, found("x:flora-area")), FLORA).place_id == ""


@pytest.mark.parametrize(
    ("name", "other", "country", "due"),
    [
        ("Ninghei", "寧海県", "CN", None),
        ("Alafuera", "アラフエラ県", "CR", "region1"),
        ("Alafuera", "Alafuera Province", "CR", "region1"),
    ],
)
def test_a_county_of_china_is_no_region_by_its_other_name(
    name: str, other: str, country: str, due: str | None
) -> None:
    assert with_level_of_other(NamedEnd(name, country, other_name=other)).level == due


def test_the_region_before_the_other_name_says_where_a_place_lies() -> None:
    end = NamedEnd("Fullerby", "US", other_name="미국 캘리포니아주 풀러비시")
    assert with_level_of_other(end).parents == ("캘리포니아주",)
    told = replace(end, parents=("Oregon",))
    assert with_level_of_other(told).parents == ("Oregon",)
    assert with_level_of_other(replace(end, country="KR")).parents == ()
