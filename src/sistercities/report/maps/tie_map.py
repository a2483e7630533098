"""The ties of one place on a world map: great circles, partners, places to approach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.apart import APART, Cluster, cluster, moved_apart
from sistercities.report.maps.arcs import middle_of_chains, middle_of_ties, spelled, way
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.ground import INK, PAPER, framed, ground, names_group
from sistercities.report.maps.labels import Label, write_labels
from sistercities.report.maps.land import attribution
from sistercities.report.maps.projection import WIDTH, Point, Sheet

__all__ = ["WIDTH", "Kind", "LaidMap", "MapPlace", "Route", "foot", "lay_routes", "tie_map"]

_MANY = 40
_VERY_MANY = 150
"""Lines beyond which all of a kind are one: an element for each would weigh down the page."""
_TRIED = 150
"""Lines by which the meridian in the middle is chosen, at most."""
_DRAWN_AGAIN = 8
"""So many maps are kept a moment: the next page is often the same map in another language."""
_BLUE, _VERMILION, _GREY = "#0072b2", "#d55e00", "#767676"
_COUNTED = 4
"""Places from which on a mark says how many they are."""
_HOME_RADIUS, _ASKED_RADIUS = 4.5, 4.5
_NAME_SIZE = 12.0
"""Size of names on wide screens, in pixels."""

Kind = Literal["tie", "unlisted", "former", "asked", "suggested", "stop"]
_ORDER: tuple[Kind, ...] = ("tie", "unlisted", "former", "stop")
_DASHES: dict[Kind, str | None] = {"unlisted": "5 3", "former": "1 3", "asked": "6 3"}
_COLOURS: dict[Kind, str] = {
    "tie": _BLUE, "unlisted": _BLUE, "stop": _BLUE, "former": _GREY, "asked": _VERMILION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map.

    Attributes
    ----------
    name
        What to call it where it is labelled.
    longitude, latitude
        Degrees.
    kind
        tie: a partner; unlisted: one whose tie is no longer listed; former: one whose tie is over
        or was never signed; asked: the place that a brief is about; suggested: a place to
        approach; stop: a place of a chain.
    label
        A short sign beside it, such as its number; empty draws none.
    weight
        What makes its name more important than others, such as its population.
    """

    name: str
    longitude: float
    latitude: float
    kind: Kind
    label: str = ""
    weight: float = 0.0

    @property
    def point(self) -> Point:
        """Longitude and latitude in degrees."""
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Route:
    """A tie between two points in degrees, and how it is drawn."""

    start: Point
    end: Point
    kind: Kind


@dataclass(frozen=True, slots=True)
class LaidMap:
    """A map: the drawing, and the sheet that it is drawn on."""

    drawn: Markup
    sheet: Sheet


def tie_map(
    home: MapPlace,
    others: Sequence[MapPlace],
    caption: Caption,
    *,
    countries: Sequence[MapPlace] = (),
) -> LaidMap:
    """Draw a place and what it is tied to.

    Parameters
    ----------
    home
        The place; its kind says nothing.
    others
        Partners and places to approach.
    caption
        What the map says of itself.
    countries
        Countries whose names are written where there is room, the most important first.
    """
    routes = [
        Route(home.point, each.point, each.kind) for each in others if each.kind != "suggested"
    ]
    return lay_routes([home], others, routes, caption, countries=countries)


def lay_routes(
    homes: Sequence[MapPlace],
    others: Sequence[MapPlace],
    routes: Sequence[Route],
    caption: Caption,
    *,
    countries: Sequence[MapPlace] = (),
    pivot: Point | None = None,
) -> LaidMap:
    """Draw places and the lines between them, the part of the world where they lie.

    Parameters
    ----------
    homes
        What the map is about, the first of which is kept near its middle; always named.
    others
        The other places.
    routes
        The lines.
    caption, countries
        As in `tie_map`.
    pivot
        Where all lines begin, about, of a map that is about no one place; None where it is about
        the first of `homes`.
    """
    near = homes[0].point if pivot is None else pivot
    points = (tuple(each.point for each in homes), tuple(each.point for each in others))
    sheet, lines = _fitted(*points, tuple(routes), near, pivot is not None)
    found = _clusters(sheet, others)
    asked = _asked(sheet, homes, others)
    marks = [
        *ground(sheet, caption.land),
        lines,
        svg.element("g", *_marks(sheet, homes, asked, found), class_="map-marks"),
        *_names(sheet, homes, asked, countries, found),
    ]
    return LaidMap(framed(sheet, marks, caption), sheet)


