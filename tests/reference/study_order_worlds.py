"""How often the study of order says what, on simulated worlds of which the truth is known.

    OPENBLAS_NUM_THREADS=1 python tests/reference/study_order_worlds.py --worlds 400

writes study_order_worlds.json beside this file and the table in docs/methods/study-order.md: some
twenty minutes on two cores, and far longer where the small matrices of the hazard are spread over
threads. The seed was fixed before the first run. A run that was ended goes on where it was; take
the file away to begin anew. The tests repeat a small part.

A world has 24 provinces of 12 cities, and 14 countries of 8 foreign regions, over 45 years. It is
drawn year by year: each pair of regions has a hazard of an upper tie and a rate of new city ties.
Provinces, foreign regions, countries and years differ in both; pairs have a taste for city ties. A
quarter of the city ties, and one in twenty upper ties, has no known start.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta as beta_law

from sistercities.inference.arrays import two_level_arrays
from sistercities.studies.order.evidence import gather_evidence
from sistercities.studies.order.timed import TimedNetwork
from sistercities.studies.order.verdict import detectable, judge, state_of

SEED = 20261127
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "methods" / "study-order.md"
BEGIN, END = "<!-- order worlds: begin -->", "<!-- order worlds: end -->"
DRAWS = 499
FIRST_YEAR, N_YEARS, PERIOD = 1975, 45, 5
CITIES, REGIONS = 12, 8
UNDATED, UPPER_UNDATED = 0.23, 0.05
STATES = ("rule", "tendency", "cities first", "neither first", "open")
RATE, SLOPE = float(np.log(2.4)), 1.8
"""Log rate ratio of city ties after the upper tie, and slope of its hazard on the logarithm of 1 +
city ties before, that are found in about 80 and 90 % of such worlds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one level does to the other, and what does both.

    Attributes
    ----------
    province_led
        Log rate ratio of new city ties after the upper tie began.
    city_led
        Slope of the log hazard of the upper tie on the logarithm of 1 + city ties before.
    wave
        Spread of good and bad periods of a country, which raise both levels: a common cause.
    taste
        Spread of what draws pairs of regions to each other at both levels: a common cause.
    only_inside
        City ties begin only where an upper tie is, and after it.
    more
        Log of how many times the city ties.
    n_home, n_countries
        Size.
    """

    province_led: float = 0.0
    city_led: float = 0.0
    wave: float = 0.0
    taste: float = 0.0
    only_inside: bool = False
    more: float = 0.0
    n_home: int = 24
    n_countries: int = 14


KINDS = {
    "independence": Kind(),
    "province-led": Kind(province_led=RATE),
    "province-led, twice": Kind(province_led=2 * RATE),
    "city-led": Kind(city_led=SLOPE),
    "city-led, twice": Kind(city_led=2 * SLOPE),
    "common cause: wave": Kind(wave=1.0),
    "common cause: taste": Kind(taste=1.0),
    "provinces as a rule": Kind(only_inside=True, more=2.5),
    "independence, many ties": Kind(more=2.3),
    "few pairs": Kind(province_led=RATE, n_home=6, n_countries=5),
}
WITH_HAZARD = ("city-led, twice",)
"""Worlds in all of which the hazard is fitted, which takes far longer than all the rest: a quarter
of the number of worlds."""
NULLS = ("independence", "common cause: wave", "common cause: taste")
"""Worlds in which no level comes before the other."""


def _spread(rng: np.random.Generator, sd: float, n: int) -> NDArray[np.float64]:
    """Return n normal numbers whose exponentials have mean 1."""
    return rng.normal(-(sd**2) / 2, sd, n)


def world(kind: Kind, rng: np.random.Generator) -> TimedNetwork:
    """Draw a world as the study reads it."""
    n_foreign = kind.n_countries * REGIONS
    home, foreign = np.indices((kind.n_home, n_foreign)).reshape(2, -1)
    country = foreign // REGIONS
    taste = kind.taste * _spread(rng, 1.0, home.size)
    hazard = -5.6 + _spread(rng, 0.5, kind.n_home)[home] + _spread(rng, 0.6, n_foreign)[foreign]
    rate = (
        kind.more
        - 4.9
        + _spread(rng, 0.8, kind.n_home)[home]
        + _spread(rng, 0.6, n_foreign)[foreign]
    )
    rate = rate + _spread(rng, 0.8, kind.n_countries)[country] + _spread(rng, 0.8, home.size)
    years = _spread(rng, 0.4, N_YEARS), _spread(rng, 0.4, N_YEARS)
    rising = np.linspace(-0.6, 0.6, N_YEARS)
    periods = N_YEARS // PERIOD
    wave = kind.wave * _spread(rng, 1.0, kind.n_countries * periods).reshape(-1, periods)
    event, total = np.full(home.size, np.nan), np.zeros(home.size)
    pairs, begun = [], []
    for year in range(N_YEARS):
        high = wave[country, year // PERIOD] + taste
        log_hazard = hazard + years[0][year] + high + kind.city_led * np.log1p(total)
        is_tied = ~np.isnan(event)
        log_rate = rate + years[1][year] + rising[year] + high + kind.province_led * is_tied
        new = rng.poisson(np.exp(log_rate) * (is_tied | (not kind.only_inside)))
        begins = ~is_tied & (rng.random(home.size) < -np.expm1(-np.exp(log_hazard)))
        event[begins] = FIRST_YEAR + year
        total += new
        pairs.append(np.repeat(np.arange(home.size), new))
        begun.append(np.full(int(new.sum()), FIRST_YEAR + year))
    pair = np.concatenate(pairs)
    start = np.concatenate(begun).astype(np.float64)
    start[rng.random(start.size) < UNDATED] = np.nan
    city = home[pair] * CITIES + (CITIES * rng.random(pair.size) ** 2).astype(np.int64)
    tied = np.flatnonzero(~np.isnan(event))
    upper_start = event[tied]
    upper_start[rng.random(tied.size) < UPPER_UNDATED] = np.nan
    n_home_places = kind.n_home * CITIES
    arrays = two_level_arrays(
        home_unit=np.arange(n_home_places) // CITIES, home_block=np.arange(n_home_places),
        home_stratum=np.zeros(n_home_places, dtype=np.int64), foreign_country=country[pair],
        foreign_unit=foreign[pair][:, None],
        foreign_unit_country=np.arange(n_foreign) // REGIONS,
        foreign_unit_tier=np.zeros(n_foreign, dtype=np.int64),
        ties=np.column_stack((city, np.arange(pair.size))),
        upper_ties=np.column_stack((home[tied], foreign[tied])), n_units=kind.n_home,
    )  # fmt: skip
    never = np.zeros(kind.n_home, dtype=np.int64), np.zeros(n_foreign, dtype=np.int64)
    return TimedNetwork(arrays, start, upper_start, *never, FIRST_YEAR, FIRST_YEAR + N_YEARS - 1)


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    evidence = gather_evidence(
        world(kind, np.random.default_rng(seed)), seed=1, draws=DRAWS, models="if found"
    )
    found = judge(evidence)
    odds = [(one.odds.low, one.odds.high) for one in evidence.both]
    return {
        "state": state_of(evidence),
        "verdict": found.verdict,
        "sentence": found.sentence,
        "odds": found.number,
        "detectable": detectable(evidence),
        "n_inside": evidence.n_inside,
        "covers 1": [
            low <= 1 <= high for low, high in odds if low is not None and high is not None
        ],
    }


def judged(kind: str, n_worlds: int, executor: Executor | None = None) -> list[dict[str, Any]]:
    """Judge worlds of a kind; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count what is found in worlds."""
    found = Counter(row["state"] for row in rows)
    return {state: found[state] for state in STATES} | {"n_worlds": len(rows)}


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def measured(rows: list[dict[str, Any]]) -> dict[str, float | None]:
    """Medians over worlds, and how often the intervals of the odds hold 1."""
    pairs = (("odds", [r["odds"] for r in rows]), ("above", [r["detectable"][0] for r in rows]),
             ("below", [r["detectable"][1] for r in rows]),
             ("n_inside", [r["n_inside"] for r in rows]))  # fmt: skip
    found: dict[str, float | None] = {}
    for name, values in pairs:
        known = [value for value in values if value is not None]
        found[name] = round(float(np.median(known)), 3) if known else None
    covered = [one for row in rows for one in row["covers 1"]]
    found["covers 1"] = round(float(np.mean(covered)), 4) if covered else None
    return found


def table(stored: dict[str, Any]) -> str:
    """Return the table of the page."""
    heads = ["regions first: rule", "regions first: tendency", "cities first", "neither first",
             "cannot be told", "ties inside", "odds over chance"]  # fmt: skip
    lines = [f"| world | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for kind in KINDS:
        row = stored["counts"][kind]
        cells = [f"{row[state] / row['n_worlds']:.1%}" for state in STATES]
        medians = stored["medians"][kind]
        cells.append(f"{medians['n_inside']:.0f}")
        cells.append("none" if medians["odds"] is None else f"{medians['odds']:.2f}")
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def kept(head: dict[str, Any]) -> dict[str, Any]:
    """Return what is stored under the same head, so that a run that was ended goes on."""
    if OUT.exists():
        stored: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
        if all(stored[name] == value for name, value in head.items()):
            return stored
    return {**head, "counts": {}, "medians": {}}


def main() -> None:
    """Judge, store, and write the table."""
    parser = argparse.ArgumentParser(description="Calibrate the verdict of the study.")
    parser.add_argument("--worlds", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    stored = kept({
        "seed": SEED, "n_worlds": arguments.worlds, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")},
    })  # fmt: skip
    with ProcessPoolExecutor(arguments.workers) as workers:
        for kind in sorted(KINDS, key=lambda kind: kind in WITH_HAZARD):
            if kind in stored["counts"]:
                continue
            n = arguments.worlds // (4 if kind in WITH_HAZARD else 1)
            rows = judged(kind, n, workers)
            stored["counts"][kind], stored["medians"][kind] = counts(rows), measured(rows)
            print(kind, stored["counts"][kind], stored["medians"][kind], flush=True)
            OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        PAGE.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
