"""Build the gazetteer from GeoNames, the Chinese roster and Natural Earth.

A municipality is one place: where an administrative area is the municipality of a populated place
(its level rule says so, a name is shared and the place lies inside), the populated place is
canonical and the area's id redirects to it. A county is never merged with its seat. A populated
place that is a part of a city is a district.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from release_build.former_regions import read_former_regions
from release_build.gazetteer.corrections import (
    FactCorrection,
    PlaceCorrection,
    corrected,
    read_corrections,
    read_facts,
    with_facts,
)
from release_build.gazetteer.duals import DualPlace, read_dual_places
from release_build.gazetteer.earth import with_natural_earth
from release_build.gazetteer.japan import with_japan
from release_build.gazetteer.levels import LevelRules, area_level, read_level_rules
from release_build.gazetteer.local import local_name
from release_build.gazetteer.parts import read_parts
from release_build.readers.china_roster import Prefecture, read_prefectures
from release_build.readers.geonames import PopulatedPlace, read_populated_places
from release_build.readers.japan_municipalities import JapaneseMunicipality, read_japan
from release_build.readers.natural_earth import NaturalEarthPlace, read_natural_earth
from sistercities.dataset.decisions import read_added_places
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import AdminArea, AdminAreas, Country, read_admin_areas
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.terms.places import Place
from sistercities.terms.words import Level


@dataclass(frozen=True, slots=True)
class GazetteerSources:
    """What a gazetteer is built from, as read."""

    cities: Sequence[PopulatedPlace]
    areas: AdminAreas
    prefectures: Sequence[Prefecture]
    natural_earth: Sequence[NaturalEarthPlace]
    level_rules: LevelRules
    duals: Sequence[DualPlace]
    corrections: Sequence[PlaceCorrection] = ()
    added: Sequence[Place] = ()
    facts: Sequence[FactCorrection] = ()
    parts: Mapping[int, bool] = field(default_factory=dict)
    japan: Sequence[JapaneseMunicipality] = ()


@dataclass(slots=True)
class _Draft:
    """A place being assembled."""

    geonames_id: int
    name: str
    country: str
    level: Level = "city"
    names: dict[str, str] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    point_source: str = ""
    population: int | None = None
    region_iso: str = ""
    is_dual: bool = False
    gbt2260: str = ""
    name_local: str = ""
    wikidata_id: str = ""
    parents: tuple[int, ...] = ()
    aliases: set[int] = field(default_factory=set)
    slug: str = ""

    def add_names(self, names: Iterable[str], language: str = "und") -> None:
        for name in names:
            if name and self.names.get(name, "und") == "und":
                self.names[name] = language


def read_gazetteer_sources(shared: Path, decisions: Path) -> GazetteerSources:
    """Read everything: `shared` is the folder of snapshots, `decisions` that of our rulings."""
    roster = shared / "china-prefecture-roster" / "cn_prefectures_2024.csv"
    earth = shared / "places-natural-earth" / "ne_populated_places_slim.csv.gz"
    return GazetteerSources(
        tuple(read_populated_places()),
        read_admin_areas(),
        read_prefectures(Snapshot(roster, Origin("china-prefecture-roster"))),
        read_natural_earth(Snapshot(earth, Origin("places-natural-earth"))),
        read_level_rules(decisions / "admin_levels.csv"),
        read_dual_places(decisions / "dual_places.csv"),
        tuple(
            row
            for path in sorted(decisions.glob("place_corrections*.csv"))
            for row in read_corrections(path)
        ),
        _added_places(decisions),
        tuple(
            row for path in sorted(decisions.glob("place_facts*.csv")) for row in read_facts(path)
        ),
        read_parts(decisions / "parts_of_cities.csv"),
        read_japan(shared / "places-japan-2026"),
    )


def _added_places(decisions: Path) -> tuple[Place, ...]:
    """Places of our own: `places*.csv` and the former regions, `former_regions*.csv`."""
    readers = (("places*.csv", read_added_places), ("former_regions*.csv", read_former_regions))
    return tuple(
        place
        for pattern, read in readers
        for path in sorted(decisions.glob(pattern))
        for place in read(path)
    )


def build_gazetteer(sources: GazetteerSources, extra: Iterable[Place] = ()) -> Gazetteer:
    """Assemble the gazetteer; `extra` are places from decisions, such as former regions."""
    drafts = {city.geonames_id: _city_draft(city) for city in sources.cities}
    _add_areas(drafts, sources)
    _place_cities(drafts, sources)
    _merge_municipalities(drafts, sources)
    _apply_roster(drafts, sources)
    _merge_duals(drafts, sources)
    _set_parts(drafts, sources)
    _add_countries(drafts, sources.areas.countries)
    merged = {alias: gid for gid, draft in drafts.items() for alias in draft.aliases}
    bare = [_finished(draft, drafts, merged) for draft in drafts.values()]
    places = with_natural_earth(bare, sources.natural_earth)
    codes = {
        area.iso: merged.get(area.geonames_id, area.geonames_id)
        for area in sources.areas.areas
        if area.iso and area.geonames_id
    }
    areas = {iso: f"gn:{gid}" for iso, gid in codes.items() if gid in drafts}
    aliases = {f"gn:{alias}": _place_id(drafts[gid]) for alias, gid in merged.items()}
    added = [_canonical(place, aliases) for place in (*sources.added, *extra)]
    own = with_facts((*corrected(places, sources.corrections), *added), sources.facts)
    unique = {place.place_id: place for place in own}.values()
    return Gazetteer(with_japan(unique, sources.japan), areas)


def _canonical(place: Place, aliases: Mapping[str, str]) -> Place:
    """Lead an added place's parent and successor to the canonical ids."""
    parents = tuple(aliases.get(parent, parent) for parent in place.parent_ids)
    successor = aliases.get(place.successor, place.successor)
    return replace(place, parent_ids=parents, successor=successor)


