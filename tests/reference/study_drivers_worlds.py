"""How often the study of drivers says what, on simulated worlds of which the truth is known.

    python tests/reference/study_drivers_worlds.py --worlds 400

writes study_drivers_worlds.json beside this file and the tables in docs/methods/study-drivers.md:
an hour on one core. The seed was fixed before the first run. A run that was ended goes
on where it was; take study_drivers_worlds.part away to begin anew. The tests repeat a small part.

A world has 26 home regions with 208 cities, and 45 countries of four regions with 720 cities. Size,
wealth, trade, language, flights and earlier ties are drawn; ties are Poisson around a mean that the
kind of world sets, times what regions, countries and pairs of them have beyond all that is
measured. Pairs are drawn and weighted as in the study, by a first fit and 48 for each tie.
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

from reference.pairs_by_fit import pairs_by_fit
from reference.study_worlds import Bar, Run, count_causal, no_causal_word, table_of_bars
from sistercities.studies.drivers.evidence import gather_evidence
from sistercities.studies.drivers.verdict import judge, states_of

SEED = 20261127
FORMAL = 2.0
"""Rate ratio of the upper tie that is found with 80 % power in such worlds: about the median of
`Evidence.detectable_ratio` over worlds of independence."""
UNIT = 0.43
"""Size of a factor, standard deviation of the log mean, at which a verdict of `supported` comes in
about 80 % of worlds in which all three factors have it, when it was fixed: 90 % with the intervals
of shares of today."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the ties of a world.

    Attributes
    ----------
    formal
        Log rate ratio of the upper tie.
    economy, culture, network, mobility
        Standard deviation of the log mean that the group stands for.
    wealth
        Log ratio by which wealth, unseen, moves earlier ties, flights and upper ties too.
    n_regions, n_ties
        Home regions of eight cities; ties to be expected.
    """

    formal: float = 0.0
    economy: float = 0.0
    culture: float = 0.0
    network: float = 0.0
    mobility: float = 0.0
    wealth: float = 0.0
    n_regions: int = 26
    n_ties: int = 1000


KINDS = {
    "independence": Kind(),
    "province-led": Kind(formal=2 * float(np.log(FORMAL))),
    "city-led": Kind(network=2 * UNIT),
    "flights": Kind(mobility=2 * UNIT),
    "common cause": Kind(economy=2 * UNIT, wealth=0.7),
    "benefits, detectable": Kind(economy=UNIT, culture=UNIT, network=UNIT),
    "benefits": Kind(economy=2 * UNIT, culture=2 * UNIT, network=2 * UNIT),
    "both": Kind(2 * float(np.log(FORMAL)), 2 * UNIT, 2 * UNIT, 2 * UNIT),
    "few regions": Kind(economy=2 * UNIT, n_regions=4),
}
NULLS = ("independence",)
"""Worlds in which ties go with none of the groups."""


def world(kind: Kind, rng: np.random.Generator) -> pd.DataFrame:
    """Draw a world: ties and weighted controls, as the study reads them."""
    g, n_countries = kind.n_regions, 45
    unit = np.repeat(np.arange(g), 8)
    country = np.repeat(np.arange(n_countries), 16)
    region = np.repeat(np.arange(4 * n_countries), 4)
    n, m = unit.size, country.size
    rich, wealth = rng.normal(size=n), rng.normal(size=n_countries)
    trade = 0.7 * wealth + 0.7 * rng.normal(size=n_countries)
    people, abroad = 0.5 * rng.normal(size=n) + 0.5 * rich, rng.normal(size=m)
    pull = kind.wealth * (rich[:, None] + wealth[country])
    earlier = rng.poisson(0.04 * np.exp(pull + 0.5 * people[:, None] + 0.5 * abroad))
    own = np.zeros((n, n_countries))
    np.add.at(own.T, country, earlier.T)
    near = np.zeros((g, 4 * n_countries))
    np.add.at(near, (np.repeat(unit, m), np.tile(region, n)), earlier.ravel())
    mean_pull = np.add.reduceat(np.add.reduceat(pull, np.arange(0, n, 8), 0),
                                np.arange(0, m, 4), 1) / 32  # fmt: skip
    upper = rng.random(mean_pull.shape) < 0.03 * np.exp(mean_pull)
    flights = kind.wealth * rich + rng.normal(size=n)
    facts = {
        "home_population": np.repeat(people[:, None], m, 1),
        "foreign_population": np.repeat(abroad[None], n, 0),
        "upper": upper[np.ix_(unit, region)].astype(float),
        "gdp": np.repeat(rich[:, None], m, 1),
        "country_income": np.repeat(wealth[country][None], n, 0),
        "trade": np.repeat(trade[country][None], n, 0),
        "spoken_language": np.repeat((rng.permutation(n_countries) < 7)[country][None], n, 0) * 1.0,
        "migrants": np.repeat(rng.normal(size=n_countries)[country][None], n, 0),
        "own_before": np.log2(1 + own)[:, country],
        "cousins": np.log2(1 + near[np.ix_(unit, region)]),
        "home_flights": np.repeat(flights[:, None], m, 1),
        "direct_flight": (rng.random((n, m)) < 0.03 * np.exp(0.5 * flights)[:, None]) * 1.0,
    }  # fmt: skip
    log_mean = 0.5 * people[:, None] + 0.6 * abroad + kind.formal * facts["upper"]
    parts = {
        "economy": ("gdp", "trade"),
        "culture": ("spoken_language", "migrants"),
        "network": ("own_before", "cousins"),
        "mobility": ("home_flights", "direct_flight"),
    }
    for name, columns in parts.items():
        whole = sum(_standard(facts[column]) for column in columns)
        log_mean = log_mean + getattr(kind, name) * _standard(whole)
    noise = 0.3 * rng.normal(size=g)[unit][:, None] + 0.3 * rng.normal(size=n_countries)[country]
    log_mean = log_mean + noise + 0.3 * rng.normal(size=(g, n_countries))[np.ix_(unit, country)]
    mean = np.exp(log_mean)
    ties = rng.poisson(mean * kind.n_ties / mean.sum())
    return _sampled(facts, ties, abroad, unit, country, rng)


def _standard(values: Any) -> Any:
    return (values - values.mean()) / values.std()


def _sampled(
    facts: dict[str, Any], ties: Any, abroad: Any, unit: Any, country: Any,
    rng: np.random.Generator,
) -> pd.DataFrame:  # fmt: skip
    """Keep all ties, and draw pairs; of the first ones a fifth where the regions are sisters."""
    q = np.tile(np.exp(0.5 * abroad), ties.shape[0])
    q = q / q.sum()
    formal = q * facts["upper"].ravel()
    density = 0.8 * q + 0.2 * formal / formal.sum()
    return pairs_by_fit(facts, ties, density, (unit, country), rng)


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Judge one world."""
    evidence = gather_evidence(world(kind, np.random.default_rng(seed)))
    found = judge(evidence)
    number = evidence.together
    return {
        "verdict": found.verdict,
        "states": states_of(evidence),
        "sentence": found.sentence,
        "detectable_ratio": evidence.detectable_ratio,
        "detectable_share": evidence.detectable_share,
        "is_more": number is not None and number.low > 0,
        "is_less": number is not None and number.high < 0,
    }


