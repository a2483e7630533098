"""Distance of cities to the sea and to the next land border."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sistercities.dataset.covariates.capitals import MARK_YEAR
from sistercities.dataset.covariates.coast_and_border import coast_and_borders, nearest_km
from sistercities.dataset.covariates.flights import is_city
from sistercities.dataset.covariates.nearby import has_point, place_vectors
from sistercities.dataset.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.sources.admin_outlines import Outline
from sistercities.terms.places import Place

COASTAL_KM = 50.0
"""A city within this distance of the sea counts as coastal."""

_SOURCE = "places-natural-earth"


def geography_rows(
    places: Mapping[str, Place],
    outlines: Sequence[Outline],
    one_state: Sequence[Collection[str]],
) -> Iterator[Row]:
    """Lay out both distances of every city with a point.

    Parameters
    ----------
    places
        The places of the release.
    outlines
        One per country.
    one_state
        Groups of codes of one state, between which no national border runs.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    points = place_vectors(cities)
    lines = coast_and_borders(outlines, one_state)
    to_coast = nearest_km(points, lines.coast)
    to_border = nearest_km(points, lines.border)
    for place, coast, border in zip(cities, to_coast, to_border, strict=True):
        for variable, value, unit in (
            ("km_to_coast", round(float(coast), 1), "km"),
            ("is_coastal", float(coast <= COASTAL_KM), "1"),
            ("km_to_land_border", round(float(border), 1), "km"),
        ):
            yield value_row(place.place_id, variable, MARK_YEAR, value, unit, _SOURCE)
