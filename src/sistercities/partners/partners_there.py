"""From how many partners in the country or region of the other their number says anything.

One rule for scorecards and for lists of suggestions (`short_lists.partners_there`), so that no fact
speaks for a place in the one and against it in the other: what it says is what the model adds.
"""

from __future__ import annotations

from math import log2

LEAST = 2
"""Partners from which their number says something: of one nobody can tell whether it is a rule."""
LEAST_VALUE = log2(1 + LEAST) - 1e-9
"""The same as the features have it, less what rounding takes."""
OF_THE_TWO = ("own_ties_there", "own_ties_in_region", "partner_ties_here")
"""Features that count partners of one of the two in the country or region of the other."""


def are_too_few(feature: str, value: float) -> bool:
    """Say whether a feature counts partners there, and there are some, but too few to say anything.

    Parameters
    ----------
    feature, value
        Name of the feature, and its value: log2 of 1 + their number.
    """
    return feature in OF_THE_TWO and 0 < value < LEAST_VALUE
