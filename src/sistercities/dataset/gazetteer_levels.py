"""Which level an administrative area has, and whether it is the area of one municipality."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sistercities.errors import SourceError
from sistercities.sources.admin_areas import AdminArea
from sistercities.terms.words import LEVELS, Level


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One row of `admin_levels.csv`: areas of a country whose tier, type and name fit."""

    tier: int | None
    type: str
    pattern: re.Pattern[str]
    level: Level
    is_municipality: bool

    def fits(self, area: AdminArea) -> bool:
        """Whether the rule speaks of this area."""
        return (
            (self.tier is None or self.tier == area.tier)
            and (not self.type or self.type == area.type)
            and self.pattern.search(area.name) is not None
        )


LevelRules = dict[str, tuple[LevelRule, ...]]


def read_level_rules(path: Path) -> LevelRules:
    """Read the rules by country, in the order of the file: the first that fits decides."""
    rules: defaultdict[str, list[LevelRule]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row, fields in enumerate(csv.DictReader(lines), 2):
            if fields["level"] not in LEVELS:
                raise SourceError(path.name, row, "level", fields["level"], f"use one of {LEVELS}")
            rules[fields["country"]].append(
                LevelRule(
                    int(fields["tier"]) if fields["tier"] else None,
                    fields["type"],
                    re.compile(fields["pattern"]),
                    cast("Level", fields["level"]),
                    fields["is_municipality"] == "yes",
                )
            )
    return {country: tuple(found) for country, found in rules.items()}


def area_level(area: AdminArea, rules: LevelRules) -> tuple[Level, bool]:
    """Level of an area, and whether it is a municipality; without a rule, the tier decides."""
    for rule in rules.get(area.country, ()):
        if (rule.tier is not None or area.tier >= 2) and rule.fits(area):
            return rule.level, rule.is_municipality
    return ("region1", False) if area.tier <= 1 else ("region2", False)
