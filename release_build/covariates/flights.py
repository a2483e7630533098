"""International routes of cities and regions ever listed up to 2026, from Virtual Radar Server.

Its list is only added to: a route in it may be gone. Those between two countries of which we know
that nothing flies any more are left out (`flights_gone`). A place without a flight has no
destination: the source lists the airports and flights of the world. Where it has no flight in a
whole country, nothing is said of the places there.

Which airlines sell no seats: by the words of freight in their names, and by our rulings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from release_build.covariates.airport_cities import AirportCities, Service, country_code
from release_build.covariates.flight_links import CityLinks, Destinations, Leg, city_links
from release_build.covariates.flights_gone import FILE as GONE
from release_build.covariates.flights_gone import read_flights_gone, without_gone
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from release_build.readers.openflights import Airport
from release_build.readers.vrs_flights import VrsFlights
from sistercities.dataset.globe import Vectors, chord, ground_km, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import is_region
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.city_variables import ROUTES_EVER_LISTED
from sistercities.terms.places import Place

_FREIGHT = re.compile(
    r"cargo|freight|\b(carga|courier|dhl|federal express|logistics|parcel|post|postal|poste)\b",
    re.IGNORECASE,
)
_COLUMNS = ("airline", "name", "is_left_out", "reason", "date")


def read_cargo_rulings(path: Path, airlines: Mapping[str, str]) -> dict[str, bool]:
    """Read `cargo_airlines.csv`: whether an airline is left out, by its code.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or the airline is not one of the source.
    BuildError
        If a ruling is what the name says.
    """
    rulings: dict[str, bool] = {}
    for written in ruling_rows(path, _COLUMNS):
        row = written.values
        written.require("airline", "name")
        written.require_one_of("is_left_out", ("yes", "no"))
        if airlines.get(row["airline"]) != row["name"]:
            raise written.refuse("name", "write the code and the name as the source does")
        rulings[row["airline"]] = row["is_left_out"] == "yes"
    idle = sorted(code for code, ruled in rulings.items() if names_freight(airlines[code]) == ruled)
    if idle:
        raise BuildError(
            f"data/decisions/cargo_airlines.csv: the ruling on {', '.join(idle)} is what the name "
            "says; take the rows out"
        )
    return rulings


def names_freight(name: str) -> bool:
    """Whether the name of an airline speaks of freight.

    Examples
    --------
    >>> names_freight("Lufthansa Cargo"), names_freight("Iberia Express")
    (True, False)
    """
    return bool(_FREIGHT.search(name))


def cargo_airlines(airlines: Mapping[str, str], rulings: Mapping[str, bool]) -> frozenset[str]:
    """Codes of the airlines that sell no seats."""
    return frozenset(
        code for code, name in airlines.items() if rulings.get(code, names_freight(name))
    )


SOURCE_ID = "flights-vrs-2026"
YEAR = 2026
"""Up to then the list was added to."""

MIN_FLIGHTS = 2
"""A connection has two flight numbers, there and back; a single one may be a slip or a charter."""

NEARBY_KM = 60.0
"""An airport this far away is in reach: that of the metropolitan area, or of the next city."""

_NONE_ABROAD = Destinations(0, 0)


@dataclass(frozen=True)
class FlightNetwork:
    """Routes of the world without freight and without what is known to be gone.

    Attributes
    ----------
    listed
        Every airport of the source.
    airports, services
        Airports with a flight by code, and which places each serves.
    links
        Destinations and connections of places.
    """

    listed: Collection[Airport]
    airports: Mapping[str, Airport]
    services: Mapping[str, Service]
    links: CityLinks


def flight_network(
    vrs: VrsFlights,
    decisions: Path,
    places: Mapping[str, Place],
    cities: AirportCities,
    homes: Mapping[str, str],
) -> FlightNetwork:
    """Connect cities by the routes.

    Parameters
    ----------
    vrs
        The routes of the source.
    decisions
        Folder of our rulings.
    places
        The places of the release.
    cities
        Tells which cities an airport serves.
    homes
        Home countries of territories.
    """
    cargo = read_cargo_rulings(decisions / "cargo_airlines.csv", vrs.airlines)
    listed = _legs(vrs, cargo_airlines(vrs.airlines, cargo))
    gone = read_flights_gone(decisions / GONE, known_countries())
    legs = without_gone(listed, vrs.airports, gone)
    flown = sorted({code for leg in legs for code in leg.airports})
    airports = {code: vrs.airports[code] for code in flown}
    services = cities.serve(airports.values())
    links = city_links(legs, airports, services, places, homes, MIN_FLIGHTS)
    return FlightNetwork(tuple(vrs.airports.values()), airports, services, links)


def _legs(vrs: VrsFlights, left_out: Collection[str]) -> list[Leg]:
    airlines: dict[tuple[str, str], set[str]] = defaultdict(set)
    flights: Counter[tuple[str, str]] = Counter()
    for (airline, here, there), numbers in vrs.legs.items():
        if airline not in left_out:
            airlines[here, there].add(airline)
            flights[here, there] += numbers
    return [Leg(pair, frozenset(airlines[pair]), flights[pair]) for pair in sorted(flights)]


def flight_rows(network: FlightNetwork, places: Mapping[str, Place]) -> dict[str, Iterable[Row]]:
    """Lay out the facts on cities, on regions and on pairs of cities, by table."""
    covered = _covered(network, places)
    cities = [place for place in covered if is_city(place)]
    regions = [place for place in covered if is_region(place)]
    return {
        "city_covariates": chain(
            _destination_rows(network, cities),
            _access_rows(network, cities),
            _nearby_rows(network, cities),
        ),
        "region_covariates": _destination_rows(network, regions),
        "city_pairs": _pair_rows(network.links),
    }


def is_city(place: Place) -> bool:
    """Whether flights are counted for the place: cities, and what is a prefecture of China."""
    return place.level == "city" or place.is_dual or place.gbt2260 != ""


def _covered(network: FlightNetwork, places: Mapping[str, Place]) -> list[Place]:
    served = (place_id for one in network.services.values() for place_id in one.place_ids)
    countries = {places[place_id].country for place_id in served}
    return [place for place in places.values() if place.country in countries]


def _destination_rows(network: FlightNetwork, places: Iterable[Place]) -> Iterator[Row]:
    for place in places:
        known = network.links.destinations.get(place.place_id)
        abroad = known or _NONE_ABROAD
        for variable, value, unit in (
            ("has_airport", float(known is not None), "1"),
            ("international_destinations", float(abroad.cities), "cities"),
            ("international_destination_countries", float(abroad.countries), "countries"),
        ):
            yield value_row(place.place_id, variable, YEAR, value, unit, SOURCE_ID)


def _access_rows(network: FlightNetwork, places: Iterable[Place]) -> Iterator[Row]:
    """Distance to the next airport with flights abroad, in the country of the place."""
    airports = _international(network)
    by_country: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if has_point(place):
            by_country[place.country].append(place)
    for country, cities in by_country.items():
        if airports[country]:
            chords, _ = cKDTree(_points(airports[country])).query(place_vectors(cities))
            for place, km in zip(cities, ground_km(np.asarray(chords)), strict=True):
                value = round(float(km), 1)
                variable = "km_to_international_airport"
                yield value_row(place.place_id, variable, YEAR, value, "km", SOURCE_ID)


def _nearby_rows(network: FlightNetwork, places: Sequence[Place]) -> Iterator[Row]:
    """Destinations from the airports that serve a place or lie near it in its country."""
    links = network.links
    codes = sorted(network.airports)
    countries = [country_code(network.airports[code]) for code in codes]
    serving: dict[str, set[str]] = defaultdict(set)
    for code, service in network.services.items():
        for place_id in service.place_ids:
            serving[place_id].add(code)
    cities = [place for place in places if has_point(place)]
    tree = cKDTree(_points([network.airports[code] for code in codes]))
    within: Iterable[list[int]] = tree.query_ball_point(  # type: ignore[assignment]
        place_vectors(cities), chord(NEARBY_KM)
    )
    for place, numbers in zip(cities, within, strict=True):
        near = {codes[n] for n in numbers if countries[n] == place.country}
        goals: Counter[str] = Counter()
        for code in near | serving[place.place_id]:
            goals.update(links.flights_from.get(code, {}))
        home = links.territories.get(place.country, place.country)
        abroad = sum(n >= MIN_FLIGHTS and links.home_of[goal] != home for goal, n in goals.items())
        variable = "international_destinations_nearby"
        yield value_row(place.place_id, variable, YEAR, float(abroad), "cities", SOURCE_ID)


def _international(network: FlightNetwork) -> dict[str, list[Airport]]:
    """Return airports with flights abroad by the country they lie in."""
    found: dict[str, list[Airport]] = defaultdict(list)
    for code in sorted(network.links.international_airports):
        airport = network.airports[code]
        found[country_code(airport)].append(airport)
    return found


def _points(airports: Sequence[Airport]) -> Vectors:
    return unit_vectors(
        np.array([airport.longitude for airport in airports]),
        np.array([airport.latitude for airport in airports]),
    )


def _pair_rows(links: CityLinks) -> Iterator[Row]:
    for (place_a, place_b), airlines in links.airlines.items():
        yield {
            "place_a": place_a,
            "place_b": place_b,
            "variable": ROUTES_EVER_LISTED,
            "year": YEAR,
            "value": float(airlines),
            "word": None,
            "unit": "airlines",
            "source_id": SOURCE_ID,
        }
