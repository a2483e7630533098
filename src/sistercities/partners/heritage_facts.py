"""World Heritage sites as recommendations know them: arrays, one element a site."""

from __future__ import annotations

import numpy as np

from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Flag, Index, Text


@record_that_keeps
class HeritageFacts(TakenWhenAsked):
    """World Heritage sites of 2019; arrays of shape (n_sites,).

    Attributes
    ----------
    ids, names
        Number on the list, and English name.
    category
        cultural, mixed or natural.
    inscribed
        Year in which each came on the list.
    is_in_danger
        On the list of sites in danger in 2019.
    is_place
        Whether its point tells where it is: only then it counts as near a place.
    """

    ids: Index
    names: Text
    category: Text
    inscribed: Index
    is_in_danger: Flag
    is_place: Flag


def no_heritage() -> HeritageFacts:
    """Give a list without a site."""
    none, flags = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    words = np.zeros(0, dtype=object)
    return HeritageFacts(none, words, words, none, flags, flags)
