"""A village by the name of which a city is known too, and a region named without its oblast."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.known_ties import known_so_too
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, *others: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "country": "HR", "region_iso": ""} | more
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", names=names, **given)


VILLAGE = place("x:village", "Marka", population=1_300)
CITY = place("x:city", "Marijeka", "Marka", population=108_000)
TOWN = place("x:town", "Tersa", population=12_000)
SLIGHTLY = place("x:slightly", "Tersica", "Tersa", population=90_000)
REGION = place(
    "x:region", "Bela-Norivska Oblast", level="region1", region_iso="UA-99", country="UA"
)
SEAT = place("x:seat", "Bela-Norivsk", region_iso="UA-99", country="UA", population=230_000)
HOME = place("x:home", "Altwerder", country="SI")
COUNTY = place("x:county", "Ostmark", country="SI", level="region1")
WORLD = UserGazetteer([VILLAGE, CITY, TOWN, SLIGHTLY, REGION, SEAT, HOME, COUNTY])


def asked(
    name: str, country: str, found: str, other: Place | None = HOME, how: str = "alias+country",
    **more: Any,
) -> Resolution:  # fmt: skip
    end = NamedEnd(name, country, **more)
    return known_so_too(end, Resolution(found, how, 0.9), other, WORLD)


def test_a_city_that_is_known_by_the_name_of_a_village_is_asked_back() -> None:
    found = asked("Marka", "HR", "x:village")
    assert (found.place_id, found.reason) == ("", SEVERAL)
    assert found.candidates == ("x:city", "x:village")


def test_a_region_that_is_written_without_its_word_may_be_its_city_for_a_town() -> None:
    found = asked("Bela-Norivska", "UA", "x:region")
    assert found.candidates == ("x:seat", "x:region")
    assert asked("Bela-Norivska", "UA", "x:region", COUNTY).place_id == "x:region"
    assert asked("Bela-Norivska Oblast", "UA", "x:region").place_id == "x:region"


@pytest.mark.parametrize(
    "more",
    [
        {"other": None}, {"how": "alias+country+known_tie"}, {"parents": ("Lika",)},
        {"other": TOWN},
    ],
)  # fmt: skip
def test_what_is_told_or_lies_at_home_stays(more: dict[str, Any]) -> None:
    assert asked("Marka", "HR", "x:village", **more).place_id == "x:village"


def test_a_city_that_is_not_far_larger_is_no_doubt() -> None:
    assert asked("Tersa", "HR", "x:town").place_id == "x:town"
