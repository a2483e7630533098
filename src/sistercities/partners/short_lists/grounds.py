"""From where on facts on two places and their countries count: sizes, distances, how often."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.features.geography import climate
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.terms.climate import SAME_ZONE
from twolevel.core.array_types import Flag, Real

NEAR_KM = 1_000
OFTEN = 1.0
"""Log2 from which two countries are said to have many partnerships."""
MANY_MIGRANTS = 10_000
"""People of either country in the other from which that is told as a reason; it is no link."""
FEW_PEERS = 6
"""Places like the home place that have a partner in a country, from which that says something: a
tenth of those that are looked at."""
LIKE_SIZE = 1.5
"""Times by which two populations may differ and count as something in common."""
NEARLY_UNLIKE_SIZE = 1.75
"""Times by which two populations differ and a mayor asks why."""
VERY_UNLIKE_SIZE = 2.5
"""Times by which two populations differ and set two places apart."""
_CONFLICT = "conflict_within"


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


def have_one_language(facts: CandidateFacts) -> Flag:
    """Whether each of the two countries has one official language, the same.

    Where a country has several, that of a town is not on record.
    """
    languages = facts.ground.countries.languages
    own = languages[int(facts.places.country[facts.home])]
    is_same = np.array([len(own) == 1 and own == each for each in languages], dtype=np.bool_)
    return np.asarray(is_same[facts.pairs.country] & ~facts.pairs.is_domestic)


def has_same_climate(facts: CandidateFacts) -> Flag:
    """Whether the two have the same climate."""
    return np.asarray(climate(facts.pairs) == SAME_ZONE)


def are_rivals(facts: CandidateFacts) -> Flag:
    """Whether researchers list the two states as rivals, in the last year on record."""
    return np.asarray(facts.pairs.between_countries("rivalry_tss") == 1)
