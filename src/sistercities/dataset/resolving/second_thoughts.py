"""Second thoughts on a place that a name led to: what it may mean besides, and what settles that.

A small town bears a name whole with which a larger one begins; a name in another script stands at
one of several towns alone; pinyin leads to a township. Each of these is asked back. A landscape
that is stated tells namesakes apart. What two names mean in the light of each other is in
`pair_thoughts`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sistercities.dataset.gazetteer.evidence import are_one_spot, in_parents, wanted_levels
from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.namesakes import BY_FAR, FEW
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, OTHER_LEVEL, SEVERAL
from sistercities.dataset.resolving.official_forms import without_title
from sistercities.dataset.resolving.towns import is_called
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import fold_han, is_beginning, is_han, name_key, script_of
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS, MUNICIPAL

LANDSCAPE_CONFIDENCE = 0.9
MUNICIPALITY_CONFIDENCE = 0.9
_LISTED_WHOLE = frozenset({"DE"})
"""Countries whose municipalities all have their code: what has none is a part of one."""
AROUND_CONFIDENCE = 0.9
_KANJI = "JP"
"""Where a Han name is the place's own, and the Latin one is its reading, which many share."""
_ONCE_TOWNS = ("city", "district")
"""Levels of what was a town before it was merged."""
_NAMESAKES = "US"
"""Where most names are borne many times, and lists leave the state out."""
_MUNICIPAL_ENDS = frozenset("市县区旗州盟")
_BEHIND = late_expression(r" *[(（,，].*$")
_OF_BOROUGHS, _BOROUGH = "GB", late_expression(r"\bborough of ", re.IGNORECASE)
UNWRAPPED = 2
"""Ranks of a match below this are of a name as it is written."""
_WORDS_FOR_TOWNS = frozenset("町村镇乡")
_KNOWN_BY_EXONYM = 100_000
FAR_LARGER = 30
"""A city is meant if it has so many times the people of each namesake."""
A_TOWN = 5_000


