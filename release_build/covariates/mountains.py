"""Mean altitude and relief of the ground around each city, and whether it lies among mountains.

The definition is that of Kapos et al. (2000) as UNEP-WCMC uses it, fitted to what altitudes in
cells of about nine kilometres can tell. There, land is mountain above 2,500 m; from 300 to 2,500 m
where the altitude within 7 km ranges over more than 300 m, or the slope is steep. Here altitude is
the mean of the cells within 12 km, the range is that of these cells, and slopes, which cells so
wide have not, are left out, as is the class of small basins. A valley among peaks counts, because
the mean takes in what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import numpy as np
from scipy.spatial import cKDTree

from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from release_build.readers.world_grid import SOURCE_ID, WorldGrid
from sistercities.dataset.globe import Vectors, chord, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

YEAR = 2017
"""Year of the terrain tiles."""

AROUND_KM = 12.0
FEWEST_CELLS = 3
"""Where fewer cells of land lie around a city, nothing is said of its relief."""
_AT_A_TIME = 2048

HIGH_M, LOW_M, RANGE_M = 2500.0, 300.0, 300.0


def mountain_rows(places: Mapping[str, Place], altitudes: WorldGrid[np.float64]) -> Iterator[Row]:
    """Lay out altitude, relief and mountains of every city with enough land around its point.

    Parameters
    ----------
    places
        The places of the release.
    altitudes
        Metres above the sea, NaN where there is no land.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    row, column = np.nonzero(~np.isnan(altitudes.cells))
    heights = altitudes.cells[row, column]
    tree = cKDTree(unit_vectors(*altitudes.centres(row, column)), balanced_tree=False)
    for place, near in zip(cities, _cells_around(place_vectors(cities), tree), strict=True):
        if len(near) < FEWEST_CELLS:
            continue
        around = heights[near]
        mean, relief = round(float(around.mean())), round(float(np.ptp(around)))
        for variable, value, unit in (
            ("mean_altitude", float(mean), "m"),
            ("relief", float(relief), "m"),
            ("is_mountain", float(is_mountain(mean, relief)), "1"),
        ):
            yield value_row(place.place_id, variable, YEAR, value, unit, SOURCE_ID)


def _cells_around(points: Vectors, tree: cKDTree) -> Iterator[list[int]]:
    """Cells around each point, for some points at a time: the lists of all take much memory."""
    for start in range(0, len(points), _AT_A_TIME):
        some = points[start : start + _AT_A_TIME]
        found = tree.query_ball_point(some, chord(AROUND_KM), return_sorted=True)
        yield from cast("Sequence[list[int]]", found)


def is_mountain(mean_altitude: float, relief: float) -> bool:
    """Whether ground of this mean altitude and relief, both in metres, counts as mountain."""
    return mean_altitude >= HIGH_M or (mean_altitude >= LOW_M and relief > RANGE_M)
