"""A chance as one would say it across a table: about 1 in 40.

Nothing is said beyond what was tested: the calibration compares chances with the pairs that are
partners up to `TESTED`, and holds all above it in one class. Below `LEAST` we know too little to
tell one chance from another.
"""

from __future__ import annotations

import math

from sistercities.sentences import Sentence, say

TESTED = 0.3
"""Share from which the calibration tells none apart (the last of its classes begins here)."""
RESTS_ON_FEW, MOST_OF_FEW = 2, 0.1
"""Partners in common up to which a chance rests on few, and what is said of it at most.

Of pairs with one or two partners in common to which the model gives 0.3 or more, a quarter are
partners, where the one lies at home one in twenty; of those from 0.1 on, one in ten."""
LEAST = 1e-3
"""Share below which no number is said: beside a suggestion it would be read as advice."""
_FIGURES = 2


def is_worth_telling(share: float) -> bool:
    """Say whether a chance can be told apart from none: a smaller one cannot be repeated aloud."""
    return share >= LEAST


def rests_on_few(n_in_common: float) -> bool:
    """Say whether a chance rests on one or two partners in common."""
    return 0 < n_in_common <= RESTS_ON_FEW


def chance_in_words(share: float, *, on_few: bool = False) -> Sentence:
    """Say which share of pairs like one are partners; less boldly where it rests on few.

    Examples
    --------
    >>> chance_in_words(0.0254)
    'About 1 in 39 pairs of places like these two are partners.'
    >>> chance_in_words(0.81)
    'At least 1 in 3 pairs of places like these two are partners.'
    >>> chance_in_words(0.81, on_few=True)
    'About 1 in 10 pairs of places like these two are partners.'
    """
    share = min(share, MOST_OF_FEW) if on_few else share
    if share >= TESTED:
        return say(
            "At least 1 in {of} pairs of places like these two are partners.", of=round(1 / TESTED)
        )
    if share < LEAST:
        return say("Places like these two are hardly ever partners.")
    return say(
        "About 1 in {of:,} pairs of places like these two are partners.", of=_rounded(1 / share)
    )


def chance_in_short(share: float, *, on_few: bool = False) -> Sentence:
    """Say the same in a few words, where what is counted has been said.

    Examples
    --------
    >>> chance_in_short(0.0254), chance_in_short(0.81)
    ('about 1 in 39', 'at least 1 in 3')
    """
    share = min(share, MOST_OF_FEW) if on_few else share
    if share >= TESTED:
        return say("at least 1 in {of}", of=round(1 / TESTED))
    if share < LEAST:
        return say("such pairs are hardly ever partners")
    return say("about 1 in {of:,}", of=_rounded(1 / share))


def _rounded(count: float) -> int:
    """Round to two figures."""
    return int(round(count, _FIGURES - 1 - math.floor(math.log10(count))))
