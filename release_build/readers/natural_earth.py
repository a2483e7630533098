"""Populated places of Natural Earth: Wikidata ids and Chinese names by GeoNames id."""

from __future__ import annotations

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
