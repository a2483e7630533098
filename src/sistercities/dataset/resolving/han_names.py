"""Foreign places found by the sound of a Chinese name that no list has written so yet.

Each character of 萨克拉门托 stands for one of a few groups of letters (`han_sounds`). The name of a
place is found by setting them one behind the other; how unusual the letters are is its cost in
bits. All places that cost about as little as the best are returned: what else is stated of the
place must tell them apart. How often this is right stands in docs/data-quality/register-names.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nsmallest
from math import log10
from typing import NamedTuple

from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolving.foreign_sounds import consonants_written, plain_letters
from sistercities.dataset.resolving.han_sounds import Readings, han_readings, han_stem
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place
from sistercities.terms.words import AREAS, Level

NATIVE = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "TW", "VN"})
"""Where Han characters are a name's own, or read by other rules."""
_AROUND = late_expression(
    r" \(.*\)$| (?:am|an der|im|in der|ob der|upon|sur) .*$|(?<=\w{4})shire$", re.IGNORECASE
)
_WIDEST = 3_000
_CLEARLY = 6.0
_TENFOLD = 1.5
"""Bits by which a place with ten times the people is likelier to be meant."""
_FAR, _MOST_ALONE, _SHORTEST_ALONE, _LEAST_ALONE = 12.0, 2.2, 3, 15_000
"""Bits to the next town, bits a character, characters and persons of a town that is taken though
it is unusually written: of 2,600 names 60 more are found so, and none wrongly."""
_FEW = 300
_ALIKE = 0.8
_TOWNS: tuple[Level, ...] = ("city",)
_ANY: tuple[Level, ...] = ("city", "district", "county", "region2", "region1")


class _Cost(NamedTuple):
    """Bits of a name, and of the least usual of its characters."""

    whole: float
    worst: float


_OF_TOWNS, _OF_AREAS, _OF_FEW = _Cost(1.5, 5.0), _Cost(2.0, 6.5), _Cost(2.5, 7.5)
"""The most bits for each character, and for the least usual: areas are few, and so are partners."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Letters of the names of some places to their ids, all beginnings of them, and the towns."""

    ids: Mapping[str, tuple[str, ...]]
    beginnings: Collection[str]
    towns: tuple[Place, ...]


