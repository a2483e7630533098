"""A point inside a shape, where its name would stand on a map.

The centroid of the largest polygon, if it lies inside; else the middle of the longest stretch of
the polygon at the centroid's latitude. Areas and centroids are taken on a plane whose degrees of
longitude are shortened as they are at the polygon's middle latitude.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from release_build.readers.admin_shapes import Polygon, Ring

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
_FEWEST_POINTS = 4
_DIGITS = 4


def label_point(polygons: Sequence[Polygon]) -> Point | None:
    """Return a point inside the largest polygon; None where none has an area.

    Parameters
    ----------
    polygons
        Parts of one shape: an outer ring and holes each, closed rings in degrees.
    """
    whole = [one for one in polygons if len(one[0]) >= _FEWEST_POINTS and area_of(one[0]) > 0]
    if not whole:
        return None
    largest = max(whole, key=lambda one: area_of(one[0]))
    longitude, latitude = _centroid(largest[0])
    stretches = _stretches(largest, latitude)
    if not stretches:
        return None
    inside = next((one for one in stretches if one[0] <= longitude <= one[1]), None)
    if inside is None:
        west, east = max(stretches, key=lambda one: one[1] - one[0])
        longitude = (west + east) / 2
    return round(longitude, _DIGITS), round(latitude, _DIGITS)


def area_of(ring: Ring) -> float:
    """Area of a closed ring in square degrees of latitude, without sign."""
    return abs(float(_crossed(ring).sum())) / 2 * _shortening(ring)


def _shortening(ring: Ring) -> float:
    return cos(radians(float(ring[:, 1].mean())))


def _crossed(ring: Ring) -> NDArray[np.float64]:
    x, y = (ring - ring[0]).T
    crossed: NDArray[np.float64] = x[:-1] * y[1:] - x[1:] * y[:-1]
    return crossed


def _centroid(ring: Ring) -> Point:
    crossed = _crossed(ring)
    moved = ring - ring[0]
    middles = (moved[:-1] + moved[1:]) * crossed[:, None]
    longitude, latitude = ring[0] + middles.sum(axis=0) / (3 * crossed.sum())
    return float(longitude), float(latitude)


def _stretches(polygon: Polygon, latitude: float) -> list[tuple[float, float]]:
    """Stretches of a parallel that lie inside a polygon, from west to east."""
    crossings: list[float] = []
    for ring in polygon:
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        crosses = (y0 <= latitude) != (y1 <= latitude)
        share = (latitude - y0[crosses]) / (y1[crosses] - y0[crosses])
        crossings += (x0[crosses] + share * (x1[crosses] - x0[crosses])).tolist()
    ordered = sorted(crossings)
    return list(zip(ordered[::2], ordered[1::2], strict=True))
