"""Places of China, Japan and Korea by their names in a neighbour's script, written by rule.

무나카타 is Munakata, 옌타이 is Yantai, ウルサン is Ulsan: the rules of `east_asian_sounds` say so,
and where one place of the country has a name that leads there, it is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast

from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.east_asian_sounds import (
    in_hangul_from_japanese,
    in_hangul_from_pinyin,
    in_katakana_from_korean,
)
from sistercities.dataset.scripts import script_of
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place
from sistercities.terms.words import Level

_LEVEL_IN_LATIN = late_expression(
    r"[ -](?:shi|si|gun|gu|do|ken|fu|cho|machi|son|mura|ku)$", re.IGNORECASE
)
_LEVEL_IN_HANGUL = late_expression(
    "(?:특별자치도|특별자치시|특별시|광역시|자치구|자치주|[시군구도현성주부초정촌])$"
)
_KOREAN_LEVEL = late_expression("(?:특별자치도|특별자치시|특별시|광역시|[시군구도])$")
_LEVELS_OF_TOWNS: tuple[Level, ...] = ("city", "district", "county", "region2")
_WAYS: Mapping[tuple[str, str], Callable[[str], tuple[str, ...]]] = {
    ("JP", "Hang"): in_hangul_from_japanese,
    ("CN", "Hang"): in_hangul_from_pinyin,
    ("KR", "Kana"): in_katakana_from_korean,
}


class NativeNames:
    """Names that rules write, over the places of one gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    passed_over
        Ids of places that nobody means by a bare name: townships.
    """

    def __init__(self, gazetteer: Gazetteer, passed_over: Collection[str]) -> None:
        self._gazetteer, self._passed_over = gazetteer, passed_over
        self._index: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    def find(self, name: str, country: str) -> list[str]:
        """Ids of the places of a country that the rules write so, of the level that it states."""
        script = script_of(name)
        script = "Kana" if script == "Jpan" else script
        if (country, script) not in _WAYS:
            return []
        index = self._of(country, script)
        levels = stated_levels(name) or levels_in_hangul(name)
        for stem in _stems(name):
            found = [self._gazetteer.places[one] for one in index.get(stem, ())]
            fit = _of_levels(found, levels if stem != name else ())
            if fit:
                return [one.place_id for one in fit]
        return []

    def _of(self, country: str, script: str) -> dict[str, tuple[str, ...]]:
        if (country, script) not in self._index:
            made: defaultdict[str, set[str]] = defaultdict(set)
            for place in self._gazetteer.of_country(country):
                if not self._is_passed_over(place):
                    for spelt in _WAYS[country, script](_core(place)):
                        made[spelt].add(place.place_id)
            self._index[country, script] = {key: tuple(sorted(ids)) for key, ids in made.items()}
        return self._index[country, script]

    def _is_passed_over(self, place: Place) -> bool:
        return place.place_id in self._passed_over or place.valid_to is not None


def _core(place: Place) -> str:
    """Return the name that the rules start from, without its level."""
    if place.country == "KR":
        local = place.name_local
        stem = _KOREAN_LEVEL.sub("", local)
        return stem if len(stem) > 1 else local
    name = place.name.partition(" (")[0]
    bare = bare_names(name)
    return _LEVEL_IN_LATIN.sub("", bare[0] if bare else name)


def _stems(name: str) -> list[str]:
    """Return the name as it is, and without its level."""
    plain = name.replace(" ", "")
    bare = bare_names(plain)
    stem = bare[0] if bare else _LEVEL_IN_HANGUL.sub("", plain)
    return list(dict.fromkeys((plain, stem)))


def _of_levels(found: Sequence[Place], levels: Sequence[str]) -> list[Place]:
    """Those of a level that the name states, the likeliest first; else towns before regions."""
    for level in levels or _LEVELS_OF_TOWNS:
        fit = [one for one in found if fits_level(one, cast("Level", level))]
        if fit:
            return fit
    return [] if levels else list(found)
