"""Great circles on a sphere: the line of a tie as maps draw it.

A line is a list of parts, each a list of (longitude, latitude) in degrees. A line that crosses the
180th meridian is cut there, as RFC 7946 (3.1.9) has it.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0088
STEP_KM = 500.0
_DECIMALS = 5
"""About a metre; the coordinates of places are not better."""

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


def great_circle(start: Point, end: Point, step_km: float = STEP_KM) -> list[list[Point]]:
    """Lay the shortest line between two points.

    Parameters
    ----------
    start, end
        Longitude and latitude in degrees.
    step_km
        Greatest distance between two points of the line, in km.

    Returns
    -------
    list of list of tuple
        One part, or two where it crosses the 180th meridian; none where the two points are one.
    """
    first, last = _unit_vector(start), _unit_vector(end)
    angle = math.atan2(float(np.linalg.norm(np.cross(first, last))), float(first @ last))
    if _rounded(start) == _rounded(end):
        return []
    n_steps = max(1, math.ceil(angle * EARTH_RADIUS_KM / step_km))
    between = _slerp(first, last, angle, np.arange(1, n_steps) / n_steps)
    return _cut([start, *between, end])


def _unit_vector(point: Point) -> NDArray[np.float64]:
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    east = math.cos(latitude)
    return np.array([east * math.cos(longitude), east * math.sin(longitude), math.sin(latitude)])


def _slerp(
    first: NDArray[np.float64],
    last: NDArray[np.float64],
    angle: float,
    shares: NDArray[np.float64],
) -> list[Point]:
    """Points at given shares of the way (K. Shoemake, 1985)."""
    if math.sin(angle) < 1e-9 and angle > 1.0:  # opposite points: any way is shortest, over a pole
        pole = np.array([0.0, 0.0, 1.0])
        half = _slerp(first, pole, math.pi / 2, shares[shares <= 0.5] * 2)
        return half + _slerp(pole, last, math.pi / 2, shares[shares > 0.5] * 2 - 1)
    near, far = np.sin(angle - shares * angle), np.sin(shares * angle)
    vectors = (np.outer(near, first) + np.outer(far, last)) / math.sin(angle)
    longitudes = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))
    latitudes = np.degrees(np.arcsin(np.clip(vectors[:, 2], -1.0, 1.0)))
    return list(zip(longitudes.tolist(), latitudes.tolist(), strict=True))


def _cut(points: list[Point]) -> list[list[Point]]:
    parts = [[_rounded(points[0])]]
    for before, after in pairwise(points):
        if abs(after[0] - before[0]) > 180.0:
            edge = math.copysign(180.0, before[0])
            latitude = _latitude_at_edge(before, after, edge)
            parts[-1].append(_rounded((edge, latitude)))
            parts.append([_rounded((-edge, latitude))])
        parts[-1].append(_rounded(after))
    distinct = [_without_repeats(part) for part in parts]
    return [part for part in distinct if len(part) > 1]


def _latitude_at_edge(before: Point, after: Point, edge: float) -> float:
    """Latitude at which the great circle through two points meets the 180th meridian."""
    normal = np.cross(_unit_vector(before), _unit_vector(after))
    meridian = np.cross(normal, _unit_vector((edge + 90.0, 0.0)))
    meeting = meridian / np.linalg.norm(meridian)
    if meeting @ _unit_vector((edge, 0.0)) < 0:
        meeting = -meeting
    return math.degrees(math.asin(max(-1.0, min(1.0, float(meeting[2])))))


def _rounded(point: Point) -> Point:
    return round(point[0], _DECIMALS), round(point[1], _DECIMALS)


def _without_repeats(points: list[Point]) -> list[Point]:
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
