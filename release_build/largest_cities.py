"""The cities that the United Nations list, to hold undated figures of large places against.

They list every urban agglomeration of over 300,000 people. What GeoNames has in millions where they
list none around, or one of a few hundred thousand, is a district or a county of the place's name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.spatial import cKDTree

from release_build.readers.urban_agglomerations import Agglomeration
from sistercities.dataset.globe import chord, unit_vectors

FEWEST_LISTED = 300_000
"""People of the smallest agglomerations listed."""
AROUND_KM = 40.0
"""So far from the point of its agglomeration a municipality of millions may have its own."""
_YEAR = 2020
_THOUSAND = 1000


class LargestCities:
    """All agglomerations of over 300,000 people, searched by point."""

    def __init__(self, listed: Sequence[Agglomeration]) -> None:
        self._people = [round(one.thousands[_YEAR] * _THOUSAND) for one in listed]
        longitudes = np.array([one.longitude for one in listed], dtype=np.float64)
        latitudes = np.array([one.latitude for one in listed], dtype=np.float64)
        self._tree = cKDTree(unit_vectors(longitudes, latitudes))

    def most_around(self, latitude: float, longitude: float) -> int:
        """People of the largest agglomeration around a point; 300,000 where none is listed."""
        point = unit_vectors(np.array([longitude]), np.array([latitude]))[0]
        near: list[int] = self._tree.query_ball_point(point, chord(AROUND_KM))
        return max([FEWEST_LISTED, *(self._people[one] for one in near)])