def _city_draft(city: PopulatedPlace) -> _Draft:
    draft = _Draft(city.geonames_id, city.name, city.country)
    draft.latitude, draft.longitude = city.latitude, city.longitude
    draft.population = city.population
    draft.add_names((city.name, *city.alternate_names))
    if city.country == "CN":
        draft.level = _chinese_level(draft.names)
    return draft


def _chinese_level(names: Iterable[str]) -> Level:
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


def _add_areas(drafts: dict[int, _Draft], sources: GazetteerSources) -> None:
    for area in sources.areas.areas:
        if area.geonames_id is None and area.type not in {"London borough"}:
            continue
        gid = area.geonames_id or -area.row
        if gid in drafts:
            continue
        level, is_municipality = area_level(area, sources.level_rules)
        is_bare = is_municipality and level == "city" and area.country not in _DECLINED
        draft = _Draft(gid, _area_name(area, is_bare=is_bare), area.country, level)
        draft.slug = area.iso.lower() if area.geonames_id is None else ""
        draft.add_names(area.names)
        draft.add_names((_area_name(area),))
        draft.region_iso = _region_iso(area, sources)
        draft.parents = _area_parents(area, sources.areas)
        drafts[gid] = draft


_TURNED = re.compile(
    r"([^,]+), ((?:The|County|City of|Comunidad|Principado|Región|Région|Hlavní|Respublika|"
    r"[Uu]nitatea|U\.S\.)(?: .*)?)"
)
"""Names that are filed under their second word."""


_DECLINED = frozenset({"ID", "LV", "XK"})
"""Where what a wrapper leaves is no name: Rēzeknes novads, Komuna e Vitisë, Kota Administrasi."""


def _area_name(area: AdminArea, *, is_bare: bool = False) -> str:
    """Give the main name: "Region, The" turned round; without its wrapper if wanted, or in China.

    A comma may also part the members of a name (Newry, Mourne and Down), which keeps its order.
    """
    name = area.name
    turned = _TURNED.fullmatch(name)
    if turned:
        name = f"{turned[2]} {turned[1]}"
    is_bare = is_bare or (area.country == "CN" and area.tier == 1)
    bare = bare_names(name) if is_bare else ()
    return bare[0] if bare else name


