"""The ties of one place on a world map: great circles, partners, places to approach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.export_formats.great_circles import great_circle
from sistercities.report.maps.land import attribution, land_path
from sistercities.report.maps.projection import MOST_ZOOM, Point, Sheet

WIDTH = 720.0
_STEP_KM = 150.0
_MIDDLES = ((60.0, 180.0, 150.0),)
"""Homes from one longitude to another take this meridian as their middle."""
_OTHER_MIDDLE = 10.0
_MANY = 40
_LABEL_TYPE = 11.0
_LAND, _SEA_LINE, _BLUE, _VERMILION, _GREY, _PAPER, _INK = (
    "#e4e4e0", "#d6d6d6", "#0072b2", "#d55e00", "#767676", "#ffffff", "#1b1b1b",
)  # fmt: skip

Box = tuple[float, float, float, float]
Kind = Literal["tie", "former", "asked", "suggested"]


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
        tie: a partner; former: a partner whose tie is not taken to be alive; asked: the
        place that the brief is about; suggested: a place to approach.
    label
        A short sign beside it, such as its number; empty draws none.
    """

    name: str
    longitude: float
    latitude: float
    kind: Kind
    label: str = ""


@dataclass(frozen=True, slots=True)
class TieLayer:
    """Ties, or numbers, on a sheet without land.

    Attributes
    ----------
    drawn
        SVG with its colours in it.
    middle
        Meridian in the middle of the sheet, degrees.
    view
        Left, top, width and height of the part of `land_layer` that lies under it.
    """

    drawn: Markup
    middle: float
    view: tuple[float, float, float, float]


def middle_for(longitude: float) -> float:
    """Choose the meridian in the middle, so that the lines of a place rarely leave the sheet.

    Places from Central Asia to the Pacific have the Pacific in the middle, as maps there do, all
    others the Atlantic side.
    """
    found = (middle for west, east, middle in _MIDDLES if west <= longitude <= east)
    return next(found, _OTHER_MIDDLE)


def tie_map(
    home: MapPlace, others: Sequence[MapPlace], *, identifier: str, title: str, words: str
) -> Markup:
    """Draw a place and what it is tied to.

    Parameters
    ----------
    home
        The place; its kind says nothing.
    others
        Partners and places to approach.
    identifier
        Unique in the page.
    title, words
        What the map shows, for who does not see it.

    Returns
    -------
    Markup
        SVG with its colours in it.
    """
    sheet = _sheet(home, others)
    marks = [_land(sheet), *_drawn(sheet, home, others)]
    return svg.picture(identifier, sheet.width, round(sheet.height, 1), marks, title, words)


def tie_layer(
    home: MapPlace, others: Sequence[MapPlace], *, identifier: str, title: str, words: str
) -> TieLayer:
    """Draw the same without the land, to be laid over a picture of the land that many maps share.

    Parameters
    ----------
    home, others, identifier, title, words
        As in `tie_map`.
    """
    sheet = _sheet(home, others)
    return over_land(sheet, _drawn(sheet, home, others), identifier, title, words)


def over_land(
    sheet: Sheet, marks: Sequence[Markup], identifier: str, title: str, words: str
) -> TieLayer:
    """Make a picture of marks on a sheet, and say which part of the land lies under it.

    Parameters
    ----------
    sheet
        Where the marks lie.
    marks
        What is drawn.
    identifier, title, words
        As in `tie_map`.
    """
    drawn = svg.picture(identifier, sheet.width, round(sheet.height, 1), marks, title, words)
    corner = (sheet.left / sheet.zoom, sheet.top / sheet.zoom)
    size = (sheet.width / sheet.zoom, sheet.height / sheet.zoom)
    left, top, width, height = (round(MOST_ZOOM * each, 1) for each in (*corner, *size))
    return TieLayer(drawn, sheet.middle, (left, top, width, height))


def land_layer(middle: float) -> Markup:
    """Draw the land of the whole sheet around a meridian, at the scale of the closest map.

    Parameters
    ----------
    middle
        Meridian in the middle, as `TieLayer` names it.
    """
    sheet = replace(Sheet(middle, WIDTH), zoom=MOST_ZOOM)
    width, height = MOST_ZOOM * sheet.width, MOST_ZOOM * sheet.height
    path = land_path(sheet, part=(width, height))
    land = svg.element("path", d=path, fill=_LAND, fill_rule="evenodd")
    return svg.element("svg", land, viewBox=f"0 0 {width:.1f} {height:.1f}")


def _sheet(home: MapPlace, others: Sequence[MapPlace]) -> Sheet:
    """Choose the part of the world that holds the places and the lines between them."""
    world = Sheet(middle_for(home.longitude), WIDTH)
    lines = [
        part for each in others if each.kind != "suggested" for part in _way(world, home, each)
    ]
    return world.closer(
        [_at(world, each) for each in (home, *others)]
        + [world.at(*point) for part in lines for point in part]
    )


