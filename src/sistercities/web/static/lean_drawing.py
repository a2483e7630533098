"""Drawings that lie in the page itself: small, without what the page says beside them.

Lines of one look become one path, long ones are drawn by curves, and points are written as steps
from the point before.

Maps that lie in the page of a file: what the style sheet says is not said again.

A drawing of its own carries its colours; one in a page is coloured by the styles of the page, which
know light and dark. The outline of the sea is in the picture of the land, which maps share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_IS_MAP = 'class="map-sea"'
_PATH = re.compile(r'<path d="([^"]*)"([^>]*?)(?:/>|></path>)')
_SAME = re.compile(r'(<path d="[^"]*"([^>]*)/>)(?:<path d="[^"]*"\2/>)+')
_DATA = re.compile(r'd="([^"]*)"')
_STEP = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")
_LINE = re.compile(r"M[^M]*")
_DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_EMPTY = re.compile(r"></(?:circle|rect|line|ellipse)>")


def lean_drawings(html: str) -> str:
    """Make the drawings small that stand in a page."""
    return _DRAWN.sub(lambda found: _with_short_paths(found[0]), html) if "<path" in html else html


def _with_short_paths(svg: str) -> str:
    svg = _EMPTY.sub("/>", svg)
    svg = _PATH.sub(lambda found: f'<path d="{_steps(found[1])}"{found[2]}/>', svg)
    if _IS_MAP in svg:
        svg = lean_map(svg)
    return _SAME.sub(_joined, svg)


@lru_cache(maxsize=512)
def _steps(path: str) -> str:
    """Write straight lines as steps from point to point, to a tenth; other paths stay."""
    end = "Z" if path.count("Z") == 1 and path.endswith("Z") else ""
    points = _STEP.findall(path)
    if "".join(f"{kind}{x} {y}" for kind, x, y in points) + end != path:
        return path
    made = []
    for line in _LINE.findall(path):
        at = [(round(float(x) * 10), round(float(y) * 10)) for _, x, y in _STEP.findall(line)]
        made.append(f"M{_tenths(at[0][0])}{_after(at[0][1])}")
        bent = None if end else curves(tuple(at))
        made.append(_straight(at) if bent is None else _bent(at[0], bent))
    return "".join(made) + end


def _straight(points: Sequence[tuple[int, int]]) -> str:
    made: list[str] = []
    for before, point in pairwise(points):
        if point != before:
            step = _tenths(point[0] - before[0]) + _after(point[1] - before[1])
            made.append(step if made and step.startswith("-") else f"l{step}")
    return "".join(made)


def _bent(start: tuple[int, int], bent: Sequence[Curve]) -> str:
    made, at = "", start
    for (x, y), end in bent:
        numbers = (round(x) - at[0], round(y) - at[1], int(end[0]) - at[0], int(end[1]) - at[1])
        made += "q" + _tenths(numbers[0]) + "".join(_after(one) for one in numbers[1:])
        at = int(end[0]), int(end[1])
    return made


def _tenths(n: int) -> str:
    whole = f"{n / 10:g}"
    return whole.replace("0.", ".", 1) if whole.startswith(("0.", "-0.")) else whole


def _after(n: int) -> str:
    """Write a second number: a minus parts it from the first, else a blank does."""
    return _tenths(n) if n < 0 else f" {_tenths(n)}"


def _joined(found: re.Match[str]) -> str:
    return f'<path d="{"".join(_DATA.findall(found[0]))}"{found[2]}/>'


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


_TOLD = re.compile(
    r'<svg role="img" aria-labelledby="[^"]*"([^>]*)><title[^>]*>.*?</title>'
    r"<desc[^>]*>(.*?)</desc>",
    re.DOTALL,
)
_SEA = re.compile(r'<path d="[^"]*" fill="#\w+" class="map-sea"/>')
_LAND = re.compile(r' class="map-land-picture"></image>')
_POLYLINE = re.compile(
    r' fill="none" stroke="#\w+"( stroke-width="[\d.]+" stroke-opacity="[\d.]+")'
    r'(?: stroke-dasharray="[\d ]+")?(?: stroke-linecap="round")?'
    r'( class="map-line-(?:tie|unlisted|former|stop)")'
)
_USUAL = ' stroke-width="1.2" stroke-opacity="0.7"'
_PLAIN_LINE = ' class="map-line-tie"'
_CIRCLE = re.compile(
    r' fill="#\w+"(?: fill-opacity="0.6")? stroke="#\w+" stroke-width="[\d.]+"'
    r'( class="map-(?:tie|stop|unlisted|former|home|count)")'
)
_PLAIN_CIRCLES = (' class="map-tie"', ' class="map-stop"')
_NAMES = re.compile(r'<g class="map-names .*?</g>', re.DOTALL)
_NAME = re.compile(
    r'<text x="(-?[\d.]+)" y="(-?[\d.]+)" class="([a-z ]*?) ?halo"(?: text-anchor="(middle|end)")?'
)
_NUMBER = re.compile(r'(class="map-n(?: hollow)?") text-anchor="middle"')


def lean_map(svg: str) -> str:
    """Make the drawing of a map small.

    Parameters
    ----------
    svg
        As `report.maps` draws it.
    """
    svg = _TOLD.sub(r'<svg role="img" aria-label="\2"\1>', svg, count=1)
    svg = _SEA.sub('<path class="map-sea"/>', svg, count=1)
    svg = _CIRCLE.sub(_circle, _POLYLINE.sub(_line, _LAND.sub("/>", svg)))
    return _NUMBER.sub(r"\1", _NAMES.sub(_names, svg))


def _line(found: re.Match[str]) -> str:
    """Leave out width and strength where they are those of a map of few lines."""
    look = "" if found[1] == _USUAL else found[1]
    return look + ("" if found[2] == _PLAIN_LINE else found[2])


def _circle(found: re.Match[str]) -> str:
    return "" if found[1] in _PLAIN_CIRCLES else found[1]


def _names(found: re.Match[str]) -> str:
    return _NAME.sub(_name, found[0].replace(' display="none"', "", 1))


def _name(found: re.Match[str]) -> str:
    """Place a name to a whole pixel; all have a halo, and countries stand in the middle."""
    x, y, looks, anchor = found[1], found[2], found[3].split(), found[4]
    if anchor == "end":
        looks.append("e")
    elif (anchor == "middle") != ("country" in looks):
        looks.append("m" if anchor else "s")
    class_ = f' class="{" ".join(looks)}"' if looks else ""
    return f'<text x="{float(x):.0f}" y="{float(y):.0f}"{class_}'
