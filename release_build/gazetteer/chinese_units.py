"""Chinese prefectures as the roster has them: levels, names and codes laid on the records.

Chinese districts and county-level cities that GeoNames lists under the name of a quarter.

GeoNames has one record for a district and the quarter of its seat, and calls it by the name of
either: 镇海区 of Ningbo stands there as Zhaobaoshan, with the spellings 镇海区 and Zhenhai Qu
beside it. A place whose Chinese name is that of a unit is shown under the name of that unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from release_build.gazetteer.drafts import (
    Draft,
    GazetteerSources,
    by_size,
    merge,
)
from release_build.readers.china_roster import Prefecture
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.errors import BuildError
from sistercities.terms.places import Place
from sistercities.terms.words import Level


def chinese_level(names: Iterable[str]) -> Level:
    """Level of a Chinese populated place by the endings of its names: 市, then 区, then 县."""
    # 沙市 and 东区 are names whole; 容县 is the county 容.
    endings = {
        fold_han(name)[-1]
        for name in names
        if is_han(name) and len(name) > (1 if fold_han(name)[-1] == "县" else 2)
    }
    if "市" in endings:
        return "city"
    if "区" in endings:
        return "district"
    return "county" if endings & {"县", "旗"} else "city"


def apply_roster(drafts: dict[int, Draft], sources: GazetteerSources) -> None:
    """Name, code and level of the prefecture-level units of China; nothing else may be missing."""
    chinese = {gid: draft for gid, draft in drafts.items() if draft.country == "CN"}
    canonical = {alias: gid for gid, draft in chinese.items() for alias in draft.aliases}
    before = set(chinese)
    for unit in sources.prefectures:
        gid = unit.area_geonames_id or unit.seat_geonames_id or 0
        gid = canonical.get(gid, gid)
        if gid not in chinese:
            raise BuildError(
                f"{unit.name} ({unit.gbt2260}): GeoNames has no area {unit.area_geonames_id}; "
                "add the unit to data/decisions/places.csv"
            )
        _apply_unit(chinese, unit, gid)
    for merged in before - set(chinese):
        del drafts[merged]


def _apply_unit(chinese: dict[int, Draft], unit: Prefecture, gid: int) -> None:
    is_city = unit.name.endswith("市")
    if is_city:
        gid = _roster_city(chinese, unit, gid)
        _drop_name(chinese, unit, gid)
    draft = chinese[gid]
    _rename(draft, unit)
    draft.level = "city" if is_city else "region2"
    draft.gbt2260, draft.name_local = unit.gbt2260, unit.name
    draft.add_names((unit.name,), "zh")
    if draft.latitude is None and unit.latitude is not None:
        draft.latitude, draft.longitude = unit.latitude, unit.longitude
        draft.point_source = "china-prefecture-roster"


def _rename(draft: Draft, unit: Prefecture) -> None:
    """Call the unit by its own name where GeoNames has it under that of its seat."""
    latin = (bare_names(unit.name_latin) or (unit.name_latin,))[0]
    if unit.name.endswith("市") and latin and name_key(latin) != name_key(draft.name):
        draft.add_names((draft.name, latin))
        draft.name = latin


def _roster_city(drafts: dict[int, Draft], unit: Prefecture, gid: int) -> int:
    """Find the place that is the municipality: the largest that bears its name, else its area."""
    bearers = _bearers(drafts, unit, drafts[gid].region_iso)
    if drafts[gid].latitude is not None:
        bearers.append(drafts[gid])
    if not bearers:
        return gid
    city = max(bearers, key=lambda one: (by_size(one), one.geonames_id == unit.seat_geonames_id))
    if city.geonames_id != gid and gid == unit.area_geonames_id:
        merge(drafts, city, gid)
    elif city.geonames_id != gid:
        _hand_over(drafts[gid], city)
    return city.geonames_id


def _hand_over(quarter: Draft, city: Draft) -> None:
    """Give a city the area that was taken for that of a quarter of its name: Xinyang's Pingqiao."""
    city.aliases |= quarter.aliases
    quarter.aliases = set()
    city.parents, quarter.parents = quarter.parents, (city.geonames_id, *quarter.parents)