def _chain(area: AdminArea, areas: AdminAreas) -> Iterator[AdminArea]:
    """Yield the area and what contains it, nearest first."""
    while True:
        yield area
        if not area.parent_row:
            return
        area = areas.area(area.parent_row)


def _region_iso(area: AdminArea, sources: GazetteerSources) -> str:
    chain = list(_chain(area, sources.areas))
    regions = [one.iso for one in chain if area_level(one, sources.level_rules)[0] == "region1"]
    if regions:
        return regions[0]
    # Slovenia, Latvia: the municipality is itself the first level of ISO 3166-2.
    return chain[-1].iso if chain[-1].tier <= 1 else ""


def _area_parents(area: AdminArea, areas: AdminAreas) -> tuple[int, ...]:
    return tuple(one.geonames_id for one in list(_chain(area, areas))[1:] if one.geonames_id)


def _place_cities(drafts: dict[int, _Draft], sources: GazetteerSources) -> None:
    """Give each populated place its containers and its first-level region."""
    for city in sources.cities:
        rows = sources.areas.containers.get(city.geonames_id, ())
        inside = [sources.areas.area(row) for row in reversed(rows)]
        draft = drafts[city.geonames_id]
        draft.parents = tuple(area.geonames_id for area in inside if area.geonames_id)
        codes = (_region_iso(area, sources) for area in inside)
        draft.region_iso = next((code for code in codes if code), "")


def _merge_municipalities(drafts: dict[int, _Draft], sources: GazetteerSources) -> None:
    inside: defaultdict[int, list[int]] = defaultdict(list)
    loose: defaultdict[int, list[int]] = defaultdict(list)
    for city in sources.cities:
        rows = sources.areas.containers.get(city.geonames_id, ())
        for row in rows:
            inside[row].append(city.geonames_id)
        if len(rows) == 1:
            loose[rows[0]].append(city.geonames_id)
    named = _municipal_keys(sources)
    for area in sources.areas.areas:
        level, is_municipality = area_level(area, sources.level_rules)
        if is_municipality and area.geonames_id and area.geonames_id in drafts:
            # GeoNames leaves some places without their municipality: then look in the region.
            found = inside[area.row] or loose[area.parent_row]
            candidates = [drafts[gid] for gid in found if gid in drafts]
            own = _own_keys(area)
            others = named[area.parent_row] - own
            _merge_one(drafts, drafts[area.geonames_id], candidates, level, own, others)


def _municipal_keys(sources: GazetteerSources) -> Mapping[int, set[str]]:
    """Keys of the main names of municipalities where quarters bear them, by what contains them."""
    keys: defaultdict[int, set[str]] = defaultdict(set)
    for area in sources.areas.areas:
        if area.country in _ONE_RECORD_COUNTRIES and area_level(area, sources.level_rules)[1]:
            keys[area.parent_row] |= _own_keys(area)
    return keys


def _merge_one(
    drafts: dict[int, _Draft],
    area: _Draft,
    candidates: Sequence[_Draft],
    level: Level,
    own: Collection[str],
    elsewhere: Collection[str],
) -> None:
    """Merge an area with its populated place; `own` are its keys, `elsewhere` those of others."""
    named = _same_named(area, candidates)
    if not named:
        return
    city = max((one for one in named if name_key(one.name) in own), key=_by_size, default=None)
    city = city or max(named, key=_by_size)
    _merge(drafts, city, area.geonames_id)
    city.level = level
    if area.country in _ONE_RECORD_COUNTRIES:
        # Higashiyamato, which is called 東村山 too, is no second Higashimurayama.
        ours = [one for one in named if one is city or name_key(one.name) not in elsewhere]
        _merge_second_records(drafts, city, ours)
        if name_key(city.name) not in own:
            city.name = (bare_names(area.name) or (area.name,))[0]
            city.add_names((city.name,))


