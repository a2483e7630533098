"""How likely each of the American towns of one name is the partner of a place."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import pytest

from sistercities.dataset.resolving import american_namesakes
from sistercities.dataset.resolving.american_namesakes import (
    LEAST_ODDS,
    Ground,
    evidence,
    likeliest,
    odds,
    tied_regions,
)
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.places import Place
from sistercities.terms.words import Level


def place(
    place_id: str, name: str, country: str, region: str, people: int | None, level: Level = "city"
) -> Place:
    return Place(
        place_id, name, "", level, country, region, population=people, names=((name, "und"),)
    )


HOME = place("x:home", "Minato", "JP", "JP-99", 40_000)
NEIGHBOUR = place("x:neighbour", "Kawa", "JP", "JP-99", 30_000)
LARGE = place("x:large", "Fairbrook", "US", "US-AA", 200_000)
MIDDLE = place("x:middle", "Fairbrook", "US", "US-BB", 40_000)
SMALL = place("x:small", "Fairbrook", "US", "US-CC", 12_000)
STATE = place("x:state", "Bee State", "US", "US-BB", None, "region1")
PREFECTURE = place("x:prefecture", "Prefecture", "JP", "JP-99", None, "region1")
PLACES = {one.place_id: one for one in (HOME, NEIGHBOUR, LARGE, MIDDLE, SMALL, STATE, PREFECTURE)}


def ground(*ties: tuple[str, str]) -> Ground:
    partners: dict[str, set[str]] = {}
    for one, other in ties:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    return Ground(PLACES, partners, tied_regions(PLACES, partners))


def test_the_odds_of_all_are_one_and_the_weights_decide() -> None:
    found = odds([LARGE, MIDDLE, SMALL], HOME, ground())
    assert sum(found.values()) == pytest.approx(1.0)
    gap = zip(evidence(LARGE, HOME, ground()), evidence(MIDDLE, HOME, ground()), strict=True)
    weights = american_namesakes._WEIGHTS
    difference = sum(weight * (a - b) for weight, (a, b) in zip(weights, gap, strict=True))
    assert found["x:large"] / found["x:middle"] == pytest.approx(exp(difference))


def test_partners_in_the_region_and_regions_that_are_partners_speak_for_a_town() -> None:
    with_each = [
        odds([LARGE, MIDDLE, SMALL], HOME, ground(*ties))["x:middle"]
        for ties in (
            (),
            (("x:state", "x:prefecture"),),
            (("x:state", "x:prefecture"), ("x:middle", "x:neighbour")),
        )
    ]
    assert all(less < more for less, more in pairwise(with_each))


def test_the_tie_that_is_asked_for_is_no_evidence_of_itself() -> None:
    assert evidence(MIDDLE, HOME, ground(("x:middle", "x:home"))) == evidence(
        MIDDLE, HOME, ground()
    )


def test_the_likeliest_is_taken_only_where_hardly_a_doubt_is_left() -> None:
    world = UserGazetteer(one for one in PLACES.values() if one is not LARGE)
    ids = ["x:middle", "x:small"]
    proof = ground(
        ("x:state", "x:prefecture"), ("x:middle", "x:neighbour"),
        *(("x:middle", one) for one in ("x:large", "x:state", "x:prefecture")),
    )  # fmt: skip
    assert odds([MIDDLE, SMALL], HOME, ground())["x:middle"] < LEAST_ODDS
    assert likeliest(ids, HOME, world, ground()) == ""
    assert odds([MIDDLE, SMALL], HOME, proof)["x:middle"] >= LEAST_ODDS
    assert likeliest(ids, HOME, world, proof) == "x:middle"


def test_towns_of_two_names_and_partners_at_home_are_asked_back() -> None:
    other = place("x:other", "Fairbrooke", "US", "US-DD", 100)
    world = UserGazetteer([*PLACES.values(), other])
    assert likeliest(["x:large", "x:other"], HOME, world, ground()) == ""
    assert likeliest(["x:large", "x:small"], MIDDLE, world, ground()) == ""
