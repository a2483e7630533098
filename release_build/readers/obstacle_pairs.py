"""Pairs of states and units between which something stands: pairs.tsv of country-pairs-2026.

Laws that bind cities in whom they may tie with: laws.tsv of country-pairs-2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from release_build.readers.obstacle_cells import (
    IGNORED_COLUMNS,
    SHARED_COLUMNS,
    StatedObstacle,
    stated_obstacle,
)
from sistercities.errors import SourceError
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.country_origins import OBSTACLE_SOURCE
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_region_code
from sistercities.terms.words import DIRECTION_OF, EVERYBODY, OBSTACLE_KINDS, WITHIN

PAIRS_FILE, LAWS_FILE = "pairs.tsv", "laws.tsv"
IGNORED_FILES = ("to_check.tsv",)
"""What the readers could not verify: nothing of it is a fact, so nothing of it is read."""

OF_PAGES = tuple(kind for kind in OBSTACLE_KINDS if kind not in WITHIN)
"""Kinds of the source: fighting within a state is told by UCDP/PRIO, or by a page of ours."""

UNIONS = ("EU", "UN")
_OWN_WORD = re.compile(r"X-[A-Z]{2,4}")


@dataclass(frozen=True, slots=True)
class ObstaclePair:
    """Two units, as the source writes them, and what stands between them."""

    unit_a: str
    unit_b: str
    kind: str
    stated: StatedObstacle

    @property
    def pair_id(self) -> str:
        """The id of the row in the release."""
        return f"{self.kind}:{self.unit_a}:{self.unit_b}"


def read_obstacle_pairs(folder: Path) -> tuple[ObstaclePair, ...]:
    """Read the pairs, in the order of the file.

    Raises
    ------
    SourceError
        If a file of the folder, a column or a value is not understood, or a pair stands there
        twice under one kind.
    """
    _check_files(folder)
    snapshot = Snapshot(folder / PAIRS_FILE, Origin(OBSTACLE_SOURCE))
    columns = ("a", "b", "kind", *SHARED_COLUMNS, *IGNORED_COLUMNS)
    found: dict[str, ObstaclePair] = {}
    for line, values in table_rows(snapshot, columns, "\t", unread=IGNORED_COLUMNS):
        row = WrittenRow(PAIRS_FILE, line, values)
        row.require("as_of")
        pair = ObstaclePair(*checked_units(row, OF_PAGES), stated_obstacle(row))
        if pair.pair_id in found:
            raise row.refuse("kind", "a row above says this of the two; keep one of them")
        found[pair.pair_id] = pair
    return tuple(found.values())


def _check_files(folder: Path) -> None:
    known = (PAIRS_FILE, LAWS_FILE, *IGNORED_FILES)
    for path in sorted(folder.glob("*")):
        if path.name not in known:
            advice = f"the files are {', '.join(known)}; read it, or ignore it by name"
            raise SourceError(path.name, 0, "(file)", path.name, advice)


def checked_units(row: WrittenRow, kinds: tuple[str, ...]) -> tuple[str, str, str]:
    """Return the two units of a row and what stands between them: columns `a`, `b`, `kind`.

    Parameters
    ----------
    row
        The row.
    kinds
        Kinds that it may be of.

    Raises
    ------
    SourceError
        If a unit or the kind is not known, or the two do not fit the kind.
    """
    row.require_one_of("kind", kinds)
    for column in ("a", "b"):
        _check_unit(row, column)
    a, b, kind = (row.values[column] for column in ("a", "b", "kind"))
    if a in (b, EVERYBODY):
        raise row.refuse("a", "the first unit is one, and another than the second")
    if (b == EVERYBODY) and DIRECTION_OF[kind] != "of_a":
        raise row.refuse("b", f"only a status is met by everybody, not {kind}")
    if kind in WITHIN and b != EVERYBODY:
        raise row.refuse("b", "fighting within a state is met by everybody: write *")
    if DIRECTION_OF[kind] == "mutual" and a > b:
        raise row.refuse("b", "what holds both ways stands under the sorted codes")
    return a, b, kind


def _check_unit(row: WrittenRow, column: str) -> None:
    unit = row.values[column]
    is_known = (
        unit in known_countries() or unit in (*UNIONS, EVERYBODY) or bool(_OWN_WORD.fullmatch(unit))
    )
    if not is_known and not (is_region_code(unit) and unit[:2] in known_countries()):
        advice = "use an ISO 3166-1 or 3166-2 code, EU, UN, * or X- and a word of ours"
        raise row.refuse(column, advice)


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
