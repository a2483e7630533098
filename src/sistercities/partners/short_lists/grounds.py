"""What a suggestion rests on: a link between the two, and what the two places have in common.

Outside its own network a place is named only where both are there: likeness alone, on the other
side of the world, leaves a mayor asking why them.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.culture import OFFICIAL, common_language
from sistercities.partners.features.geography import climate, neighbours
from sistercities.partners.features.network import country_ties
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.terms.climate import SAME_ZONE
from twolevel.core.array_types import Flag, Real

NEAR_KM = 1_000
OFTEN = 1.0
"""Log2 from which two countries are said to have many partnerships."""
ENOUGH_LINKS, FAR_LINKS = 2, 3
"""Links that a place outside the network has at least, and far away; who is near, or at home, has
enough by that. Two readers, each alone, found four in five of 566 such suggestions sensible that
had two, and a third of the others; two stricter ones half of those far away that had two, and four
in five of those that had three."""
MANY_MIGRANTS = 10_000
"""People of either country in the other from which that is told as a reason; it is no link."""
FEW_PEERS = 6
"""Places like the home place that have a partner in a country, from which that says something: a
tenth of those that are looked at."""
LIKE_SIZE = 1.5
"""Times by which two populations may differ and count as something in common."""


def n_links(facts: CandidateFacts) -> Real:
    """Count what links the two, or their countries.

    The places are near, or of one country (either is enough); the countries are neighbours, share
    an official language, or have many partnerships; or places like the home place have partners
    there.
    """
    is_near = facts.pairs.distance_km <= NEAR_KM
    at_hand = np.fmax(ENOUGH_LINKS * is_near, FAR_LINKS * facts.pairs.is_domestic)
    return np.asarray(at_hand + facts.of_countries(_links_of_countries))


def _links_of_countries(facts: CandidateFacts) -> Real:
    pairs = facts.pairs
    links = (
        neighbours(pairs) == 1,
        common_language(pairs) == OFFICIAL,
        country_ties(pairs) >= OFTEN,
        facts.home_place.alike.with_partner_in[pairs.country] >= FEW_PEERS,
    )
    return np.asarray(np.sum(links, axis=0, dtype=np.float64))


def n_in_common(facts: CandidateFacts) -> Real:
    """Count what the two places have in common; the sea counts once, with a port or without."""
    places = facts.places
    ratio = facts.size_ratio
    sea = np.fmax(places.is_coastal, places.has_port)
    held: tuple[Flag | Real, ...] = (
        (ratio <= LIKE_SIZE) & (ratio >= 1 / LIKE_SIZE),
        climate(facts.pairs) == SAME_ZONE,
        facts.of_both(sea) == 1,
        facts.of_both(places.is_mountain) == 1,
        facts.of_both(places.is_island) == 1,
        facts.of_both(places.is_border_city) == 1,
        facts.of_both(places.is_seat) == 1,
        facts.of_both(places.is_capital) == 1,
        facts.of_both(np.minimum(places.heritage_sites, 1.0)) == 1,
    )
    return np.asarray(np.sum(held, axis=0, dtype=np.float64))


def n_had(facts: CandidateFacts) -> int:
    """Count what the home place has that another may have in common with it.

    Of a town of the gazetteer little more than the size is known.
    """
    places, home = facts.places, facts.home
    flags = (
        np.fmax(places.is_coastal[home], places.has_port[home]), places.is_mountain[home],
        places.is_island[home], places.is_border_city[home], places.is_seat[home],
        places.is_capital[home], np.minimum(places.heritage_sites[home], 1.0),
    )  # fmt: skip
    have = sum(bool(flag == 1) for flag in flags)
    return have + bool(places.population[home] > 0) + bool(places.climate[home] >= 0)
