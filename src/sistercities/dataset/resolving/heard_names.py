"""Places found by the sound of a name in katakana or Hangul, where no list has written it so yet.

The name must have the consonants of one place of the country, and be clearly nearer to it than to
every other. Measured on 12,000 names in kana and Hangul that GeoNames gives of places, each
looked up by the Latin names alone: a fifth is found, and none of these wrongly but for twins
such as Dalton and Dolton (docs/data-quality/register-names.md). Whoever asks is told that the name
was read by its sound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.foreign_sounds import (
    consonants_heard,
    consonants_written,
    heard,
    likeness,
)
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place
from sistercities.terms.words import Level

_NATIVE = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "TW"})
"""Where a name is read by other rules, or written in its own letters."""
_MOST_LIKE, _CLEARLY = 0.75, 0.2
_LIKE_A_PARTNER = 0.6
_LEAST_PERSONS = 15_000
_LEAST_CONSONANTS = 4
_FEWEST_CONSONANTS, _SHORT_LIKE, _LEAST_OF_SHORT = 2, 0.85, 50_000
"""A name of two or three consonants must be nearer, and its town larger: of 7,000 names 422 more
are found so, and none wrongly."""
_LEAST_OF_REGION = 2
_REGION_LIKE, _REGION_CLEARLY = 0.62, 0.1
_SHORT_REGION_LIKE = 0.85
DIRECTIONS = {
    "南": ("south", "southern", "do sul", "del sur", "sur", "selatan"),
    "北": ("north", "northern", "do norte", "del norte", "norte", "utara"),
    "東": ("east", "eastern", "del este", "timur"),
    "西": ("west", "western", "del oeste", "barat"),
    "남": ("south", "southern", "do sul", "del sur", "sur"),
    "북": ("north", "northern", "do norte", "del norte", "norte"),
    "동": ("east", "eastern"), "서": ("west", "western"),
}  # fmt: skip
"""Words for a direction that names of regions begin or end with, by the letter for it."""
_AROUND = late_expression(
    r" \(.*\)$|^(?:City|Province|State) of |^Região Autónoma d[ao]s? |"
    r"^Comunidad (?:Foral )?de | (?:am|an der|im|in der|ob der|upon|sur) .*$|"
    r" (?:Province|Oblast|Region|Prefecture|County|Governorate|Krai|City|State|District)$"
)
_OTHER_END = late_expression("(?:州|県|郡|省|市|町|村|区|縣|區)$")


class HeardNames:
    """Names by their sound, over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer, self._places = gazetteer, gazetteer.places
        self._index: dict[str, dict[str, set[str]]] = {}

    def find(self, name: str, country: str) -> str:
        """Return the id of the one place of a country that a name sounds like; "" if none does."""
        if not country or country in _NATIVE:
            return ""
        levels = stated_levels(name) or levels_in_hangul(name)
        if levels[:1] == ("region1",):
            return self._region(_stem(name), country)
        sound = heard(_stem(name))
        if not sound:
            return ""
        key = consonants_heard(sound)
        is_short = len(key) < _LEAST_CONSONANTS
        if len(key) < _FEWEST_CONSONANTS:
            return ""
        found = [self._places[one] for one in self._by_consonants(country).get(key, ())]
        chosen = _clearest(sound, found, _SHORT_LIKE if is_short else _MOST_LIKE, _CLEARLY)
        if chosen is None or not fits_level(chosen, "city"):
            return ""
        least = _LEAST_OF_SHORT if is_short else _LEAST_PERSONS
        return chosen.place_id if (chosen.population or 0) >= least else ""

    def larger(self, name: str, place: Place) -> list[str]:
        """Ids of larger towns of a small place's country that a name sounds like.

        キャニオンシティ stands at Canyon City of 660 persons, and Cañon City has 16,000.
        """
        sound = heard(_stem(name))
        people = place.population or 0
        if not sound or place.country in _NATIVE or people >= _LEAST_PERSONS:
            return []
        found = self._by_consonants(place.country).get(consonants_heard(sound), ())
        towns = [self._places[one] for one in sorted(found) if one != place.place_id]
        least = min(_MOST_LIKE, _likeness(sound, place))
        return [
            one.place_id for one in towns
            if fits_level(one, "city") and (one.population or 0) > people
            and _likeness(sound, one) >= least
        ]  # fmt: skip

    def among(self, name: str, places: Iterable[Place]) -> str:
        """Return the id of the one of some places that a name sounds like; "" if none does."""
        sound = heard(_stem(name))
        key = consonants_heard(sound)
        if not key:
            return ""
        levels = stated_levels(name) or levels_in_hangul(name)
        fit = [one for one in places if key in _consonants(one)]
        if len(fit) > 1 and levels:
            fit = [one for one in fit
                   if any(fits_level(one, cast("Level", level)) for level in levels)]  # fmt: skip
        # Of several the nearest must be clearly so: Fullerton of California, and Boulder Town.
        least, clearly = (_LIKE_A_PARTNER, 0.0) if len(fit) == 1 else (_MOST_LIKE, _CLEARLY)
        chosen = _clearest(sound, fit, least, clearly)
        return chosen.place_id if chosen is not None else ""

    def _region(self, name: str, country: str) -> str:
        """Return the region that is heard: there are few, so the sound tells more."""
        regions = self._of_level("region1", country)
        found = _region_heard(name, regions)
        words = () if found else DIRECTIONS.get(name[:1], ())
        cores = ((one, _without(words, one.name)) for one in regions)
        parts = [replace(one, name=core) for one, core in cores if core]
        found = found or _region_heard(name[1:], parts)
        return found or self._second_level(name, country)

    def _of_level(self, level: str, country: str) -> list[Place]:
        return [
            one for one in self._gazetteer.of_country(country)
            if one.level == level and not one.valid_to
        ]  # fmt: skip

    def _second_level(self, name: str, country: str) -> str:
        """Return the second-level region that is heard as clearly as a town must be."""
        sound = heard(name)
        key = consonants_heard(sound)
        if len(key) < _LEAST_CONSONANTS:
            return ""
        fit = [one for one in self._of_level("region2", country) if key in _consonants(one)]
        chosen = _clearest(sound, fit, _MOST_LIKE, _CLEARLY)
        return "" if chosen is None else chosen.place_id

    def _by_consonants(self, country: str) -> dict[str, set[str]]:
        if country not in self._index:
            made: defaultdict[str, set[str]] = defaultdict(set)
            for place in self._gazetteer.of_country(country):
                if not place.valid_to:
                    for key in _consonants(place):
                        made[key].add(place.place_id)
            self._index[country] = dict(made)
        return self._index[country]


