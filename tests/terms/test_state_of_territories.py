"""Which state a territory belongs to: as the decision on foreign relations has it, and two more."""

from __future__ import annotations

import csv
from pathlib import Path

from sistercities.terms.words import STATE_OF

RULED = Path(__file__).parents[2] / "data" / "decisions" / "obstacle_territories.csv"


def test_territories_are_those_of_the_decision_and_the_two_regions_of_china() -> None:
    with RULED.open(encoding="utf-8", newline="") as file:
        ruled = {row["territory"]: row["state"] for row in csv.DictReader(file)}
    assert ruled | {"HK": "CN", "MO": "CN"} == STATE_OF


def test_no_state_is_the_territory_of_another() -> None:
    assert not set(STATE_OF) & set(STATE_OF.values())
