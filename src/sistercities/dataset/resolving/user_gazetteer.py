"""The gazetteer as a user's names see it: a place called so comes before one known so too.

`New Jersey` is the state, though a town in Michigan was once called so. A place that is far larger
than all that are called so keeps its by-name: then the name may mean either, and is asked back. So
it is where a larger place begins with the name: Sankt Johann may be Sankt Johann im Pongau.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import Gazetteer, Match
from sistercities.dataset.scripts import is_beginning, name_key, words_of_name
from sistercities.terms.places import Place

_TOWNS = ("city", "district", "county")
_WHERE = frozenset(
    {
        "am", "an", "auf", "bei", "im", "in", "ob", "unter", "vor", "zu", "a", "b", "i",
        "sur", "sous", "en", "d", "de", "du", "des", "la", "le", "les", "lez", "au", "aux", "pres",
        "on", "upon", "under", "by", "di", "del", "della", "al", "nel", "sul",
        "nad", "pod", "u", "na", "w", "aan", "bij", "op",
    }
)  # fmt: skip
"""Words after which a name says which of its namesakes a town is."""
_FAR_LARGER = 10
_FEW = 500
"""Persons of a place whose population is not known."""


class UserGazetteer(Gazetteer):
    """Places of a release and of its gazetteer, by the names that people write."""

    _first_words: dict[tuple[str, str], tuple[str, ...]] | None = None

    def longer_namesakes(self, name: str, country: str, chosen: Place) -> list[Place]:
        """Towns whose main name goes on after these words, where they are larger than the chosen.

        A list that names one of them may leave out `im Pongau`, as its readers do.
        """
        words = words_of_name(name)
        first = self._by_first_word().get((country, words[0]), ()) if words else ()
        found = [self.places[one] for one in first]
        return [
            one
            for one in found
            if one.level in _TOWNS
            and (one.population or 0) > (chosen.population or _FEW)
            and one.place_id not in (chosen.place_id, *chosen.parent_ids)
            and _goes_on(words, one.name)
        ]

    def _by_first_word(self) -> dict[tuple[str, str], tuple[str, ...]]:
        if self._first_words is None:
            made: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for place in self.places.values():
                words = words_of_name(place.name)
                if len(words) > 1:
                    made[place.country, words[0]].append(place.place_id)
            self._first_words = {key: tuple(ids) for key, ids in made.items()}
        return self._first_words

    def matches(self, name: str, country: str = "") -> list[Match]:
        """Every place under a spelling, best rank first, then the larger population.

        A place that bears the name beside its main one has the rank of a name in a wrapper where
        others have it as their main name, unless it has ten times their people.
        """
        found = super().matches(name, country)
        whole = [one for one in found if not one.rank]
        if len(whole) < 2:
            return found
        called = {one.place_id for one in whole if _is_called(self.places[one.place_id], name)}
        if not called or len(called) == len(whole):
            return found
        most = max(self.places[one].population or _FEW for one in called) * _FAR_LARGER
        return sorted((self._ranked(one, called, most) for one in found), key=lambda one: one.rank)

    def _ranked(self, match: Match, called: set[str], most: int) -> Match:
        is_by_name = not match.rank and match.place_id not in called
        people = self.places[match.place_id].population or 0
        return replace(match, rank=1) if is_by_name and people < most else match


def _goes_on(words: tuple[str, ...], name: str) -> bool:
    """Whether a name begins with the words and then says where the town lies."""
    own = words_of_name(name)
    return own[: len(words)] == words and len(own) > len(words) + 1 and own[len(words)] in _WHERE


def _is_called(place: Place, name: str) -> bool:
    """Whether it is its main name, or the first words of that: Bergen, of Bergen auf Rügen."""
    return name_key(name) in main_keys(place) or is_beginning(name, place.name)


def main_keys(place: Place) -> frozenset[str]:
    """Keys of the names by which a place is called: main and local, whole and unwrapped."""
    main = [name for name in (place.name, place.name_local) if name]
    spelt = {form for name in main for form in (name, *bare_names(name))}
    return frozenset(name_key(one) for one in spelt) - {""}
