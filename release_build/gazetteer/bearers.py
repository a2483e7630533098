"""Who bears a name, while places are given more names than the gazetteer was made with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from release_build.gazetteer.drafts import all_keys
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.places import Place


class Bearers:
    """The places of a country that bear a name, by the key of the name.

    The gazetteer has the keys of nearly all places already, and to make a million keys again takes
    five seconds: only those of the places whose names are others by now are made here.

    Parameters
    ----------
    places
        All places, with their names as they are now.
    gazetteer
        The same places, with the names that they had.
    """

    def __init__(self, places: Mapping[str, Place], gazetteer: Gazetteer) -> None:
        self._places, self._gazetteer = places, gazetteer
        before = gazetteer.places
        self._renamed = {
            place_id
            for place_id, place in places.items()
            if place_id not in before or place.names is not before[place_id].names
        }
        self._now: defaultdict[str, set[str]] = defaultdict(set)
        for place_id in self._renamed:
            for key in all_keys(name for name, _ in places[place_id].names):
                self._now[key].add(place_id)

    def of(self, country: str, key: str) -> dict[str, Place]:
        """Return the places of a country that bear a name, by id."""
        found = set(self._gazetteer.ids_of_key(key)) - self._renamed | self._now.get(key, set())
        return {one: self._places[one] for one in found if self._places[one].country == country}
