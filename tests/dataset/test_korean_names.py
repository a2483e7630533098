"""A Korean name says its level; a town and a metropolitan city that are written alike are asked."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.held_namesakes import HeldNamesakes
from sistercities.dataset.resolving.level_names import korean
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, local: str, also: str = "", **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "KR", "region_iso": ""} | more
    spelt = {name, local, also} - {""}
    return Place(place_id, name, local, names=tuple((one, "und") for one in sorted(spelt)), **given)


METRO = place("x:metro", "Marju", "마르광역시", level="region1", is_dual=True, region_iso="KR-29")
TOWN = place("x:town", "Marju", "마르시", region_iso="KR-41", population=80_000)
NORTH = place("x:north", "Bosan-gun", "보산군", level="region2", region_iso="KR-42")
SOUTH = place("x:south", "Bosan-gun", "보산군", level="region2", region_iso="KR-48")
SEAT = place("x:seat", "Posan", "보산", also="보산군", population=60_000)
ALONE = place("x:alone", "Dolsan-gun", "돌산군", level="region2", region_iso="KR-44")
ITS_SEAT = place("x:its-seat", "Dolsan", "돌산", also="돌산군", population=60_000)
PLAIN = place("x:plain", "Hansi", "한들시", region_iso="KR-41")
HOME = place("x:home", "Altwerder", "", country="DE")
WORLD = UserGazetteer([METRO, TOWN, NORTH, SOUTH, SEAT, ALONE, ITS_SEAT, PLAIN, HOME])
WORLD.add_hangul()
AT_HOME = Resolution("x:home", "alias+country", 0.9)


def lies_in(one: Place, box: str) -> bool:
    return one.region_iso == box


def asked(name: str, found: str, *parents: str) -> Resolution:
    end = NamedEnd(name, "KR", parents=parents)
    return korean(end, Resolution(found, "alias+country", 0.9), WORLD, lies_in)


def test_a_town_that_a_metropolitan_city_is_written_like_is_asked_back() -> None:
    found = asked("마르시", "x:town")
    assert (found.place_id, found.reason) == ("", SEVERAL)
    assert found.candidates == ("x:town", "x:metro")


def test_two_counties_of_one_name_are_asked_back_and_never_their_seat() -> None:
    found = asked("보산군", "x:seat")
    assert (found.place_id, found.reason) == ("", SEVERAL)
    assert set(found.candidates) == {"x:north", "x:south"}
    assert set(asked("보산군", "x:north").candidates) == {"x:north", "x:south"}


def test_the_only_county_of_a_name_comes_before_its_seat() -> None:
    assert asked("돌산군", "x:its-seat").place_id == "x:alone"
    assert asked("돌산군", "x:alone").place_id == "x:alone"


@pytest.mark.parametrize(
    ("name", "found", "region", "meant"),
    [
        ("마르시", "x:town", "KR-29", "x:metro"),
        ("마르시", "x:town", "KR-41", "x:town"),
        ("보산군", "x:seat", "KR-48", "x:south"),
    ],
)
def test_the_region_beside_it_tells(name: str, found: str, region: str, meant: str) -> None:
    told = asked(name, found, region)
    assert (told.place_id, told.method) == (meant, "alias+country+parents")


@pytest.mark.parametrize(("name", "found"), [("한들시", "x:plain"), ("마르", "x:town")])
def test_what_nothing_else_is_written_like_stays(name: str, found: str) -> None:
    assert asked(name, found).place_id == found


@pytest.mark.parametrize(("held", "name", "other"), [
    ("x:metro", "마르시", "x:town"), ("x:south", "보산군", "x:north"),
])  # fmt: skip
def test_a_tie_on_record_tells_which_is_meant(held: str, name: str, other: str) -> None:
    known = HeldNamesakes(WORLD, {"x:home": frozenset({held})}, {(held, "x:home")}, {})
    waiting = Resolution("", "", 0.0, SEVERAL, (other, held))
    found = known.taken(NamedEnd(name, "KR"), waiting, AT_HOME, "")
    assert (found.place_id, found.method) == (held, "alias+country+known_tie")
