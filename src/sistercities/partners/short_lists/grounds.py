"""What a suggestion rests on: a link between the two, and what the two places have in common.

Outside its own network a place is named only where both are there: likeness alone, on the other
side of the world, leaves a mayor asking why them.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.culture import OFFICIAL, common_language
from sistercities.partners.features.geography import climate, neighbours
from sistercities.partners.features.network import country_ties
from sistercities.partners.ground import Flag, Real
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.terms.climate import SAME_ZONE

NEAR_KM = 1_000
OFTEN = 1.0
"""Log2 from which two countries are said to have many partnerships."""
MANY_MIGRANTS = 10_000
FEW_PEERS = 6
"""Places like the home place that have a partner in a country, from which that says something: a
tenth of those that are looked at."""
LIKE_SIZE = 1.5
"""Times by which two populations may differ and count as something in common."""


def is_linked(facts: CandidateFacts) -> Real:
    """1 where something links the two, or their countries, 0 where nothing does.

    The places are near, the countries are neighbours, share an official language, have many
    partnerships or people in each other, or places like the home place have partners there.
    """
    pairs = facts.pairs
    peers = facts.home_place.alike.with_partner_in[pairs.country]
    links = (
        pairs.is_domestic,
        pairs.distance_km <= NEAR_KM,
        neighbours(pairs) == 1,
        common_language(pairs) == OFFICIAL,
        country_ties(pairs) >= OFTEN,
        pairs.between_countries("migrant_stock") >= MANY_MIGRANTS,
        peers >= FEW_PEERS,
    )
    return np.asarray(np.any(links, axis=0), dtype=np.float64)


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
