"""Facts of two regions: the ties of the cities in them, and the people who live there."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.size_bands import people_with_sums
from twolevel.core.array_types import Flag, Index, Real

LIKE_SIZE = 1.5
"""Times by which people differ at most where that is told as a likeness."""


def is_for_regions(facts: CandidateFacts) -> bool:
    """Whether regions are sought for a region."""
    return facts.home_place.place_class == "region"


def times_apart(facts: CandidateFacts) -> Real:
    """Say by how many times people of each region and of home differ; NaN if not known."""
    people = people_with_sums(facts.ground)
    own = people[facts.home] if people[facts.home] > 0 else np.nan
    ratio = np.where(people[facts.pairs.b] > 0, people[facts.pairs.b], np.nan) / own
    return np.asarray(np.fmax(ratio, 1 / ratio))


def are_close_in_size(facts: CandidateFacts) -> Flag:
    """Whether two regions have about as many people, as far as their cities tell.

    A number of a region and what is known of the cities of another are no like numbers.
    """
    has_own = facts.places.population > 0
    is_alike = has_own[facts.pairs.b] == has_own[facts.home]
    return np.asarray(is_for_regions(facts) & is_alike & (times_apart(facts) <= LIKE_SIZE))


def n_cities_tied(facts: CandidateFacts) -> Real:
    """Count the ties of cities in the home region with cities in each region; 0 for cities."""
    if not is_for_regions(facts):
        return np.zeros(len(facts.pairs))
    return facts.of_partner(facts.home_place.kept("ties of cities", _counted))


def _counted(home_place: HomePlace) -> Real:
    ground = home_place.ground
    _, there = _ties_of_cities(ground, home_place.at)
    around = ground.places.containers[there]
    found = np.zeros(ground.n_places)
    np.add.at(found, around[around >= 0], 1.0)
    return found


def cities_tied(facts: CandidateFacts, k: int) -> list[tuple[int, int]]:
    """List the ties of cities in the two regions that may be told, those of the largest first.

    Each is a city at home and its partner in the region at a position in the pairs.
    """
    ground, place = facts.ground, int(facts.pairs.b[k])
    here, there = _ties_of_cities(ground, facts.home)
    inside = (ground.places.containers[there] == place).any(axis=1)
    here, there = here[inside], there[inside]
    people = np.nan_to_num(ground.places.population)
    order = np.lexsort((here, there, -np.minimum(people[here], people[there])))
    return list(zip(here[order].tolist(), there[order].tolist(), strict=True))


@lru_cache(maxsize=8)
def _ties_of_cities(ground: Ground, home: int) -> tuple[Index, Index]:
    """Give each tie abroad of a city in a region: the city, and its partner."""
    places, ties = ground.places, ground.ties.outside_networks
    is_inside = ground.lies_in([home]) & places.is_city
    here = np.concatenate([ties.a[is_inside[ties.a]], ties.b[is_inside[ties.b]]])
    there = np.concatenate([ties.b[is_inside[ties.a]], ties.a[is_inside[ties.b]]])
    counts = places.is_city[there] & (places.country[there] != places.country[home])
    here, there = here[counts], there[counts]
    told = may_be_named(ground, home, there)
    return here[told], there[told]
