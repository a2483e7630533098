"""What comes back of shares and ratios where ties are taken away from networks that are known.

    OPENBLAS_NUM_THREADS=1 python tests/reference/thinning.py --worlds 400

writes thinning.json beside this file and the table in docs/methods/calibration.md: some five
minutes on one core. The seed was fixed before the first run. The tests repeat a small part.

A network is taken for the truth: a made-up one, and those of China and Japan in the release. Each
home unit loses ties of both levels, to a share that is known: at random, those with rarely named
places first (by popularity), or those with some countries three times as often as those with others
(by country). Then the share inside is counted, weighted by the shares that are known, and bounded
by the numbers of ties that are missing; observed over expected is that under the exact null
degree-country. Intervals are of 95 %. They are made for units and countries drawn from more such,
which is more than ties lost, so they should hold the truth at least as often.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from studies.rate_tables import release_arrays
from two_level.thinned_networks import THINNED, made_up_truth
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.rates.clusters import two_way_ratio, two_way_share
from twolevel.rates.coverage_weights import has_any, upper_ties_around, weighted_share
from twolevel.rates.gap_bounds import gap_bounds

SEED = 20261129
SHARES = (0.6, 0.95)
"""Between what shares of its ties a unit keeps, at each level."""
HERE = Path(__file__).parent
STORED = HERE / "thinning.json"
PAGE = HERE.parents[1] / "docs" / "methods" / "calibration.md"
BEGIN, END = "<!-- thinning: begin -->", "<!-- thinning: end -->"
ESTIMATES = {
    "share": "share inside, as counted",
    "weighted": "share inside, weighted",
    "ratio": "observed over expected",
}


def networks() -> dict[str, TwoLevelArrays]:
    """Return the networks that are taken for the truth, by name."""
    return {
        "made up": made_up_truth(),
        "China": release_arrays("CN"),
        "Japan": release_arrays("JP"),
    }


def thinned(truth: TwoLevelArrays, way: str, rng: np.random.Generator) -> dict[str, Any]:
    """Take ties away once: each estimate with its interval, and the bounds of the share."""
    upper, lower = (rng.uniform(*SHARES, truth.n_units) for _ in range(2))
    left = THINNED[way](truth, upper, lower, rng)
    inside = has_any(upper_ties_around(left), upper[left.tie_unit])
    found = {
        "share": two_way_share(left),
        "weighted": weighted_share(left, inside, 1 / lower[left.tie_unit]),
        "ratio": two_way_ratio(left),
    }
    bounds = gap_bounds(
        left,
        n_missing_upper=_lost(truth.upper_ties[:, 0], left.upper_ties[:, 0], truth.n_units),
        n_missing_lower=_lost(truth.tie_unit, left.tie_unit, truth.n_units),
    )
    ends = bounds.share(bounds.added_least), bounds.share(bounds.added_most)
    numbers = {name: (one.value, one.low, one.high) for name, one in found.items()}
    return {**numbers, "bounds": (None, *ends)}


def _lost(before: np.ndarray, after: np.ndarray, n: int) -> np.ndarray:
    return np.bincount(before, minlength=n) - np.bincount(after, minlength=n)


def run(n_draws: int) -> list[dict[str, Any]]:
    """Take ties away from each network, in each way, so many times."""
    rows = []
    for number, (network, truth) in enumerate(networks().items()):
        true = {"share": float(hits_of_ties(truth).mean()), "ratio": two_way_ratio(truth).value}
        true |= {"weighted": true["share"], "bounds": true["share"]}
        for step, way in enumerate(THINNED):
            rng = np.random.default_rng([SEED, number, step])
            draws = [thinned(truth, way, rng) for _ in range(n_draws)]
            rows += [
                _row(network, way, name, true[name], [one[name] for one in draws])
                for name in (*ESTIMATES, "bounds")
            ]
    return rows


def _row(network: str, way: str, name: str, truth: float, found: list[Any]) -> dict[str, Any]:
    values = [value for value, _, _ in found if value is not None]
    ends = [(low, high) for _, low, high in found if low is not None]
    return {
        "network": network,
        "lost": way,
        "estimate": name,
        "truth": round(truth, 4),
        "mean": round(float(np.mean(values)), 4) if values else None,
        "sd": round(float(np.std(values)), 4) if values else None,
        "holds": round(float(np.mean([low <= truth <= high for low, high in ends])), 4),
        "n": len(found),
    }


def table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Write the table of the page, a line for each network, way and estimate."""
    yield "| network | ties lost | estimate | truth | mean | intervals that hold the truth |"
    yield "|---|---|---|---:|---:|---:|"
    bounds = {(r["network"], r["lost"]): r["holds"] for r in rows if r["estimate"] == "bounds"}
    for row in rows:
        if row["estimate"] == "bounds":
            continue
        is_share = row["estimate"] != "ratio"
        written = [f"{100 * row[k]:.1f} %" if is_share else f"{row[k]:.2f}"
                   for k in ("truth", "mean")]  # fmt: skip
        yield (
            f"| {row['network']} | {row['lost']} | {ESTIMATES[row['estimate']]} | {written[0]} "
            f"| {written[1]} | {100 * row['holds']:.0f} % |"
        )
    least = min(bounds.values())
    yield ""
    said = "every case" if least == 1 else f"at least {100 * least:.0f} % of cases"
    yield f"The bounds of the share inside hold the truth in {said}."


def write_page(stored: dict[str, Any]) -> None:
    """Write the table between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = "\n".join(table(stored["rows"]))
    PAGE.write_text(f"{before}{BEGIN}\n{lines}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Run, store, and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=400)
    asked = parser.parse_args()
    stored = {"seed": SEED, "worlds": asked.worlds, "rows": run(asked.worlds)}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    write_page(stored)


if __name__ == "__main__":
    main()
