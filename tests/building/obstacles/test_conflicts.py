"""War within a state becomes one row a state, from made-up conflicts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from building.test_ucdp_conflicts import WAR, write_conflicts
from release_build.obstacles.conflicts import CONFLICT_STATES_FILE, conflict_pairs
from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError

COUNTRIES = {"AA": "Aaland", "BB": "The Netherlands", "CC": "Celand"}
LOW = {"intensity_level": "1", "conflict_id": "902", "side_b": "Green Sash"}
D = "2026-11-29"


def _pairs(
    folder: Path, conflicts: list[dict[str, str]], states: list[tuple[str, ...]]
) -> dict[str, ObstaclePair]:
    path = folder / CONFLICT_STATES_FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        head = ("location", "conflict_id", "country", "reason", "date")
        csv.writer(file).writerows([head, *states])
    found = conflict_pairs(write_conflicts(folder, *conflicts), path, COUNTRIES)
    return {one.pair_id: one for one in found}


def test_a_state_at_war_at_home_has_one_row_with_its_wars_alone(tmp_path: Path) -> None:
    found = _pairs(tmp_path, [WAR, WAR | LOW], [("Aaland", "", "AA", "that state", D)])
    assert list(found) == ["war_within:AA:*"]
    stated = found["war_within:AA:*"].stated
    assert stated.sentence == (
        "The Uppsala Conflict Data Program recorded war of the government of Aaland with armed "
        "groups in 2024; the edition that we hold ends with 2024."
    )
    assert (stated.as_of, stated.proposed) == ("2024-12-31", "caution")
    assert stated.title.endswith("conflict 901")
    assert stated.conflicts == ("901",)


def test_fighting_below_the_level_of_war_is_told_as_such(tmp_path: Path) -> None:
    land = {"territory_name": "Islet", "conflict_id": "903", "side_b": "Islet Front"}
    found = _pairs(tmp_path, [WAR | LOW, WAR | LOW | land], [("Aaland", "", "BB", "that state", D)])
    stated = found["conflict_within:BB:*"].stated
    assert stated.sentence == (
        "The Uppsala Conflict Data Program recorded fighting of the government of the Netherlands "
        "with armed groups in 2024, below the level of war; the edition that we hold ends with "
        "2024."
    )
    assert stated.proposed == "note"


def test_a_war_over_land_in_another_state_stands_in_the_way_there_too(tmp_path: Path) -> None:
    states = [("Aaland", "", "AA", "that state", D), ("Aaland", "901", "CC", "its land", D)]
    found = _pairs(tmp_path, [WAR, WAR | LOW], states)
    assert list(found) == ["war_within:AA:*", "war_within:CC:*"]
    assert "the government of Aaland" in found["war_within:CC:*"].stated.sentence


@pytest.mark.parametrize(
    ("states", "problem"),
    [
        ([], "which state Aaland is"),
        (
            [("Aaland", "", "AA", "x", D), ("Beland", "", "BB", "x", D)],
            "tells no conflict of Beland",
        ),
        (
            [("Aaland", "", "AA", "x", D), ("Aaland", "555", "BB", "x", D)],
            "tells no conflict of Aaland 555",
        ),
    ],
)
def test_a_ruling_that_does_not_fit_the_conflicts_stops_the_build(
    tmp_path: Path, states: list[tuple[str, ...]], problem: str
) -> None:
    with pytest.raises(BuildError, match=problem):
        _pairs(tmp_path, [WAR], states)
