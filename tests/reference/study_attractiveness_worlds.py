"""How often the attractiveness study says what, on simulated worlds of which the truth is known.

    python tests/reference/study_attractiveness_worlds.py --worlds 400

writes study_attractiveness_worlds.json beside this file and the table in
docs/methods/study-attractiveness.md. The seed was fixed before the first run. The tests repeat a
small part.

A world has 30 countries on a globe with some 850 cities; the home country has 20 regions with 160
cities. Some 500 cities abroad choose partners by size, distance, income, language and coast, by
what regions and cities have beyond all that is measured, and by what each country of choosers finds
in each other country. Beside them 80 places have dated lists of partners.
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

from sistercities.studies.attractiveness.choices import Choices, drawn_rows, terms
from sistercities.studies.attractiveness.cities import Cities, cities_from_frame
from sistercities.studies.attractiveness.dated import Countries, DatedChoices, laid_out
from sistercities.studies.attractiveness.evidence import gather_evidence
from sistercities.studies.attractiveness.verdict import change_state, judge, level_state

SEED = 20261127
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "methods" / "study-attractiveness.md"
BEGIN, END = "<!-- attractiveness worlds: begin -->", "<!-- attractiveness worlds: end -->"
DETECTABLE = 1.53
"""Odds ratio of the home country that is found with 80 % power in such worlds, near and far."""
DETECTABLE_TREND = 1.44
"""Ratio per decade that is found with 80 % power in such worlds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the choices of a world.

    Attributes
    ----------
    home, trend
        Log odds of the home country beyond its traits, and log ratio per decade in dated lists.
    income
        Log odds for twice the income; the home country is four times as rich in a world with it.
    region_sd, city_sd, pair_sd
        Spread of what regions, cities, and a country in the eyes of another, have beyond all.
    flat_from
        Distance in km from which it matters no more, unlike in the model; 0 for never.
    n_regions, n_home, n_choosers, n_dated
        Regions and cities of the home country, choosers, and places with a dated list.
    """

    home: float = 0.0
    trend: float = 0.0
    income: float = 0.0
    region_sd: float = 0.2
    city_sd: float = 0.4
    pair_sd: float = 0.3
    flat_from: float = 0.0
    n_regions: int = 20
    n_home: int = 160
    n_choosers: int = 500
    n_dated: int = 80


TWICE = 2 * float(np.log(DETECTABLE))
GROWING = 2 * float(np.log(DETECTABLE_TREND))
KINDS = {
    "independence": Kind(),
    "province-led": Kind(region_sd=0.6),
    "city-led": Kind(city_sd=1.0),
    "common cause": Kind(income=0.4),
    "distance ends": Kind(flat_from=2500.0),
    "chosen more": Kind(home=TWICE),
    "chosen more and growing": Kind(home=TWICE, trend=GROWING),
    "chosen more, no dates": Kind(home=TWICE, n_dated=0),
    "chosen less": Kind(home=-TWICE),
    "few regions": Kind(home=TWICE, n_regions=3, n_home=24),
}
NULLS = ("independence", "province-led", "city-led", "common cause")
"""Worlds in which home cities are chosen as often as others alike, in every decade."""

N_COUNTRIES, N_REGIONS, N_CITIES, N_PER_CHOOSER = 30, 6, 24, 4


def world_of(kind: Kind, rng: np.random.Generator) -> Cities:
    """Draw countries on a globe and their cities; country 0 is home."""
    language = rng.integers(0, 8, N_COUNTRIES)
    frames = []
    for c in range(N_COUNTRIES):
        n, g = (kind.n_home, kind.n_regions) if c == 0 else (N_CITIES, N_REGIONS)
        east, north = rng.uniform(-180, 180), np.degrees(np.arcsin(rng.uniform(-0.8, 0.9)))
        rich = 2.0 if c == 0 and kind.income else rng.normal(0, 1)
        frames.append(pd.DataFrame({
            "country": f"C{c:02}", "region": [f"C{c:02}-{k % g}" for k in range(n)],
            "population": 15_000 * np.exp(rng.exponential(1.2, n)), "gdp_per_head": 1e4 * 2**rich,
            "longitude": east + rng.normal(0, 4, n), "latitude": north + rng.normal(0, 4, n),
            "is_coastal": (rng.random(n) < 0.3).astype(float),
            "is_capital": (np.arange(n) == 0).astype(float),
        }))  # fmt: skip
    frame = pd.concat(frames, ignore_index=True)
    ids = [f"x:{k}" for k in range(len(frame))]
    shared = {
        (f"C{i:02}", f"C{j:02}"): float(language[i] == language[j])
        for i in range(N_COUNTRIES) for j in range(N_COUNTRIES)
    }  # fmt: skip
    frame = frame.assign(place_id=ids, name=ids, is_dual=False, is_prefecture=False)
    return cities_from_frame(frame, shared)


def choices_of(kind: Kind, cities: Cities, rng: np.random.Generator) -> Choices:
    """Draw the partners of each chooser by the truth of the world."""
    n = cities.place_id.size
    is_home = cities.country_code == 0
    region = np.unique(cities.region, return_inverse=True)[1]
    own = kind.region_sd * rng.normal(size=region.max() + 1)[region]
    own += kind.city_sd * rng.normal(size=n) + kind.home * is_home
    seen = kind.pair_sd * rng.normal(size=(N_COUNTRIES, N_COUNTRIES))
    chooser = rng.choice(np.flatnonzero(~is_home), kind.n_choosers, replace=False)
    truth = np.array([0, 0.5, -0.1, -0.6, 0, 0, kind.income, -0.1, 0.6, 0.3, 0.2, 0.5])
    x, km = terms(cities, np.repeat(chooser, n), np.tile(np.arange(n), chooser.size), is_home)
    if kind.flat_from:
        x[:, 3] = np.log2(np.minimum(np.maximum(km, 1), kind.flat_from))
    own_code, code = cities.country_code[chooser], cities.country_code
    utility = (x @ truth).reshape(chooser.size, n) + own + seen[own_code][:, code]
    utility += rng.gumbel(size=utility.shape)
    utility[own_code[:, None] == code] = -np.inf
    best = np.argsort(-utility, axis=1)[:, :N_PER_CHOOSER]
    n_taken = rng.integers(1, N_PER_CHOOSER + 1, chooser.size)
    taken = [(i, int(j)) for i, row, m in zip(chooser, best, n_taken, strict=True)
             for j in row[:m]]  # fmt: skip
    pairs = np.array(taken)
    return Choices(pairs[:, 0], pairs[:, 1])


def dated_of(kind: Kind, cities: Cities, rng: np.random.Generator) -> DatedChoices | None:
    """Draw dated choices among countries, five a place, over five decades."""
    if kind.n_dated == 0:
        return None
    first = np.unique(cities.country_code, return_index=True)[1]
    _, km = terms(cities, np.repeat(first, N_COUNTRIES), np.tile(first, N_COUNTRIES),
                  cities.country_code == 0)  # fmt: skip
    log_km = np.log2(np.maximum(km, 1)).reshape(N_COUNTRIES, N_COUNTRIES)
    facts = Countries(cities.countries, rng.normal(24, 1.5, N_COUNTRIES), cities.log_income[first],
                      log_km, cities.language)  # fmt: skip
    seen = kind.pair_sd * rng.normal(size=(kind.n_dated, N_COUNTRIES))
    rows = []
    for p in range(kind.n_dated):
        i = int(rng.integers(1, N_COUNTRIES))
        for _ in range(5):
            year = int(rng.integers(1970, 2020))
            utility = (0.5 * facts.log_people - 0.5 * facts.log_km[i] + 0.6 * facts.language[i]
                       + seen[p] + rng.gumbel(size=N_COUNTRIES))  # fmt: skip
            utility[0] += 1.0 + kind.home + kind.trend * (year - 1995) / 10
            utility[i] = -np.inf
            rows.append((f"p{p}", f"C{i:02}", f"C{int(np.argmax(utility)):02}", year))
    frame = pd.DataFrame(rows, columns=["place_a", "chooser_country", "partner", "year"])
    laid = laid_out(facts, frame, "C00")
    n_home = int((frame["partner"] == "C00").sum())
    return DatedChoices(laid.choice, laid.x, laid.is_chosen, laid.chooser, laid.year, n_home,
                        n_home, len(frame) - n_home, len(frame) - n_home, 0)  # fmt: skip


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    rng = np.random.default_rng(seed)
    cities = world_of(kind, rng)
    choices = choices_of(kind, cities, rng)
    rows = drawn_rows(cities, choices, np.ones(cities.place_id.size, dtype=bool),
                      cities.country_code == 0, n_sampled=(5, 5, 5),
                      seed=int(rng.integers(2**31)))  # fmt: skip
    evidence = gather_evidence(rows, dated_of(kind, cities, rng))
    found = judge(evidence)
    home = None if evidence.main is None else evidence.main.home
    far = None if evidence.far is None else evidence.far
    return {
        "verdict": found.verdict,
        "level": level_state(evidence),
        "change": change_state(evidence),
        "sentence": found.sentence,
        "detectable": None if far is None else far.detectable("home country"),
        "detectable_trend": None
        if evidence.trend is None or evidence.change is None
        else evidence.change.detectable("home country, per decade"),
        "covers": None if home is None else home.low <= np.exp(kind.home) <= home.high,
    }


def judged(kind: str, n_worlds: int, executor: Any = None) -> list[dict[str, Any]]:
    """Judge worlds of a kind; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


