"""What is found in each of the first worlds of the studies, world by world.

    python tests/reference/study_first_worlds.py

The rates over 400 worlds say how often a verdict is right; a part of the worlds is judged again in
the tests, and there each verdict and number is compared with the one that the same world had. So
one world tells more than the rate of forty, which moves by chance. The worlds are those of the
rates.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference import (
    study_attractiveness_worlds,
    study_connectivity_worlds,
    study_diplomacy_worlds,
    study_drivers_parts_worlds,
    study_drivers_worlds,
    study_hubs_worlds,
    study_order_worlds,
)

OUT = Path(__file__).with_suffix(".json")
FIRST: dict[str, dict[str, int]] = {
    "connectivity": {"independence": 1, "province-led": 1, "city-led": 1, "common cause": 1,
                     "flights": 1, "few cities": 1, "fewer with flights": 1},
    "order": {"independence": 1, "common cause: wave": 1, "common cause: taste": 1,
              "province-led, twice": 1, "city-led": 1, "few pairs": 1},
    "diplomacy": {"independence": 1, "trade": 1, "common cause": 1, "province-led": 1,
                  "city-led": 1, "politics-led": 1, "in spite": 1, "few countries": 1},
    "drivers": {"province-led": 1, "common cause": 1, "benefits": 1},
    "drivers parts": {"all drivers": 1, "one country": 1},
    "hubs": {"independence": 1, "coverage grows": 1, "size only": 1, "hubs and change": 1,
             "fewer hubs": 1},
    "attractiveness": {"independence": 1, "common cause": 1, "chosen more": 1, "chosen less": 1,
                       "chosen more and growing": 1},
}  # fmt: skip
"""Worlds of each kind that are judged again."""
_MODULES: dict[str, ModuleType] = {
    "connectivity": study_connectivity_worlds, "order": study_order_worlds,
    "diplomacy": study_diplomacy_worlds, "drivers": study_drivers_worlds,
    "drivers parts": study_drivers_parts_worlds, "hubs": study_hubs_worlds,
    "attractiveness": study_attractiveness_worlds,
}  # fmt: skip


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all that is told of worlds but the sentence, which says the same in words."""
    return [{name: _plain(value) for name, value in row.items() if name != "sentence"}
            for row in rows]  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    plain = value.item() if hasattr(value, "item") else value
    return round(plain, 9) if isinstance(plain, float) else plain


def differing(rows: list[dict[str, Any]], stored: list[dict[str, Any]]) -> list[str]:
    """Name what of some worlds is not as it was; of numbers the fifth digit may differ."""
    return [
        f"{name} of world {k}: {found.get(name)}, was {was.get(name)}"
        for k, (found, was) in enumerate(zip(told(rows), stored, strict=True))
        for name in found.keys() | was.keys()
        if not _is_alike(found.get(name), was.get(name))
    ]


def _is_alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return all(_is_alike(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(map(_is_alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-5) or (math.isnan(one) and math.isnan(other))
    return bool(one == other)


def main() -> None:
    """Judge the first worlds of each kind and store what was found."""
    found: dict[str, Any] = {study: {} for study in FIRST}
    for study, kinds in FIRST.items():
        for kind, n in kinds.items():
            found[study][kind] = told(_MODULES[study].judged(kind, n))
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
