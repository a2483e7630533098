"""CEPII GeoDist: distances and common traits of pairs of countries, languages of countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_number

PAIRS_FILE, COUNTRIES_FILE = "dist_cepii.csv.gz", "geo_cepii.csv"
FLAGS = ("contig", "comlang_off", "comlang_ethno", "colony", "comcol", "col45")
DISTANCES = ("dist", "distcap", "distw")
PAIR_COLUMNS = ("iso_o", "iso_d", *FLAGS, "curcol", "smctry", *DISTANCES, "distwces")
LANGUAGES = ("langoff_1", "langoff_2", "langoff_3")
COUNTRY_COLUMNS = (
    "iso2", "iso3", "cnum", "country", "pays", "area", "dis_int", "landlocked", "continent",
    "city_en", "city_fr", "lat", "lon", "cap", "maincity", "citynum", *LANGUAGES, "lang20_1",
    "lang20_2", "lang20_3", "lang20_4", "lang9_1", "lang9_2", "lang9_3", "lang9_4", "colonizer1",
    "colonizer2", "colonizer3", "colonizer4", "short_colonizer1", "short_colonizer2",
    "short_colonizer3",
)  # fmt: skip
MISSING = "."
DIGITS = 7
"""Significant digits of the source, which holds single-precision numbers written in full."""


@dataclass(frozen=True, slots=True)
class GeodistPair:
    """Two codes of the source, the first the smaller; flags are 0 or 1, distances km.

    A distance is None where the source has none. `flags` and `distances` stand in the order of
    `FLAGS` and `DISTANCES`.
    """

    code_a: str
    code_b: str
    flags: tuple[int, ...]
    distances: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class GeodistCountry:
    """One code of the source: whether it has no coast, and its official languages."""

    code: str
    is_landlocked: bool
    languages: tuple[str, ...]


def read_geodist_pairs(snapshot: Snapshot) -> Iterator[GeodistPair]:
    """Yield the pairs of two countries, each once; all that is read is the same both ways.

    Raises
    ------
    SourceError
        If a column or a value is not understood.
    """
    file = snapshot.path.name
    for line, values in table_rows(snapshot, PAIR_COLUMNS):
        if values["iso_o"] < values["iso_d"]:
            yield _pair(WrittenRow(file, line, values))


def _pair(row: WrittenRow) -> GeodistPair:
    row.require("iso_o", "iso_d")
    return GeodistPair(
        row.values["iso_o"],
        row.values["iso_d"],
        tuple(_flag(row, column) for column in FLAGS),
        tuple(_distance(row, column) for column in DISTANCES),
    )


def _flag(row: WrittenRow, column: str) -> int:
    row.require_one_of(column, ("0.0", "1.0"))
    return int(row.values[column] == "1.0")


def _distance(row: WrittenRow, column: str) -> float | None:
    value = row.values[column]
    if value == MISSING:
        return None
    if not is_number(value) or float(value) <= 0:
        raise row.refuse(column, "write kilometres above 0, or a point where there is no distance")
    return float(f"{float(value):.{DIGITS}g}")


def read_geodist_countries(snapshot: Snapshot) -> tuple[GeodistCountry, ...]:
    """Read the countries, sorted by code; one with two cities has two rows that say the same.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rows of a country differ.
    """
    found: dict[str, GeodistCountry] = {}
    for line, values in table_rows(snapshot, COUNTRY_COLUMNS):
        row = WrittenRow(snapshot.path.name, line, values)
        country = _country(row)
        if found.setdefault(country.code, country) != country:
            raise row.refuse("iso3", "a row above says otherwise of this country")
    return tuple(found[code] for code in sorted(found))


def _country(row: WrittenRow) -> GeodistCountry:
    row.require("iso3", *LANGUAGES)
    row.require_one_of("landlocked", ("0.0", "1.0"))
    languages = tuple(row.values[one] for one in LANGUAGES if row.values[one] != MISSING)
    return GeodistCountry(row.values["iso3"], row.values["landlocked"] == "1.0", languages)
