"""The ties of one place on a world map: great circles, partners, places to approach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.export_formats.great_circles import great_circle
from sistercities.report.maps.land import attribution, land_path
from sistercities.report.maps.projection import Point, Sheet

WIDTH = 720.0
_STEP_KM = 150.0
_MIDDLES = ((60.0, 180.0, 150.0),)
"""Homes from one longitude to another take this meridian as their middle."""
_OTHER_MIDDLE = 10.0
_MANY = 40
_LAND, _SEA_LINE, _BLUE, _VERMILION, _GREY, _PAPER, _INK = (
    "#e4e4e0", "#d6d6d6", "#0072b2", "#d55e00", "#767676", "#ffffff", "#1b1b1b",
)  # fmt: skip

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
        tie: a partner; former: a partner whose tie has ended, rests or is not signed; asked: the
        place that the brief is about; suggested: a place to approach.
    label
        A short sign beside it, such as its number; empty draws none.
    """

    name: str
    longitude: float
    latitude: float
    kind: Kind
    label: str = ""


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
    sheet = Sheet(middle_for(home.longitude), WIDTH)
    marks = [_land(sheet)]
    order: tuple[Kind, ...] = ("former", "tie", "asked")
    ranked = [each for kind in order for each in others if each.kind == kind]
    is_many = len(ranked) > _MANY
    marks += [_line(sheet, home, each, is_many=is_many) for each in ranked]
    marks += [_mark(sheet, each) for each in (*ranked, *_of(others, "suggested"))]
    marks += _home(sheet, home)
    return svg.picture(identifier, sheet.width, round(sheet.height, 1), marks, title, words)


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


def _line(sheet: Sheet, home: MapPlace, other: MapPlace, *, is_many: bool) -> Markup:
    start = (sheet.turned(home.longitude), home.latitude)
    end = (sheet.turned(other.longitude), other.latitude)
    parts = great_circle(start, end, _STEP_KM)
    drawn = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (sheet.at(*point) for point in part))
        for part in parts
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
    diamond = svg.element(
        "path", d=corners, fill=_PAPER, stroke=_VERMILION, stroke_width="1.6", class_="map-asked"
    )
    return diamond + _label(sheet, x, y, place.label) if place.label else diamond


def _label(
    sheet: Sheet, x: float, y: float, words: str, class_: str = "small strong halo"
) -> Markup:
    fits = x + 9 + svg.width_of(words) < sheet.width
    return svg.text(
        x + 7 if fits else x - 7, y + 4, words, class_=class_, anchor=None if fits else "end"
    )


def _home(sheet: Sheet, home: MapPlace) -> list[Markup]:
    x, y = _at(sheet, home)
    dot = svg.element(
        "circle", cx=x, cy=y, r=4.5, fill=_INK, stroke=_PAPER, stroke_width="1.5", class_="map-home"
    )
    return [dot, _label(sheet, x + 1, y, home.name, "strong halo")]
