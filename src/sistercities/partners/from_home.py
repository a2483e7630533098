"""What one place is to all others, computed for all at once: how far, tied or not, by region."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from sistercities.dataset.globe import EARTH_RADIUS_KM
from sistercities.partners.ground import Flag, Ground, Real

MANY = 4_000
"""Pairs of one home place from which it is cheaper to look at all places."""


@dataclass(frozen=True, eq=False)
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
        north, east, narrow = _points(self.ground)
        at = slice(self.home, self.home + 1)
        half = np.sin((north - north[at]) / 2) ** 2
        half += narrow[at] * narrow * np.sin((east - east[at]) / 2) ** 2
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))

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
def _points(ground: Ground) -> tuple[Real, Real, Real]:
    """Return latitude and longitude of all places in radians, and the cosine of the first."""
    north, east = np.radians(ground.places.latitude), np.radians(ground.places.longitude)
    return north, east, np.cos(north)
