"""The world's land on a sheet: rings cut where the sheet ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from sistercities.report.maps.projection import Point, Sheet
from sistercities.sentences import to_say

ATTRIBUTION = to_say("Land: Natural Earth 1:10m, public domain, simplified")
"""Where the land comes from, as its file says it."""
_EDGE = 180.0
_EDGE_STEP = 4
_LEAST_STEP, _LEAST_STEPS = 0.5, 3.0
"""Pixels that two points of a coast are apart at least: of a map, and of whole pixels."""
_FEWEST_POINTS = 3


@cache
def _held() -> tuple[str, tuple[tuple[Point, ...], ...]]:
    path = files("sistercities.report").joinpath("maps", "world_outline.json")
    read = json.loads(path.read_text("utf-8"))
    rings = tuple(_points(steps, read["per_degree"]) for steps in read["rings"])
    return read["attribution"], rings


def attribution() -> str:
    """Say where the land comes from."""
    return _held()[0]


def land_path(sheet: Sheet) -> str:
    """Draw the land as one path, to be filled by the even-odd rule.

    Parameters
    ----------
    sheet
        The map.
    """
    size = (sheet.width, sheet.height)
    drawn = (_thinned(each, _LEAST_STEP) for each in _parts(sheet) if _is_seen(each, size))
    return "".join(_spelled(each) for each in drawn)


def land_steps(sheet: Sheet) -> str:
    """Draw the land of the whole earth as one path of whole pixels, which is a third as long.

    Parameters
    ----------
    sheet
        A map whose zoom is so large that a pixel is not seen.
    """
    return "".join(_stepped(_thinned(each, _LEAST_STEPS)) for each in _parts(sheet))


def _parts(sheet: Sheet) -> list[list[Point]]:
    """Bring the rings of land to a sheet, cut where it ends."""
    parts = [each for ring in _held()[1] for each in _on_sheet(ring, sheet)]
    return [[sheet.at(*point) for point in each] for each in parts]


@lru_cache(maxsize=64)
def sea_path(sheet: Sheet) -> str:
    """Draw the outline of the earth as it lies on a sheet.

    A closer map that sees nothing beyond the earth is filled, which takes a fiftieth of the bytes.
    """
    down, up = _sides(sheet)
    if _is_filled(sheet, down, up):
        return f"M0 0H{sheet.width:g}V{sheet.height:g}H0Z"
    return _spelled([*down, *up])


def sea_points(sheet: Sheet) -> str:
    """Give the corners of the outline of the earth, in whole pixels.

    Parameters
    ----------
    sheet
        A map whose zoom is so large that a pixel is not seen.
    """
    down, up = _sides(sheet)
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in (*down, *up))


def _sides(sheet: Sheet) -> tuple[list[Point], list[Point]]:
    """Lay the meridians at which a sheet ends: the right one downwards, the left one upwards."""
    latitudes = range(-90, 91, 5)
    down = [sheet.at(_EDGE, latitude) for latitude in reversed(latitudes)]
    return down, [sheet.at(-_EDGE, latitude) for latitude in latitudes]


def _is_filled(sheet: Sheet, right: Sequence[Point], left: Sequence[Point]) -> bool:
    """Whether the earth reaches beyond a sheet on all sides: its outline bulges outwards."""
    top, bottom = right[0][1], right[-1][1]
    return (
        top <= 0
        and bottom >= sheet.height
        and all(
            _side_at(right, y) >= sheet.width and _side_at(left, y) <= 0
            for y in (0.0, sheet.height)
        )
    )


def _side_at(side: Sequence[Point], y: float) -> float:
    """Where a side of the outline is at a height."""
    (x1, y1), (x2, y2) = next(
        (one, other)
        for one, other in pairwise(side)
        if min(one[1], other[1]) <= y <= max(one[1], other[1])
    )
    return x1 if y1 == y2 else x1 + (x2 - x1) * (y - y1) / (y2 - y1)


def _thinned(points: Sequence[Point], least: float) -> Sequence[Point]:
    """Leave out what is nearer to the last point than is seen, but never a whole islet."""
    kept = [points[0]]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    return kept if len(kept) > _FEWEST_POINTS else points


def _is_seen(points: Sequence[Point], size: tuple[float, float]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < size[0] and max(ys) > 0 and min(ys) < size[1]


def _points(steps: Sequence[int], per_degree: int) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / per_degree, y / per_degree))
    return tuple(points)


def _on_sheet(ring: Sequence[Point], sheet: Sheet) -> list[list[Point]]:
    """Turn a ring to the middle of the sheet; what leaves on one side comes back on the other."""
    whole = [(x - sheet.middle, y) for x, y in ring]
    parts = []
    for shift in (-360.0, 0.0, 360.0):
        moved = [(x + shift, y) for x, y in whole]
        left = min(x for x, _ in moved)
        right = max(x for x, _ in moved)
        if right <= -_EDGE or left >= _EDGE:
            continue
        cut = _kept_below(_kept_below(moved, _EDGE, 1.0), _EDGE, -1.0)
        if len(cut) > 2:
            parts.append(_along_edge(cut))
    return parts


def _along_edge(points: Sequence[Point]) -> list[Point]:
    """Let a ring that was cut follow the edge of the sheet, which is no straight line."""
    found: list[Point] = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        found.append((x0, y0))
        if x0 == x1 and abs(x0) == _EDGE:
            n = int(abs(y1 - y0) // _EDGE_STEP)
            found += [(x0, y0 + (y1 - y0) * k / (n + 1)) for k in range(1, n + 1)]
    return found


def _kept_below(points: Sequence[Point], limit: float, sign: float) -> list[Point]:
    """Clip a ring to one side of a meridian (I. Sutherland and G. Hodgman, 1974)."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in (
        zip([points[-1], *points[:-1]], points, strict=True) if points else ()
    ):
        is_in, was_in = sign * x1 <= limit, sign * x0 <= limit
        if is_in != was_in:
            share = (sign * limit - x0) / (x1 - x0)
            kept.append((sign * limit, y0 + share * (y1 - y0)))
        if is_in:
            kept.append((x1, y1))
    return kept


def _spelled(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _stepped(points: Sequence[Point]) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    steps = [f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(whole) if (x, y) != (x0, y0)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""
