"""How often a part of C6 or C8 says "more" or "fewer" of a country of which nothing is special.

    python tests/reference/placebo_homes.py --worlds 400

writes study_placebo_worlds.json beside this file and the tables under "Placebo homes" in
docs/methods/calibration.md: some ten minutes on one core. The seed was fixed before the first run.
A run that was ended goes on where it was; take study_placebo_worlds.part away to begin anew. The
tests repeat a small part.

In these worlds countries differ among themselves as much as they do in the release, for no reason
that is measured, and the home country is one of them, drawn like all others. A rule that counts
only chance in the ties of the home country would find it special in most of them. In the other
kinds its cities are chosen, or tie, 1.5, 2 or 3 times as often beside that.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference import study_hubs_worlds as hub_worlds
from reference.study_attractiveness_worlds import Kind as ChoiceKind
from reference.study_attractiveness_worlds import utility_of
from reference.study_worlds import Bar, Run, table_of_bars
from sistercities.studies.attractiveness.choices import Choices, drawn_rows
from sistercities.studies.attractiveness.cities import Cities, cities_from_frame
from sistercities.studies.attractiveness.country_effects import (
    Standing,
    fit_country_effects,
    stand_among,
)
from sistercities.studies.attractiveness.country_trends import trend_of
from sistercities.studies.attractiveness.dated import Countries, laid_out
from sistercities.studies.attractiveness.part_rows import why_no_standing, why_no_trend
from sistercities.studies.attractiveness.part_rules import PART_RULES as CHOICE_RULES
from sistercities.studies.hubs.among_countries import interval_of, ratios_among_countries
from sistercities.studies.hubs.evidence import gather_evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork, TwoSources, traits
from sistercities.studies.hubs.part_rows import interval_of_change
from sistercities.studies.hubs.part_rules import PART_RULES as HUB_RULES
from sistercities.studies.hubs.parts import why_no_ratio
from sistercities.studies.part_rules import Interval, IntervalPart, find_rule

SEED = 20261130
SPREAD, TREND_SPREAD, PULL_SPREAD = 1.03, 0.26, 0.9
"""Standard deviations between countries: log odds of being chosen and their change per decade, as
found in the release; and of the log rate of ties of cities, which gives hubs a spread like that
found there."""

FACTORS = (1.0, 1.5, 2.0, 3.0)
N_COUNTRIES, N_CHOOSERS, N_PER_CHOOSER = 50, 500, 4
N_PLACES, N_PER_PLACE = 60, 7
LEAST_EXPECTED = 10.0
"""Choices expected of a country of these small worlds from which it has an effect of its own."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A part and how much more often the cities of the home country are chosen, or tie."""

    part: str
    factor: float


KINDS = {
    f"{part}, {factor:g} times": Kind(part, factor)
    for part in ("C6.chosen", "C6.growing", "C8")
    for factor in FACTORS
}
NULLS = tuple(name for name, kind in KINDS.items() if kind.factor == 1)


def rule_of(name: str) -> IntervalPart:
    """Return the rule of a part."""
    rule = find_rule((*CHOICE_RULES, *HUB_RULES), name)
    assert isinstance(rule, IntervalPart)
    return rule


