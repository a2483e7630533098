"""For which candidates partners in the country of the other speak, as in their scorecards."""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.partners_there import LEAST_VALUE
from sistercities.partners.reason import NOTABLE
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag


def speak_for(facts: CandidateFacts, feature: str) -> Flag:
    """Say for which candidates the number of such partners speaks, shape (n_pairs,).

    Parameters
    ----------
    facts
        The home place with its candidates.
    feature
        Name of one of `partners_there.OF_THE_TWO`.
    """
    counts, model = BY_NAME[feature], stored_model(facts.home_place.place_class)
    values = counts.values(facts.pairs)
    are_enough = np.nan_to_num(values) >= LEAST_VALUE
    return np.asarray(are_enough & (model.contribution(counts, values) > NOTABLE))
