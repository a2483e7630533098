"""The same of all countries: flights and ties of cities, with an effect of each country.

An effect takes up all that the cities of a country share, such as how fully sources list its ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.errors import NetworkError
from sistercities.network.lift import NetworkTables
from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import say
from sistercities.studies.connectivity.city_table import covered_roster, with_counts
from sistercities.studies.connectivity.city_ties import counted_ties
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.evidence import correlate_cities
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    DESTINATIONS_2014,
    PLACE,
    POPULATION,
    Term,
    term_values,
)
from sistercities.studies.connectivity.rule import RULE
from sistercities.studies.phrases import bare
from twolevel.dyads.fit_rows import ppml
from twolevel.dyads.result import DyadicFit
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters
from twolevel.rates.without_each import ends_of, slopes_without_each

Run = Callable[..., Iterable[Any]]
"""Maps a function over values, as `map` and the `map` of an executor do."""


N_AT_ENDS = 10
"""Countries without which the slope is lowest, and highest, to first order: left out in truth."""


@dataclass(frozen=True, slots=True)
class WorldRatio:
    """Rate ratio of twice the destinations over the cities of all countries.

    Attributes
    ----------
    value, low, high
        With its 95 % interval, errors clustered by country; None where there is none.
    left_out_low, left_out_high
        Range over fits without one country each; None where not asked for.
    n_cities, n_countries, effective_countries
        That take part, and (sum n)^2 / sum n^2.
    note
        Why there is none.
    """

    name: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    left_out_low: float | None
    left_out_high: float | None
    n_cities: int
    n_ties: int
    n_countries: int
    effective_countries: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountryCorrelation:
    """Correlation of flights with ties in one country."""

    country: str
    n_cities: int
    n_ties: int
    rho: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AllCountries:
    """Ratios over all countries, and the correlation in each that has enough cities."""

    ratios: tuple[WorldRatio, ...]
    countries: tuple[CountryCorrelation, ...]


def world_table(data: ConnectivityData, as_of: int) -> pd.DataFrame:
    """Return the cities of all countries with covariates and ties alive in a year."""
    tables = data.study.tables
    cities = covered_roster(data, None, as_of, MAIN_RULES)
    ties = counted_ties(tables, _both_ways(tables), as_of, MAIN_RULES).ties
    return with_counts(cities, {"ties": ties})


def _both_ways(tables: NetworkTables) -> pd.DataFrame:
    """Read each tie between two countries from either end."""
    ties = tables.ties
    of = tables.fields.country
    ends = zip(ties["place_a"], ties["place_b"], strict=True)
    abroad = ties[np.array([of[a] != of[b] for a, b in ends], dtype=np.bool_)]
    return pd.concat(
        [
            abroad.assign(home=abroad["place_a"], foreign=abroad["place_b"]),
            abroad.assign(home=abroad["place_b"], foreign=abroad["place_a"]),
        ],
        ignore_index=True,
    )


def all_countries(cities: pd.DataFrame, executor: Executor | None = None) -> AllCountries:
    """Estimate over all countries, and country by country.

    Parameters
    ----------
    cities
        As from `world_table`.
    executor
        Runs the fits without one country each; here and now if None.
    """
    run: Run = map if executor is None else executor.map
    tied = cities[cities["ties"] > 0]
    ratios = (
        world_ratio("world", say("all cities"), cities, DESTINATIONS, run=run),
        world_ratio("world_2014", say("all cities, flights of 2014"), cities, DESTINATIONS_2014),
        world_ratio("world_tied", say("cities with a known tie alone"), tied, DESTINATIONS),
    )
    return AllCountries(ratios, _by_country(cities))


def world_ratio(
    name: str, title: str, cities: pd.DataFrame, term: Term, *, run: Run | None = None
) -> WorldRatio:
    """Regress ties on a term, size, seat and coast, with an effect of each country, by PPML.

    `run` maps the fits without one country each; without it there are none.
    """
    rows, design = _complete(cities, (term, POPULATION, *PLACE))
    labels = np.unique(rows["country"].to_numpy(dtype=str), return_inverse=True)[1]
    empty = WorldRatio(
        name, title, None, None, None, None, None, len(rows), int(rows["ties"].sum()),
        int(np.unique(labels).size), effective_clusters(labels),
    )  # fmt: skip
    if term.column not in design or empty.effective_countries < MIN_EFFECTIVE:
        return replace(empty, note=say("Too few countries, or the same flights in every city."))
    try:
        fit = _fit(rows, design)
        left = _without_each(rows, design, labels, term.column, run, fit.slopes) if run else None
    except NetworkError as reason:
        return replace(empty, note=say("There is no fit: {reason}.", reason=bare(reason)))
    k, interval = fit.names.index(term.column), fit.intervals("first")
    low, value, high = np.exp([interval.low[k], fit.slopes[k], interval.high[k]]).tolist()
    if left is None:
        return replace(empty, value=value, low=low, high=high)
    ends = (float(np.exp(left.min())), float(np.exp(left.max())))
    return replace(
        empty, value=value, low=low, high=high, left_out_low=ends[0], left_out_high=ends[1]
    )


def _complete(cities: pd.DataFrame, terms: tuple[Term, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cities of which all terms are known, and the terms that vary among them."""
    x = pd.DataFrame({term.column: term_values(cities, term) for term in terms})
    is_complete = x.notna().all(axis=1)
    design = x[is_complete]
    return cities[is_complete], design.loc[:, design.nunique() > 1]


def _fit(rows: pd.DataFrame, x: pd.DataFrame) -> DyadicFit:
    country = rows["country"].to_numpy(dtype=str)
    names = [str(column) for column in x.columns]
    return ppml(rows["ties"].to_numpy(), x.to_numpy(dtype=np.float64), [country], names=names)


def _without_each(
    rows: pd.DataFrame, x: pd.DataFrame, country: NDArray[np.int64], wanted: str, run: Run,
    slopes: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Return the slopes without each country that may be the lowest or the highest."""
    y, design = rows["ties"].to_numpy(), x.to_numpy(dtype=np.float64)
    names = [str(column) for column in x.columns]
    work = partial(_slope_without, y, design, country, names, names.index(wanted))
    moved = slopes_without_each(y, design, country, slopes)[:, names.index(wanted)]
    return np.array(list(run(work, ends_of(moved, N_AT_ENDS).tolist())))


def _slope_without(
    y: NDArray[np.int64],
    x: NDArray[np.float64],
    country: NDArray[np.int64],
    names: list[str],
    wanted: int,
    left_out: int,
) -> float:
    kept = country != left_out
    return float(ppml(y[kept], x[kept], [country[kept]], names=names).slopes[wanted])


def _by_country(cities: pd.DataFrame) -> tuple[CountryCorrelation, ...]:
    found = []
    for country, rows in cities.groupby("country"):
        n_ties = int(rows["ties"].sum())
        if not RULE.needs.are_met(n_cities=len(rows), n_ties=n_ties):
            continue
        rho = correlate_cities(rows, DESTINATIONS.column)
        if rho is None or rho.low is None:
            continue
        if not RULE.needs.are_met(effective_regions=rho.effective_clusters):
            continue
        found.append(
            CountryCorrelation(str(country), rho.n_rows, n_ties, rho.rho, rho.low, rho.high)
        )
    return tuple(sorted(found, key=lambda one: -(one.rho or 0.0)))
