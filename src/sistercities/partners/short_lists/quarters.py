"""Places that are part of a much larger city beside them, whatever level they have in the data."""

from __future__ import annotations

import numpy as np

from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of

BESIDE_KM = 12
TIMES_LARGER = 8
LEAST_CITY = 100_000
"""Persons from which a city may have quarters that stand in the data as places."""


class Quarters:
    """Tells which places without partners lie beside a city many times their size.

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

        A place that has partners signs for itself, so it is none.
        """
        ground, places = self._ground, self._ground.places
        if ground.ties.degree[place]:
            return False
        own = float(places.population[place])
        larger = self._cities[
            (places.population[self._cities] >= TIMES_LARGER * own)
            & (places.country[self._cities] == places.country[place])
        ]
        return bool((candidates_of(ground, place, larger).distance_km <= BESIDE_KM).any())