@lru_cache(maxsize=_DRAWN_AGAIN)
def _fitted(
    homes: tuple[Point, ...],
    others: tuple[Point, ...],
    routes: tuple[Route, ...],
    near: Point,
    has_pivot: bool,
) -> tuple[Sheet, Markup]:
    """Fit a sheet to places and lines, and draw the lines on it; no name takes part."""
    world = Sheet(_middle(routes, near, others, has_pivot=has_pivot))
    ways = [way(world, one.start, one.end) for one in routes]
    sheet = world.closer(
        [world.of(*each) for each in (*homes, *others)]
        + [point for parts in ways for part in parts for point in part]
    )
    moved = [[[sheet.moved(point) for point in part] for part in parts] for parts in ways]
    drawn = _lines(list(zip(routes, moved, strict=True)))
    return sheet, svg.element("g", *drawn, class_="map-lines")


def _middle(
    routes: Sequence[Route], near: Point, others: Sequence[Point], *, has_pivot: bool
) -> float:
    """Choose the meridian in the middle by some of the lines, or of the places where none is."""
    some = routes[:: 1 + len(routes) // _TRIED]
    if has_pivot or all(near in (one.start, one.end) for one in some):
        ends = [one.end if has_pivot or one.start == near else one.start for one in some]
        return middle_of_ties(near, ends or others[:: 1 + len(others) // _TRIED])
    return middle_of_chains(near, [(one.start, one.end) for one in some])


def foot() -> str:
    """Say where the land of the map comes from."""
    return attribution()


def _lines(routes: Sequence[tuple[Route, list[list[Point]]]]) -> list[Markup]:
    """Draw what is over first, so that what stands lies on it."""
    order: tuple[Kind, ...] = ("former", "unlisted", "stop", "tie", "asked")
    ranked = sorted(routes, key=lambda one: order.index(one[0].kind))
    if len(ranked) <= _VERY_MANY:
        return [_line(one.kind, parts, is_many=len(ranked) > _MANY) for one, parts in ranked]
    return [
        _line(kind, [part for _, parts in some for part in parts], is_many=True)
        for kind, some in groupby(ranked, key=lambda one: one[0].kind)
    ]


def _line(kind: Kind, parts: list[list[Point]], *, is_many: bool) -> Markup:
    is_asked = kind == "asked"
    return svg.element(
        "path",
        d=spelled(parts) or "M0 0",
        fill="none",
        stroke=_COLOURS[kind],
        stroke_width="1.6" if is_asked else "0.8" if is_many else "1.2",
        stroke_opacity=None if is_asked else "0.5" if is_many else "0.7",
        stroke_dasharray=_DASHES.get(kind),
        stroke_linecap="round" if kind == "former" else None,
        class_=f"map-line-{kind}",
    )


Clusters = Sequence[tuple[Cluster, list[MapPlace]]]


def _clusters(sheet: Sheet, others: Sequence[MapPlace]) -> Clusters:
    """Put partners at one spot together; what stands comes first, then the weightier."""
    ranked = sorted(
        (each for each in others if each.kind in _ORDER),
        key=lambda each: (_ORDER.index(each.kind), -each.weight),
    )
    found = cluster([sheet.of(*each.point) for each in ranked])
    return [(one, [ranked[k] for k in one.members]) for one in found]


Asked = Sequence[tuple[MapPlace, Point, Point]]
"""Places to approach: each with its point and with the middle of its mark, in pixels."""


def _asked(sheet: Sheet, homes: Sequence[MapPlace], others: Sequence[MapPlace]) -> Asked:
    """Say where the marks of places to approach stand: none on another, nor on a home place."""
    places = [each for each in others if each.kind in ("asked", "suggested")]
    points = [sheet.of(*each.point) for each in places]
    own = [spot for each in homes for spot in _room_of(sheet.of(*each.point), each.name)]
    middles = moved_apart(points, own, (sheet.width, sheet.height))
    return list(zip(places, points, middles, strict=True))


def _room_of(at: Point, name: str) -> list[Point]:
    """Give the spots that a home place takes: its mark, and its name to the right of it."""
    n = math.ceil(svg.width_of(name, _NAME_SIZE) / APART)
    return [at, *((at[0] + _HOME_RADIUS + APART * (k + 0.5), at[1]) for k in range(n))]


def _marks(
    sheet: Sheet, homes: Sequence[MapPlace], asked: Asked, clusters: Clusters
) -> list[Markup]:
    """Draw the largest marks first, then places to approach, then what the map is about."""
    found = sorted(clusters, key=lambda one: -one[0].radius)
    return [
        *(mark for one, members in found for mark in _mark(one, members)),
        *(_leader(point, middle) for _, point, middle in asked if middle != point),
        *(_diamond(middle) for _, _, middle in asked),
        *(_dot(sheet, each) for each in homes),
    ]


def _mark(one: Cluster, members: Sequence[MapPlace]) -> list[Markup]:
    kind, (x, y) = members[0].kind, one.at
    circle = svg.element(
        "circle",
        cx=x, cy=y, r=round(one.radius, 1),
        fill=PAPER if kind in ("unlisted", "former") else _COLOURS[kind],
        stroke=_COLOURS[kind] if kind in ("unlisted", "former") else PAPER,
        stroke_width="1",
        class_=f"map-{kind}",
    )  # fmt: skip
    if len(members) < _COUNTED:
        return [circle]
    class_ = "map-n" if kind in ("tie", "stop") else "map-n hollow"
    return [circle, svg.text(x, y + 3, str(len(members)), class_=class_, anchor="middle")]


def _leader(point: Point, middle: Point) -> Markup:
    """Lead from a mark that was moved aside to the point that it stands for."""
    (x1, y1), (x2, y2) = point, middle
    return svg.element(
        "line", x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1),
        stroke=_VERMILION, stroke_width="0.8", class_="map-leader",
    )  # fmt: skip


def _diamond(middle: Point) -> Markup:
    x, y = middle
    size = _ASKED_RADIUS
    corners = f"M{x:.1f} {y - size:.1f}l{size} {size}l-{size} {size}l-{size} -{size}Z"
    return svg.element(
        "path", d=corners, fill=PAPER, stroke=_VERMILION, stroke_width="1.6", class_="map-asked"
    )


def _dot(sheet: Sheet, home: MapPlace) -> Markup:
    x, y = sheet.of(*home.point)
    return svg.element(
        "circle", cx=x, cy=y, r=_HOME_RADIUS, fill=INK, stroke=PAPER, stroke_width="1.5",
        class_="map-home",
    )  # fmt: skip


def _names(
    sheet: Sheet,
    homes: Sequence[MapPlace],
    asked: Asked,
    countries: Sequence[MapPlace],
    found: Clusters,
) -> list[Markup]:
    """Write names, once for wide screens and once, fewer and larger, for narrow ones."""
    return [
        _names_of(sheet, homes, asked, countries, found, size, most, grown)
        for size, most, grown in ((_NAME_SIZE, 14, 1.0), (22.0, 4, 1.5))
    ]


def _names_of(
    sheet: Sheet,
    homes: Sequence[MapPlace],
    asked: Asked,
    countries: Sequence[MapPlace],
    found: Clusters,
    size: float,
    most: int,
    grown: float,
) -> Markup:
    """Write names of one size, beside marks that are so many times larger."""
    shown = [(each, middle, grown * _ASKED_RADIUS) for each, _, middle in asked]
    own = [(each, sheet.of(*each.point), grown * _HOME_RADIUS) for each in homes]
    marks = [(one.at, grown * one.radius) for one, _ in found]
    marks += [(at, radius) for _, at, radius in (*shown, *own)]
    due = [Label(each.name, at, radius, "home halo", is_due=True) for each, at, radius in own]
    due += [
        Label(each.label, at, radius, "strong halo", is_due=True)
        for each, at, radius in shown if each.label
    ]  # fmt: skip
    partners = sorted(found, key=lambda one: (-len(one[1]), -one[1][0].weight))
    named = [
        Label(members[0].name, one.at, grown * one.radius, "halo") for one, members in partners
    ]
    far = [
        Label(each.name, at, 0.0, "country halo")
        for each in countries if sheet.holds(at := sheet.of(*each.point))
    ]  # fmt: skip
    labels = [*due, *named[:most], *far[:most]]
    return names_group(write_labels(labels, marks, (sheet.width, sheet.height), size), size)
