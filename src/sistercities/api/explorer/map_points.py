"""Where places, regions and countries lie on a map.

A region without a point of its own is put at the mean point of its places, on the sphere; a
country at that of its places with ties, so that its symbol lies where its ties begin and not in an
empty middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from weakref import WeakKeyDictionary

from sistercities.api.card_records import PlaceCard
from sistercities.api.explorer.store import Explorer

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

_POINTS = "SELECT place_id, longitude, latitude FROM places WHERE place_id IN ({marks})"
_PEOPLE = "SELECT place_id, population FROM places WHERE place_id IN ({marks})"
_COUNTRIES = """
    SELECT p.country AS key, p.longitude, p.latitude FROM places p
    JOIN tie_counts k ON k.place_id = p.place_id
    WHERE p.latitude IS NOT NULL AND p.longitude IS NOT NULL
"""
_REGIONS = """
    SELECT a.region_id AS key, p.longitude, p.latitude FROM around a
    JOIN places p ON p.place_id = a.place_id
    WHERE a.region_id IN ({marks}) AND a.last = 9999
        AND p.latitude IS NOT NULL AND p.longitude IS NOT NULL
"""

_kept: WeakKeyDictionary[Explorer, dict[str, Point]] = WeakKeyDictionary()


def points_of(explorer: Explorer, place_ids: Sequence[str]) -> dict[str, Point]:
    """Points of places and regions by id; those of which no point is known are left out."""
    if not place_ids:
        return {}
    rows = explorer.index.query(_POINTS.format(marks=_marks(place_ids)), place_ids)
    found = {
        row["place_id"]: (row["longitude"], row["latitude"])
        for row in rows if row["longitude"] is not None and row["latitude"] is not None
    }  # fmt: skip
    return found | _means(explorer, [one for one in place_ids if one not in found])


def populations_of(explorer: Explorer, place_ids: Sequence[str]) -> dict[str, int]:
    """Give the populations of places by id; those of which none is known are left out."""
    rows = explorer.index.query(_PEOPLE.format(marks=_marks(place_ids)), place_ids)
    return {row["place_id"]: row["population"] for row in rows if row["population"]}


def point_of(explorer: Explorer, card: PlaceCard) -> Point | None:
    """Point of a place or a region; None where none is known."""
    if card.longitude is not None and card.latitude is not None:
        return card.longitude, card.latitude
    return _means(explorer, [card.place_id]).get(card.place_id)


def country_points(explorer: Explorer) -> dict[str, Point]:
    """Points of the countries with ties, by ISO 3166-1 alpha-2 code."""
    return explorer.once("country points", lambda: _middles(explorer.index.tuples(_COUNTRIES)))


def _means(explorer: Explorer, region_ids: Sequence[str]) -> dict[str, Point]:
    if not region_ids:
        return {}
    return _middles(explorer.index.tuples(_REGIONS.format(marks=_marks(region_ids)), region_ids))


def _middles(points: Iterable[tuple[str, float, float]]) -> dict[str, Point]:
    """Mean point of the points of each key, on the sphere."""
    sums: dict[str, list[float]] = {}
    for key, longitude, latitude in points:
        x, y = radians(longitude), radians(latitude)
        added = sums.setdefault(key, [0.0, 0.0, 0.0])
        added[0] += cos(y) * cos(x)
        added[1] += cos(y) * sin(x)
        added[2] += sin(y)
    return {
        key: (degrees(atan2(north, east)), degrees(atan2(up, hypot(east, north))))
        for key, (east, north, up) in sums.items()
    }


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
