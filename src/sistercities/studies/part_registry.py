"""The rules of all parts, by the study that judges them, in the order of the report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities.studies.part_rules import PartRule

MODULES = {
    "nesting": "nesting_part_rules",
    "order": "order.part_rules",
    "drivers": "drivers.part_rules",
    "connectivity": "connectivity.part_rules",
    "attractiveness": "attractiveness.part_rules",
    "diplomacy": "diplomacy.part_rules",
    "hubs": "hubs.part_rules",
    "world": "world.part_rules",
    "homes": "homes.part_rules",
}
"""Where the parts of each study stand, below this package."""


def part_rules(study: str) -> tuple[PartRule, ...]:
    """Return the rules of the parts that a study judges."""
    module = import_module(f"sistercities.studies.{MODULES[study]}")
    return module.PART_RULES  # type: ignore[no-any-return]


def all_part_rules() -> dict[str, tuple[PartRule, ...]]:
    """Return the rules of the parts of every study."""
    return {study: part_rules(study) for study in MODULES}
