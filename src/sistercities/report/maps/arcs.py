"""Ties as great circles on a sheet, and the meridian around which they are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sistercities.report.export_formats.great_circles import great_circle
from sistercities.report.maps.over_the_pole import bow, highest_drawn
from sistercities.report.maps.projection import Point, Sheet, signed

_STEP_KM = 200.0
_COARSE_KM = 900.0
_BOW_STEPS = 48
_OFF_LINE = 0.2
"""Pixels by which a line that is drawn may leave the true one."""
_TURN = 30.0
_FARTHEST = 60.0
"""Degrees between the home of a map and the meridian in its middle, at most."""
_HALF = 180.0


def nearest_middle(longitude: float) -> float:
    """Round a longitude to the nearest meridian that maps are drawn around: every 30 degrees."""
    return signed(_TURN * round(longitude / _TURN))


def middles() -> tuple[float, ...]:
    """Give the meridians that maps are drawn around, from west to east."""
    return tuple(_TURN * k - 150.0 for k in range(int(360 / _TURN)))


def middle_of_ties(home: Point, others: Sequence[Point]) -> float:
    """Choose the meridian in the middle of a map of ties, degrees.

    Of those near the home it is the one at whose far side the fewest lines are cut; of these, the
    one nearest to the home.

    Parameters
    ----------
    home, others
        Longitudes and latitudes in degrees.
    """
    return _middle(home, tuple((home, other) for other in others), _FARTHEST)


def middle_of_chains(home: Point, lines: Sequence[tuple[Point, Point]]) -> float:
    """Choose the meridian in the middle of a map whose lines do not all begin at one place.

    It is one at whose far side the fewest lines are cut, wherever the home then lies; of these, the
    one nearest to the home.

    Parameters
    ----------
    home
        Longitude and latitude in degrees.
    lines
        Both ends of each.
    """
    return _middle(home, tuple(lines), _HALF)


@lru_cache(maxsize=64)
def _middle(home: Point, lines: tuple[tuple[Point, Point], ...], farthest: float) -> float:
    """Choose it once for maps of the same ties in several languages."""
    ways = [[x for part in great_circle(*ends, _COARSE_KM) for x, _ in part] for ends in lines]
    near = [one for one in middles() if abs(signed(one - home[0])) <= farthest]

    def cost(middle: float) -> tuple[int, float]:
        cut = sum(_is_cut(each, middle) for each in ways)
        return cut, abs(signed(middle - home[0]))

    return min(near, key=cost)


def _is_cut(longitudes: Sequence[float], middle: float) -> bool:
    turned = [signed(each - middle) for each in longitudes]
    return any(abs(after - before) > _HALF for before, after in pairwise(turned))


def way(sheet: Sheet, start: Point, end: Point) -> list[list[Point]]:
    """Lay the great circle between two points on a sheet, in one part or cut at its edge.

    One that would come near a pole is drawn lower, as `over_the_pole` does.

    Parameters
    ----------
    sheet
        The map.
    start, end
        Longitudes and latitudes in degrees.

    Returns
    -------
    list of list of tuple
        Points in pixels; none where the two are one.
    """
    return [list(part) for part in _way(sheet, start, end)]


@lru_cache(maxsize=4096)
def _way(sheet: Sheet, start: Point, end: Point) -> tuple[tuple[Point, ...], ...]:
    """Lay it once for maps of the same ties in several languages."""
    turned = [(sheet.turned(x), y) for x, y in (start, end)]
    parts = great_circle(turned[0], turned[1], _STEP_KM)
    highest = highest_drawn(parts)
    if highest is not None:
        parts = bow(turned[0], turned[1], highest, _BOW_STEPS)
    return tuple(tuple(sheet.at(*point) for point in part) for part in parts)


def spelled(parts: Sequence[Sequence[Point]]) -> str:
    """Spell lines as the data of a path, without the points that are not seen to be missing."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _simplified(part)) for part in parts
    )


def _simplified(points: Sequence[Point]) -> list[Point]:
    """Keep the points that a line cannot do without (D. Douglas and T. Peucker, 1973)."""
    kept, due = {0, len(points) - 1}, [(0, len(points) - 1)]
    while due:
        first, last = due.pop()
        gaps = _off(points[first + 1 : last], points[first], points[last])
        if gaps and max(gaps) > _OFF_LINE:
            farthest = first + 1 + gaps.index(max(gaps))
            kept.add(farthest)
            due += [(first, farthest), (farthest, last)]
    return [points[k] for k in sorted(kept)]


def _off(points: Sequence[Point], start: Point, end: Point) -> list[float]:
    """Distances of points from the line through two others, in pixels."""
    (x0, y0), (x1, y1) = start, end
    across, down = x1 - x0, y1 - y0
    long = math.hypot(across, down)
    if long < 1e-9:
        return [math.hypot(x - x0, y - y0) for x, y in points]
    return [abs(across * (y - y0) - down * (x - x0)) / long for x, y in points]
