"""Build the gazetteer from GeoNames, the Chinese roster and Natural Earth.

A municipality is one place: where an administrative area is the municipality of a populated place
(its level rule says so, a name is shared and the place lies inside), the populated place is
canonical and the area's id redirects to it. A county is never merged with its seat. A populated
place that is a part of a city is a district.

Letters that GeoNames writes with the look-alike of another alphabet: Ð for Đ.

The capitals look the same in print, and text that is copied is found nowhere else: Đà Lạt is not
Ðà Lạt. Where the language of a country has the Icelandic letter, it stays.

Parts of cities, from `parts_of_cities.csv`: what GeoNames lists as a place and is a quarter.

`dual_places.csv` says of each dual place what lies in it; here stand the exceptions to that, and
the quarters of other cities. In Brazil a district of a large municipality is a part of it without a
row: no district there has a government of its own (Grajaú and Copacabana).

Municipalities that a gazetteer files under a neighbour: Mukō under Kyoto, Koori under Date.

A municipality with a code of its own in the register of its country lies in no other. What is a
part of a city, such as a ward, has another level and stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from release_build.former_regions import read_former_regions
from release_build.gazetteer.chinese_units import apply_roster, chinese_level, with_unit_names
from release_build.gazetteer.corrections import (
    corrected,
    read_corrections,
    read_facts,
    with_facts,
)
from release_build.gazetteer.distance import are_within
from release_build.gazetteer.drafts import (
    Draft,
    GazetteerSources,
    area_name,
    merge,
    read_dual_places,
)
from release_build.gazetteer.earth import local_name, with_natural_earth
from release_build.gazetteer.japan import with_japan
from release_build.gazetteer.levels import area_level, read_level_rules
from release_build.gazetteer.point_regions import with_regions_of_points
from release_build.gazetteer.same_municipality import merge_municipalities
from release_build.gazetteer.shared_words import without_shared_words
from release_build.readers.admin_shapes import Shape
from release_build.readers.china_roster import read_prefectures
from release_build.readers.geonames import PopulatedPlace, read_populated_places
from release_build.readers.japan_municipalities import read_japan, read_ward_names
from release_build.readers.natural_earth import read_natural_earth
from sistercities.dataset.decisions import read_added_places
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import AdminArea, AdminAreas, Country, read_admin_areas
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place


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
        read_japan(
            shared / "places-japan-2026", read_ward_names(decisions / "ward_names_japan.csv")
        ),
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


def build_gazetteer(
    sources: GazetteerSources, extra: Iterable[Place] = (), shapes: Sequence[Shape] = ()
) -> Gazetteer:
    """Assemble the gazetteer.

    Parameters
    ----------
    sources
        Everything read for it.
    extra
        Places from decisions, such as former regions.
    shapes
        Shapes of first-level regions, which tell the region of a point.
    """
    drafts = {city.geonames_id: _city_draft(city) for city in sources.cities}
    _add_areas(drafts, sources)
    _place_cities(drafts, sources)
    merge_municipalities(drafts, sources)
    apply_roster(drafts, sources)
    _merge_duals(drafts, sources)
    _set_parts(drafts, sources)
    _add_countries(drafts, sources.areas.countries)
    merged = {alias: gid for gid, draft in drafts.items() for alias in draft.aliases}
    finished = (_finished(draft, drafts, merged) for draft in drafts.values())
    bare = without_shared_words(finished)
    placed = with_regions_of_points(tuple(bare), shapes)
    places = with_unit_names(with_natural_earth(placed, sources.natural_earth), sources.added)
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
    return Gazetteer(without_neighbours(with_japan(unique, sources.japan)), areas)


def _canonical(place: Place, aliases: Mapping[str, str]) -> Place:
    """Lead an added place's parent and successor to the canonical ids."""
    parents = tuple(aliases.get(parent, parent) for parent in place.parent_ids)
    successor = aliases.get(place.successor, place.successor)
    return replace(place, parent_ids=parents, successor=successor)


