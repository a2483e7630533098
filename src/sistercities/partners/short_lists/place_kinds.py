"""What kind of place each is, by facts alone: a centre, a small one beside others, a suburb.

A name alone tells some spas and beaches. Nothing on record tells other resorts, a port of call or a
mill town: such kinds are not guessed at.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.partners.pairs import Pairs
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag, Real

CENTRE, AMONG_OTHERS, SMALL_BESIDE = 0, 1, 2
"""More people live in it than around it; neither; far more around it than in it."""
TIMES_AS_MANY = 7.0
"""People around a place, over its own, from which it is small beside its surroundings."""
HIGH_M, MUCH_HIGHER_M = 900.0, 500.0
"""Altitude above which a place lies high, and how much lower the other lies at least."""
LARGE_CITY = 500_000
"""People from which a city works with cities of every continent."""
IN_METROPOLIS_KM = 15.0
"""Kilometres to the middle of a city of `METROPOLIS` people within which a place is part of it."""
METROPOLIS = 1_000_000
MANY_ROUTES, FEW_ROUTES = 30, 10
"""Cities abroad with a route, from airports nearby: where guests land from everywhere, and where
from a few places."""
TIMES_UNLIKE_AROUND = 8.0
"""Times by which the people in and around two places, over their own, differ."""


@lru_cache(maxsize=2)
def kinds_of_places(places: PlaceFacts) -> Real:
    """Say of each place whether it is the centre of its surroundings, shape (n_places,).

    NaN where its people or its point is not known.
    """
    people, around = places.population, places.people_around
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(people > 0, around / people, np.nan)
    kind = np.where(times < 1.0, CENTRE, np.where(times >= TIMES_AS_MANY, SMALL_BESIDE, 1.0))
    return np.where(np.isnan(times), np.nan, kind)


def are_of_kind(facts: CandidateFacts, kind: int) -> Flag:
    """Whether the home place and a candidate are both of a kind."""
    kinds = kinds_of_places(facts.places)
    return np.asarray((kinds[facts.home] == kind) & (kinds[facts.pairs.b] == kind))


def are_of_one_kind(facts: CandidateFacts) -> Flag:
    """Whether both are centres, or both small beside their surroundings."""
    return are_of_kind(facts, CENTRE) | are_of_kind(facts, SMALL_BESIDE)


def are_of_opposite_kinds(facts: CandidateFacts) -> Flag:
    """Whether one is a centre and the other small beside its surroundings."""
    kinds = kinds_of_places(facts.places)
    return np.asarray(np.abs(kinds[facts.pairs.b] - kinds[facts.home]) == SMALL_BESIDE - CENTRE)


@lru_cache(maxsize=2)
def suburbs(ground: Ground) -> Flag:
    """Which places lie beside a far larger city (`partners.surroundings`), shape (n_places,)."""
    return np.asarray(ground.places.large_city >= 0)


def are_suburbs(facts: CandidateFacts) -> Flag:
    """Whether both lie beside a far larger city."""
    is_suburb = suburbs(facts.ground)
    return np.asarray(is_suburb[facts.home] & is_suburb[facts.pairs.b])


def are_large_cities(facts: CandidateFacts) -> Flag:
    """Whether both have `LARGE_CITY` people or more, counted in the same way."""
    return facts.holding("large cities", _are_large_cities)


def _are_large_cities(facts: CandidateFacts) -> Flag:
    people = facts.places.population
    if not people[facts.home] >= LARGE_CITY:
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    return np.asarray((people[facts.pairs.b] >= LARGE_CITY) & ~np.isnan(facts.size_ratio))


def home_alone_is_suburb(facts: CandidateFacts) -> Flag:
    """Whether the home place lies beside a far larger city, and a candidate does not."""
    is_suburb = suburbs(facts.ground)
    return np.asarray(is_suburb[facts.home] & ~is_suburb[facts.pairs.b])


def candidate_alone_is_suburb(facts: CandidateFacts) -> Flag:
    """Whether a candidate lies beside a far larger city, and the home place does not."""
    is_suburb = suburbs(facts.ground)
    return np.asarray(is_suburb[facts.pairs.b] & ~is_suburb[facts.home])


@lru_cache(maxsize=2)
def _beside_metropolis(ground: Ground) -> Flag:
    """Which places lie beside a far larger city of `METROPOLIS` people, shape (n_places,)."""
    places = ground.places
    city = places.large_city
    return np.asarray((city >= 0) & (places.population[city] >= METROPOLIS))


@lru_cache(maxsize=2)
def _parts_of_metropolis(ground: Ground) -> Flag:
    """Which of them lie within `IN_METROPOLIS_KM` of its middle, shape (n_places,)."""
    found = _beside_metropolis(ground).copy()
    at = np.flatnonzero(found)
    city = ground.places.large_city[at]
    found[at] = Pairs(ground, at, city).distance_km <= IN_METROPOLIS_KM
    return found


def are_parts_of_metropolis(facts: CandidateFacts) -> Flag:
    """Whether both are towns within a city of a million people."""
    is_part = _parts_of_metropolis(facts.ground)
    return np.asarray(is_part[facts.home] & is_part[facts.pairs.b])


def candidate_alone_is_beside_metropolis(facts: CandidateFacts) -> Flag:
    """Whether a candidate lies beside a city of a million people, and the home place does not."""
    is_beside = _beside_metropolis(facts.ground)
    return np.asarray(is_beside[facts.pairs.b] & ~is_beside[facts.home])


def candidate_alone_has_many_routes(facts: CandidateFacts) -> Flag:
    """Whether guests land near a candidate from many cities abroad, and near home from few."""
    routes = facts.places.destinations
    return np.asarray((routes[facts.pairs.b] > MANY_ROUTES) & (routes[facts.home] < FEW_ROUTES))


def have_unlike_surroundings(facts: CandidateFacts) -> Flag:
    """Whether one stands alone and the other among many more people than its own."""
    times = _in_and_around(facts.places)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = times[facts.pairs.b] / times[facts.home]
        return np.asarray(np.fmax(apart, 1 / apart) > TIMES_UNLIKE_AROUND)


@lru_cache(maxsize=2)
def _in_and_around(places: PlaceFacts) -> Real:
    """People in and around each place, over its own; NaN where not known, shape (n_places,)."""
    people, around = places.population, places.people_around
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(people > 0, (people + around) / people, np.nan)


def candidate_alone_is_resort(facts: CandidateFacts) -> Flag:
    """Whether the name of a candidate says spa or beach, and that of the home place does not."""
    is_resort = facts.places.is_resort
    return np.asarray(is_resort[facts.pairs.b] & ~is_resort[facts.home])


def one_alone_lies_high(facts: CandidateFacts) -> Flag:
    """Whether one lies above `HIGH_M`, and the other below it and `MUCH_HIGHER_M` lower."""
    there, here = _of_both(facts.places.altitude, facts)
    is_apart = (there > HIGH_M) != (here > HIGH_M)
    return np.asarray(is_apart & (np.abs(there - here) > MUCH_HIGHER_M))


def _of_both(values: Real, facts: CandidateFacts) -> tuple[Real, Real]:
    return values[facts.pairs.b], values[facts.home : facts.home + 1]
