"""Distance of cities to the sea and to the next land border of their own country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from release_build.covariates.capitals import MARK_YEAR
from release_build.covariates.coast_and_border import Lines, nearest_km
from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

COASTAL_KM = 50.0
"""A city within this distance of the sea counts as coastal."""

_SOURCE = "places-natural-earth"


def geography_rows(places: Mapping[str, Place], lines: Lines) -> Iterator[Row]:
    """Lay out both distances of every city with a point.

    A country without a land border has no distance to one.

    Parameters
    ----------
    places
        The places of the release.
    lines
        Coast and land borders of the world.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    points = place_vectors(cities)
    to_coast = lines.km_to_coast(points)
    to_border = _km_to_own_border([place.country for place in cities], points, lines)
    for place, coast, border in zip(cities, to_coast, to_border, strict=True):
        for variable, value, unit in (
            ("km_to_coast", round(float(coast), 1), "km"),
            ("is_coastal", float(coast <= COASTAL_KM), "1"),
            ("km_to_land_border", round(float(border), 1), "km"),
        ):
            if not np.isnan(value):
                yield value_row(place.place_id, variable, MARK_YEAR, value, unit, _SOURCE)


def _km_to_own_border(
    countries: Sequence[str], points: NDArray[np.float64], lines: Lines
) -> NDArray[np.float64]:
    """Distance of each point, of shape (points, 3), to a border of its country; NaN without one."""
    found = np.full(len(points), np.nan)
    of = np.array(countries, dtype=object)
    for country, border in lines.borders.items():
        is_here = of == country
        if is_here.any():
            found[is_here] = nearest_km(points[is_here], border)
    return found