def _city_draft(city: PopulatedPlace) -> Draft:
    draft = Draft(city.geonames_id, city.name, city.country)
    draft.latitude, draft.longitude = city.latitude, city.longitude
    draft.population = city.population
    draft.add_names((city.name, *city.alternate_names))
    if city.country == "CN":
        draft.level = chinese_level(draft.names)
    return draft


def _add_areas(drafts: dict[int, Draft], sources: GazetteerSources) -> None:
    for area in sources.areas.areas:
        if area.geonames_id is None and area.type not in {"London borough"}:
            continue
        gid = area.geonames_id or -area.row
        if gid in drafts:
            continue
        level, is_municipality = area_level(area, sources.level_rules)
        is_bare = is_municipality and level == "city" and area.country not in _DECLINED
        draft = Draft(gid, area_name(area, is_bare=is_bare), area.country, level)
        draft.slug = area.iso.lower() if area.geonames_id is None else ""
        draft.add_names(area.names)
        draft.add_names((area_name(area),))
        draft.region_iso = _region_iso(area, sources)
        draft.parents = _area_parents(area, sources.areas)
        drafts[gid] = draft


"""Names that are filed under their second word."""


_DECLINED = frozenset({"ID", "LV", "XK"})
"""Where what a wrapper leaves is no name: Rēzeknes novads, Komuna e Vitisë, Kota Administrasi."""


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


def _place_cities(drafts: dict[int, Draft], sources: GazetteerSources) -> None:
    """Give each populated place its containers and its first-level region."""
    for city in sources.cities:
        rows = sources.areas.containers.get(city.geonames_id, ())
        inside = [sources.areas.area(row) for row in reversed(rows)]
        draft = drafts[city.geonames_id]
        draft.parents = tuple(area.geonames_id for area in inside if area.geonames_id)
        codes = (_region_iso(area, sources) for area in inside)
        draft.region_iso = next((code for code in codes if code), "")


def _merge_duals(drafts: dict[int, Draft], sources: GazetteerSources) -> None:
    for dual in sources.duals:
        if dual.place_id not in drafts:
            raise BuildError(
                f"dual_places.csv: {dual.name} has no place gn:{dual.place_id}; mend the row"
            )
        draft = drafts[dual.place_id]
        draft.is_dual, draft.level, draft.region_iso = True, "city", dual.region_iso
        if dual.region_id is not None:
            merge(drafts, draft, dual.region_id)
        draft.parents = ()
        if dual.region_iso == draft.country:
            _put_inside(drafts, draft)


def _put_inside(drafts: Mapping[int, Draft], state: Draft) -> None:
    """Put every place of a city state or special region into it."""
    for draft in drafts.values():
        if draft.country == state.country and draft is not state:
            draft.region_iso = draft.region_iso or state.region_iso
            draft.parents = (*draft.parents, state.geonames_id)


def _set_parts(drafts: Mapping[int, Draft], sources: GazetteerSources) -> None:
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
    ruled = _ruled_aliases(sources)
    for gid in towns:
        above = {merged.get(parent, parent) for parent in drafts[gid].parents} - {gid}
        found = {inside[one] for one in above & inside.keys()}
        lies_in_one = "parts" in found or bool(found and above & either)
        around = {ruled.get(one, one) for one in above} - {gid}
        is_part = lies_in_one or _lies_in_a_large_one(drafts[gid], drafts, around & towns)
        if sources.parts.get(gid, is_part):
            drafts[gid].level = "district"


def _ruled_aliases(sources: GazetteerSources) -> Mapping[int, int]:
    """Areas that a ruling makes one with their town, which are two until it is applied."""
    told = ((fact.alias, fact.place_id) for fact in sources.facts if fact.alias)
    return {
        int(alias.removeprefix("gn:")): int(place_id.removeprefix("gn:"))
        for alias, place_id in told
        if alias.startswith("gn:") and place_id.startswith("gn:")
    }


_DISTRICTS_GOVERN_NOTHING = frozenset({"BR"})
_LARGE_MUNICIPALITY = 300_000
"""People of a municipality whose places are parts of a city; GeoNames files some villages wrongly
under smaller ones."""
_PART_KM = 40.0


