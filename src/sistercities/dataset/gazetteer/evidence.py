"""Evidence that settles homonyms: the containers, coordinates and levels that a claim states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place
from sistercities.terms.words import Level

SAME_SPOT_KM = 15.0
"""Two places of one name and level this close are one place and a part of it."""
NEAR_KM = 60.0
"""Coordinates speak for a homonym if it lies this near; municipalities are wide."""


def distance_km(a: Place, latitude: float, longitude: float) -> float | None:
    """Great-circle distance; None where the place has no coordinates."""
    if a.latitude is None or a.longitude is None:
        return None
    from sistercities.dataset.distance import km_between

    return km_between((a.latitude, a.longitude), (latitude, longitude))


def wanted_levels(end: NamedEnd) -> tuple[Level, ...]:
    """Levels the end may have, likeliest first: stated by the source, by the hint, by the words."""
    if end.level is not None:
        return (end.level,)
    if end.hint_level is not None:
        return (end.hint_level,)
    return stated_levels(end.name)


def of_level(places: Sequence[Place], levels: Sequence[Level]) -> list[Place]:
    """Those of the places that fit the first level for which any does."""
    for level in levels:
        found = [place for place in places if fits_level(place, level)]
        if found:
            return found
    return []


def in_region(places: Sequence[Place], region_iso: str, gazetteer: Gazetteer) -> list[Place]:
    """Those that are or lie in the area of an ISO 3166-2 code, first-level or below."""
    if not region_iso:
        return []
    area = gazetteer.area_by_iso.get(region_iso, "")
    return [
        place
        for place in places
        if place.region_iso == region_iso or area in (place.place_id, *place.parent_ids)
    ]


def in_parents(places: Sequence[Place], end: NamedEnd, gazetteer: Gazetteer) -> list[Place]:
    """Those that lie in the most of the containers the source names; [] if in none."""
    keys = [_forms(parent) for parent in end.parents if parent]
    scores = [
        sum(bool(_container_keys(place, gazetteer) & key) for key in keys) for place in places
    ]
    best = max(scores, default=0)
    return [p for p, score in zip(places, scores, strict=True) if score == best] if best else []


@lru_cache(maxsize=200_000)
def _forms(name: str) -> frozenset[str]:
    return frozenset(name_key(form) for form in (name, *bare_names(name))) - {""}


def _container_keys(place: Place, gazetteer: Gazetteer) -> set[str]:
    return {
        key for box in containers(place, gazetteer) for name, _ in box.names for key in _forms(name)
    }


def containers(place: Place, gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield what contains a place; a dual place and a first-level region contain themselves."""
    ids = [*place.parent_ids]
    if place.is_dual or place.level == "region1":
        ids.append(place.place_id)
    region = gazetteer.region_by_iso.get(place.region_iso, "")
    if region:
        ids.append(region)
    for place_id in dict.fromkeys(ids):
        found = gazetteer.places.get(gazetteer.canonical(place_id))
        if found is not None:
            yield found


def nearest(places: Sequence[Place], end: NamedEnd, within_km: float = NEAR_KM) -> list[Place]:
    """Those within reach of the end's coordinates, nearest first; [] without coordinates."""
    if end.latitude is None or end.longitude is None:
        return []
    near = [(distance_km(place, end.latitude, end.longitude), place) for place in places]
    fit = [(km, place) for km, place in near if km is not None and km <= within_km]
    return [place for _, place in sorted(fit, key=lambda pair: (pair[0], pair[1].place_id))]


def are_one_spot(places: Sequence[Place]) -> bool:
    """Whether all lie so close to the first that they are one place and its parts."""
    first = places[0]
    if first.latitude is None or first.longitude is None:
        return False
    apart = [distance_km(place, first.latitude, first.longitude) for place in places[1:]]
    return all(km is not None and km <= SAME_SPOT_KM for km in apart)


def outweighs(places: Sequence[Place], factor: float = 10.0) -> bool:
    """Whether the first has at least `factor` times the people of each other."""
    first = places[0].population or 0
    return first >= 1000 and all((place.population or 0) * factor <= first for place in places[1:])
