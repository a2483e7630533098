"""The facts that points are given for, by the names that the table of points gives them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sistercities.partners.features.geography import neighbours
from sistercities.partners.features.network import country_ties
from sistercities.partners.short_lists.arguments import has_route
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
    LIKE_SIZE,
    NEARLY_UNLIKE_SIZE,
    VERY_UNLIKE_SIZE,
    differ,
    fights_within,
    has_same_climate,
    have_one_language,
)
from sistercities.partners.short_lists.nearby_ties import (
    is_in_country_of_partner,
    knows_own_country,
    n_close_partners_in_common,
    n_partners_in_common,
    n_tied_close_by,
    n_ties_nearby,
    sister_regions,
)
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    MANY_NEARER,
    PRACTISED,
    among_nearest,
    is_near_of_rank,
    is_nearest_of_rank,
)
from sistercities.partners.short_lists.place_kinds import (
    are_large_cities,
    are_of_one_kind,
    are_of_opposite_kinds,
    are_parts_of_metropolis,
    are_suburbs,
    candidate_alone_has_many_routes,
    candidate_alone_is_beside_metropolis,
    candidate_alone_is_resort,
    candidate_alone_is_suburb,
    have_unlike_surroundings,
    home_alone_is_suburb,
    one_alone_lies_high,
    suburbs,
)
from sistercities.partners.short_lists.quarters import quarters_of
from twolevel.core.array_types import Flag, Real

SEVERAL_IN_COMMON = 3
"""Partners in common from which two places move in one circle."""
VERY_OFTEN, MANY_PEERS = 2.0, 15
"""Log2 from which two countries have very many partnerships; places like home from which many have
a partner in a country."""
OTHER_SIDE_KM = 4_000
"""Distance from which two places are on two sides of an ocean or a continent."""
UNLINKED_KM = 200
"""Distance beyond which one that nothing links seems far-fetched."""
CHANCE_KM = 2_000
"""Distance beyond which one partner in common, and no other link, is a chance."""
DAY_KM = 600
"""Distance up to which a day is enough to go there and talk."""
NEIGHBOURS_KM = 300
"""Distance up to which two places are neighbours."""
UP_RIVER_KM, REACH_KM = 100, 1_000
"""How far up a river a seaport is one to a mayor by the sea, and how far apart two such may lie
that nothing links."""
RICHER = 2.0
"""Times by which the GDP per head of two countries differs, and that squared."""
Fact = Callable[[CandidateFacts], Flag | Real]


def _within(km: float) -> Fact:
    return lambda facts: facts.pairs.distance_km <= km


def _both(flag: str) -> Fact:
    """Whether something holds of both: of nobody where it does not hold of the home place."""

    def holds(facts: CandidateFacts) -> Flag:
        values = getattr(facts.places, flag)
        if values[facts.home] != 1:
            return np.zeros(len(facts.pairs), dtype=np.bool_)
        return np.asarray(values[facts.pairs.b] == 1)

    return holds


def _home_alone(flag: str) -> Fact:
    """Whether something holds of the home place, and is known not to hold of a candidate."""

    def holds(facts: CandidateFacts) -> Flag:
        values = getattr(facts.places, flag)
        if values[facts.home] != 1:
            return np.zeros(len(facts.pairs), dtype=np.bool_)
        return np.asarray(values[facts.pairs.b] == 0)

    return holds


def _times_apart(least: float) -> Fact:
    return lambda facts: np.fmax(facts.size_ratio, 1 / facts.size_ratio) > least


def _has_partners(least: int) -> Fact:
    return lambda facts: facts.ground.ties.degree[facts.pairs.b] >= least


def _peers(least: int) -> Fact:
    return lambda facts: facts.home_place.alike.with_partner_in[facts.pairs.country] >= least


def _country_ties(least: float) -> Fact:
    return lambda facts: _are_often_partners(facts, least)


def _are_often_partners(facts: CandidateFacts, least: float) -> Flag:
    return np.asarray(facts.kept("country ties", _of_both_countries) >= least)


def _of_both_countries(facts: CandidateFacts) -> Real:
    return facts.of_countries(lambda each: country_ties(each.pairs))


def _of_countries(name: str) -> Fact:
    """Whether a fact of two countries holds."""
    return lambda facts: facts.of_countries(
        lambda each: (each.pairs.between_countries(name) == 1).astype(np.float64)
    )


def _are_of_neighbours_by_land(facts: CandidateFacts) -> Flag:
    """Whether the countries share a land border, and neither place lies on an island off it."""
    share = facts.of_countries(lambda each: (neighbours(each.pairs) == 1).astype(np.float64)) == 1
    is_island = facts.places.is_island
    are_off = (is_island[facts.pairs.b] == 1) | (is_island[facts.home] == 1)
    return np.asarray(share & ~are_off)


def _richer(times: float) -> Fact:
    def holds(facts: CandidateFacts) -> Flag:
        income, country = np.log2(facts.ground.countries.income), facts.places.country
        gap = np.abs(income[facts.pairs.country] - income[country[facts.home]])
        return np.asarray(gap > np.log2(times))

    return holds


def fights_alone(facts: CandidateFacts) -> Flag:
    """Whether the government of a candidate's country fights armed groups, and the own does not."""
    at_odds = fights_within(facts.ground)
    return np.asarray(at_odds[facts.pairs.country] & ~at_odds[facts.places.country[facts.home]])


