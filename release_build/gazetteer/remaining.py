"""The municipalities that the universe leaves out: small ones without a tie.

From the places of GeoNames (500 persons and more, and the seats of small units) are left out: parts
of cities, a locality that bears the name of the municipality it lies in, a second record of a
place beside it, and the villages of Indonesia whose population is not known.

Districts that sign as municipalities do are among them: Landkreise, rayons, amphoe, the counties of
the United States, the wards of cities in East Asia.

Rows of the tables `gazetteer` and `gazetteer_names`, kept small.

A point is rounded to steps of 2^-13 degrees, 14 metres, which packs to a third. Left out are
spellings that nobody writes a register in: transcriptions by machine (GeoNames has them in small
letters alone: `gang kou xiang`), codes of airports, and scripts that are not those of the country,
but for Latin, Han, kana and Hangul.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from release_build.covariates.value_rows import as_columns
from release_build.gazetteer.distance import km_between
from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.release.parquet import arrow_schema
from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.gazetteer_tables import GAZETTEER, GAZETTEER_NAMES
from sistercities.terms.places import Place

MUNICIPAL = frozenset({"city", "county"})
_WITH_QUARTERS = MUNICIPAL | {"district"}
_DISTRICTS = frozenset(
    {"AR", "BY", "DE", "ID", "KH", "KP", "KZ", "LA", "PE", "RU", "TH", "US", "UZ", "VN"}
)
"""Where the second level has partners of its own, though no source lists all of them."""
_WARDS = frozenset({"CN", "CZ", "HU", "JP", "KR"})
_REGIERUNGSBEZIRK = "Regierungsbezirk"
_ALL_QUARTERS = frozenset({"US"})
"""Where what lies in a city of its own, such as Baltimore, is a quarter of it."""
_VILLAGES = frozenset({"ID"})
"""Where a place without a population is a seat of a village: 8,800 of them, Krajan 40 times."""
_BESIDE_KM = 5.0
_BESIDE_IF_EMPTY_KM = 15.0


def remaining_places(everywhere: Mapping[str, Place], held: Collection[str]) -> dict[str, Place]:
    """Choose the municipalities beyond the universe, by id in order.

    Parameters
    ----------
    everywhere
        Every place known to the build, with all its containers.
    held
        Ids of the universe.
    """
    points = _points_of_areas(everywhere)
    shadowed = _second_records(everywhere, held)
    return {
        place_id: points.get(place_id, everywhere[place_id])
        for place_id in sorted(everywhere.keys() - set(held) - shadowed)
        if _is_municipality(everywhere[place_id], everywhere)
    }


def _is_municipality(place: Place, everywhere: Mapping[str, Place]) -> bool:
    if place.valid_to is not None:
        return False
    if _is_district(place):
        return True
    if place.level not in MUNICIPAL:
        return False
    if place.country in _VILLAGES and not place.population:
        return False
    around = [everywhere[one] for one in place.parent_ids if one in everywhere]
    towns = [one for one in around if one.level in MUNICIPAL]
    if towns and place.country in _ALL_QUARTERS:
        return False
    return not any(_main_keys(place) & _main_keys(town) for town in towns)


def _is_district(place: Place) -> bool:
    """Whether it is a district with a council or a government of its own, that may sign a tie."""
    if place.level == "district":
        return place.country in _WARDS
    return (
        place.level == "region2"
        and place.country in _DISTRICTS
        and not place.name.startswith(_REGIERUNGSBEZIRK)
    )


def _main_keys(place: Place) -> set[str]:
    return {name_key(name) for name in (place.name, *bare_names(place.name))}


def _second_records(everywhere: Mapping[str, Place], held: Collection[str]) -> set[str]:
    """Ids of places that stand beside a larger one, or one held, of the same name.

    A town that ended, and is held, has no second record that goes on.
    """
    namesakes: defaultdict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place_id, place in everywhere.items():
        is_shown = place.valid_to is None or place_id in held
        if place.level in _WITH_QUARTERS and is_shown:
            namesakes[name_key(place.name), place.country, place.region_iso].append(place)
    found: set[str] = set()
    for places in namesakes.values():
        if len(places) > 1:
            found |= _shadowed(sorted(places, key=lambda one: _rank(one, held)))
    return found


def _rank(place: Place, held: Collection[str]) -> tuple[bool, bool, int, str]:
    is_new = place.place_id not in held
    return is_new, place.latitude is None, -(place.population or 0), place.place_id


def _shadowed(ranked: Sequence[Place]) -> set[str]:
    return {
        place.place_id
        for position, place in enumerate(ranked)
        if any(_is_beside(place, other) for other in ranked[:position])
    }


def _is_beside(place: Place, other: Place) -> bool:
    """Whether a place is a second record of another, which is held or larger.

    Two municipalities with codes are two, wherever they lie.
    """
    codes = {place.municipality_code, other.municipality_code}
    if len(codes - {""}) > 1:
        return False
    distance = km_between(place, other)
    if distance is None:
        return True  # an area without a point, and a place of its name in the same region
    return distance < (_BESIDE_KM if place.population else _BESIDE_IF_EMPTY_KM)


def _points_of_areas(everywhere: Mapping[str, Place]) -> dict[str, Place]:
    """Municipalities without a point, with the mean of the points of what lies in them."""
    inside: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    lacking = {
        place_id
        for place_id, place in everywhere.items()
        if place.level in MUNICIPAL and place.latitude is None
    }
    for place in everywhere.values():
        if place.latitude is not None and place.longitude is not None:
            for parent in lacking.intersection(place.parent_ids):
                inside[parent].append((place.latitude, place.longitude))
    return {area: _at_mean(everywhere[area], points) for area, points in inside.items()}


def _at_mean(area: Place, points: Sequence[tuple[float, float]]) -> Place:
    latitudes, longitudes = zip(*points, strict=True)
    return replace(
        area,
        latitude=round(sum(latitudes) / len(points), 4),
        longitude=round(sum(longitudes) / len(points), 4),
    )


Row = dict[str, Any]
_STEPS_OF_A_DEGREE = 2**13
_EVERYWHERE = frozenset({"Latn", "Hani", "Jpan", "Hira", "Kana", "Hang", "Zyyy"})
_AT_HOME: dict[str, frozenset[str]] = {
    script: frozenset(countries.split())
    for script, countries in {
        "Cyrl": "AM AZ BA BG BY GE KG KZ MD ME MK MN RS RU TJ TM UA UZ XK",
        "Arab": "AE AF BH CN DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO "
        "SY TD TN YE",
        "Grek": "CY GR", "Hebr": "IL", "Armn": "AM AZ", "Geor": "GE", "Thai": "TH",
        "Deva": "IN NP", "Beng": "BD IN", "Mymr": "MM", "Khmr": "KH", "Laoo": "LA", "Ethi": "ER ET",
    }.items()
}  # fmt: skip
_LETTERS_OF_AN_AIRPORT = 3


def gazetteer_tables(places: Iterable[Place], held: Mapping[str, Place]) -> dict[str, ColumnRows]:
    """Rows of both tables, as columns: hundreds of thousands of dicts would take seconds.

    Parameters
    ----------
    places
        The municipalities beyond the universe.
    held
        The universe, by id: regions and containers are named from it.
    """
    regions = {
        place.region_iso: place.place_id
        for place in held.values()
        if place.region_iso and (place.level == "region1" or place.is_dual)
        and place.valid_to is None
    }  # fmt: skip
    ordered = sorted(places, key=lambda place: place.place_id)
    return {
        GAZETTEER.name: as_columns(GAZETTEER, (_row(place, regions, held) for place in ordered)),
        GAZETTEER_NAMES.name: _names(ordered),
    }


def _names(places: Iterable[Place]) -> ColumnRows:
    import pyarrow as pa

    schema = arrow_schema(GAZETTEER_NAMES)
    ordered = sorted(key for place in places for key in _keys_of(place))
    columns = [pa.array(column, pa.string()) for column in zip(*ordered, strict=True)]
    return ColumnRows(
        pa.Table.from_arrays(columns, schema=schema) if columns else schema.empty_table()
    )


def _row(place: Place, regions: Mapping[str, str], held: Mapping[str, Place]) -> Row:
    region = regions.get(place.region_iso)
    around = (one for one in place.parent_ids if one in held and one != region)
    return {
        "place_id": place.place_id,
        "name": place.name,
        "name_local": place.name_local or None,
        "level": place.level,
        "country": place.country,
        "region_iso": place.region_iso or None,
        "region": region,
        "container": next(around, None),
        "municipality_code": place.municipality_code or None,
        "latitude": _packed(place.latitude),
        "longitude": _packed(place.longitude),
        "population": place.population,
    }


def _packed(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees * _STEPS_OF_A_DEGREE) / _STEPS_OF_A_DEGREE


def _keys_of(place: Place) -> Iterator[tuple[str, str, str]]:
    """Key, place and kind, each key once, by its best kind."""
    kinds: dict[str, str] = {}
    for key, kind in _keys(place):
        kinds.setdefault(key, kind)
    return ((key, place.place_id, kind) for key, kind in kinds.items())


def _keys(place: Place) -> Iterator[tuple[str, str]]:
    """Keys and kinds, the best kinds first, in the order of `NAME_KINDS`."""
    main = [name for name in (place.name, place.name_local) if name]
    kept = [name for name, _ in place.names if _is_kept(name, place.country)]
    for names, kind in ((main, "main"), (kept, "other")):
        yield from ((key, kind) for name in names if (key := name_key(name)))
    inner = (bare for name in (*main, *kept) for bare in bare_names(name))
    yield from ((key, "inside") for bare in inner if (key := name_key(bare)))
    yield from ((alias, "id") for alias in place.alias_ids)


def _is_kept(name: str, country: str) -> bool:
    script = "Latn" if name.isascii() else script_of(name)
    if script == "Latn":
        is_code = len(name) == _LETTERS_OF_AN_AIRPORT and name.isupper() and name.isascii()
        return not is_code and any(map(str.isupper, name))
    return script in _EVERYWHERE or country in _AT_HOME.get(script, ())
