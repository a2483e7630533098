"""Places of a map that lie at one spot, as one mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.report.maps.projection import Point

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
