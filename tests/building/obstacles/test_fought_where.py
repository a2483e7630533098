"""Lesser fighting within a state is told where it is: of its regions, and not beside a war."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.obstacles.test_conflicts import LOW, D, _pairs
from building.test_ucdp_conflicts import WAR
from release_build.obstacles.conflicts import fought_where
from release_build.obstacles.rulings import StrengthRuling, Strengths

NOTED = Strengths({"conflict_within": StrengthRuling("note", "", "")}, {})
STATES = [("Aaland", "", "AA", "that state", D)]
LAND = LOW | {"territory_name": "Islet"}
REGIONS = {"902": ("gn:1", "gn:2")}


def _told(folder: Path, *conflicts: dict[str, str], wars: tuple[str, ...] = ()) -> object:
    pairs = _pairs(folder, [WAR | one for one in conflicts], STATES).values()
    told = fought_where(pairs, NOTED, {"war": wars}, REGIONS)
    return told.get("conflict_within:AA:*")


@pytest.mark.parametrize(
    ("conflict", "told"),
    [
        (LAND, ("gn:1", "gn:2")),
        (LAND | {"conflict_id": "904"}, ("none",)),
        (LOW, None),
        (LAND | {"territory_name": "Islamic State"}, None),
    ],
)
def test_a_fight_over_a_region_is_told_there_and_one_over_the_government_everywhere(
    tmp_path: Path, conflict: dict[str, str], told: object
) -> None:
    assert _told(tmp_path, conflict) == told


def test_it_is_told_everywhere_where_one_of_two_is_over_the_government(tmp_path: Path) -> None:
    assert _told(tmp_path, LAND, LOW | {"conflict_id": "905"}) is None


def test_beside_a_war_of_the_state_it_is_told_nowhere(tmp_path: Path) -> None:
    assert _told(tmp_path, LOW, wars=("AA",)) == ("none",)


def test_what_calls_for_care_is_told_everywhere(tmp_path: Path) -> None:
    pairs = _pairs(tmp_path, [WAR | LAND], STATES).values()
    grave = Strengths({"conflict_within": StrengthRuling("caution", "", "")}, {})
    assert fought_where(pairs, grave, {"war": ("AA",)}, REGIONS) == {}
