"""How many people live in a region: its own number, else that of its cities and towns.

Few sources with leave to ship count the people of regions. The cities and towns in a region that
the data hold are fewer than all, so the sum is a lower bound; it orders regions by size and is said
to be a sum wherever it is used.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Real

_CITY = LEVELS.index("city")


@lru_cache(maxsize=2)
def people_with_sums(ground: Ground) -> Real:
    """People of each place; of a region without a number, those of the cities and towns in it.

    Returns
    -------
    ndarray
        Shape (n_places,), NaN where neither is known.
    """
    places = ground.places
    # Districts and counties hold people who are counted in cities too.
    counts = ((places.level == _CITY) | places.is_dual) & ~places.is_former
    # The people of Kunshan are among those of Suzhou.
    holds = counts & (places.population > 0)
    counts &= ~((places.containers >= 0) & holds[places.containers]).any(axis=1)
    at = np.flatnonzero(counts & holds)
    around = places.containers[at]
    people = np.repeat(places.population[at], around.shape[1])
    is_in = around.ravel() >= 0
    total = np.bincount(around.ravel()[is_in], people[is_in], ground.n_places)
    is_summed = places.is_region & ~(places.population > 0) & (total > 0)
    return np.where(is_summed, total, places.population)


def is_summed(ground: Ground, place: int) -> bool:
    """Say whether the people of a place are a sum over its cities and towns."""
    return not ground.places.population[place] > 0 and people_with_sums(ground)[place] > 0


def people_of(pairs: Pairs) -> Real:
    """People of all places, with sums where regions are sought for a region, (n_places,)."""
    places = pairs.places
    is_of_regions = len(pairs) > 0 and places.level[pairs.a[0]] < _CITY
    return people_with_sums(pairs.ground) if is_of_regions else places.population
