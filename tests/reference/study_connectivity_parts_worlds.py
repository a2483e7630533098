"""How often the parts of C5 say what, on simulated worlds of which the truth is known.

    python tests/reference/study_connectivity_parts_worlds.py --worlds 400

writes study_connectivity_parts_worlds.json beside this file and the tables in
docs/methods/study-connectivity.md. The seed was fixed before the first run. A run that was ended
goes on where it was. The tests repeat a small part.

A world is one of `study_connectivity_worlds`: 27 provinces with 290 cities. Its ties are spread
over 30 countries; the wider catchment adds flights of other cities of the province. Beside them
stand flights of 2009 and 2014, and ties begun before and after, of which the kind of world says
whether one follows the other.
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

from reference import study_connectivity_worlds as first
from reference.study_worlds import Bar, Run, table_of_bars
from sistercities.studies.connectivity.evidence import FULL_TERMS
from sistercities.studies.connectivity.models import DESTINATIONS_2014, TIES_BEFORE
from sistercities.studies.connectivity.order_in_time import lags_both_ways
from sistercities.studies.connectivity.part_numbers import (
    CATCHMENT_TERMS,
    city_correlations,
    correlation_interval,
    ratio_interval,
)
from sistercities.studies.connectivity.part_rules import PART_RULES
from sistercities.studies.connectivity.size_estimate import estimate_size
from sistercities.studies.part_rules import Interval, IntervalPart
from twolevel.rates.rank_correlation import rank_correlation

SEED = 20261201
N_COUNTRIES = 30
TWICE = first.TWICE
"""Log ratio per twice the destinations, twice of what is found with 80 % power."""
LAG = float(np.log(1.6))
"""Log ratio per twice as much of what came first, where one follows the other."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the ties of a world.

    Attributes
    ----------
    now
        What makes the ties of today.
    flights_first, ties_first
        Log ratio of new ties per twice the flights before, and of flights per twice the ties
        before.
    one_country
        Whether flights go with the ties of one country alone.
    """

    now: first.Kind
    flights_first: float = 0.0
    ties_first: float = 0.0
    one_country: bool = False


KINDS = {
    "no link": Kind(first.Kind()),
    "more": Kind(first.Kind(flights=TWICE, exports=0.4), LAG, LAG),
    "fewer": Kind(first.Kind(flights=-1.5 * TWICE), -LAG, -LAG),
    "one country": Kind(first.Kind(), one_country=True),
}


def world(
    kind: Kind, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Draw a world: its cities, provinces, ties of each city by country, and dated ties."""
    cities, provinces = first.world(kind.now, rng)
    n = len(cities)
    flown = cities["destinations"].to_numpy()
    of_province = cities.groupby("region")["destinations"].transform("sum").to_numpy() - flown
    nearby = flown + rng.binomial((0.1 * of_province).astype(int), 0.5)
    shares = rng.dirichlet(np.full(N_COUNTRIES, 0.7))
    by_country = np.array([rng.multinomial(k, shares) for k in cities["ties"]])
    if kind.one_country:
        more = rng.poisson(1.5 * (1 + flown) ** 0.9 / ((1 + flown) ** 0.9).mean())
        by_country[:, 0] += more
        cities["ties"] = cities["ties"] + more
    people = np.log2(cities["population"] / cities["population"].mean()).to_numpy()
    early = np.floor(flown * rng.uniform(0.2, 0.8, n))
    before = rng.poisson(1.5 * np.exp(0.3 * people) * rng.gamma(2, 0.5, n))
    later = rng.poisson(
        1.3 * (0.3 + early) * _pull(kind.ties_first, before) * rng.gamma(4, 0.25, n)
    )
    new = rng.poisson(
        _scaled(0.8, np.exp(0.3 * people) * _pull(kind.flights_first, later), rng.gamma(2, 0.5, n))
    )
    cities = cities.assign(
        place_id=[f"c{k}" for k in range(n)], destinations_nearby=nearby, destinations_2009=early,
        destinations_2014=later.astype(float), population_before=np.nan,
    )  # fmt: skip
    dated = pd.DataFrame({
        "home": np.repeat(cities["place_id"], before + new),
        "start_year": pd.array(
            np.concatenate([np.repeat([2000, 2017], [b, a])
                            for b, a in zip(before, new, strict=True)]), dtype="Int64"
        ),
        "start_precision": "year",
    })  # fmt: skip
    counts = pd.DataFrame(by_country, index=cities.index).rename(columns=str)
    return cities, provinces, counts, dated


