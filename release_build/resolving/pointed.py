"""From a label with a point to a place: what bears the label and lies there.

Wikidata gives a point of its own for each item, so unlike a geocoder's it is evidence between
namesakes. In this order:

1. `alias+coordinates`: a place bears the label, whole or without the word for its kind, within
   5 km. Of several, those whose main name it is, a municipality, the largest. The country need not
   agree: Wikidata states former countries as well.
2. `alias+country+coordinates`: one place of the country has it as main name within 10 km, no other
   within 60 km; or within 15 km, and no other is in the country. Wide municipalities have their
   point far from their town.
3. `coordinates+similar_name`: one whose main name is spelled alike, in the country, within 10 km.
4. `alias+country+level`: one place of the name in the country is an area, it lies in the region of
   the places around the point, and no town of the country has the name as its main name. An area
   that is a municipality comes before a similar name.

A place of another level than the label states, or with ten times more or fewer people than the
source says, is not it: a region, or a borough, of the name is meant.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from release_build.wikidata.labels import WrittenLabel, read_label
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolving.near import near_and_similar, places_around, similarity
from sistercities.dataset.resolving.towns import is_called
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

ON_SPOT_KM, AT_POINT_KM, NEAR_POINT_KM, FAR_POINT_KM, APART_KM = 1.0, 5.0, 10.0, 15.0, 60.0
CONFIDENCE = {
    "alias+coordinates": 0.99,
    "alias+country+coordinates": 0.98,
    "alias+country+level": 0.97,
    "coordinates+similar_name": 0.95,
}
"""Share right as measured, docs/data-quality/observations.md."""
NOT_THERE = "no place of this name and size lies at the source's point"
MOST_TIMES, MOST_TIMES_APART = 10.0, 4.0
"""How many times the people that the source states a place may have, or have too few."""
LIKE = 0.9
_AREAS: tuple[Level, ...] = ("region2", "region1", "county", "district")
_AREA = re.compile(
    r"(?:Province|Region|County|Department|Governorate|District|canton|arrondissement) of ([^,]+)|"
    r"([^,]+) (?:District|Department|County|County Borough|[Rr]egion|Oblast|Cercle|Raion)"
)
_MUNICIPAL_AREAS = frozenset({"BF", "PE"})
"""Where the departments or the districts are the municipalities."""
_PARTS: tuple[Level, ...] = ("district", "city", "region2")
"""What a borough or a municipality may be: a part of a city, or a city."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An end with its label taken apart; `levels` are those that the label allows, () for any."""

    end: NamedEnd
    label: WrittenLabel
    levels: tuple[Level, ...]

    @property
    def is_of_area(self) -> bool:
        """Whether the label is worded as that of a region, a county or a district."""
        return self.levels == _AREAS

    def calls(self, place: Place) -> bool:
        """Whether the label, whole or its name alone, is the main name of a place."""
        named = replace(self.end, name=self.label.name)
        return is_called(place, self.end) or is_called(place, named)

    def allows(self, place: Place) -> bool:
        """Whether a place is of a level that the label allows."""
        return not self.levels or any(fits_level(place, level) for level in self.levels)

    def is_of_size(self, place: Place, most_times: float = MOST_TIMES) -> bool:
        """Whether a place has about the people that the source states, as far as both are known."""
        stated, known = self.end.population, place.population
        if not stated or not known:
            return True
        return max(stated, known) <= most_times * min(stated, known)


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A place that bears a label; `km` to the point is None where the place has none."""

    place: Place
    rank: int
    km: float | None
    is_called_so: bool
    is_here: bool
    is_tied: bool

    @property
    def is_town(self) -> bool:
        """Whether it is a municipality."""
        return fits_level(self.place, "city")

    @property
    def is_area(self) -> bool:
        """Whether it is a region, or anything else that is known without a point."""
        return self.km is None or (not self.is_town and self.place.level != "district")


def resolve_pointed(end: NamedEnd, gazetteer: Gazetteer, tied: Container[str] = ()) -> Resolution:
    """Resolve an end with a label and a point; the reason says why where that fails.

    Parameters
    ----------
    tied
        Places that have ties in other sources: of two records of one town the one that is used.
    """
    asked = _asked(end)
    bearers = [*_bearers(asked, gazetteer, tied)]
    found = _at_point(bearers, asked) or _in_country(bearers, asked, gazetteer)
    if found:
        return found
    return Resolution("", "", 0.0, NOT_THERE, tuple(one.place.place_id for one in bearers[:5]))


def _asked(end: NamedEnd) -> _Asked:
    label = read_label(end.name)
    if area := _AREA.fullmatch(end.name):
        inner = area[1] or area[2]
        label = replace(label, forms=tuple(dict.fromkeys((*label.forms, inner))))
        return _Asked(end, label, () if end.country in _MUNICIPAL_AREAS else _AREAS)
    is_part = label.levels[:1] in (("district",), ("city",))
    return _Asked(end, label, _PARTS if is_part else label.levels)


def _bearers(asked: _Asked, gazetteer: Gazetteer, tied: Container[str]) -> Iterator[_Bearer]:
    """Yield each place of today that bears a form of the label, the wholest form first."""
    end = asked.end
    seen: set[str] = set()
    for form in asked.label.forms:
        for match in gazetteer.matches(form):
            place = gazetteer.places[match.place_id]
            if match.rank > 2 or place.valid_to is not None or place.place_id in seen:
                continue
            seen.add(place.place_id)
            if asked.allows(place) and asked.is_of_size(place):
                is_here = place.country == end.country
                is_tied = place.place_id in tied
                km = _km(place, end)
                yield _Bearer(place, match.rank, km, asked.calls(place), is_here, is_tied)


def _km(place: Place, end: NamedEnd) -> float | None:
    if end.latitude is None or end.longitude is None:
        return None
    return distance_km(place, end.latitude, end.longitude)


def _at_point(bearers: Sequence[_Bearer], asked: _Asked) -> Resolution | None:
    there = [one for one in bearers if one.km is not None and one.km <= AT_POINT_KM]
    pool = [one for one in there if one.is_here] or there
    if not pool or (asked.is_of_area and not any(one.is_here for one in pool)):
        return None
    instead = _called_so_instead(bearers, pool, asked)
    return instead or _resolution(max(pool, key=_order).place, "alias+coordinates")


def _called_so_instead(
    bearers: Sequence[_Bearer], pool: Sequence[_Bearer], asked: _Asked
) -> Resolution | None:
    """Return what has the label as its main name, where none at the point of this kind has it."""
    here = [one for one in bearers if one.is_called_so and one.is_here]
    at_point = [one for one in pool if one.is_called_so]
    town = None if at_point else _nearest([one for one in here if not one.is_area])
    if town and min(one.km or 0.0 for one in pool) > ON_SPOT_KM:
        return _resolution(town, "alias+country+coordinates")
    wanted = asked.label.levels[0] if asked.levels == _PARTS else "city"
    if any(fits_level(one.place, wanted) for one in at_point):
        return None
    areas = [one.place for one in here if one.km is None and fits_level(one.place, wanted)]
    return _resolution(areas[0], "alias+country+level") if len(areas) == 1 else None


def _order(one: _Bearer) -> tuple[bool, bool, bool, bool, int, str]:
    """Sort places of one name at one point, the likeliest last."""
    place = one.place
    people = place.population or 0
    return (
        one.is_town, one.is_called_so, one.is_tied, bool(place.alias_ids), people, place.place_id,
    )  # fmt: skip


def _in_country(
    bearers: Sequence[_Bearer], asked: _Asked, gazetteer: Gazetteer
) -> Resolution | None:
    here = [one for one in bearers if one.is_here]
    towns = [one for one in here if one.is_called_so and not one.is_area]
    town = _nearest(towns)
    if town:
        return _resolution(town, "alias+country+coordinates")
    area = None if towns else _area(here, asked, gazetteer)
    alike = None if area and fits_level(area, "city") else _alike(asked, gazetteer)
    if alike:
        return _resolution(alike, "coordinates+similar_name")
    return _resolution(area, "alias+country+level") if area else None


def _nearest(towns: Sequence[_Bearer]) -> Place | None:
    """Return the town that lies at the point, where no other of the name is as likely."""
    ordered = sorted((one.km or 0.0, one.place.place_id, one.place) for one in towns)
    if not ordered or ordered[0][0] > (FAR_POINT_KM if len(ordered) == 1 else NEAR_POINT_KM):
        return None
    return None if len(ordered) > 1 and ordered[1][0] <= APART_KM else ordered[0][2]


def _area(here: Sequence[_Bearer], asked: _Asked, gazetteer: Gazetteer) -> Place | None:
    """Return the only area of the name, if it lies in a region that the point lies in."""
    areas = [one for one in here if one.is_area]
    if len(areas) != 1 or (areas[0].place.level == "country" and areas[0].rank):
        return None
    area = areas[0].place
    around = {place.region_iso for place in places_around(asked.end, gazetteer)}
    return area if not area.region_iso or area.region_iso in around else None


def _alike(asked: _Asked, gazetteer: Gazetteer) -> Place | None:
    if asked.is_of_area:
        return None
    found = [
        place
        for place in near_and_similar(asked.end, gazetteer)
        if asked.is_of_size(place, MOST_TIMES_APART) and asked.allows(place)
        and similarity(asked.end, _under_main_names(place)) >= LIKE
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _under_main_names(place: Place) -> Place:
    return replace(place, names=((place.name, "und"), (place.name_local, "und")))


def _resolution(place: Place, method: str) -> Resolution:
    return Resolution(place.place_id, method, CONFIDENCE[method])
