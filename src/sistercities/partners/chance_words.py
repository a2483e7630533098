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
MOST_OF_ONE, TOLD_OF_ONE = ((TESTED, 0.2), (0.1, 0.1)), 1
"""What is said at most of a chance that rests on one partner in common: from which share on, what.

Of pairs with one partner in common (candidates of 3,000 cities, each tie taken out of its own
counts) 19 % are partners where the model says 0.3 or more (48 % in the mean), and 9 % from 0.1 to
0.3 (17 %); with two it is 36 % and 14 %, so from 0.3 on "at least 1 in 3" holds of these."""
LEAST = 1e-3
"""Share below which no number is said: beside a suggestion it would be read as advice."""
_FIGURES = 2


def is_worth_telling(share: float) -> bool:
    """Say whether a chance can be told apart from none: a smaller one cannot be repeated aloud."""
    return share >= LEAST


def rests_on_one(n_in_common: float) -> bool:
    """Say whether a chance rests on one partner in common."""
    return n_in_common == TOLD_OF_ONE


def _careful(share: float) -> float:
    """Return what is said of a share that rests on one partner in common."""
    return next((most for least, most in MOST_OF_ONE if share >= least), share)


def chance_in_words(share: float, *, on_one: bool = False) -> Sentence:
    """Say which share of pairs like one are partners; carefully where it rests on one in common.

    Examples
    --------
    >>> chance_in_words(0.0254)
    'About 1 in 39 pairs of places like these two are partners.'
    >>> chance_in_words(0.81)
    'At least 1 in 3 pairs of places like these two are partners.'
    >>> chance_in_words(0.81, on_one=True)
    'About 1 in 5 pairs of places like these two are partners.'
    """
    share = _careful(share) if on_one else share
    if share >= TESTED:
        return say(
            "At least 1 in {of} pairs of places like these two are partners.", of=round(1 / TESTED)
        )
    if share < LEAST:
        return say("Places like these two are hardly ever partners.")
    return say(
        "About 1 in {of:,} pairs of places like these two are partners.", of=_rounded(1 / share)
    )


def chance_in_short(share: float, *, on_one: bool = False) -> Sentence:
    """Say the same in a few words, where what is counted has been said.

    Examples
    --------
    >>> chance_in_short(0.0254), chance_in_short(0.81)
    ('about 1 in 39', 'at least 1 in 3')
    """
    share = _careful(share) if on_one else share
    if share >= TESTED:
        return say("at least 1 in {of}", of=round(1 / TESTED))
    if share < LEAST:
        return say("such pairs are hardly ever partners")
    return say("about 1 in {of:,}", of=_rounded(1 / share))


def _rounded(count: float) -> int:
    """Round to two figures."""
    return int(round(count, _FIGURES - 1 - math.floor(math.log10(count))))
