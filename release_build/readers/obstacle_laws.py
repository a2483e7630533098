"""Laws that bind cities in whom they may tie with: laws.tsv of country-pairs-2026."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from release_build.readers.obstacle_cells import (
    IGNORED_COLUMNS,
    SHARED_COLUMNS,
    StatedObstacle,
    stated_obstacle,
)
from release_build.readers.obstacle_pairs import LAWS_FILE
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.obstacle_origins import OBSTACLE_SOURCE
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_region_code


@dataclass(frozen=True, slots=True)
class StatedLaw:
    """A law or decision: whose cities it binds, its title, and the partners it speaks of."""

    jurisdiction: str
    law: str
    affects: str
    stated: StatedObstacle


def read_laws(folder: Path) -> tuple[StatedLaw, ...]:
    """Read the laws, in the order of the file.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a law stands there twice.
    """
    snapshot = Snapshot(folder / LAWS_FILE, Origin(OBSTACLE_SOURCE))
    columns = ("jurisdiction", "law", "affects", *SHARED_COLUMNS, *IGNORED_COLUMNS)
    found: dict[tuple[str, str], StatedLaw] = {}
    for line, values in table_rows(snapshot, columns, "\t", unread=IGNORED_COLUMNS):
        row = WrittenRow(LAWS_FILE, line, values)
        law = _law(row)
        if (law.jurisdiction, law.law) in found:
            raise row.refuse("law", "a row above has this law; keep one of them")
        found[law.jurisdiction, law.law] = law
    return tuple(found.values())


def _law(row: WrittenRow) -> StatedLaw:
    row.require("law", "affects")
    where = row.values["jurisdiction"]
    if where not in known_countries() and not (
        is_region_code(where) and where[:2] in known_countries()
    ):
        raise row.refuse("jurisdiction", "use an ISO 3166-1 or 3166-2 code such as AU or US-TX")
    return StatedLaw(where, row.values["law"], row.values["affects"], stated_obstacle(row))
