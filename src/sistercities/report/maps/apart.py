"""Marks with numbers moved apart, so that none lies on another: each near its own point.

Places of a map that lie at one spot, as one mark.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

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


NEAR = 7.0
"""Pixels within which places share a mark."""
DOT, LARGEST = 3.0, 16.0
"""Radius in pixels of the mark of one place, and of the largest mark."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places that share a mark.

    Attributes
    ----------
    members
        Which places, by their number in the list; the first one began it.
    at
        Mean of their points, in pixels.
    """

    members: tuple[int, ...]
    at: Point

    @property
    def radius(self) -> float:
        """Radius in pixels; the area stands for the number of places."""
        return min(LARGEST, DOT * math.sqrt(len(self.members)))


def cluster(points: Sequence[Point], near: float = NEAR) -> list[Cluster]:
    """Put places together that a map cannot show apart.

    Each point joins the nearest of the marks begun before it, or begins one.

    Parameters
    ----------
    points
        In pixels, the most important first.
    near
        Pixels within which they are put together.
    """
    held: list[list[int]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for number, point in enumerate(points):
        column, row = (math.floor(each / near) for each in point)
        around = [
            k for x in (-1, 0, 1) for y in (-1, 0, 1) for k in cells.get((column + x, row + y), ())
        ]
        gaps = [(math.dist(points[held[k][0]], point), k) for k in around]
        gap, nearest = min(gaps, default=(math.inf, 0))
        if gap <= near:
            held[nearest].append(number)
        else:
            cells.setdefault((column, row), []).append(len(held))
            held.append([number])
    return [Cluster(tuple(one), _mean([points[k] for k in one])) for one in held]


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
