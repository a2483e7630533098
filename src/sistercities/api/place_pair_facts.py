"""Facts on two places: how far, how many hours apart, with a route ever listed or not."""

from __future__ import annotations

import math

from sistercities.api.fact_records import Fact
from sistercities.api.fact_rows import Years, rows_of, unknown
from sistercities.dataset.found_places import FoundPlace
from sistercities.dataset.release.store import Release
from sistercities.terms.city_variables import CITY_VARIABLES

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), as in `dataset.covariates.globe`, which needs numpy."""
_DISTANCE = "great-circle distance of the points of the two places"
_HOURS = "standard time of the partner less that of the place"
_FLIGHT = next(one for one in CITY_VARIABLES if one.table == "city_pairs")


def place_pair_facts(
    release: Release, here: FoundPlace, there: FoundPlace, years: Years
) -> list[Fact]:
    """Facts on two places; of a country or a region only what makes sense of it."""
    if "country" in (here.level, there.level):
        return []
    found = [_distance(release, here.place_id, there.place_id)]
    if all(place.level != "region1" or place.is_dual for place in (here, there)):
        found += _hours(release, here.place_id, there.place_id, years)
        found += _flights(release, here.place_id, there.place_id, years)
    return found


def great_circle_km(
    latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float
) -> float:
    """Distance of two points, given in degrees, along the ground in km, by the haversine."""
    north_a, east_a, north_b, east_b = map(
        math.radians, (latitude_a, longitude_a, latitude_b, longitude_b)
    )
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))


def _distance(release: Release, here: str, there: str) -> Fact:
    sql = "SELECT latitude, longitude FROM places WHERE place_id = ?"
    points = [tuple(release.query(sql, [place])[0].values()) for place in (here, there)]
    is_known = all(degrees is not None for point in points for degrees in point)
    km = round(great_circle_km(*points[0], *points[1]), 1) if is_known else None
    return Fact("places", "distance_km", _DISTANCE, km, None, "km", None, None)


_OF_BOTH = """
    SELECT a.year, a.value AS value_a, b.value AS value_b, a.source_id
    FROM city_covariates a JOIN city_covariates b USING (variable, year, source_id)
    WHERE a.place_id = ? AND b.place_id = ? AND variable = ? ORDER BY year
"""


def _hours(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    rows = rows_of(release.query(_OF_BOTH, [here, there, "utc_offset"]), years, holds_always=True)
    return [
        Fact("places", "time_difference_h", _HOURS, row["value_b"] - row["value_a"], None, "hours",
             row["year"], row["source_id"])
        for row in rows
    ] or [unknown("places", "time_difference_h", _HOURS, "hours")]  # fmt: skip


def _flights(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    """Airlines ever listed between the two; 0 only where both have an airport of their own."""
    sql = "SELECT year, value FROM city_pairs WHERE variable = ? AND place_a = ? AND place_b = ?"
    rows = release.query(sql, [_FLIGHT.name, *sorted((here, there))])
    flown = {row["year"]: row["value"] for row in rows}
    for row in release.query(_OF_BOTH, [here, there, "has_airport"]):
        if row["value_a"] == row["value_b"] == 1:
            flown.setdefault(row["year"], 0.0)
    return [
        Fact("city_pairs", _FLIGHT.name, _FLIGHT.meaning, flown[year], None, _FLIGHT.unit, None,
             _FLIGHT.source_id)
        for year in years.of(flown)
    ] or [unknown("city_pairs", _FLIGHT.name, _FLIGHT.meaning, _FLIGHT.unit)]  # fmt: skip
