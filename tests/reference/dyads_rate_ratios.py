"""Size and coverage of the two rate ratios on drawn worlds, stored with their seed.

    python tests/reference/dyads_rate_ratios.py --worlds 2000

writes dyads_rate_ratios.json beside this file, and its table in docs/twolevel/dyadic-regression.md.
What is stored already is not run again: remove the file first where the code has changed. The seed
was fixed before the first run; the tests repeat the first worlds of some.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from twolevel.calibrate.worlds import CHINA, GENERIC, Layout, Tilt, simulate_world
from twolevel.rates.clusters import ClusteredInterval
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

SEED = 20261125
ROOT = Path(__file__).parents[2]
OUT = Path(__file__).with_name("dyads_rate_ratios.json")
PAGE = ROOT / "docs" / "twolevel" / "dyadic-regression.md"
BEGIN, END = "<!-- rate ratios: begin -->", "<!-- rate ratios: end -->"
RATIOS = {"rate_ratio": rate_ratio, "country_rate_ratio": country_rate_ratio}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of world; `number` is part of its seed."""

    number: int
    layout: Layout
    tilt: Tilt


CASES = {
    "China's layout, no effect": Case(1, replace(CHINA, shared_affinity=0.0), Tilt(0.0)),
    "China's layout, log ratio 0.4": Case(2, replace(CHINA, shared_affinity=0.0), Tilt(0.4)),
    "China's layout, uneven effect": Case(
        3, replace(CHINA, shared_affinity=0.0), Tilt(0.4, 0.3, 0.3)
    ),
    "80 units, no effect": Case(4, replace(GENERIC, shared_affinity=0.0), Tilt(0.0)),
    "80 units, log ratio 0.4": Case(5, replace(GENERIC, shared_affinity=0.0), Tilt(0.4)),
    "80 units, common cause, no effect": Case(6, replace(GENERIC, shared_affinity=1.0), Tilt(0.0)),
}


def results(case: Case, seed: int) -> dict[str, ClusteredInterval]:
    """Return both ratios of one world."""
    rng = np.random.default_rng((SEED, case.number, seed))
    world = simulate_world(case.layout, rng, tilt=case.tilt)
    return {name: ratio(world) for name, ratio in RATIOS.items()}


def run_case(case: Case, n_worlds: int) -> dict[str, np.ndarray]:
    """Return log ratio and ends of its interval by world, shape (n_worlds, 3)."""
    found: dict[str, list[list[float]]] = {name: [] for name in RATIOS}
    for seed in range(n_worlds):
        for name, result in results(case, seed).items():
            if result.value and result.low is not None and result.high is not None:
                found[name].append(np.log([result.value, result.low, result.high]).tolist())
    return {name: np.array(rows) for name, rows in found.items()}


def covers(rows: np.ndarray, truth: float) -> float:
    """Return the share of intervals that hold the truth."""
    return float(((rows[:, 1] <= truth) & (rows[:, 2] >= truth)).mean())


def summary(found: dict[str, np.ndarray]) -> dict[str, dict[str, float]]:
    """Return mean, spread, rejections of ratio 1 and coverage of the mean of all worlds."""
    return {
        name: {
            "worlds": len(rows),
            "mean": float(rows[:, 0].mean()),
            "sd": float(rows[:, 0].std(ddof=1)),
            "rejects 1": 1 - covers(rows, 0.0),
            "covers mean": covers(rows, float(rows[:, 0].mean())),
        }
        for name, rows in found.items()
    }


def page_table(cases: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the table of the page."""
    lines = [
        "| worlds | estimand | mean log ratio | sd | rejects ratio 1 at 5 % "
        "| 95 % intervals that hold the mean |",
        "|---|---|---|---|---|---|",
    ]
    for case, ratios in cases.items():
        for name, held in ratios.items():
            lines.append(
                f"| {case} | `{name}` | {held['mean']:.3f} | {held['sd']:.3f} | "
                f"{100 * held['rejects 1']:.1f} % | {100 * held['covers mean']:.1f} % |"
            )
    return "\n".join(lines)


def main() -> None:
    """Run all cases, store them, and write the table of the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=2000)
    n_worlds = parser.parse_args().worlds
    stored: dict[str, Any] = {"seed": SEED, "worlds": n_worlds, "cases": {}}
    if OUT.exists():
        before = json.loads(OUT.read_text(encoding="utf-8"))
        stored = before if before["worlds"] == n_worlds else stored
    cases = stored["cases"]
    for name, case in CASES.items():  # a run that is cut short goes on where it was
        if name not in cases:
            cases[name] = summary(run_case(case, n_worlds))
            OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{page_table(cases)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