def _region_heard(name: str, regions: Sequence[Place]) -> str:
    """Return the id of the one of some regions that a name sounds like; "" if none does."""
    sound = heard(name)
    key = consonants_heard(sound)
    fit = [one for one in regions if sound and key in _consonants(one)]
    is_short = len(key) < _LEAST_OF_REGION
    least = _SHORT_REGION_LIKE if is_short else _REGION_LIKE
    chosen = _clearest(sound, fit, least, _REGION_CLEARLY)
    return "" if chosen is None else chosen.place_id


def _without(words: Sequence[str], name: str) -> str:
    """Return a name without the word for a direction in it; "" where none is in it."""
    for word in words:
        core = re.sub(rf"(?i)(?:^{word} | {word}$)", "", name)
        if core != name:
            return core
    return ""


def _core(place: Place) -> str:
    """Return the name of a place without what tells it from others or says its level."""
    return _AROUND.sub("", place.name)


def _consonants(place: Place) -> frozenset[str]:
    """Consonants of the name of a place, whole and without its level: Cañon City, Cañon."""
    return consonants_written(place.name) | consonants_written(_core(place))


def _likeness(sound: str, place: Place) -> float:
    return max(likeness(sound, name) for name in (place.name, _core(place)))


def _stem(name: str) -> str:
    """Return the name without 市, 시 and their like."""
    bare = bare_names(name)
    stem = bare[0] if bare else _OTHER_END.sub("", name)
    levels = levels_in_hangul(stem)
    return _without_hangul_level(stem) if levels else stem


def _without_hangul_level(name: str) -> str:
    return re.sub("(?:특별자치|카운티|[시주군도현성구읍정])$", "", name.replace(" ", ""))


def _clearest(sound: str, places: Sequence[Place], least: float, clearly: float) -> Place | None:
    """Return the place that is most like what is heard, unless another is nearly as like."""
    scored = sorted(
        ((_likeness(sound, place), place.place_id, place) for place in places), reverse=True
    )
    if not scored or scored[0][0] < least:
        return None
    first = scored[0][2]
    others = [one for one in scored[1:] if not _are_one(first, one[2])]
    return None if others and scored[0][0] - others[0][0] < clearly else first


def _are_one(one: Place, other: Place) -> bool:
    """Whether one of two places of a name is the region or the county that the other lies in."""
    return other.place_id in one.parent_ids and other.level in ("region1", "region2", "county")
