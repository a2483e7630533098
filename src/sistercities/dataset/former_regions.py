"""Regions and municipalities that no longer exist: places of their own, with an end and a heir.

`former_regions.csv` has a row per place. `valid_to` is the last year of existence; `successor` is
the place that took over the most of it; `members` are today's places that lay in it (departments of
a French region), from which the hierarchy of that time follows. `region_iso` is the code of the
region of today, because ISO 3166-2 codes of former regions are not in our sources.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import SourceError
from sistercities.terms.places import Place
from sistercities.terms.words import LEVELS

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
    """Read the former places."""
    return tuple(_place(path.name, line, row) for line, row in _rows(path))


def read_former_members(path: Path) -> tuple[FormerMember, ...]:
    """Read which places of today lay in which former region."""
    return tuple(
        FormerMember(member, row["place_id"], int(row["valid_to"]), row["source"])
        for _, row in _rows(path)
        for member in row["members"].split("|")
        if member
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        odd = sorted(set(reader.fieldnames or ()) ^ set(COLUMNS))
        if odd:
            raise SourceError(path.name, 1, odd[0], odd[0], f"the columns are {', '.join(COLUMNS)}")
        for row in reader:
            yield reader.line_num, row


def _place(file: str, line: int, row: Mapping[str, str]) -> Place:
    level = next((one for one in LEVELS if one == row["level"]), None)
    if level is None:
        raise SourceError(file, line, "level", row["level"], f"use one of {LEVELS}")
    for column in ("valid_to", "valid_from"):
        if row[column] and not row[column].isdigit():
            raise SourceError(file, line, column, row[column], "give the year as four digits")
    for column in ("valid_to", "successor"):
        if not row[column]:
            raise SourceError(file, line, column, "", "a former place has an end and a successor")
    spellings = dict.fromkeys((row["name"], row["name_local"], *row["names"].split("|")))
    return Place(
        row["place_id"], row["name"], row["name_local"], level,
        row["country"], row["region_iso"],
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]),
        successor=row["successor"],
        names=tuple((name, "und") for name in spellings if name),
    )  # fmt: skip
