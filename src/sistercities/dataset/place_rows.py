"""Rows of the tables `places` and `names`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sistercities.dataset.scripts import script_of
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


KEPT_FOR_ALL = frozenset({"Latn", "Hani", "Jpan", "Hira", "Kana", "Hang", "Cyrl", "Arab", "Zyyy"})
"""Scripts whose spellings are kept for every place; the others only for places with a tie."""


def name_rows(places: Iterable[Place], tied: Collection[str]) -> list[dict[str, Any]]:
    """Rows of the table `names`; the main name and the local one are always among them.

    Parameters
    ----------
    places
        The universe.
    tied
        Ids of places with a tie: all their spellings are kept.
    """
    return [
        {"place_id": place.place_id, "name": name, "lang": lang, "script": script}
        for place in places
        for name, lang, script in _spellings(place)
        if place.place_id in tied or script in KEPT_FOR_ALL
    ]


def _spellings(place: Place) -> list[tuple[str, str, str]]:
    languages: dict[str, str] = {}
    main = [(name, "und") for name in (place.name, place.name_local) if name]
    for name, lang in (*place.names, *main):
        if name.strip() and languages.get(name, "und") == "und":
            languages[name] = lang or "und"
    return [(name, lang, script_of(name)) for name, lang in sorted(languages.items())]
