"""Facts of two regions: the ties of the cities in them, and the people who live there."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.gate.nameable import may_be_named
from sistercities.partners.ground import Ground
from sistercities.partners.region_people import people_with_sums
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
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
    """Whether two regions have about as many people, as far as their cities tell."""
    return np.asarray(is_for_regions(facts) & (times_apart(facts) <= LIKE_SIZE))


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


def n_towns_tied(facts: CandidateFacts) -> Real:
    """Count partnerships of towns in the two regions; those of one town are one, 0 for cities."""
    return _of_towns("towns tied", 0, facts)


def people_of_towns_tied(facts: CandidateFacts) -> Real:
    """People of the smaller of two towns that are partners, the most of all; NaN if not known."""
    return _of_towns("people of towns tied", 1, facts)


def people_of_smaller(facts: CandidateFacts) -> Real:
    """People of the smaller of two regions, as far as their cities tell; NaN if not known."""
    people = people_with_sums(facts.ground)
    there, here = people[facts.pairs.b], people[facts.home]
    known = np.where(there > 0, there, np.nan), np.nan if not here > 0 else here
    return np.asarray(np.minimum(*known))


def _of_towns(name: str, of: int, facts: CandidateFacts) -> Real:
    if not is_for_regions(facts):
        return np.zeros(len(facts.pairs))
    return facts.of_partner(
        facts.home_place.kept(name, lambda home_place: _towns_tied(home_place)[of])
    )


def _towns_tied(home_place: HomePlace) -> tuple[Real, Real]:
    """Count the partnerships of towns by the region there, and give the people of the largest."""
    ground = home_place.ground
    people = ground.places.population
    ends: dict[int, tuple[set[int], set[int]]] = {}
    most = np.full(ground.n_places, np.nan)
    pairs = zip(*_ties_of_cities(ground, home_place.at), strict=True)
    for here, there in ((int(one), int(other)) for one, other in pairs):
        for region in ground.places.containers[there].tolist():
            if region >= 0:
                own, others = ends.setdefault(region, (set(), set()))
                own.add(here)
                others.add(there)
                smaller = np.minimum(people[here], people[there])
                most[region] = np.fmax(most[region], smaller)
    found = np.zeros(ground.n_places)
    for region, (own, others) in ends.items():
        found[region] = min(len(own), len(others))
    return found, most


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
    is_inside = (places.containers == home).any(axis=1) & places.is_city
    here = np.concatenate([ties.a[is_inside[ties.a]], ties.b[is_inside[ties.b]]])
    there = np.concatenate([ties.b[is_inside[ties.a]], ties.a[is_inside[ties.b]]])
    counts = places.is_city[there] & (places.country[there] != places.country[home])
    here, there = here[counts], there[counts]
    told = may_be_named(ground, home, there)
    return here[told], there[told]
