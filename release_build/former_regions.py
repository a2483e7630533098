"""Regions and municipalities that no longer exist: places of their own, with an end and a heir.

`former_regions*.csv` have a row per place. `valid_to` is the last year of existence; `successor` is
the place that took over the most of it; `members` are today's places that lay in it (departments of
a French region), from which the hierarchy of that time follows. `region_iso` is the code of the
region of today, because ISO 3166-2 codes of former regions are not in our sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_place_id
from sistercities.terms.places import Place
from sistercities.terms.words import LEVELS, Level

COLUMNS = (
    "place_id", "name", "name_local", "names", "level", "country", "region_iso", "valid_from",
    "valid_to", "successor", "members", "source", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormerMember:
    """A place of today that lay in a former region until the end of `until_year`."""

    place_id: str
    former_region: str
    until_year: int
    source: str


def read_former_regions(path: Path) -> tuple[Place, ...]:
    """Read the former places.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a place stands there twice.
    """
    return tuple(_place(row) for row in _rows(path))


def read_former_members(path: Path) -> tuple[FormerMember, ...]:
    """Read which places of today lay in which former region; errors as `read_former_regions`."""
    return tuple(
        FormerMember(
            member, row.values["place_id"], int(row.values["valid_to"]), row.values["source"]
        )
        for row in _rows(path)
        for member in _members(row)
    )


def _rows(path: Path) -> Iterator[WrittenRow]:
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        _check(row)
        yield row


def _check(row: WrittenRow) -> None:
    row.require("name", "valid_to", "successor", "source")
    row.require_place_id("place_id")
    row.require_place_id("successor")
    row.require_one_of("level", LEVELS)
    require_country(row, "country")
    row.require_region("region_iso", row.values["country"])
    row.require_year("valid_from", may_be_blank=True)
    row.require_year("valid_to")
    if row.values["valid_to"] < row.values["valid_from"]:
        raise row.refuse("valid_to", "the place ends before it begins; mend one of the years")
    for member in _members(row):
        if not is_place_id(member):
            raise row.refuse("members", f"{member!r} is no place id; separate ids by |")


def _members(row: WrittenRow) -> list[str]:
    return row.values["members"].split("|") if row.values["members"] else []


def _place(row: WrittenRow) -> Place:
    values = row.values
    spellings = dict.fromkeys((values["name"], values["name_local"], *values["names"].split("|")))
    return Place(
        values["place_id"], values["name"], values["name_local"], cast("Level", values["level"]),
        values["country"], values["region_iso"],
        valid_from=int(values["valid_from"]) if values["valid_from"] else None,
        valid_to=int(values["valid_to"]),
        successor=values["successor"],
        names=tuple((name, "und") for name in spellings if name),
    )  # fmt: skip
