"""Countries as places: what a code means, and what contains the first-level regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sistercities.sources.geonames import CountryEntry
from sistercities.terms.places import Place


def with_countries(
    places: Mapping[str, Place], countries: Iterable[CountryEntry]
) -> dict[str, Place]:
    """Add the countries that have a place among the places, by id.

    A city state stays the one place that it is: where the id of a country is already that of a
    place, nothing is added.
    """
    codes = {place.country for place in places.values()}
    added = {
        place.place_id: place
        for place in map(_place, countries)
        if place.country in codes and place.place_id not in places
    }
    return {**places, **added}


def _place(country: CountryEntry) -> Place:
    return Place(
        place_id=f"gn:{country.geonames_id}",
        name=country.name,
        name_local="",
        level="country",
        country=country.code,
        region_iso="",
        geonames_id=country.geonames_id,
        population=country.population,
        names=((country.name, "en"),),
    )
