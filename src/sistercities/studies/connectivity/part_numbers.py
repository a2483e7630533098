"""All numbers of the parts of C5 from one table of cities and one of regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.studies.connectivity.city_table import region_codes
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.evidence import FACTS, FULL_TERMS, correlate_cities
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    DESTINATIONS_2014,
    NEARBY,
    TIES_BEFORE,
    FittedModel,
    Term,
)
from sistercities.studies.connectivity.order_in_time import lags_both_ways
from sistercities.studies.connectivity.size_estimate import (
    SizeEstimate,
    country_counts,
    estimate_size,
)
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.rank_correlation import RankCorrelation, rank_correlation

CATCHMENT_TERMS: tuple[Term, ...] = (DESTINATIONS, NEARBY)
"""Destinations of the airports within each of `part_rules.CATCHMENTS`."""


@dataclass(frozen=True, slots=True)
class PartNumbers:
    """The numbers.

    Attributes
    ----------
    correlations
        With ties, by fact; of visitors over regions. A fact that is not known is missing.
    sizes
        Ratio at equal size, of each catchment.
    lags
        Ties begun after 2014 on flights of 2014, and these on ties begun by 2009.
    n_cities, n_ties, effective_regions
        What the correlations of cities rest on.
    """

    correlations: Mapping[str, RankCorrelation]
    sizes: tuple[SizeEstimate, ...]
    lags: tuple[FittedModel, FittedModel]
    n_cities: int
    n_ties: int
    effective_regions: float


def correlation_interval(found: RankCorrelation | None) -> Interval:
    """Return a correlation as a part judges it."""
    if found is None:
        return UNKNOWN_INTERVAL
    return Interval(found.rho, found.low, found.high)


def ratio_interval(model: FittedModel, term: Term, kind: str = "qmle") -> Interval:
    """Return a rate ratio of a regression as a part judges it."""
    ratio = model.ratio(term, kind)
    return UNKNOWN_INTERVAL if ratio is None else Interval(
        ratio.value, ratio.low, ratio.high
    )  # fmt: skip


LAG_TERMS: dict[str, tuple[int, Term]] = {
    "flights-first": (0, DESTINATIONS_2014), "ties-first": (1, TIES_BEFORE),
}  # fmt: skip
"""Of each part about direction, its regression among `PartNumbers.lags`, and the term."""


def sizes_of(
    data: ConnectivityData,
    cities: pd.DataFrame,
    ties: pd.DataFrame,
    flights: Term = DESTINATIONS,
    *,
    is_quick: bool = False,
) -> tuple[SizeEstimate, ...]:
    """Estimate the ratio at equal size of each catchment, or of another measure of flights."""
    country = data.study.tables.fields.country
    by_country = country_counts(
        ties.assign(country=[country[place] for place in ties["foreign"]]), cities
    )
    measures = CATCHMENT_TERMS if flights in CATCHMENT_TERMS else (flights,)
    return tuple(
        estimate_size(cities, by_country, (one, *FULL_TERMS[1:]), is_quick=is_quick)
        for one in measures
    )


def city_correlations(
    cities: pd.DataFrame, flights: Term = DESTINATIONS
) -> dict[str, RankCorrelation]:
    """Correlate flights and exports with ties, where they are known."""
    found = {
        "flights": correlate_cities(cities, flights.column),
        "exports": correlate_cities(cities, FACTS["exports"]),
    }
    return {name: rho for name, rho in found.items() if rho is not None}


def part_numbers(
    data: ConnectivityData,
    cities: pd.DataFrame,
    ties: pd.DataFrame,
    regions: pd.DataFrame,
    as_of: int,
    flights: Term = DESTINATIONS,
    lags: tuple[FittedModel, FittedModel] | None = None,
    *,
    is_quick: bool = False,
) -> PartNumbers:
    """Compute the numbers of all parts.

    Parameters
    ----------
    cities, regions
        As from `city_table` and `region_table`.
    ties
        Ties of the cities, with `home`, `foreign` and start.
    as_of
        Last year of the ties.
    flights
        Measure of flights.
    lags
        Where they are known.
    is_quick
        Whether to leave out no country and no region.
    """
    correlations = city_correlations(cities, flights)
    if len(regions):
        correlations["visitors"] = rank_correlation(
            regions["visitors"], regions["ties"], np.arange(len(regions))
        )
    known = cities[cities[flights.column].notna()]
    return PartNumbers(
        correlations, sizes_of(data, cities, ties, flights, is_quick=is_quick),
        lags_both_ways(cities, ties, as_of) if lags is None else lags,
        len(known), int(known["ties"].sum()),
        effective_clusters(region_codes(known)) if len(known) else 0.0,
    )  # fmt: skip
