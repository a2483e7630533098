"""Numbers by place on a world map: circles by area, the largest with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.land import land_path
from sistercities.report.maps.projection import Sheet
from sistercities.report.maps.tie_map import TieLayer, over_land

WIDTH = 720.0
_LARGEST, _SMALLEST = 20.0, 1.6
_LABEL_TYPE = 11.0
_MOST_LABELS = 24
_LAND, _BLUE, _PAPER, _INK = "#e4e4e0", "#0072b2", "#ffffff", "#1b1b1b"

Box = tuple[float, float, float, float]


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
    home: Counted | None = None,
    *,
    closest: float = 1.0,
    identifier: str,
    title: str,
    words: str,
) -> Markup:
    """Draw numbers as circles whose areas stand for them.

    Parameters
    ----------
    counts
        What is drawn.
    middle
        Meridian in the middle, degrees.
    home
        The place that the numbers are about, as a dot; None draws none.
    closest
        How many times larger than the world the part around the numbers is drawn at most.
    identifier
        Unique in the page.
    title, words
        What the map shows, for who does not see it.

    Returns
    -------
    Markup
        SVG with its colours in it.
    """
    sheet = _sheet(counts, middle, closest)
    land = svg.element("path", d=land_path(sheet), fill=_LAND, fill_rule="evenodd")
    marks = [land, *_marks(sheet, counts, home)]
    return svg.picture(identifier, sheet.width, round(sheet.height, 1), marks, title, words)


def count_layer(
    counts: Sequence[Counted],
    middle: float,
    *,
    closest: float,
    identifier: str,
    title: str,
    words: str,
) -> TieLayer:
    """Draw the same without the land, to be laid over a picture of the land that maps share.

    Parameters
    ----------
    counts, middle, closest, identifier, title, words
        As in `count_map`.
    """
    sheet = _sheet(counts, middle, closest)
    return over_land(sheet, _marks(sheet, counts, None), identifier, title, words)


def _sheet(counts: Sequence[Counted], middle: float, closest: float) -> Sheet:
    world = Sheet(middle, WIDTH)
    points = [_at(world, one) for one in counts]
    return world.closer(points, closest) if points and closest > 1 else world


def _marks(sheet: Sheet, counts: Sequence[Counted], home: Counted | None) -> list[Markup]:
    """Draw circles, the largest first, then the dot of the place, then names."""
    ranked = sorted(counts, key=lambda one: (-one.n, one.name))
    most = max((one.n for one in ranked), default=1)
    circles = [_circle(sheet, one, radius(one.n, most)) for one in ranked]
    first = [] if home is None else [home]
    dot = [_dot(sheet, one) for one in first]
    return [*circles, *dot, *_labels(sheet, [*first, *ranked[:_MOST_LABELS]], most)]


def radius(n: int, most: int) -> float:
    """Radius in pixels of a circle whose area stands for a number; the smallest can be seen."""
    return max(_SMALLEST, _LARGEST * math.sqrt(n / most))


def _at(sheet: Sheet, one: Counted) -> tuple[float, float]:
    return sheet.at(sheet.turned(one.longitude), one.latitude)


def _circle(sheet: Sheet, one: Counted, r: float) -> Markup:
    x, y = _at(sheet, one)
    return svg.element(
        "circle", cx=x, cy=y, r=round(r, 1), fill=_BLUE, fill_opacity="0.6", stroke=_PAPER,
        stroke_width="0.8", class_="map-count",
    )  # fmt: skip


def _dot(sheet: Sheet, home: Counted) -> Markup:
    x, y = _at(sheet, home)
    return svg.element("circle", cx=x, cy=y, r=4.5, fill=_INK, stroke=_PAPER, stroke_width="1.5")


def _labels(sheet: Sheet, ranked: Sequence[Counted], most: int) -> list[Markup]:
    """Write the names to the right of their circles, each that covers none before it."""
    taken: list[Box] = []
    drawn = []
    for one in ranked:
        x, y = _at(sheet, one)
        left = x + (radius(one.n, most) if one.n else 4.5) + 3
        box = (left, y - 7, left + svg.width_of(one.name, _LABEL_TYPE), y + 6)
        if box[2] > sheet.width or any(_is_over(box, other) for other in taken):
            continue
        taken.append(box)
        drawn.append(svg.text(left, y + 4, one.name))
    return drawn


def _is_over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
