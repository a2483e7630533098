"""What is found in each of the first worlds of four studies, world by world.

    python tests/reference/study_first_worlds.py

The rates over 400 worlds say how often a verdict is right; a part of the worlds is judged again in
the tests, and there each verdict is compared with the one that the same world had. So five worlds
tell more than the rate of forty, which moves by chance. The worlds are those of the rates.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference import (
    study_connectivity_worlds,
    study_diplomacy_worlds,
    study_drivers_parts_worlds,
    study_drivers_worlds,
    study_order_worlds,
)

OUT = Path(__file__).with_suffix(".json")
FACTS = ("verdict", "state", "states", "is_beyond")
"""What is kept of a world, as far as its study tells it: words and flags, no number."""
FIRST: dict[str, dict[str, int]] = {
    "connectivity": {"independence": 6, "province-led": 5, "city-led": 5, "common cause": 4,
                     "flights": 2, "few cities": 3, "fewer with flights": 2},
    "order": {"independence": 8, "common cause: wave": 6, "common cause: taste": 6,
              "province-led, twice": 4, "city-led": 2, "few pairs": 6},
    "diplomacy": {"independence": 6, "trade": 6, "common cause": 6, "province-led": 4,
                  "city-led": 4, "politics-led": 4, "in spite": 4, "few countries": 4},
    "drivers": {"independence": 1, "province-led": 1, "flights": 1, "common cause": 1,
                "benefits": 1},
    "drivers parts": {"no driver": 1, "all drivers": 1, "one country": 1},
}  # fmt: skip
"""Worlds of each kind that are judged again."""
_MODULES: dict[str, ModuleType] = {
    "connectivity": study_connectivity_worlds, "order": study_order_worlds,
    "diplomacy": study_diplomacy_worlds, "drivers": study_drivers_worlds,
    "drivers parts": study_drivers_parts_worlds,
}  # fmt: skip


def facts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is kept of worlds; of parts, which are words and flags alone, all is."""
    return [{name: row[name] for name in FACTS if name in row} or row for row in rows]


def main() -> None:
    """Judge the first worlds of each kind and store what was found."""
    found = {
        study: {kind: facts(_MODULES[study].judged(kind, n)) for kind, n in kinds.items()}
        for study, kinds in FIRST.items()
    }
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
