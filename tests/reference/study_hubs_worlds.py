"""How often the study of hubs says what, on simulated worlds of which the truth is known.

    python tests/reference/study_hubs_worlds.py --worlds 400

writes study_hubs_worlds.json beside this file and the tables in docs/methods/study-hubs.md: a
quarter of an hour on one core. The seed was fixed before the first run. A run that was ended goes
on where it was; take study_hubs_worlds.part away to begin anew. The tests repeat a small part.

A world has 50 countries with 40 cities each, and a home country with 360 in 36 regions. A city ties
as its size, its country's income and what country, region and city have beyond all that is measured
have it. Each tie has begun before the earlier source or since. The list of 2026 has a tie if the
list of either country has it; the earlier source sees ties of its time by a chance of each country.
Hubs are the first tenth here, because the world is small.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.study_worlds import Bar, Run, count_causal, no_causal_word, table_of_bars
from sistercities.studies.hubs.evidence import Evidence, gather_evidence
from sistercities.studies.hubs.network import CityNetwork, TwoSources, traits
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.hubs.verdict import judge, states_of
from twolevel.core.array_types import Flag, Index
from twolevel.rates.detectable import detectable_effect

SEED = 20261128
N_COUNTRIES, N_CITIES, N_HOME, N_REGIONS = 51, 40, 360, 36
HUB_SHARE, N_DRAWS, N_SOURCES = 0.1, 5, 100
DETECTABLE = 2.2
"""Ratio of hubs at equal size that is found with 80 % power in such worlds, by every measure."""
DETECTABLE_CHANGE = 0.11
"""Change of the share in the first tenth that is found with 80 % power, by every measure."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the ties of a world.

    Attributes
    ----------
    home
        Log of how much more home cities tie beyond their traits.
    grown
        Log of how much less they tied at the time of the earlier source.
    size
        Log of how much larger home cities are.
    income
        Log rate of ties for twice the income; the home country is four times as rich then.
    seen
        Chance of the earlier source to see a tie by its home side, as a part of that of others.
    region_sd, city_sd, country_sd
        Spread of what regions, cities and countries have beyond all that is measured.
    n_regions, is_dated
        Regions of the home country; whether half of its ties are dated.
    """

    home: float = 0.0
    grown: float = 0.0
    size: float = 0.0
    income: float = 0.0
    seen: float = 1.0
    region_sd: float = 0.15
    city_sd: float = 0.5
    country_sd: float = 0.15
    n_regions: int = N_REGIONS
    is_dated: bool = True


MORE, GROWN = 0.8, 2.3
"""Log factors. By the least of the measures they give a ratio of hubs of about 2.4, little more
than the detectable one (a larger one would leave others no places), and twice the change that is
found with 80 % power where there is none."""

KINDS = {
    "independence": Kind(),
    "province-led": Kind(region_sd=0.5),
    "coverage grows": Kind(seen=0.3),
    "common cause": Kind(income=0.3),
    "size only": Kind(size=1.6),
    "hubs": Kind(home=MORE),
    "hubs and change": Kind(home=MORE, grown=GROWN),
    "change only": Kind(grown=GROWN),
    "change, no dates": Kind(grown=GROWN, is_dated=False),
    "fewer hubs": Kind(home=-MORE),
    "few regions": Kind(home=MORE, n_regions=3),
}
NULLS = ("independence", "province-led", "coverage grows", "common cause")
"""Worlds in which home cities tie as others alike, and tied so before."""

N_TIES = 7000
OLD = 0.8
"""Share of the ties that began before the earlier source."""
LISTED, SEEN = 0.45, 0.35
"""Usual chances of a country's list, and of the earlier source by a country's side."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cities:
    country: Index
    region: Index
    x: NDArray[np.float64]
    pull: NDArray[np.float64]