class SecondThoughts:
    """What is asked after a name has led to a place, over one gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    townships
        Ids of towns that are no municipality of their own.
    """

    def __init__(self, gazetteer: UserGazetteer, townships: Collection[str]) -> None:
        self.gazetteer, self._townships = gazetteer, townships

    def on_end(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Weigh what one end alone led to."""
        found = self._or_longer(end, self._by_landscape(end, found))
        found = self._or_borough(end, self._by_municipality(end, found))
        found = self._or_district(end, self._around_city(end, found))
        return self._or_township(end, self._or_namesake(end, found))

    def _by_landscape(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Settle namesakes by a landscape or a river that is stated: Weingarten (Pfalz)."""
        if found.reason != SEVERAL or not end.parents:
            return found
        from sistercities.dataset.resolving.landscapes import regions_of_landscape

        regions = [regions_of_landscape(one, end.country) for one in end.parents]
        stated = frozenset().union(*regions) if any(regions) else frozenset()
        if not stated:
            return found
        matches = self.gazetteer.matches(end.name, end.country)
        places = [self.gazetteer.places[one.place_id] for one in matches if not one.rank]
        inside = [one.place_id for one in places if one.region_iso in stated]
        if len(inside) == 1:
            return Resolution(inside[0], "alias+country+parents", LANDSCAPE_CONFIDENCE)
        return replace(found, candidates=tuple(inside[:MOST_SHOWN]) or found.candidates)

    def _by_municipality(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Settle namesakes of which one is a municipality: Walheim, which is a part of Aachen too.

        Where several municipalities begin with the name, the one that is called so whole is meant.
        A region that is stated leaves those that lie in it.
        """
        if found.reason != SEVERAL or end.country not in _LISTED_WHOLE:
            return found
        ids = {one.place_id for one in self.gazetteer.matches(end.name, end.country)
               if one.rank < UNWRAPPED} | set(found.candidates)  # fmt: skip
        places = [self.gazetteer.places[one] for one in sorted(ids)]
        places = in_parents(places, end, self.gazetteer) if end.parents else places
        listed = [one for one in places if one.municipality_code]
        whole = [one for one in listed if is_main_name(end, one, is_whole=True)
                 or name_key(without_title(one.name)) == name_key(end.name)]  # fmt: skip
        chosen = whole if len(whole) == 1 else listed
        if len(chosen) != 1 or chosen[0].level != "city":
            return found
        # A town of that very name is no part of one that merely begins so: the list lacks it.
        if not whole and any(_is_town_called(end, one) for one in places):
            return found
        method = "alias+country+municipality"
        return Resolution(chosen[0].place_id, method, MUNICIPALITY_CONFIDENCE)

    def _or_longer(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where another town begins with the name, a larger one if one bears it whole."""
        how = found.method.split("+")
        if not found.place_id or not end.country or {"parents", "id", "coordinates"} & set(how):
            return found
        chosen = self.gazetteer.places[found.place_id]
        is_it = is_called(chosen, end) or is_beginning(end.name, chosen.name)
        if chosen.level not in MUNICIPAL or not is_it:
            return found
        longer = self.gazetteer.longer_namesakes(end.name, end.country, chosen)
        if not longer:
            return found
        longer.sort(key=lambda one: (-(one.population or 0), one.place_id))
        ids = (found.place_id, *(one.place_id for one in longer))
        return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN])

    def _or_district(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where a small town has the name of a known part of a city: Bayangol."""
        how = found.method.split("+")
        if not found.place_id or wanted_levels(end) or {"parents", "id"} & set(how):
            return found
        if not end.country or not self.gazetteer.is_small(found.place_id):
            return found
        known = [
            one.place_id
            for one in self.gazetteer.matches(end.name, end.country)
            if one.rank < 2 and self.gazetteer.places[one.place_id].level == "district"
            and not self.gazetteer.is_small(one.place_id)
        ]  # fmt: skip
        if not known:
            return found
        return Resolution("", "", 0.0, SEVERAL, (found.place_id, *known)[:MOST_SHOWN])

    def _around_city(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take the region around a city that is one itself, where a region is named: 明斯克州."""
        place = self.gazetteer.places.get(found.place_id)
        is_named = wanted_levels(end)[:1] == ("region1",) and fold_han(end.name)[-1:] in "州省"
        if place is None or not place.is_dual or not is_named:
            return found
        around = [
            one.place_id
            for one in regions_of(place.country, self.gazetteer)
            if not one.is_dual and not one.valid_to
            and place.name in (one.name, *bare_names(one.name))
        ]  # fmt: skip
        if len(around) != 1:
            return found
        return Resolution(around[0], "alias+country+level", AROUND_CONFIDENCE)

    def _or_namesake(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where a name in another script leads to one of several towns of one name.

        フリスコ stands at Frisco in Texas alone, and there is one in Colorado.
        """
        if not found.place_id or not end.country or script_of(end.name) == "Latn":
            return found
        place = self.gazetteer.places[found.place_id]
        how = found.method.split("+")
        if {"parents", "id"} & set(how):
            return found
        if is_main_name(end, place):
            return self._or_without_han(end, found, place)
        if place.level == "district" and "district" not in wanted_levels(end):
            return Resolution("", "", 0.0, OTHER_LEVEL, (place.place_id,))
        core = place.name.partition(" (")[0]
        towns = [self.gazetteer.places[one.place_id]
                 for one in self.gazetteer.matches(core, end.country) if one.rank < 2]  # fmt: skip
        others = [one for one in towns if one.level == "city" and one.place_id != place.place_id
                  and (place.level in AREAS or not are_one_spot([place, one]))]  # fmt: skip
        largest = max((one.population or 0 for one in others), default=0)
        people = place.population or 0
        is_open = largest > people or (
            people < _KNOWN_BY_EXONYM and largest * BY_FAR > people and largest >= A_TOWN
        )
        if end.country == _NAMESAKES:
            is_open = not self._is_exonym_of_a_city(end, place, largest)
        is_unwrapped = place.level in AREAS and not wanted_levels(end) and not place.is_dual
        if not others or not (is_unwrapped or (place.level == "city" and is_open)):
            return found
        inside = in_parents([place, *others], end, self.gazetteer) if end.parents else []
        if len(inside) == 1:
            return Resolution(inside[0].place_id, "alias+country+parents", AROUND_CONFIDENCE)
        ids = (place.place_id, *(one.place_id for one in others))
        return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN])

    def _or_without_han(self, end: NamedEnd, found: Resolution, place: Place) -> Resolution:
        """Ask back where a larger namesake of Japan may be written so, and nobody knows.

        竜王町 is Ryūō in Shiga; of the former town Ryūō in Yamanashi the Latin name alone is known.
        """
        if end.country != _KANJI or not is_han(end.name) or place.level != "city":
            return found
        namesakes = [
            self.gazetteer.places[one.place_id]
            for one in self.gazetteer.matches(place.name, end.country) if one.rank < UNWRAPPED
        ]  # fmt: skip
        written = {one.place_id for one in self.gazetteer.matches(end.name, end.country)}
        unknown = tuple(
            one.place_id for one in namesakes
            if one.place_id != place.place_id and one.level in _ONCE_TOWNS and not one.name_local
            and (one.place_id in written or not any(is_han(name) for name, _ in one.names))
            and (one.population or 0) >= (place.population or 0)
        )  # fmt: skip
        if not unknown:
            return found
        return Resolution("", "", 0.0, SEVERAL, (place.place_id, *unknown)[:MOST_SHOWN])

    def _is_exonym_of_a_city(self, end: NamedEnd, place: Place, largest: int) -> bool:
        """Whether other scripts have a name for one city alone, and it is no name of a town.

        波士顿 is Boston in Massachusetts; フリスコ町 says that a town is meant, not the city.
        """
        is_town = fold_han(end.name)[-1:] in _WORDS_FOR_TOWNS
        people = place.population or 0
        is_far_larger = people >= _KNOWN_BY_EXONYM and people >= (largest or FEW) * FAR_LARGER
        return is_far_larger and not is_town

    def _or_township(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where pinyin alone leads to a township: a list means a county or a city."""
        if found.place_id not in self._townships or is_han(end.name):
            return found
        if "parents" in found.method:
            return found
        districts = self._districts(end)
        if len(districts) == 1:
            return Resolution(districts[0], "alias+country+level", AROUND_CONFIDENCE)
        return Resolution("", "", 0.0, OTHER_LEVEL, (found.place_id, *districts)[:MOST_SHOWN])

    def _districts(self, end: NamedEnd) -> list[str]:
        """Ids of the districts of a name that says district, in what contains the place if stated.

        Jiangning District is the one in Nanjing, though a township is spelt so as well.
        """
        plain = _BEHIND.sub("", end.name).strip()
        if "district" not in stated_levels(plain)[:1]:
            return []
        found = [self.gazetteer.places[one.place_id]
                 for one in self.gazetteer.matches(plain, end.country)]  # fmt: skip
        districts = [one for one in found if one.level == "district" and not one.valid_to]
        inside = in_parents(districts, end, self.gazetteer) if end.parents else districts
        return [one.place_id for one in inside]

    def _or_borough(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where a British borough is named and a town known so too is found.

        The Borough of Brecknock was more than Brecon.
        """
        place = self.gazetteer.places.get(found.place_id)
        if place is None or place.level != "city" or end.country != _OF_BOROUGHS:
            return found
        if not _BOROUGH.search(end.name) or is_main_name(end, place):
            return found
        return Resolution("", "", 0.0, SEVERAL, (place.place_id,))


def regions_of(country: str, gazetteer: Gazetteer) -> list[Place]:
    """First-level regions of a country, of today and of earlier."""
    ids = gazetteer.derived(regions_by_country).get(country, ())
    return [gazetteer.places[one] for one in ids]


def regions_by_country(places: Iterable[Place]) -> Derived:
    """Ids of the first-level regions of each country."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        if place.level == "region1":
            found[place.country].append(place.place_id)
    return {country: tuple(ids) for country, ids in found.items()}


def is_main_name(end: NamedEnd, place: Place, *, is_whole: bool = False) -> bool:
    """Whether a place is called so, in Latin script or its own; whole, or but for a wrapper."""
    main = [name for name in (place.name, place.name_local) if name]
    asked = {name_key(end.name)} if is_whole else _keys([end.name])
    return not _keys(main).isdisjoint(asked)


def _is_town_called(end: NamedEnd, place: Place) -> bool:
    return (place.population or 0) >= A_TOWN and is_main_name(end, place, is_whole=True)


def _keys(names: list[str]) -> set[str]:
    return {name_key(form) for name in names for form in (name, *bare_names(name))}


def townships(
    gazetteer: Gazetteer, small: Collection[str], partners: Mapping[str, object]
) -> Iterator[str]:
    """Yield the towns of China and Korea that are no municipality of their own.

    GeoNames has them as it has cities; a municipality is called 市, 县, 区 or 旗 by some name, has
    a code, or a tie. In Korea all that matters is of another level or in the table `places`.
    """
    for place in gazetteer.places.values():
        if place.level != "city" or place.place_id in partners or place.gbt2260:
            continue
        if place.country == "KR" and place.place_id in small:
            yield place.place_id
        if place.country == "CN" and not any(
            fold_han(name)[-1:] in _MUNICIPAL_ENDS for name, _ in place.names if is_han(name)
        ):
            yield place.place_id
