"""Armed conflicts between states by year: type 2 of ucdp_prio_acd of conflict-ucdp-2024.

Both sides count with the states that fought beside them (`gwno_a_2nd`, `gwno_b_2nd`): each state of
one side is in conflict with each of the other. States stand by their Gleditsch-Ward numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from release_build.readers.ucdp_conflicts import read_conflict_rows
from sistercities.sources.snapshot import Snapshot
from sistercities.sources.written_values import WrittenRow, is_year

FIRST_YEAR, LAST_YEAR = 1946, 2024
BETWEEN_STATES = "2"
_LEVELS = {"1": 1, "2": 2}
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
    row.require_one_of("intensity_level", tuple(_LEVELS))
    if not is_year(row.values["year"]):
        raise row.refuse("year", "write a year in four digits")
    sides = [[code for column in side for code in _codes(row, column)] for side in _SIDES]
    if not all(sides):
        raise row.refuse("gwno_a", "a conflict between states has a state on either side")
    year, level = int(row.values["year"]), _LEVELS[row.values["intensity_level"]]
    for code_a in sides[0]:
        for code_b in sides[1]:
            yield ConflictYear(code_a, code_b, year, level)


def _codes(row: WrittenRow, column: str) -> list[int]:
    written = [part.strip() for part in row.values[column].split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() for part in written):
        raise row.refuse(column, "write the numbers of states, with commas between")
    return [int(part) for part in written]
