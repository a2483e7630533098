"""Places by their names in Greek, Cyrillic, Armenian or Georgian letters, by the sound.

Only what no list has written is read so, and first by main names. The place must be the one of the
country that is clearly nearest; by another of its names it must be heard as that is written (Γένοβα
is Genova, which we call Genoa). Of several the largest is taken where it is so by far. Latin
letters are read so where a country writes others: Mykolajiv is Mykolaiv. How many of 200 names of
each alphabet are right, wait and are wrong stands in docs/data-quality/register-names.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sistercities.dataset.gazetteer.names import stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.scripts import script_of
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL

_LIKE, _CLEARLY = 0.85, 0.15
_LIKE_A_PARTNER = 0.75
_VERY = 0.999
"""From here on a name is heard as it is written."""
_LEAST_HEARD, _LEAST_PERSONS = 5_000, 15_000
"""Persons of a town that is taken, and of one that is heard a little otherwise."""
_LARGER = 2
"""So many times the people of those that are heard almost so a town must have."""
_SHORTEST = 3
_SHORTEST_OTHER = 6
"""Letters of a name that is heard a little otherwise, or is not the main one."""
_BY_FAR = 20
"""Of partners abroad whose name is heard alike the largest is meant, if it is so by far."""
_FULL_OF_NAMESAKES = frozenset({"DE", "US"})
_READ_OTHERWISE = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "TW", "VN"})
"""Countries whose names each alphabet writes by a system of its own."""
_ROMANISED = frozenset(
    {"AM", "BG", "BY", "CY", "GE", "GR", "KG", "KZ", "ME", "MK", "MN", "RS", "RU", "TJ", "UA"}
)
"""Countries whose names other languages bring into Latin letters each in its own way."""
_Index = Mapping[str, frozenset[tuple[str, str]]]


class _Heard(NamedTuple):
    """A place, and how like its name is to what is heard, 0 to 1."""

    likeness: float
    place: Place


class AlphabetNames:
    """Names by the sound of their letters, over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._index: dict[tuple[str, bool], _Index] = {}

    def find(self, name: str, country: str) -> tuple[str, ...]:
        """Ids of the places of a country that a name is heard as; several where all are meant.

        Parameters
        ----------
        name
            In one of the four alphabets; () for others.
        country
            ISO 3166-1 alpha-2.
        """
        if stated_levels(name) or country in _READ_OTHERWISE:
            return ()
        if script_of(name) == "Latn":
            return self._romanised(name, country)
        from sistercities.dataset.resolving.alphabet_sounds import sounds_of

        heard = self._heard(sounds_of(name), self._of(country))
        if not heard or heard[0].likeness < _LIKE:
            return self._also_called(sounds_of(name), country)
        first = heard[0]
        near = [one for one in heard if one.likeness >= first.likeness - _CLEARLY]
        alike = [one for one in near if one.likeness >= min(first.likeness, _VERY)]
        if len(alike) > 1:
            return _by_far_largest(alike, country)
        people = first.place.population or 0
        is_full = country in _FULL_OF_NAMESAKES and first.likeness < _VERY
        is_larger = all((one.place.population or 0) * _LARGER <= people for one in near[1:])
        least = _LEAST_HEARD if first.likeness >= _VERY else _LEAST_PERSONS
        is_meant = people >= least and is_larger and not (is_full and len(near) > 1)
        return (first.place.place_id,) if is_meant else ()

    def _romanised(self, name: str, country: str) -> tuple[str, ...]:
        """Ids of the towns of a country that are heard just as a name in Latin letters is."""
        if not is_romanised(name, country):
            return ()
        from sistercities.dataset.resolving.alphabet_sounds import sounds_written

        heard = self._heard(sounds_written(name), self._of(country))
        alike = [one for one in heard if one.likeness >= _VERY]
        found = _by_far_largest(alike, country)
        people = self._gazetteer.places[found[0]].population if len(found) == 1 else None
        return found if len(found) > 1 or (people or 0) >= _LEAST_PERSONS else ()

    def _also_called(self, sounds: Iterable[str], country: str) -> tuple[str, ...]:
        """Ids of the larger towns of a country that are also called as a name is heard."""
        long = [one for one in sounds if len(one) >= _SHORTEST_OTHER]
        heard = self._heard(long, self._of(country, is_any=True))
        return _by_far_largest([one for one in heard if one.likeness >= _VERY], country)

    def among(self, name: str, places: Iterable[Place]) -> str:
        """Return the id of the one of some places that a name is heard as; "" if none is."""
        from sistercities.dataset.resolving.alphabet_sounds import sounds_of

        sounds = sounds_of(name)
        found = [
            one.place_id for one in places if _likeness(sounds, _written(one)) >= _LIKE_A_PARTNER
        ]
        return found[0] if len(found) == 1 else ""

    def _heard(self, sounds: Iterable[str], index: _Index) -> list[_Heard]:
        """Places with the consonants of what is heard, the likest and largest first."""
        from sistercities.dataset.resolving.alphabet_sounds import consonants_of

        best: defaultdict[str, float] = defaultdict(float)
        for sound in sounds:
            if len(sound) >= _SHORTEST:
                for place_id, written in index.get(consonants_of(sound), ()):
                    if len(sound) >= _SHORTEST_OTHER or sound == written:
                        best[place_id] = max(best[place_id], _ratio(sound, written))
        found = [_Heard(like, self._gazetteer.places[one]) for one, like in best.items()]
        return sorted(
            found, key=lambda one: (-one.likeness, -(one.place.population or 0), one.place.place_id)
        )

    def _of(self, country: str, *, is_any: bool = False) -> _Index:
        """Towns of a country by the consonants of their names, with what is heard of these.

        With `is_any` the larger towns by every name that they have in Latin letters.
        """
        if (country, is_any) not in self._index:
            from sistercities.dataset.resolving.alphabet_sounds import consonants_of

            made: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
            for place in self._gazetteer.of_country(country):
                is_large = (place.population or 0) >= _LEAST_PERSONS
                is_town = place.level in MUNICIPAL or place.is_dual
                if is_town and not place.valid_to and (is_large or not is_any):
                    for written in _written(place, is_any=is_any):
                        made[consonants_of(written)].add((place.place_id, written))
            self._index[country, is_any] = {key: frozenset(ids) for key, ids in made.items()}
        return self._index[country, is_any]


