"""What links two regions: partnerships of their towns, partners in common, or a border close by.

One strict reader called nearly all suggestions sensible that rest on three partnerships of towns,
two thirds of those on two, half of those on one, and a third of those on partners in common alone
(`docs/data-quality/short-lists.md`). So what is less asks for more beside it.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import DAY_KM
from sistercities.partners.short_lists.grounds import are_rivals
from sistercities.partners.short_lists.own_network import (
    is_in_country_of_partner,
    n_close_partners_in_common,
    n_partners_in_common,
)
from sistercities.partners.short_lists.region_facts import (
    LIKE_SIZE,
    n_towns_tied,
    people_of_smaller,
    people_of_towns_tied,
    times_apart,
)
from twolevel.core.array_types import Flag, Real

NEAR_KM = 1_500
"""Distance up to which one partner in common, or one partnership of towns, may be a link: a day is
enough to go there."""
CLOSE_KM = 300
"""Distance up to which a region of like size needs no link, and a second partner in a country no
more than a first one."""
SEVERAL, TWO = 3, 2
"""Partnerships of towns, or partners in common, that are a link by themselves; and those that are
one between regions not too unlike."""
MOST_TIMES_OF_TWO, MOST_TIMES, MOST_TIMES_AT_BORDER = 12.0, 4.0, 10.0
"""Times by which the people of two regions differ at most that two partnerships of towns link; that
less links; and that less links across a border of the two countries."""
WEIGHTY = 0.015
"""Share of the people of the smaller region that live in the smaller of two towns, from which their
partnership weighs something: that of two villages links no provinces."""
SMALL = 0.003
"""Such a share below which two partnerships of towns link two regions no more than one does."""


def are_linked(facts: CandidateFacts) -> Flag:
    """Say which regions something links with the home place that is worth an approach."""
    by_towns = _by_several_towns(facts) | _by_two_towns(facts) | _by_one_town(facts)
    return np.asarray(by_towns | _by_partners(facts) | _is_next_door(facts))


def _by_several_towns(facts: CandidateFacts) -> Flag:
    return np.asarray((n_towns_tied(facts) >= SEVERAL) & ~are_rivals(facts))


def _by_two_towns(facts: CandidateFacts) -> Flag:
    """Whether two partnerships of towns link them; a second partner in a country needs more."""
    is_first = ~is_in_country_of_partner(facts) | _are_close(facts) | _is_weighty(facts)
    is_alike = ~(times_apart(facts) > MOST_TIMES_OF_TWO) & ~(_share(facts) < SMALL)
    return np.asarray((n_towns_tied(facts) >= TWO) & is_alike & is_first & ~are_rivals(facts))


def _by_one_town(facts: CandidateFacts) -> Flag:
    """Whether one partnership of towns links them: a weighty one near by, or beside a partner.

    Beside a partner in common, two regions of like size need no weighty one.
    """
    in_common = n_partners_in_common(facts) >= 1
    is_like = times_apart(facts) <= LIKE_SIZE
    is_near = facts.pairs.distance_km <= NEAR_KM
    counts = (_is_weighty(facts) & (is_near | in_common)) | (is_like & in_common)
    return np.asarray((n_towns_tied(facts) >= 1) & counts & _is_first_and_alike(facts))


def _by_partners(facts: CandidateFacts) -> Flag:
    """Whether partners in common link them: one near by, two across a border, three anywhere.

    One that has many partners introduces nobody, unless the two are a day or a border apart.
    """
    n, km = n_partners_in_common(facts), facts.pairs.distance_km
    knows_both = (n_close_partners_in_common(facts) >= 1) | _have_border(facts) | (km <= DAY_KM)
    is_one = (n >= 1) & (km <= NEAR_KM) & knows_both
    counts = is_one | ((n >= TWO) & _have_border(facts)) | (n >= SEVERAL)
    return np.asarray(counts & _is_first_and_alike(facts))


def _is_next_door(facts: CandidateFacts) -> Flag:
    """Whether a region of like size lies close by, and home has no partner in its country."""
    is_alike = (times_apart(facts) <= LIKE_SIZE) & ~is_in_country_of_partner(facts)
    return np.asarray(_are_close(facts) & is_alike & ~are_rivals(facts))


def _is_first_and_alike(facts: CandidateFacts) -> Flag:
    """Whether home has no partner in the country yet, or lies close, and the sizes are known."""
    most = np.where(_have_border(facts), MOST_TIMES_AT_BORDER, MOST_TIMES)
    is_first = ~is_in_country_of_partner(facts) | _are_close(facts)
    return np.asarray(is_first & (times_apart(facts) <= most) & ~are_rivals(facts))


def _are_close(facts: CandidateFacts) -> Flag:
    return np.asarray(facts.pairs.distance_km <= CLOSE_KM)


def _is_weighty(facts: CandidateFacts) -> Flag:
    """Whether the largest partnership of towns weighs something; not where that is not known."""
    return np.asarray(_share(facts) >= WEIGHTY)


def _share(facts: CandidateFacts) -> Real:
    """Share of the people of the smaller region in the smaller of two towns; NaN if not known."""
    return np.asarray(people_of_towns_tied(facts) / people_of_smaller(facts))


def _have_border(facts: CandidateFacts) -> Flag:
    return np.asarray(facts.pairs.between_countries("land_border") == 1)
