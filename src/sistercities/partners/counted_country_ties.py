"""Ties of two countries, counted and to be expected, and from how many on a ratio of them is said.

A count of n ties is off by about its square root by chance alone: of ten by a third, so that "twice
as often" is not "as often"; of one tie by all of it. So a ratio is said from ten ties on, that of
the two places left out, or where chance would give ten.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Flag, Real

LEAST_TIES = 10
"""Ties of two countries, found or to be expected by chance, from which a ratio is said."""


def ties_of_countries(pairs: Pairs) -> tuple[Real, Real]:
    """Count the ties of the two countries of each pair, that of the pair left out.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Ends of ties found, and what the totals of the two let expect. Of one country each tie has
        two ends there.
    """
    ties = pairs.ground.ties
    counts = ties.by_country_pair
    totals = counts.sum(axis=1)
    own = pairs.own * np.where(pairs.is_domestic, 2.0, 1.0)
    home, partner = totals[pairs.home_country] - own, totals[pairs.country] - own
    # The tie of the pair has two ends, whichever the countries.
    expected = home * partner / np.maximum(totals.sum() - 2.0 * pairs.own, 1.0)
    return counts[pairs.home_country, pairs.country] - own, expected


def are_enough(pairs: Pairs) -> Flag:
    """Say of which pairs the ties of the two countries are enough to tell a ratio."""
    found, expected = ties_of_countries(pairs)
    ends = np.where(pairs.is_domestic, 2.0, 1.0)
    return np.asarray(np.maximum(found, expected) >= LEAST_TIES * ends)
