"""Ends of a tie in the Latin letters that a dictionary gives of a name in katakana or Han.

A name that leads to no place by its own spelling, or by its sound alone, is asked again so, with
the level that its ending states. All rules for Latin names hold for it then: which Findlay of the
United States is meant is asked back, as if it had been written so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sistercities.dataset.gazetteer.names import stated_levels
from sistercities.dataset.resolving.compound_names import compounds
from sistercities.dataset.resolving.foreign_words import foreign_words, latin_words, word_key
from sistercities.dataset.resolving.han_names import NATIVE
from sistercities.dataset.resolving.heard_names import DIRECTIONS
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

DICTIONARY = "dictionary"
"""Word of a method: the name is what a dictionary gives for the spelling of the gazetteer."""
DICTIONARY_CONFIDENCE = 0.88
_PART_OF_NAME = frozenset("都府道")


def in_latin(end: NamedEnd, gazetteer: UserGazetteer) -> NamedEnd | None:
    """Return the end in Latin letters; None where a dictionary gives no or several places.

    A country or a region that stands before the name is taken off: フィリピン・マラボン市.
    """
    if end.name.isascii() or not end.country or end.country in NATIVE:
        return None
    found = _spelt(end.name, end, gazetteer)
    if found is None:
        cut = next(iter(compounds(end.name, end.country)), None)
        inner = replace(end, parents=(*cut.containers, *end.parents)) if cut else end
        found = _spelt(cut.unit, inner, gazetteer) if cut else None
    return found


def _spelt(name: str, end: NamedEnd, gazetteer: UserGazetteer) -> NamedEnd | None:
    led = {
        latin: frozenset(one.place_id for one in gazetteer.matches(latin, end.country)
                         if one.rank < 2)
        for latin in latin_words(name) or tuple(_with_direction(name))
    }  # fmt: skip
    known = {latin: ids for latin, ids in led.items() if ids}
    if not known or len(set(known.values())) > 1:
        return None
    # 都 is no level of 加德满都, which the dictionary has whole.
    is_part = name[-1:] in _PART_OF_NAME and word_key(name) in foreign_words()
    levels = () if is_part else stated_levels(name)
    return replace(end, name=next(iter(known)), level=end.level or (levels[0] if levels else None))


def _with_direction(name: str) -> Iterator[str]:
    """Yield the Latin names of a region whose first character is a direction: 東ジャワ州."""
    words = DIRECTIONS.get(name[:1], ()) if "region1" in stated_levels(name) else ()
    for latin in latin_words(name[1:]) if words else ():
        for word in words:
            yield f"{word.title()} {latin}"
            yield f"{latin} {word.title()}"


def better_of(first: Resolution, second: Resolution, sound: str) -> Resolution:
    """Choose between what a name led to as it stands, and in the letters of a dictionary."""
    if first.place_id and not first.method.endswith(sound):
        return first
    if second.place_id:
        sure = min(second.confidence, DICTIONARY_CONFIDENCE)
        return replace(second, method=f"{second.method}+{DICTIONARY}", confidence=sure)
    return Resolution("", "", 0.0, second.reason, second.candidates) if second.candidates else first
