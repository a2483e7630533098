"""Names of first-level regions in other languages: Bayern is Baviera, バイエルン州, Бавария.

A code is believed only where the source means the region that we mean: ISO has given codes of Iran,
Morocco and Kenya to other regions since, and lists of names are slow to follow. Where the English
name is none of ours for that region, no name of it is taken. A single name stays out if another
place of the country bears it, as the city of Fukuoka does in Russian: who writes it meant that one
until now. So does one whose stem is known elsewhere in the country and not in this region, which is
a slip of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from release_build.gazetteer.drafts import all_keys
from sistercities.dataset.regions import is_region
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

Names = Mapping[str, Mapping[str, str]]
Where = Mapping[tuple[str, str], Mapping[str, str]]


def with_region_names(places: Mapping[str, Place], names: Names) -> dict[str, Place]:
    """Add to each first-level region its names in other languages.

    Parameters
    ----------
    places
        All places, whose names are what a new one is held against.
    names
        Names by ISO 3166-2 code and language; English ("en") says which region is meant.
    """
    where = _where(places.values())
    return {
        place_id: _named(place, names.get(place.region_iso, {}), where)
        for place_id, place in places.items()
    }


def _where(places: Iterable[Place]) -> Where:
    """Who bears a name, and in which region: by country and key."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for place in places:
        if place.region_iso:
            for key in all_keys(name for name, _ in place.names):
                found[place.country, key][place.place_id] = place.region_iso
    return found


def _named(place: Place, said: Mapping[str, str], where: Where) -> Place:
    if place.valid_to or not is_region(place) or not _is_meant(place, said.get("en", "")):
        return place
    held = {name_key(name) for name, _ in place.names}
    languages: dict[str, list[str]] = defaultdict(list)
    for language, name in said.items():
        if name_key(name) not in held and _is_free(place, name, where):
            languages[name].append(language)
    # One spelling of several languages is of none in particular.
    added = [(name, of[0] if len(of) == 1 else "und") for name, of in languages.items()]
    return replace(place, names=tuple(sorted((*place.names, *added)))) if added else place


def _is_meant(place: Place, english: str) -> bool:
    """Whether the English name is one of ours for this region."""
    return bool(all_keys((english,)) & all_keys(name for name, _ in place.names))


def _is_free(place: Place, name: str, where: Where) -> bool:
    """Whether no other place is called so, and its stem is known here if anywhere."""
    if where.get((place.country, name_key(name)), {}).keys() - {place.place_id}:
        return False
    known = [where.get((place.country, key), {}) for key in all_keys((name,))]
    regions = {region for bearers in known for region in bearers.values()}
    return not regions or place.region_iso in regions
