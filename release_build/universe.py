"""Which places the release holds.

Every place with a tie, all countries, all first-level regions, all cities over 15,000 and parts of
cities over 15,000, the prefecture-level units of China, the former Landkreise, the municipalities
that were merged into another, and whatever contains or succeeds one of these.

Countries as places: their everyday names, and which of them stand beside a city state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from release_build.hierarchy import ALL_CHILDREN, FormerParent
from release_build.readers.geonames import CountryEntry
from sistercities.dataset.regions import is_region
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL

MIN_POPULATION = 15_000
FORMER_KREIS = "x:de-former-kreis-"
"""Beginning of the ids of Landkreise that are no more: registers name them for years."""
_CITIES = ("city", "district")


def universe(
    gazetteer: Mapping[str, Place],
    resolved: Iterable[ResolvedClaim],
    former: Iterable[FormerParent] = (),
) -> dict[str, Place]:
    """Choose the places of the release, by id in order.

    Parameters
    ----------
    gazetteer
        Every place known to the build.
    resolved
        Claims; each place that a name was resolved to is held, also where no tie came of it.
    former
        Former containers; those of a place that is held are held.
    """
    wanted = {place_id for place_id, place in gazetteer.items() if _is_always_held(place)}
    wanted |= countries_apart(gazetteer)
    wanted |= {end.place_id for one in resolved for end in (one.a, one.b) if end.place_id}
    held = _closed(wanted, gazetteer)
    held |= {
        ruling.parent_then
        for ruling in former
        if ruling.place_id == ALL_CHILDREN or ruling.place_id in held
    }
    return {place_id: gazetteer[place_id] for place_id in sorted(_closed(held, gazetteer))}


def _closed(wanted: set[str], gazetteer: Mapping[str, Place]) -> set[str]:
    """Add whatever contains or succeeds a wanted place, and so on."""
    closed, waiting = set(wanted), sorted(wanted)
    while waiting:
        place = gazetteer[waiting.pop()]
        linked = {*place.parent_ids, place.successor} - closed - {""}
        closed |= linked
        waiting.extend(sorted(linked))
    return closed


def _is_always_held(place: Place) -> bool:
    is_large_city = place.level in _CITIES and (place.population or 0) > MIN_POPULATION
    is_prefecture = place.country == "CN" and place.gbt2260 != ""
    is_former_kreis = place.place_id.startswith(FORMER_KREIS)
    # Registers name merged towns for years, and are to hear who signs for them now.
    is_merged = place.level in MUNICIPAL and place.valid_to is not None and place.successor != ""
    return is_region(place) or is_large_city or is_prefecture or is_former_kreis or is_merged


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
