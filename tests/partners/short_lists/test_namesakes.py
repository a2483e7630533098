"""Places of one name in two countries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.namesakes import have_one_name, say_one_name

GROUND = made_up_ground(seed=3, n_ties=1)
HOME = 12
CITY = int(np.flatnonzero(GROUND.places.country[:120] != GROUND.places.country[HOME])[0])
DOMESTIC = int(np.flatnonzero(GROUND.places.country[20:120] == GROUND.places.country[HOME])[0]) + 20


def _facts(home: str, other: str, place: int = CITY) -> CandidateFacts:
    names = GROUND.places.names.copy()
    names[HOME], names[place] = home, other
    ground = replace(GROUND, places=replace(GROUND.places, names=names), barriers=())
    at = HomePlace(ground, HOME, "city")
    return CandidateFacts(at, candidates_of(ground, HOME, np.array([place])))


@pytest.mark.parametrize(
    ("home", "other", "same"),
    [
        ("Toledo", "Toledo", True),
        ("San José", "San Jose", True),
        ("Saint-Denis", "Saint Denis", True),
        ("Coeur d'Alene", "Coeur d’Alene", True),
        ("Toledo", "Toledo Bend", False),
        ("Spa", "Spa", False),
    ],
)
def test_a_name_is_the_same_however_it_is_spelt(home: str, other: str, *, same: bool) -> None:
    assert bool(have_one_name(_facts(home, other))[0]) is same


@pytest.mark.parametrize(("n_others", "same"), [(4, True), (5, False)])
def test_a_name_that_many_places_have_is_no_reason(n_others: int, *, same: bool) -> None:
    facts = _facts("Santa Cruz", "Santa Cruz")
    names = facts.places.names.copy()
    names[100 : 100 + n_others] = "Santa Cruz"
    ground = replace(facts.ground, places=replace(facts.places, names=names))
    at = HomePlace(ground, HOME, "city")
    many = CandidateFacts(at, candidates_of(ground, HOME, np.array([CITY])))
    assert bool(have_one_name(many)[0]) is same


def test_two_of_one_country_are_no_namesakes() -> None:
    assert not have_one_name(_facts("Toledo", "Toledo", DOMESTIC))[0]


def test_it_is_said_with_both_names() -> None:
    said = str(say_one_name(_facts("San José", "San Jose"), 0))
    assert said == "San José and San Jose bear the same name."


def test_one_name_is_not_said_twice() -> None:
    assert str(say_one_name(_facts("Toledo", "Toledo"), 0)) == "The two bear the same name."


@pytest.mark.parametrize(
    ("local", "other", "same"),
    [
        (None, None, True),
        ("能登町", None, False),
        ("कांट", "Кант", False),
        ("Кант", "Кант", True),
        ("能登町", "納戸町", False),
        ("能登", "能登", True),
    ],
)
def test_a_name_that_is_alike_in_our_letters_alone_is_chance(
    local: str | None, other: str | None, *, same: bool
) -> None:
    facts = _facts("Noto", "Noto")
    names = facts.places.names_local.astype(object).copy()
    names[[HOME, CITY]] = local, other
    ground = replace(facts.ground, places=replace(facts.places, names_local=names))
    at = HomePlace(ground, HOME, "city")
    two = CandidateFacts(at, candidates_of(ground, HOME, np.array([CITY])))
    assert bool(have_one_name(two)[0]) is same


def test_a_stroke_above_stands_for_another_alphabet() -> None:
    assert not have_one_name(_facts("Kānt", "Kant"))[0]


@pytest.mark.parametrize("country", ["home", "another"])
def test_who_has_its_namesake_in_the_own_country_is_suggested_to_no_other(country: str) -> None:
    facts = _facts("Orange", "Orange")
    names, countries = facts.places.names.copy(), facts.places.country.copy()
    third = 50
    names[third] = "Orange"
    countries[third] = countries[HOME] if country == "home" else countries[HOME] + 1
    places = replace(facts.places, names=names, country=countries)
    ties = replace(
        facts.ground.ties, a=np.array([CITY]), b=np.array([third]), year=np.array([np.nan])
    )
    ground = replace(facts.ground, places=places, ties=ties)
    at = HomePlace(ground, HOME, "city")
    two = CandidateFacts(at, candidates_of(ground, HOME, np.array([CITY])))
    assert bool(have_one_name(two)[0]) is (country == "another")
