"""Large cities far apart that know each other: for a purpose distance is no reason against them.

A city of `LARGE_CITY` people works with cities of every continent. Among its partners for a purpose
those ten nearest of like size are often none that a mayor would ask, while one far away is: where a
flight joins the two, or partners in common do.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.arguments import has_route
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import (
    footing,
    has_partners,
    is_out_of_rank,
    points_of,
)
from sistercities.partners.short_lists.own_network import (
    is_in_country_of_partner,
    n_partners_in_common,
    sister_regions,
)
from sistercities.partners.short_lists.place_kinds import are_large_cities
from sistercities.partners.short_lists.unsafe_places import are_unsafe
from twolevel.core.array_types import Flag

WELL_IN_COMMON = 2
"""Partners in common from which two large cities know each other wherever they lie."""
WIDELY_TIED = 20
"""Partners from which a city in a country where home has one already is known with one in common.
"""
VERY_WIDELY_TIED = 30
"""Partners from which it is known without any."""


def are_known_afar(facts: CandidateFacts) -> Flag:
    """Say which candidates are large cities, as home is, that something joins with it.

    A listed flight, two partners in common, or one beside sister regions; or home has a partner in
    their country already, and they have many partners themselves.
    """
    in_common = n_partners_in_common(facts)
    is_joined = has_route(facts) | (in_common >= WELL_IN_COMMON)
    is_joined |= (sister_regions(facts) == 1) & (in_common >= 1)
    is_wide = has_partners(facts, WIDELY_TIED) & (in_common >= 1)
    is_wide |= has_partners(facts, VERY_WIDELY_TIED)
    is_joined |= is_in_country_of_partner(facts) & is_wide
    return np.asarray(are_large_cities(facts) & is_joined)


def may_serve_afar(facts: CandidateFacts) -> Flag:
    """Say which candidates may serve a purpose wherever they lie.

    They are known afar, of home's rank and size, have the points, and no fighting is on record
    there.
    """
    return facts.holding("may serve afar", _may_serve_afar)


def _may_serve_afar(facts: CandidateFacts) -> Flag:
    has_points = footing(facts) >= points_of("afar", "for_a_purpose")
    may = are_known_afar(facts) & has_points & ~is_out_of_rank(facts)
    return np.asarray(may & ~are_unsafe(facts))
