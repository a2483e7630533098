"""Who is next door in every respect, on land or on the water, and who is a neighbour's partner.

Of both readers called more than four in five sensible with fewer points than a list asks for, and
of seaports whatever their rank (docs/data-quality/short-lists.md says how many rows they read).

Places that lie far off while others of like size lie nearer, and what has to bring them near.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import (
    DAY_KM,
    fights_alone,
    is_capital_alone,
    is_set_apart_by_sea,
    n_links,
)
from sistercities.partners.short_lists.grounds import (
    NEARLY_UNLIKE_SIZE,
    fights_within,
    has_same_climate,
)
from sistercities.partners.short_lists.nearby_ties import (
    n_partners_in_common,
    n_tied_close_by,
    sister_regions,
)
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    MANY_NEARER,
    NEAR_OF_RANK,
    NEAREST_OF_RANK,
    among_nearest,
    is_among_of,
    is_near_of_rank,
)
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


INLAND_KM = 600
"""Distance up to which two places that are not both by the sea need no partner in common."""
LESS_SURE_INLAND_KM = 300
"""Distance up to which the group beside the lists names places that are not both by the sea."""
PURPOSE_KM = 400
"""Distance beyond which one link alone brings nobody near for a purpose."""


def is_far_off(facts: CandidateFacts) -> Flag:
    """Say which candidates share no partner with home, while many others lie nearer.

    It is not among the hundred nearest of like size abroad, or lies beyond `INLAND_KM` inland. A
    neighbour of home that knows it, or sister regions, are no answer to "why this one?": of such
    places two fresh readers called one in four sensible, and one in six.
    """
    is_passed_over = ~_is_among_many(facts)
    is_far_inland = (facts.pairs.distance_km > INLAND_KM) & ~are_by_sea(facts)
    return np.asarray(_shares_nobody(facts) & (is_passed_over | is_far_inland))


def is_far_inland(facts: CandidateFacts) -> Flag:
    """Say which candidates lie beyond `LESS_SURE_INLAND_KM` and not by one sea with home."""
    return np.asarray((facts.pairs.distance_km > LESS_SURE_INLAND_KM) & ~are_by_sea(facts))


def may_serve_from_there(facts: CandidateFacts) -> Flag:
    """Say which candidates lie near enough to serve a purpose.

    They are among the ten nearest of like size abroad or of a kind; who shares no partner is among
    the hundred nearest; and beyond `PURPOSE_KM` one link is not enough, but two are, or being next
    door without any. Of the others two readers called four of twenty-seven sensible.
    """
    is_next = np.asarray(among_nearest(FEW_NEARER)(facts), dtype=np.bool_) | is_near_of_rank(facts)
    is_by_one_link = (n_links(facts) == 1) & (facts.pairs.distance_km > PURPOSE_KM)
    is_passed_over = _shares_nobody(facts) & ~_is_among_many(facts)
    return np.asarray(is_next & ~is_by_one_link & ~is_passed_over)


def are_by_sea(facts: CandidateFacts) -> Flag:
    """Say of which candidates it is known that they lie by the sea as home does."""
    return np.asarray(facts.of_both(facts.places.is_by_sea) == 1)


def _shares_nobody(facts: CandidateFacts) -> Flag:
    return np.asarray(n_partners_in_common(facts) < 1)


def _is_among_many(facts: CandidateFacts) -> Flag:
    return np.asarray(among_nearest(MANY_NEARER)(facts), dtype=np.bool_)
