"""A held partner of a home comes before a namesake without a tie, or the name is asked back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.held_namesakes import HeldNamesakes
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

HOME = "x:home"


def place(place_id: str, name: str, *others: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "US", "region_iso": ""} | more
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", population=50_000, names=names, **given)


TIED = place("x:tied", "St. Odo", "Saint Odo", "Saint-Odo")
OTHER = place("x:other", "Saint Odo")
COUNTY = place("x:county", "Saint Odo", level="region2")
BYNAME = place("x:byname", "Fairbrook", "Saint Ivo")
IVO = place("x:ivo", "Saint Ivo")
WORLD = UserGazetteer([place(HOME, "Altwerder", country="FR"), TIED, OTHER, COUNTY, BYNAME, IVO])
BY_NAME = Resolution("x:other", "alias+country", 0.9)
AT_HOME = Resolution(HOME, "alias+country", 0.9)


def held(*partners: str, is_proved: bool = True, year: str = "") -> HeldNamesakes:
    ties = {HOME: frozenset(partners)}
    proved = {(one, HOME) for one in partners} if is_proved else set()
    years = {(HOME, one): frozenset({year}) for one in partners} if year else {}
    return HeldNamesakes(WORLD, ties, proved, years)


@pytest.mark.parametrize("name", ["Saint-Odo", "Saint Odo", "St. Odo", "St Odo"])
def test_the_held_partner_is_meant_however_its_saint_is_written(name: str) -> None:
    found = held("x:tied").taken(NamedEnd(name, "US"), BY_NAME, AT_HOME, "1975")
    assert (found.place_id, found.method) == ("x:tied", "alias+country+known_tie")


def test_a_held_partner_that_may_be_another_namesake_is_asked_back() -> None:
    end = NamedEnd("Saint-Odo", "US")
    known = held("x:tied", is_proved=False)
    assert known.taken(end, BY_NAME, AT_HOME, "") == BY_NAME
    found = known.asked(end, BY_NAME, AT_HOME)
    assert (found.place_id, found.reason) == ("", SEVERAL)
    assert found.candidates == ("x:tied", "x:other")


def test_a_tie_of_another_year_is_asked_back_and_one_of_the_year_is_taken() -> None:
    end, known = NamedEnd("Saint-Odo", "US"), held("x:tied", year="1975")
    assert known.taken(end, BY_NAME, AT_HOME, "1975-06-01").place_id == "x:tied"
    assert known.taken(end, BY_NAME, AT_HOME, "1999").place_id == "x:other"
    assert known.asked(end, BY_NAME, AT_HOME).reason == SEVERAL


def test_a_by_name_of_a_held_partner_is_asked_and_not_taken() -> None:
    end, own = NamedEnd("Saint Ivo", "US"), Resolution("x:ivo", "alias+country", 0.9)
    known = held("x:byname")
    assert known.taken(end, own, AT_HOME, "") == own
    assert known.asked(end, own, AT_HOME).candidates == ("x:byname", "x:ivo")


def test_what_is_held_or_certain_stays_as_it_is() -> None:
    end = NamedEnd("Saint Odo", "US")
    certain = Resolution("x:other", "alias+country+parents", 0.9)
    for known, own in ((held("x:other", "x:tied"), BY_NAME), (held("x:tied"), certain),
                       (held(), BY_NAME), (held("x:county"), BY_NAME)):  # fmt: skip
        assert known.taken(end, own, AT_HOME, "") == own
        assert known.asked(end, own, AT_HOME) == own


def test_a_name_alone_waits_where_another_town_is_it_with_its_saint_written_short() -> None:
    found = held().or_written_otherwise(NamedEnd("Saint-Odo", "US"), BY_NAME)
    assert found.candidates == ("x:other", "x:tied")
    assert held().or_written_otherwise(NamedEnd("Saint-Odo", "FR"), BY_NAME) == BY_NAME


SHORT = place("x:short", "Bruyere", country="FR")
LONG = place("x:long", "Bruyere-la-Haute", country="FR")
SMALL = replace(place("x:small", "Bruyere-le-Val", country="FR"), population=900)
BASQUE = place("x:basque", "Onarria / San Ibon", "San Ibon", country="ES")
CANARY = place("x:canary", "San Ibon de la Mar", "San Ibon", country="ES")
TOWN = place("x:town", "Becksted", "London Borough of Becksted", country="GB")
BOROUGH = place("x:borough", "Becksted", country="GB", level="district")
MORE = UserGazetteer([place(HOME, "Altwerder", country="DE"), SHORT, LONG, SMALL, BASQUE, CANARY,
                      TOWN, BOROUGH])  # fmt: skip
OPEN = Resolution("", "", 0.0, SEVERAL, ("x:short", "x:long"))


def taken(name: str, country: str, own: Resolution, *partners: str, is_proved: bool = True) -> str:
    ties = {HOME: frozenset(partners)}
    proved = {(one, HOME) for one in partners} if is_proved else set()
    end = NamedEnd(name, country)
    return HeldNamesakes(MORE, ties, proved, {}).taken(end, own, AT_HOME, "").place_id


def test_a_held_partner_that_begins_with_the_name_is_meant_where_the_name_is_open() -> None:
    assert taken("Bruyere", "FR", OPEN, "x:long") == "x:long"
    assert taken("Bruyere", "FR", OPEN, "x:small") == "x:small"
    assert taken("Bruyere", "FR", OPEN, "x:long", is_proved=False) == ""
    assert taken("Bruyere", "FR", OPEN, "x:long", "x:small") == ""
    assert taken("Bruyer", "FR", OPEN, "x:long") == ""


def test_a_town_called_so_whole_gives_way_to_a_larger_held_partner_alone() -> None:
    by_name = Resolution("x:short", "alias+country", 0.9)
    larger = replace(LONG, population=90_000)
    world = UserGazetteer([place(HOME, "Altwerder", country="DE"), SHORT, larger, SMALL])
    for partner, due in (("x:long", "x:long"), ("x:small", "x:short")):
        known = HeldNamesakes(world, {HOME: frozenset({partner})}, {(partner, HOME)}, {})
        assert known.taken(NamedEnd("Bruyere", "FR"), by_name, AT_HOME, "").place_id == due


def test_one_of_two_names_of_a_held_partner_is_its_own() -> None:
    by_name = Resolution("x:canary", "alias+country", 0.9)
    assert taken("San Ibon", "ES", by_name, "x:basque") == "x:basque"


def test_a_borough_that_is_held_is_meant_where_the_name_says_borough() -> None:
    by_name = Resolution("x:town", "alias+country+level", 0.98)
    assert taken("London Borough of Becksted", "GB", by_name, "x:borough") == "x:borough"
