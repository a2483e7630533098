"""Who is next door in every respect, on land or on the water, and who is a neighbour's partner.

Of both readers called more than four in five sensible with fewer points than a list asks for, and
of seaports whatever their rank (docs/data-quality/short-lists.md says how many rows they read).
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import (
    DAY_KM,
    fights_alone,
    is_capital_alone,
    is_set_apart_by_sea,
)
from sistercities.partners.short_lists.grounds import (
    NEARLY_UNLIKE_SIZE,
    fights_within,
    has_same_climate,
)
from sistercities.partners.short_lists.nearby_ties import n_tied_close_by
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    NEAR_OF_RANK,
    NEAREST_OF_RANK,
    among_nearest,
    is_among_of,
    is_near_of_rank,
)
from sistercities.partners.short_lists.own_network import n_partners_in_common, sister_regions
from sistercities.partners.short_lists.place_kinds import candidate_alone_is_suburb
from sistercities.partners.short_lists.quarters import quarters_of
from twolevel.core.array_types import Flag

BY_WATER_KM = 1_500
"""Kilometres up to which two seaports lie next to each other, if few others of like size do."""


def is_next_in_all(facts: CandidateFacts) -> Flag:
    """Say which candidates lie next door and differ in nothing that is on record.

    Among the ten nearest places of like size abroad, a day away at most, with the same climate,
    both by the sea or both inland, and neither a capital nor a suburb where home is none.
    """
    return facts.holding("is next in all", _is_next_in_all)


def _is_next_in_all(facts: CandidateFacts) -> Flag:
    if quarters_of(facts.ground).holds(facts.home):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    people, home = facts.places.population, facts.home
    times = people[facts.pairs.b] / people[home]
    is_like = np.fmax(times, 1 / times) <= NEARLY_UNLIKE_SIZE
    differs = (
        is_set_apart_by_sea(facts) | candidate_alone_is_suburb(facts) | is_capital_alone(facts)
    )  # fmt: skip
    is_near = among_nearest(FEW_NEARER)(facts) & (facts.pairs.distance_km <= DAY_KM)
    is_alike = has_same_climate(facts) & is_like & ~differs
    return np.asarray(is_near & is_alike & ~fights_alone(facts))


def is_neighbours_partner_alone(facts: CandidateFacts) -> Flag:
    """Say which candidates are known here as partners of a place near home, and for nothing else.

    A mayor asks why her town should have the partner of the next one. Who shares a partner with
    home, lies in a sister region, or is among the ten nearest of like size abroad or of a kind has
    a reason of its own.
    """
    return facts.holding("is a neighbour's partner alone", _is_neighbours_partner_alone)


def _is_neighbours_partner_alone(facts: CandidateFacts) -> Flag:
    is_known = (n_partners_in_common(facts) >= 1) | (sister_regions(facts) == 1)
    is_next = among_nearest(FEW_NEARER)(facts) | is_near_of_rank(facts)
    return np.asarray((n_tied_close_by(facts) >= 1) & ~is_known & ~is_next)


def are_next_seaports(facts: CandidateFacts) -> Flag:
    """Say which candidates are seaports as the home place is, and among the nearest of like size.

    Ships do not ask whether one is counted with its suburbs or far larger. A capital is one of the
    three nearest.
    """
    return facts.holding("are next seaports", _are_next_seaports)


def _are_next_seaports(facts: CandidateFacts) -> Flag:
    if quarters_of(facts.ground).is_part(facts.home):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    is_in_reach = facts.pairs.distance_km <= BY_WATER_KM
    is_at_peace = ~fights_within(facts.ground)[facts.pairs.country]
    is_next = is_among_of("port", NEAR_OF_RANK)(facts)
    is_next &= ~is_capital_alone(facts) | is_among_of("port", NEAREST_OF_RANK)(facts)
    return np.asarray(is_next & is_in_reach & is_at_peace & ~is_set_apart_by_sea(facts))
