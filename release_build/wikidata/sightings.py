"""What later snapshots of Wikidata say of the points of items, to hold links by name against.

wikidata-2016 has labels alone. wikidata-2021 has country and point of an item under its number,
wikidata-2017 those of both towns of a statement under their labels: what is labelled alike beside
the same partner is the same item, a year later.

A place is *seen* where such a point lies within 15 km of it, and *seen elsewhere* where one lies
more than 50 km away and none is near. A region has a point as good as anywhere in it, so its
country alone counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from release_build.wikidata.labels import WrittenLabel, are_alike, folded_forms, read_label
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.regions import is_region
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place

AT_KM, ELSEWHERE_KM = 15.0, 50.0
_CELL = 0.25

_Cell = tuple[int, int]


class Sightings:
    """Ends with a point, by item, by label and by the partner's point.

    Parameters
    ----------
    claims
        Claims of the later snapshots; ends without a point are left aside.
    """

    def __init__(self, claims: Iterable[SourceClaim] = ()) -> None:
        self._of_item: dict[str, NamedEnd] = {}
        self._labelled: defaultdict[str, dict[NamedEnd, None]] = defaultdict(dict)
        self._pairs: defaultdict[_Cell, dict[tuple[NamedEnd, NamedEnd], None]] = defaultdict(dict)
        for claim in claims:
            self._add(claim.a, claim.b)
            self._add(claim.b, claim.a)

    def of_item(self, item: str) -> NamedEnd | None:
        """Return the end with the number of an item (`wd:Q42`); None if there is none."""
        return self._of_item.get(item)

    def labelled(self, label: WrittenLabel) -> tuple[NamedEnd, ...]:
        """Return the ends that bear a form of the label, whosever partner they are."""
        found = (self._labelled.get(key, {}) for key in folded_forms(label))
        return tuple(dict.fromkeys(end for ends in found for end in ends))

    def beside(self, partner: Place, called: WrittenLabel) -> tuple[NamedEnd, ...]:
        """Return the ends that have a statement with a place, found at its point by its names."""
        names = folded_forms(called) | folded_forms(read_label(partner.name))
        return tuple(
            dict.fromkeys(
                other
                for end, other in self._around(partner)
                if _is_at(end, partner) and are_alike(folded_forms(read_label(end.name)), names)
            )
        )

    def _add(self, end: NamedEnd, other: NamedEnd) -> None:
        if end.latitude is None or end.longitude is None:
            return
        if end.given_id:
            self._of_item[end.given_id] = end
        for key in folded_forms(read_label(end.name)):
            self._labelled[key][end] = None
        if other.latitude is not None:
            self._pairs[_cell(end.latitude, end.longitude)][end, other] = None

    def _around(self, place: Place) -> Iterator[tuple[NamedEnd, NamedEnd]]:
        if place.latitude is None or place.longitude is None:
            return
        row, column = _cell(place.latitude, place.longitude)
        for dy in (-1, 0, 1):
            for dx in (-2, -1, 0, 1, 2):
                yield from self._pairs.get((row + dy, column + dx), ())


def is_seen(place: Place, ends: Iterable[NamedEnd]) -> bool:
    """Whether one of the ends lies at a place."""
    return any(_is_at(end, place) for end in ends)


def seen_elsewhere(place: Place, ends: Collection[NamedEnd]) -> NamedEnd | None:
    """Return an end that lies far from a place, where none lies at it; None otherwise."""
    if is_seen(place, ends):
        return None
    return next((end for end in ends if _is_far(end, place)), None)


def _is_at(end: NamedEnd, place: Place) -> bool:
    away = _km(end, place)
    return end.country == place.country if away is None else away <= AT_KM


def _is_far(end: NamedEnd, place: Place) -> bool:
    away = _km(end, place)
    if away is None or is_region(place):
        return bool(end.country) and end.country != place.country
    return away > ELSEWHERE_KM


def _km(end: NamedEnd, place: Place) -> float | None:
    if end.latitude is None or end.longitude is None:
        return None
    return distance_km(place, end.latitude, end.longitude)


def _cell(latitude: float, longitude: float) -> _Cell:
    return int(latitude // _CELL), int(longitude // _CELL)
