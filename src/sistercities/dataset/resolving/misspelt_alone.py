"""A long misspelt name without a tie on record: the one place of its country that is so spelt.

A spelling alone is asked back: Goka is no Kōka. In a long name it may be plain all the same:
nothing but Levallois-Perret is spelt nearly like Levalloes-Perret. So more is asked for than of a
partner on record: nine letters, a slip as in `misspelt_partners`, no other name of the country
within two letters more (three where not every municipality is listed), no place elsewhere that
bears the name as written, and nothing on the line that says otherwise. Letters that a reader of
print takes for each other tell by themselves: Ramouchamp is Ramonchamp, if nothing else is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME
from sistercities.dataset.resolving.misspelt_partners import edits, slips_to
from sistercities.dataset.resolving.near import BEHIND, spellings_by_country
from sistercities.dataset.resolving.partner_evidence import may_be_of_level
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

ALONE_CONFIDENCE = 0.75
SPELT_NEARLY = "+country+similar_name"
"""How the method ends."""
_LEAST_LETTERS, _MOST_SLIPS, _UNWRAPPED = 9, 3, 2
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
        near = min(self._within(asked, country, _MOST_SLIPS), default=None)
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
