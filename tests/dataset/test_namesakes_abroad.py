"""Which of several cities abroad a name means to everybody, and where it is asked back."""

from __future__ import annotations

import pytest

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.pair_thoughts import PairThoughts
from sistercities.dataset.resolving.second_thoughts import SecondThoughts
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def town(place_id: str, name: str, country: str, people: int) -> Place:
    return Place(place_id, name, "", "city", country, "", population=people, names=((name, "und"),))


def meant(name: str, country: str, *towns: Place, home: str = "AT") -> str:
    """Id of the town that a register of `home` means by a name that several bear; "" for none."""
    thoughts = PairThoughts(UserGazetteer(towns), lambda *_: False)
    open_end = Resolution("", "", 0.0, SEVERAL, tuple(one.place_id for one in towns))
    here = (NamedEnd("Home", home), Resolution("x:home", "alias", 0.9))
    world = UserGazetteer([*towns, town("x:home", "Home", home, 9_000)])
    thoughts.gazetteer = world
    _, found = thoughts.on_pair(here, (NamedEnd(name, country), open_end))
    return found.place_id


@pytest.mark.parametrize(
    ("people", "other", "country", "due"),
    [
        (20_000, 1_000, "FR", "x:large"),
        (19_000, 1_000, "FR", ""),
        (4_900, 100, "FR", ""),
        (600_000, 10_000, "US", "x:large"),
        (200_000, 1_000, "US", ""),
        (600_000, 30_000, "US", ""),
        (60_000, 1_000, "DE", "x:large"),
        (40_000, 1_000, "DE", ""),
    ],
)
def test_of_two_of_one_name_the_far_larger_is_meant(
    people: int, other: int, country: str, due: str
) -> None:
    large = town("x:large", "Alba", country, people)
    small = town("x:small", "Alba", country, other)
    assert meant("Alba", country, large, small) == due


def test_one_called_so_whole_goes_before_a_smaller_one_of_a_longer_name() -> None:
    whole = town("x:whole", "Faverges", "FR", 6_000)
    longer = town("x:longer", "Faverges-de-la-Tour", "FR", 1_200)
    assert meant("Faverges", "FR", whole, longer) == "x:whole"


def test_a_larger_one_of_a_longer_name_is_asked_back() -> None:
    whole = town("x:whole", "Clermont", "FR", 11_000)
    longer = town("x:longer", "Clermont-Ferrand", "FR", 147_000)
    assert meant("Clermont", "FR", whole, longer) == ""


def test_at_home_size_says_nothing() -> None:
    towns = (town("x:large", "Alba", "DE", 300_000), town("x:small", "Alba", "DE", 900))
    assert meant("Alba", "DE", *towns, home="DE") == ""


def known(place: Place, name: str, country: str) -> str:
    """Id of what a name that led to a place is taken for, over two Minsks and two Bayangols."""
    thoughts = SecondThoughts(WORLD, ())
    return thoughts.on_end(
        NamedEnd(name, country), Resolution(place.place_id, "alias+country", 0.9)
    ).place_id


CITY = Place("x:minsk", "Minsk", "", "region1", "BY", "", is_dual=True, population=2_000_000,
             names=(("Minsk", "und"), ("明斯克", "zh")))  # fmt: skip
AROUND = Place(
    "x:around", "Minsk Region", "", "region1", "BY", "", names=(("Minsk Region", "und"),)
)
SUM = town("x:sum", "Bayangol", "MN", 900)
PART = Place("x:part", "Bayangol", "", "district", "MN", "", population=200_000,
             names=(("Bayangol", "und"),))  # fmt: skip
WORLD = UserGazetteer([CITY, AROUND, SUM, PART])
WORLD.set_small([SUM.place_id])


def test_a_region_that_is_named_is_not_the_city_within_it() -> None:
    assert known(CITY, "明斯克州", "BY") == "x:around"
    assert known(CITY, "明斯克市", "BY") == "x:minsk"


def test_a_small_town_beside_a_known_part_of_a_city_is_asked_back() -> None:
    assert known(SUM, "Bayangol", "MN") == ""
    assert known(PART, "Bayangol", "MN") == "x:part"
