"""A held partner of a home before a namesake that has no tie with it: Saint-Louis is St. Louis.

Lyon has a tie with St. Louis in Missouri. A line of its register that says Saint-Louis means that
one, though a town of Michigan alone is written so. Where the tie does not tell which of its
namesakes it is with, or began in another year, the name is asked back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.known_ties import KNOWN_TIE_CONFIDENCE
from sistercities.dataset.resolving.partner_evidence import CERTAIN, are_apart, may_be_of_level
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, bare_hangul
from sistercities.dataset.resolving.written_forms import spelt_out
from sistercities.dataset.scripts import is_beginning, name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

_OF_TWO = " / "
"""Stands between the names of a place in two languages: Donostia / San Sebastián."""
_SHORTEST_BEGINNING = 5


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
        if len(held) == 1 and self._is_meant(end, held[0], other.place_id, start):
            return Resolution(held[0], "alias+country+known_tie", KNOWN_TIE_CONFIDENCE)
        begun = self._begun(end, own, other)
        is_alone = len(begun) == 1 and not set(held) - set(begun)
        if is_alone and self._may_be_tie(begun[0], other.place_id, start):
            return Resolution(begun[0], "alias+country+known_tie+form", KNOWN_TIE_CONFIDENCE)
        return own

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

    def _begun(self, end: NamedEnd, own: Resolution, other: Resolution) -> list[str]:
        """Held partners that begin with a name that several towns bear or begin with.

        Saint-André is Saint-André-lez-Lille for a partner of it. Where one town alone bears the
        name whole it is meant, unless the partner is larger.
        """
        if not (own.place_id or own.reason == SEVERAL) or not end.country or end.parents:
            return []
        partners = self._partners.get(other.place_id, frozenset()) if other.place_id else ()
        if own.place_id in partners or set(own.method.split("+")) & CERTAIN:
            return []
        if len(name_key(end.name)) < _SHORTEST_BEGINNING:
            return []
        places = (self._gazetteer.places[one] for one in sorted(partners))
        own_people = self._people(own.place_id)
        return [
            one.place_id for one in places
            if one.country == end.country and not _is_area(one)
            and any(is_beginning(name, one.name) for name in (end.name, *_ways(end)))
            and (not own.place_id or self._people(one.place_id) > own_people)
            and self._is_of_kind(end, own, one.place_id)
        ]  # fmt: skip

    def _people(self, place_id: str) -> int:
        place = self._gazetteer.places.get(place_id)
        return (place.population or 0) if place else 0

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
        if place.level in wanted_levels(end)[:1]:  # London Borough of Bexley is one, not the town
            keys |= {*map(name_key, bare_names(end.name))}
        own = (place.name, *place.name.split(_OF_TWO), place.name_local,
               *bare_hangul(place.name_local))  # fmt: skip
        is_own = not keys.isdisjoint(map(name_key, filter(None, own)))
        return is_own and self._may_be_tie(place_id, other_id, start)

    def _may_be_tie(self, place_id: str, other_id: str, start: str) -> bool:
        """Whether a held tie tells which place it is with, and may be that of the line."""
        years = self._years.get((other_id, place_id), frozenset())
        return (place_id, other_id) in self._proved and not are_apart(start, years)

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