VERDICTS = ("supported", "mixed", "not supported", "cannot be told from these data")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the verdicts of worlds, and those in which the level or the change is found."""
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    told = [row for row in rows if row["verdict"] != VERDICTS[-1]]
    for fact in ("level", "change"):
        found[f"{fact} found"] = sum(row[fact] == "found" for row in told)
    found["covers"] = sum(bool(row["covers"]) for row in rows)
    return found | {"n_worlds": len(rows)}


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def table(stored: dict[str, Any]) -> str:
    """Return the table of the page."""
    heads = ["supported", "mixed", "level found", "change found", "not supported", VERDICTS[-1]]
    lines = [f"| world | worlds | {' | '.join(heads)} |", "|---|---:|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in heads)
        lines.append(f"| {kind} | {row['n_worlds']} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Judge, store each kind as it is done, and write the table."""
    parser = argparse.ArgumentParser(description="Calibrate the verdict of the study.")
    parser.add_argument("--worlds", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), help="Others stay as stored.")
    arguments = parser.parse_args()
    stored: dict[str, Any] = {"counts": {}, "detectable": {}}
    if OUT.exists():
        stored = json.loads(OUT.read_text(encoding="utf-8"))
    stored |= {
        "seed": SEED, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy")},
    }  # fmt: skip
    with ProcessPoolExecutor(arguments.workers) as workers:
        for kind in arguments.kinds:
            rows = judged(kind, arguments.worlds, workers)
            stored["counts"][kind] = counts(rows)
            stored["detectable"][kind] = {name: _median(rows, name) for name in SMALLEST}
            print(kind, stored["counts"][kind], stored["detectable"][kind], flush=True)
            _store(stored)


SMALLEST = ("detectable", "detectable_trend")


def _median(rows: list[dict[str, Any]], name: str) -> float | None:
    found = [row[name] for row in rows if row[name]]
    return round(float(np.median(found)), 3) if found else None


def _store(stored: dict[str, Any]) -> None:
    for name in ("counts", "detectable"):
        stored[name] = {kind: stored[name][kind] for kind in KINDS if kind in stored[name]}
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        PAGE.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
