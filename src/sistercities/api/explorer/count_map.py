"""The map of numbers by country or region, drawn on the server without a style of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sistercities.api.explorer.map import MapLayer

if TYPE_CHECKING:
    from sistercities.report.maps.count_map import Counted

_STYLE = re.compile(r' style="[^"]*"')


@dataclass(frozen=True, slots=True)
class MapCount:
    """A number of ties at a point.

    Attributes
    ----------
    key, name
        Id of what is counted, and what to call it.
    longitude, latitude
        Degrees.
    n
        Ties.
    """

    key: str
    name: str
    longitude: float
    latitude: float
    n: int


def draw_counts(
    counts: Sequence[MapCount],
    home: MapCount | None,
    middle: float,
    *,
    title: str,
    words: str,
    closest: float = 1.0,
) -> str:
    """Draw numbers as circles on the world's land, or on the part of it where they lie.

    Parameters
    ----------
    counts
        What is drawn.
    home
        What the numbers are about; None draws no dot.
    middle
        Meridian in the middle, degrees.
    title, words
        What the map shows, for who does not see it; they are escaped.
    closest
        How many times larger than the world the part around the numbers is drawn at most.

    Returns
    -------
    str
        An SVG element.
    """
    from sistercities.report.maps.count_map import count_map

    drawn = count_map(
        [_counted(one) for one in counts], middle, None if home is None else _counted(home),
        closest=closest, identifier="map", title=title, words=words,
    )  # fmt: skip
    return _STYLE.sub("", str(drawn))


def draw_count_layer(
    counts: Sequence[MapCount], middle: float, *, title: str, words: str, closest: float
) -> MapLayer:
    """Draw the same without the land, to be laid over the land of `draw_land`.

    Parameters
    ----------
    counts, middle, title, words, closest
        As in `draw_counts`.
    """
    from sistercities.report.maps.count_map import count_layer

    layer = count_layer(
        [_counted(one) for one in counts], middle, closest=closest, identifier="map", title=title,
        words=words,
    )  # fmt: skip
    return MapLayer(_STYLE.sub("", str(layer.drawn)), layer.middle, layer.view)


def _counted(one: MapCount) -> Counted:
    from sistercities.report.maps.count_map import Counted

    return Counted(one.name, one.longitude, one.latitude, one.n)


def middle_of(longitude: float) -> float:
    """Meridian that the map of a place at a longitude has in its middle, degrees."""
    from sistercities.report.maps.tie_map import middle_for

    return middle_for(longitude)
