"""Ties of places near home with places near a candidate: the two surroundings know each other."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.gate.nameable import may_be_named
from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.within_reach import PointsInReach
from twolevel.core.array_types import Index, Real

NEARBY_KM = 60
"""About an hour by car."""


@lru_cache(maxsize=2)
def _cities_with_ties(places: PlaceFacts, ties: TieGraph) -> tuple[Index, PointsInReach]:
    """Positions and points of the cities of today that have partners."""
    at = np.flatnonzero(places.is_city & ~places.is_former & (ties.degree > 0))
    return at, PointsInReach(places.latitude[at], places.longitude[at])


@lru_cache(maxsize=2)
def _all_points(places: PlaceFacts) -> PointsInReach:
    """All places, whatever their ties: grounds of many years share them."""
    return PointsInReach(places.latitude, places.longitude)


def _neighbours(ground: Ground, home: int) -> Index:
    """Cities of the own country near the home place that have partners; not itself."""
    at, points = _cities_with_ties(ground.places, ground.ties.outside_networks)
    places, own = ground.places, slice(home, home + 1)
    near = at[points.near(places.latitude[own], places.longitude[own], NEARBY_KM)[1]]
    is_other = (near != home) & (places.country[near] == places.country[home])
    return np.asarray(near[is_other])


def _ties_of_neighbours(home_place: HomePlace) -> tuple[Index, Index]:
    """Give each tie of a neighbour abroad: the neighbour, and its partner."""
    ground, home = home_place.ground, home_place.at
    ties, country = ground.ties.outside_networks, ground.places.country
    neighbours = _neighbours(ground, home)
    partners = [ties.partners(one) for one in neighbours.tolist()]
    here = np.repeat(neighbours, [len(one) for one in partners])
    there = np.concatenate([*partners, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    is_abroad = country[there] != country[home]
    return here[is_abroad], there[is_abroad]


def n_ties_nearby(facts: CandidateFacts) -> Real:
    """Count the ties of places near home with a candidate, or with places near it."""
    return facts.of_partner(facts.home_place.kept("ties nearby", _counted))


def _counted(home_place: HomePlace) -> Real:
    ground = home_place.ground
    _, there = _ties_of_neighbours(home_place)
    places, n_of_each = np.unique(there, return_counts=True)
    country = ground.places.country
    found = np.zeros(ground.n_places)
    latitude, longitude = ground.places.latitude[places], ground.places.longitude[places]
    tie, near = _all_points(ground.places).near(latitude, longitude, NEARBY_KM)
    same = country[near] == country[places[tie]]
    np.add.at(found, near[same], n_of_each[tie[same]].astype(np.float64))
    return found


def ties_nearby(facts: CandidateFacts, k: int) -> list[tuple[int, int]]:
    """List the ties that may be told of the candidate at a position, the nearest to it first.

    Each is a place near home and its partner: the candidate, or a place near it.
    """
    ground, place = facts.ground, int(facts.pairs.b[k])
    here, there = _ties_of_neighbours(facts.home_place)
    places, own = ground.places, slice(place, place + 1)
    points = PointsInReach(places.latitude[there], places.longitude[there])
    near = points.near(places.latitude[own], places.longitude[own], NEARBY_KM)[1]
    near = near[places.country[there[near]] == places.country[place]]
    near = near[may_be_named(ground, facts.home, there[near])]
    gap = np.abs(places.latitude[there[near]] - places.latitude[place])
    gap += np.abs(places.longitude[there[near]] - places.longitude[place])
    order = near[np.lexsort((here[near], gap))]
    return list(zip(here[order].tolist(), there[order].tolist(), strict=True))
