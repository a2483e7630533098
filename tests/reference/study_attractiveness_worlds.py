"""How often the attractiveness study says what, on simulated worlds of which the truth is known.

    python tests/reference/study_attractiveness_worlds.py --worlds 400

writes study_attractiveness_worlds.json beside this file and the tables in
docs/methods/study-attractiveness.md: some twenty minutes on one core. The seed was fixed before the
first run. A run that was ended goes on where it was; take study_attractiveness_worlds.part away to
begin anew. The tests repeat a small part.

A world has 30 countries on a globe with some 850 cities; the home country has 20 regions with 160
cities. Some 500 cities abroad choose partners by size, distance, income, language and coast, by
what regions and cities have beyond all that is measured, and by what each country of choosers finds
in each other country. Beside them 80 places have dated lists of partners.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.study_worlds import Bar, Run, count_causal, no_causal_word, table_of_bars
from sistercities.studies.attractiveness.choices import EARTH_KM, Choices, drawn_rows, terms
from sistercities.studies.attractiveness.cities import Cities, cities_from_frame
from sistercities.studies.attractiveness.dated import Countries, DatedChoices, laid_out
from sistercities.studies.attractiveness.evidence import gather_evidence
from sistercities.studies.attractiveness.verdict import change_state, judge, level_state

SEED = 20261127
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
    own_code, code = cities.country_code[chooser], cities.country_code
    utility = utility_of(kind, cities, chooser) + own + seen[own_code][:, code]
    utility += rng.gumbel(size=utility.shape)
    utility[own_code[:, None] == code] = -np.inf
    best = np.argpartition(-utility, N_PER_CHOOSER, axis=1)[:, :N_PER_CHOOSER]
    in_order = np.argsort(-np.take_along_axis(utility, best, axis=1), axis=1)
    best = np.take_along_axis(best, in_order, axis=1)
    n_taken = rng.integers(1, N_PER_CHOOSER + 1, chooser.size)
    taken = [(i, int(j)) for i, row, m in zip(chooser, best, n_taken, strict=True)
             for j in row[:m]]  # fmt: skip
    pairs = np.array(taken)
    return Choices(pairs[:, 0], pairs[:, 1])


def utility_of(kind: Kind, cities: Cities, chooser: Any) -> Any:
    """Return what each chooser finds in each city by its traits, (n_choosers, n_cities)."""
    i, size, income = chooser[:, None], cities.log_size, cities.log_income
    code, coast = cities.country_code, cities.is_coastal
    chord = np.sqrt(np.maximum(2 - 2 * cities.point[chooser] @ cities.point.T, 0))
    km = np.maximum(2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1)), 1)
    far = np.log2(np.minimum(km, kind.flat_from) if kind.flat_from else km)
    alone = 0.5 * size + kind.income * income + 0.3 * coast + 0.5 * cities.is_capital
    apart = 0.6 * far + 0.1 * np.abs(size[i] - size) + 0.1 * np.abs(income[i] - income)
    return alone - apart + 0.6 * cities.language[code[i], code] + 0.2 * (coast[i] & coast)


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


def judged(kind: str, n_worlds: int, executor: Any = None, first: int = 0) -> list[dict[str, Any]]:
    """Judge worlds of a kind from the first to the last; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)[first:]
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
    return found | count_causal(rows) | {"n_worlds": len(rows)}


ALIKE = (*NULLS, "distance ends")
MORE = ("chosen more", "chosen more and growing", "chosen more, no dates")
BARS = (
    Bar("*supported* or *mixed* where home cities are chosen as others are", ALIKE, VERDICTS[:2],
        most=0.075),
    Bar("a level or a change of either sign where there is none", ALIKE, VERDICTS[:3], most=0.075),
    Bar("*supported* where home cities are chosen as others are", ALIKE, VERDICTS[:1], most=0.02),
    Bar("*not supported* where they are chosen more", MORE, VERDICTS[2:3], most=0.02),
    Bar("*supported* or *mixed* where they are chosen less", ("chosen less",), VERDICTS[:2],
        most=0.02),
    Bar("an odds ratio of twice the detectable: found", MORE, ("level found",), least=0.8),
    Bar("it and a growth of twice the detectable: *supported*", MORE[1:2], VERDICTS[:1], least=0.8),
    Bar("chosen less by twice the detectable: *not supported*", ("chosen less",), VERDICTS[2:3],
        least=0.8),
    Bar("no verdict where regions are few", ("few regions",), VERDICTS[3:], least=0.95),
    no_causal_word(KINDS),
)  # fmt: skip


def table(stored: dict[str, Any]) -> str:
    """Return the table of what is said in each kind of world."""
    heads = ["supported", "mixed", "level found", "change found", "not supported", VERDICTS[-1]]
    lines = [f"| world | worlds | {' | '.join(heads)} |", "|---|---:|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in heads)
        lines.append(f"| {kind} | {row['n_worlds']} | {cells} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    bars = table_of_bars(BARS, stored)
    return {"attractiveness worlds": table(stored), "attractiveness bars": bars}


SMALLEST = ("detectable", "detectable_trend")


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of the ratios that are found with 80 % power."""
    return {"detectable": {name: _median(rows, name) for name in SMALLEST}}


def _median(rows: list[dict[str, Any]], name: str) -> float | None:
    found = [row[name] for row in rows if row[name]]
    return round(float(np.median(found)), 3) if found else None


RUN = Run("attractiveness", SEED, tuple(KINDS), judged, counts, summary, tables, at_once=20)

if __name__ == "__main__":
    RUN.main()
