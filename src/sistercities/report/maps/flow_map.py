"""Ties from country to country on a world map: great circles, wide where there are many."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.arcs import spelled, way
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.ground import PAPER, framed, ground, names_group
from sistercities.report.maps.labels import Label, write_labels
from sistercities.report.maps.projection import Point, Sheet
from sistercities.report.maps.tie_map import LaidMap

WIDEST, THINNEST = 7.0, 0.4
"""Pixels of the widest line and of the thinnest."""
_LARGEST, _SMALLEST = 7.0, 1.3
_BLUE = "#0072b2"
_NAMED = ((12.0, 22), (22.0, 6))
"""Type sizes for wide and for narrow screens, and how many countries each names at most."""


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """A country: its name, and the point where its lines begin, in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class FlowArc:
    """The ties between two countries."""

    one: FlowEnd
    other: FlowEnd
    n: int


def flow_map(
    arcs: Sequence[FlowArc],
    most: int,
    middle: float,
    caption: Caption,
) -> LaidMap:
    """Draw flows between countries.

    Parameters
    ----------
    arcs
        What is drawn.
    most
        Ties that the widest line stands for.
    middle
        Meridian in the middle, degrees.
    caption
        What the map says of itself.
    """
    sheet = Sheet(middle)
    ranked = sorted(arcs, key=lambda one: one.n)
    lines = [_line(sheet, one, most) for one in ranked]
    ends = _ends(arcs)
    top = max(ends.values(), default=1)
    dots = [_dot(sheet, end, radius_of(n, top)) for end, n in ends.items()]
    marks = [
        *ground(sheet, caption.land),
        svg.element("g", *lines, class_="map-lines"),
        svg.element("g", *dots, class_="map-marks"),
        *_names(sheet, ends, top),
    ]
    return LaidMap(framed(sheet, marks, caption), sheet)


def width_of(n: int, most: int) -> float:
    """Width of a line in pixels: it goes with the square root of its ties."""
    return max(THINNEST, WIDEST * math.sqrt(n / max(most, 1)))


def radius_of(n: int, most: int) -> float:
    """Radius in pixels of a country's dot, whose area stands for the ties that are drawn."""
    return max(_SMALLEST, _LARGEST * math.sqrt(n / max(most, 1)))


def _ends(arcs: Sequence[FlowArc]) -> dict[FlowEnd, int]:
    """Add up the ties of each country, the most first."""
    found: Counter[FlowEnd] = Counter()
    for one in arcs:
        found[one.one] += one.n
        found[one.other] += one.n
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0].name)))


def _at(sheet: Sheet, end: FlowEnd) -> Point:
    return sheet.of(end.longitude, end.latitude)


def _line(sheet: Sheet, one: FlowArc, most: int) -> Markup:
    start, end = ((each.longitude, each.latitude) for each in (one.one, one.other))
    return svg.element(
        "path",
        svg.element("title", f"{one.one.name} – {one.other.name}: {one.n:,}"),
        d=spelled(way(sheet, start, end)) or "M0 0",
        fill="none", stroke=_BLUE, stroke_opacity="0.42",
        stroke_width=f"{width_of(one.n, most):.2f}", stroke_linecap="round", class_="map-flow",
    )  # fmt: skip


def _dot(sheet: Sheet, end: FlowEnd, radius: float) -> Markup:
    x, y = _at(sheet, end)
    return svg.element(
        "circle", cx=x, cy=y, r=round(radius, 1), fill=_BLUE, stroke=PAPER, stroke_width="0.8",
        class_="map-tie",
    )  # fmt: skip


def _names(sheet: Sheet, ends: dict[FlowEnd, int], top: int) -> list[Markup]:
    marks = [(_at(sheet, end), radius_of(n, top)) for end, n in list(ends.items())[:12]]
    labels = [
        Label(end.name, _at(sheet, end), radius_of(n, top), "halo") for end, n in ends.items()
    ]
    size = (sheet.width, sheet.height)
    return [names_group(write_labels(labels[:n], marks, size, type_size), type_size)
            for type_size, n in _NAMED]  # fmt: skip