def _drawn(sheet: Sheet, home: MapPlace, others: Sequence[MapPlace]) -> list[Markup]:
    """Draw lines, then marks, then names."""
    order: tuple[Kind, ...] = ("former", "tie", "asked")
    ranked = [each for kind in order for each in others if each.kind == kind]
    is_many = len(ranked) > _MANY
    marks = [_line(sheet, home, each, is_many=is_many) for each in ranked]
    marks += [_mark(sheet, each) for each in (*ranked, *_of(others, "suggested"))]
    return [*marks, _dot(sheet, home), *_labels(sheet, home, others)]


def foot() -> str:
    """Say where the land of the map comes from."""
    return attribution()


def _of(places: Sequence[MapPlace], kind: Kind) -> list[MapPlace]:
    return [each for each in places if each.kind == kind]


def _at(sheet: Sheet, place: MapPlace) -> Point:
    return sheet.at(sheet.turned(place.longitude), place.latitude)


def _land(sheet: Sheet) -> Markup:
    return svg.element(
        "path", d=land_path(sheet), fill=_LAND, fill_rule="evenodd", class_="map-land"
    )


def _way(sheet: Sheet, home: MapPlace, other: MapPlace) -> list[list[Point]]:
    """Lay the great circle of a tie, in degrees from the middle of the sheet."""
    start = (sheet.turned(home.longitude), home.latitude)
    end = (sheet.turned(other.longitude), other.latitude)
    return great_circle(start, end, _STEP_KM)


def _line(sheet: Sheet, home: MapPlace, other: MapPlace, *, is_many: bool) -> Markup:
    drawn = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (sheet.at(*point) for point in part))
        for part in _way(sheet, home, other)
    )
    is_tie, is_asked = other.kind == "tie", other.kind == "asked"
    return svg.element(
        "path",
        d=drawn or "M0 0",
        fill="none",
        stroke=_BLUE if is_tie else _VERMILION if is_asked else _GREY,
        stroke_width="1.6" if is_asked else "0.7" if is_many else "1",
        stroke_opacity=None if is_asked else "0.55",
        stroke_dasharray=None if is_tie else "5 3" if is_asked else "2 2.5",
        class_=f"map-line-{other.kind}",
    )


def _mark(sheet: Sheet, place: MapPlace) -> Markup:
    x, y = _at(sheet, place)
    if place.kind in ("tie", "former"):
        colour = _BLUE if place.kind == "tie" else _GREY
        return svg.element("circle", cx=x, cy=y, r=2.2, fill=colour, class_=f"map-{place.kind}")
    size = 4.5
    corners = f"M{x:.1f} {y - size:.1f}l{size} {size}l-{size} {size}l-{size} -{size}Z"
    return svg.element(
        "path", d=corners, fill=_PAPER, stroke=_VERMILION, stroke_width="1.6", class_="map-asked"
    )


def _dot(sheet: Sheet, home: MapPlace) -> Markup:
    x, y = _at(sheet, home)
    return svg.element(
        "circle", cx=x, cy=y, r=4.5, fill=_INK, stroke=_PAPER, stroke_width="1.5", class_="map-home"
    )


def _labels(sheet: Sheet, home: MapPlace, others: Sequence[MapPlace]) -> list[Markup]:
    """Write the names beside their marks, each on the side where least is in its way."""
    points = [_at(sheet, each) for each in (home, *others)]
    taken: list[Box] = []
    drawn = []
    for place in (home, *others):
        words = home.name if place is home else place.label
        if not words:
            continue
        at = _at(sheet, place)
        boxes = _beside(at, svg.width_of(words, _LABEL_TYPE))
        best = min(boxes, key=lambda box: _in_way(box, sheet, points, taken))
        taken.append(best)
        left, _, _, bottom = best
        drawn.append(svg.text(left, bottom - 3, words, class_="small strong halo"))
    return drawn


def _beside(at: Point, width: float) -> list[Box]:
    """Boxes to the right, left, above and below a point, as left, top, right, bottom."""
    x, y = at
    starts = (
        (x + 8, y - 7),
        (x - 8 - width, y - 7),
        (x - width / 2, y - 21),
        (x - width / 2, y + 7),
    )
    return [(left, top, left + width, top + 14) for left, top in starts]


def _in_way(box: Box, sheet: Sheet, points: Sequence[Point], taken: Sequence[Box]) -> int:
    """Count what a label would cover; leaving the sheet is worst, another label next."""
    left, top, right, bottom = box
    is_outside = left < 0 or right > sheet.width or top < 0 or bottom > sheet.height
    over = sum(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in taken
    )
    covered = sum(left - 4 < x < right + 4 and top - 2 < y < bottom + 2 for x, y in points)
    return 1000 * is_outside + 10 * over + covered
