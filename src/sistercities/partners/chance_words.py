"""A chance as people count: about 1 in 40."""

from __future__ import annotations

from sistercities.sentences import Sentence, say

RAREST = 1e-6
"""A smaller chance is said to be less than this."""


def say_chance(probability: float) -> Sentence:
    """Say how many of the pairs with such a score are tied.

    Examples
    --------
    >>> print(say_chance(0.0251))
    About 1 in 40 such pairs are partners.
    >>> print(say_chance(0.61))
    About 6 in 10 such pairs are partners.
    """
    if probability >= 0.25:
        return say("About {n} in 10 such pairs are partners.", n=round(10 * probability))
    if probability < RAREST:
        return say("Fewer than 1 in {n:,} such pairs are partners.", n=round(1 / RAREST))
    figures = 2 if probability < 0.05 else 1
    return say(
        "About 1 in {n:,.0f} such pairs are partners.", n=float(f"{1 / probability:.{figures}g}")
    )
