"""Places near a point with a similar name, and the nearest spellings for a human to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from sistercities.dataset.gazetteer.evidence import nearest
from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place

_CELL = 0.25
_SLACK = 4
_DIGITS = late_expression(r"\d+")
BEHIND = "\t"
"""Stands between a spelling and the id of its place."""


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
    held = gazetteer.derived(countries_by_cell)
    return any(end.country in held.get(cell, ()) for cell in _cells(end))


def _cells(end: NamedEnd) -> list[tuple[int, int]]:
    """Return the cell of the end's point and those around it; [] without a point."""
    if end.latitude is None or end.longitude is None:
        return []
    row, column = int(end.latitude // _CELL), int(end.longitude // _CELL)
    return [(row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]


def places_around(end: NamedEnd, gazetteer: Gazetteer) -> list[Place]:
    """Places with a point in the cells of a quarter of a degree at the end's point and around."""
    grid = gazetteer.derived(places_by_cell)
    return [gazetteer.places[one] for cell in _cells(end) for one in grid.get(cell, ())]


def places_by_cell(places: Iterable[Place]) -> Derived:
    """Ids of the places in each cell of a quarter of a degree."""
    cells: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for place in places:
        if (cell := _cell(place)) is not None:
            cells[cell].append(place.place_id)
    return {cell: tuple(ids) for cell, ids in cells.items()}


def countries_by_cell(places: Iterable[Place]) -> Derived:
    """Countries that have a place in each cell of a quarter of a degree."""
    cells: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for place in places:
        if (cell := _cell(place)) is not None:
            cells[cell].add(place.country)
    return {cell: tuple(sorted(countries)) for cell, countries in cells.items()}


def _cell(place: Place) -> tuple[int, int] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return int(place.latitude // _CELL), int(place.longitude // _CELL)


def nearest_spellings(end: NamedEnd, gazetteer: Gazetteer, limit: int = 5) -> tuple[str, ...]:
    """Ids of the places in the country whose spelling is nearest; they propose, never resolve."""
    told = gazetteer.derived(spellings_by_country).get(end.country, ())
    asked = _forms(end.hint_name or end.name)
    if not asked:
        return ()
    # A first letter in common and a like length: the rest of a country need not be compared.
    begun = dict(one.split(BEHIND) for one in told if one[0] == asked[0][0])
    near = [key for key in begun if abs(len(key) - len(asked[0])) <= _SLACK]
    found = get_close_matches(asked[0], near, limit, cutoff=0.6)
    return tuple(dict.fromkeys(begun[key] for key in found))


def spellings_by_country(places: Iterable[Place]) -> Derived:
    """Keys of the main names in each country, each with the id of the first place called so."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for place in places:
        for key in _forms(place.name):
            found[place.country].setdefault(key, place.place_id)
    return {
        country: tuple(f"{key}{BEHIND}{place_id}" for key, place_id in ids.items())
        for country, ids in found.items()
    }
