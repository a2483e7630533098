"""The map of numbers by country or region, drawn on the server without a style of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sistercities.api.explorer.map import DrawnMap, drawn_map
from sistercities.report.maps.caption import Caption

if TYPE_CHECKING:
    from sistercities.report.maps.count_map import Counted


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
    caption: Caption,
    *,
    closest: float = 1.0,
) -> DrawnMap:
    """Draw numbers as circles on the world's land, or on the part of it where they lie.

    Parameters
    ----------
    counts
        What is drawn.
    home
        What the numbers are about; None draws no dot.
    middle
        Meridian in the middle, degrees.
    caption
        What the map says of itself.
    closest
        How many times larger than the world the part around the numbers is drawn at most.
    """
    from sistercities.report.maps.count_map import count_map

    return drawn_map(count_map(
        [_counted(one) for one in counts], middle, caption,
        None if home is None else _counted(home), closest=closest,
    ))  # fmt: skip


def _counted(one: MapCount) -> Counted:
    from sistercities.report.maps.count_map import Counted

    return Counted(one.name, one.longitude, one.latitude, one.n)
