"""The map of a place's ties, drawn on the server without a style of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sistercities.api.explorer.map_points import point_of, points_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceCard
from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    from sistercities.report.maps.tie_map import MapPlace

_STYLE = re.compile(r' style="[^"]*"')


def draw_ties(
    explorer: Explorer,
    card: PlaceCard,
    ties: Sequence[TieLine],
    *,
    name: str,
    title: str,
    words: str,
) -> str | None:
    """Draw the ties of a place as great circles on the world's land.

    Parameters
    ----------
    explorer
        The opened data.
    card, ties
        The place, and its ties with the place as `here`.
    name
        What to call the place.
    title, words
        What the map shows, for who does not see it; they are escaped.

    Returns
    -------
    str or None
        An SVG element; None where the place or all partners have no coordinates.
    """
    from sistercities.report.maps.tie_map import tie_map

    placed = _placed(explorer, card, ties, name)
    if placed is None:
        return None
    drawn = str(tie_map(*placed, identifier="map", title=title, words=words))
    return _STYLE.sub("", drawn)


@dataclass(frozen=True, slots=True)
class MapLayer:
    """The ties of a place without the land under them.

    Attributes
    ----------
    svg
        An SVG element.
    middle
        Meridian in the middle of the land, degrees.
    view
        Left, top, width and height of the part of the land that lies under it.
    """

    svg: str
    middle: float
    view: tuple[float, float, float, float]


def draw_tie_layer(
    explorer: Explorer,
    card: PlaceCard,
    ties: Sequence[TieLine],
    *,
    name: str,
    title: str,
    words: str,
) -> MapLayer | None:
    """Draw the ties of a place, to be laid over the land of `draw_land`; else as `draw_ties`."""
    from sistercities.report.maps.tie_map import tie_layer

    placed = _placed(explorer, card, ties, name)
    if placed is None:
        return None
    layer = tie_layer(*placed, identifier="map", title=title, words=words)
    return MapLayer(_STYLE.sub("", str(layer.drawn)), layer.middle, layer.view)


def draw_land(middle: float) -> str:
    """Draw the land around a meridian, for all maps that have it in their middle."""
    from sistercities.report.maps.tie_map import land_layer

    return str(land_layer(middle))


def _placed(
    explorer: Explorer, card: PlaceCard, ties: Sequence[TieLine], name: str
) -> tuple[MapPlace, list[MapPlace]] | None:
    """Put a place and its partners on the map; None where it or all of them have no point."""
    from sistercities.report.maps.tie_map import MapPlace

    own = point_of(explorer, card) if ties else None
    if own is None:
        return None
    points = points_of(explorer, [tie.there.place_id for tie in ties])
    others = [
        MapPlace(
            tie.there.name, *points[tie.there.place_id],
            "tie" if tie.standing in ALIVE else "former",
        )
        for tie in ties if tie.there.place_id in points
    ]  # fmt: skip
    return (MapPlace(name, *own, "tie"), others) if others else None


def land_source() -> str:
    """Say where the land of the map comes from."""
    from sistercities.report.maps.tie_map import foot

    return foot()