_ONE_RECORD_COUNTRIES = frozenset({"JP", "KR"})
"""Where a seat quarter carries the municipality's name and people: a second record of it."""


def _merge_second_records(drafts: dict[int, _Draft], city: _Draft, named: Sequence[_Draft]) -> None:
    largest = max(one.population or 0 for one in named)
    for other in named:
        if other is not city and (other.population or 0) * 2 >= largest > 0:
            city.population = max(city.population or 0, other.population or 0)
            _merge(drafts, city, other.geonames_id)


def _own_keys(area: AdminArea) -> set[str]:
    names = {area.name, _area_name(area)}
    return {name_key(form) for name in names for form in (name, *bare_names(name))}


def _same_named(area: _Draft, candidates: Sequence[_Draft]) -> list[_Draft]:
    """Places inside that bear the area's name, whole or without wrapper."""
    keys = _all_keys(area.names)
    return [city for city in candidates if keys & _all_keys(city.names)]


def _all_keys(names: Iterable[str]) -> set[str]:
    found = {name_key(form) for name in names for form in (name, *bare_names(name))}
    return {key for key in found if len(key) > 1 or is_han(key)}


def _by_size(draft: _Draft) -> tuple[int, int]:
    return draft.population or 0, -draft.geonames_id


def _merge(drafts: dict[int, _Draft], city: _Draft, area_id: int) -> None:
    """Fold an area into its municipality's populated place."""
    if area_id == city.geonames_id or area_id not in drafts:
        return
    area = drafts.pop(area_id)
    city.add_names(area.names)
    if city.country == "JP" and not city.name_local:
        # The area's names are Japanese alone; the place's mix Japanese and Chinese spellings.
        ended = [name for name in area.names if is_han(name) and name.endswith("市")]
        city.name_local = min(ended, key=len, default="")
    city.aliases |= {area_id, *area.aliases}
    city.gbt2260 = city.gbt2260 or area.gbt2260
    city.parents = tuple(parent for parent in city.parents if parent != area_id)


def _apply_roster(drafts: dict[int, _Draft], sources: GazetteerSources) -> None:
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


def _apply_unit(chinese: dict[int, _Draft], unit: Prefecture, gid: int) -> None:
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


def _rename(draft: _Draft, unit: Prefecture) -> None:
    """Call the unit by its own name where GeoNames has it under that of its seat."""
    latin = (bare_names(unit.name_latin) or (unit.name_latin,))[0]
    if unit.name.endswith("市") and latin and name_key(latin) != name_key(draft.name):
        draft.add_names((draft.name, latin))
        draft.name = latin


def _roster_city(drafts: dict[int, _Draft], unit: Prefecture, gid: int) -> int:
    """Find the place that is the municipality: the largest that bears its name, else its area."""
    bearers = _bearers(drafts, unit, drafts[gid].region_iso)
    if drafts[gid].latitude is not None:
        bearers.append(drafts[gid])
    if not bearers:
        return gid
    city = max(bearers, key=lambda one: (_by_size(one), one.geonames_id == unit.seat_geonames_id))
    if city.geonames_id != gid and gid == unit.area_geonames_id:
        _merge(drafts, city, gid)
    elif city.geonames_id != gid:
        _hand_over(drafts[gid], city)
    return city.geonames_id


def _hand_over(quarter: _Draft, city: _Draft) -> None:
    """Give a city the area that was taken for that of a quarter of its name: Xinyang's Pingqiao."""
    city.aliases |= quarter.aliases
    quarter.aliases = set()
    city.parents, quarter.parents = quarter.parents, (city.geonames_id, *quarter.parents)


def _bearers(drafts: Mapping[int, _Draft], unit: Prefecture, province: str) -> list[_Draft]:
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


