"""What a second name of an end tells, over a made-up gazetteer."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME, OTHER_LEVEL, SEVERAL
from sistercities.dataset.resolving.other_names import by_both, by_other_name
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
