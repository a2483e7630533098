"""How many of the first worlds of each calibration reject, and how many withhold: exact counts.

    python tests/reference/kinds_first_worlds.py

The tests judge these worlds again and compare the counts, which are the same to the last world as
long as worlds, tests and seeds are: so thirty worlds tell more than the rate of two hundred, which
moves by chance. The worlds are the first of those behind the stored rates.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.kinds_calibration import Row, measured, rows

OUT = Path(__file__).with_suffix(".json")
OWN = {
    "home and foreign": {
        "region-labels": 60, "degree": 60, "start-years": 20, "gravity": 10, "gravity-cities": 6,
    },
    "whole": {"start-years": 20, "gravity": 6},
}  # fmt: skip
USUAL = {"home and foreign": 30, "whole": 15}
OF_A_KIND = 10
KINDS_REPEATED: list[Row] = [
    ("kinds", "home and foreign", "province-led", "degree-country"),
    ("kinds", "home and foreign", "common-cause", "start-years, city ties later"),
    ("kinds", "whole", "city-led", "degree-totals"),
    ("kinds", "whole", "province-led", "start-years, city ties later"),
]


def repeated() -> list[tuple[Row, int]]:
    """Rows that are judged again, and the worlds of each."""
    sizes = [(row, OWN[row[1]].get(row[3], USUAL[row[1]])) for row in rows() if row[0] == "size"]
    return sizes + [(row, OF_A_KIND) for row in KINDS_REPEATED]


def counted(row: Row, n_worlds: int) -> dict[str, int]:
    """Count the worlds of a row that were told, that rejected and that were withheld."""
    now = measured(row, n_worlds)
    told = int(now["n_worlds"])
    return {"told": told, "rejected": round(now["rate"] * told),
            "withheld": int(now["n_withheld"])}  # fmt: skip


def main() -> None:
    """Judge the worlds and store the counts."""
    found = {" | ".join(row): counted(row, n) for row, n in repeated()}
    OUT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