def _heritage(facts: CandidateFacts) -> Flag:
    return np.asarray(facts.of_both(np.minimum(facts.places.heritage_sites, 1.0)) == 1)


def _heritage_of_candidate_alone(facts: CandidateFacts) -> Flag:
    n_sites = facts.places.heritage_sites
    return np.asarray((n_sites[facts.pairs.b] > 0) & (n_sites[facts.home] == 0))


OF_THE_TWO: dict[str, Fact] = {
    "partner_in_common": lambda facts: n_partners_in_common(facts) >= 1,
    "sister_region": lambda facts: sister_regions(facts) == 1,
    "tied_close_by": lambda facts: n_tied_close_by(facts) > 0,
    "tie_nearby": lambda facts: n_ties_nearby(facts) >= 1,
    "near": _within(NEIGHBOURS_KM),
    "by_sea": _both("is_by_sea"),
    "port": _both("is_port"),
    "mountains": _both("is_mountain"),
    "island": _both("is_island"),
    "seat": _both("is_seat"),
    "capital": _both("is_capital"),
    "heritage": _heritage,
    "suburbs": are_suburbs,
    "one_kind": are_of_one_kind,
}
"""Facts of the two places, which do not hold of any two of their countries."""


def n_of_the_two(facts: CandidateFacts) -> Real:
    """Count the facts that hold of the two places, and not of any two of their countries."""
    return np.asarray(facts.kept("n_of_the_two", _n_of_the_two))


def _n_of_the_two(facts: CandidateFacts) -> Real:
    found = np.zeros(len(facts.pairs))
    for holds in OF_THE_TWO.values():
        found += holds(facts)
    return found


def is_of_the_two(facts: CandidateFacts) -> Flag:
    """Whether more holds of the two places than of any two of their countries.

    That both are large, or the one among the nearest of like size abroad, is enough.
    """
    is_next = among_nearest(FEW_NEARER)(facts) | are_large_cities(facts)
    return np.asarray((n_of_the_two(facts) > 0) | is_next)


def _of_the_two(least: int) -> Fact:
    return lambda facts: n_of_the_two(facts) >= least


def n_links(facts: CandidateFacts) -> Real:
    """Count the kinds of links of the two; a second partner in common is one more."""
    return np.asarray(facts.kept("n links", _n_links))


def _n_links(facts: CandidateFacts) -> Real:
    in_common = n_partners_in_common(facts)
    held = (
        in_common >= 1, in_common >= 2, sister_regions(facts) == 1,
        n_tied_close_by(facts) >= 1, n_ties_nearby(facts) >= 2,
    )  # fmt: skip
    return np.asarray(np.sum(held, axis=0), dtype=np.float64)


def _has_ties_nearby_alone(facts: CandidateFacts) -> Flag:
    """Whether ties of the two surroundings are the only link of the two."""
    return np.asarray((n_links(facts) == 1) & (n_ties_nearby(facts) >= 2))


def is_linked(facts: CandidateFacts) -> Flag:
    """Whether something links the two themselves: people there know people here.

    A partner in common, sister regions, a partner of a place near home, or two ties between the
    surroundings of the two.
    """
    return np.asarray(n_links(facts) >= 1)


def _linked_beyond(n: int, km: float) -> Fact:
    """Whether a candidate has so many links alone and lies farther than so many km."""
    return lambda facts: (n_links(facts) == n) & (facts.pairs.distance_km > km)


def is_well_known(facts: CandidateFacts) -> Flag:
    """Whether a large city far away is known here by more than one partner in common.

    By an air route, sister regions, three partners in common, or a link beside countries whose
    cities are partners very often: where one of these holds, readers called eight in ten sensible,
    and half of the others.
    """
    is_often = _are_often_partners(facts, VERY_OFTEN) & is_linked(facts)
    by_regions = sister_regions(facts) == 1
    return np.asarray(
        is_often
        | by_regions
        | has_route(facts)
        | (n_partners_in_common(facts) >= SEVERAL_IN_COMMON)
    )


def is_capital_alone(facts: CandidateFacts) -> Flag:
    """Whether a candidate is a national capital, and the home place is none."""
    is_capital = facts.places.is_capital
    return np.asarray((is_capital[facts.pairs.b] == 1) & (is_capital[facts.home] != 1))


def _is_nearest_and_of_size(facts: CandidateFacts) -> Flag:
    """Whether a candidate is among the nearest of its kind, and of like size."""
    times = np.fmax(facts.size_ratio, 1 / facts.size_ratio)
    return np.asarray(is_nearest_of_rank(facts) & (times <= LIKE_SIZE))


