"""Places that lie far off while others of like size lie nearer, and what has to bring them near."""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import n_links
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    MANY_NEARER,
    among_nearest,
    is_near_of_rank,
)
from sistercities.partners.short_lists.own_network import n_partners_in_common
from twolevel.core.array_types import Flag

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
