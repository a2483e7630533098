"""English names of first-level regions whose main name is a romanised local one.

GeoNames and ISO 3166-2 call the oblasts, krais and republics of the former Soviet Union by
romanised names (Irkutskaya oblast'); readers know them as Irkutsk Oblast. The English name is taken
only from the spellings that the sources hold; where they hold none the name stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sistercities.terms.places import Place

_LOCAL = re.compile(r".+ (?:oblast['’]?|kray|voblasć|oblysy|viloyati)|Respublika .+", re.IGNORECASE)
_ENGLISH = re.compile(r"[A-Z][A-Za-z' -]* (?:Oblast|Krai|Region|Republic)")


def with_english_regions(places: Mapping[str, Place]) -> dict[str, Place]:
    """Call each such region by its English name; the romanised one stays a spelling."""
    return {place_id: _named(place) for place_id, place in places.items()}


def _named(place: Place) -> Place:
    if place.level != "region1" or not _LOCAL.fullmatch(place.name):
        return place
    spellings = sorted({name for name, _ in place.names if _ENGLISH.fullmatch(name)})
    if not spellings:
        return place
    # Of several the shortest: Zabaykalsky Krai, not Zabaykalskiy (Transbaikal) Krai.
    english = min(spellings, key=lambda name: (len(name), name))
    names = dict.fromkeys((*place.names, (place.name, "und")))
    return replace(place, name=english, names=tuple(names))
