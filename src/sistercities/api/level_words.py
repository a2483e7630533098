"""How English calls the level of a place: in words, not as tables and the API write it.

How values stand on surfaces and in files: whole numbers, and how surely places are read.
"""

from __future__ import annotations

from sistercities.terms.doubts import SURE, is_sure, percent_sure
from sistercities.terms.whole_numbers import whole

_WORDS = {"region1": "region", "region2": "second-level region"}


def level_words(level: str, *, is_dual: bool = False) -> str:
    """Name the level of a place.

    Examples
    --------
    >>> level_words("region1"), level_words("region1", is_dual=True), level_words("county")
    ('region', 'region and city', 'county')
    """
    return "region and city" if is_dual else _WORDS.get(level, level)


__all__ = ["SURE", "is_sure", "percent_sure", "whole"]
