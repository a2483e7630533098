"""What a column of levels says of a place: a province, a municipality, a part of a city.

A prefecture is a first-level region in Japan and elsewhere; in China it is a city of the second
tier, which the data count among the cities. A word that is not known is told and not used.
"""

from __future__ import annotations

from typing import cast, get_args

from sistercities.sources.register_words import folded, words_of
from sistercities.terms.words import Level

_CITIES_THERE = frozenset({"prefecture", "prefecturelevel", "prefectural"})
_WHERE = "CN"


def read_level(text: str, country: str) -> Level | None:
    """Return the level that a cell states; None where it states none that is known.

    Parameters
    ----------
    text
        What the cell says.
    country
        Code of the country of the place, "" where it is not known.

    Examples
    --------
    >>> read_level("prefecture", "JP"), read_level("prefecture", "CN"), read_level("large", "")
    ('region1', 'city', None)
    """
    word = folded(text)
    if country == _WHERE and word in _CITIES_THERE:
        return "city"
    found = words_of("level").get(word, "")
    return cast("Level", found) if found in get_args(Level) else None