def judged(kind: str, n_worlds: int, executor: Any = None, first: int = 0) -> list[dict[str, Any]]:
    """Judge worlds of a kind from the first to the last; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)[first:]
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


VERDICTS = ("supported", "mixed", "not supported", "cannot be told from these data")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the verdicts, and which factors were told from formal links in worlds with one."""
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    told = [row for row in rows if row["verdict"] != VERDICTS[3]]
    for factor in ("economy", "culture", "network"):
        found[f"{factor} stronger"] = sum(row["states"][factor] == "stronger" for row in told)
    return found | count_causal(rows) | {"n_worlds": len(rows)}


FACTORS = ("economy stronger", "culture stronger", "network stronger")
BARS = (
    Bar("a verdict without any link", NULLS, VERDICTS[:3], most=0.075),
    Bar("a verdict where flights alone bring ties", ("flights",), VERDICTS[:3], most=0.075),
    Bar("a factor above formal links where none works", ("province-led",), VERDICTS[:2], most=0.02),
    Bar("culture above formal links where it does not work", ("city-led", "common cause"),
        FACTORS[1:2], most=0.02),
    Bar("economy above formal links where it does not work", ("city-led",), FACTORS[:1], most=0.02),
    Bar("*not supported* where factors work",
        ("city-led", "common cause", "benefits, detectable", "benefits", "both"), VERDICTS[2:3],
        most=0.02),
    Bar("formal links of twice the detectable ratio: *not supported*", ("province-led",),
        VERDICTS[2:3], least=0.8),
    Bar("three factors of twice the detectable size: *supported*", ("benefits",), VERDICTS[:1],
        least=0.8),
    Bar("one factor of twice the detectable size: *mixed*", ("city-led", "common cause"),
        VERDICTS[1:2], least=0.8),
    Bar("no verdict where regions are few", ("few regions",), VERDICTS[3:], least=0.95),
    no_causal_word(KINDS),
)  # fmt: skip


def table(stored: dict[str, Any]) -> str:
    """Return the table of what is said in each kind of world."""
    heads = [*VERDICTS, *FACTORS]
    lines = [f"| world | worlds | {' | '.join(heads)} |", "|---|---:|" + "---:|" * len(heads)]
    for kind, row in stored["counts"].items():
        cells = " | ".join(f"{row[head] / row['n_worlds']:.1%}" for head in heads)
        lines.append(f"| {kind} | {row['n_worlds']} | {cells} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {"drivers worlds": table(stored), "drivers bars": table_of_bars(BARS, stored)}


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of the rate ratio of upper ties that is found with 80 % power."""
    ratios = [row["detectable_ratio"] for row in rows if row["detectable_ratio"] is not None]
    return {"detectable_ratio": round(float(np.median(ratios)), 4) if ratios else None}


RUN = Run("drivers", SEED, tuple(KINDS), judged, counts, summary, tables, at_once=20)

if __name__ == "__main__":
    RUN.main()