def _cities(kind: Kind, rng: np.random.Generator) -> _Cities:
    country = np.concatenate((np.zeros(N_HOME, dtype=np.int64),
                              np.repeat(np.arange(1, N_COUNTRIES), N_CITIES)))  # fmt: skip
    is_home = country == 0
    region = country + 1000
    region[is_home] = np.arange(N_HOME) % kind.n_regions
    n = country.size
    size = np.log2(15_000) + rng.exponential(1.8, n) + kind.size / np.log(2) * is_home
    rich = rng.normal(0, 1, N_COUNTRIES)
    if kind.income:
        rich[0] = 2.0
    coast, capital = rng.random(n) < 0.3, np.zeros(n, dtype=np.bool_)
    capital[np.unique(country, return_index=True)[1]] = True
    of_country = kind.country_sd * rng.normal(size=N_COUNTRIES)
    of_country[0] = 0.0
    of_region = kind.region_sd * rng.normal(size=2000)
    log_pull = (
        0.3 * (size - size.min()) + kind.income * rich[country] + 0.2 * coast + 0.8 * capital
        + of_country[country] + of_region[region] * is_home + kind.city_sd * rng.normal(size=n)
        + kind.home * is_home
    )  # fmt: skip
    return _Cities(country, region, traits(size, rich[country], coast, capital), np.exp(log_pull))


def _ties(cities: _Cities, kind: Kind, rng: np.random.Generator) -> tuple[Index, Flag]:
    """Draw ties of cities of two countries, and which of them began before the earlier source."""
    chance = _even(cities)
    ends = rng.choice(cities.country.size, (2 * N_TIES, 2), p=chance)
    ends = np.sort(ends[cities.country[ends[:, 0]] != cities.country[ends[:, 1]]], axis=1)
    ties = np.unique(ends, axis=0)
    ties = ties[np.sort(rng.permutation(len(ties))[:N_TIES])]
    n_home = (cities.country[ties] == 0).sum(axis=1)
    return ties, rng.random(len(ties)) < OLD * np.exp(-kind.grown * n_home)


def _even(cities: _Cities) -> NDArray[np.float64]:
    """Return chances of ends such that a city expects ties abroad in proportion to its pull.

    Without this, cities of a large country would tie less: fewer others are abroad for them.
    """
    of_country = np.bincount(cities.country, cities.pull)
    factor = np.ones(N_COUNTRIES)
    for _ in range(50):
        share = factor * of_country / (factor @ of_country)
        factor = 1 / (1 - share)
    chance = cities.pull * factor[cities.country]
    return chance / chance.sum()


def world_of(kind: Kind, rng: np.random.Generator) -> tuple[CityNetwork, TwoSources]:
    """Draw a world as the study reads it."""
    return listed_world(_cities(kind, rng), kind, rng)


def listed_world(
    cities: _Cities, kind: Kind, rng: np.random.Generator
) -> tuple[CityNetwork, TwoSources]:
    """Draw ties of cities, and the lists that hold them."""
    ties, is_old = _ties(cities, kind, rng)
    listed = _held(cities.country[ties], rng.beta(9, 11, N_COUNTRIES), rng)
    chances = rng.beta(7, 13, N_COUNTRIES)
    chances[0] *= kind.seen
    seen = is_old & _held(cities.country[ties], chances, rng)
    n = cities.country.size
    network = CityNetwork(
        country=cities.country, home=0, is_comparable=np.ones(n, dtype=np.bool_), x=cities.x,
        cluster=np.unique(cities.region, return_inverse=True)[1].astype(np.int64),
        ties=ties[listed], existence=np.full(int(listed.sum()), 0.98),
        seen=cities.country[ties[seen]], is_listed=listed[seen],
    )  # fmt: skip
    return network, _both(kind, cities, ties, is_old, (seen, listed), rng)


def _held(sides: Index, chance: NDArray[np.float64], rng: np.random.Generator) -> Flag:
    """Tell which ties either side's list holds."""
    held: Flag = (rng.random(sides.shape) < chance[sides]).any(axis=1)
    return held


def _both(
    kind: Kind, cities: _Cities, ties: Index, is_old: Flag, held: tuple[Flag, Flag],
    rng: np.random.Generator,
) -> TwoSources:  # fmt: skip
    earlier, later = held
    places = np.intersect1d(np.unique(ties[earlier]), np.unique(ties[later]))
    inside = np.isin(ties, places).all(axis=1)
    is_home = (cities.country[ties] == 0).any(axis=1)
    dated = inside & later & ~earlier & is_home & (rng.random(len(ties)) < 0.5 * kind.is_dated)
    return TwoSources(
        cities.country[places], cities.region[places],
        np.searchsorted(places, ties[inside & earlier]),
        np.searchsorted(places, ties[inside & later]), int(dated.sum()),
        int((dated & ~is_old).sum()),
    )  # fmt: skip


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    rng = np.random.default_rng(seed)
    network, both = world_of(kind, rng)
    evidence = gather_evidence(network, both, hub_share=HUB_SHARE, n_draws=N_DRAWS,
                               n_sources=N_SOURCES, n_change_sources=2 * N_SOURCES,
                               seed=int(rng.integers(2**31)))  # fmt: skip
    found, states = judge(evidence), states_of(evidence)
    main = evidence.main
    return {
        "verdict": found.verdict,
        **{f"is {name}": state for name, state in states.items()},
        "sentence": found.sentence,
        "ratio": None if main is None else min(r.value for r in evidence.beyond.values()),
        "detectable": evidence.detectable,
        "change": _least_change(evidence),
        "detectable_change": _detectable_change(evidence),
    }