def _lies_in_a_large_one(place: Draft, drafts: Mapping[int, Draft], above: Iterable[int]) -> bool:
    """Whether a place lies in a large municipality whose districts are no towns."""
    if place.country not in _DISTRICTS_GOVERN_NOTHING or place.aliases:
        return False
    wholes = (drafts[gid] for gid in above)
    return any(
        (one.population or 0) >= _LARGE_MUNICIPALITY and are_within(place, one, _PART_KM)
        for one in wholes
    )


def _add_countries(drafts: dict[int, Draft], countries: Sequence[Country]) -> None:
    taken = {alias for draft in drafts.values() for alias in draft.aliases}
    for country in countries:
        gid = country.geonames_id
        if gid is None or gid in drafts or gid in taken:
            continue
        drafts[gid] = Draft(gid, country.name, country.code, "country")
        drafts[gid].add_names(country.names)


def _finished(draft: Draft, drafts: Mapping[int, Draft], merged: Mapping[int, int]) -> Place:
    parents = dict.fromkeys(merged.get(parent, parent) for parent in draft.parents)
    known = tuple(gid for gid in parents if gid in drafts and gid != draft.geonames_id)
    spelt = {with_own_letters(name, draft.country): lang for name, lang in draft.names.items()}
    return Place(
        place_id=_place_id(draft),
        name=with_own_letters(draft.name, draft.country),
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
        names=tuple(sorted(spelt.items())),
        parent_ids=tuple(_place_id(drafts[gid]) for gid in known),
        alias_ids=tuple(f"gn:{gid}" for gid in sorted(draft.aliases)),
    )


def _place_id(draft: Draft) -> str:
    return f"x:{draft.slug}" if draft.slug else f"gn:{draft.geonames_id}"


_WITH_STROKE = frozenset({"BA", "HR", "ME", "MK", "RS", "SI", "VN", "XK"})
"""Where names have the letter d with a stroke, and none the Icelandic eth."""
_D_WITH_STROKE = str.maketrans("\u00d0\u00f0", "\u0110\u0111")


def with_own_letters(name: str, country: str) -> str:
    """Write a name with the letters of its country.

    Examples
    --------
    >>> with_own_letters("\N{LATIN CAPITAL LETTER ETH}à Lạt", "VN") == "Đà Lạt"
    True
    >>> with_own_letters("Garðabær", "IS")
    'Garðabær'
    """
    return name.translate(_D_WITH_STROKE) if country in _WITH_STROKE else name


COLUMNS = ("place_id", "name", "country", "is_part", "reason", "source", "date")


def read_parts(path: Path) -> Mapping[int, bool]:
    """Read, by GeoNames id, whether a populated place is a part of a city.

    Raises
    ------
    SourceError
        If a column, an id or a date is not understood, a place stands there twice, or a row gives
        no reason or source.
    """
    found: dict[int, bool] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        geonames_id = _checked_id(row)
        found[geonames_id] = row.values["is_part"] == "yes"
    return found


def _checked_id(row: WrittenRow) -> int:
    row.require("name", "country", "source")
    row.require_place_id("place_id")
    row.require_one_of("is_part", ("yes", "no"))
    value = row.values["place_id"]
    if not value.startswith("gn:"):
        raise row.refuse("place_id", "a populated place of GeoNames is meant: gn:<number>")
    return int(value.removeprefix("gn:"))


def without_neighbours(places: Iterable[Place]) -> tuple[Place, ...]:
    """Take each municipality that has a code out of the other ones that it is filed under."""
    by_id = {place.place_id: place for place in places}
    return tuple(_alone(place, by_id) for place in by_id.values())


def _alone(place: Place, by_id: Mapping[str, Place]) -> Place:
    if not _is_municipality(place):
        return place
    kept = tuple(one for one in place.parent_ids if not _is_municipality(by_id.get(one)))
    return place if kept == place.parent_ids else replace(place, parent_ids=kept)


def _is_municipality(place: Place | None) -> bool:
    """Whether a register counts it as a municipality; a city that is a region too contains them."""
    if place is None or place.is_dual:
        return False
    return place.level == "city" and bool(place.municipality_code)
