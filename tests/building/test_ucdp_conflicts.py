"""Conflicts within states are read strictly, from a made-up file in the shape of UCDP/PRIO."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.ucdp_conflicts import (
    CONFLICTS_FILE,
    ConflictWithin,
    read_newest_conflicts,
)
from sistercities.errors import SourceError

HEAD = [
    "conflict_id",
    "location",
    "side_a",
    "side_a_id",
    "side_a_2nd",
    "side_b",
    "side_b_id",
    "side_b_2nd",
    "incompatibility",
    "territory_name",
    "year",
    "intensity_level",
    "cumulative_intensity",
    "type_of_conflict",
    "start_date",
    "start_prec",
    "start_date2",
    "start_prec2",
    "ep_end",
    "ep_end_date",
    "ep_end_prec",
    "gwno_a",
    "gwno_a_2nd",
    "gwno_b",
    "gwno_b_2nd",
    "gwno_loc",
    "region",
    "version",
]
WAR = {
    "conflict_id": "901", "location": "Aaland", "side_a": "Government of Aaland",
    "side_b": "Red Sash , Blue Sash", "incompatibility": "2", "year": "2024",
    "intensity_level": "2", "type_of_conflict": "3", "version": "25.1",
}  # fmt: skip


def write_conflicts(folder: Path, *rows: dict[str, str]) -> Path:
    """Write a file of conflicts; columns that a row does not name are empty."""
    path = folder / CONFLICTS_FILE
    lines = [";".join(HEAD), *(";".join(row.get(name, "") for name in HEAD) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_conflict_keeps_who_fought_over_what_and_how_hard(tmp_path: Path) -> None:
    islet = WAR | {
        "conflict_id": "77", "side_b": "Islet Front", "incompatibility": "1",
        "territory_name": "Islet", "intensity_level": "1", "type_of_conflict": "4",
    }  # fmt: skip
    assert read_newest_conflicts(write_conflicts(tmp_path, WAR, islet)) == (
        ConflictWithin("77", "Aaland", ("Islet Front",), "Islet", 2024, False),
        ConflictWithin("901", "Aaland", ("Red Sash", "Blue Sash"), "", 2024, True),
    )


def test_older_years_and_wars_of_states_with_each_other_are_no_conflicts_within(
    tmp_path: Path,
) -> None:
    older = WAR | {"conflict_id": "5", "year": "2023"}
    of_states = WAR | {"conflict_id": "6", "type_of_conflict": "2"}
    found = read_newest_conflicts(write_conflicts(tmp_path, older, WAR, of_states))
    assert [one.conflict_id for one in found] == ["901"]


def test_the_row_that_the_file_has_in_two_halves_is_left_out(tmp_path: Path) -> None:
    first = {"conflict_id": "11349", "location": "China", "side_b": "ETIM"}
    second = {"location": "2008", "year": "29-8-2008", "type_of_conflict": "710"}
    assert len(read_newest_conflicts(write_conflicts(tmp_path, WAR, first, second))) == 1


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"year": "29-8-2008"}, "year"),
        ({"type_of_conflict": ""}, "type_of_conflict"),
        ({"intensity_level": "3"}, "intensity_level"),
        ({"incompatibility": "9"}, "incompatibility"),
        ({"version": "26.1"}, "version"),
        ({"conflict_id": "x"}, "conflict_id"),
        ({"side_b": ""}, "side_b"),
    ],
)
def test_a_value_that_is_not_understood_stops_the_reading(
    tmp_path: Path, changed: dict[str, str], column: str
) -> None:
    with pytest.raises(SourceError, match=column):
        read_newest_conflicts(write_conflicts(tmp_path, WAR | changed))
