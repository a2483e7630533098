"""The spellings of places that the release carries, each with the script it is written in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sistercities.dataset.scripts import script_of
from sistercities.terms.places import Place

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
