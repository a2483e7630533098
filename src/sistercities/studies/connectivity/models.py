"""Regressions of the number of ties: which terms, on which cities, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.connectivity.city_table import region_codes
from sistercities.studies.phrases import bare
from twolevel.core.array_types import Index, Real
from twolevel.counts.negative_binomial import CountFit, CountModel, count_model
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters


@dataclass(frozen=True, slots=True)
class Term:
    """A covariate and how it enters: `log2`, `log2_1p` (of 1 + value) or `flag` (0 or 1)."""

    column: str
    label: str
    scale: str

    @property
    def per(self) -> str:
        """For what the rate ratio stands."""
        return say("yes against no") if self.scale == "flag" else say("twice as much")


DESTINATIONS = Term("destinations", say("destinations abroad, ever listed"), "log2_1p")
DESTINATIONS_2014 = Term("destinations_2014", say("destinations abroad, 2014"), "log2_1p")
DESTINATIONS_2009 = Term("destinations_2009", say("destinations abroad, 2009"), "log2_1p")
NEARBY = Term(
    "destinations_nearby", say("destinations abroad within 60 km, ever listed"), "log2_1p"
)
EXPORTS = Term("exports", say("exports, 2023"), "log2")
GDP = Term("gdp", say("GDP, 2023"), "log2")
POPULATION = Term("population", say("population"), "log2")
GDP_BEFORE = Term("gdp_before", say("GDP, 2012"), "log2")
INVESTMENT_BEFORE = Term("investment_before", say("foreign investment, 2012"), "log2")
POPULATION_BEFORE = Term("population_before", say("population, 2012"), "log2")
SEAT = Term("is_seat", say("seat of a region"), "flag")
STATE_CAPITAL = Term("is_state_capital", say("capital of the state"), "flag")
COAST = Term("is_coastal", say("on the coast"), "flag")
TIES_BEFORE = Term("ties_before", say("ties before"), "log2_1p")

PLACE = (SEAT, STATE_CAPITAL, COAST)


@dataclass(frozen=True, slots=True, eq=False)
class FittedModel:
    """A regression, or why there is none.

    Attributes
    ----------
    name, title
        For programs, and for readers.
    terms
        That stayed, in the order of the coefficients after the constant.
    left_out_terms
        Those that are the same in every city, or of which nothing is known.
    fit
        NB2 and QMLE; None where there is none, and `note` says why.
    n, n_ties
        Cities with all terms known, and the counts added up.
    effective_regions
        (sum n)^2 / sum n^2 over the cities of each region.
    """

    name: str
    title: str
    terms: tuple[Term, ...]
    left_out_terms: tuple[Term, ...]
    fit: CountModel | None
    n: int
    n_ties: int
    effective_regions: float
    note: str = ""

    def ratio(self, term: Term, kind: str = "qmle") -> Ratio | None:
        """Return the rate ratio of a term by `qmle` or `nb2`; None where it is not known.

        Nor where one region alone tells the term, so that it has no error; `note` says so.
        """
        if self.fit is None or term not in self.terms:
            return None
        fit: CountFit = getattr(self.fit, kind)
        k = 1 + self.terms.index(term)
        if not np.isfinite(fit.standard_errors[k]):
            return None
        low, high = fit.left_out_low, fit.left_out_high
        return Ratio(
            value=float(np.exp(fit.coefficients[k])),
            low=float(np.exp(fit.low[k])),
            high=float(np.exp(fit.high[k])),
            p=float(fit.p[k]),
            standard_error=float(fit.standard_errors[k]),
            left_out_low=None if low is None else float(np.exp(low[k])),
            left_out_high=None if high is None else float(np.exp(high[k])),
            inflation=float(self.fit.variance_inflation[k - 1]),
        )


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate ratio with its 95 % interval; the error is on the log scale.

    `left_out_low` and `left_out_high` are its range over fits without one region each, None where
    not asked for; `inflation` is the variance inflation of its term.
    """

    value: float
    low: float
    high: float
    p: float
    standard_error: float
    left_out_low: float | None
    left_out_high: float | None
    inflation: float


def fit_model(
    name: str,
    title: str,
    cities: pd.DataFrame,
    outcome: str,
    terms: Sequence[Term],
    *,
    leave_out: bool = False,
) -> FittedModel:
    """Regress counts of cities on terms, errors clustered by region.

    A term that is unknown in every city, or the same in all, is left out and named. Cities of which
    a term is unknown take no part. A yes that holds in one city alone, such as the capital of the
    state, takes that city out instead: the other coefficients of QMLE are the same.

    Parameters
    ----------
    cities
        One row a city, with `region`, the outcome and the columns of the terms.
    outcome
        Column of counts.
    leave_out
        Whether to fit again without each region.
    """
    rows, x, kept = design_of(cities, outcome, terms)
    region = region_codes(rows)
    fit, note = _fitted(rows[outcome].to_numpy(dtype=np.int64), x, kept, region, leave_out)
    return FittedModel(
        name=name,
        title=title,
        terms=kept,
        left_out_terms=tuple(term for term in terms if term not in kept),
        fit=fit,
        n=len(rows),
        n_ties=int(rows[outcome].sum()),
        effective_regions=effective_clusters(region),
        note=note,
    )


def design_of(
    cities: pd.DataFrame, outcome: str, terms: Sequence[Term]
) -> tuple[pd.DataFrame, Real, tuple[Term, ...]]:
    """Return the cities of which all is known, their terms, and the terms that stay.

    `fit_model` says which terms are left out.
    """
    values = {term: term_values(cities, term) for term in terms}
    known = [term for term in terms if values[term].notna().any()]
    is_complete = cities[outcome].notna()
    for term in known:
        is_complete &= values[term].notna()
    for term in known:
        is_yes = is_complete & (values[term] == 1)
        if term.scale == "flag" and is_yes.sum() == 1:
            is_complete &= ~is_yes
    kept = tuple(term for term in known if values[term][is_complete].nunique() > 1)
    x = np.column_stack([values[t][is_complete] for t in kept]) if kept else np.empty((0, 0))
    return cities[is_complete], x, kept


def _fitted(
    counts: Index, x: Real, terms: Sequence[Term], region: Index, leave_out: bool
) -> tuple[CountModel | None, str]:
    if effective_clusters(region) < MIN_EFFECTIVE:
        return None, say("Too few regions with cities of which all terms are known.")
    if not terms:
        return None, say("No term varies.")
    names = [term.label for term in terms]
    try:
        fit = count_model(counts, x, unit=region, names=names, leave_out=leave_out)
    except NetworkError as reason:
        return None, say("There is no fit: {reason}.", reason=bare(reason))
    return fit, fit.note


def term_values(cities: pd.DataFrame, term: Term) -> pd.Series:
    """Return the term of each city; NaN where it is not known, or no logarithm exists."""
    if term.column not in cities:
        return pd.Series(np.nan, index=cities.index)
    raw = cities[term.column].astype(float)
    if term.scale == "flag":
        return raw
    shifted = raw + 1 if term.scale == "log2_1p" else raw
    return pd.Series(np.log2(shifted.where(shifted > 0)), index=cities.index)
