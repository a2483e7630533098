"""Ties that link cities of the home region with cities of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.ties_of_regions import (
    have_tied_regions,
    n_ties_of_regions,
    say_ties_of_regions,
)

GROUND = made_up_ground(seed=3, n_places=300, n_ties=1)
HOME, CITY = 20, 120
HERE, THERE, BESIDE, AWAY = range(21, 31), range(121, 131), range(140, 150), range(160, 170)
"""Cities of the home region, of the region of the city, of another there and of a third country."""
ELSEWHERE = range(31, 37)
"""Cities of another region of the own country."""
REGION = {HERE: 0, THERE: 3, BESIDE: 4, AWAY: 6}
Ties = list[tuple[int, int]]


def _ground(ties: Ties) -> Ground:
    """Tie cities of two regions, and others that make these ties more than chance gives."""
    n = GROUND.n_places
    region = np.full(n, -1)
    for places, at in REGION.items():
        region[list(places)] = at
    region[[HOME, CITY]] = 0, 3
    region[list(ELSEWHERE)] = 1
    country = np.where(region >= 0, region // 3, 3)
    # Ties elsewhere in the own country and there, so that no region is most of its country.
    more: Ties = [(one, other) for one in ELSEWHERE for other in AWAY]
    more += [(one, AWAY[0]) for one in BESIDE]
    ends = np.array([*ties, *more], dtype=np.int64).reshape(-1, 2)
    places = replace(
        GROUND.places, region=region, country=country, level=np.full(n, 2),
        population=np.full(n, 20_000.0), is_dual=np.zeros(n, dtype=bool),
        is_former=np.zeros(n, dtype=bool),
    )  # fmt: skip
    graph = replace(
        GROUND.ties, a=ends[:, 0], b=ends[:, 1], year=np.full(len(ends), np.nan), country=country,
        region=region,
    )  # fmt: skip
    return replace(GROUND, places=places, ties=graph, barriers=())


def _facts(ground: Ground) -> CandidateFacts:
    home = HomePlace(ground, HOME, "city")
    return CandidateFacts(home, candidates_of(ground, HOME, np.array([CITY])))


THREE: Ties = [(21, 121), (22, 122), (23, 121)]


@pytest.mark.parametrize(
    ("ties", "n"),
    [
        (THREE, 3),
        (THREE[:2], 0),
        ([(21, 121), (21, 122), (21, 123)], 0),
        ([(21, 121), (22, 121), (23, 121)], 0),
        ([(HOME, 121), *THREE[:2]], 0),
        ([(HOME, 121), *THREE], 3),
    ],
    ids=["three", "two", "of one town here", "of one town there", "of home", "beside one of home"],
)
def test_ties_of_several_towns_at_both_ends_are_counted(ties: Ties, n: int) -> None:
    facts = _facts(_ground(ties))
    assert n_ties_of_regions(facts)[0] == n
    assert bool(have_tied_regions(facts)[0]) is (n > 0)


def test_as_many_as_chance_gives_are_none() -> None:
    assert have_tied_regions(_facts(_ground(THREE)))[0]
    # The same three are no more than falls to two regions that have ties with all the world.
    many = [(one, other) for one in (21, 22, 121, 122) for other in AWAY]
    assert not have_tied_regions(_facts(_ground([*THREE, *many])))[0]


def test_a_region_that_is_most_of_its_country_is_no_part_of_it() -> None:
    ground = _ground(THREE)
    alone = np.where(ground.places.region == 4, -1, ground.places.region)
    there = replace(ground, places=replace(ground.places, region=alone))
    assert not have_tied_regions(_facts(there))[0]


def test_the_reason_counts_the_ties_and_names_those_of_towns_of_like_size() -> None:
    ground = _ground(THREE)
    people = ground.places.population.copy()
    people[21] = 900_000.0
    regions = ground.places.level.copy()
    own, other = ground.n_places - 1, ground.n_places - 2
    regions[[own, other]] = 0
    region = ground.places.region.copy()
    region[[own, other]] = 0, 3
    places = replace(ground.places, population=people, level=regions, region=region)
    said = str(say_ties_of_regions(_facts(replace(ground, places=places)), 0))
    names = ground.places.names
    assert said == (
        f"3 partnerships link cities of {names[own]} with cities of {names[other]}, such as "
        "Place 22 with Place 122 and Place 23 with Place 121."
    )