def is_romanised(name: str, country: str) -> bool:
    """Whether a name may be one of another script that a language writes in Latin letters.

    Parameters
    ----------
    name
        As written.
    country
        ISO 3166-1 alpha-2.
    """
    return country in _ROMANISED and script_of(name) == "Latn" and len(name) >= _SHORTEST_OTHER


def _by_far_largest(alike: Sequence[_Heard], country: str) -> tuple[str, ...]:
    """Ids of places that are heard alike, or of the one that is by far the largest."""
    ordered = sorted(alike, key=lambda one: (-(one.place.population or 0), one.place.place_id))
    people = [one.place.population or 0 for one in ordered]
    is_one = len(people) > 1 and people[0] >= max(people[1] * _BY_FAR, _LEAST_PERSONS)
    if is_one and country not in _FULL_OF_NAMESAKES:
        return (ordered[0].place.place_id,)
    return tuple(one.place.place_id for one in ordered)


def _written(place: Place, *, is_any: bool = False) -> frozenset[str]:
    """Return what is heard of the names of a place, the main ones or all."""
    from sistercities.dataset.resolving.alphabet_sounds import sounds_written

    main = [place.name.partition(" (")[0], place.name_local]
    names = [*main, *(name for name, _ in place.names)] if is_any else main
    latin = [one for one in names if one and script_of(one) == "Latn"]
    return frozenset[str]().union(*map(sounds_written, latin))


def _likeness(sounds: Iterable[str], written: Iterable[str]) -> float:
    from sistercities.dataset.resolving.alphabet_sounds import consonants_of

    pairs = [(sound, one) for sound in sounds for one in written]
    return max((_ratio(*pair) for pair in pairs
                if consonants_of(pair[0]) == consonants_of(pair[1])), default=0.0)  # fmt: skip


def _ratio(sound: str, written: str) -> float:
    return SequenceMatcher(None, sound, written, autojunk=False).ratio()
