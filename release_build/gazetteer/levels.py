"""Which level an administrative area has, and whether it is the area of one municipality."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sistercities.sources.admin_areas import AdminArea, require_country
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
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
COLUMNS = ("country", "tier", "type", "pattern", "level", "is_municipality", "reason")


def read_level_rules(path: Path) -> LevelRules:
    """Read the rules by country, in the order of the file: the first that fits decides.

    Raises
    ------
    SourceError
        If a column, a country, a tier, a pattern or a level is not understood, or a row gives no
        reason.
    """
    rules: defaultdict[str, list[LevelRule]] = defaultdict(list)
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        rules[values["country"]].append(_level_rule(row))
    return {country: tuple(found) for country, found in rules.items()}


def _level_rule(row: WrittenRow) -> LevelRule:
    row.require("reason")
    require_country(row, "country")
    row.require_one_of("tier", ("", "0", "1", "2", "3"))
    row.require_one_of("level", LEVELS)
    row.require_one_of("is_municipality", ("yes", "no"))
    values = row.values
    return LevelRule(
        int(values["tier"]) if values["tier"] else None,
        values["type"],
        _pattern(row),
        cast("Level", values["level"]),
        values["is_municipality"] == "yes",
    )


def _pattern(row: WrittenRow) -> re.Pattern[str]:
    try:
        return re.compile(row.values["pattern"])
    except re.error as problem:
        advice = f"it is no regular expression ({problem}); mend it"
        raise row.refuse("pattern", advice) from problem


def area_level(area: AdminArea, rules: LevelRules) -> tuple[Level, bool]:
    """Level of an area, and whether it is a municipality; without a rule, the tier decides."""
    for rule in rules.get(area.country, ()):
        if (rule.tier is not None or area.tier >= 2) and rule.fits(area):
            return rule.level, rule.is_municipality
    return ("region1", False) if area.tier <= 1 else ("region2", False)
