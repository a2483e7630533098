"""Great circles of a drawing as few curves: what many short lines draw, drawn by some parabolas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

Point = tuple[float, float]
_OFF_CURVE = 3.5
"""Tenths of a pixel by which a curve may leave the line that it stands for."""
_FEWEST = 5
"""A line of fewer points is no longer than its curve."""
Curve = tuple[Point, Point]
"""Where it bends to, and where it ends."""


@lru_cache(maxsize=512)
def curves(points: tuple[Point, ...]) -> tuple[Curve, ...] | None:
    """Draw a line as quadratic curves that begin where the one before ends.

    Parameters
    ----------
    points
        In tenths of a pixel.

    Returns
    -------
    tuple or None
        None where the line has so few points that curves would be no shorter.
    """
    if len(points) < _FEWEST:
        return None
    made: list[Curve] = []
    due = [(0, len(points) - 1)]
    while due:
        first, last = due.pop()
        bend = _bend(points[first : last + 1])
        if bend is None:
            middle = (first + last) // 2
            due += [(middle, last), (first, middle)]
        else:
            made.append((bend, points[last]))
    return tuple(made) if 2 * len(made) < len(points) - 1 else None


def _bend(points: Sequence[Point]) -> Point | None:
    """Find the middle point of the curve nearest to a line; None where it is not near enough."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    if len(points) == 2:
        return (x0 + x1) / 2, (y0 + y1) / 2
    shares = _shares(points)
    x = y = weight = 0.0
    for (px, py), t in zip(points, shares, strict=True):
        w, before, after = 2 * t * (1 - t), (1 - t) ** 2, t * t
        x += w * (px - before * x0 - after * x1)
        y += w * (py - before * y0 - after * y1)
        weight += w * w
    bend = x / weight, y / weight
    return bend if _is_near(points, shares, bend) else None


def _is_near(points: Sequence[Point], shares: Sequence[float], bend: Point) -> bool:
    (x0, y0), (x1, y1), (xb, yb) = points[0], points[-1], bend
    for (px, py), t in zip(points, shares, strict=True):
        w, before, after = 2 * t * (1 - t), (1 - t) ** 2, t * t
        dx, dy = before * x0 + w * xb + after * x1 - px, before * y0 + w * yb + after * y1 - py
        if dx * dx + dy * dy > _OFF_CURVE**2:
            return False
    return True


def _shares(points: Sequence[Point]) -> list[float]:
    """Tell how far along a line each point is."""
    found, length = [0.0], 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        length += ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        found.append(length)
    return [one / (length or 1.0) for one in found]
