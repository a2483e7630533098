"""What partners in the country or region of the other say of a pair: for it, against it, nothing.

One judge for scorecards and for lists of suggestions, so that no fact speaks for a place in the one
and against it in the other. What it says is what the model adds; one partner alone says nothing.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sistercities.partners.short_lists.candidate_facts import CandidateFacts
    from twolevel.core.array_types import Flag

LEAST = 2
"""Partners from which their number says something: of one nobody can tell whether it is a rule."""
_LEAST_VALUE, _ROUNDING = log2(1 + LEAST), 1e-9
OF_THE_TWO = ("own_ties_there", "own_ties_in_region", "partner_ties_here")
"""Features that count partners of one of the two in the country or region of the other."""


def are_too_few(feature: str, value: float) -> bool:
    """Say whether a feature counts partners there, and there are some, but too few to say anything.

    Parameters
    ----------
    feature, value
        Name of the feature, and its value: log2 of 1 + their number.
    """
    return feature in OF_THE_TWO and 0 < value < _LEAST_VALUE - _ROUNDING


def speak_for(facts: CandidateFacts, feature: str) -> Flag:
    """Say of which candidates such a number speaks for them, shape (n_pairs,).

    Parameters
    ----------
    facts
        The home place with its candidates.
    feature
        Name of one of `OF_THE_TWO`.
    """
    from sistercities.partners.features.catalogue import BY_NAME
    from sistercities.partners.reason import NOTABLE
    from sistercities.partners.stored_model import stored_model

    counts, model = BY_NAME[feature], stored_model(facts.home_place.place_class)
    values = counts.values(facts.pairs)
    are_enough = np.nan_to_num(values) >= _LEAST_VALUE - _ROUNDING
    return np.asarray(are_enough & (model.contribution(counts, values) > NOTABLE))
