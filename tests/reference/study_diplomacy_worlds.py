"""How often the diplomacy study says what, on simulated worlds of which the truth is known.

    python tests/reference/study_diplomacy_worlds.py --worlds 400

writes study_diplomacy_worlds.json beside this file and the table in
docs/methods/study-diplomacy.md: some minutes on two cores. The seed was fixed before the first run.
The tests repeat a small part.

A world has 150 partner countries in eight periods. Size, wealth, trade and distance hang together
as with China: a few partners hold most ties. Wealthy countries vote farther away; a quarter or so
have complex relations, most of them for good. Each country has a pull of its own that acts on both
levels, one on each level, and one in each period. Ties of cities outnumber those of regions by six
to one.
"""

from __future__ import annotations

import argparse
import json
import platform
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import beta as beta_law

from sistercities.studies.diplomacy.evidence import gather_evidence
from sistercities.studies.diplomacy.rule import RULE
from sistercities.studies.diplomacy.table import with_logs
from sistercities.studies.diplomacy.verdict import judge, states

SEED = 20261127
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "methods" / "study-diplomacy.md"
BEGIN, END = "<!-- diplomacy worlds: begin -->", "<!-- diplomacy worlds: end -->"
DETECTABLE = {"in spite": 1.81, "apart": 1.92}
"""Ratios R and D that are found with 80 % power in such worlds: medians over the first 100 worlds
of independence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the ties of a world.

    Attributes
    ----------
    city, region
        Log ratio of ties of either level with countries of complex relations.
    trade, wealth
        Elasticity of ties to trade and to income.
    own_sd, level_sd
        Spread of what countries have beyond all that is measured, for both levels and for each.
    n_countries, n_ties
        Partner countries, and ties of both levels on the mean.
    """

    city: float = 0.0
    region: float = 0.0
    trade: float = 0.0
    wealth: float = 0.0
    own_sd: float = 0.7
    level_sd: float = 0.3
    n_countries: int = 150
    n_ties: float = 1600.0


SPITE, APART = (2 * float(np.log(DETECTABLE[name])) for name in ("in spite", "apart"))
KINDS = {
    "independence": Kind(),
    "strong pulls of countries": Kind(own_sd=1.1, level_sd=0.5),
    "trade": Kind(trade=0.6),
    "common cause": Kind(wealth=0.8),
    "politics-led": Kind(city=-SPITE, region=-SPITE),
    "province-led": Kind(region=-APART),
    "city-led": Kind(city=-SPITE),
    "in spite": Kind(city=SPITE, region=SPITE),
    "few countries": Kind(city=SPITE, n_countries=18, n_ties=200),
}
NULLS = ("independence", "strong pulls of countries", "trade", "common cause")
"""Worlds in which ties of neither level go with politics among like countries."""

PERIODS = tuple(str(year) for year in range(1980, 2020, 5))
SHARE_OF_CITIES = 6 / 7


def world(kind: Kind, rng: np.random.Generator) -> pd.DataFrame:
    """Draw a world: its partner countries by period, as the study reads them."""
    n, periods = kind.n_countries, len(PERIODS)
    people, income = rng.normal(0, 1.7, n), rng.normal(0, 1.3, n)
    distance = rng.normal(0, 0.6, n)
    votes = 0.5 * income + rng.normal(size=n)
    drift = np.arange(periods)[:, None]
    un = np.abs(votes + 0.4 * rng.normal(size=(periods, n))) + 0.5
    trade = 5 + people + income - distance + 0.1 * drift + rng.normal(size=n)
    is_far = un > np.quantile(un, 0.75, axis=1)[:, None]
    rivalry = np.broadcast_to(rng.random(n) < 0.02, (periods, n))
    is_complex = is_far | rivalry | (rng.random((periods, n)) < 0.02)
    base = 0.7 * people + 0.5 * income - 0.3 * distance + kind.own_sd * rng.normal(size=n)
    base = base + 0.3 * rng.normal(size=(periods, n)) + kind.trade * trade + kind.wealth * income
    counts = {}
    for level, reaction in (("city", kind.city), ("region", kind.region)):
        log_mean = base + reaction * is_complex + kind.level_sd * rng.normal(size=n)
        share = SHARE_OF_CITIES if level == "city" else 1 - SHARE_OF_CITIES
        mean = np.exp(log_mean - log_mean.max())
        counts[level] = rng.poisson(mean / mean.sum() * kind.n_ties * share)
    flat = {"un_distance": un, "is_complex": is_complex.astype(float),
            "trade": np.exp(trade), "income": np.exp(8 + income + 0 * drift),
            "population": np.exp(16 + people + 0 * drift),
            "distance": np.exp(8.5 + distance + 0 * drift), **counts}  # fmt: skip
    names = [f"country {k}" for k in range(n)]
    table = pd.DataFrame({name: values.ravel() for name, values in flat.items()})
    return with_logs(table.assign(country=names * periods, period=np.repeat(PERIODS, n)))


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    evidence = gather_evidence(world(kind, np.random.default_rng(seed)))
    found = judge(evidence)
    return {
        "verdict": found.verdict,
        "states": dict(states(evidence)),
        "detectable": {name: ratio.detectable(1 - RULE.joint) for name, ratio in
                       (("in spite", evidence.ratio), ("apart", evidence.relative))},
        "sentence": found.sentence,
    }  # fmt: skip


def judged(kind: str, n_worlds: int, executor: Any = None) -> list[dict[str, Any]]:
    """Judge worlds of a kind; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=10))


HEADS = ("supported", "mixed", "not supported", "cannot be told from these data", "more", "fewer",
         "less", "stronger")  # fmt: skip


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the verdicts of worlds, and what was found of each part."""
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in HEADS[:4]}
    for part, up, down in (("in spite", "more", "fewer"), ("apart", "less", "stronger")):
        found[up] = sum(row["states"][part] == "found" for row in rows)
        found[down] = sum(row["states"][part] == "contrary" for row in rows)
    return found | {"n_worlds": len(rows)}


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def table(stored: dict[str, Any]) -> str:
    """Return the table of the page."""
    heads = [{"more": "R: more", "fewer": "R: fewer", "less": "D: less",
              "stronger": "D: stronger"}.get(head, head) for head in HEADS]  # fmt: skip
    lines = [f"| world | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in HEADS)
        lines.append(f"| {kind} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Judge, store, and write the table."""
    parser = argparse.ArgumentParser(description="Calibrate the verdict of the study.")
    parser.add_argument("--worlds", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    stored: dict[str, Any] = {
        "seed": SEED, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy")},
        "counts": {}, "detectable": {},
    }  # fmt: skip
    with ProcessPoolExecutor(arguments.workers) as workers:
        for kind in KINDS:
            rows = judged(kind, arguments.worlds, workers)
            stored["counts"][kind] = counts(rows)
            stored["detectable"][kind] = medians(rows)
            print(kind, stored["counts"][kind], stored["detectable"][kind], flush=True)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        PAGE.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


def medians(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return the median of each ratio that is found with 80 % power."""
    known = {name: [row["detectable"][name] for row in rows if row["detectable"][name]]
             for name in DETECTABLE}  # fmt: skip
    return {name: round(float(np.median(values)), 4) for name, values in known.items() if values}


if __name__ == "__main__":
    main()
