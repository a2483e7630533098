"""Through whom two places know each other: partners in common, and ties of their surroundings.

A suggestion may rest on partners in common that nothing bars for either of the two. Ties of places
near home with places near a candidate tell that the two surroundings know each other.

Of a region these are the places in it, however far from its point they lie: it has no surroundings
that are not its neighbours.
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np

from sistercities.partners.distinct_numbers import are_of, distinct_counts
from sistercities.partners.features.network import sister_region
from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import PlaceFacts
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.within_reach import PointsInReach
from twolevel.core.array_types import Flag, Index, Real

NEARBY_KM = 60
"""About an hour by car."""
TIMES_LARGER = 10
"""Times by which a place near one of the two is larger, from which its ties are those of a
metropolis and say nothing of a town beside it."""
CLOSE_BY_KM = 100
"""How far a place lies whose partner a mayor hears of: in the same part of the country."""


@lru_cache(maxsize=2)
def _cities_with_ties(places: PlaceFacts, ties: TieGraph) -> tuple[Index, PointsInReach]:
    """Positions and points of the cities of today that have partners."""
    have = places.is_city & ~places.is_former & (ties.degree > 0)
    at = np.flatnonzero(have)
    order, keys = places.in_bands
    is_one = have[order]
    own = (np.cumsum(have) - 1)[order[is_one]].astype(np.int64)
    return at, PointsInReach(places.latitude[at], places.longitude[at], (own, keys[is_one]))


@lru_cache(maxsize=2)
def points_of_all(places: PlaceFacts) -> PointsInReach:
    """Return all places, whatever their ties: grounds of many years share them."""
    return PointsInReach(places.latitude, places.longitude, places.in_bands)


def _is_of_region(home_place: HomePlace) -> bool:
    """Whether a home place is a region alone, of which what lies in it is told."""
    at, places = home_place.at, home_place.ground.places
    return bool(places.is_region[at] and not places.is_city[at])


def _neighbours(home_place: HomePlace, km: float = NEARBY_KM) -> Index:
    """Cities with partners in a home region, or of the own country so near a home city."""
    ground, home = home_place.ground, home_place.at
    at, points = _cities_with_ties(ground.places, ground.ties.outside_networks)
    if _is_of_region(home_place):
        return at[ground.lies_in([home])[at]]
    places, own = ground.places, slice(home, home + 1)
    near = at[points.near(places.latitude[own], places.longitude[own], km)[1]]
    is_other = (near != home) & (places.country[near] == places.country[home])
    is_other &= ~is_metropolis(places, near, np.full(len(near), home))
    return np.asarray(near[is_other])


def is_metropolis(places: PlaceFacts, others: Index, of: Index) -> Flag:
    """Whether places are far larger than those near which they lie; unknown sizes are not."""
    return np.asarray(places.population[others] > TIMES_LARGER * places.population[of])


def ties_around(home_place: HomePlace, km: float = NEARBY_KM) -> tuple[Index, Index]:
    """Give each tie abroad of a neighbour of home: the neighbour, and its partner.

    Parameters
    ----------
    home_place
        The home place.
    km
        How far a neighbour lies.
    """
    return home_place.listing(f"ties within {km} km", partial(_ties_around, km=km))


def _ties_around(home_place: HomePlace, km: float) -> tuple[Index, Index]:
    ground, home = home_place.ground, home_place.at
    ties, country = ground.ties.outside_networks, ground.places.country
    neighbours = _neighbours(home_place, km)
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
    _, there = ties_around(home_place)
    places, n_of_each = distinct_counts(there)
    country = ground.places.country
    found = np.zeros(ground.n_places)
    if _is_of_region(home_place):
        around = ground.places.containers[places]
        n_each = np.repeat(n_of_each, around.shape[1])
        np.add.at(found, around[around >= 0], n_each[(around >= 0).ravel()].astype(np.float64))
        return found
    latitude, longitude = ground.places.latitude[places], ground.places.longitude[places]
    tie, near = points_of_all(ground.places).near(latitude, longitude, NEARBY_KM)
    same = country[near] == country[places[tie]]
    same &= ~is_metropolis(ground.places, places[tie], near)
    np.add.at(found, near[same], n_of_each[tie[same]].astype(np.float64))
    return found


def ties_nearby(facts: CandidateFacts, k: int) -> list[tuple[int, int]]:
    """List the ties that may be told of the candidate at a position, the nearest to it first.

    Each is a place near home and its partner: the candidate, or a place near it.
    """
    ground, place = facts.ground, int(facts.pairs.b[k])
    here, there = ties_around(facts.home_place)
    places, own = ground.places, slice(place, place + 1)
    points = PointsInReach(places.latitude[there], places.longitude[there])
    near = points.near(places.latitude[own], places.longitude[own], NEARBY_KM)[1]
    near = near[places.country[there[near]] == places.country[place]]
    near = near[~is_metropolis(places, there[near], np.full(len(near), place))]
    near = near[may_be_named(ground, facts.home, there[near])]
    gap = np.abs(places.latitude[there[near]] - places.latitude[place])
    gap += np.abs(places.longitude[there[near]] - places.longitude[place])
    order = near[np.lexsort((here[near], gap))]
    return list(zip(here[order].tolist(), there[order].tolist(), strict=True))


def n_tied_close_by(facts: CandidateFacts) -> Real:
    """Count the cities in a home region, or so near home, that are partners of a candidate."""
    return facts.of_partner(facts.home_place.kept("tied close by", _counted_close_by))


def _counted_close_by(home_place: HomePlace) -> Real:
    ground, home = home_place.ground, home_place.at
    found, country = np.zeros(ground.n_places), ground.places.country
    for one in _neighbours(home_place, CLOSE_BY_KM).tolist():
        found[ground.ties.outside_networks.partners(one)] += 1
    found[country == country[home]] = 0
    return found


def tied_close_by(facts: CandidateFacts, k: int) -> Index:
    """List the cities near home that are partners of a candidate and may be named, by distance."""
    ground, home, place = facts.ground, facts.home, int(facts.pairs.b[k])
    near = _neighbours(facts.home_place, CLOSE_BY_KM)
    near = near[are_of(near, ground.ties.outside_networks.partners(place))]
    near = near[may_be_named(ground, place, near)]
    km = candidates_of(ground, home, near).distance_km
    return np.asarray(near[np.lexsort((near, km))])


MANY_PARTNERS = 10
"""Partners up to which a partner in common counts as close."""


def n_partners_in_common(facts: CandidateFacts) -> Real:
    """Count the partners in common of the home place and each candidate, shape (n_pairs,).

    Networks of towns are left aside, and so are partners that something bars for one of the two,
    or that call for care there: they are no reason for another place.
    """
    return facts.of_partner(facts.home_place.kept("partners in common", _shared_partners))


def n_close_partners_in_common(facts: CandidateFacts) -> Real:
    """Count those that have `MANY_PARTNERS` at most: a city of forty introduces nobody."""
    return facts.of_partner(facts.home_place.kept("close partners in common", _counted_close))


def _counted_close(home_place: HomePlace) -> Real:
    return _shared_partners(home_place, MANY_PARTNERS)


def _shared_partners(home_place: HomePlace, most: int | None = None) -> Real:
    reached, n_partners = home_place.listing("whom partners know", _whom_partners_know)
    if most is not None:
        reached = reached[n_partners <= most]
    return np.bincount(reached, minlength=home_place.ground.n_places).astype(np.float64)


def _whom_partners_know(home_place: HomePlace) -> tuple[Index, Index]:
    """List the partners of partners, and beside each how many the partner has that knows it."""
    ground, home = home_place.ground, home_place.at
    ties = ground.ties.outside_networks
    own = ties.partners(home)
    reached, n_partners = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for partner in own[may_be_named(ground, home, own)].tolist():
        there = ties.partners(partner)
        reached.append(there[may_be_named(ground, partner, there)])
        n_partners.append(np.full(len(reached[-1]), len(there)))
    return np.concatenate(reached), np.concatenate(n_partners)


def sister_regions(facts: CandidateFacts) -> Real:
    """1 where regions around the home place and a candidate are tied, else 0 or NaN."""
    return np.asarray(facts.kept("sister regions", lambda each: sister_region(each.pairs)))


def is_in_country_of_partner(facts: CandidateFacts) -> Flag:
    """Whether the home place has a partner in the country of a candidate already."""
    held = np.zeros(len(facts.ground.countries.codes), dtype=np.bool_)
    held[facts.places.country[facts.ground.ties.partners(facts.home)]] = True
    return np.asarray(held[facts.pairs.country])


def knows_own_country(facts: CandidateFacts) -> Flag:
    """Whether a candidate abroad has a partner in the country of the home place already."""
    known = facts.home_place.kept("knows own country", _with_partner_in_own_country)
    return np.asarray((facts.of_partner(known) == 1) & ~facts.pairs.is_domestic)


def _with_partner_in_own_country(home_place: HomePlace) -> Real:
    ground, found = home_place.ground, np.zeros(home_place.ground.n_places)
    country, ties = ground.places.country, ground.ties
    is_own = country == country[home_place.at]
    found[ties.a[is_own[ties.b]]] = 1
    found[ties.b[is_own[ties.a]]] = 1
    return found
