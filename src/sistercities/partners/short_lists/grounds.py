"""What a suggestion rests on: a link between the two, and what the two places have in common.

Outside its own network a place is named only where both are there: likeness alone, on the other
side of the world, leaves a mayor asking why them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.features.culture import OFFICIAL, common_language
from sistercities.partners.features.geography import climate, neighbours
from sistercities.partners.features.network import country_ties
from sistercities.partners.ground import Ground, are_among
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.terms.climate import SAME_ZONE
from twolevel.core.array_types import Flag, Real

NEAR_KM = 1_000
OFTEN = 1.0
"""Log2 from which two countries are said to have many partnerships."""
NEAR_LINKS, DOMESTIC_LINKS = 2, 3
"""Links for which nearness counts, and for which a place of the own country does."""
MANY_MIGRANTS = 10_000
"""People of either country in the other from which that is told as a reason; it is no link."""
FEW_PEERS = 6
"""Places like the home place that have a partner in a country, from which that says something: a
tenth of those that are looked at."""
LIKE_SIZE = 1.5
"""Times by which two populations may differ and count as something in common."""
UNLIKE_SIZE, VERY_UNLIKE_SIZE = 2.0, 2.5
"""Times by which two populations differ and set two places apart, once and twice."""
FAR_KM = 4_000
"""Distance beyond which the same climate is no reason: half the world has it."""
_CONFLICT = "conflict_within"


def n_links(facts: CandidateFacts) -> Real:
    """Count what links the two, or their countries.

    The places are near, or of one country (which count more than once); the countries are
    neighbours, share an official language, or have many partnerships; or places like the home place
    have partners there.
    """
    is_near = facts.pairs.distance_km <= NEAR_KM
    at_hand = np.fmax(NEAR_LINKS * is_near, DOMESTIC_LINKS * facts.pairs.is_domestic)
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
    """Count what the two places have in common; the sea counts once, with a port or without.

    The climate counts up to `FAR_KM`.
    """
    places = facts.places
    ratio = facts.size_ratio
    sea = np.fmax(places.is_coastal, places.has_port)
    held: tuple[Flag | Real, ...] = (
        (ratio <= LIKE_SIZE) & (ratio >= 1 / LIKE_SIZE),
        (climate(facts.pairs) == SAME_ZONE) & ~(facts.pairs.distance_km > FAR_KM),
        facts.of_both(sea) == 1,
        facts.of_both(places.is_mountain) == 1,
        facts.of_both(places.is_island) == 1,
        facts.of_both(places.is_border_city) == 1,
        facts.of_both(places.is_seat) == 1,
        facts.of_both(places.is_capital) == 1,
        facts.of_both(np.minimum(places.heritage_sites, 1.0)) == 1,
    )
    return np.asarray(np.sum(held, axis=0, dtype=np.float64))


def n_apart(facts: CandidateFacts) -> Real:
    """Count what sets two places apart: what is not known sets nobody apart.

    One lies by the sea and the other inland; one among mountains inland and the other in the plain
    by the coast; one is a national capital; one is more than twice as large, and again where it is
    far larger; the government there fights armed groups, and the own one does not.
    """
    places, countries = facts.places, fights_within(facts.ground)
    times = np.fmax(facts.size_ratio, 1 / facts.size_ratio)
    held: tuple[Flag, ...] = (
        of_one_alone(places.is_by_sea, places.is_coastal, facts),
        differ(places.is_mountain, facts) & differ(places.is_coastal, facts),
        differ(places.is_capital, facts),
        times > UNLIKE_SIZE,
        times > VERY_UNLIKE_SIZE,
        countries[facts.pairs.country] & ~countries[places.country[facts.home]],
    )
    return np.asarray(np.sum(held, axis=0, dtype=np.float64))


@lru_cache(maxsize=2)
def fights_within(ground: Ground) -> Flag:
    """Say of each country whether its government is recorded to fight armed groups today."""
    found = np.zeros(len(ground.countries.codes), dtype=np.bool_)
    for row in ground.barriers:
        if row.kind == _CONFLICT and row.until_date is None:
            found |= are_among(ground.countries.codes, row.side_a)
    return found


def differ(flag: Real, facts: CandidateFacts) -> Flag:
    """Whether something is known to hold of one of two places and not of the other."""
    return np.asarray(np.abs(facts.of_partner(flag) - flag[facts.home]) == 1)


def of_one_alone(strictly: Real, widely: Real, facts: CandidateFacts) -> Flag:
    """Whether something holds strictly of one place, and of the other not even widely."""
    there, here = facts.of_partner(strictly), strictly[facts.home]
    return np.asarray(
        ((there == 1) & (widely[facts.home] == 0)) | ((here == 1) & (facts.of_partner(widely) == 0))
    )


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
