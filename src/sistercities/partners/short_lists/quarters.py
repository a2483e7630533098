"""Places that are part of a city beside or around them, whatever level they have in the data."""

from __future__ import annotations

import csv
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np

from sistercities.partners.eligible import SIGNS_ITSELF
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.pairs import candidates_of
from twolevel.core.array_types import Flag, Index, Real

BESIDE_KM, BESIDE_LARGE_KM = 12, 40
"""How far a city reaches, and one of a million people and more."""
LARGE_CITY = 1_000_000
TIMES_LARGER = 5
LEAST_CITY = 100_000
"""Persons from which a city may have quarters that stand in the data as places."""
NEARLY = 0.8
"""Share of the place's people from which a municipality around it counts as one that holds it."""
SEVERAL = 4
"""Partners from which a place is taken for a municipality whatever the register holds."""
_DISTRICT = LEVELS.index("district")
SIGNING_DISTRICTS = 2
"""Districts of a city that have partners of their own, from which all of them are taken to sign."""
_WITH_COUNCILS = frozenset(("HU", "KR", "MX", "RO"))
"""Countries in which a law gives districts of the capital, or of large cities, their own mayors."""
_MERGED = "merged.csv"
"""Municipalities of before that stand in the gazetteer as places, with the law that merged them."""
_PARTS = frozenset(
    ("downtown", "center", "centre", "central", "north", "south", "east", "west", "northside",
     "southside")
)  # fmt: skip
"""Words behind the name of a city in that of a part of it: Chilliwack-Downtown."""
LEAST_LETTERS = 4
"""Letters of a name that may be part of another: West Gulfport, beside Gulfport."""


class Quarters:
    """Tells which places nobody can sign for: a city beside them, or around them, would.

    Parameters
    ----------
    ground
        Facts and ties.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        population = ground.places.population
        self._cities = np.flatnonzero((population >= LEAST_CITY) & ground.places.is_city)

    def holds(self, place: int) -> bool:
        """Whether a place is much the same as a quarter of a city.

        Beside a city, a place that has partners signs for itself. In a municipality that has
        partners of its own, or as many people, the municipality signs; so it does for one that a
        law has made part of it, or that the register of its country does not know. For a district
        its city signs, unless districts of that city have partners of their own.
        """
        return self.is_part(place) or len(self._cities_beside(place)) > 0

    def city_of(self, place: int) -> int | None:
        """Return the largest city beside a place that counts as its quarter for lying there.

        None for a place that is no quarter, or part of another municipality on record.
        """
        cities = self._cities_beside(place)
        if self.is_part(place) or not len(cities):
            return None
        people = np.nan_to_num(self._ground.places.population[cities])
        return int(cities[np.argmax(people)])

    def _cities_beside(self, place: int) -> Index:
        """Find the cities of which a place without partners is a quarter by where it lies.

        What a register of municipalities knows governs itself (Okegawa, beside Tokyo).
        """
        ground = self._ground
        if ground.ties.degree[place] or ground.places.has_code[place]:
            return np.array([], dtype=np.int64)
        larger = self._larger_beside(place)
        if len(larger):
            return larger
        return self._named_in(place, self._cities_of(int(ground.places.country[place])))

    def is_part(self, place: int) -> bool:
        """Whether a place is part of another municipality on record, which signs for it."""
        return (
            self.is_district_that_signs_nothing(place)
            or self._lies_in_municipality(place)
            or self._is_merged(place)
        )

    def is_district_that_signs_nothing(self, place: int) -> bool:
        """Whether a place is a district for which the city that holds it signs."""
        places, degree = self._ground.places, self._ground.ties.degree
        around = int(places.municipality[place])
        if not self._is_district(place) or around < 0 or degree[place] >= SIGNS_ITSELF:
            return False
        if str(self._ground.countries.codes[places.country[place]]) in _WITH_COUNCILS:
            return False
        beside = (places.municipality == around) & (places.level == _DISTRICT)
        return int((beside & (degree >= SIGNS_ITSELF)).sum()) < SIGNING_DISTRICTS

    def signer_of(self, place: int) -> int | None:
        """Return the municipality that signs for a part of it; None where none is on record."""
        if not self.is_part(place):
            return None
        around = int(self._ground.places.municipality[place])
        while around >= 0 and self.is_district_that_signs_nothing(around):
            around = int(self._ground.places.municipality[around])
        return around if around >= 0 else None

    def _is_district(self, place: int) -> bool:
        places = self._ground.places
        return bool(places.level[place] == _DISTRICT and not places.is_dual[place])

    def _cities_of(self, country: int) -> Index:
        at, starts = self._by_country
        return at[starts[country] : starts[country + 1]]

    @cached_property
    def _by_country(self) -> tuple[Index, Index]:
        """Positions of the cities by country, and where those of each country begin."""
        ground = self._ground
        of_country = np.where(ground.places.is_city, ground.places.country, -1)
        at = np.argsort(of_country, kind="stable")
        return at, np.searchsorted(of_country[at], np.arange(len(ground.countries.codes) + 1))

    def _is_merged(self, place: int) -> bool:
        """Whether the place is part of a municipality today, by law or by its country's register.

        One with several partners may be known to the register under another name.
        """
        ground = self._ground
        if str(ground.places.ids[place]) in merged_places():
            return True
        return bool(ground.places.lacks_code[place] and ground.ties.degree[place] < SEVERAL)

    def _lies_in_municipality(self, place: int) -> bool:
        """Whether a municipality around the place signs for it; a seat of its region signs."""
        places, degree = self._ground.places, self._ground.ties.degree
        around = int(places.municipality[place])
        if around < 0 or places.is_seat[place] == 1 or self._is_district(place):
            return False
        people, own = places.population, float(places.population[place])
        if degree[around] or people[around] >= NEARLY * own:
            return True
        inside = people[places.municipality == around]
        return bool(not degree[place] and (inside > own).any())

    def _larger_beside(self, place: int) -> Index:
        places = self._ground.places
        people, own = places.population[self._cities], float(places.population[place])
        is_larger = (people >= TIMES_LARGER * own) & self._in_country_of(place, self._cities)
        reach = np.where(people >= LARGE_CITY, BESIDE_LARGE_KM, BESIDE_KM)[is_larger]
        larger = self._cities[is_larger]
        return np.asarray(larger[self._km(place, larger) <= reach])

    def _named_in(self, place: int, others: Index) -> Index:
        """Find the cities near a place whose name its own is made of."""
        names = self._ground.places.names
        own = str(names[place])
        near = others[(self._km(place, others) <= BESIDE_KM) & (others != place)]
        called, _, part = own.replace("-", " ").rpartition(" ")
        is_in_name = [
            len(name) >= LEAST_LETTERS
            and own != name
            and (
                f" {own} ".endswith(f" {name} ")
                or (part.lower() in _PARTS and name.replace("-", " ") == called)
            )
            for name in names[near].tolist()
        ]
        return np.asarray(near[np.array(is_in_name, dtype=np.bool_)])

    def _in_country_of(self, place: int, others: Index) -> Flag:
        country = self._ground.places.country
        return np.asarray(country[others] == country[place])

    def _km(self, place: int, others: Index) -> Real:
        return candidates_of(self._ground, place, others).distance_km


@cache
def merged_places() -> frozenset[str]:
    """Ids of places that a law has made part of another municipality."""
    path = Path(__file__).with_name(_MERGED)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return frozenset(row["place_id"] for row in rows)


@lru_cache(maxsize=2)
def quarters_of(ground: Ground) -> Quarters:
    """Return what tells quarters on a ground; those of the last two are kept."""
    return Quarters(ground)
