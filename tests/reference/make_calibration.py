"""Measure size, power and coverage of the inference room on simulated worlds, and store them.

    python tests/reference/make_calibration.py --worlds 2000

writes src/twolevel/calibrate/calibration.json, which the package prints coverage from, and its
tables into docs/twolevel/nulls.md: some fifteen minutes on one core. The seed was fixed before the
first run. The tests repeat the first tenth of the worlds.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from twolevel.calibrate.procedures import layout_of_null
from twolevel.calibrate.tests_and_intervals import coverage, null_test, rejection_rate
from twolevel.calibrate.worlds import CHINA, GENERIC, NO_TILT, Layout, Tilt
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.core.foreign_groups import foreign_groups
from twolevel.exact.moments import expected_of_ties
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.rates.clusters import two_way_ratio, two_way_share
from twolevel.rates.mantel_haenszel import mantel_haenszel, stratum_tables

SEED = 20261125
N_DRAWS = 199
LAYOUTS = {"china": CHINA, "generic": GENERIC}
TILTS = {"none": NO_TILT, "uneven": Tilt(0.3, 0.3, 0.3), "strong": Tilt(2.0, 0.5, 0.5)}
POWER_BETAS = (0.2, 0.4, 0.8)
KINDS = {
    "alike": replace(CHINA, affinity_spread=0.0, unit_spread=0.0),
    "uneven units": replace(CHINA, affinity_spread=0.0),
    "tastes of each level": replace(CHINA, shared_affinity=0.0),
    "common cause": replace(CHINA, shared_affinity=1.0),
}
ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "twolevel" / "calibrate" / "calibration.json"
PAGE = ROOT / "docs" / "twolevel" / "nulls.md"
BEGIN, END = "<!-- calibration: begin -->", "<!-- calibration: end -->"


def ratio_parts(world: TwoLevelArrays) -> tuple[float, float]:
    """Observed and expected lower ties inside."""
    return float(hits_of_ties(world).sum()), float(expected_of_ties(world).sum())


def share_parts(world: TwoLevelArrays) -> tuple[float, float]:
    """Lower ties inside, and all."""
    return float(hits_of_ties(world).sum()), float(world.n_ties)


def odds_parts(world: TwoLevelArrays) -> tuple[float, float]:
    """Numerator and denominator of the Mantel-Haenszel odds ratio."""
    groups = foreign_groups(world)
    table = stratum_tables(groups, groups.ties.astype(float))
    n = table.n.clip(min=1)
    return float((table.a * table.d / n).sum()), float((table.b * table.c / n).sum())


INTERVALS: dict[str, tuple[Any, Any]] = {
    "observed_over_expected": (two_way_ratio, ratio_parts),
    "share_inside": (two_way_share, share_parts),
    "odds_ratio": (mantel_haenszel, odds_parts),
}


def size(null_id: str, n_worlds: int) -> dict[str, Any]:
    """Size of a null's test in worlds in which the null holds, at China's layout."""
    layout = layout_of_null(null_id, CHINA)
    test = null_test(null_id, N_DRAWS)
    return asdict(rejection_rate(test, layout, n_worlds=n_worlds, seed=SEED))


def interval(name: str, layout: Layout, tilt: Tilt, n_worlds: int) -> dict[str, Any]:
    """Coverage of an interval."""
    estimator, parts = INTERVALS[name]
    return asdict(coverage(estimator, parts, layout, n_worlds=n_worlds, seed=SEED, tilt=tilt))


def rejections(null_id: str, layout: Layout, tilt: Tilt, n_worlds: int) -> dict[str, Any]:
    """Share of worlds in which a null is rejected, whether it holds there or not."""
    test = null_test(null_id, N_DRAWS)
    return asdict(rejection_rate(test, layout, n_worlds=n_worlds, seed=SEED, tilt=tilt))


def measure(n_worlds: int, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Return everything that is stored."""
    few = max(n_worlds // 5, 20)
    result: dict[str, Any] = {"size": {}, "coverage": {}, "power": {}, "rejections": {}}
    for null_id in NULL_IDS:
        result["size"][null_id] = size(null_id, n_worlds)
        say(f"size {null_id}: {result['size'][null_id]['rate']:.4f}")
    for where, layout in LAYOUTS.items():
        for tilted, tilt in TILTS.items():
            for name in INTERVALS:
                row = interval(name, layout, tilt, n_worlds)
                result["coverage"].setdefault(where, {}).setdefault(tilted, {})[name] = row
                say(f"coverage {where} {tilted} {name}: {row['rate']['rate']:.4f}")
    for beta in POWER_BETAS:
        row = rejections("degree-country", CHINA, Tilt(beta), few)
        result["power"][str(beta)] = row
        say(f"power at beta {beta}: {row['rate']:.4f}")
    for kind, layout in KINDS.items():
        for null_id in NULL_IDS:
            row = rejections(null_id, layout, NO_TILT, few)
            result["rejections"].setdefault(kind, {})[null_id] = row
            say(f"rejections {kind} {null_id}: {row['rate']:.4f}")
    return result


def page_tables(stored: dict[str, Any]) -> str:
    """Return the tables that docs/twolevel/nulls.md shows of the stored numbers."""
    lines = [
        "| null | worlds in which it holds | rejected at 5 % | 99 % interval |",
        "|---|---|---:|---|",
    ]
    kinds = {"degree": "no taste for countries", "region-labels": "home places alike"}
    for null_id, row in stored["size"].items():
        kind = kinds.get(null_id, "any tastes")
        lines.append(f"| `{null_id}` | {kind} | {_percent(row)} | {_bounds(row)} |")
    lines += [
        "",
        "| interval (95 %) | layout | effect of upper ties | covers | 99 % interval "
        "| median high / low |",
        "|---|---|---|---:|---|---:|",
    ]
    for layout, tilts in stored["coverage"].items():
        for tilt, rows in tilts.items():
            for name, row in rows.items():
                lines.append(
                    f"| `{name}` | {layout} | {tilt} | {_percent(row['rate'])} "
                    f"| {_bounds(row['rate'])} | {row['median_width']:.2f} |"
                )
    nulls = list(stored["size"])
    lines += [
        "",
        "| worlds without any effect of an upper tie | "
        + " | ".join(f"`{n}`" for n in nulls)
        + " |",
        "|---|" + "---:|" * len(nulls),
    ]
    for kind, rows in stored["rejections"].items():
        cells = " | ".join(_percent(rows[null_id]) for null_id in nulls)
        lines.append(f"| {kind} | {cells} |")
    lines += ["", "| log odds of an upper tie | power of `degree-country` |", "|---:|---:|"]
    lines += [f"| {beta} | {_percent(row)} |" for beta, row in stored["power"].items()]
    return "\n".join(lines)


def write_page(stored: dict[str, Any]) -> None:
    """Put the tables between their marks in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    PAGE.write_text(f"{before}\n{page_tables(stored)}\n{after}", encoding="utf-8")


def _percent(row: dict[str, Any]) -> str:
    return f"{row['rate']:.1%}"


def _bounds(row: dict[str, Any]) -> str:
    return f"{row['low']:.1%} to {row['high']:.1%}"


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Calibrate the inference room.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    about = {
        "seed": SEED,
        "n_worlds": arguments.worlds,
        "n_draws": N_DRAWS,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")},
        "layouts": {name: asdict(layout) for name, layout in LAYOUTS.items()},
        "tilts": {name: asdict(tilt) for name, tilt in TILTS.items()},
    }
    result = {**about, **measure(arguments.worlds)}
    aside = arguments.out.with_suffix(".part")
    aside.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    aside.replace(arguments.out)
    if arguments.out == OUT:
        write_page(result)


if __name__ == "__main__":
    main()
