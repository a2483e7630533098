"""What a name says of the level of its place, and whether the place found is of that level."""

from __future__ import annotations

from typing import cast

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.gazetteer.places import Match, fits_level
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.second_thoughts import is_main_name, regions_of
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, main_keys
from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place
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
