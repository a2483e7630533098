"""Ties of places near home with places near a candidate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.argument_sentences import say_cities_tied
from sistercities.partners.short_lists.arguments import ARGUMENTS
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.nearby_ties import (
    n_tied_close_by,
    n_ties_nearby,
    ties_nearby,
)

GROUND = made_up_ground(seed=3, n_ties=1)
HOME, NEIGHBOUR, CITY, BESIDE = 12, 13, 20, 21


def _ground(km: float, ties: list[tuple[int, int]], country: int = 0) -> Ground:
    """Put a neighbour beside home, and a place so far from the city in another country."""
    places = GROUND.places
    latitude, countries = np.full(GROUND.n_places, -80.0), places.country.copy()
    latitude[[HOME, NEIGHBOUR]] = 10.0, 10.3
    latitude[[CITY, BESIDE]] = 40.0, 40.0 + km / 111.2
    countries[[HOME, CITY, BESIDE]], countries[NEIGHBOUR] = (0, 1, 1), country
    ends = np.array(ties, dtype=np.int64).reshape(-1, 2)
    graph = replace(
        GROUND.ties, a=ends[:, 0], b=ends[:, 1], year=np.full(len(ends), np.nan), country=countries
    )
    moved = replace(
        places, latitude=latitude, longitude=np.full(GROUND.n_places, 20.0), country=countries
    )
    return replace(GROUND, places=moved, ties=graph, barriers=())


def _facts(ground: Ground) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, np.array([CITY]))
    )


@pytest.mark.parametrize(
    ("km", "ties", "country", "n"),
    [
        (59, [(NEIGHBOUR, BESIDE)], 0, 1),
        (61, [(NEIGHBOUR, BESIDE)], 0, 0),
        (59, [(NEIGHBOUR, BESIDE), (NEIGHBOUR, CITY)], 0, 2),
        (59, [(HOME, BESIDE)], 0, 0),
        (59, [(NEIGHBOUR, BESIDE)], 2, 0),
        (59, [], 0, 0),
    ],
    ids=["near", "too far", "the place itself", "of home itself", "neighbour abroad", "no ties"],
)
def test_ties_of_neighbours_with_places_near_the_candidate_are_counted(
    km: float, ties: list[tuple[int, int]], country: int, n: int
) -> None:
    facts = _facts(_ground(km, ties, country))
    assert n_ties_nearby(facts)[0] == n
    assert ties_nearby(facts, 0) == [tie for tie in reversed(ties) if n]


def test_the_sentence_names_a_tie_with_another_place_than_the_candidate() -> None:
    (said,) = (one for one in ARGUMENTS if one.name == "ties_nearby")
    both = _facts(_ground(30, [(NEIGHBOUR, BESIDE), (NEIGHBOUR, CITY)]))
    assert said.holds(both)[0]
    sentence = str(said.sentence(both, 0))
    assert sentence.startswith("Place 13, within 60 km of Place 12, is a partner of Place 21")
    assert not said.holds(_facts(_ground(30, [(NEIGHBOUR, BESIDE)])))[0]


def test_a_partner_of_a_place_close_by_is_told_with_its_distance() -> None:
    facts = _facts(_ground(59, [(NEIGHBOUR, CITY)]))
    assert n_tied_close_by(facts)[0] == 1
    (argument,) = (one for one in ARGUMENTS if one.name == "neighbours_tied")
    assert argument.holds(facts)[0]
    assert str(argument.sentence(facts, 0)) == (
        f"Place {NEIGHBOUR} (C0), about 33 km from Place {HOME}, is a partner of Place {CITY}."
    )


@pytest.mark.parametrize(("degrees", "n"), [(0.85, 1), (0.95, 0)])
def test_a_partner_of_a_place_far_off_in_the_region_is_no_reason(degrees: float, n: int) -> None:
    ground = _ground(59, [(NEIGHBOUR, CITY)])
    latitude = ground.places.latitude.copy()
    latitude[NEIGHBOUR] = latitude[HOME] + degrees
    facts = _facts(replace(ground, places=replace(ground.places, latitude=latitude)))
    assert n_tied_close_by(facts)[0] == n


REGION, OTHER_REGION = 30, 31


def _of_region(ties: list[tuple[int, int]]) -> CandidateFacts:
    """Put the neighbour into a home region, and the place into another; both far from its point."""
    ground = _ground(900, ties)
    containers = np.full((ground.n_places, 3), -1)
    containers[NEIGHBOUR, 0], containers[BESIDE, 0] = REGION, OTHER_REGION
    level, country = ground.places.level.copy(), ground.places.country.copy()
    level[[REGION, OTHER_REGION]], country[[REGION, OTHER_REGION]] = 0, (0, 1)
    level[[NEIGHBOUR, BESIDE]] = 2
    places = replace(
        ground.places, containers=containers, level=level, country=country,
        is_dual=np.zeros(ground.n_places, dtype=np.bool_),
    )  # fmt: skip
    held = replace(ground, places=places)
    return CandidateFacts(
        HomePlace(held, REGION, "region"), candidates_of(held, REGION, np.array([OTHER_REGION]))
    )


def test_of_a_region_the_places_in_it_count_not_those_near_its_point() -> None:
    facts = _of_region([(NEIGHBOUR, OTHER_REGION), (NEIGHBOUR, BESIDE)])
    assert n_tied_close_by(facts)[0] == 1
    assert n_ties_nearby(facts)[0] == 1
    # Which cities they are the ties of cities tell; "around" is said of cities alone.
    assert str(say_cities_tied(facts, 0)) == (
        f"A city here and one there are partners already: Place {NEIGHBOUR} with Place {BESIDE}."
    )
    told = {one.name for one in ARGUMENTS if one.holds(facts)[0]}
    assert "cities_tied" in told
    assert not told & {"neighbours_tied", "ties_nearby"}
