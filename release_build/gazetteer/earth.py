"""Natural Earth beside GeoNames: which place gets the Wikidata id and the names of a row.

A row gives a GeoNames id and a point. The id is at times that of a namesake on another continent
(Asunción in the Philippines) or of a quarter with the city among its names. So the id counts only
where the place it means lies near the point and has the name; a larger place near the point whose
main name it is goes before one that has it among others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from release_build.gazetteer.local import local_name
from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

NEAR_KM = 25.0
REACH_KM = 60.0
"""Points of small places are rough: so far if nothing is nearer."""


def with_natural_earth(
    places: Sequence[Place], earth: Sequence[NaturalEarthPlace]
) -> tuple[Place, ...]:
    """Add the Wikidata id, the English and the Chinese name of each row to the place it means.

    A place keeps the id of the first row that means it; an id that two places would get is none.

    Parameters
    ----------
    places
        Every place under its canonical id.
    earth
        Rows sorted by GeoNames id.
    """
    given = _by_geonames_id(places)
    named = _by_main_name(places, {key for row in earth for key in _keys(row)})
    linked: dict[str, NaturalEarthPlace] = {}
    for row in earth:
        meant = _meant(row, given.get(row.geonames_id), named)
        if meant is not None:
            linked.setdefault(meant.place_id, row)
    times = Counter(row.wikidata_id for row in linked.values())
    linked = {
        place_id: row if times[row.wikidata_id] == 1 else replace(row, wikidata_id="")
        for place_id, row in linked.items()
    }
    return tuple(
        _with_row(place, linked[place.place_id]) if place.place_id in linked else place
        for place in places
    )


def _by_geonames_id(places: Iterable[Place]) -> dict[int, Place]:
    found = {int(alias.removeprefix("gn:")): place for place in places for alias in place.alias_ids}
    found.update({place.geonames_id: place for place in places if place.geonames_id is not None})
    return found


def _by_main_name(places: Iterable[Place], wanted: set[str]) -> dict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.latitude is not None and (key := name_key(place.name)) in wanted:
            found[key].append(place)
    return dict(found)


def _keys(row: NaturalEarthPlace) -> set[str]:
    return {name_key(row.name), name_key(row.name_en)} - {""}


def _meant(
    row: NaturalEarthPlace, given: Place | None, named: Mapping[str, Sequence[Place]]
) -> Place | None:
    main = {place.place_id: place for key in _keys(row) for place in named.get(key, ())}
    pool = dict(main)
    if given is not None and _keys(row) & set(_spellings(given)):
        if given.latitude is None:
            return given
        pool[given.place_id] = given
    near = [(km, place) for km, place in _away(row, pool.values()) if km <= REACH_KM]
    if not near:
        return None
    close = [place for km, place in near if km <= NEAR_KM]
    if not close:
        return min(near, key=lambda pair: (pair[0], pair[1].place_id))[1]
    if given in close and given.place_id in main:
        return given
    largest = max(close, key=lambda place: (place.population or 0, place.place_id))
    is_outdone = given not in close or (largest.population or 0) > (given.population or 0)
    return largest if is_outdone else given


def _away(row: NaturalEarthPlace, places: Iterable[Place]) -> Iterator[tuple[float, Place]]:
    for place in places:
        km = distance_km(place, row.latitude, row.longitude)
        if km is not None:
            yield km, place


def _spellings(place: Place) -> Iterator[str]:
    """Keys of every name, whole and without what stands around it."""
    for name, _ in place.names:
        yield name_key(name)
        yield from (name_key(bare) for bare in bare_names(name))


def _with_row(place: Place, row: NaturalEarthPlace) -> Place:
    names = dict(place.names)
    for name, language in ((row.name_zh, "zh"), (row.name_en, "en")):
        if name and names.get(name, "und") == "und":
            names[name] = language
    return replace(
        place,
        wikidata_id=place.wikidata_id or row.wikidata_id,
        names=tuple(sorted(names.items())),
        name_local=_local(place, names),
    )


def _local(place: Place, names: Iterable[str]) -> str:
    """Choose the local name again where the new one may be better: of what the roster lacks."""
    if place.country != "CN" or place.gbt2260:
        return place.name_local
    return local_name(place.country, names, place.level)
