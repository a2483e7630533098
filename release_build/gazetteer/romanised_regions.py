"""English names of regions whose own names are written in another script than the Latin.

GeoNames romanises them with marks that nobody writes (Āz̄ārbāyjān-e Shārqī, Al Başrah), and some not
(Karachi beside Rājasthān). CLDR has their English names. Its codes are of an older edition of ISO
3166-2 in some countries (Iran), so a region is meant by its spellings: of all English names of the
country's regions, the one that is a spelling of this region, and of no other. A town that bears the
English name is no hindrance where it bears the present name too: nothing is told apart by marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from release_build.gazetteer.drafts import all_keys
from sistercities.dataset.regions import is_region
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

ROMANISED = frozenset({
    "AE", "AF", "AM", "BH", "BT", "CY", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ", "IR", "JO",
    "KH", "KP", "KW", "LA", "LB", "LY", "MN", "OM", "PS", "QA", "SA", "SO", "SY", "TJ", "UZ", "YE",
})  # fmt: skip
"""Where names are romanised, and the list of CLDR is of today's regions. Uzbek and Somali are in
Latin letters, and their regions are known by other names (Buxoro)."""
NO_NAMES = frozenset({
    "capital", "central", "eastern", "east", "northern", "north", "southern", "south", "western",
    "west",
})  # fmt: skip
"""Words that name no region without the name of its country."""
BREATHS = frozenset("'‘’ʻʿʾ")
"""Signs of two Arabic letters: no English name begins with one, and CLDR's ’Adan is none."""


def with_romanised_regions(
    places: Mapping[str, Place], names: Mapping[str, Mapping[str, str]]
) -> dict[str, Place]:
    """Call such regions by their English names; what they were called stays a spelling.

    Parameters
    ----------
    places
        All places.
    names
        Names of regions by ISO 3166-2 code and language.
    """
    english = _english(names)
    bearers = _bearers(places)
    return {
        place_id: _called(place, english.get(place.country, {}), bearers)
        if _is_meant(place)
        else place
        for place_id, place in places.items()
    }


def _english(names: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """English names of a country's regions, by key."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for iso, said in names.items():
        country, name = iso[:2], said.get("en", "")
        is_name = bool(name) and name[0] not in BREATHS and name_key(name) not in NO_NAMES
        if country in ROMANISED and is_name:
            found[country][name_key(name)] = name
    return found


def _is_meant(place: Place) -> bool:
    is_of_today = is_region(place) and place.valid_to is None and not place.is_dual
    return place.country in ROMANISED and place.level == "region1" and is_of_today


def _bearers(places: Mapping[str, Place]) -> Mapping[tuple[str, str], Mapping[str, bool]]:
    """Who bears a name in a country, by id: whether it is a region of today."""
    found: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for place in places.values():
        if place.country in ROMANISED:
            for name in {place.name, *(name for name, _ in place.names)}:
                found[place.country, name_key(name)][place.place_id] = _is_meant(place)
    return found


def _called(
    place: Place,
    english: Mapping[str, str],
    bearers: Mapping[tuple[str, str], Mapping[str, bool]],
) -> Place:
    own = {name_key(name) for name, _ in place.names}
    present = bearers.get((place.country, name_key(place.name)), {})
    fits = [
        name
        for key, name in english.items()
        if key in own and _is_free(place, bearers[place.country, key], present)
    ]
    if len(fits) != 1 or _is_shorter(fits[0], place.name):
        return place
    spelt = dict.fromkeys((*place.names, (place.name, "und"), (fits[0], "en")))
    return replace(place, name=fits[0], names=tuple(sorted(spelt)))


def _is_shorter(english: str, present: str) -> bool:
    """Whether a name is the present one, or leaves out a word of it, as of Kurdistan Region."""
    is_same_word = name_key(english) == name_key(present)
    return english == present or (
        not is_same_word and bool(all_keys((english,)) & all_keys((present,)))
    )


def _is_free(place: Place, others: Mapping[str, bool], present: Mapping[str, bool]) -> bool:
    """Whether no other region bears a name, and no town but those of the present name."""
    away = {one: of_region for one, of_region in others.items() if one != place.place_id}
    return not any(away.values()) and away.keys() <= present.keys()
