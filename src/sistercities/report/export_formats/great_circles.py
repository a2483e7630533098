"""Great circles on a sphere: the line of a tie as maps draw it.

A line is a list of parts, each a list of (longitude, latitude) in degrees. A line that crosses the
180th meridian is cut there, as RFC 7946 (3.1.9) has it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

EARTH_RADIUS_KM = 6371.0088
STEP_KM = 500.0
_DECIMALS = 5
"""About a metre; the coordinates of places are not better."""

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Vector = tuple[float, float, float]
"""A point of the sphere of radius one: three numbers take less time than an array of three."""
_POLE = (0.0, 0.0, 1.0)
_OPPOSITE = 1e-9


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
    if _rounded(start) == _rounded(end):
        return []
    first, last = _unit_vector(start), _unit_vector(end)
    angle = math.atan2(_length(_cross(first, last)), _dot(first, last))
    n_steps = max(1, math.ceil(angle * EARTH_RADIUS_KM / step_km))
    between = _slerp(first, last, angle, [k / n_steps for k in range(1, n_steps)])
    return _cut([start, *between, end])


def _unit_vector(point: Point) -> Vector:
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    east = math.cos(latitude)
    return east * math.cos(longitude), east * math.sin(longitude), math.sin(latitude)


def _cross(one: Vector, other: Vector) -> Vector:
    (x, y, z), (u, v, w) = one, other
    return y * w - z * v, z * u - x * w, x * v - y * u


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _length(one: Vector) -> float:
    return math.sqrt(_dot(one, one))


def _slerp(first: Vector, last: Vector, angle: float, shares: Sequence[float]) -> list[Point]:
    """Points at given shares of the way (K. Shoemake, 1985)."""
    whole = math.sin(angle)
    if whole < _OPPOSITE and angle > 1.0:  # opposite points: any way is shortest, over a pole
        half = _slerp(first, _POLE, math.pi / 2, [2 * one for one in shares if one <= 0.5])
        rest = [2 * one - 1 for one in shares if one > 0.5]
        return half + _slerp(_POLE, last, math.pi / 2, rest)
    return [_between(first, last, angle, share, whole) for share in shares]


def _between(first: Vector, last: Vector, angle: float, share: float, whole: float) -> Point:
    near, far = math.sin(angle - share * angle) / whole, math.sin(share * angle) / whole
    x = near * first[0] + far * last[0]
    y = near * first[1] + far * last[1]
    z = near * first[2] + far * last[2]
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))


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
    normal = _cross(_unit_vector(before), _unit_vector(after))
    meeting = _cross(normal, _unit_vector((edge + 90.0, 0.0)))
    height = meeting[2] / _length(meeting)
    if _dot(meeting, _unit_vector((edge, 0.0))) < 0:
        height = -height
    return math.degrees(math.asin(max(-1.0, min(1.0, height))))


def _rounded(point: Point) -> Point:
    return round(point[0], _DECIMALS), round(point[1], _DECIMALS)


def _without_repeats(points: list[Point]) -> list[Point]:
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
