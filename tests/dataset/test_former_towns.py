"""Former towns with the city of today beside them, and territories listed with a state."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from sistercities.dataset.overlays.ends import weigh
from sistercities.dataset.overlays.places import territory_of
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def place(place_id: str, name: str, local: str, country: str = "JP", latitude: float = 40) -> Place:
    names = tuple((one, "und") for one in (name, local) if one)
    return Place(
        place_id, name, local, "city", country, "", latitude=latitude, longitude=140, names=names
    )


OTHER = place("x:other", "Iwabe", "岩部市", latitude=30)
CITY = place("x:city", "Hirota", "広田市")
HOME = place("x:home", "Tanbara", "丹原市")
KASU = place("x:kasu", "Kasuya", "粕谷市", latitude=30)
INA = place("x:ina", "Inagawa", "稲川町", latitude=30)
ISLE = place("x:isle", "Lifo", "", "NC")
GAZETTEER = UserGazetteer((OTHER, CITY, HOME, KASU, INA, ISLE))
NAMES = cast(
    "ReleaseNames",
    SimpleNamespace(
        gazetteer=GAZETTEER,
        regions=SimpleNamespace(
            lies_in=lambda *_: False, is_town=lambda *_: True, is_region=lambda *_: False
        ),
    ),
)  # fmt: skip


def weighed(head: str, bracket: str, found: str) -> tuple[str, str]:
    """Id of the place that the cell settles, and why it waits."""
    end = NamedEnd(f"{head} ({bracket})", "JP")
    written = WrittenEnd(end=end, head=head, bracketed=(bracket,))
    outcome = weigh(written, Resolution(found, "alias", 0.9), NAMES)
    return outcome.place_id, outcome.reason


@pytest.mark.parametrize(
    ("head", "bracket"),
    [("Iwabe", "now Hirota"), ("Iwabe", "現広田市"), ("Iwabe Town", "Hirota City")],
)
def test_the_city_of_today_is_meant_by_a_town_that_was_merged(head: str, bracket: str) -> None:
    assert weighed(head, bracket, "x:other") == ("x:city", "")


def test_a_town_of_today_is_not_taken_for_a_city_beside_it() -> None:
    place_id, reason = weighed("Inagawa Town", "Hirota City", "x:ina")
    assert place_id != "x:city"
    assert reason


def test_a_former_town_in_brackets_is_no_place_elsewhere() -> None:
    assert weighed("Tanbara", "Kasuya Town", "x:home") == ("", "")
    assert "elsewhere" in weighed("Tanbara", "Inagawa Town", "x:home")[1]


def test_a_territory_is_looked_in_where_the_state_has_no_such_place() -> None:
    assert territory_of("Lifo", "FR", GAZETTEER) == "NC"
    assert territory_of("Lifo", "US", GAZETTEER) == ""
    assert territory_of("Iwabe", "FR", GAZETTEER) == ""


def test_a_name_of_two_territories_is_asked_back() -> None:
    twice = UserGazetteer((ISLE, place("x:twin", "Lifo", "", "PF")))
    assert territory_of("Lifo", "FR", twice) == ""


def test_a_state_behind_a_comma_is_no_second_place_though_a_town_is_called_so() -> None:
    names = cast(
        "ReleaseNames",
        SimpleNamespace(
            gazetteer=UserGazetteer(()),
            regions=SimpleNamespace(
                lies_in=lambda *_: False, is_town=lambda *_: True, is_region=lambda *_: True
            ),
        ),
    )
    for country, due in (("US", ""), ("DE", "the cell names two places (Mill, Orel)")):
        end = NamedEnd("Mill, Orel", country)
        written = WrittenEnd(end=end, head="Mill", apart=("Orel",))
        orel = Place("x:orel", "Orel", "", "city", country, "", names=(("Orel", "und"),))
        names.gazetteer = UserGazetteer((orel,))
        assert weigh(written, Resolution("", "", 0.0), names).reason == due


def test_a_county_behind_an_unknown_name_says_where_it_lies() -> None:
    county = Place("x:gun", "Buya-gun", "", "region2", "KR", "", names=(("Buya-gun", "und"),))
    names = cast(
        "ReleaseNames",
        SimpleNamespace(
            gazetteer=UserGazetteer((county,)),
            regions=SimpleNamespace(
                lies_in=lambda *_: False, is_town=lambda *_: False, is_region=lambda *_: False
            ),
        ),
    )
    end = NamedEnd("Rinso, Buya-gun", "KR")
    written = WrittenEnd(end=end, head="Rinso", apart=("Buya-gun",))
    assert weigh(written, Resolution("", "", 0.0), names).reason == ""
