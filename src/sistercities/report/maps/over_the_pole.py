"""Lines that would run over a pole, drawn lower on a flat map, whose edge they would follow.

The shortest line between Moscow and Seattle passes near the pole, which a flat map draws as an edge
as long as the equator is wide: many such lines lie on one another there, far from both ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sistercities.report.maps.projection import Point, signed

_TRUE_BELOW = 65.0
"""Latitude up to which shortest lines are drawn as they are, degrees."""
_HIGHEST = 76.0
"""Latitude at which a line over the pole is drawn."""
_POLE, _HALF = 90.0, 180.0


def highest_drawn(parts: Sequence[Sequence[Point]]) -> float | None:
    """Latitude at which a shortest line is drawn to turn, below zero in the south; None for none.

    Parameters
    ----------
    parts
        Longitudes and latitudes of the line, as `great_circle` gives it.
    """
    peak = max((y for part in parts for _, y in part), key=abs, default=0.0)
    if abs(peak) <= _TRUE_BELOW:
        return None
    share = (abs(peak) - _TRUE_BELOW) / (_POLE - _TRUE_BELOW)
    return math.copysign(_TRUE_BELOW + share * (_HIGHEST - _TRUE_BELOW), peak)


def bow(start: Point, end: Point, highest: float, steps: int) -> list[list[Point]]:
    """Lay a bow between two points that reaches a latitude and not beyond.

    Parameters
    ----------
    start, end
        Longitudes, from -180 to 180, and latitudes in degrees.
    highest
        Where it turns; below zero in the south. An end that lies beyond it is the highest point.
    steps
        Pieces of the line.

    Returns
    -------
    list of list of tuple
        One part, or two where it crosses the 180th meridian.
    """
    side = math.copysign(1.0, highest)
    top = max(side * highest, side * start[1], side * end[1])
    across = signed(end[0] - start[0])
    lift = (math.sqrt(top - side * start[1]) + math.sqrt(top - side * end[1])) ** 2

    def at(share: float) -> Point:
        straight = start[1] + share * (end[1] - start[1])
        return start[0] + share * across, straight + side * lift * share * (1.0 - share)

    edge = math.copysign(_HALF, across)
    shares = [k / steps for k in range(steps + 1)]
    if abs(start[0] + across) <= _HALF:
        return [[at(share) for share in shares]]
    crossed = (edge - start[0]) / across
    before = [at(share) for share in (*(one for one in shares if one < crossed), crossed)]
    after = [at(share) for share in (crossed, *(one for one in shares if one > crossed))]
    return [before, [(x - 2 * edge, y) for x, y in after]]
