"""Conflicts between states are read strictly, with those who fought beside either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.test_ucdp_conflicts import WAR, write_conflicts
from release_build.readers.ucdp_conflicts import ConflictYear, read_conflicts_between
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Origin, Snapshot

BETWEEN = {
    **WAR, "conflict_id": "902", "type_of_conflict": "2", "side_a": "Government of Aaland",
    "side_b": "Government of Beeland", "gwno_a": "900", "gwno_a_2nd": "901, 902", "gwno_b": "910",
    "gwno_b_2nd": "",
}  # fmt: skip


def read(folder: Path, *rows: dict[str, str]) -> list[tuple[int, int, int, int]]:
    snapshot = Snapshot(write_conflicts(folder, *rows), Origin("made-up"))
    found = read_conflicts_between(snapshot)
    assert all(isinstance(one, ConflictYear) for one in found)
    return [(one.code_a, one.code_b, one.year, one.level) for one in found]


def test_each_of_one_side_stands_against_each_of_the_other(tmp_path: Path) -> None:
    second = {**BETWEEN, "year": "1999", "intensity_level": "1", "gwno_a_2nd": "",
              "gwno_b": "910, 911", "gwno_b_2nd": "912"}  # fmt: skip
    assert read(tmp_path, BETWEEN, second) == [
        (900, 910, 2024, 2), (901, 910, 2024, 2), (902, 910, 2024, 2),
        (900, 910, 1999, 1), (900, 911, 1999, 1), (900, 912, 1999, 1),
    ]  # fmt: skip


def test_a_conflict_within_a_state_is_none_between_two(tmp_path: Path) -> None:
    assert read(tmp_path, {**WAR, "gwno_a": "900", "gwno_a_2nd": "901"}) == []


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("gwno_b", "", "a state on either side"),
        ("gwno_b", "9x", "numbers of states"),
        ("intensity_level", "3", "intensity_level"),
        ("type_of_conflict", "710", "type_of_conflict"),
        ("year", "24", "four digits"),
    ],
)
def test_what_is_not_understood_stops_the_build(
    tmp_path: Path, column: str, value: str, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        read(tmp_path, {**BETWEEN, column: value})
