"""A chance as one would say it across a table: about 1 in 40."""

from __future__ import annotations

import math

from sistercities.sentences import Sentence, say

_LEAST = 1e-6
_NEARLY_ALL, _IN_TENTHS = 0.95, 0.15
_FIGURES = 2


def chance_in_words(share: float) -> Sentence:
    """Say which share of pairs like one are partners.

    Examples
    --------
    >>> chance_in_words(0.0254), chance_in_words(0.31)
    ('About 1 in 39 such pairs are partners.', 'About 3 in 10 such pairs are partners.')
    """
    if share < _LEAST:
        return say("Fewer than 1 in {of:,.0f} such pairs are partners.", of=1 / _LEAST)
    if share >= _NEARLY_ALL:
        return say("Nearly all such pairs are partners.")
    if share >= _IN_TENTHS:
        return say("About {n} in 10 such pairs are partners.", n=round(10 * share))
    return say("About 1 in {of:,} such pairs are partners.", of=_rounded(1 / share))


def _rounded(count: float) -> int:
    """Round to two figures."""
    return int(round(count, _FIGURES - 1 - math.floor(math.log10(count))))
