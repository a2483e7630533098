"""Which places of like size abroad lie nearest to the home place, where the next ones may be far.

What is far in Europe is next door in Oceania or the Americas: beside kilometres it counts who else
of like size lies nearer abroad. Of a seat of a region, and of a seaport, the nearest of its kind
are told apart.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sistercities.partners.pairs import from_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.grounds import VERY_UNLIKE_SIZE
from twolevel.core.array_types import Flag, Real

FEW_NEARER, MANY_NEARER = 10, 100
"""Places of like size abroad among the nearest of which one is next door, and one is not far."""
NEAREST_OF_RANK = 3
"""Seats of their regions, or seaports, of like size abroad that are the nearest ones."""
CITY_LEVEL = 2


def among_nearest(count: int) -> Callable[[CandidateFacts], Flag]:
    """Give what says who is among so many nearest places of like size abroad."""

    def holds(facts: CandidateFacts) -> Flag:
        reach = _reach(facts, "any", count)
        return np.asarray((facts.pairs.distance_km <= reach) & ~facts.pairs.is_domestic)

    return holds


def is_nearest_seat(facts: CandidateFacts) -> Flag:
    """Say which seats of their regions are among the nearest abroad; none where home is none."""
    return _is_nearest_of_rank(facts, "is_seat")


def is_nearest_port(facts: CandidateFacts) -> Flag:
    """Say which seaports are among the nearest of like size abroad; none where home is none."""
    return _is_nearest_of_rank(facts, "is_port")


def is_nearest_of_rank(facts: CandidateFacts) -> Flag:
    """Say which candidates are either."""
    return is_nearest_seat(facts) | is_nearest_port(facts)


def _is_nearest_of_rank(facts: CandidateFacts, flag: str) -> Flag:
    reach = _reach(facts, flag, NEAREST_OF_RANK)
    are_both = facts.of_both(getattr(facts.places, flag)) == 1
    is_abroad = ~facts.pairs.is_domestic
    return np.asarray(are_both & is_abroad & (facts.pairs.distance_km <= reach))


def _reach(facts: CandidateFacts, flag: str, count: int) -> float:
    """Kilometres within which so many places of like size abroad lie; 0 where there are none.

    `flag` names a fact that they have, as the home place has it; "any" asks for none.
    """
    km = facts.home_place.kept(f"km of {flag} abroad", lambda home: _sorted_km(home, flag))
    return float(km[min(count, len(km)) - 1]) if len(km) else 0.0


def _sorted_km(home_place: HomePlace, flag: str) -> Real:
    """Distances of the nearest places of like size abroad, `MANY_NEARER` at most, in order."""
    places, home = home_place.ground.places, home_place.at
    km, people = from_home(home_place.ground, home).distance_km, places.population
    own = float(people[home])
    counts = (people > own / VERY_UNLIKE_SIZE) & (people < own * VERY_UNLIKE_SIZE)
    is_city = places.is_city & (places.level == CITY_LEVEL)
    counts &= places.is_region if home_place.place_class == "region" else is_city
    counts &= ~places.is_former
    counts &= places.country != places.country[home]
    if flag != "any":
        counts &= getattr(places, flag) == 1
    found = km[counts]
    found = found[~np.isnan(found)]
    if len(found) > MANY_NEARER:
        found = np.partition(found, MANY_NEARER - 1)[:MANY_NEARER]
    return np.sort(found)
