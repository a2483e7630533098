"""How many people live in a region: its own number, else that of its cities and towns.

Few sources with leave to ship count the people of regions. The cities and towns in a region that
the data hold are fewer than all, so the sum is a lower bound; it orders regions by size and is said
to be a sum wherever it is used.
"""

from __future__ import annotations

from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Real

_CITY = LEVELS.index("city")


def people_with_sums(ground: Ground) -> Real:
    """People of each place; of a region without a number, those of the cities and towns in it.

    Returns
    -------
    ndarray
        Shape (n_places,), NaN where neither is known.
    """
    return ground.places.people_with_sums


def is_summed(ground: Ground, place: int) -> bool:
    """Say whether the people of a place are a sum over its cities and towns."""
    return not ground.places.population[place] > 0 and people_with_sums(ground)[place] > 0


def people_of(pairs: Pairs) -> Real:
    """People of all places, with sums where regions are sought for a region, (n_places,)."""
    places = pairs.places
    is_of_regions = len(pairs) > 0 and places.level[pairs.a[0]] < _CITY
    return people_with_sums(pairs.ground) if is_of_regions else places.population
