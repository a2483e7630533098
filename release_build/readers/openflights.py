"""Airports and airline routes of OpenFlights (ODbL): comma-separated files without a header.

An airport, as both sources of flights describe it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import SourceError
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.written_values import WrittenRow, is_whole_number

_AIRPORTS = (
    "id", "name", "city", "country", "iata", "icao", "latitude", "longitude", "altitude",
    "timezone", "dst", "tz", "type", "source",
)  # fmt: skip
_ROUTES = (
    "airline", "airline id", "from", "from id", "to", "to id", "codeshare", "stops", "equipment",
)  # fmt: skip
_NONE = {"", "\\N"}


def read_openflights_airports(path: Path) -> dict[str, Airport]:
    """Read the airports by the ids that routes use, and also by IATA and ICAO code.

    Raises
    ------
    SourceError
        If a row or a value is not known.
    """
    found: dict[str, Airport] = {}
    for line, fields in _rows(path, _AIRPORTS):
        row = dict(zip(_AIRPORTS, fields, strict=True))
        written = WrittenRow(path.name, line, row)
        written.require("id", "country", "latitude", "longitude")
        written.require_degrees("latitude", 90.0)
        written.require_degrees("longitude", 180.0)
        written.require_one_of("type", ("airport",))
        codes = [row[column] for column in ("icao", "iata") if row[column] not in _NONE]
        airport = Airport(
            codes[0] if codes else row["id"],
            row["name"],
            row["city"],
            row["country"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for key in (row["id"], *codes):
            found.setdefault(key, airport)
    return found


def read_openflights_routes(
    path: Path, airports: Mapping[str, Airport]
) -> dict[tuple[str, str], set[str]]:
    """Read which airlines fly between two airports without a stop, under sorted codes.

    Rows of an airline that sells another's flight are left out. An id that is no airport any more
    is looked up by the code beside it; a route whose airport has neither is left out.

    Raises
    ------
    SourceError
        If a row or a value is not known.
    """
    flown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line, fields in _rows(path, _ROUTES):
        airline, _, origin, origin_id, goal, goal_id, codeshare, stops, _ = fields
        if codeshare not in {"", "Y"}:
            raise SourceError(path.name, line, "codeshare", codeshare, "it is Y or blank")
        if not is_whole_number(stops):
            raise SourceError(path.name, line, "stops", stops, "write a whole number in digits")
        here = airports.get(origin_id) or airports.get(origin)
        there = airports.get(goal_id) or airports.get(goal)
        if codeshare == "" and stops == "0" and here and there and here is not there:
            flown[min(here.code, there.code), max(here.code, there.code)].add(airline)
    return flown


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    text = Snapshot(path, Origin("flights-openflights")).text
    name, rows = path.name, csv.reader(io.StringIO(text, newline=""))
    for fields in rows:
        if len(fields) != len(columns):
            advice = f"a row has {len(columns)} fields; fetch the file again"
            raise SourceError(name, rows.line_num, "(all)", fields, advice)
        yield rows.line_num, fields


@dataclass(frozen=True, slots=True)
class Airport:
    """One airport.

    Attributes
    ----------
    code
        ICAO code; IATA code where there is none.
    name, location
        Its name, and the town that the source says it lies at.
    country
        ISO 3166-1 alpha-2, or the source's own name of the country.
    latitude, longitude
        In degrees.
    """

    code: str
    name: str
    location: str
    country: str
    latitude: float
    longitude: float
