"""A misspelt name that nothing in its country bears: the partner on record, or the one so spelt.

A register of Lyon that has Birmingam means Birmingham, its partner. The tie on record is evidence
beside the spelling, without which no near name is taken. More is asked for: a slip of a letter or
two and no other word, no place of the country as near, no other partner as near, and nothing on the
line that says otherwise. The line tells what was taken.

Without a tie on record a spelling alone is asked back: Goka is no Kōka. In a long name it may be
plain all the same: nothing but Levallois-Perret is spelt nearly like Levalloes-Perret. So more is
asked for: nine letters, a slip as above, no other name of the country within two letters more
(three where not every municipality is listed), no place elsewhere that bears the name as written,
and nothing on the line that says otherwise. Letters that a reader of print takes for each other
tell by themselves: Ramouchamp is Ramonchamp, if nothing else is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME
from sistercities.dataset.resolving.near import BEHIND, spellings_by_country
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE, are_apart, may_be_of_level
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key, script_of, words_of_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
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


ALONE_CONFIDENCE = 0.75
SPELT_NEARLY = "+country+similar_name"
"""How the method ends."""
_LEAST_LETTERS, _MOST_SLIPS_ALONE, _UNWRAPPED = 9, 3, 2
_LEAST_MISREAD = 8
_LOOK_ALIKE = tuple(
    pair
    for one, other in (
        ("u", "n"),
        ("q", "g"),
        ("e", "c"),
        ("v", "y"),
        ("rn", "m"),
        ("o", "q"),
        ("h", "b"),
    )
    for pair in ((one, other), (other, one))
)
"""Letters that print and handwriting make alike: which is written, and which may be meant."""
_LISTED_WHOLE = frozenset({"DE", "FR", "HU"})
"""Countries of which every municipality is in the gazetteer."""
_APART, _APART_ELSEWHERE = 2, 3
"""So many letters farther than the place, another name may still be meant."""
_Keys = dict[int, list[tuple[int, str, str]]]
"""By how many letters a key has: which letters, the key, and the id of its place."""


class MisspeltAlone:
    """Places that a long misspelt name means because no other is so spelt.

    Parameters
    ----------
    gazetteer
        The places.
    lies_in
        Whether a place lies in what is called so.
    """

    def __init__(self, gazetteer: UserGazetteer, lies_in: Callable[[Place, str], bool]) -> None:
        self._gazetteer, self._lies_in = gazetteer, lies_in
        self._keys: dict[str, _Keys] = {}
        self._found: dict[tuple[str, str], str] = {}

    def taken(self, end: NamedEnd, own: Resolution) -> Resolution:
        """Take the only place of the country whose name a long one is but for a slip."""
        is_unknown = not own.place_id and own.reason == NO_SUCH_NAME
        asked = name_key(end.name)
        if not (is_unknown and end.country and len(asked) >= _LEAST_MISREAD):
            return own
        if script_of(end.name) != "Latn":
            return own
        at = asked, end.country
        if at not in self._found:
            is_long = len(asked) >= _LEAST_LETTERS
            self._found[at] = self._only_one(*at) if is_long else ""
        place = self._gazetteer.places.get(self._found[at])
        if place is None or not slips_to(end, place) or not self._may_be(end, place):
            place = self._gazetteer.places.get(self._misread(*at))
        if place is None or not self._may_be(end, place):
            return own
        return Resolution(place.place_id, f"alias{SPELT_NEARLY}", ALONE_CONFIDENCE)

    def _only_one(self, asked: str, country: str) -> str:
        """Id of the place whose main name alone is so near a key; "" if there is none."""
        near = min(self._within(asked, country, _MOST_SLIPS_ALONE), default=None)
        if near is None:
            return ""
        letters, place_id = near
        most = letters + (_APART if country in _LISTED_WHOLE else _APART_ELSEWHERE)
        others = {one for _, one in self._within(asked, country, most)} - {place_id}
        return "" if others else place_id

    def _misread(self, asked: str, country: str) -> str:
        """Id of the one place whose main name a key is but for letters that look alike."""
        ways = {
            asked[:at] + right + asked[at + len(wrong) :]
            for wrong, right in _LOOK_ALIKE
            for at in range(1, len(asked))
            if asked.startswith(wrong, at)
        }
        lengths = {len(way) for way in ways}
        keys = (one for length in lengths for one in self._keys_of(country).get(length, ()))
        found = {place_id for _, key, place_id in keys if key in ways}
        return found.pop() if len(found) == 1 else ""

    def _within(self, asked: str, country: str, most: int) -> Iterator[tuple[int, str]]:
        """Yield how far the main names that are within so many letters are, with their places."""
        keys, own = self._keys_of(country), _letters(asked)
        for length in range(len(asked) - most, len(asked) + most + 1):
            for letters, key, place_id in keys.get(length, ()):
                # An edit changes two of the letters that occur at most; counting them is cheap.
                if (letters ^ own).bit_count() <= 2 * most and (n := edits(asked, key)) <= most:
                    yield n, place_id

    def _keys_of(self, country: str) -> _Keys:
        """Keys of the main names of a country, with their places."""
        if country not in self._keys:
            found: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
            for one in self._gazetteer.derived(spellings_by_country).get(country, ()):
                key, place_id = one.split(BEHIND)
                found[len(key)].append((_letters(key), key, place_id))
            self._keys[country] = found
        return self._keys[country]

    def _may_be(self, end: NamedEnd, place: Place) -> bool:
        """Whether nothing says otherwise: a namesake here or elsewhere, a region, a level."""
        called = self._gazetteer.matches(place.name, end.country)
        is_alone = all(one.place_id == place.place_id for one in called if one.rank < _UNWRAPPED)
        is_elsewhere = any(one.rank < _UNWRAPPED for one in self._gazetteer.matches(end.name))
        known = [one for one in end.parents if self._gazetteer.matches(one, end.country)]
        is_inside = all(self._lies_in(place, one) for one in known)
        return is_alone and not is_elsewhere and is_inside and may_be_of_level(end, place)


def _letters(key: str) -> int:
    """Return which letters occur in a key, a bit for each."""
    bits = 0
    for letter in key:
        bits |= 1 << ord(letter) % 64
    return bits
