"""What a name says of the level of its place, and whether the place found is of that level.

What a Korean name leaves open: 고성군 is a county, and there are two; 광주시 may be 광주광역시.

A metropolitan city is written 시 as any other. Where a town is called so whole, and a metropolitan
city bears the name without what it is, nothing but the region or a held tie says which is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.gazetteer.places import Match, fits_level
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.second_thoughts import is_main_name, regions_of
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, bare_hangul, main_keys
from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

_EAST_ASIA = frozenset({"", "CN", "HK", "JP", "KP", "KR", "MO", "TW", "VN"})
"""Where a Han name is the place's own, whichever of its names is the main one."""
_ALIKE_LEVELS: dict[Level, tuple[Level, ...]] = {
    "region1": ("region1", "region2"), "region2": ("region1", "region2", "county", "city"),
}  # fmt: skip
"""Levels that a place may have beside the one that its wording states."""
_PART_OF_NAME = frozenset("州都府道岛")
"""Last letters that say a level of some names and belong to others: 京都 is no 都 called 京."""
_COUNTIES = frozenset("县郡")


class LevelNames:
    """Levels that names say, held against the places of a gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    """

    def __init__(self, gazetteer: UserGazetteer) -> None:
        self.gazetteer = gazetteer

    def is_of_stated_level(self, end: NamedEnd, match: Match) -> bool:
        """Whether a place is of the level that the name says: Gangseo District, for Gangseo-gu."""
        place = self.gazetteer.places[match.place_id]
        return any(fits_level(place, level) for level in wanted_levels(end))

    def is_of_other_level(self, end: NamedEnd, place_id: str) -> bool:
        """Whether a place has the name only without its level, and is of another: 联合县.

        テキサス州 is no town, though one of them is spelt so in some list.
        """
        wanted: tuple[Level, ...] = wanted_levels(end) if is_han(fold_han(end.name)) else ()
        wanted = wanted or cast("tuple[Level, ...]", levels_in_hangul(end.name))
        if not place_id or not wanted:
            return False
        if is_main_name(end, self.gazetteer.places[place_id], is_whole=True):
            return False
        place = self.gazetteer.places[place_id]
        if self._is_county_for_a_region(end, place) or self._is_heard_below_a_region(end, place):
            return True
        if not any(
            fits_level(self.gazetteer.places[place_id], level)
            for level in _ALIKE_LEVELS.get(wanted[0], wanted)
        ):
            return True
        spelt = {one.place_id for one in self.gazetteer.matches(end.name, end.country)
                 if one.rank < 2}  # fmt: skip
        place = self.gazetteer.places[place_id]
        return place_id not in spelt and not any(fits_level(place, level) for level in wanted)

    def _is_county_for_a_region(self, end: NamedEnd, place: Place) -> bool:
        """Whether 县 or 郡 is asked and a first-level region found, where none is called so.

        华盛顿县 is a county of the United States, of which there are several, and not the state.
        """
        ending = fold_han(end.name)[-1:]
        if ending not in _COUNTIES or place.level != "region1" or end.country in _EAST_ASIA:
            return False
        endings = self._endings_of_regions(end.country)
        return bool(endings) and ending not in endings

    def _is_heard_below_a_region(self, end: NamedEnd, place: Place) -> bool:
        """Whether an area was found by its sound alone, where first-level regions are called so.

        奥洛穆茨州 is no district of Czechia, whose regions are 州.
        """
        if place.level not in ("region2", "county"):
            return False
        ending = fold_han(end.name)[-1:]
        is_of_regions = ending in self._endings_of_regions(end.country)
        return is_of_regions and self.gazetteer.is_read(end.name, end.country)

    def _endings_of_regions(self, country: str) -> frozenset[str]:
        """Last characters of the Chinese names of the first-level regions of a country."""
        regions = (one for one in regions_of(country, self.gazetteer) if not one.valid_to)
        return frozenset(
            fold_han(name)[-1:] for one in regions for name, _ in one.names if is_han(name)
        )

    def is_town_by_its_name(self, end: NamedEnd) -> bool:
        """Whether the last letter of a Han name is part of it: a town is called so as a whole."""
        name = fold_han(end.name)
        if end.level or not is_han(name) or name[-1:] not in _PART_OF_NAME:
            return False
        stem, places = name[:-1], self.gazetteer.places
        whole = [one.place_id for one in self.gazetteer.matches(name, end.country) if one.rank < 2]
        towns = [place_id for place_id in whole if fits_level(places[place_id], "city")]
        short = {one.place_id for one in self.gazetteer.matches(stem, end.country) if not one.rank}
        if end.country not in _EAST_ASIA:
            key = name_key(name)
            towns = [one for one in towns if key in main_keys(places[one])]
        return any(len(stem) == 1 or place_id not in short for place_id in towns)


_CITY = "시"
PARENTS_CONFIDENCE = 0.93
LiesIn = Callable[[Place, str], bool]


def korean(
    end: NamedEnd, found: Resolution, gazetteer: UserGazetteer, lies_in: LiesIn
) -> Resolution:
    """Take the place that is of the level that a Korean name says, or ask back among several.

    Parameters
    ----------
    end
        The name, with what it is said to lie in.
    found
        What it led to.
    gazetteer
        The places.
    lies_in
        Whether a place lies in what is called so.
    """
    place = gazetteer.places.get(found.place_id)
    levels = levels_in_hangul(end.name)
    if place is None or found.method == "id" or end.level or not levels:
        return found
    others = _of_level(end, place, cast("Level", levels[0]), gazetteer)
    if others and not fits_level(place, cast("Level", levels[0])):
        return _one_of(others, end, replace(found, place_id=others[0].place_id), lies_in)
    if levels[0] != "city" and others:
        return _one_of([place, *others], end, found, lies_in)
    metropolitan = _metropolitan(end, place, gazetteer)
    return _one_of([place, *metropolitan], end, found, lies_in) if metropolitan else found


def _of_level(end: NamedEnd, place: Place, level: Level, gazetteer: UserGazetteer) -> list[Place]:
    """Return the other places of today that are called so whole and are of a level."""
    called = (gazetteer.places[one.place_id]
              for one in gazetteer.matches(end.name, place.country) if not one.rank)  # fmt: skip
    return [
        one for one in called
        if one.place_id != place.place_id and not one.valid_to and fits_level(one, level)
    ]  # fmt: skip


def _metropolitan(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that are regions too and bear the name of a town without what they are."""
    stems = bare_hangul(end.name)
    if not stems or place.is_dual or not end.name.endswith(_CITY):
        return []
    called = (gazetteer.places[one.place_id] for one in gazetteer.matches(stems[0], place.country))
    return [
        one for one in called
        if one.is_dual and not one.valid_to and stems == bare_hangul(one.name_local)
    ]  # fmt: skip


def _one_of(places: list[Place], end: NamedEnd, found: Resolution, lies_in: LiesIn) -> Resolution:
    """Take the only one, or the only one in what is stated; else wait with them all."""
    inside = [one for one in places if any(lies_in(one, box) for box in end.parents)]
    if len(inside) == 1:
        method = "alias+country+parents"
        return Resolution(inside[0].place_id, method, PARENTS_CONFIDENCE)
    if len(places) == 1:
        return found
    ids = (one.place_id for one in inside or places)
    return Resolution("", "", 0.0, SEVERAL, tuple(ids)[:MOST_SHOWN])