def world_of(rng: np.random.Generator) -> Cities:
    """Draw countries on a globe and their cities, all by one law; country 0 is home."""
    language = rng.integers(0, 8, N_COUNTRIES)
    frames = []
    for c in range(N_COUNTRIES):
        n = (
            int(np.clip(np.exp(rng.normal(3.2, 0.6)), 12, 150))
            if c
            else int(rng.integers(120, 250))
        )
        east, north = rng.uniform(-180, 180), np.degrees(np.arcsin(rng.uniform(-0.8, 0.9)))
        frames.append(pd.DataFrame({
            "country": f"C{c:02}", "region": [f"C{c:02}-{k % (n // 4)}" for k in range(n)],
            "population": 15_000 * np.exp(rng.exponential(1.2, n)),
            "gdp_per_head": 1e4 * 2 ** rng.normal(0, 1),
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
    return cities_from_frame(
        frame.assign(place_id=ids, name=ids, is_dual=False, is_prefecture=False), shared
    )


def choices_of(
    factor: float, cities: Cities, rng: np.random.Generator
) -> tuple[Choices, NDArray[np.float64]]:
    """Draw the partners of choosers of all countries, which differ by `SPREAD`.

    The second are the choices expected of each country by the traits of its cities alone.
    """
    code, n = cities.country_code, cities.place_id.size
    region = np.unique(cities.region, return_inverse=True)[1]
    of_country = SPREAD * rng.normal(size=N_COUNTRIES)
    of_country[0] += np.log(factor)
    own = 0.2 * rng.normal(size=region.max() + 1)[region] + 0.4 * rng.normal(size=n)
    seen = 0.3 * rng.normal(size=(N_COUNTRIES, N_COUNTRIES))
    chooser = rng.choice(n, min(N_CHOOSERS, n), replace=False)
    by_traits = utility_of(ChoiceKind(), cities, chooser)
    by_traits[code[chooser][:, None] == code] = -np.inf
    utility = by_traits + own + of_country[code] + seen[code[chooser]][:, code]
    utility += rng.gumbel(size=utility.shape)
    best = np.argpartition(-utility, N_PER_CHOOSER, axis=1)[:, :N_PER_CHOOSER]
    order = np.argsort(-np.take_along_axis(utility, best, axis=1), axis=1)
    best = np.take_along_axis(best, order, axis=1)
    taken = rng.integers(1, N_PER_CHOOSER + 1, chooser.size)
    kept = np.arange(N_PER_CHOOSER) < taken[:, None]
    mass = np.exp(by_traits - by_traits.max(axis=1, keepdims=True))
    expected = taken @ (mass / mass.sum(axis=1, keepdims=True))
    of_countries = np.bincount(code, expected, N_COUNTRIES)
    return Choices(np.repeat(chooser, taken), best[kept]), of_countries


def judge_chosen(factor: float, rng: np.random.Generator) -> dict[str, Any]:
    """Judge C6.chosen in a world."""
    cities = world_of(rng)
    choices, expected = choices_of(factor, cities, rng)
    every = np.ones(cities.place_id.size, dtype=np.bool_)
    rows = drawn_rows(cities, choices, every, ~every, n_sampled=(1, 8, 6),
                      seed=int(rng.integers(2**31)))  # fmt: skip
    named = cities.countries[expected >= LEAST_EXPECTED]
    standing = stand_among(fit_country_effects(cities, rows, named), "C00")
    return {"C6.chosen": told("C6.chosen", standing, why_no_standing(standing))}


def told(name: str, standing: Standing, reason: str) -> str:
    """Return the side of a standing, or that nothing can be told for want of numbers."""
    return "unmet" if reason else rule_of(name).side(standing.interval())


def judge_growing(factor: float, rng: np.random.Generator) -> dict[str, Any]:
    """Judge C6.growing in a world of dated lists; country 0 is chosen often enough to be judged."""
    code = np.array([f"C{c:02}" for c in range(N_COUNTRIES)])
    language = rng.integers(0, 8, N_COUNTRIES)
    log_km = np.log2(rng.uniform(500, 15_000, (N_COUNTRIES, N_COUNTRIES)))
    facts = Countries(
        code, rng.normal(24, 1.5, N_COUNTRIES), rng.normal(13, 1, N_COUNTRIES),
        np.minimum(log_km, log_km.T), (language[:, None] == language).astype(float),
    )  # fmt: skip
    level, trend = rng.normal(0, 1, N_COUNTRIES), rng.normal(0, TREND_SPREAD, N_COUNTRIES)
    level[0], trend[0] = 2.6, trend[0] + np.log(factor)
    rows = []
    for p in range(N_PLACES):
        i, taste = int(rng.integers(1, N_COUNTRIES)), 0.3 * rng.normal(size=N_COUNTRIES)
        for year in rng.integers(1965, 2025, N_PER_PLACE).tolist():
            utility = level + trend * (year - 1995) / 10 + taste - 0.5 * facts.log_km[i]
            utility = utility + 0.6 * facts.language[i] + rng.gumbel(size=N_COUNTRIES)
            utility[i] = -np.inf
            rows.append((f"p{p}", code[i], code[int(np.argmax(utility))], year))
    frame = pd.DataFrame(rows, columns=["place_a", "chooser_country", "partner", "year"])
    standing = trend_of(facts, laid_out(facts, frame, "C00"), "C00")
    return {"C6.growing": told("C6.growing", standing, why_no_trend(standing))}


def hub_world(factor: float, rng: np.random.Generator) -> tuple[CityNetwork, TwoSources]:
    """Draw a world of ties, in which all countries are drawn by one law; country 0 is home."""
    n_of = np.clip(np.exp(rng.normal(3.6, 0.5, hub_worlds.N_COUNTRIES)), 15, 200).astype(int)
    n_of[0] = rng.integers(100, 360)
    country = np.repeat(np.arange(n_of.size), n_of)
    n = country.size
    region = country * 100 + rng.integers(0, np.maximum(n_of // 10, 2)[country])
    size, rich = np.log2(15_000) + rng.exponential(1.8, n), rng.normal(0, 1, n_of.size)
    coast, capital = rng.random(n) < 0.3, np.zeros(n, dtype=np.bool_)
    capital[np.unique(country, return_index=True)[1]] = True
    of_country = PULL_SPREAD * rng.normal(size=n_of.size)
    of_country[0] += np.log(factor)
    pull = (
        0.3 * (size - size.min()) + 0.2 * coast + 0.8 * capital + of_country[country]
        + (0.15 * rng.normal(size=region.max() + 1))[region] + 0.5 * rng.normal(size=n)
    )  # fmt: skip
    if np.bincount(country, np.exp(pull)).max() > 0.5 * np.exp(pull).sum():
        return hub_world(factor, rng)  # no country can have more ties abroad than all others have
    cities = hub_worlds._Cities(
        country, np.where(country == 0, region, 100 * country),
        traits(size, rich[country], coast, capital), np.exp(pull),
    )  # fmt: skip
    return hub_worlds.listed_world(cities, hub_worlds.Kind(), rng)


def judge_hubs(factor: float, rng: np.random.Generator) -> dict[str, Any]:
    """Judge the three parts of C8 in a world."""
    network, both = hub_world(factor, rng)
    evidence = gather_evidence(
        network, both, hub_share=0.1, n_draws=3, n_sources=60, n_change_sources=120,
        seed=int(rng.integers(2**31)),
    )  # fmt: skip
    found: dict[str, Any] = {}
    kinds = {"share": (evidence.presence, ()), "alike": (evidence.beyond, evidence.traits)}
    for part, (ratios, of_what) in kinds.items():
        rule, main = rule_of(f"C8.{part}"), ratios.get(MEASURES[0])
        if why_no_ratio(evidence, main) or evidence.draws is None:
            found[rule.id] = found[f"{rule.id} by ties"] = "unmet"
            continue
        ones = ratios_among_countries(network, evidence.draws, ratios, of_what)
        intervals = [interval_of(one) for one in ones.values()]
        found[rule.id] = rule.side_of_all(intervals)
        found[f"{rule.id} by ties"] = rule.side(intervals[0])
        found[f"spread {part}"] = getattr(ones[MEASURES[0]], "spread", None)
    change = evidence.change
    first = None if change is None else change.by_measure.get(MEASURES[0])
    interval = Interval(None, None, None) if first is None else interval_of_change(first)
    found["C8.coming"] = "unmet" if first is None else rule_of("C8.coming").side(interval)
    return found


JUDGES = {"C6.chosen": judge_chosen, "C6.growing": judge_growing, "C8": judge_hubs}


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    return JUDGES[kind.part](kind.factor, np.random.default_rng(seed))


def judged(kind: str, n_worlds: int, executor: Any = None, first: int = 0) -> list[dict[str, Any]]:
    """Judge worlds of a kind from the first to the last; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)[first:]
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


PARTS = ("C6.chosen", "C6.growing", "C8.share", "C8.share by ties", "C8.alike",
         "C8.alike by ties", "C8.coming")  # fmt: skip
SIDES = ("above", "below", "same", "open", "unmet")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the sides of each part."""
    return {"n_worlds": len(rows)} | {
        f"{part} {side}": sum(row[part] == side for row in rows)
        for part in PARTS if part in rows[0] for side in SIDES
    }  # fmt: skip


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mean spread of countries that was found."""
    names = [name for name in rows[0] if name.startswith("spread")]
    means = {}
    for name in names:
        known = [row[name] for row in rows if row.get(name) is not None]
        means[name] = round(float(np.mean(known)), 2) if known else None
    return {"spreads": means}


def _kinds(part: str, *, null: bool) -> tuple[str, ...]:
    group = part[:2] if part.startswith("C8") else part
    return tuple(
        name for name, kind in KINDS.items()
        if kind.part == group and (kind.factor == 1) == null
    )  # fmt: skip


BARS = (
    *(
        Bar(f"{part}: more or fewer, where the country is like others", _kinds(part, null=True),
            (f"{part} above", f"{part} below"), most=0.06)
        for part in PARTS
    ),
    *(
        Bar(f"{part}: fewer, where there are more", _kinds(part, null=False),
            (f"{part} below",), most=0.02)
        for part in PARTS if part != "C8.coming"
    ),
)  # fmt: skip


def table(stored: dict[str, Any]) -> str:
    """Return the table of how often each part says what."""
    head = "| part | chosen, or tied, as often | worlds | more | fewer | about as many | open | "
    lines = [f"{head}too few to judge |", "|---|---:|---:|---:|---:|---:|---:|---:|"]
    for part in PARTS:
        for kind, row in stored["counts"].items():
            if f"{part} open" in row:
                cells = " | ".join(f"{row[f'{part} {s}'] / row['n_worlds']:.1%}" for s in SIDES)
                factor = KINDS[kind].factor
                lines.append(f"| {part} | {factor:g} times | {row['n_worlds']} | {cells} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {"placebo worlds": table(stored), "placebo bars": table_of_bars(BARS, stored)}


class PlaceboRun(Run):
    """A run whose tables stand on the page of calibration."""

    @property
    def page(self) -> Path:
        """Where the tables stand."""
        return Path(__file__).parents[2] / "docs" / "methods" / "calibration.md"


RUN = PlaceboRun("placebo", SEED, tuple(KINDS), judged, counts, summary, tables, at_once=20)

if __name__ == "__main__":
    RUN.main()