def _has_one_in_common_far(facts: CandidateFacts) -> Flag:
    """Whether one partner in common is the only link of the two, and they lie far apart."""
    is_only_one = (n_links(facts) == 1) & (n_partners_in_common(facts) == 1)
    return np.asarray(is_only_one & (facts.pairs.distance_km > CHANCE_KM))


def is_set_apart_by_sea(facts: CandidateFacts) -> Flag:
    """Whether one lies by the sea and the other does not, and they are no two seaports alike.

    Of seaports up a river, as Rotterdam and Szczecin, readers called such suggestions sensible
    where the two are linked or not far apart.
    """
    return facts.holding("set apart by sea", _is_set_apart_by_sea)


def _is_set_apart_by_sea(facts: CandidateFacts) -> Flag:
    return np.asarray(differ(facts.places.is_by_sea, facts) & ~_are_seaports_in_reach(facts))


def _are_seaports_in_reach(facts: CandidateFacts) -> Flag:
    km_to_sea, at = facts.places.km_to_sea, facts.pairs.b
    if facts.places.is_port[facts.home] != 1:
        return np.zeros(len(at), dtype=np.bool_)
    are_near_sea = (km_to_sea[at] <= UP_RIVER_KM) & (km_to_sea[facts.home] <= UP_RIVER_KM)
    is_in_reach = is_linked(facts) | has_route(facts) | (facts.pairs.distance_km <= REACH_KM)
    # Docks in the middle of London are no seaport of a quarter of it.
    is_beside = suburbs(facts.ground)
    is_quarter = is_beside[facts.home] | is_beside[at]
    are_seaports = (facts.places.is_port[at] == 1) & ~is_quarter
    return np.asarray(are_seaports & are_near_sea & is_in_reach)


COUNTED: dict[str, Fact] = {
    "close_partner_in_common": lambda facts: n_close_partners_in_common(facts) >= 1,
    "three_in_common": lambda facts: n_partners_in_common(facts) >= SEVERAL_IN_COMMON,
    "sister_region": lambda facts: sister_regions(facts) == 1,
    "two_links": lambda facts: n_links(facts) >= 2,
    "air_route": has_route,
    "within_200_km": _within(200),
    "within_300_km": _within(300),
    "within_600_km": _within(DAY_KM),
    "within_1000_km": _within(1_000),
    "within_1500_km": _within(1_500),
    "within_10000_km": _within(10_000),
    "among_ten_nearest": among_nearest(FEW_NEARER),
    "among_hundred_nearest": among_nearest(MANY_NEARER),
    "nearest_of_rank": is_nearest_of_rank,
    "near_of_rank": is_near_of_rank,
    "nearest_of_rank_and_size": _is_nearest_and_of_size,
    "neighbouring_countries": _are_of_neighbours_by_land,
    "country_of_partner": is_in_country_of_partner,
    "knows_own_country": knows_own_country,
    "many_country_ties": _country_ties(VERY_OFTEN),
    "shared_past": _of_countries("colonial_tie"),
    "peers_there": _peers(FEW_PEERS),
    "many_peers_there": _peers(MANY_PEERS),
    "mountains": _both("is_mountain"),
    "climate": has_same_climate,
    "seat": _both("is_seat"),
    "islands": _both("is_island"),
    "language": have_one_language,
    "parts_of_metropolis": are_parts_of_metropolis,
    "large_cities": are_large_cities,
    "two_of_the_two": _of_the_two(2),
    "three_of_the_two": _of_the_two(3),
    "has_partners": _has_partners(1),
    "is_practised": _has_partners(PRACTISED),
    "less_like_size": _times_apart(LIKE_SIZE),
    "nearly_unlike_size": _times_apart(NEARLY_UNLIKE_SIZE),
    "very_unlike_size": _times_apart(VERY_UNLIKE_SIZE),
    "quarter": lambda facts: np.full(len(facts.pairs), quarters_of(facts.ground).holds(facts.home)),
    "opposite_kinds": are_of_opposite_kinds,
    "home_alone_is_suburb": home_alone_is_suburb,
    "candidate_alone_is_suburb": candidate_alone_is_suburb,
    "candidate_alone_is_resort": candidate_alone_is_resort,
    "candidate_alone_is_beside_metropolis": candidate_alone_is_beside_metropolis,
    "candidate_alone_has_many_routes": candidate_alone_has_many_routes,
    "candidate_alone_has_heritage": _heritage_of_candidate_alone,
    "candidate_alone_is_capital": is_capital_alone,
    "unlike_surroundings": have_unlike_surroundings,
    "harbour_of_home_alone": _home_alone("has_port"),
    "sea_of_one_alone": is_set_apart_by_sea,
    "height_of_one_alone": one_alone_lies_high,
    "unlinked": lambda facts: ~is_linked(facts),
    "unlinked_and_far": _linked_beyond(0, UNLINKED_KM),
    "only_ties_nearby": _has_ties_nearby_alone,
    "one_in_common_far": _has_one_in_common_far,
    "rivals": _of_countries("rivalry_tss"),
    "income": _richer(RICHER),
    "very_unlike_income": _richer(RICHER**2),
    "fights": fights_alone,
}
"""What may be counted: each is 1 or 0 of a candidate."""
