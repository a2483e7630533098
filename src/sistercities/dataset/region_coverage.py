"""Which lists of a region's ties a source holds, and how many ties stand in them.

`region_coverage` has a row for a first-level region, a level and a source where somebody vouches
for the list (`is_covered`), where somebody rules that it is missing, or where the source holds a
tie of the region at all. No row and `is_covered` false mean the same: missing ties are missing
data. `upper` are the ties that the region itself holds, `lower` those of places in it; domestic
ties are neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sistercities.dataset.coverage_decisions import ALL_REGIONS, RegionList
from sistercities.dataset.ingredients import Ingredients, Row
from sistercities.dataset.official_scopes import group_of
from sistercities.dataset.regions import is_region, region_of
from sistercities.errors import BuildError
from sistercities.sources.official_totals import OfficialTotal
from sistercities.terms.places import Place

COMPLETE = 0.9
"""Share of a published total from which a list counts as complete."""
_LEVEL_OF = {"province": "upper", "prefecture": "lower", "county": "lower"}

Key = tuple[str, str, str]
"""Region, level, source."""


def region_coverage(tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    """Rows of the table `region_coverage`: regions by upper and lower by source."""
    regions = _regions_of_today(of.places)
    listed = _listed(of.region_lists, regions)
    held = _held(tables["ties"], of.places)
    published = _published_by_region(of, regions)
    claiming = {row["source_id"] for row in tables["claims"]}
    keys = {key for key in {*listed, *held} if key[0] in regions and key[2] in claiming}
    return [_row(key, listed, held, published) for key in sorted(keys)]


def covered_countries(of: Ingredients) -> list[str]:
    """List the countries of which a source holds the own ties of at least one region."""
    regions = _regions_of_today(of.places)
    listed = _listed(of.region_lists, regions)
    return sorted(
        {regions[region].country for (region, level, _), said in listed.items()
         if said.is_listed and level == "upper"}
    )  # fmt: skip


def _regions_of_today(places: Mapping[str, Place]) -> dict[str, Place]:
    return {
        place.place_id: place
        for place in places.values()
        if is_region(place) and place.valid_to is None
    }


def _listed(rulings: Iterable[RegionList], regions: Mapping[str, Place]) -> dict[Key, RegionList]:
    """Return what is said of each list; a word on one region goes before one on its country."""
    by_country: dict[str, list[Place]] = defaultdict(list)
    for region in regions.values():
        by_country[region.country].append(region)
    listed: dict[Key, RegionList] = {}
    for ruling in sorted(rulings, key=lambda one: one.region_iso != ALL_REGIONS):
        meant = [one for one in by_country[ruling.country] if ruling.is_about(one)]
        if not meant and ruling.region_iso != ALL_REGIONS:
            raise BuildError(
                f"data/decisions/region_lists.csv: {ruling.region_iso} is no first-level region "
                f"of {ruling.country}; correct the code there, or the account of its lists by "
                f"{ruling.source_id}"
            )
        listed |= {(one.place_id, ruling.level, ruling.source_id): ruling for one in meant}
    return listed


def _held(ties: Iterable[Row], places: Mapping[str, Place]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for tie in ties:
        a, b = places[tie["place_a"]], places[tie["place_b"]]
        if a.country == b.country:
            continue
        for place in (a, b):
            region = region_of(place, places)
            if region is not None:
                level = "upper" if place.place_id == region else "lower"
                counts.update((region, level, source) for source in tie["sources"].split())
    return counts


def _published_by_region(
    of: Ingredients, regions: Mapping[str, Place]
) -> dict[tuple[str, str], list[OfficialTotal]]:
    by_iso = {place.region_iso: place.place_id for place in regions.values()}
    published: dict[tuple[str, str], list[OfficialTotal]] = defaultdict(list)
    for total in of.official_totals:
        _, dimension, group = group_of(total, of.scopes)
        if dimension == "province" and total.level in _LEVEL_OF:
            published[by_iso[group], _LEVEL_OF[total.level]].append(total)
    return published


def _row(
    key: Key,
    listed: Mapping[Key, RegionList],
    held: Mapping[Key, int],
    published: Mapping[tuple[str, str], Sequence[OfficialTotal]],
) -> Row:
    place_id, level, source = key
    totals = published.get((place_id, level), ())
    official = sum(total.ties for total in totals) if totals else None
    said = listed.get(key)
    is_covered = said is not None and said.is_listed
    n_held = held.get(key, 0)
    return {
        "place_id": place_id,
        "level": level,
        "source_id": source,
        "ties_listed": n_held,
        "official_total": official,
        "official_date": totals[0].as_of if totals else None,
        "official_source": totals[0].source if totals else None,
        "is_covered": is_covered,
        "is_complete": official is not None and n_held >= COMPLETE * official,
        "list_year": said.year if said is not None and said.is_listed else None,
        "note": (said.reason or None) if said is not None else None,
    }
