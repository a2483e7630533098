"""English names of the regions that the other rules leave romanised, all of a country alike.

`romanised_regions` takes no name that a town bears (Ash Shāriqah beside Sharjah), and
`english_names` none that no source spells with its word (Belgorodskaya oblast'). Where the others
of the country have their English names, these have them too: that which Unicode CLDR gives their
code of ISO 3166-2, in Russia and Belarus with the word of the region behind it. A name that another
region of the country bears is not taken, for then the code is of an older list, nor one that is
romanised itself (’Adan).

English names of regions whose own names are written in another script than the Latin.

GeoNames romanises them with marks that nobody writes (Āz̄ārbāyjān-e Shārqī, Al Başrah), and some not
(Karachi beside Rājasthān). CLDR has their English names. Its codes are of an older edition of ISO
3166-2 in some countries (Iran), so a region is meant by its spellings: of all English names of the
country's regions, the one that is a spelling of this region, and of no other. A town that bears the
English name is no hindrance where it bears the present name too: nothing is told apart by marks.
"""

from __future__ import annotations

import re
import unicodedata
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
    english = _romanised_english(names)
    bearers = _all_bearers(places)
    return {
        place_id: _called(place, english.get(place.country, {}), bearers)
        if _is_romanised(place)
        else place
        for place_id, place in places.items()
    }


def _romanised_english(names: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """English names of a country's regions, by key."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for iso, said in names.items():
        country, name = iso[:2], said.get("en", "")
        is_name = bool(name) and name[0] not in BREATHS and name_key(name) not in NO_NAMES
        if country in ROMANISED and is_name:
            found[country][name_key(name)] = name
    return found


def _is_romanised(place: Place) -> bool:
    return place.country in ROMANISED and _is_meant(place)


def _all_bearers(places: Mapping[str, Place]) -> Mapping[tuple[str, str], Mapping[str, bool]]:
    """Who bears a name in a country, by id: whether it is a region of today."""
    found: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for place in places.values():
        if place.country in ROMANISED:
            for key in _keys(place):
                found[place.country, key][place.place_id] = _is_romanised(place)
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


_ALIKE = (ROMANISED - {"IR"}) | {"DK", "FI", "KG", "PL", "UZ"}
"""Where the others have English names and codes are of today."""
_WORDS = (
    (re.compile(r".+ oblast['’]"), "Oblast", ""),
    (re.compile(r".+ kray"), "Krai", " Krai"),
    (re.compile(r".+ avtonomnyy okrug"), "Autonomous Okrug", " Okrug"),
    (re.compile(r".+ Respublika|Respublika .+"), "Republic", ""),
    (re.compile(r".+ (?:voblasć|kraj)"), "Region", " Region"),
    (re.compile(r".+ (?:apskritis|län|županija)"), "County", " County"),
)
"""What a local name says the region is, how English says it, and how CLDR ends such names."""
_OF_WORDS = frozenset({"BY", "HR", "LT", "RU", "SE", "SK"})
_MARKS = frozenset("\u0304\u0323\u0327\u0331")
"""Macrons, dots and hooks below, which English leaves out."""


def with_names_by_code(
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
    bearers = _bearers(places)
    found = dict(places)
    for place_id, place in places.items():
        said = names.get(place.region_iso, {}).get("en", "") if _is_meant(place) else ""
        english = _english(place, said) if said else ""
        if english and bearers[place.country, name_key(english)] <= {place_id}:
            found[place_id] = called_in_english(place, english)
    return found


def _is_meant(place: Place) -> bool:
    is_of_today = is_region(place) and place.valid_to is None and not place.is_dual
    return place.level == "region1" and is_of_today


def _bearers(places: Mapping[str, Place]) -> Mapping[tuple[str, str], set[str]]:
    """Which regions of a country bear a name, by its key."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in filter(_is_meant, places.values()):
        for key in _keys(place):
            found[place.country, key].add(place.place_id)
    return found


def _keys(place: Place) -> set[str]:
    """Keys of all names of a place."""
    return {name_key(name) for name in (place.name, *(name for name, _ in place.names))}


def _english(place: Place, said: str) -> str:
    """Return the English name of a region; "" where it has one, or none is better."""
    if place.country in _OF_WORDS:
        return next(
            (
                f"{said.removesuffix(ending)} {word}"
                for local, word, ending in _WORDS
                if local.fullmatch(place.name)
            ),
            "",
        )
    if place.country not in _ALIKE or name_key(said) in NO_NAMES or said == place.name:
        return ""
    is_shorter = bool(all_keys((said,)) & all_keys((place.name,)))
    is_same_word = name_key(said) == name_key(place.name)
    if "," in said or _marks(said) or said[0] in BREATHS:
        return ""
    is_plainer = _strangeness(said) < _strangeness(place.name)
    is_as_plain = _strangeness(said) == _strangeness(place.name) == 0
    if is_shorter:
        return said if is_same_word and is_plainer else ""
    return said if is_plainer or is_as_plain else ""


def _strangeness(name: str) -> int:
    """How many signs of romanisation a name has."""
    return _marks(name) + sum(sign in BREATHS for sign in name)


def _marks(name: str) -> int:
    return sum(sign in _MARKS for sign in unicodedata.normalize("NFD", name))


def called_in_english(place: Place, english: str) -> Place:
    """Call a region by its English name; what it was called stays a spelling."""
    spelt = dict.fromkeys((*place.names, (place.name, "und"), (english, "en")))
    by_name = {name: language for name, language in spelt if name != english} | {english: "en"}
    local = place.name_local or (place.name if place.country not in ROMANISED else "")
    return replace(place, name=english, name_local=local, names=tuple(sorted(by_name.items())))
