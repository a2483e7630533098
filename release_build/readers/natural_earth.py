"""Populated places of Natural Earth: Wikidata ids and Chinese names by GeoNames id.

Capitals of first-level regions, as Natural Earth marks its populated places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow

COLUMNS = (
    "NAME", "NAMEASCII", "NAME_EN", "NAME_ZH", "ISO_A2", "ADM0_A3", "ADM1NAME", "LATITUDE",
    "LONGITUDE", "POP_MAX", "GEONAMEID", "wikidataid", "TIMEZONE", "ADM0CAP", "WORLDCITY",
    "MEGACITY", "FEATURECLA", "POP2015",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NaturalEarthPlace:
    """One place: what identifies it elsewhere and what it is called in Chinese and English."""

    geonames_id: int
    wikidata_id: str
    name: str
    name_en: str
    name_zh: str
    latitude: float
    longitude: float


def read_natural_earth(snapshot: Snapshot) -> tuple[NaturalEarthPlace, ...]:
    """Read the places that carry a GeoNames id, sorted by it; the others identify nothing.

    Raises
    ------
    SourceError
        If a column, an id or a point is not understood.
    """
    rows = (
        WrittenRow(snapshot.path.name, line, values)
        for line, values in table_rows(snapshot, COLUMNS)
    )
    found = [_place(row) for row in rows if _has_geonames_id(row)]
    return tuple(sorted(found, key=lambda place: (place.geonames_id, place.wikidata_id)))


def _has_geonames_id(row: WrittenRow) -> bool:
    row.require_round_number("GEONAMEID")
    return bool(row.values["GEONAMEID"]) and float(row.values["GEONAMEID"]) > 0


def _place(row: WrittenRow) -> NaturalEarthPlace:
    row.require("NAME", "LATITUDE", "LONGITUDE")
    row.require_degrees("LATITUDE", 90.0)
    row.require_degrees("LONGITUDE", 180.0)
    return NaturalEarthPlace(
        int(float(row.values["GEONAMEID"])),
        row.values["wikidataid"],
        row.values["NAME"],
        row.values["NAME_EN"],
        row.values["NAME_ZH"],
        float(row.values["LATITUDE"]),
        float(row.values["LONGITUDE"]),
    )


_CAPITALS = {
    "Admin-0 capital", "Admin-0 capital alt", "Admin-0 region capital", "Admin-1 capital",
    "Admin-1 region capital",
}  # fmt: skip
_OTHERS = {
    "Populated place", "Scientific station", "Historic place", "Meteorological Station",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkedCapital:
    """A place that is marked as the capital of a country or of one of its regions."""

    names: tuple[str, ...]
    country: str
    latitude: float
    longitude: float


def read_marked_capitals(snapshot: Snapshot) -> tuple[MarkedCapital, ...]:
    """Read the capitals in the order of the file.

    Raises
    ------
    SourceError
        If a column, a mark or a point is not understood.
    """
    return tuple(_capitals(snapshot))


def _capitals(snapshot: Snapshot) -> Iterator[MarkedCapital]:
    for line, values in table_rows(snapshot, COLUMNS):
        row = WrittenRow(snapshot.path.name, line, values)
        row.require_one_of("FEATURECLA", sorted(_CAPITALS | _OTHERS))
        if values["FEATURECLA"] not in _CAPITALS:
            continue
        row.require("NAME", "LATITUDE", "LONGITUDE")
        row.require_degrees("LATITUDE", 90.0)
        row.require_degrees("LONGITUDE", 180.0)
        names = (values["NAME"], values["NAMEASCII"], values["NAME_EN"])
        yield MarkedCapital(
            tuple(dict.fromkeys(name for name in names if name)),
            values["ISO_A2"],
            float(values["LATITUDE"]),
            float(values["LONGITUDE"]),
        )
