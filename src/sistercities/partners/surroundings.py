"""What lies around a place: how many people beside its own, and a far larger city.

Both are of its own country: across a border people are counted by another office, and move less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sistercities.partners.within_reach import PointsInReach
from twolevel.core.array_types import Flag, Index, Real

AROUND_KM = 25
"""How far the surroundings of a place reach."""
REACHES = ((3_000_000, 40), (1_000_000, 30), (500_000, 20), (200_000, 12), (100_000, 8))
"""How far, in km, a city of so many people has suburbs."""
TIMES_LARGER = 3
"""Times by which a city is larger than its suburb at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Settlements:
    """Places with their points and people; arrays of shape (n_places,).

    Attributes
    ----------
    latitude, longitude, population
        Degrees, and persons; NaN where not known.
    country
        Position of the country.
    counts
        Whether the people of a place count among those around others: not those of a region, a
        county or a district, who live in its cities too.
    """

    latitude: Real
    longitude: Real
    population: Real
    country: Index
    counts: Flag


def surroundings(places: Settlements) -> tuple[Real, Index]:
    """Find the people around each place, and the far larger city beside it.

    Parameters
    ----------
    places
        All places.

    Returns
    -------
    people_around : numpy.ndarray
        People in other places of its country within `AROUND_KM`; NaN where its point is not known.
    large_city : numpy.ndarray
        Position of the largest city of its country within reach that has `TIMES_LARGER` its people
        at least; -1 where there is none.
    """
    has_people = np.flatnonzero(places.counts & (places.population > 0))
    return _people_around(places, has_people), _large_city(places, has_people)


def _people_around(places: Settlements, others: Index) -> Real:
    at, other = _pairs(places, np.arange(len(places.country)), others, AROUND_KM)
    people = np.bincount(
        at, weights=places.population[other], minlength=len(places.country)
    ).astype(np.float64)
    return np.where(np.isfinite(places.latitude), people, np.nan)


def _large_city(places: Settlements, others: Index) -> Index:
    size = places.population
    found = np.full(len(places.country), -1, dtype=np.int64)
    for least, km in REACHES:
        cities = others[size[others] >= least]
        at, city = _pairs(places, np.flatnonzero(size > 0), cities, km)
        is_larger = size[city] >= TIMES_LARGER * size[at]
        at, city = at[is_larger], city[is_larger]
        # The largest is written last, and a larger one found before stays.
        order = np.argsort(size[city], kind="stable")
        at, city = at[order], city[order]
        best = np.full(len(found), -1, dtype=np.int64)
        best[at] = city
        found = np.where(found >= 0, found, best)
    return found


def _pairs(places: Settlements, at: Index, others: Index, km: float) -> tuple[Index, Index]:
    """Give each place with the others of its country that lie so near, itself not."""
    reach = PointsInReach(places.latitude[others], places.longitude[others])
    one, other = reach.near(places.latitude[at], places.longitude[at], km)
    one, other = at[one], others[other]
    kept = (one != other) & (places.country[one] == places.country[other])
    return one[kept], other[kept]