def _pull(log_ratio: float, values: Any) -> Any:
    return np.exp(log_ratio * np.log2(1 + values))


def _scaled(mean: float, pull: Any, talent: Any) -> Any:
    return mean * pull / pull.mean() * talent


def one_world(seed: np.random.SeedSequence, kind: Kind) -> dict[str, Any]:
    """Tell the side of each part in one world."""
    cities, provinces, counts, dated = world(kind, np.random.default_rng(seed))
    found: dict[str, list[Interval]] = {
        name: [correlation_interval(rho)] for name, rho in city_correlations(cities).items()
    }
    visitors = rank_correlation(provinces["visitors"], provinces["ties"], np.arange(len(provinces)))
    found["visitors"] = [correlation_interval(visitors)]
    found["size"] = [
        estimate_size(cities, counts, (term, *FULL_TERMS[1:])).interval for term in CATCHMENT_TERMS
    ]
    forward, backward = lags_both_ways(cities, dated, 2020)
    found["flights-first"] = [ratio_interval(forward, DESTINATIONS_2014)]
    found["ties-first"] = [ratio_interval(backward, TIES_BEFORE)]
    rules = {rule.name: rule for rule in PART_RULES if isinstance(rule, IntervalPart)}
    return {name: rule.side_of_all(found[name]) for name, rule in rules.items()}


def judged(kind: str, n_worlds: int, executor: Any = None, first: int = 0) -> list[dict[str, Any]]:
    """Judge worlds of a kind from the first to the last; more worlds begin with the same."""
    seeds = np.random.SeedSequence([SEED, list(KINDS).index(kind)]).spawn(n_worlds)[first:]
    work = partial(one_world, kind=KINDS[kind])
    return list(map(work, seeds) if executor is None else executor.map(work, seeds, chunksize=5))


NAMES = tuple(rule.name for rule in PART_RULES)
SIDES = ("above", "below", "same")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count the sides of each part."""
    found = {
        f"{name} {side}": sum(row[name] == side for row in rows)
        for name in NAMES
        for side in SIDES
    }  # fmt: skip
    return found | {"n_worlds": len(rows)}


FOUND = ("flights", "exports", "visitors", "size", "flights-first", "ties-first")
FEWER = ("flights", "size", "flights-first", "ties-first")
BARS = (
    *(Bar(f"{name}: a side without any link", ("no link",), (f"{name} above", f"{name} below"),
          most=0.06) for name in NAMES),
    *(Bar(f"{name}: fewer, where there are more", ("more",), (f"{name} below",), most=0.02)
      for name in FOUND),
    *(Bar(f"{name}: more, where there are fewer", ("fewer",), (f"{name} above",), most=0.02)
      for name in FEWER),
    *(Bar(f"{name}: more, where there are", ("more",), (f"{name} above",), least=0.8)
      for name in FOUND),
    *(Bar(f"{name}: fewer, where there are", ("fewer",), (f"{name} below",), least=0.8)
      for name in FEWER),
    Bar("size: a side where it is of one country alone", ("one country",),
        ("size above", "size below"), most=0.06),
)  # fmt: skip


def table(stored: dict[str, Any]) -> str:
    """Return the table of the sides of each part in each kind of world."""
    kinds = list(stored["counts"])
    heads = [f"{kind}: {side}" for kind in kinds for side in ("above", "below")]
    lines = [f"| part | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    n_worlds = [str(stored["counts"][kind]["n_worlds"]) for kind in kinds for _ in (1, 2)]
    lines.append(f"| *worlds* | {' | '.join(n_worlds)} |")
    for name in NAMES:
        cells = [
            f"{stored['counts'][kind][f'{name} {side}'] / stored['counts'][kind]['n_worlds']:.1%}"
            for kind in kinds
            for side in ("above", "below")
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def tables(stored: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page by the name in their marks."""
    return {
        "connectivity parts worlds": table(stored),
        "connectivity parts bars": table_of_bars(BARS, stored),
    }


RUN = Run(
    "connectivity_parts", SEED, tuple(KINDS), judged, counts, lambda _: {}, tables, at_once=10,
    on_page="connectivity",
)  # fmt: skip

if __name__ == "__main__":
    RUN.main()
