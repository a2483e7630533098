"""Chinese prefectures as the roster has them: levels, names and codes laid on the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