def _drop_name(drafts: Mapping[int, _Draft], unit: Prefecture, gid: int) -> None:
    """Take the unit's full name from other places inside it: a quarter is not the city."""
    for draft in drafts.values():
        is_inside = gid in draft.parents or unit.area_geonames_id in draft.parents
        if is_inside and draft.geonames_id != gid:
            for name in [one for one in draft.names if fold_han(one) == unit.name]:
                del draft.names[name]


def _merge_duals(drafts: dict[int, _Draft], sources: GazetteerSources) -> None:
    for dual in sources.duals:
        if dual.place_id not in drafts:
            raise BuildError(
                f"dual_places.csv: {dual.name} has no place gn:{dual.place_id}; mend the row"
            )
        draft = drafts[dual.place_id]
        draft.is_dual, draft.level, draft.region_iso = True, "city", dual.region_iso
        if dual.region_id is not None:
            _merge(drafts, draft, dual.region_id)
        draft.parents = ()
        if dual.region_iso == draft.country:
            _put_inside(drafts, draft)


def _put_inside(drafts: Mapping[int, _Draft], state: _Draft) -> None:
    """Put every place of a city state or special region into it."""
    for draft in drafts.values():
        if draft.country == state.country and draft is not state:
            draft.region_iso = draft.region_iso or state.region_iso
            draft.parents = (*draft.parents, state.geonames_id)


def _set_parts(drafts: Mapping[int, _Draft], sources: GazetteerSources) -> None:
    """Make a district of each populated place that is a part of a city."""
    for geonames_id in sources.parts:
        if geonames_id not in drafts:
            raise BuildError(
                f"parts_of_cities.csv: the gazetteer has no place gn:{geonames_id} of its own; "
                "take the row out or mend the id"
            )
    inside = {dual.place_id: dual.inside for dual in sources.duals}
    merged = {alias: gid for gid, draft in drafts.items() for alias in draft.aliases}
    towns = {gid for gid, draft in drafts.items() if draft.level == "city" and not draft.is_dual}
    wards = {gid for gid, draft in drafts.items() if draft.level == "district"}
    either = towns | wards
    for gid in towns:
        above = {merged.get(parent, parent) for parent in drafts[gid].parents} - {gid}
        found = {inside[one] for one in above & inside.keys()}
        lies_in_one = "parts" in found or bool(found and above & either)
        if sources.parts.get(gid, lies_in_one):
            drafts[gid].level = "district"


def _add_countries(drafts: dict[int, _Draft], countries: Sequence[Country]) -> None:
    taken = {alias for draft in drafts.values() for alias in draft.aliases}
    for country in countries:
        gid = country.geonames_id
        if gid is None or gid in drafts or gid in taken:
            continue
        drafts[gid] = _Draft(gid, country.name, country.code, "country")
        drafts[gid].add_names(country.names)


def _finished(draft: _Draft, drafts: Mapping[int, _Draft], merged: Mapping[int, int]) -> Place:
    parents = dict.fromkeys(merged.get(parent, parent) for parent in draft.parents)
    known = tuple(gid for gid in parents if gid in drafts and gid != draft.geonames_id)
    return Place(
        place_id=_place_id(draft),
        name=draft.name,
        name_local=draft.name_local or local_name(draft.country, draft.names, draft.level),
        level=draft.level,
        country=draft.country,
        region_iso=draft.region_iso,
        is_dual=draft.is_dual,
        geonames_id=draft.geonames_id if draft.geonames_id > 0 else None,
        wikidata_id=draft.wikidata_id,
        gbt2260=draft.gbt2260,
        latitude=draft.latitude,
        longitude=draft.longitude,
        point_source=draft.point_source,
        population=draft.population,
        names=tuple(sorted(draft.names.items())),
        parent_ids=tuple(_place_id(drafts[gid]) for gid in known),
        alias_ids=tuple(f"gn:{gid}" for gid in sorted(draft.aliases)),
    )


def _place_id(draft: _Draft) -> str:
    return f"x:{draft.slug}" if draft.slug else f"gn:{draft.geonames_id}"