class HanNames:
    """Chinese names by their sound, over one gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    readings
        Letters of each character; those of the package unless others are given.
    """

    def __init__(self, gazetteer: Gazetteer, readings: Readings | None = None) -> None:
        self._gazetteer, self._places = gazetteer, gazetteer.places
        self._readings = han_readings() if readings is None else readings
        self._indexes: dict[str, _Index] = {}

    def find(self, name: str, country: str) -> tuple[str, ...]:
        """Ids of the places of a country that a name sounds like, of the level that it states."""
        stem = "" if not country or country in NATIVE else han_stem(name)
        if not stem:
            return ()
        return self._likeliest(stem, self._index(country), stated_levels(name) or _TOWNS)

    def among(self, name: str, places: Iterable[Place]) -> str:
        """Return the id of the one of some places that a name sounds like; "" if none does."""
        stem = han_stem(name)
        found = [one for one in places if one.country not in NATIVE]
        if not stem or not found:
            return ""
        alike = self._alike(stem, _index(found), stated_levels(name) or _ANY, _OF_FEW)
        return alike[0] if len(alike) == 1 else ""

    def _likeliest(self, stem: str, index: _Index, levels: Sequence[Level]) -> tuple[str, ...]:
        """Ids of a level that may be meant, larger towns of the same consonants among them."""
        bounds = _OF_AREAS if AREAS & set(levels) else _OF_TOWNS
        alike = self._alike(stem, index, levels, bounds)
        return (*alike, *self._larger(alike[0], index)) if len(alike) == 1 else alike

    def _alike(
        self, stem: str, index: _Index, levels: Sequence[Level], bounds: _Cost
    ) -> tuple[str, ...]:
        """Return those of a level that cost about as little as the best, if that costs little."""
        costs = self._costs(stem, index)
        fit = {
            one: self._rank(one, cost) for one, cost in costs.items()
            if _is_of(self._places[one], levels)
        }  # fmt: skip
        if not fit:
            return ()
        first = min(fit, key=lambda one: (fit[one], one))
        cost = costs[first]
        if cost.whole > bounds.whole * len(stem) or cost.worst > bounds.worst:
            is_alone = bounds is _OF_TOWNS and self._stands_alone(stem, first, cost, fit)
            return (first,) if is_alone else ()
        return tuple(sorted(one for one, rank in fit.items() if rank - fit[first] < _CLEARLY))

    def _stands_alone(self, stem: str, first: str, cost: _Cost, ranks: Mapping[str, float]) -> bool:
        """Whether a town is unusually written, but every other is far unlikelier still."""
        is_known = (self._places[first].population or 0) >= _LEAST_ALONE
        is_long = len(stem) >= _SHORTEST_ALONE and cost.whole <= _MOST_ALONE * len(stem)
        others = (rank for one, rank in ranks.items() if one != first)
        return (
            is_known
            and is_long
            and min(others, default=_FAR + ranks[first]) >= (_FAR + ranks[first])
        )

    def _rank(self, place_id: str, cost: _Cost) -> float:
        return cost.whole - _TENFOLD * log10(max(self._places[place_id].population or 0, _FEW))

    def _larger(self, place_id: str, index: _Index) -> list[str]:
        """Ids of towns that have the consonants of a town and more people: Bareilly of Bareli.

        They may be meant by somebody who hears or writes a vowel otherwise.
        """
        place = self._places[place_id]
        if place.level != "city":
            return []
        key, people = consonants_written(place.name), place.population or _FEW
        larger = (one for one in index.towns if (one.population or 0) > people)
        return [one.place_id for one in larger
                if key & consonants_written(one.name) and _are_alike(one, place)]  # fmt: skip

    def _costs(self, stem: str, index: _Index) -> dict[str, _Cost]:
        """Return the least cost of each place whose letters the characters can stand for."""
        beam = {"": _Cost(0.0, 0.0)}
        for character in stem:
            beam = _longer(beam, self._readings.get(character, ()), index.beginnings)
        costs: dict[str, _Cost] = {}
        for letters in sorted(beam, key=lambda one: (beam[one].whole, one)):
            for place_id in index.ids.get(letters, ()):
                costs.setdefault(place_id, beam[letters])
        return costs

    def _index(self, country: str) -> _Index:
        if country not in self._indexes:
            self._indexes[country] = _index(
                one for one in self._gazetteer.of_country(country) if not one.valid_to
            )
        return self._indexes[country]


def _is_of(place: Place, levels: Sequence[Level]) -> bool:
    """Whether a place is of one of the levels; a city that is a region itself is no 州."""
    if place.is_dual and "city" not in levels:
        return False
    return any(fits_level(place, level) for level in levels)


def _are_alike(one: Place, other: Place) -> bool:
    """Whether two names differ in few letters."""
    pair = plain_letters(one.name), plain_letters(other.name)
    return SequenceMatcher(None, *pair, autojunk=False).ratio() >= _ALIKE


def _longer(
    beam: Mapping[str, _Cost],
    readings: Sequence[tuple[str, float]],
    beginnings: Collection[str],
) -> dict[str, _Cost]:
    """Set the letters of one more character behind each beginning, where a name goes on so."""
    found: dict[str, _Cost] = {}
    for begun, cost in beam.items():
        for letters, bits in readings:
            longer = begun + letters
            if longer not in beginnings:
                continue
            whole = cost.whole + bits
            if longer not in found or whole < found[longer].whole:
                found[longer] = _Cost(whole, max(cost.worst, bits))
    if len(found) <= _WIDEST:
        return found
    kept = nsmallest(_WIDEST, found, key=lambda one: (found[one].whole, one))
    return {one: found[one] for one in kept}


def _index(places: Iterable[Place]) -> _Index:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    towns = []
    for place in places:
        if place.level == "city":
            towns.append(place)
        for letters in _spelt(place):
            ids[letters].add(place.place_id)
    beginnings = {letters[:end] for letters in ids for end in range(len(letters) + 1)}
    sorted_ids = {letters: tuple(sorted(found)) for letters, found in ids.items()}
    return _Index(sorted_ids, beginnings, tuple(towns))


def _spelt(place: Place) -> set[str]:
    """Letters of the main names of a place, whole and without what stands around them."""
    main = {place.name, place.name_local}
    cores = {_AROUND.sub("", one) for one in main if one}
    bare = {inside for one in cores for inside in bare_names(one)}
    return {plain_letters(one) for one in (*main, *cores, *bare)} - {""}
