"""Rows of the tables `gazetteer` and `gazetteer_names`, kept small.

A point is rounded to steps of 2^-13 degrees, 14 metres, which packs to a third. Left out are
spellings that nobody writes a register in: transcriptions by machine (GeoNames has them in small
letters alone: `gang kou xiang`), codes of airports, and scripts that are not those of the country,
but for Latin, Han, kana and Hangul.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from release_build.covariates.value_rows import as_columns
from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.release.parquet import arrow_schema
from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.gazetteer_tables import GAZETTEER, GAZETTEER_NAMES
from sistercities.terms.places import Place

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
