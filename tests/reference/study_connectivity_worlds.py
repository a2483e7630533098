"""How often the connectivity study says what, on simulated worlds of which the truth is known.

    python tests/reference/study_connectivity_worlds.py --worlds 400

writes study_connectivity_worlds.json beside this file and the table in
docs/methods/study-connectivity.md: about a quarter of an hour on two cores. The seed was fixed
before the first run. The tests repeat a small part.

A world has 27 provinces with 290 cities. Size, wealth, exports and flights of a city hang together
as in China: exports and GDP correlate at 0.8, half of the cities have no flight abroad, provinces
differ. Ties are negative binomial around a mean that the kind of world sets.
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

from sistercities.studies.connectivity.evidence import gather_evidence
from sistercities.studies.connectivity.verdict import is_beyond_size, judge

SEED = 20261126
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "methods" / "study-connectivity.md"
BEGIN, END = "<!-- connectivity worlds: begin -->", "<!-- connectivity worlds: end -->"
DETECTABLE = 1.194
"""Rate ratio of twice the destinations that is found with 80 % power beyond size in such worlds:
median of `Evidence.detectable_ratio` over the first 100 worlds of independence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the ties of a world.

    Attributes
    ----------
    flights
        Log rate ratio of twice the destinations.
    exports
        Elasticity of ties to exports.
    wealth
        Elasticity of ties to GDP, which also makes exports, flights and visitors.
    province_sd, talent
        Spread of what provinces, and cities, have beyond all that is measured: standard deviation
        of the log, and overdispersion.
    n_cities, n_provinces, mean_ties
        Size.
    """

    flights: float = 0.0
    exports: float = 0.0
    wealth: float = 0.0
    province_sd: float = 0.3
    talent: float = 0.8
    n_cities: int = 290
    n_provinces: int = 27
    mean_ties: float = 4.0


TWICE = 2 * float(np.log(DETECTABLE))
KINDS = {
    "independence": Kind(),
    "province-led": Kind(province_sd=0.8),
    "city-led": Kind(talent=2.0),
    "flights": Kind(flights=TWICE),
    "flights and exports": Kind(flights=TWICE, exports=0.4),
    "fewer with flights": Kind(flights=-1.5 * TWICE),
    "common cause": Kind(wealth=0.6),
    "few cities": Kind(flights=TWICE, n_cities=36, n_provinces=6),
}
NULLS = ("independence", "province-led", "city-led")
"""Worlds in which ties go with none of the facts."""


def world(kind: Kind, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw a world: its cities and its provinces, as the study reads them."""
    n, g = kind.n_cities, kind.n_provinces
    region = np.concatenate((np.arange(g), rng.choice(g, n - g, p=rng.dirichlet(np.full(g, 4.0)))))
    of = {name: sd * rng.normal(size=g) for name, sd in
          (("rich", 0.4), ("open", 0.4), ("ties", kind.province_sd))}  # fmt: skip
    people = rng.normal(0, 0.6, n)
    rich = people + of["rich"][region] + 0.4 * rng.normal(size=n)
    exports = 1.4 * rich + of["open"][region] + 0.8 * rng.normal(size=n)
    flights = np.floor(np.exp(0.2 + 1.1 * rich + 1.1 * rng.normal(size=n)))
    is_seat = np.zeros(n)
    is_seat[[int(np.flatnonzero(region == p)[np.argmax(rich[region == p])]) for p in range(g)]] = 1
    log_mean = (
        kind.flights * np.log2(1 + flights)
        + kind.wealth * rich
        + kind.exports * exports
        + of["ties"][region]
    )
    mean = np.exp(log_mean) * kind.mean_ties / np.exp(log_mean).mean()
    ties = rng.poisson(mean * rng.gamma(1 / kind.talent, kind.talent, n))
    cities = pd.DataFrame({
        "region": region.astype(str), "ties": ties, "destinations": flights,
        "exports": np.exp(9 + exports), "gdp": np.exp(12 + rich), "population": np.exp(15 + people),
        "is_seat": is_seat, "is_coastal": (of["open"][region] > 0.3).astype(float),
    })  # fmt: skip
    return cities, _provinces(kind, cities, rng)


def _provinces(kind: Kind, cities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Visitors come with flights, or with wealth, where ties do; else they come by chance."""
    n = kind.n_provinces
    ties = cities.groupby("region")["ties"].sum()
    pull = cities.groupby("region")["destinations"].sum() + 1 if kind.flights > 0 else (
        cities.groupby("region")["gdp"].sum() if kind.wealth else 1.0
    )  # fmt: skip
    return pd.DataFrame({"ties": ties, "visitors": pull * np.exp(0.5 * rng.normal(size=n))})


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    cities, provinces = world(kind, np.random.default_rng(seed))
    evidence = gather_evidence(cities, provinces, leave_out="if it matters")
    found = judge(evidence)
    return {
        "verdict": found.verdict,
        "is_beyond": is_beyond_size(evidence),
        "detectable_ratio": evidence.detectable_ratio,
        "sentence": found.sentence,
    }


def judged(kind: str, n_worlds: int, executor: Any = None) -> list[dict[str, Any]]:
    """Judge worlds of a kind; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=10))


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the verdicts of worlds, and those in which flights go beyond size."""
    verdicts = ["supported", "mixed", "not supported", "cannot be told from these data"]
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in verdicts}
    told = [row for row in rows if row["verdict"] in ("supported", "mixed")]
    found["told beyond size"] = sum(row["is_beyond"] for row in told)
    return found | {"n_worlds": len(rows)}


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def table(stored: dict[str, Any]) -> str:
    """Return the table of the page."""
    heads = ["supported", "mixed", "told beyond size", "not supported",
             "cannot be told from these data"]  # fmt: skip
    lines = [f"| world | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in heads)
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
        "versions": {name: version(name) for name in ("numpy", "scipy", "statsmodels")},
        "counts": {}, "detectable_ratio": {},
    }  # fmt: skip
    with ProcessPoolExecutor(arguments.workers) as workers:
        for kind in KINDS:
            rows = judged(kind, arguments.worlds, workers)
            stored["counts"][kind] = counts(rows)
            ratios = [r["detectable_ratio"] for r in rows if r["detectable_ratio"] is not None]
            stored["detectable_ratio"][kind] = round(float(np.median(ratios)), 4)
            print(kind, stored["counts"][kind], stored["detectable_ratio"][kind], flush=True)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        PAGE.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
