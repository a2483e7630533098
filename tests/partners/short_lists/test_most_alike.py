"""Which candidate of a region is the one most like the home place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partners.made_up_ground import made_up_ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.most_alike import (
    are_most_alike,
    n_in_region,
    say_most_alike,
)

WORLD = made_up_ground(seed=3, n_ties=1)
HOME, N = 20, 120
CANDIDATES = np.arange(30, 110)
REGION = WORLD.places.region[CANDIDATES]


def _facts(people: np.ndarray) -> CandidateFacts:
    """Places that differ in nothing but size."""
    n, places = WORLD.n_places, WORLD.places
    same = {
        name: np.zeros(n)
        for name in ("is_coastal", "has_port", "is_mountain", "is_island", "heritage_sites",
                     "destinations", "is_capital", "is_seat", "latitude", "longitude")
    }  # fmt: skip
    countries = replace(WORLD.countries, income=np.ones(len(WORLD.countries.codes)))
    moved = replace(places, population=people, climate=np.full(n, 3), **same)
    ground = replace(WORLD, places=moved, countries=countries, barriers=())
    return CandidateFacts(HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, CANDIDATES))


def _people() -> np.ndarray:
    people = np.full(WORLD.n_places, 20_000.0)
    people[CANDIDATES] = 20_000.0 * (1.01 + 0.01 * np.arange(len(CANDIDATES)))
    return people


def test_of_each_region_it_is_the_one_whose_size_comes_closest() -> None:
    everybody = np.ones(len(CANDIDATES), dtype=bool)
    found = are_most_alike(_facts(_people()), everybody)
    # Sizes rise with the position, so of each region the first comes closest.
    assert np.flatnonzero(found).tolist() == sorted(np.unique(REGION, return_index=True)[1])


def test_those_alone_are_compared_who_are_among_them() -> None:
    some = np.arange(len(CANDIDATES)) >= 40
    facts = _facts(_people())
    found = are_most_alike(facts, some)
    assert not (found & ~some).any()
    assert set(REGION[found]) == set(REGION[some])
    counts = n_in_region(facts, some)
    assert all(counts[k] == (REGION[some] == REGION[k]).sum() for k in range(len(CANDIDATES)))


def test_it_says_of_how_many_it_is_the_one() -> None:
    facts, at = _facts(_people()), 3
    region = WORLD.places.names[N + REGION[at]]
    one, many = (str(say_most_alike(facts, at, n)) for n in (1, 7))
    assert one.startswith(f"It is the one city of {region} that comes into question for Place 20")
    assert many.startswith(f"Of 7 cities of {region} that come into question for Place 20")


def test_who_was_left_aside_is_said_with_it() -> None:
    """Two towns of a region are each the one most like home only if others are compared."""
    facts, at = _facts(_people()), 3
    region = WORLD.places.names[N + REGION[at]]
    one, many = (str(say_most_alike(facts, at, n, of_those_that_know=True)) for n in (1, 7))
    assert one.startswith(f"It is the one city of {region} with a partner in ")
    assert many.startswith(f"Of 7 cities of {region} with a partner in ")
