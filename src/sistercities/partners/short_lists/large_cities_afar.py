"""Large cities far apart that know each other: for a purpose distance is no reason against them.

A city of `LARGE_CITY` people works with cities of every continent. Among its partners for a purpose
those ten nearest of like size are often none that a mayor would ask, while one far away is: where a
flight joins the two, or a partner in common does.
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
from sistercities.partners.short_lists.nearby_ties import (
    is_in_country_of_partner,
    n_partners_in_common,
)
from sistercities.partners.short_lists.place_kinds import are_large_cities
from sistercities.partners.short_lists.unsafe_places import are_unsafe
from twolevel.core.array_types import Flag

WIDELY_TIED = 30
"""Partners from which a city is known where home has a partner in its country already."""


def are_known_afar(facts: CandidateFacts) -> Flag:
    """Say which candidates are large cities, as home is, that something joins with it.

    A partner in common or a listed flight; or home has a partner in their country already, and they
    have many partners themselves. That their regions are sister regions is not enough.
    """
    is_wide = is_in_country_of_partner(facts) & has_partners(facts, WIDELY_TIED)
    is_joined = (n_partners_in_common(facts) >= 1) | has_route(facts) | is_wide
    return np.asarray(are_large_cities(facts) & is_joined)


def may_serve_afar(facts: CandidateFacts) -> Flag:
    """Say which candidates may serve a purpose wherever they lie.

    They are known afar, of home's rank and size, have the points, and no fighting is on record
    there. Of 159 readings of such places beyond 400 km 89 % said that they are sensible, and of 101
    of places that have fewer points 42 %.
    """
    return facts.holding("may serve afar", _may_serve_afar)


def _may_serve_afar(facts: CandidateFacts) -> Flag:
    has_points = footing(facts) >= points_of("afar", "for_a_purpose")
    may = are_known_afar(facts) & has_points & ~is_out_of_rank(facts)
    return np.asarray(may & ~are_unsafe(facts))
