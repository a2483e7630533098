"""Flight numbers of the world, from the standing data of Virtual Radar Server in one archive.

The data are typed by a crowd and only ever added to: airlines that are gone stay in them.
"""

from __future__ import annotations

import csv
import io
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from release_build.readers.openflights import Airport
from sistercities.errors import BuildError, SourceError
from sistercities.sources.written_values import WrittenRow

_AIRLINES = ("Code", "Name", "ICAO", "IATA", "PositioningFlightPattern", "CharterFlightPattern")
_AIRPORTS = (
    "Code", "Name", "ICAO", "IATA", "Location", "CountryISO2", "Latitude", "Longitude",
    "AltitudeFeet",
)  # fmt: skip
_ROUTES = ("Callsign", "Code", "Number", "AirlineCode", "AirportCodes")
_IGNORED = {"README.md", "CREDITS.md", "LICENSE"}
_ROUTE = re.compile("[A-Z0-9]{3,4}(-[A-Z0-9]{3,4})+")

Leg = tuple[str, str, str]
"""An airline and the two airports of a leg, the smaller code first."""


@dataclass(frozen=True)
class VrsFlights:
    """What the archive holds.

    Attributes
    ----------
    airports
        By code.
    airlines
        Names by code.
    legs
        Flight numbers of each airline on each leg, in either direction; a flight with stops is
        several legs.
    """

    airports: Mapping[str, Airport]
    airlines: Mapping[str, str]
    legs: Mapping[Leg, int]


def read_vrs_flights(path: Path) -> VrsFlights:
    """Read airports, airlines and legs.

    Raises
    ------
    BuildError
        If the archive cannot be read.
    SourceError
        If a file, a column or a value is not known.
    """
    airports: dict[str, Airport] = {}
    airlines: dict[str, str] = {}
    routes: list[tuple[str, list[tuple[str, str]]]] = []
    for name, text in _members(path):
        kind = name.split("/")[0]
        if kind == "airlines":
            airlines.update((row[0], row[1]) for _, row in _rows(name, text, _AIRLINES))
        elif kind == "airports":
            for line, row in _rows(name, text, _AIRPORTS):
                airports[row[0]] = _airport(name, line, row)
        else:
            flown = [(row[3], row[4]) for _, row in _rows(name, text, _ROUTES)]
            routes.append((name, flown))
    legs: Counter[Leg] = Counter()
    for name, rows in routes:
        _count_legs(legs, name, rows, airports, airlines)
    return VrsFlights(airports, airlines, legs)


def _members(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each table in the archive, and its text."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                stream = archive.extractfile(member)
                if stream is None or Path(member.name).name in _IGNORED:
                    continue
                if member.name.split("/")[0] not in {"airlines", "airports", "routes"}:
                    advice = "it is no table of airlines, airports or routes"
                    raise SourceError(path.name, 0, "(file)", member.name, advice)
                yield member.name, stream.read().decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError, tarfile.TarError) as problem:
        raise BuildError(f"{path}: cannot be read ({problem}); fetch it again") from problem


def _rows(file: str, text: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows, [])
        if header != list(columns):
            raise SourceError(file, 1, "(all)", header, f"the columns are {', '.join(columns)}")
        for row in rows:
            if len(row) != len(columns):
                advice = f"a row has {len(columns)} fields; mend it"
                raise SourceError(file, rows.line_num, "(all)", row, advice)
            yield rows.line_num, row
    except csv.Error as problem:
        advice = "the row cannot be split into fields; mend its quotes"
        raise SourceError(file, rows.line_num, "(all)", str(problem), advice) from problem


def _airport(file: str, line: int, row: Sequence[str]) -> Airport:
    written = WrittenRow(file, line, dict(zip(_AIRPORTS, row, strict=True)))
    written.require("Code", "CountryISO2", "Latitude", "Longitude")
    written.require_degrees("Latitude", 90.0)
    written.require_degrees("Longitude", 180.0)
    return Airport(row[0], row[1], row[4], row[5], float(row[6]), float(row[7]))


def _count_legs(
    legs: Counter[Leg],
    file: str,
    rows: Sequence[tuple[str, str]],
    airports: Mapping[str, Airport],
    airlines: Mapping[str, str],
) -> None:
    for line, (airline, route) in enumerate(rows, start=2):
        if airline not in airlines:
            raise SourceError(file, line, "AirlineCode", airline, "no airline has this code")
        stops = route.split("-")
        if not _ROUTE.fullmatch(route) or any(stop not in airports for stop in stops):
            advice = "a route is codes of known airports with hyphens between them"
            raise SourceError(file, line, "AirportCodes", route, advice)
        flown = {(min(leg), max(leg)) for leg in pairwise(stops) if leg[0] != leg[1]}
        legs.update((airline, here, there) for here, there in flown)
