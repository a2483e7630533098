"""Rows of the table `places`."""

from __future__ import annotations

from typing import Any

from sistercities.terms.places import Place


def place_row(place: Place) -> dict[str, Any]:
    """One row of the table `places`; an empty text is missing.

    A dual place stands at level region1, because it is its own first-level region.
    """
    return {
        "place_id": place.place_id,
        "name": place.name,
        "name_local": place.name_local or None,
        "level": "region1" if place.is_dual else place.level,
        "is_dual": place.is_dual,
        "country": place.country,
        "region_iso": place.region_iso or None,
        "geonames_id": place.geonames_id,
        "wikidata_id": place.wikidata_id or None,
        "gbt2260": place.gbt2260 or None,
        "municipality_code": place.municipality_code or None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "point_source": place.point_source or None,
        "population": place.population,
        "population_year": place.population_year,
        "population_source": place.population_source or None,
        "is_population_doubtful": place.is_population_doubtful,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "successor": place.successor or None,
    }
