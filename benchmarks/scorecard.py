"""The scorecard of a pair and the benchmark of a place, with the facts in memory and as commands.

    python benchmarks/scorecard.py [--json]

`assess` weighs a candidate among all of the world for the home place: the median of pairs whose
home places stand evenly among all with ties. `benchmark` needs what all places are expected to
have, fitted once; then it is the median of the same home places. The commands are timed whole, in a
process of their own each. No peer does either, so there is none to compare with; the limits are
those of `recommend`. Writes the part "scorecard" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from own_process import add_sides, measure_sides
from page_part import write_part
from this_machine import peak_megabytes

N_PAIRS, ROUNDS = 40, 7
COMMANDS = {
    "assess": ("assess", "gn:1799397", "gn:3369157"),
    "benchmark": ("benchmark", "gn:1799397"),
}


def warm_assess() -> dict[str, Any]:
    """Time scorecards of a home place with its best candidate, obstacles included."""
    from sistercities.api.data_choice import open_data
    from sistercities.partners.assessing import Found, assess_pair
    from sistercities.partners.choosing import Wishes
    from sistercities.partners.gate.kin import kin_of_partners
    from sistercities.partners.gate.of_pairs import obstacles_of
    from sistercities.partners.gate.strains import Strains
    from sistercities.partners.read_ground import read_ground
    from sistercities.partners.recommending import recommend_partners
    from sistercities.partners.stored_model import stored_model

    model, took = stored_model("city"), []
    with open_data() as release:
        ground = read_ground(release)
        homes = _homes(ground)
        for k, home in enumerate(homes):
            best = recommend_partners(ground, model, home, Wishes(count=1)).partners[0].place
            partner = ground.position[best.place_id]
            started = time.perf_counter()
            kin = kin_of_partners(release, ground, home)
            strains = Strains(release, ground)
            obstacles = obstacles_of(release, ground, home, partner, kin, strains)
            found = assess_pair(ground, model, home, partner, {}, Found(obstacles, kin))
            took += [time.perf_counter() - started] if k else []
    return {
        "median": statistics.median(took), "slowest": max(took),
        "candidates": found.standing.n_candidates, "peak": peak_megabytes(),
    }  # fmt: skip


def warm_benchmark() -> dict[str, Any]:
    """Time the fit of what all places are expected to have, and benchmarks after it."""
    from sistercities.api.data_choice import open_data
    from sistercities.partners.benchmarking import benchmark_place
    from sistercities.partners.expected_ties import expected_ties
    from sistercities.partners.read_ground import read_ground
    from sistercities.partners.stored_model import stored_model

    model, took = stored_model("city"), []
    with open_data() as release:
        ground = read_ground(release)
    started = time.perf_counter()
    expected = expected_ties(ground, "city")
    fitted = time.perf_counter() - started
    for k, home in enumerate(_homes(ground)):
        started = time.perf_counter()
        benchmark_place(ground, model, expected, home)
        took += [time.perf_counter() - started] if k else []
    return {
        "fit": fitted, "median": statistics.median(took), "slowest": max(took),
        "peak": peak_megabytes(),
    }  # fmt: skip


def _homes(ground: Any) -> list[int]:
    """Home places that stand evenly among all with ties; the first warms up and is not counted."""
    from sistercities.partners.additive_model import class_members

    members = class_members(ground, "city")
    tied = members[ground.ties.degree[members] > 0]
    return [int(k) for k in tied[np.linspace(0, len(tied) - 1, N_PAIRS + 1).astype(int)]]


def cold() -> dict[str, Any]:
    """Time the whole commands, median of several."""
    program = str(Path(sys.executable).with_name("sistercities"))
    found = {}
    for name, arguments in COMMANDS.items():
        took = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            subprocess.run([program, *arguments], check=True, capture_output=True)
            took.append(time.perf_counter() - started)
        found[name] = statistics.median(took)
    return found


SIDES = {"assess": warm_assess, "benchmark": warm_benchmark, "cold": cold}


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    one, place, whole = found["assess"], found["benchmark"], found["cold"]
    return "\n".join([
        "## Scorecard and benchmark",
        "",
        f"`python benchmarks/scorecard.py`: medians of {N_PAIRS} places, of commands that of "
        f"{ROUNDS} runs. Machine: {found['machine']}.{found['busy']}",
        "",
        "| job | seconds | peak memory | limit |",
        "|---|---:|---:|---|",
        f"| `assess`, one pair among {one['candidates']:,} candidates, facts in memory "
        f"| {one['median']:.3f} (slowest {one['slowest']:.3f}) | {one['peak']:,.0f} MB | 0.05 s |",
        f"| `sistercities {' '.join(COMMANDS['assess'])}`, whole command | {whole['assess']:.2f} "
        "| | 1.5 s |",
        f"| `benchmark`, one place, facts and expectations in memory | {place['median']:.3f} "
        f"(slowest {place['slowest']:.3f}) | {place['peak']:,.0f} MB | |",
        f"| what all places are expected to have, fitted once | {place['fit']:.1f} | | |",
        f"| `sistercities {' '.join(COMMANDS['benchmark'])}`, whole command "
        f"| {whole['benchmark']:.2f} | | |",
    ])  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON, write no page")
    add_sides(parser, SIDES)
    asked = parser.parse_args()
    found = measure_sides(__file__, SIDES, asked)
    print(json.dumps(found, indent=2) if asked.json else section(found))
    if not asked.json:
        write_part("scorecard", section(found))


if __name__ == "__main__":
    main()
