"""International flights of cities 2009 to 2014, from OpenFlights, under the ODbL.

What comes of it stands in tables of its own, so that the share-alike of the database reaches
nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from release_build.covariates.airport_cities import AirportCities, country_code
from release_build.covariates.flight_links import CityLinks, Leg, city_links
from release_build.covariates.flights import is_city
from release_build.readers.openflights import (
    Airport,
    read_openflights_airports,
    read_openflights_routes,
)
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import is_region
from sistercities.errors import SourceError
from sistercities.terms.places import Place

SOURCE_ID = "flights-openflights"
MIN_FLIGHTS = 1
"""A route is one airline between two airports; the source has no flight numbers."""

_ROUTES = re.compile(r"routes_([0-9]{4}-[0-9]{2}-[0-9]{2})\.dat\.gz")


@dataclass(frozen=True)
class PastRoutes:
    """Airports of the source by code, and the legs flown by day of each version."""

    airports: Mapping[str, Airport]
    versions: Mapping[str, Sequence[Leg]]


def read_past_routes(folder: Path) -> PastRoutes:
    """Read every dated version.

    Parameters
    ----------
    folder
        Snapshots of the source.

    Raises
    ------
    SourceError
        If the name of a file has no day, or a file holds what is not understood.
    """
    listed = read_openflights_airports(folder / "airports.dat")
    versions = {
        _day(path): _legs(read_openflights_routes(path, listed))
        for path in sorted(folder.glob("routes_*"))
    }
    return PastRoutes({airport.code: airport for airport in listed.values()}, versions)


def past_flight_tables(
    routes: PastRoutes,
    places: Mapping[str, Place],
    known: Iterable[Airport],
    cities: AirportCities,
    homes: Mapping[str, str],
) -> dict[str, Iterable[Row]]:
    """Lay out destinations and connections of each dated version, by table.

    Parameters
    ----------
    routes
        The dated versions.
    places
        The places of the release.
    known
        Airports with codes of countries, to learn which country each name in the source is.
    cities
        Tells which cities an airport serves.
    homes
        Home countries of territories.

    Raises
    ------
    SourceError
        If no airport tells which country a name is.
    """
    versions = routes.versions
    flown = sorted({code for legs in versions.values() for leg in legs for code in leg.airports})
    airports = _in_countries([routes.airports[code] for code in flown], known, places)
    services = cities.serve(airports.values())
    links = {
        day: city_links(legs, airports, services, places, homes, MIN_FLIGHTS)
        for day, legs in versions.items()
    }
    return {
        "flights_odbl": (
            row for day, one in links.items() for row in _destination_rows(one, day, places)
        ),
        "flight_pairs_odbl": (row for day, one in links.items() for row in _pair_rows(one, day)),
    }


def _day(path: Path) -> str:
    if found := _ROUTES.fullmatch(path.name):
        return found[1]
    raise SourceError(path.name, 0, "(file)", path.name, "name it routes_YYYY-MM-DD.dat.gz")


def _legs(flown: Mapping[tuple[str, str], set[str]]) -> list[Leg]:
    return [Leg(pair, frozenset(flown[pair]), len(flown[pair])) for pair in sorted(flown)]


def _in_countries(
    airports: Collection[Airport], known: Iterable[Airport], places: Mapping[str, Place]
) -> dict[str, Airport]:
    """Give airports the code of their country: their own, else that of most with its name."""
    codes = {airport.code: country_code(airport) for airport in known}
    named = {place.name: place.country for place in places.values() if place.level == "country"}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for airport in airports:
        if code := codes.get(airport.code) or named.get(airport.country):
            votes[airport.country][code] += 1
    return {airport.code: _in_country(airport, codes, votes) for airport in airports}


def _in_country(
    airport: Airport, codes: Mapping[str, str], votes: Mapping[str, Counter[str]]
) -> Airport:
    if airport.code in codes:
        return replace(airport, country=codes[airport.code])
    if airport.country not in votes:
        advice = "no other airport and no country of the release tells which country this is"
        raise SourceError("airports.dat", airport.code, "country", airport.country, advice)
    return replace(airport, country=votes[airport.country].most_common(1)[0][0])


def _destination_rows(links: CityLinks, day: str, places: Mapping[str, Place]) -> Iterator[Row]:
    for place_id, abroad in sorted(links.destinations.items()):
        if not (is_city(places[place_id]) or is_region(places[place_id])):
            continue
        for variable, value, unit in (
            ("international_destinations", abroad.cities, "cities"),
            ("international_destination_countries", abroad.countries, "countries"),
        ):
            yield {
                "place_id": place_id,
                "variable": variable,
                "snapshot": day,
                "value": float(value),
                "unit": unit,
                "source_id": SOURCE_ID,
            }


def _pair_rows(links: CityLinks, day: str) -> Iterator[Row]:
    for (place_a, place_b), airlines in links.airlines.items():
        yield {
            "place_a": place_a,
            "place_b": place_b,
            "snapshot": day,
            "airlines": airlines,
            "source_id": SOURCE_ID,
        }
