"""Populated places of Natural Earth: Wikidata ids and Chinese names by GeoNames id."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows

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
    """Read the places that carry a GeoNames id, sorted by it; the others identify nothing."""
    found = [
        NaturalEarthPlace(
            int(float(row["GEONAMEID"])),
            row["wikidataid"],
            row["NAME"],
            row["NAME_EN"],
            row["NAME_ZH"],
            float(row["LATITUDE"]),
            float(row["LONGITUDE"]),
        )
        for _, row in table_rows(snapshot, COLUMNS)
        if row["GEONAMEID"] and float(row["GEONAMEID"]) > 0
    ]
    return tuple(sorted(found, key=lambda place: (place.geonames_id, place.wikidata_id)))
