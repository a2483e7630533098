"""Drawings that lie in the page itself: small, without what the page says beside them.

Lines of one look become one path, long ones are drawn by curves, and points are written as steps
from the point before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sistercities.web.static.lean_curves import Curve, curves
from sistercities.web.static.lean_map import lean_map

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
