"""What the nulls say of the first worlds of each calibration: p of each world.

    python tests/reference/kinds_first_worlds.py

The tests judge these worlds again and compare p by p, which are the same as long as worlds, tests
and seeds are: so six worlds tell more than how many of sixty reject, which is mostly none. The
worlds are the first of those behind the stored rates.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.kinds_calibration import Row, calibrated, rows

OUT = Path(__file__).with_suffix(".json")
N_WORLDS = 6
REFITTED = 3
"""Worlds where each draw is a fit."""
KINDS_REPEATED: list[Row] = [
    ("kinds", "home and foreign", "province-led", "degree-country"),
    ("kinds", "home and foreign", "common-cause", "start-years, city ties later"),
    ("kinds", "whole", "city-led", "degree-totals"),
    ("kinds", "whole", "province-led", "start-years, city ties later"),
]


def repeated() -> list[Row]:
    """Rows of which the first worlds are judged again."""
    return [row for row in rows() if row[0] == "size"] + KINDS_REPEATED


def p_of_worlds(row: Row) -> list[float | None]:
    """Return p of each of the first worlds of a row; None where it is withheld."""
    found = calibrated(row, REFITTED if row[3].startswith("gravity") else N_WORLDS).p_values
    assert found is not None
    return [None if p != p else round(p, 9) for p in found.tolist()]


def main() -> None:
    """Judge the worlds and store p."""
    found = {" | ".join(row): p_of_worlds(row) for row in repeated()}
    OUT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
