"""Countries as places: their everyday names, and which of them stand beside a city state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from release_build.readers.geonames import CountryEntry
from sistercities.terms.places import Place


def with_everyday_names(
    places: Mapping[str, Place], countries: Iterable[CountryEntry]
) -> dict[str, Place]:
    """Call each country by its everyday name, as in South Korea; its ISO name stays a spelling."""
    known = {f"gn:{country.geonames_id}": country for country in countries}
    return {
        place_id: _named(place, known[place_id])
        if place.level == "country" and place_id in known
        else place
        for place_id, place in places.items()
    }


def _named(place: Place, country: CountryEntry) -> Place:
    names = dict.fromkeys(((country.name, "en"), (place.name, "en"), *place.names))
    return replace(place, name=country.name, names=tuple(names), population=country.population)


def countries_apart(places: Mapping[str, Place]) -> set[str]:
    """Ids of the countries that are not city states: no dual place in them bears their name."""
    states = {(place.country, place.name) for place in places.values() if place.is_dual}
    return {
        place_id
        for place_id, place in places.items()
        if place.level == "country" and (place.country, place.name) not in states
    }
