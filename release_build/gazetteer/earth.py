"""Natural Earth beside GeoNames: which place gets the Wikidata id and the names of a row.

A row gives a GeoNames id and a point. The id is at times that of a namesake on another continent
(Asunción in the Philippines) or of a quarter with the city among its names. So the id counts only
where the place it means lies near the point and has the name; a larger place near the point whose
main name it is goes before one that has it among others.

The name in the script of the country, chosen among spellings whose language is not stated.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import fold_han, han_folding, name_key, script_of
from sistercities.terms.places import Place
from sistercities.terms.words import Level

NEAR_KM = 25.0
REACH_KM = 60.0
"""Points of small places are rough: so far if nothing is nearer."""


def with_natural_earth(
    places: Sequence[Place], earth: Sequence[NaturalEarthPlace]
) -> tuple[Place, ...]:
    """Add the Wikidata id, the English and the Chinese name of each row to the place it means.

    A place keeps the id of the first row that means it; an id that two places would get is none.

    Parameters
    ----------
    places
        Every place under its canonical id.
    earth
        Rows sorted by GeoNames id.
    """
    given = _by_geonames_id(places)
    named = _by_main_name(places, {key for row in earth for key in _keys(row)})
    linked: dict[str, NaturalEarthPlace] = {}
    for row in earth:
        meant = _meant(row, given.get(row.geonames_id), named)
        if meant is not None:
            linked.setdefault(meant.place_id, row)
    times = Counter(row.wikidata_id for row in linked.values())
    linked = {
        place_id: row if times[row.wikidata_id] == 1 else replace(row, wikidata_id="")
        for place_id, row in linked.items()
    }
    return tuple(
        _with_row(place, linked[place.place_id]) if place.place_id in linked else place
        for place in places
    )


def _by_geonames_id(places: Iterable[Place]) -> dict[int, Place]:
    found = {int(alias.removeprefix("gn:")): place for place in places for alias in place.alias_ids}
    found.update({place.geonames_id: place for place in places if place.geonames_id is not None})
    return found


def _by_main_name(places: Iterable[Place], wanted: set[str]) -> dict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.latitude is not None and (key := name_key(place.name)) in wanted:
            found[key].append(place)
    return dict(found)


def _keys(row: NaturalEarthPlace) -> set[str]:
    return {name_key(row.name), name_key(row.name_en)} - {""}


def _meant(
    row: NaturalEarthPlace, given: Place | None, named: Mapping[str, Sequence[Place]]
) -> Place | None:
    main = {place.place_id: place for key in _keys(row) for place in named.get(key, ())}
    pool = dict(main)
    if given is not None and _keys(row) & set(_spellings(given)):
        if given.latitude is None:
            return given
        pool[given.place_id] = given
    near = [(km, place) for km, place in _away(row, pool.values()) if km <= REACH_KM]
    if not near:
        return None
    close = [place for km, place in near if km <= NEAR_KM]
    if not close:
        return min(near, key=lambda pair: (pair[0], pair[1].place_id))[1]
    if given in close and given.place_id in main:
        return given
    largest = max(close, key=lambda place: (place.population or 0, place.place_id))
    is_outdone = given not in close or (largest.population or 0) > (given.population or 0)
    return largest if is_outdone else given


def _away(row: NaturalEarthPlace, places: Iterable[Place]) -> Iterator[tuple[float, Place]]:
    for place in places:
        km = distance_km(place, row.latitude, row.longitude)
        if km is not None:
            yield km, place


def _spellings(place: Place) -> Iterator[str]:
    """Keys of every name, whole and without what stands around it."""
    for name, _ in place.names:
        yield name_key(name)
        yield from (name_key(bare) for bare in bare_names(name))


def _with_row(place: Place, row: NaturalEarthPlace) -> Place:
    names = dict(place.names)
    for name, language in ((row.name_zh, "zh"), (row.name_en, "en")):
        if name and names.get(name, "und") == "und":
            names[name] = language
    return replace(
        place,
        wikidata_id=place.wikidata_id or row.wikidata_id,
        names=tuple(sorted(names.items())),
        name_local=_local(place, names),
    )


def _local(place: Place, names: Iterable[str]) -> str:
    """Choose the local name again where the new one may be better: of what the roster lacks."""
    if place.country != "CN" or place.gbt2260:
        return place.name_local
    return local_name(place.country, names, place.level)


_SCRIPTS = {
    "CN": "Hani", "HK": "Hani", "MO": "Hani", "TW": "Hani", "JP": "Hani", "KR": "Hang",
    "KP": "Hang", "RU": "Cyrl", "UA": "Cyrl", "BY": "Cyrl", "BG": "Cyrl", "MN": "Cyrl",
    "GR": "Grek", "TH": "Thai", "IL": "Hebr", "AM": "Armn", "GE": "Geor", "KH": "Khmr",
    "LA": "Laoo", "MM": "Mymr",
}  # fmt: skip
_FOREIGN_LETTERS = {
    "RU": re.compile("[іїєґўјљњћђџәөүұһқғҳҷңӯӣѓќӑӗҫҡҙѣ]", re.IGNORECASE),
    "UA": re.compile("[ыэъёўјљњћђџәөүһқғѣ]", re.IGNORECASE),
    "BY": re.compile("[їєґщиъјљњћђџәөүһқғ]", re.IGNORECASE),
    "BG": re.compile("[іїєґўјљњћђџыэёәөүһқғѣ]", re.IGNORECASE),
    "MN": re.compile("[іїєґўјљњћђџәһқғ]", re.IGNORECASE),
}
_ALSO_JAPANESE = "国会学区号声医麦党来体点台湾岛富山峰桥里之了云余价佛谷沈万与丰争亘介仇"
_ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "CN": {
        "city": ("市",), "district": ("区",), "county": ("县", "旗"), "region1": ("省", "区", "市"),
        "region2": ("州", "盟", "地区"),
    },
    "JP": {"city": ("市", "町", "村"), "district": ("区",), "region1": ("県", "府", "都", "道")},
    "KR": {"city": ("시",), "district": ("구",), "region1": ("도", "시"), "region2": ("군",)},
    "TW": {"city": ("市",), "region1": ("縣", "市")},
}  # fmt: skip


def local_name(country: str, names: Iterable[str], level: Level) -> str:
    """Return the spelling in the country's own script, or "" where the spellings do not tell.

    Han: the one with an administrative ending first; simplified in China, not simplified
    elsewhere. Other scripts: only if one candidate is left after letters of other languages.
    """
    script = _SCRIPTS.get(country)
    if script is None:
        return ""
    fit = [name for name in names if script_of(name) == script]
    if country in {"CN", "HK", "MO", "TW", "JP"}:
        return _han_name(country, _ended(country, fit, level))
    if country == "KR":
        fit = [name.replace(" ", "") for name in fit]
        return min(_ended(country, fit, level), key=lambda name: (len(name), name), default="")
    foreign = _FOREIGN_LETTERS.get(country)
    own = [name for name in fit if foreign is None or not foreign.search(name)]
    return own[0] if len(own) == 1 else ""


def _ended(country: str, names: list[str], level: Level) -> list[str]:
    """Those of the names that end as the level does; all if none does."""
    endings = _ENDINGS.get(country, {}).get(level, ())
    return [name for name in names if name.endswith(endings)] or names


def _han_name(country: str, pool: list[str]) -> str:
    if country == "CN":
        own = [name for name in pool if fold_han(name) == name]
    else:
        own = [name for name in pool if not _simplified_only() & set(name)]
    return min(own or pool, key=lambda name: (len(name), name), default="")


@cache
def _simplified_only() -> frozenset[str]:
    """Characters written so in simplified Chinese alone."""
    folded = {target for point, target in han_folding().items() if target != chr(point)}
    return frozenset(folded - set(_ALSO_JAPANESE))
