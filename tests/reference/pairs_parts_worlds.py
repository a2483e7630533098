"""How often a part that pairs of countries answer is right, and how often it finds what is not.

    python tests/reference/pairs_parts_worlds.py --worlds 400

writes study_pairs_parts_worlds.json beside this file and the tables under "Pairs of countries" in
docs/methods/calibration.md: some twenty minutes on two cores. The seed was fixed before the first
run. The parts are those of the world (`made_up_world`: pairs share what single countries have in
common, so that they depend on one another), those of C7 (`made_up_table` of its tests), and that on
sister regions (`made_up_regions`: pairs of regions that share a region depend on one another, and
two of the countries have more ties with each other at both levels). Each is judged by its rule,
without any one country too.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.study_worlds import Bar, Run, table_of_bars
from sistercities.studies.diplomacy.part_rules import PART_RULES as POLITICS
from sistercities.studies.diplomacy.parts import estimate_part
from sistercities.studies.part_rules import IntervalPart, find_rule
from sistercities.studies.world.models import fit_world
from sistercities.studies.world.part_rules import PART_RULES as WORLD
from sistercities.studies.world.region_part import judged_ratio
from studies.made_up_regions import made_up_region_pairs
from studies.made_up_world import made_up_pairs
from studies.test_diplomacy_parts import made_up_table

SEED = 20261130
N_COUNTRIES = 30
SIDES = ("above", "below", "same", "open")
FACTORS = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """A part, and the ratio that is drawn."""

    part: str
    ratio: float


KINDS = {
    f"{part}, {ratio:g} times": Kind(part, ratio)
    for part in (
        "C3.world-sisters",
        "C4.world-trade",
        "C4.world-language",
        "C7.world-rivals",
        "C7.rivals",
    )
    for ratio in (tuple(1 / one for one in FACTORS) if part.startswith("C7") else FACTORS)
}
NULLS = tuple(name for name, kind in KINDS.items() if kind.ratio == 1)
NAMES = {"C4.world-trade": "trade", "C4.world-language": "language", "C7.world-rivals": "rivals"}


def rule_of(part: str) -> IntervalPart:
    """Return the rule of a part."""
    rule = find_rule((*WORLD, *POLITICS), part)
    assert isinstance(rule, IntervalPart)
    return rule


def judge(kind: Kind, number: int) -> dict[str, Any]:
    """Judge the part in one world."""
    seed = SEED + number
    if kind.part == "C3.world-sisters":
        pairs = made_up_region_pairs(seed, ratio=kind.ratio, n_countries=8, is_friendly=True)
        interval = judged_ratio(pairs)[0]
    elif kind.part == "C7.rivals":
        interval = estimate_part("rivals", made_up_table(seed, rivals=kind.ratio)).interval
    else:
        fact = NAMES[kind.part]
        pairs = made_up_pairs(seed, n_countries=N_COUNTRIES, ratios={fact: kind.ratio})
        interval = fit_world(pairs, is_each_left_out=True).interval(fact)
    side = rule_of(kind.part).side(interval)
    known = interval.low is not None and interval.high is not None
    holds = bool(known and interval.low <= kind.ratio <= interval.high)  # type: ignore[operator]
    return {"side": side, "holds": holds}


def judged(
    name: str, n_worlds: int, executor: Executor | None, first: int = 0
) -> list[dict[str, Any]]:
    """Judge the worlds of a kind from the first to that number."""
    run = map if executor is None else executor.map
    return list(run(partial(judge, KINDS[name]), range(first, n_worlds)))


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count what was said."""
    found = {side: sum(row["side"] == side for row in rows) for side in SIDES}
    return {"n_worlds": len(rows), **found, "holds": sum(row["holds"] for row in rows)}


def summary(rows: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Store nothing beside the counts."""
    assert rows
    return {}


def wrong_side(name: str) -> str:
    """Return the side on which the truth of a kind does not lie."""
    return "below" if KINDS[name].ratio > 1 else "above"


BARS = (
    Bar("more or fewer where there is neither", NULLS, ("above", "below"), most=0.06),
    *(
        Bar("the wrong side", (name,), (wrong_side(name),), most=0.02)
        for name, kind in KINDS.items()
        if kind.ratio != 1
    ),
)


def table(stored: dict[str, Any]) -> str:
    """Return the table of how often each part says what."""
    lines = ["| part | ratio drawn | worlds | above | below | as many | open | interval holds it |",
             "|---|---:|---:|---:|---:|---:|---:|---:|"]  # fmt: skip
    for name, kind in KINDS.items():
        if name in stored["counts"]:
            row = stored["counts"][name]
            n = row["n_worlds"]
            cells = " | ".join(f"{row[one] / n:.1%}" for one in (*SIDES, "holds"))
            lines.append(f"| {kind.part} | {kind.ratio:g} | {n} | {cells} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {"pairs worlds": table(stored), "pairs bars": table_of_bars(BARS, stored)}


class PairsRun(Run):
    """A run whose tables stand on the page of calibration."""

    @property
    def page(self) -> Path:
        """Where the tables stand."""
        return Path(__file__).parents[2] / "docs" / "methods" / "calibration.md"


RUN = PairsRun("pairs_parts", SEED, tuple(KINDS), judged, counts, summary, tables, at_once=20)

if __name__ == "__main__":
    RUN.main()
