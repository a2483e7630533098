"""Which cities an airport serves.

An airport belongs to the city it serves, not to the municipality whose ground it lies on. In this
order: our ruling; the most populous place of its country within 100 km that the airport's town or
the beginning of its name names; the most populous place over 15,000 within 40 km; else none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from release_build.readers.openflights import Airport
from sistercities.dataset.globe import Vectors, chord, unit_vectors
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

NAME_KM = 100.0
"""A place whose name the airport bears lies within this distance of it."""

LARGEST_KM = 40.0
"""Without a name, the airport serves a place within this distance."""

MIN_POPULATION = 15_000
_COLUMNS = ("airport", "name", "place_id", "reason", "date")
_CODES = {"KS": "XK"}
"""Codes of countries in the source that are not those of the release."""

_TOWNS = re.compile(r"[/,()–]| - ")
_WORDS = re.compile(r"[ /\-–]")
_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Service:
    """The places an airport serves, the first of them before all, and how we know."""

    place_ids: tuple[str, ...]
    method: str


def read_airport_rulings(path: Path, places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """Read `airports.csv`: places by airport, in the order of the rows; () where it serves none.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or a place is not in the release.
    """
    rulings: dict[str, tuple[str, ...]] = {}
    for written in ruling_rows(path, _COLUMNS):
        row = written.values
        written.require("airport", "name")
        written.require_place_id("place_id", may_be_blank=True)
        if row["place_id"] and row["place_id"] not in places:
            raise written.refuse("place_id", "name a place of the release")
        named = (row["place_id"],) if row["place_id"] else ()
        rulings[row["airport"]] = (*rulings.get(row["airport"], ()), *named)
    return rulings


def country_code(airport: Airport) -> str:
    """Return the code of the airport's country, as the release writes it."""
    return _CODES.get(airport.country, airport.country)


def _is_city(place: Place) -> bool:
    has_level = place.level in {"city", "county"} or place.is_dual
    return has_level and place.latitude is not None and place.longitude is not None


class AirportCities:
    """The rules on the places of a release, and our rulings.

    Parameters
    ----------
    places
        The places of the release.
    rulings
        Places by code of an airport, as `read_airport_rulings` gives them.
    """

    def __init__(self, places: Mapping[str, Place], rulings: Mapping[str, tuple[str, ...]]) -> None:
        self._cities = [place for place in places.values() if _is_city(place)]
        self._rulings = rulings
        self._needed: set[str] = set()
        longitude = np.array([place.longitude for place in self._cities], dtype=np.float64)
        latitude = np.array([place.latitude for place in self._cities], dtype=np.float64)
        self._tree = cKDTree(unit_vectors(longitude, latitude))
        self._keys: dict[int, frozenset[str]] = {}

    def serve(self, airports: Iterable[Airport]) -> dict[str, Service]:
        """Find the cities that each airport serves, by its code."""
        by_rule = self._by_rule(list(airports))
        ruled = {code: places for code, places in self._rulings.items() if code in by_rule}
        self._needed |= {
            code for code, places in ruled.items() if places != by_rule[code].place_ids
        }
        return by_rule | {code: Service(places, "ruling") for code, places in ruled.items()}

    def require_needed(self) -> None:
        """Refuse rulings that changed nothing for any airport that was served.

        Raises
        ------
        BuildError
            Naming the airports.
        """
        idle = sorted(self._rulings.keys() - self._needed)
        if idle:
            raise BuildError(
                f"data/decisions/airports.csv: the ruling on {', '.join(idle)} is what the rules "
                "say, or no flight goes there; take the rows out"
            )

    def _by_rule(self, airports: Sequence[Airport]) -> dict[str, Service]:
        points = unit_vectors(
            np.array([one.longitude for one in airports]),
            np.array([one.latitude for one in airports]),
        )
        named, close = self._within(points, NAME_KM), self._within(points, LARGEST_KM)
        return {
            airport.code: self._serve(airport, within, beside)
            for airport, within, beside in zip(airports, named, close, strict=True)
        }

    def _within(self, points: Vectors, km: float) -> list[list[int]]:
        found: Iterable[list[int]] = self._tree.query_ball_point(  # type: ignore[assignment]
            points, chord(km), return_sorted=True
        )
        return list(found)

    def _serve(self, airport: Airport, within: Iterable[int], beside: Iterable[int]) -> Service:
        country = country_code(airport)
        wanted = _names(airport)
        bearers = [n for n in within if self._is_in(n, country) and self._names_of(n) & wanted]
        if bearers:
            return Service((self._most_populous(bearers),), "name")
        large = [n for n in beside if self._is_in(n, country) and self._people(n) > MIN_POPULATION]
        return Service((self._most_populous(large),), "largest") if large else Service((), "none")

    def _is_in(self, number: int, country: str) -> bool:
        return self._cities[number].country == country

    def _people(self, number: int) -> int:
        return self._cities[number].population or 0

    def _most_populous(self, numbers: Sequence[int]) -> str:
        return self._cities[max(numbers, key=self._people)].place_id

    def _names_of(self, number: int) -> frozenset[str]:
        if number not in self._keys:
            names = self._cities[number].names
            self._keys[number] = frozenset(name_key(name) for name, _ in names)
        return self._keys[number]


def _names(airport: Airport) -> frozenset[str]:
    """Keys of the towns it names, and of the first words of its name."""
    words = _WORDS.split(airport.name)
    beginnings = ("".join(words[:count]) for count in range(1, _NAME_WORDS + 1))
    keys = map(name_key, (*_TOWNS.split(airport.location), *beginnings))
    return frozenset(key for key in keys if key)
