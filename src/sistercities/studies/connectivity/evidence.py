"""What the verdict on C5 rests on, from a table of cities and one of regions.

Nothing here knows a release: simulated worlds give the same tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sistercities.sentences import say
from sistercities.studies.connectivity.city_table import region_codes
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    EXPORTS,
    GDP,
    PLACE,
    POPULATION,
    FittedModel,
    Term,
    fit_model,
)
from sistercities.studies.connectivity.rule import RULE
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.detectable import detectable_correlation, detectable_effect
from twolevel.rates.rank_correlation import RankCorrelation, rank_correlation

FACTS = {"flights": "destinations", "exports": "exports", "visitors": "visitors"}
"""The facts that C5 names, and their columns: of cities, but for visitors of regions."""

FULL_TERMS: tuple[Term, ...] = (DESTINATIONS, EXPORTS, GDP, POPULATION, *PLACE)
"""All that is known of size and economy beside flights."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is judged.

    Attributes
    ----------
    correlations
        Of each fact that is known with the number of ties, by name.
    full
        Regression of ties on flights and all that is known of size and economy.
    n_roster, n_cities, n_ties
        Cities in regions of which a source lists the ties of cities; those of them with known
        flights, and their ties.
    effective_regions
        (sum n)^2 / sum n^2 over the cities of each region.
    """

    correlations: dict[str, RankCorrelation]
    full: FittedModel
    n_roster: int
    n_cities: int
    n_ties: int
    effective_regions: float

    @property
    def level(self) -> float:
        """Level of each fact's interval such that all hold together by the rule."""
        return RULE.level.each(len(self.correlations))

    @property
    def detectable(self) -> float | None:
        """Smallest correlation of flights with ties that is found with 80 % power at that level."""
        flights = self.correlations.get("flights")
        if flights is None or not flights.standard_error:
            return None
        freedom = flights.effective_clusters - 1
        return detectable_correlation(flights.standard_error, freedom, size=1 - self.level)

    @property
    def detectable_ratio(self) -> float | None:
        """Smallest rate ratio of twice the destinations found with 80 % power beyond size."""
        ratio = self.full.ratio(DESTINATIONS)
        if ratio is None or self.full.fit is None or ratio.standard_error <= 0:
            return None
        freedom = self.full.fit.effective_units - 1
        return float(np.exp(detectable_effect(ratio.standard_error, freedom)))


def gather_evidence(
    cities: pd.DataFrame,
    regions: pd.DataFrame | None,
    terms: Sequence[Term] = FULL_TERMS,
    *,
    leave_out: Literal["always", "if it matters"] = "always",
) -> Evidence:
    """Compute what is judged.

    Parameters
    ----------
    cities
        `region`, `ties`, `destinations`, and what is known of `exports`, `gdp`, `population`,
        `is_seat`, `is_state_capital`, `is_coastal`; NaN is not known.
    regions
        `ties` and `visitors`, a row a region; None or empty where visitors are not known.
    terms
        Of the regression.
    leave_out
        Whether to fit it again without each region always, or only where the verdict asks for it:
        both intervals of flights lie above 1.
    """
    correlations = {}
    for fact in ("flights", "exports"):
        found = correlate_cities(cities, FACTS[fact])
        if found is not None:
            correlations[fact] = found
    if regions is not None and len(regions):
        correlations["visitors"] = rank_correlation(
            regions["visitors"], regions["ties"], np.arange(len(regions))
        )
    has_flights = cities[DESTINATIONS.column].notna()
    known = cities[has_flights]
    return Evidence(
        correlations,
        _full_model(cities, terms, is_lazy=leave_out != "always"),
        len(cities),
        len(known),
        int(known["ties"].sum()),
        effective_clusters(region_codes(known)),
    )


def _full_model(cities: pd.DataFrame, terms: Sequence[Term], *, is_lazy: bool) -> FittedModel:
    title = say("flights, size and economy")
    full = fit_model("full", title, cities, "ties", terms, leave_out=not is_lazy)
    if not is_lazy:
        return full
    ratios = [full.ratio(DESTINATIONS, kind) for kind in ("qmle", "nb2")]
    if all(ratio is not None and ratio.low > 1 for ratio in ratios):
        return fit_model("full", title, cities, "ties", terms, leave_out=True)
    return full


def correlate_cities(cities: pd.DataFrame, column: str) -> RankCorrelation | None:
    """Correlate a column with the ties of the cities of which it is known; None if of none."""
    if column not in cities:
        return None
    known = cities[cities[column].notna()]
    if known.empty:
        return None
    return rank_correlation(known[column], known["ties"], region_codes(known))
