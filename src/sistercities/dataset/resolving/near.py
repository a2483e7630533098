"""Places near a point with a similar name, and the nearest spellings for a human to choose from."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from weakref import WeakKeyDictionary

from sistercities.dataset.gazetteer.evidence import nearest
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place

_CELL = 0.25
_SLACK = 4
_DIGITS = re.compile(r"\d+")
_grids: WeakKeyDictionary[Gazetteer, dict[tuple[int, int], list[Place]]] = WeakKeyDictionary()
_countries: WeakKeyDictionary[Gazetteer, set[tuple[str, int, int]]] = WeakKeyDictionary()
_spellings: WeakKeyDictionary[Gazetteer, dict[str, dict[str, str]]] = WeakKeyDictionary()


def similarity(end: NamedEnd, place: Place) -> float:
    """Best agreement, 0 to 1, of the end's spelling with any of the place's: shared letters.

    A number must be the same: Prague 4 is neither Prague nor Prague 6.
    """
    asked = _forms(end.name)
    number = _DIGITS.findall(end.name)
    names = (name for name, _ in place.names if _DIGITS.findall(name) == number)
    others = {form for name in names for form in _forms(name)}
    return max((_ratio(one, other) for one in asked for other in others), default=0.0)


def _ratio(one: str, other: str) -> float:
    """Twice the letters in common, in order, over the letters of both."""
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < 0.9 * (shorter + longer):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=200_000)
def _forms(name: str) -> tuple[str, ...]:
    keys = (name_key(form) for form in (name, *bare_names(name)))
    return tuple(dict.fromkeys(key for key in keys if key))


def near_and_similar(
    end: NamedEnd, gazetteer: Gazetteer, within_km: float = 10.0, at_least: float = 0.9
) -> list[Place]:
    """Places of the end's country within reach whose name is similar, the most similar first."""
    around = [place for place in places_around(end, gazetteer) if place.country == end.country]
    scored = [(similarity(end, place), place) for place in nearest(around, end, within_km)]
    fit = [(score, place) for score, place in scored if score >= at_least]
    return [
        place for _, place in sorted(fit, key=lambda pair: (-pair[0], -(pair[1].population or 0)))
    ]


def nearest_around(end: NamedEnd, gazetteer: Gazetteer, within_km: float) -> list[Place]:
    """Places of the end's country within reach of its point, the nearest first."""
    around = [place for place in places_around(end, gazetteer) if place.country == end.country]
    return nearest(around, end, within_km)


def is_in_country(end: NamedEnd, gazetteer: Gazetteer) -> bool:
    """Whether a place of the end's country lies about as near its point as 30 km."""
    held = _inhabited(gazetteer)
    return any((end.country, *cell) in held for cell in _cells(end))


def _inhabited(gazetteer: Gazetteer) -> set[tuple[str, int, int]]:
    if gazetteer not in _countries:
        _countries[gazetteer] = {
            (place.country, *cell) for cell, places in _grid(gazetteer).items() for place in places
        }
    return _countries[gazetteer]


def _cells(end: NamedEnd) -> list[tuple[int, int]]:
    """Return the cell of the end's point and those around it; [] without a point."""
    if end.latitude is None or end.longitude is None:
        return []
    row, column = int(end.latitude // _CELL), int(end.longitude // _CELL)
    return [(row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]


def places_around(end: NamedEnd, gazetteer: Gazetteer) -> list[Place]:
    """Places with a point in the cells of a quarter of a degree at the end's point and around."""
    grid = _grid(gazetteer)
    return [place for cell in _cells(end) for place in grid.get(cell, ())]


def _grid(gazetteer: Gazetteer) -> dict[tuple[int, int], list[Place]]:
    if gazetteer not in _grids:
        cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in gazetteer.places.values():
            if place.latitude is not None and place.longitude is not None:
                cells[int(place.latitude // _CELL), int(place.longitude // _CELL)].append(place)
        _grids[gazetteer] = dict(cells)
    return _grids[gazetteer]


def nearest_spellings(end: NamedEnd, gazetteer: Gazetteer, limit: int = 5) -> tuple[str, ...]:
    """Ids of the places in the country whose spelling is nearest; they propose, never resolve."""
    spellings = _country_spellings(gazetteer).get(end.country, {})
    asked = _forms(end.hint_name or end.name)
    if not asked:
        return ()
    # A first letter in common and a like length: the rest of a country need not be compared.
    near = [
        key
        for key in spellings
        if key[0] == asked[0][0] and abs(len(key) - len(asked[0])) <= _SLACK
    ]
    found = get_close_matches(asked[0], near, limit, cutoff=0.6)
    return tuple(dict.fromkeys(spellings[key] for key in found))


def _country_spellings(gazetteer: Gazetteer) -> dict[str, dict[str, str]]:
    if gazetteer not in _spellings:
        by_country: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for place in gazetteer.places.values():
            for key in _forms(place.name):
                by_country[place.country].setdefault(key, place.place_id)
        _spellings[gazetteer] = dict(by_country)
    return _spellings[gazetteer]
