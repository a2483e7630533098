"""The map of a place's ties, drawn on the server without a style of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sistercities.api.card_records import PlaceCard
from sistercities.api.explorer.map_points import country_points, point_of, points_of, populations_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef
from sistercities.report.maps.caption import Caption as Caption
from sistercities.report.said_html import in_english
from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    from sistercities.report.maps.projection import Sheet
    from sistercities.report.maps.tie_map import LaidMap, MapPlace

_STYLE = re.compile(r' style="[^"]*"')
LineKind = Literal["tie", "unlisted", "former"]


@dataclass(frozen=True, slots=True)
class MapNames:
    """What a map calls places and countries, by their record and by code."""

    place: Callable[[PlaceRef], str]
    country: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map, and which part of the world it shows, so that a script draws the same.

    Attributes
    ----------
    svg
        An SVG element.
    middle
        Meridian in the middle of the world, degrees.
    view
        How many times larger than the world it is drawn, and left and top of what is shown of the
        world so enlarged, in pixels of a sheet of 720 by 360.
    """

    svg: str
    middle: float
    view: tuple[float, float, float]


def drawn_map(laid: LaidMap) -> DrawnMap:
    """Give a map as pages take it: without a style of its own, which no page may have."""
    sheet: Sheet = laid.sheet
    return DrawnMap(
        _STYLE.sub("", in_english(laid.drawn)), sheet.middle, (sheet.zoom, sheet.left, sheet.top)
    )


def line_kind(standing: str) -> LineKind:
    """Say how a map draws a tie by its standing: as one that stands, is not listed, or is over."""
    if standing in ALIVE:
        return "tie"
    return "unlisted" if standing == "no_longer_listed" else "former"


def draw_ties(
    explorer: Explorer,
    card: PlaceCard,
    ties: Sequence[TieLine],
    names: MapNames,
    caption: Caption,
    *,
    name: str,
) -> DrawnMap | None:
    """Draw the ties of a place as great circles on the part of the world where they lie.

    Parameters
    ----------
    explorer
        The opened data.
    card, ties
        The place, and its ties with the place as `here`.
    names
        What to call partners and countries.
    caption
        What the map says of itself; the picture of the land is that of `draw_land`.
    name
        What to call the place.

    Returns
    -------
    DrawnMap or None
        None where the place or all partners have no coordinates.
    """
    from sistercities.report.maps.tie_map import MapPlace, tie_map

    own = point_of(explorer, card) if ties else None
    if own is None:
        return None
    others = _partners(explorer, ties, names)
    if not others:
        return None
    counts = Counter(tie.there.country for tie in ties)
    laid = tie_map(
        MapPlace(name, *own, "tie"), others, caption,
        countries=_countries(explorer, [code for code, _ in counts.most_common()], names),
    )  # fmt: skip
    return drawn_map(laid)


def _partners(explorer: Explorer, ties: Sequence[TieLine], names: MapNames) -> list[MapPlace]:
    from sistercities.report.maps.tie_map import MapPlace

    ids = [tie.there.place_id for tie in ties]
    points, people = points_of(explorer, ids), populations_of(explorer, ids)
    return [
        MapPlace(
            names.place(tie.there), *points[tie.there.place_id], line_kind(tie.standing),
            weight=people.get(tie.there.place_id, 0),
        )
        for tie in ties if tie.there.place_id in points
    ]  # fmt: skip


def _countries(explorer: Explorer, codes: Sequence[str], names: MapNames) -> list[MapPlace]:
    from sistercities.report.maps.tie_map import MapPlace

    points = country_points(explorer)
    return [MapPlace(names.country(code), *points[code], "tie") for code in codes if code in points]


@dataclass(frozen=True, slots=True)
class MapStop:
    """A place of a chain, or one that is suggested, with its point in degrees.

    Attributes
    ----------
    place_id, name
        Id, and what to call it.
    longitude, latitude
        Degrees.
    country
        ISO 3166-1 alpha-2.
    """

    place_id: str
    name: str
    longitude: float
    latitude: float
    country: str


def stops_of(explorer: Explorer, places: Sequence[PlaceRef], names: MapNames) -> list[MapStop]:
    """Give the places that have a point, each once, for `draw_chains` and `draw_suggestions`.

    Parameters
    ----------
    explorer, names
        As in `draw_ties`.
    places
        In their order.
    """
    points = points_of(explorer, [one.place_id for one in places])
    first = {one.place_id: one for one in reversed(places)}
    return [
        MapStop(key, names.place(first[key]), *points[key], first[key].country)
        for key in dict.fromkeys(one.place_id for one in places)
        if key in points
    ]


def draw_chains(
    ends: Sequence[MapStop],
    stops: Sequence[MapStop],
    links: Sequence[tuple[str, str, str]],
    caption: Caption,
) -> DrawnMap:
    """Draw chains of ties between two places.

    Parameters
    ----------
    ends
        The two places.
    stops
        The places between them.
    links
        Ids of two places, and the standing of the tie between them.
    caption
        What the map says of itself.
    """
    from sistercities.report.maps.tie_map import Kind, MapPlace, Route, lay_routes

    at = {one.place_id: (one.longitude, one.latitude) for one in (*ends, *stops)}
    routes = [
        Route(at[one], at[other], line_kind(standing))
        for one, other, standing in dict.fromkeys(links) if one in at and other in at
    ]  # fmt: skip

    def place(one: MapStop, kind: Kind) -> MapPlace:
        return MapPlace(one.name, one.longitude, one.latitude, kind)

    return drawn_map(lay_routes(
        [place(one, "tie") for one in ends], [place(one, "stop") for one in stops], routes,
        caption,
    ))  # fmt: skip


def draw_suggestions(
    home: MapStop,
    suggested: Sequence[MapStop],
    caption: Caption,
) -> DrawnMap:
    """Draw the places that are suggested to a place, each with its sign.

    Parameters
    ----------
    home
        The place.
    suggested
        In the order of the page.
    caption
        What the map says of itself.
    """
    from sistercities.report.maps.tie_map import MapPlace, tie_map

    others = [
        MapPlace(one.name, one.longitude, one.latitude, "suggested", one.name) for one in suggested
    ]
    own = MapPlace(home.name, home.longitude, home.latitude, "tie")
    return drawn_map(tie_map(own, others, caption))


def draw_land(middle: float) -> str:
    """Draw the land around a meridian, for all maps that have it in their middle."""
    from sistercities.report.maps.ground import land_picture

    return str(land_picture(middle))


def map_middles() -> tuple[float, ...]:
    """Give the meridians that maps are drawn around, degrees."""
    from sistercities.report.maps.arcs import middles

    return middles()


def middle_of(longitude: float) -> float:
    """Give the meridian nearest to a longitude that maps are drawn around, degrees."""
    from sistercities.report.maps.arcs import nearest_middle

    return nearest_middle(longitude)


def land_source() -> str:
    """Say where the land of the map comes from."""
    from sistercities.report.maps.tie_map import foot

    return foot()
