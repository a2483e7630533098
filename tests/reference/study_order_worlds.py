"""How often the study of order says what, on simulated worlds of which the truth is known.

    OPENBLAS_NUM_THREADS=1 python tests/reference/study_order_worlds.py --worlds 400

writes study_order_worlds.json beside this file and the tables in docs/methods/study-order.md: some
ten minutes on one core, and far longer where the small matrices of the hazard are spread over
threads. The seed was fixed before the first run. A run that was ended goes on where it was; take
study_order_worlds.part away to begin anew. The tests repeat a small part.

A world has 24 provinces of 12 cities, and 14 countries of 8 foreign regions, over 45 years. It is
drawn year by year: each pair of regions has a hazard of an upper tie and a rate of new city ties.
Provinces, foreign regions, countries and years differ in both; pairs have a taste for city ties. A
quarter of the city ties, and one in twenty upper ties, has no known start.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.study_worlds import Bar, Run, count_causal, no_causal_word, table_of_bars
from sistercities.studies.order.evidence import gather_evidence
from sistercities.studies.order.timed import TimedNetwork
from sistercities.studies.order.verdict import detectable, judge, state_of
from twolevel.core.arrays import two_level_arrays

SEED = 20261127
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


def judged(
    kind: str, n_worlds: int, executor: Executor | None = None, first: int = 0
) -> list[dict[str, Any]]:
    """Judge worlds of a kind from the first to the last; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)[first:]
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count what is found in worlds."""
    found = Counter(row["state"] for row in rows)
    told = {state: found[state] for state in STATES}
    return told | count_causal(rows) | {"n_worlds": len(rows)}


REGIONS_FIRST = STATES[:2]
PROVINCE_LED = ("province-led", "province-led, twice", "provinces as a rule")
CITY_LED = ("city-led", "city-led, twice")
BARS = (
    Bar("an order where there is none", (*NULLS, "independence, many ties"), STATES[:3],
        most=0.075),
    Bar("cities or neither first where regions are", PROVINCE_LED, STATES[2:4], most=0.02),
    Bar("regions or neither first where cities are", CITY_LED, (*REGIONS_FIRST, STATES[3]),
        most=0.02),
    Bar("regions first by twice the detectable: found", PROVINCE_LED[1:2], REGIONS_FIRST,
        least=0.8),
    Bar("cities first by twice the detectable: found", CITY_LED[1:], STATES[2:3], least=0.8),
    Bar("a rule: said to be one", PROVINCE_LED[2:], STATES[:1], least=0.8),
    Bar("no verdict where pairs are few", ("few pairs",), STATES[4:], least=0.95),
    no_causal_word(KINDS),
)  # fmt: skip


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
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
    return {"medians": found}


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


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {"order worlds": table(stored), "order bars": table_of_bars(BARS, stored)}


PACKAGES = ("numpy", "scipy", "numba")
RUN = Run("order", SEED, tuple(KINDS), judged, counts, summary, tables, PACKAGES, at_once=20)

if __name__ == "__main__":
    RUN.main()
