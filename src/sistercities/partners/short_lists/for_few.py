"""Who is named to a home place to which lists and group name fewer than three.

Two pairs of fresh readers who saw facts and reasons called over four in five of such places
sensible, and fewer of those that have fewer points or lie far off, whom nobody is named
(`docs/data-quality/short-lists-for-few.csv`). How many points each asks for is in the table.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import (
    is_of_the_two,
    is_set_apart_by_sea,
)
from sistercities.partners.short_lists.footing import (
    footing,
    is_out_of_rank,
    may_rest_on_kind,
    may_sign,
    points_of,
)
from sistercities.partners.short_lists.grounds import are_rivals, fights_within
from sistercities.partners.short_lists.next_door import is_far_off, is_neighbours_partner_alone
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions
from twolevel.core.array_types import Flag

_KIND = "for_few"


def rests_for_few(facts: CandidateFacts) -> Flag:
    """Say which candidates rest on enough for a home place to which few are named.

    All of them have the rank and size of any name, a fact of the two, and the partners that their
    distance asks for; none lies in a state that researchers list as a rival of the own one: of five
    such places two readers called two sensible and one absurd. To a quarter of a city, and to a
    region, nobody is named so.
    """
    if is_for_regions(facts) or quarters_of(facts.ground).holds(facts.home):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    fits = ~is_out_of_rank(facts) & is_of_the_two(facts) & may_sign(facts)
    fits = fits & ~is_neighbours_partner_alone(facts) & ~are_rivals(facts)
    fits = fits & ~facts.holding("is far off", is_far_off)
    rests = may_rest_on_kind(facts, "one") & _has_points(facts, "in_all")
    rests |= _is_across_the_coast(facts) & _has_points(facts, "one_by_the_sea")
    return np.asarray(fits & rests)


def _is_across_the_coast(facts: CandidateFacts) -> Flag:
    """Say which candidates are set apart by the sea, and by nothing else that likeness asks for."""
    is_at_peace = ~fights_within(facts.ground)[facts.pairs.country]
    return np.asarray(is_set_apart_by_sea(facts) & is_at_peace & ~np.isnan(facts.size_ratio))


def _has_points(facts: CandidateFacts, name: str) -> Flag:
    return np.asarray(footing(facts) >= points_of(_KIND, name))
