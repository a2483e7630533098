"""Conflicts of a state with armed groups on its ground: ucdp_prio_acd of conflict-ucdp-2024.

Armed conflicts between states by year: type 2 of ucdp_prio_acd of conflict-ucdp-2024.

Both sides count with the states that fought beside them (`gwno_a_2nd`, `gwno_b_2nd`): each state of
one side is in conflict with each of the other. States stand by their Gleditsch-Ward numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.country_origins import CONFLICT_SOURCE
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_year

CONFLICTS_FILE = "ucdp_prio_acd_25_1.csv"
VERSION = "25.1"
_WITHIN_A_STATE = ("3", "4")
"""Of a government with armed groups at home, without and with troops of other states."""
_TYPES = ("1", "2", *_WITHIN_A_STATE)
_LEVELS = {"1": False, "2": True}
_READ = (
    "conflict_id", "location", "side_b", "incompatibility", "territory_name", "year",
    "intensity_level", "type_of_conflict", "version", "gwno_a", "gwno_a_2nd", "gwno_b",
    "gwno_b_2nd",
)  # fmt: skip
_UNREAD = (
    "side_a", "side_a_id", "side_a_2nd", "side_b_id", "side_b_2nd", "cumulative_intensity",
    "start_date", "start_prec", "start_date2", "start_prec2", "ep_end", "ep_end_date",
    "ep_end_prec", "gwno_loc", "region",
)  # fmt: skip
_CUT = (("11349", ""), ("", "29-8-2008"))
"""Conflict and year of a row on China in 2008 that stands in the file as two halves of a row."""


@dataclass(frozen=True, slots=True)
class ConflictWithin:
    """A conflict within a state in one year.

    Attributes
    ----------
    conflict_id, location
        Number of the conflict, and the state, as UCDP writes it.
    groups
        Armed groups that fought the government, as UCDP names them.
    territory
        What the two fought for, where it is a territory; "" where it is the government.
    year
        The year.
    is_war
        Whether it cost 1,000 or more deaths in battle that year; below that, at least 25.
    """

    conflict_id: str
    location: str
    groups: tuple[str, ...]
    territory: str
    year: int
    is_war: bool


def read_newest_conflicts(path: Path) -> tuple[ConflictWithin, ...]:
    """Read the conflicts within states in the newest year of the file, by number.

    Raises
    ------
    SourceError
        If a column or a value is not understood.
    """
    snapshot = Snapshot(path, Origin(CONFLICT_SOURCE))
    rows = read_conflict_rows(snapshot)
    found = [conflict for row in rows if (conflict := _conflict(row)) is not None]
    newest = max((one.year for one in found), default=0)
    return tuple(
        sorted((one for one in found if one.year == newest), key=lambda one: int(one.conflict_id))
    )


def read_conflict_rows(snapshot: Snapshot) -> Iterator[WrittenRow]:
    """Read the rows of all kinds, without the two halves of the row that is cut.

    Raises
    ------
    SourceError
        If a column, a kind or the version is not understood.
    """
    for line, values in table_rows(snapshot, (*_READ, *_UNREAD), ";", unread=_UNREAD):
        if (values["conflict_id"], values["year"]) not in _CUT:
            row = WrittenRow(snapshot.path.name, line, values)
            row.require_one_of("type_of_conflict", _TYPES)
            row.require_one_of("version", (VERSION,))
            yield row


def _conflict(row: WrittenRow) -> ConflictWithin | None:
    row.require("conflict_id", "location", "side_b")
    values = row.values
    if not is_year(values["year"]):
        raise row.refuse("year", "write a year in four digits")
    if values["type_of_conflict"] not in _WITHIN_A_STATE:
        return None
    row.require_one_of("intensity_level", tuple(_LEVELS))
    row.require_one_of("incompatibility", ("1", "2", "3"))
    return ConflictWithin(
        _number(row), values["location"], _groups(values["side_b"]),
        values["territory_name"].strip(), int(values["year"]),
        _LEVELS[values["intensity_level"]],
    )  # fmt: skip


def _number(row: WrittenRow) -> str:
    number = row.values["conflict_id"]
    if not (number.isascii() and number.isdecimal()):
        raise row.refuse("conflict_id", "write the number of the conflict")
    return number


def _groups(written: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in written.split(",") if part.strip())


FIRST_YEAR, LAST_YEAR = 1946, 2024
BETWEEN_STATES = "2"
_INTERSTATE_LEVELS = {"1": 1, "2": 2}
_SIDES = (("gwno_a", "gwno_a_2nd"), ("gwno_b", "gwno_b_2nd"))


@dataclass(frozen=True, slots=True)
class ConflictYear:
    """Two states in conflict in a year.

    Attributes
    ----------
    code_a, code_b
        Gleditsch-Ward numbers.
    year
        The year.
    level
        1 from 25 deaths in battle, 2 from 1,000.
    """

    code_a: int
    code_b: int
    year: int
    level: int


def read_conflicts_between(snapshot: Snapshot) -> tuple[ConflictYear, ...]:
    """Read the conflicts between states, a row for each pair and year.

    Raises
    ------
    SourceError
        If a column or a value is not understood.
    """
    return tuple(one for row in read_conflict_rows(snapshot) for one in _pairs(row))


def _pairs(row: WrittenRow) -> Iterator[ConflictYear]:
    if row.values["type_of_conflict"] != BETWEEN_STATES:
        return
    row.require_one_of("intensity_level", tuple(_INTERSTATE_LEVELS))
    if not is_year(row.values["year"]):
        raise row.refuse("year", "write a year in four digits")
    sides = [[code for column in side for code in _codes(row, column)] for side in _SIDES]
    if not all(sides):
        raise row.refuse("gwno_a", "a conflict between states has a state on either side")
    year, level = int(row.values["year"]), _INTERSTATE_LEVELS[row.values["intensity_level"]]
    for code_a in sides[0]:
        for code_b in sides[1]:
            yield ConflictYear(code_a, code_b, year, level)


def _codes(row: WrittenRow, column: str) -> list[int]:
    written = [part.strip() for part in row.values[column].split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() for part in written):
        raise row.refuse(column, "write the numbers of states, with commas between")
    return [int(part) for part in written]
