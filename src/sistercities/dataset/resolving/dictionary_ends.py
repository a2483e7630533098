"""Ends of a tie in the Latin letters that a dictionary gives of a name in katakana or Han.

A name that leads to no place by its own spelling, or by its sound alone, is asked again so, with
the level that its ending states. All rules for Latin names hold for it then: which Findlay of the
United States is meant is asked back, as if it had been written so.
"""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.gazetteer.names import stated_levels
from sistercities.dataset.resolving.foreign_words import latin_words
from sistercities.dataset.resolving.han_names import NATIVE
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

DICTIONARY = "dictionary"
"""Word of a method: the name is what a dictionary gives for the spelling of the gazetteer."""
DICTIONARY_CONFIDENCE = 0.88


def in_latin(end: NamedEnd, gazetteer: UserGazetteer) -> NamedEnd | None:
    """Return the end in Latin letters; None where a dictionary gives no or several places."""
    if end.name.isascii() or not end.country or end.country in NATIVE:
        return None
    led = {
        latin: frozenset(one.place_id for one in gazetteer.matches(latin, end.country)
                         if one.rank < 2)
        for latin in latin_words(end.name)
    }  # fmt: skip
    known = {latin: ids for latin, ids in led.items() if ids}
    if not known or len(set(known.values())) > 1:
        return None
    levels = stated_levels(end.name)
    return replace(end, name=next(iter(known)), level=end.level or (levels[0] if levels else None))


def better_of(first: Resolution, second: Resolution, sound: str) -> Resolution:
    """Choose between what a name led to as it stands, and in the letters of a dictionary."""
    if first.place_id and not first.method.endswith(sound):
        return first
    if second.place_id:
        sure = min(second.confidence, DICTIONARY_CONFIDENCE)
        return replace(second, method=f"{second.method}+{DICTIONARY}", confidence=sure)
    return Resolution("", "", 0.0, second.reason, second.candidates) if second.candidates else first