def _bearers(drafts: Mapping[int, Draft], unit: Prefecture, province: str) -> list[Draft]:
    """List populated places of the unit that are called like it in Chinese."""
    bare = unit.name.removesuffix("市")
    return [
        draft
        for draft in drafts.values()
        if draft.latitude is not None
        and (bare in draft.names or unit.name in draft.names)
        and (
            unit.area_geonames_id in draft.parents
            or draft.geonames_id == unit.seat_geonames_id
            # Xiamen and Sanmenxia are not placed in their own area by GeoNames.
            or (unit.name in draft.names and draft.region_iso == province)
        )
    ]


def _drop_name(drafts: Mapping[int, Draft], unit: Prefecture, gid: int) -> None:
    """Take the unit's full name from other places inside it: a quarter is not the city."""
    for draft in drafts.values():
        is_inside = gid in draft.parents or unit.area_geonames_id in draft.parents
        if is_inside and draft.geonames_id != gid:
            for name in [one for one in draft.names if fold_han(one) == unit.name]:
                del draft.names[name]


_ENDINGS = {"市": "Shi", "区": "Qu", "县": "Xian"}
_QUARTERS = ("Jiedao", "Zhen", "Xiang")
_SPACED = re.compile("[a-zü]+(?: [a-zü]+)+")
"""How a Chinese name is read, syllable by syllable, as GeoNames writes it beside the characters."""
_LEAST = 3


def with_unit_names(places: Iterable[Place], added: Iterable[Place]) -> tuple[Place, ...]:
    """Show each Chinese unit under its own name where the name shown is that of a quarter.

    Parameters
    ----------
    places
        Places as GeoNames and the roster have them.
    added
        Places of our own: where one of them is the unit, the place beside it keeps its name.
    """
    taken = {(one.name_local, one.region_iso) for one in added if one.country == "CN"}
    return tuple(_shown(place, taken) for place in places)


def _shown(place: Place, taken: Collection[tuple[str, str]]) -> Place:
    if place.country != "CN" or (place.name_local, place.region_iso) in taken:
        return place
    name = unit_name(place.name, place.name_local, dict(place.names))
    if name == place.name:
        return place
    names = {name: "und"} | dict(place.names)
    return replace(place, name=name, names=tuple(sorted(names.items())))


def unit_name(name: str, name_local: str, names: Collection[str]) -> str:
    """Return the name of the unit that `name_local` is; `name` unless it is that of a quarter.

    The spellings must tell both: that the name shown is read from another Chinese name, or is that
    of a quarter or town, and what the unit is called.

    Examples
    --------
    >>> spellings = ["Zhaobaoshan", "zhao bao shan", "zhen hai qu", "Zhenhai Qu", "镇海区"]
    >>> unit_name("Zhaobaoshan", "镇海区", spellings)
    'Zhenhai'
    >>> unit_name("Ghulja", "伊宁市", ["Ghulja", "Yining Shi", "yi ning shi"])
    'Ghulja'
    """
    ending = _ENDINGS.get(name_local[-1:])
    if ending is None or len(name_local) < _LEAST:
        return name
    own = {one.removesuffix(f" {ending}") for one in names if one.endswith(f" {ending}")}
    own |= {one.rpartition(" ")[0] for one in names if _is_reading(one, ending, name_local)}
    if not own or name_key(name) in {name_key(one) for one in own}:
        return name
    written = {name_key(one): one for one in sorted(own) if one[:1].isupper() and " " not in one}
    if len(written) != 1 or not _is_of_quarter(name, names):
        return name
    (found,) = written.values()
    return found


def _is_reading(spelling: str, ending: str, name_local: str) -> bool:
    """Whether a spelling is the reading of the unit's Chinese name."""
    parts = spelling.split(" ")
    is_spaced = _SPACED.fullmatch(spelling) is not None
    return is_spaced and len(parts) == len(name_local) and parts[-1] == ending.lower()


def _is_of_quarter(name: str, names: Collection[str]) -> bool:
    if any(f"{name} {kind}" in names for kind in _QUARTERS):
        return True
    key = name_key(name)
    return any(_SPACED.fullmatch(one) and name_key(one) == key for one in names)
