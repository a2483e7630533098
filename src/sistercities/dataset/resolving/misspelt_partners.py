"""A misspelt name that nothing in its country bears: it is the partner on record, nearly so spelt.

A register of Lyon that has Birmingam means Birmingham, its partner. The tie on record is evidence
beside the spelling, without which no near name is taken. More is asked for: a slip of a letter or
two and no other word, no place of the country as near, no other partner as near, and nothing on the
line that says otherwise. The line tells what was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME
from sistercities.dataset.resolving.near import BEHIND, spellings_by_country
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE, are_apart, may_be_of_level
from sistercities.dataset.scripts import name_key, script_of, words_of_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_expressions import late_expression
from sistercities.terms.places import Place, Resolution

if TYPE_CHECKING:
    from sistercities.dataset.resolving.names_ground import NamesGround

MISSPELT_CONFIDENCE = 0.8
_LETTERS_A_SLIP, _MOST_SLIPS, _LONG_WORD = 5, 3, 8
"""Letters of a name for each slip in it, slips of a name, and letters of a word with two slips."""
_OTHER_BEGINNING = 9
"""Letters of a name of which the first one may be the slip."""
_BY_NAME = 7
"""Letters of a name by which a place is known besides its own, for a slip in it to be told."""
_TINY = frozenset(
    {
        "le", "la", "les", "lez", "l", "de", "du", "des", "d", "sur", "sous", "en", "au", "aux",
        "a", "y", "e", "et", "and", "und", "di", "del", "della", "dei", "do", "da", "nad", "pod",
        "am", "an", "der", "im", "in", "on", "the", "of",
    }
)  # fmt: skip
"""Words that are left out or mistaken for one another with no other place meant."""
_ALPHABETS = frozenset({"Latn", "Arab", "Cyrl", "Grek", "Hebr", "Armn", "Geor"})
"""Scripts of which a slip is a letter. A name is compared with names in its own script alone."""
_DIGITS = late_expression(r"\d+")


class MisspeltPartners:
    """Partners on record that a misspelt name may mean.

    Parameters
    ----------
    ground
        What names are resolved against.
    lies_in
        Whether a place lies in what is called so.
    """

    def __init__(self, ground: NamesGround, lies_in: Callable[[Place, str], bool]) -> None:
        self._gazetteer, self._ground, self._lies_in = ground.gazetteer, ground, lies_in

    def taken(self, end: NamedEnd, own: Resolution, other: Resolution, start: str) -> Resolution:
        """Take the only partner of the other end whose name is the written one but for a slip."""
        is_unknown = not own.place_id and own.reason == NO_SUCH_NAME
        is_told = is_unknown and other.place_id and end.country
        if not is_told or script_of(end.name) not in _ALPHABETS:
            return own
        near = [one for one in self._partners(other.place_id, end.country) if slips_to(end, one)]
        if len(near) != 1 or not self._may_be(end, near[0], other.place_id, start):
            return own
        if self._has_another(end, near[0], other.place_id):
            return own
        method = f"alias+country{SPELT_ALIKE}"
        return Resolution(near[0].place_id, method, MISSPELT_CONFIDENCE)

    def _partners(self, place_id: str, country: str) -> list[Place]:
        partners = self._ground.partners.get(place_id, frozenset())
        places = (self._gazetteer.places[one] for one in sorted(partners))
        return [one for one in places if one.country == country]

    def _may_be(self, end: NamedEnd, place: Place, other_id: str, start: str) -> bool:
        """Whether nothing on the line says otherwise: level, region, year."""
        years = self._ground.years.get((other_id, place.place_id), frozenset())
        known = [one for one in end.parents if self._gazetteer.matches(one, end.country)]
        is_inside = all(self._lies_in(place, one) for one in known)
        return is_inside and may_be_of_level(end, place) and not are_apart(start, years)

    def _has_another(self, end: NamedEnd, place: Place, other_id: str) -> bool:
        """Whether another place of the country is as near, or a namesake which the tie may mean."""
        asked = name_key(end.name)
        script = script_of(end.name)
        most = min(edits(asked, key) for key in _keys(place, script))
        near = self._near(asked, end.country, most, script)
        if any(one != place.place_id and not self._is_namesake(one, place) for one in near):
            return True
        namesakes = self._gazetteer.matches(place.name, end.country)
        is_alone = not any(one.rank == 0 and one.place_id != place.place_id for one in namesakes)
        return not is_alone and (place.place_id, other_id) not in self._ground.proved

    def _near(self, asked: str, country: str, most: int, script: str) -> list[str]:
        """Ids of the places of a country, one for each main name, that are so few edits away."""
        told = self._gazetteer.derived(spellings_by_country).get(country, ())
        keyed = (one.split(BEHIND) for one in told) if script == "Latn" else self._keyed(
            country, script)  # fmt: skip
        return [
            place_id for key, place_id in keyed
            if abs(len(key) - len(asked)) <= most and edits(asked, key) <= most
        ]  # fmt: skip

    def _keyed(self, country: str, script: str) -> Iterator[tuple[str, str]]:
        """Yield each name of the places of a country in a script, reduced, with its place."""
        for one in self._gazetteer.places.values():
            if one.country == country:
                yield from ((key, one.place_id) for key in _keys(one, script))

    def _is_namesake(self, place_id: str, place: Place) -> bool:
        return name_key(self._gazetteer.places[place_id].name) == name_key(place.name)


def slips_to(end: NamedEnd, place: Place) -> bool:
    """Whether a name is one of those of a place but for a slip."""
    script = script_of(end.name)
    return any(are_a_slip_apart(end.name, name) for name in _names_in(place, script))


def _names_in(place: Place, script: str) -> Iterator[str]:
    """Names of a place in a script; those of many in Latin letters only where they are long."""
    least = _BY_NAME if script == "Latn" else 1
    others = (name for name, _ in place.names if len(name_key(name)) >= least)
    names = dict.fromkeys((place.name, place.name_local, *others))
    return (name for name in names if name and script_of(name) == script)


def _keys(place: Place, script: str) -> Iterator[str]:
    return map(name_key, _names_in(place, script))


def are_a_slip_apart(written: str, name: str) -> bool:
    """Whether a written name is a name but for slips of the pen: a letter in five, and no word.

    Words such as le and sur may be left out or differ. The first letter is the same in a name of
    fewer than nine.

    Examples
    --------
    >>> are_a_slip_apart("Lavronde sur Lise", "La Veronde-sur-Lise")
    True
    >>> are_a_slip_apart("Veronde-Lisby", "Veronde"), are_a_slip_apart("Goka", "Koka")
    (False, False)
    """
    one, other = _counted(written), _counted(name)
    whole, whole_name = "".join(one), "".join(other)
    shortest = min(len(whole), len(whole_name))
    if not shortest or _DIGITS.findall(written) != _DIGITS.findall(name):
        return False
    n = edits(whole, whole_name)
    if n > min(shortest // _LETTERS_A_SLIP, _MOST_SLIPS):
        return False
    is_begun_alike = whole[0] == whole_name[0] or (n == 1 and shortest >= _OTHER_BEGINNING)
    return is_begun_alike and _are_word_by_word(one, other, n)


def _counted(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_of_name(name) if word not in _TINY)


def _are_word_by_word(one: tuple[str, ...], other: tuple[str, ...], n: int) -> bool:
    """Whether each word is the one across from it but for a slip; a blank too many is one."""
    if len(one) != len(other):
        return n <= 1
    return all(
        edits(word, across) <= (2 if len(word) >= _LONG_WORD else 1)
        for word, across in zip(one, other, strict=True)
    )


def edits(one: str, other: str) -> int:
    """Letters to put in, leave out, replace or exchange with the next to make one the other."""
    # Few imports have a misspelt name.
    from jellyfish import damerau_levenshtein_distance

    return damerau_levenshtein_distance(one, other)
