"""The hierarchy as it was: which place lay in which, by span of years.

Every place has a link to its nearest container of today; a container has a link to its own. Where
a border moved, `data/decisions/parents.csv` says until when a place lay elsewhere; the link of
today then begins the year after. A row may speak for one place (`place_id`) or, with `*`, for
every place whose nearest container today is `parent_now`.

A place of a former region keeps its links: the region ends (`valid_to`), its successor begins.

The gazetteers name containers by ids of their own; here each gets the one that it goes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from release_build.former_regions import FormerMember, read_former_members
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.regions import is_region
from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place

COLUMNS = (
    "place_id",
    "parent_now",
    "parent_then",
    "until_year",
    "reason",
    "source",
    "decided",
    "retire_when",
)
ALL_CHILDREN = "*"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FormerParent:
    """Until `until_year`, a place (or all places of `parent_now`) lay in `parent_then`."""

    place_id: str
    parent_now: str
    parent_then: str
    until_year: int
    source: str


def read_former_parents(path: Path) -> list[FormerParent]:
    """Read the decisions on former containers.

    Raises
    ------
    SourceError
        If a column, a place id, a year or a date is not understood.
    """
    return [
        _former_parent(WrittenRow(path.name, line, values))
        for line, values in file_rows(path, COLUMNS)
    ]


def _former_parent(row: WrittenRow) -> FormerParent:
    speaks_for_all = row.values["place_id"] == ALL_CHILDREN
    if not speaks_for_all:
        row.require_place_id("place_id")
    row.require_place_id("parent_now", may_be_blank=not speaks_for_all)
    row.require_place_id("parent_then")
    row.require_year("until_year")
    row.require("reason", "source")
    row.require_day("decided")
    return FormerParent(
        row.values["place_id"],
        row.values["parent_now"],
        row.values["parent_then"],
        int(row.values["until_year"]),
        f"{row.values['reason']} ({row.values['source']})",
    )


def from_members(members: Iterable[FormerMember]) -> list[FormerParent]:
    """Return what the former regions say of their members, as former containers."""
    return [
        FormerParent(one.place_id, "", one.former_region, one.until_year, one.source)
        for one in members
    ]


def parent_rows(
    places: Mapping[str, Place], former: Iterable[FormerParent], source: str
) -> list[Row]:
    """Rows of the table `parents`.

    Parameters
    ----------
    places
        The universe; links lead to the nearest container in it.
    former
        Former containers; one that is about places outside the universe is passed over.
    source
        Who says what lies in what today.

    Raises
    ------
    BuildError
        If a former container is not a place of the universe though a place of it is.
    """
    ruled = list(former)
    for ruling in ruled:
        _require_known(ruling, places)
    return [
        row for _, place in sorted(places.items()) for row in _links(place, places, ruled, source)
    ]


def nearest_container(place: Place, places: Mapping[str, Place]) -> str | None:
    """Id of the nearest container of today within the universe; None for a top.

    Where two places name each other (a municipality and the town that it is called after), the
    town lies in the municipality, not the other way round.
    """
    return next(
        (one for one in place.parent_ids if one in places and not _lies_in(places[one], place)),
        None,
    )


def _lies_in(town: Place, place: Place) -> bool:
    is_mutual = place.place_id in town.parent_ids
    return is_mutual and town.level == "city" and place.level != "city"


def _require_known(ruling: FormerParent, places: Mapping[str, Place]) -> None:
    is_about_us = ruling.place_id in places or ruling.place_id == ALL_CHILDREN
    if is_about_us and ruling.parent_then not in places:
        raise BuildError(
            f"data/decisions/parents.csv: {ruling.parent_then} is not a place of the release; "
            "add it to the former regions, or take the row out"
        )


def _links(
    place: Place, places: Mapping[str, Place], former: Iterable[FormerParent], source: str
) -> list[Row]:
    now = nearest_container(place, places)
    before = sorted(
        (ruling for ruling in former if _is_about(ruling, place, now)),
        key=lambda ruling: ruling.until_year,
    )
    links: list[Row] = []
    begins = 0
    for ruling in before:
        links.append(_link(place, ruling.parent_then, begins, ruling.until_year, ruling.source))
        begins = ruling.until_year + 1
    if now is not None:
        links.append(_link(place, now, begins, place.valid_to, source))
    return links


def _is_about(ruling: FormerParent, place: Place, now: str | None) -> bool:
    if ruling.place_id == ALL_CHILDREN:
        return now is not None and now == ruling.parent_now
    return ruling.place_id == place.place_id


def _link(place: Place, parent: str, first: int, last: int | None, source: str) -> Row:
    return {
        "place_id": place.place_id,
        "parent_id": parent,
        "from_year": first,
        "to_year": last,
        "source": source,
    }


def canonical_links(gazetteer: Gazetteer) -> dict[str, Place]:
    """Return the places with all their containers, nearest first, under canonical ids.

    Where no container is a first-level region, the one with the place's ISO 3166-2 code is added.

    Raises
    ------
    BuildError
        If a place names a container or a successor that is not a place.
    """
    return {place_id: _relinked(place, gazetteer) for place_id, place in gazetteer.places.items()}


def _relinked(place: Place, gazetteer: Gazetteer) -> Place:
    parents = _containers(place, gazetteer)
    successor = place.successor and _canonical(place.successor, place.place_id, gazetteer)
    if parents == place.parent_ids and successor == place.successor:
        return place
    return replace(place, parent_ids=parents, successor=successor)


def _containers(place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for named in place.parent_ids:
        parent = gazetteer.places[_canonical(named, place.place_id, gazetteer)]
        found[parent.place_id] = None
        above = (_canonical(one, parent.place_id, gazetteer) for one in parent.parent_ids)
        found.update(dict.fromkeys(above))
    found.pop(place.place_id, None)
    has_region = any(is_region(gazetteer.places[one]) for one in found)
    region = gazetteer.region_by_iso.get(place.region_iso, "")
    is_top = place.is_dual or place.level in ("region1", "country")
    if region and not has_region and not is_top:
        found[region] = None
    return tuple(found)


def _canonical(named: str, by: str, gazetteer: Gazetteer) -> str:
    found = gazetteer.canonical(named)
    if not found:
        raise BuildError(f"{by} names {named}, which is not a place; correct it in data/decisions")
    return found


def former_parents(decisions: Path, gazetteer: Gazetteer) -> list[FormerParent]:
    """Read which places lay elsewhere: the rulings, and the places that lay in a former region."""
    former = sorted(decisions.glob("former_regions*.csv"))
    members = from_members([one for path in former for one in read_former_members(path)])
    return [
        ruling
        if ruling.place_id == ALL_CHILDREN
        else replace(ruling, place_id=_canonical(ruling.place_id, ruling.parent_then, gazetteer))
        for ruling in (*read_former_parents(decisions / "parents.csv"), *members)
    ]
