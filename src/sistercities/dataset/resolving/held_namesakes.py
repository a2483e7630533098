"""A held partner of a home before a namesake that has no tie with it: Saint-Louis is St. Louis.

Lyon has a tie with St. Louis in Missouri. A line of its register that says Saint-Louis means that
one, though a town of Michigan alone is written so. Where the tie does not tell which of its
namesakes it is with, or began in another year, the name is asked back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.known_ties import KNOWN_TIE_CONFIDENCE
from sistercities.dataset.resolving.partner_evidence import CERTAIN, are_apart, may_be_of_level
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, bare_hangul
from sistercities.dataset.resolving.written_forms import spelt_out
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS


class HeldNamesakes:
    """Partners that are held, among the places that a name may mean.

    Parameters
    ----------
    gazetteer
        The places.
    partners
        The partners of each place.
    proved
        Place and partner where the tie tells which of its namesakes the place is.
    years
        The year in which the tie of two places began, where it is known.
    """

    def __init__(
        self,
        gazetteer: UserGazetteer,
        partners: Lookup[str, frozenset[str]],
        proved: Collection[tuple[str, str]],
        years: Lookup[tuple[str, str], frozenset[str]],
    ) -> None:
        self._gazetteer, self._partners = gazetteer, partners
        self._proved, self._years = proved, years

    def or_written_otherwise(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Let a name wait that is another town's too, with Saint written short or out."""
        place = self._gazetteer.places.get(found.place_id)
        if (
            place is None
            or not end.country
            or end.parents
            or set(found.method.split("+")) & CERTAIN
        ):
            return found
        others = [one for one in self._spelt_otherwise(end) if one != place.place_id]
        ids = (place.place_id, *others)
        return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN]) if others else found

    def taken(self, end: NamedEnd, own: Resolution, other: Resolution, start: str) -> Resolution:
        """Take the only held partner that is called so, where the tie tells that it is that one."""
        held = self._held(end, own, other)
        if len(held) != 1 or not self._is_meant(end, held[0], other.place_id, start):
            return own
        return Resolution(held[0], "alias+country+known_tie", KNOWN_TIE_CONFIDENCE)

    def asked(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Let a name wait that was taken for a namesake of a held partner."""
        held = self._held(end, own, other) if own.place_id else []
        if not held:
            return own
        return Resolution("", "", 0.0, SEVERAL, (*held, own.place_id)[:MOST_SHOWN])

    def _held(self, end: NamedEnd, own: Resolution, other: Resolution) -> list[str]:
        """Held partners that a name may mean, if what was found is none of them."""
        is_open = bool(own.place_id) or own.reason == SEVERAL
        if not is_open or not other.place_id or not end.country or end.parents:
            return []
        partners = self._partners.get(other.place_id, frozenset())
        if own.place_id in partners or set(own.method.split("+")) & CERTAIN:
            return []
        called = {one.place_id for one in self._gazetteer.matches(end.name, end.country)}
        called |= {*self._spelt_otherwise(end), *own.candidates}
        return sorted(one for one in called & partners if self._is_of_kind(end, own, one))

    def _is_of_kind(self, end: NamedEnd, own: Resolution, place_id: str) -> bool:
        """Whether a held partner is no region where a town is named, nor the other way about."""
        place = self._gazetteer.places[place_id]
        found = self._gazetteer.places.get(own.place_id)
        is_alike = found is None or _is_area(found) == _is_area(place)
        return is_alike and may_be_of_level(end, place)

    def _is_meant(self, end: NamedEnd, place_id: str, other_id: str, start: str) -> bool:
        """Whether the place bears the name as its own, and its tie may be that of the line."""
        place = self._gazetteer.places[place_id]
        keys = {name_key(end.name), *map(name_key, _ways(end)), *bare_hangul(end.name)}
        own = (place.name, place.name_local, *bare_hangul(place.name_local))
        is_own = not keys.isdisjoint(map(name_key, filter(None, own)))
        is_proved = (place_id, other_id) in self._proved
        years = self._years.get((other_id, place_id), frozenset())
        return is_own and is_proved and not are_apart(start, years)

    def _spelt_otherwise(self, end: NamedEnd) -> list[str]:
        """Ids of the towns whose own name is the name with its saint written otherwise."""
        keys = {name_key(one) for one in _ways(end)}
        matches = (one for way in _ways(end)
                   for one in self._gazetteer.matches(way, end.country))  # fmt: skip
        places = {one.place_id: self._gazetteer.places[one.place_id] for one in matches}
        return [one for one, place in places.items()
                if name_key(place.name) in keys and not _is_area(place)]  # fmt: skip


def _ways(end: NamedEnd) -> Iterator[str]:
    """Yield other ways to write a name, that differ in more than signs."""
    key = name_key(end.name)
    return (one for one in spelt_out(end.name, end.country) if name_key(one) != key)


def _is_area(place: Place) -> bool:
    return place.level in AREAS and not place.is_dual
