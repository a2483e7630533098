"""The map of numbers by country, drawn on the server without a style of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
    counts: Sequence[MapCount], home: MapCount | None, middle: float, *, title: str, words: str
) -> str:
    """Draw numbers as circles on the world's land.

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

    Returns
    -------
    str
        An SVG element.
    """
    from sistercities.report.maps.count_map import Counted, count_map

    def counted(one: MapCount) -> Counted:
        return Counted(one.name, one.longitude, one.latitude, one.n)

    drawn = count_map(
        [counted(one) for one in counts], middle, None if home is None else counted(home),
        identifier="map", title=title, words=words,
    )  # fmt: skip
    return _STYLE.sub("", str(drawn))


def middle_of(longitude: float) -> float:
    """Meridian that the map of a place at a longitude has in its middle, degrees."""
    from sistercities.report.maps.tie_map import middle_for

    return middle_for(longitude)
