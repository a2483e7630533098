"""From flights between airports to connections between cities.

A leg between two airports connects each city that one serves with each that the other serves. It
counts too for the cities and regions that contain them. Where an airport serves several cities, it
is one destination, that of the first. An airport that serves no place of the release is still a
destination.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from release_build.covariates.airport_cities import Service, country_code
from release_build.readers.openflights import Airport
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

_COLUMNS = ("country", "home", "reason", "date")


@dataclass(frozen=True, slots=True)
class Leg:
    """Flights between two airports in either direction: who flies, and how many flight numbers."""

    airports: tuple[str, str]
    airlines: frozenset[str]
    flights: int


@dataclass(slots=True)
class _Connection:
    airlines: set[str] = field(default_factory=set)
    flights: int = 0

    def add(self, leg: Leg) -> None:
        self.airlines |= leg.airlines
        self.flights += leg.flights


@dataclass(frozen=True, slots=True)
class Destinations:
    """Destinations abroad of one place: how many cities, and in how many countries."""

    cities: int
    countries: int


@dataclass(frozen=True)
class CityLinks:
    """What the flights say of places.

    Attributes
    ----------
    destinations
        Of every place with an airport of its own or inside it; 0 where none is abroad.
    airlines
        By two cities of different countries, sorted: airlines that fly between them.
    international_airports
        Codes of the airports with a destination abroad.
    flights_from
        By airport and destination, a place or the code of an airport: flight numbers.
    home_of
        By destination and airport: the country whose domestic and regional flights its own are.
    territories
        That country, by the code of a territory.
    """

    destinations: Mapping[str, Destinations]
    airlines: Mapping[tuple[str, str], int]
    international_airports: frozenset[str]
    flights_from: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    home_of: Mapping[str, str] = field(default_factory=dict)
    territories: Mapping[str, str] = field(default_factory=dict)


def read_homes(path: Path) -> dict[str, str]:
    """Read `regional_flights.csv`: the country whose domestic and regional flights one's are.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    homes: dict[str, str] = {}
    for written in ruling_rows(path, _COLUMNS):
        row = written.values
        written.require("country", "home")
        homes[row["country"]] = row["home"]
    return homes


def city_links(
    legs: Iterable[Leg],
    airports: Mapping[str, Airport],
    services: Mapping[str, Service],
    places: Mapping[str, Place],
    homes: Mapping[str, str],
    min_flights: int,
) -> CityLinks:
    """Count destinations and connections.

    Parameters
    ----------
    legs
        Flights between airports of `airports`.
    airports, services
        By code: the airports, and which places they serve.
    places
        The places of the release.
    homes
        Country by territory; flights within one country and its territories are not international.
    min_flights
        A connection counts if it has at least so many flight numbers in either direction.
    """
    finder = _Finder(airports, services, places, homes)
    reached: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    between: dict[tuple[str, str], _Connection] = defaultdict(_Connection)
    beyond: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for leg in legs:
        for here, there in (leg.airports, leg.airports[::-1]):
            goal = finder.destination(there)
            for place_id in finder.within(here):
                reached[place_id][goal] += leg.flights
            beyond[here][goal] += leg.flights
        for pair in finder.pairs(leg.airports):
            between[pair].add(leg)
    return CityLinks(
        {
            place_id: finder.count(finder.home_of(place_id), goals, min_flights)
            for place_id, goals in reached.items()
        },
        {
            pair: len(connection.airlines)
            for pair, connection in between.items()
            if connection.flights >= min_flights
        },
        frozenset(
            code
            for code, goals in beyond.items()
            if finder.count(finder.home_of(finder.destination(code)), goals, min_flights).cities
        ),
        beyond,
        {one: finder.home_of(one) for one in {*beyond, *chain.from_iterable(beyond.values())}},
        homes,
    )


class _Finder:
    """Which place, in which country, an airport stands for."""

    def __init__(
        self,
        airports: Mapping[str, Airport],
        services: Mapping[str, Service],
        places: Mapping[str, Place],
        homes: Mapping[str, str],
    ) -> None:
        self._airports, self._services = airports, services
        self._places, self._homes = places, homes
        self._containers: dict[str, tuple[str, ...]] = {}
        self._home: dict[str, str] = {}

    def destination(self, airport: str) -> str:
        """Return the first place that an airport serves; its own code where it serves none."""
        served = self._services[airport].place_ids
        return served[0] if served else airport

    def home_of(self, place_or_airport: str) -> str:
        """Return the country whose domestic and regional flights those of the place are."""
        if place_or_airport not in self._home:
            place = self._places.get(place_or_airport)
            country = place.country if place else country_code(self._airports[place_or_airport])
            self._home[place_or_airport] = self._homes.get(country, country)
        return self._home[place_or_airport]

    def within(self, airport: str) -> tuple[str, ...]:
        """Return the places that an airport serves, and whatever contains them in their country."""
        if airport not in self._containers:
            served = self._services[airport].place_ids
            around = (parent for one in served for parent in self._places[one].parent_ids)
            self._containers[airport] = tuple(dict.fromkeys((*served, *around)))
        return self._containers[airport]

    def pairs(self, airports: tuple[str, str]) -> Iterable[tuple[str, str]]:
        """Pairs of cities in different countries that a leg connects."""
        here, there = (self._services[airport].place_ids for airport in airports)
        for one in here:
            for other in there:
                if self.home_of(one) != self.home_of(other):
                    yield (one, other) if one < other else (other, one)

    def count(self, home: str, goals: Mapping[str, int], min_flights: int) -> Destinations:
        """Count the destinations that lie abroad as seen from a home country."""
        enough = (goal for goal, flights in goals.items() if flights >= min_flights)
        abroad = [other for other in map(self.home_of, enough) if other != home]
        return Destinations(len(abroad), len(set(abroad)))
