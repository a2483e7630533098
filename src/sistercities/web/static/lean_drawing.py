"""Drawings that lie in the page itself: small, without what the page says beside them.

Lines of one look become one path, and points are written as steps from the point before.
"""

from __future__ import annotations

import re

from sistercities.web.static.lean_map import lean_map

_IS_MAP = 'class="map-sea"'
_PATH = re.compile(r'<path d="([^"]*)"([^>]*?)(?:/>|></path>)')
_SAME = re.compile(r'(<path d="[^"]*"([^>]*)/>)(?:<path d="[^"]*"\2/>)+')
_DATA = re.compile(r'd="([^"]*)"')
_STEP = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")
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


def _steps(path: str) -> str:
    """Write straight lines as steps from point to point, to a tenth; other paths stay."""
    end = "Z" if path.count("Z") == 1 and path.endswith("Z") else ""
    points = _STEP.findall(path)
    if "".join(f"{kind}{x} {y}" for kind, x, y in points) + end != path:
        return path
    made, at = [], (0, 0)
    for kind, x, y in points:
        point = round(float(x) * 10), round(float(y) * 10)
        if kind == "M":
            made.append(f"M{_tenths(point[0])}{_after(point[1])}")
        elif point != at:
            step = _tenths(point[0] - at[0]) + _after(point[1] - at[1])
            follows = made[-1].startswith(("l", "-", "."))
            made.append(step if follows and step.startswith("-") else f"l{step}")
        at = point
    return "".join(made) + end


def _tenths(n: int) -> str:
    whole = f"{n / 10:g}"
    return whole.replace("0.", ".", 1) if whole.startswith(("0.", "-0.")) else whole


def _after(n: int) -> str:
    """Write a second number: a minus parts it from the first, else a blank does."""
    return _tenths(n) if n < 0 else f" {_tenths(n)}"


def _joined(found: re.Match[str]) -> str:
    return f'<path d="{"".join(_DATA.findall(found[0]))}"{found[2]}/>'
