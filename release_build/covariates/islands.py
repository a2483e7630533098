"""Which cities lie on an island, and how large it is.

An island is a piece of land smaller than 70,000 km2, so that Tasmania, Sri Lanka, Sicily, Jeju and
Hainan are islands, and Great Britain, Honshu, Java, Cuba and Ireland are not: their cities are
seldom called towns of an island. Bridges make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from release_build.covariates.capitals import MARK_YEAR, MARKS
from release_build.covariates.flights import is_city
from release_build.covariates.land_pieces import LandPieces, pieces_of_points
from release_build.covariates.nearby import has_point
from release_build.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

ISLAND_KM2 = 70_000.0
"""A piece of land smaller than this is an island."""


def island_rows(places: Mapping[str, Place], land: LandPieces) -> Iterator[Row]:
    """Lay out whether each city lies on an island, and the area of that island.

    Parameters
    ----------
    places
        The places of the release.
    land
        The pieces of land of the world.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    degrees = np.array([(place.longitude, place.latitude) for place in cities], dtype=np.float64)
    pieces = pieces_of_points(land, degrees).tolist()
    for place, piece in zip(cities, pieces, strict=True):
        if piece < 0:
            continue
        km2 = float(land.area_km2[piece])
        is_island = km2 < ISLAND_KM2
        yield _row(place, "is_island", float(is_island), "1")
        if is_island:
            yield _row(place, "island_km2", float(f"{km2:.3g}"), "km2")


def _row(place: Place, variable: str, value: float, unit: str) -> Row:
    return value_row(place.place_id, variable, MARK_YEAR, value, unit, MARKS)
