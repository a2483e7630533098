"""Where places, regions and countries lie on a map.

A region or a country is put at the mean point of its places with ties, on the sphere, so that its
symbol lies where its ties begin and not in an empty middle.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.store import Explorer

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
_REGION = f"""
    SELECT {_MEAN} FROM around a JOIN places p USING (place_id)
    JOIN tie_counts USING (place_id)
    WHERE a.region_id = ? AND a.last = 9999 AND latitude IS NOT NULL AND longitude IS NOT NULL
"""


def points_of(explorer: Explorer, place_ids: Sequence[str]) -> dict[str, Point]:
    """Points of places by id; those without coordinates are left out."""
    if not place_ids:
        return {}
    rows = explorer.query(_POINTS.format(marks=", ".join("?" * len(place_ids))), place_ids)
    return {
        row["place_id"]: (row["longitude"], row["latitude"])
        for row in rows if row["longitude"] is not None and row["latitude"] is not None
    }  # fmt: skip


def country_points(explorer: Explorer) -> dict[str, Point]:
    """Points of the countries with ties, by ISO 3166-1 alpha-2 code."""
    rows = explorer.query(_COUNTRIES)
    return {row["key"]: (row["longitude"], row["latitude"]) for row in rows}


def region_point(explorer: Explorer, region_id: str) -> Point | None:
    """Point of a region of today; None where no place in it has both a tie and coordinates."""
    (row,) = explorer.query(_REGION, [region_id])
    return None if row["longitude"] is None else (row["longitude"], row["latitude"])
