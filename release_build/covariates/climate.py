"""The climate zone of each city, after Koeppen and Geiger."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point
from release_build.covariates.value_rows import value_row
from release_build.readers.world_grid import OCEAN, ClimateMap
from release_build.readers.world_grid import ZONES_SOURCE_ID as SOURCE_ID
from sistercities.dataset.globe import EARTH_RADIUS_KM, ground_km, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

YEAR = 2010
"""Last year of the weather that the map was drawn from."""

NEAR_KM = 15.0
"""As far as land is looked for where the map has water at a city: the middle of a cell beside."""


def climate_rows(places: Mapping[str, Place], climate: ClimateMap) -> Iterator[Row]:
    """Lay out the zone of every city with a point on land, or with land nearby.

    Parameters
    ----------
    places
        The places of the release.
    climate
        The zones of the world.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    longitude = np.array([place.longitude for place in cities], dtype=np.float64)
    latitude = np.array([place.latitude for place in cities], dtype=np.float64)
    numbers = climate.grid.at(longitude, latitude).tolist()
    for place, number, east, north in zip(cities, numbers, longitude, latitude, strict=True):
        zone = climate.names[number]
        if zone == OCEAN:
            zone = _nearest_land(climate, float(east), float(north))
        if zone:
            yield value_row(place.place_id, "climate_zone", YEAR, None, "1", SOURCE_ID, word=zone)


def _nearest_land(climate: ClimateMap, longitude: float, latitude: float) -> str:
    """Return the zone of the nearest cell of land, "" where there is none nearby."""
    grid, reach = climate.grid, math.degrees(NEAR_KM / EARTH_RADIUS_KM)
    rows, columns = grid.cells.shape
    wide = min(reach / max(math.cos(math.radians(latitude)), 0.01), 10.0)
    row = np.arange(
        max(0, math.floor((90 - latitude - reach) * grid.per_degree)),
        min(rows, math.ceil((90 - latitude + reach) * grid.per_degree) + 1),
    )
    column = np.arange(
        math.floor((longitude + 180 - wide) * grid.per_degree),
        math.ceil((longitude + 180 + wide) * grid.per_degree) + 1,
    )
    across, down = np.meshgrid(column % columns, row)
    words = np.array([climate.names[n] for n in grid.cells[down, across].ravel().tolist()])
    points = unit_vectors(*grid.centres(down.ravel(), across.ravel()))
    here = unit_vectors(np.array([longitude]), np.array([latitude]))
    km = ground_km(np.linalg.norm(points - here, axis=1))
    km[words == OCEAN] = np.inf
    nearest = int(np.argmin(km))
    return str(words[nearest]) if km[nearest] <= NEAR_KM else ""
