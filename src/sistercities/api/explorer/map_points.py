"""Where places, regions and countries lie on a map.

A region without a point of its own is put at the mean point of its places, on the sphere; a
country at that of its places with ties, so that its symbol lies where its ties begin and not in an
empty middle.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceCard

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

_POINTS = "SELECT place_id, longitude, latitude FROM places WHERE place_id IN ({marks})"
_MEAN = """
    degrees(atan2(avg(cos(radians(latitude)) * sin(radians(longitude))),
        avg(cos(radians(latitude)) * cos(radians(longitude))))) AS longitude,
    degrees(atan2(avg(sin(radians(latitude))),
        sqrt(avg(cos(radians(latitude)) * sin(radians(longitude))) ** 2
            + avg(cos(radians(latitude)) * cos(radians(longitude))) ** 2))) AS latitude
"""
_COUNTRIES = f"""
    SELECT p.country AS key, {_MEAN} FROM places p JOIN tie_counts USING (place_id)
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY p.country
"""
_REGIONS = f"""
    SELECT a.region_id AS key, {_MEAN} FROM around a JOIN places p USING (place_id)
    WHERE a.region_id IN ({{marks}}) AND a.last = 9999
        AND latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY a.region_id
"""


def points_of(explorer: Explorer, place_ids: Sequence[str]) -> dict[str, Point]:
    """Points of places and regions by id; those of which no point is known are left out."""
    if not place_ids:
        return {}
    rows = explorer.by_place.query(_POINTS.format(marks=_marks(place_ids)), place_ids)
    found = {
        row["place_id"]: (row["longitude"], row["latitude"])
        for row in rows if row["longitude"] is not None and row["latitude"] is not None
    }  # fmt: skip
    return found | _means(explorer, [one for one in place_ids if one not in found])


def point_of(explorer: Explorer, card: PlaceCard) -> Point | None:
    """Point of a place or a region; None where none is known."""
    if card.longitude is not None and card.latitude is not None:
        return card.longitude, card.latitude
    return _means(explorer, [card.place_id]).get(card.place_id)


def country_points(explorer: Explorer) -> dict[str, Point]:
    """Points of the countries with ties, by ISO 3166-1 alpha-2 code."""
    rows = explorer.query(_COUNTRIES)
    return {row["key"]: (row["longitude"], row["latitude"]) for row in rows}


def _means(explorer: Explorer, region_ids: Sequence[str]) -> dict[str, Point]:
    if not region_ids:
        return {}
    rows = explorer.query(_REGIONS.format(marks=_marks(region_ids)), region_ids)
    return {row["key"]: (row["longitude"], row["latitude"]) for row in rows}


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
