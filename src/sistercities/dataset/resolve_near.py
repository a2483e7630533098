"""Places near a point with a similar name, and the nearest spellings for a human to choose from."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from sistercities.dataset.gazetteer import Gazetteer
from sistercities.dataset.gazetteer_names import bare_names
from sistercities.dataset.resolve_evidence import nearest
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place

_CELL = 0.25
_grids: WeakKeyDictionary[Gazetteer, dict[tuple[int, int], list[Place]]] = WeakKeyDictionary()
_spellings: WeakKeyDictionary[Gazetteer, dict[str, dict[str, str]]] = WeakKeyDictionary()


def similarity(end: NamedEnd, place: Place) -> float:
    """Best agreement, 0 to 1, of the end's spelling with any of the place's, by edit distance."""
    asked = _forms(end.name)
    return max(
        (
            fuzz.ratio(one, other) / 100
            for one in asked
            for name, _ in place.names
            for other in _forms(name)
        ),
        default=0.0,
    )


@lru_cache(maxsize=200_000)
def _forms(name: str) -> tuple[str, ...]:
    keys = (name_key(form) for form in (name, *bare_names(name)))
    return tuple(dict.fromkeys(key for key in keys if key))


def near_and_similar(
    end: NamedEnd, gazetteer: Gazetteer, within_km: float = 10.0, at_least: float = 0.9
) -> list[Place]:
    """Places of the end's country within reach whose name is similar, the most similar first."""
    if end.latitude is None or end.longitude is None:
        return []
    row, column = int(end.latitude // _CELL), int(end.longitude // _CELL)
    grid = _grid(gazetteer)
    around = [
        place
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        for place in grid.get((row + dy, column + dx), ())
        if place.country == end.country
    ]
    scored = [(similarity(end, place), place) for place in nearest(around, end, within_km)]
    fit = [(score, place) for score, place in scored if score >= at_least]
    return [
        place for _, place in sorted(fit, key=lambda pair: (-pair[0], -(pair[1].population or 0)))
    ]


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
    found = process.extract(
        asked[0], list(spellings), scorer=fuzz.ratio, limit=limit, score_cutoff=60
    )
    return tuple(dict.fromkeys(spellings[key] for key, _, _ in found))


def _country_spellings(gazetteer: Gazetteer) -> dict[str, dict[str, str]]:
    if gazetteer not in _spellings:
        by_country: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for place in gazetteer.places.values():
            for key in _forms(place.name):
                by_country[place.country].setdefault(key, place.place_id)
        _spellings[gazetteer] = dict(by_country)
    return _spellings[gazetteer]
