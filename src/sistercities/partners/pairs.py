"""Any number of pairs of a home place and a partner, on one ground.

What one place is to all others, computed for all at once: how far, tied or not, by region.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np

from sistercities.dataset.globe import EARTH_RADIUS_KM
from sistercities.partners.distinct_numbers import SortedCounts
from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Flag, Index, Real

MANY = 4_000
"""Pairs of one home place from which it is cheaper to look at all places."""


@record_that_keeps
class FromHome:
    """A home place beside all places; arrays of shape (n_places,).

    Attributes
    ----------
    ground
        Facts and ties.
    home
        Position of the place.
    """

    ground: Ground
    home: int

    @cached_property
    def is_tied(self) -> Flag:
        """Whether each place is a partner of the home place."""
        found = np.zeros(self.ground.n_places, dtype=np.bool_)
        found[self.ground.ties.partners(self.home)] = True
        return found

    @cached_property
    def distance_km(self) -> Real:
        """Great-circle distance to each place in km; NaN where a point is not known."""
        points = points_of(self.ground)
        own = tuple(one[self.home : self.home + 1] for one in points)
        return kilometres(own, points)

    @cached_property
    def n_airlines(self) -> Real:
        """Number of airlines ever listed as flying between it and each place; 0 where none is."""
        (one, other), (_, airlines) = _ends_of_flights(self.ground), self.ground.flights
        found = np.zeros(self.ground.n_places)
        for here, there in ((one, other), (other, one)):
            is_own = here == self.home
            found[there[is_own]] = airlines[is_own]
        return found

    @cached_property
    def ties_with_region(self) -> Real:
        """Number of its partners in each region; shape (n_regions + 1,), the last is for none."""
        return _of_regions(self.ground.ties.place_with_region, self.home, self.ground)

    @cached_property
    def ties_of_regions(self) -> Real:
        """Ends of ties of its region with each region, in the same way."""
        home = int(self.ground.places.region[self.home])
        return _of_regions(self.ground.ties.region_with_region, home, self.ground)

    @cached_property
    def n_in_home_country(self) -> Real:
        """Number of partners that each place has in the country of the home place."""
        ties = self.ground.ties
        return ties.n_partners_where(ties.country == ties.country[self.home])

    @cached_property
    def n_in_home_region(self) -> Real:
        """Number of partners that each place has in the region of the home place."""
        ties = self.ground.ties
        return ties.n_partners_where(ties.region == ties.region[self.home])


@lru_cache(maxsize=8)
def from_home(ground: Ground, home: int) -> FromHome:
    """Return a home place beside all places; the last ones are kept."""
    return FromHome(ground, home)


@lru_cache(maxsize=2)
def points_of(ground: Ground) -> tuple[Real, ...]:
    """Return latitude and longitude of all places in radians, and the cosine of the first."""
    return _in_radians(ground.places.latitude, ground.places.longitude)


def _in_radians(latitude: Real, longitude: Real) -> tuple[Real, ...]:
    north, east = np.radians(latitude), np.radians(longitude)
    return north, east, np.cos(north)


def _of_regions(counts: SortedCounts, one: int, ground: Ground) -> Real:
    """Return the counts of one place or region with each region, and 0 for none."""
    n_regions = ground.ties.n_regions
    return np.append(counts.of(one * n_regions + np.arange(n_regions)), 0.0)


@lru_cache(maxsize=2)
def _ends_of_flights(ground: Ground) -> tuple[Index, Index]:
    """Return the two cities of each pair with a route ever listed."""
    keys, _ = ground.flights
    return keys // ground.n_places, keys % ground.n_places


def kilometres(some: tuple[Real, ...], others: tuple[Real, ...]) -> Real:
    """Great-circle distances of points (`points_of`), elementwise; NaN where one is not known."""
    (north_a, east_a, narrow_a), (north_b, east_b, narrow_b) = some, others
    half = np.square(np.sin((north_b - north_a) / 2))
    half += narrow_a * narrow_b * np.square(np.sin((east_b - east_a) / 2))
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


@record_that_keeps
class Pairs:
    """Pairs of places, elementwise.

    Attributes
    ----------
    ground
        Facts on places, countries and ties.
    a, b
        Positions of the home places and of the partners, each of shape (n_pairs,).
    """

    ground: Ground
    a: Index
    b: Index

    def __len__(self) -> int:
        return len(self.b)

    def among(self, at: Index | slice) -> Pairs:
        """Take some of the pairs, by position; how far apart they are is not found out again."""
        found = Pairs(self.ground, self.a[at], self.b[at])
        if "distance_km" in self.__dict__:
            found.__dict__["distance_km"] = self.distance_km[at]
        return found

    @property
    def places(self) -> PlaceFacts:
        """Facts on places."""
        return self.ground.places

    @cached_property
    def home_country(self) -> Index:
        """Position of the country of each home place."""
        return self.places.country[self.a]

    @cached_property
    def country(self) -> Index:
        """Position of the country of each partner."""
        return self.places.country[self.b]

    @cached_property
    def own(self) -> Real:
        """1 where the two are tied: what is to be taken away from counts of ties."""
        if self.beside_all is not None:
            return self.beside_all.is_tied[self.b].astype(np.float64)
        return self.ground.ties.holds(self.a, self.b).astype(np.float64)

    @cached_property
    def beside_all(self) -> FromHome | None:
        """The home place beside all places, where there is one home place and many partners."""
        if len(self.b) < MANY or not (self.a == self.a[0]).all():
            return None
        return from_home(self.ground, int(self.a[0]))

    @cached_property
    def distance_km(self) -> Real:
        """Great-circle distance of the two points in km; NaN where one is not known."""
        if self.beside_all is not None:
            return self.beside_all.distance_km[self.b]
        north, east = self.places.latitude, self.places.longitude
        one = _in_radians(north[self.a], east[self.a])
        return kilometres(one, _in_radians(north[self.b], east[self.b]))

    def between_countries(self, variable: str) -> Real:
        """Return a fact on the two countries; NaN within one country and where not known.

        Where the state does not govern one of the two places, the fact says nothing of the pair.
        """
        return self.of_states(
            self.ground.countries.pairs[variable][self.home_country, self.country]
        )

    def of_states(self, values: Real) -> Real:
        """Keep facts on two states where these govern the two places; NaN elsewhere."""
        is_apart = self._is_apart(self.a) | self._is_apart(self.b)
        return np.asarray(np.where(is_apart, np.nan, values))

    def of_partner_country(self, values: Real) -> Real:
        """Return a fact on the country of each partner; NaN where its state does not govern it."""
        return np.asarray(np.where(self._is_apart(self.b), np.nan, values[self.country]))

    def of_home_country(self, values: Real) -> Real:
        """Return a fact on the country of each home place, in the same way."""
        return np.asarray(np.where(self._is_apart(self.a), np.nan, values[self.home_country]))

    def _is_apart(self, at: Index) -> Flag:
        return np.asarray(self.ground.unit_of[at] >= 0)

    @cached_property
    def is_domestic(self) -> Flag:
        """Whether both lie in one country."""
        return np.asarray(self.home_country == self.country)


def candidates_of(ground: Ground, home: int, others: Index) -> Pairs:
    """Pair one home place with many others."""
    return Pairs(ground, np.full(len(others), home, dtype=np.int64), others)
