"""What a second name of an end tells: registers have a column in English beside that in their own.

Each name is looked up by itself. A name that leads nowhere leaves the word to the other one. Where
both are open, or lead apart, the place is taken that bears both names, if one alone does: 美郷町
and Misato are borne by several towns each. Two names of different places are asked back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sistercities.dataset.gazetteer.evidence import are_one_spot, wanted_levels
from sistercities.dataset.gazetteer.names import stated_levels
from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, OTHER_LEVEL, SEVERAL
from sistercities.dataset.resolving.compound_names import compounds, levels_in_hangul
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import fold_han
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Resolution
from sistercities.terms.words import AREAS, Level

OTHER_NAME = "other_name"
"""Word of a method: a second name of the line told, or told too, which place it is."""
BOTH_NAMES_CONFIDENCE = 0.93
_BEHIND = late_expression(r"[,，(（\[]")
_SIGNS = " \t,，)）]"
_UNWRAPPED = 3
_WORDS_OF_LEVELS = ("特别", "自治", "直辖")
_AREAS: tuple[Level, ...] = ("region1", "region2")
_CERTAIN = frozenset({"id", "parents", "known_tie"})
_BETWEEN = late_expression(r"\S\s+\S")
_OF_COUNTIES, _COUNTY = "CN", "县"
_OF_TOWNS = "JP"


def by_other_name(end: NamedEnd, gazetteer: UserGazetteer) -> NamedEnd | None:
    """Return the end under its other name; None where it has none.

    What stands behind a comma or in brackets says where it lies: Seocho-gu, Seoul. So does what the
    main name says: 캘리포니아주 풀러턴시 is a Fullerton of California, and アラフエラ県 no town.
    """
    if not end.other_name:
        return None
    cut = next((one for one in compounds(end.name, end.country) if _is_unit(one.unit)), None)
    around = (*(cut.containers if cut else ()), *end.parents)
    unit = cut.unit if cut else end.name
    level = end.level or _level_of_words(unit, end.other_name, end.country)
    other = replace(end, name=end.other_name, level=level, parents=around, other_name="")
    is_whole = any(one.rank < 2 for one in gazetteer.matches(end.other_name, end.country))
    head, *rest = (part.strip(_SIGNS) for part in _BEHIND.split(end.other_name))
    if is_whole or not head or not rest:
        return other
    return replace(other, name=head, parents=(*filter(None, rest), *around))


def _is_unit(name: str) -> bool:
    """Whether what stands behind a container is a name: 特別自治道 behind 済州 is none."""
    return not fold_han(name).startswith(_WORDS_OF_LEVELS)


def with_level_of_other(end: NamedEnd) -> NamedEnd:
    """Return an end with the area that its other name alone says it is, and the one it lies in.

    미국 캘리포니아주 풀러턴시 says of Fullerton that it lies in California.
    """
    level = end.level or _level_of_words(end.other_name, end.name, end.country)
    around = () if end.parents else _abroad_in(end.other_name, end.country)
    return replace(end, level=level, parents=(*end.parents, *around)) if level or around else end


def _abroad_in(name: str, country: str) -> tuple[str, ...]:
    """Return the first-level region of a country abroad that stands before a name and a blank."""
    from sistercities.dataset.resolving.han_names import NATIVE

    if country in ("", *NATIVE) or not _BETWEEN.search(name):
        return ()
    cut = next((one for one in compounds(name, country) if len(one.containers) == 1), None)
    box = cut.containers[0] if cut else ""
    levels = stated_levels(box) or levels_in_hangul(box)
    return (box,) if levels[:1] == ("region1",) else ()


def _level_of_words(name: str, other: str, country: str) -> Level | None:
    """Return the area that a name says it is, where the other one says nothing of a level.

    県 is a first-level region abroad and in Japan; 寧海県 of China is a county as any 县.
    """
    if stated_levels(other) or levels_in_hangul(other):
        return None
    if country == _OF_COUNTIES and fold_han(name).endswith(_COUNTY):
        return None
    levels = stated_levels(name) or levels_in_hangul(name)
    return next((area for area in _AREAS if levels[:1] == (area,)), None)


def by_both(
    ends: tuple[NamedEnd, NamedEnd],
    found: tuple[Resolution, Resolution],
    gazetteer: UserGazetteer,
) -> Resolution:
    """Weigh what the two names of an end led to, each by itself.

    Parameters
    ----------
    ends
        The end under its main name, and under its other one.
    found
        What each led to.
    gazetteer
        The places.
    """
    first, second = found
    if first.place_id and first.place_id == second.place_id:
        return first if first.confidence >= second.confidence else second
    borne = (_borne(ends[0], first, gazetteer), _borne(ends[1], second, gazetteer))
    if first.place_id and second.place_id:
        return _of_two(first, second, borne, gazetteer)
    if first.place_id:
        is_doubtful = "sound" in first.method and second.reason == SEVERAL
        return _open(first, *borne) if is_doubtful and first.place_id not in borne[1] else first
    if second.place_id and _is_unheard_of(first, borne[0]):
        return _told(second.place_id, second)
    shared = [one for one in sorted(borne[0] & borne[1])
              if _fits(ends, one, gazetteer) or _is_former_town(one, found, gazetteer)]  # fmt: skip
    if second.place_id and (borne[0] & borne[1] == {second.place_id} or _is_certain(second)):
        return _told(second.place_id, second)
    if len(shared) == 1:
        return _told(shared[0], second)
    if second.place_id in shared and _is_town_of_areas(second.place_id, shared, gazetteer):
        return _told(second.place_id, second)
    return first if first.reason == SEVERAL or not second.candidates else second


def _is_town_of_areas(place_id: str, shared: Sequence[str], gazetteer: UserGazetteer) -> bool:
    """Whether a place is a town and all others are areas that bear its name: 佛罗里达, Florida."""
    areas = [gazetteer.places[one].level in AREAS for one in shared if one != place_id]
    return gazetteer.places[place_id].level == "city" and all(areas)


def _is_unheard_of(first: Resolution, borne: frozenset[str]) -> bool:
    """Whether nothing is called so, or nothing of the level that the name states."""
    return not borne or first.reason == OTHER_LEVEL


def _of_two(
    first: Resolution,
    second: Resolution,
    borne: tuple[frozenset[str], frozenset[str]],
    gazetteer: UserGazetteer,
) -> Resolution:
    """Choose between two places: 大阪府 is the prefecture, and Osaka may be it as well."""
    fits_both = first.place_id in borne[1], second.place_id in borne[0]
    if fits_both[0] != fits_both[1]:
        return first if fits_both[0] else _told(second.place_id, second)
    if _is_certain(first) != _is_certain(second):
        return first if _is_certain(first) else _told(second.place_id, second)
    places = [gazetteer.places[one.place_id] for one in (first, second)]
    is_sound = ["sound" in one.method for one in (first, second)]
    if is_sound[0] != is_sound[1]:
        return _told(second.place_id, second) if is_sound[0] else first
    return first if are_one_spot(places) else _open(first, {first.place_id}, {second.place_id})


def _open(first: Resolution, *ids: Iterable[str]) -> Resolution:
    shown = dict.fromkeys((first.place_id, *(one for each in ids for one in sorted(each))))
    return Resolution("", "", 0.0, SEVERAL, tuple(filter(None, shown))[:MOST_SHOWN])


def _is_certain(found: Resolution) -> bool:
    return bool(_CERTAIN & set(found.method.split("+")))


def _is_former_town(
    place_id: str, found: tuple[Resolution, Resolution], gazetteer: UserGazetteer
) -> bool:
    """Whether both names were asked back for a former town of Japan, a district of today.

    龙王町, Ryuo may be that in Yamanashi, which was a town until 2004, though 町 is no district.
    """
    place = gazetteer.places[place_id]
    is_once = place.country == _OF_TOWNS and place.level == "district" and not place.name_local
    return is_once and all(place_id in one.candidates for one in found)


def _told(place_id: str, other: Resolution) -> Resolution:
    """Return a place that the other name told, or told too."""
    method = other.method if other.place_id == place_id else "alias+country"
    sure = min(other.confidence or BOTH_NAMES_CONFIDENCE, BOTH_NAMES_CONFIDENCE)
    return Resolution(place_id, f"{method}+{OTHER_NAME}", sure)


def _borne(end: NamedEnd, found: Resolution, gazetteer: UserGazetteer) -> frozenset[str]:
    """Ids of the places that bear a name, and of those that are offered under it."""
    matches = gazetteer.matches(end.name, end.country)
    ids = {one.place_id for one in matches if one.rank < _UNWRAPPED}
    offered = found.candidates if found.reason == SEVERAL else ()
    return frozenset((*ids, *offered, *filter(None, (found.place_id,))))


def _fits(ends: Iterable[NamedEnd], place_id: str, gazetteer: UserGazetteer) -> bool:
    """Whether a place is of a level that each of its names may mean."""
    place = gazetteer.places[place_id]
    wanted = [wanted_levels(end) for end in ends]
    return all(not each or any(fits_level(place, level) for level in each) for each in wanted)
