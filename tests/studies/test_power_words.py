"""What the parts of C6 and C8 say of their own power is what the simulated worlds gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.studies.attractiveness.part_words import POWER as CHOSEN_POWER
from sistercities.studies.hubs.part_words import POWER as HUBS_POWER

TABLE = Path(__file__).parents[2] / "docs" / "methods" / "calibration.md"
PARTS = {
    "C6.chosen": CHOSEN_POWER["chosen"], "C6.growing": CHOSEN_POWER["growing"],
    "C8.share": HUBS_POWER["share"], "C8.alike": HUBS_POWER["alike"],
}  # fmt: skip


def row_of(part: str, times: int) -> list[float]:
    """Return the percentages of a row of the table of placebo worlds: more, fewer, as many."""
    start = f"| {part} | {times} times |"
    (line,) = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith(start)]
    return [float(cell.strip().rstrip("%")) for cell in line.split("|")[4:7]]


@pytest.mark.parametrize("part", PARTS)
def test_the_power_told_is_that_of_the_table(part: str) -> None:
    assert PARTS[part].more == pytest.approx(row_of(part, 3)[0], abs=0.5)
    assert PARTS[part].null == pytest.approx(sum(row_of(part, 1)[:2]), abs=0.5)