def _least_change(evidence: Evidence) -> float | None:
    change = evidence.change
    if change is None or not change.by_measure:
        return None
    return min(one.among.value for one in change.by_measure.values())


def _detectable_change(evidence: Evidence) -> float | None:
    change = evidence.change
    if change is None or not change.by_measure:
        return None
    return max(detectable_effect(one.among.standard_error, one.among.freedom, size=1 - RULE.joint)
               for one in change.by_measure.values())  # fmt: skip


def judged(kind: str, n_worlds: int, executor: Any = None) -> list[dict[str, Any]]:
    """Judge worlds of a kind; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


VERDICTS = ("supported", "mixed", "not supported", "cannot be told from these data")
FACTS = ("presence", "beyond size", "change")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the verdicts of worlds, and those in which each fact is told to hold."""
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    told = [row for row in rows if row["verdict"] != VERDICTS[-1]]
    for fact in FACTS:
        found[f"{fact} found"] = sum(row[f"is {fact}"] == "found" for row in told)
    found["taken for coverage"] = sum(row["is change"] == "coverage" for row in rows)
    return found | count_causal(rows) | {"n_worlds": len(rows)}


BARS = (
    Bar("*supported* or *mixed* where home cities tie as others do", NULLS[:3], VERDICTS[:2],
        most=0.075),
    Bar("any verdict where there is nothing", NULLS[:3], VERDICTS[:3], most=0.075),
    Bar("more than size, where there is no more", (*NULLS, "size only", "change only"),
        ("beyond size found",), most=0.02),
    Bar("a change, where there is none", (*NULLS, "size only", "hubs"), ("change found",),
        most=0.02),
    Bar("*supported*, where there is no change", (*NULLS, "size only", "hubs"), VERDICTS[:1],
        most=0.02),
    Bar("*not supported*, where home cities are hubs", ("hubs", "hubs and change", "size only"),
        VERDICTS[2:3], most=0.02),
    Bar("*supported* or *mixed*, where they are hubs less", ("fewer hubs",), VERDICTS[:2],
        most=0.02),
    Bar("a ratio little above the detectable: found", ("hubs", "hubs and change"),
        ("beyond size found",), least=0.8),
    Bar("a change of twice the detectable: found", ("hubs and change",), ("change found",),
        least=0.8),
    Bar("both: *supported*", ("hubs and change",), VERDICTS[:1], least=0.8),
    Bar("hubs less by the same factor: *not supported*", ("fewer hubs",), VERDICTS[2:3],
        least=0.8),
    Bar("a change without dates: not told", ("change, no dates",), ("change found",), most=0.0),
    Bar("no verdict where regions are few", ("few regions",), VERDICTS[3:], least=0.95),
    no_causal_word(KINDS),
)  # fmt: skip


def table(stored: dict[str, Any]) -> str:
    """Return the table of what is said in each kind of world."""
    heads = ["supported", "mixed", *(f"{fact} found" for fact in FACTS), "taken for coverage",
             "not supported", VERDICTS[-1]]  # fmt: skip
    lines = [f"| world | worlds | {' | '.join(heads)} |", "|---|---:|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in heads)
        lines.append(f"| {kind} | {row['n_worlds']} | {cells} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {"hubs worlds": table(stored), "hubs bars": table_of_bars(BARS, stored)}


NUMBERS = ("ratio", "detectable", "change", "detectable_change")


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return medians over the worlds of a kind."""
    return {"medians": {name: _median(rows, name) for name in NUMBERS}}


def _median(rows: list[dict[str, Any]], name: str) -> float | None:
    found = [row[name] for row in rows if row[name] is not None]
    return round(float(np.median(found)), 3) if found else None


RUN = Run("hubs", SEED, tuple(KINDS), judged, counts, summary, tables)

if __name__ == "__main__":
    RUN.main()
