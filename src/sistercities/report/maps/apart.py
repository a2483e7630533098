"""Marks with numbers moved apart, so that none lies on another: each near its own point."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sistercities.report.maps.projection import Point

APART = 19.0
"""Pixels between the middles of two such marks: room for one and for the number beside it."""
_STEP, _FARTHEST, _WAYS = 5.0, 90.0, 16


def moved_apart(points: Sequence[Point], kept: Sequence[Point], size: Point) -> list[Point]:
    """Find where marks stand so that none lies on another, nor on one that is kept.

    A mark stays at its point where that is free; else it takes the nearest free spot around it, and
    stays at its point where none is found.

    Parameters
    ----------
    points
        Where the marks belong, in pixels, the most important first.
    kept
        Middles of marks that stay where they are.
    size
        Width and height of the frame, in pixels.

    Returns
    -------
    list of Point
        The middle of each mark, in the order of `points`.
    """
    taken = list(kept)
    found = []
    for point in points:
        at = next((spot for spot in _around(point) if _is_free(spot, taken, size)), point)
        taken.append(at)
        found.append(at)
    return found


def _around(point: Point) -> list[Point]:
    """Give the point and the spots around it, the nearest first, in rings."""
    rings = range(1, int(_FARTHEST / _STEP) + 1)
    spots = [
        (point[0] + _STEP * ring * math.cos(turn), point[1] + _STEP * ring * math.sin(turn))
        for ring in rings
        for turn in (2 * math.pi * k / _WAYS for k in range(_WAYS))
    ]
    return [point, *spots]


def _is_free(spot: Point, taken: Sequence[Point], size: Point) -> bool:
    is_inside = all(
        APART / 2 <= at <= most - APART / 2 for at, most in zip(spot, size, strict=True)
    )
    return is_inside and all(math.dist(spot, one) >= APART for one in taken)
