"""Records of one municipality, its area and its town, become one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from release_build.gazetteer.drafts import (
    Draft,
    GazetteerSources,
    by_size,
    merge,
    own_keys,
    same_named,
)
from release_build.gazetteer.levels import area_level
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import name_key
from sistercities.terms.words import Level

_ONE_RECORD_COUNTRIES = frozenset({"JP", "KR"})
"""Where a seat quarter carries the municipality's name and people: a second record of it."""


def merge_municipalities(drafts: dict[int, Draft], sources: GazetteerSources) -> None:
    """Fold the area of each municipality into its town, and second records of the town too."""
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
            own = own_keys(area)
            others = named[area.parent_row] - own
            _merge_one(drafts, drafts[area.geonames_id], candidates, level, own, others)


def _municipal_keys(sources: GazetteerSources) -> Mapping[int, set[str]]:
    """Keys of the main names of municipalities where quarters bear them, by what contains them."""
    keys: defaultdict[int, set[str]] = defaultdict(set)
    for area in sources.areas.areas:
        if area.country in _ONE_RECORD_COUNTRIES and area_level(area, sources.level_rules)[1]:
            keys[area.parent_row] |= own_keys(area)
    return keys


def _merge_one(
    drafts: dict[int, Draft],
    area: Draft,
    candidates: Sequence[Draft],
    level: Level,
    own: Collection[str],
    elsewhere: Collection[str],
) -> None:
    """Merge an area with its populated place; `own` are its keys, `elsewhere` those of others."""
    named = same_named(area, candidates)
    if not named:
        return
    city = max((one for one in named if name_key(one.name) in own), key=by_size, default=None)
    city = city or max(named, key=by_size)
    merge(drafts, city, area.geonames_id)
    city.level = level
    if area.country in _ONE_RECORD_COUNTRIES:
        # Higashiyamato, which is called 東村山 too, is no second Higashimurayama.
        ours = [one for one in named if one is city or name_key(one.name) not in elsewhere]
        _merge_second_records(drafts, city, ours)
        if name_key(city.name) not in own:
            city.name = (bare_names(area.name) or (area.name,))[0]
            city.add_names((city.name,))


def _merge_second_records(drafts: dict[int, Draft], city: Draft, named: Sequence[Draft]) -> None:
    largest = max(one.population or 0 for one in named)
    for other in named:
        if other is not city and (other.population or 0) * 2 >= largest > 0:
            city.population = max(city.population or 0, other.population or 0)
            merge(drafts, city, other.geonames_id)
