"""Numbers by place on a world map: circles by area, the largest with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.ground import INK, PAPER, framed, ground, names_group
from sistercities.report.maps.labels import Label, write_labels
from sistercities.report.maps.projection import Point, Sheet
from sistercities.report.maps.tie_map import LaidMap

_LARGEST, _SMALLEST = 20.0, 1.6
_HOME_RADIUS = 4.5
_BLUE = "#0072b2"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number at a point: what to call it, where it lies in degrees, and how many."""

    name: str
    longitude: float
    latitude: float
    n: int


def count_map(
    counts: Sequence[Counted],
    middle: float,
    caption: Caption,
    home: Counted | None = None,
    *,
    closest: float = 1.0,
) -> LaidMap:
    """Draw numbers as circles whose areas stand for them.

    Parameters
    ----------
    counts
        What is drawn.
    middle
        Meridian in the middle, degrees.
    caption
        What the map says of itself.
    home
        The place that the numbers are about, as a dot; None draws none.
    closest
        How many times larger than the world the part around the numbers is drawn at most.
    """
    sheet = _sheet(counts, middle, closest)
    marks = [*ground(sheet, caption.land), *_marks(sheet, counts, home)]
    return LaidMap(framed(sheet, marks, caption), sheet)


def _sheet(counts: Sequence[Counted], middle: float, closest: float) -> Sheet:
    world = Sheet(middle)
    points = [_at(world, one) for one in counts]
    return world.closer(points, closest) if points and closest > 1 else world


def _marks(sheet: Sheet, counts: Sequence[Counted], home: Counted | None) -> list[Markup]:
    """Draw circles, the largest first, then the dot of the place, then names."""
    ranked = sorted(counts, key=lambda one: (-one.n, one.name))
    most = max((one.n for one in ranked), default=1)
    circles = [_circle(sheet, one, radius(one.n, most)) for one in ranked]
    dot = [] if home is None else [_dot(sheet, home)]
    return [
        svg.element("g", *circles, *dot, class_="map-marks"),
        *_names(sheet, ranked, most, home),
    ]


def _names(
    sheet: Sheet, ranked: Sequence[Counted], most: int, home: Counted | None
) -> list[Markup]:
    at = [(_at(sheet, one), radius(one.n, most)) for one in ranked]
    due = [
        Label(one.name, _at(sheet, one), _HOME_RADIUS, "home halo", is_due=True)
        for one in ([] if home is None else [home])
    ]
    named = [
        Label(one.name, point, size, "halo", is_due=size > _HOME_RADIUS)
        for one, (point, size) in zip(ranked, at, strict=True)
        if home is None or one.name != home.name  # it is written once, beside its dot
    ]
    return [
        names_group(
            write_labels([*due, *named[:n]], at, (sheet.width, sheet.height), type_size), type_size
        )
        for type_size, n in ((12.0, 24), (22.0, 8))
    ]


def radius(n: int, most: int) -> float:
    """Radius in pixels of a circle whose area stands for a number; the smallest can be seen."""
    return max(_SMALLEST, _LARGEST * math.sqrt(n / most))


def _at(sheet: Sheet, one: Counted) -> Point:
    return sheet.of(one.longitude, one.latitude)


def _circle(sheet: Sheet, one: Counted, r: float) -> Markup:
    x, y = _at(sheet, one)
    return svg.element(
        "circle", cx=x, cy=y, r=round(r, 1), fill=_BLUE, fill_opacity="0.6", stroke=PAPER,
        stroke_width="0.8", class_="map-count",
    )  # fmt: skip


def _dot(sheet: Sheet, home: Counted) -> Markup:
    x, y = _at(sheet, home)
    return svg.element(
        "circle", cx=x, cy=y, r=_HOME_RADIUS, fill=INK, stroke=PAPER, stroke_width="1.5",
        class_="map-home",
    )  # fmt: skip
