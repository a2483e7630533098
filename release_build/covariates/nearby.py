"""Cities of the release near a point, to link what a source knows by name and point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.spatial import cKDTree

from sistercities.dataset.globe import Vectors, chord, unit_vectors
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place


def place_vectors(places: Sequence[Place]) -> Vectors:
    """Points of places that have one, as unit vectors of shape (places, 3)."""
    return unit_vectors(
        np.array([place.longitude for place in places], dtype=np.float64),
        np.array([place.latitude for place in places], dtype=np.float64),
    )


def has_point(place: Place) -> bool:
    """Whether the place has coordinates."""
    return place.latitude is not None and place.longitude is not None


class Cities:
    """The cities of a release, searched by point and name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cities = [
            place
            for place in places
            if (place.level in {"city", "county"} or place.is_dual) and has_point(place)
        ]
        self._tree = cKDTree(place_vectors(self._cities))
        self._keys: dict[str, frozenset[str]] = {}

    def within(self, latitude: float, longitude: float, km: float) -> list[Place]:
        """Return the cities within a distance of a point, the most populous first."""
        point = unit_vectors(np.array([longitude]), np.array([latitude]))[0]
        near = [self._cities[n] for n in self._tree.query_ball_point(point, chord(km))]
        return sorted(near, key=lambda place: (-(place.population or 0), place.place_id))

    def bears(self, place: Place, keys: Iterable[str]) -> bool:
        """Whether one of the place's names has one of the keys."""
        if place.place_id not in self._keys:
            self._keys[place.place_id] = frozenset(name_key(name) for name, _ in place.names)
        return not self._keys[place.place_id].isdisjoint(keys)
