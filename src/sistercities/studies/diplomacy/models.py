"""Regressions of ties by country and period: ratios of city ties, of region ties, and of the two.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.phrases import bare
from twolevel.core.array_types import Real
from twolevel.dyads.cluster_jackknife import ClusterJackknife, cluster_jackknife
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.detectable import detectable_effect

Outcome = Literal["city", "region", "difference"]

MIN_FLAGGED = 3
"""Countries with a tie that a yes must hold of, and a no too, for its ratio."""

COMPLEX = "is_complex"
CONTROLS = ("log_trade", "log_distance", "log_population", "log_income")
"""Terms beside politics."""

SINGLE = ("un_range", "rivalry", "dispute", "alliance")
"""Terms of politics one by one."""

HOSTILE = "is_hostile"
FLAGS = (
    COMPLEX, HOSTILE, "is_quarrel", "rivalry", "dispute", "conflict", "alliance", "is_far",
    "is_at_odds",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A ratio of ties, or of a ratio of city ties to that of region ties.

    Attributes
    ----------
    log
        Its logarithm; None where there is none, and `note` says why.
    standard_error, degrees_of_freedom
        Of the logarithm, and of t.
    left_out_low, left_out_high
        Range of the ratio without one country each, to first order.
    n_ties, n_rows, n_countries, effective_countries
        Ties, rows (country and period), countries with a tie, and (sum n)^2 / sum n^2 over the ties
        n of each.
    """

    log: float | None
    standard_error: float
    degrees_of_freedom: float
    left_out_low: float
    left_out_high: float
    n_ties: int
    n_rows: int
    n_countries: int
    effective_countries: float
    note: str = ""

    @property
    def value(self) -> float | None:
        """The ratio."""
        return None if self.log is None else float(np.exp(self.log))

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:
        """Return the ends of the interval of the ratio; None where there is none."""
        if self.log is None:
            return None
        tail = (1 + level) / 2
        reach = detectable_effect(self.standard_error, self.degrees_of_freedom, power=0.5,
                                  size=2 * (1 - tail))  # fmt: skip
        return float(np.exp(self.log - reach)), float(np.exp(self.log + reach))

    @property
    def p(self) -> float | None:
        """Two-sided, of H0: the ratio is 1."""
        if self.log is None:
            return None
        t = -abs(self.log) / self.standard_error
        return float(2 * stdtr(self.degrees_of_freedom, t))

    def detectable(self, size: float = 0.05) -> float | None:
        """Return the smallest ratio above 1 that is found with 80 % power."""
        if self.log is None:
            return None
        found = detectable_effect(self.standard_error, self.degrees_of_freedom, size=size)
        return float(np.exp(found))


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of which all terms are known.

    Attributes
    ----------
    x
        Terms, shape (n_rows, n_terms).
    city, n
        City ties, and ties of the outcome.
    country, period
        Labels.
    """

    x: Real
    city: Real
    n: Real
    country: NDArray[np.str_]
    period: NDArray[np.str_]

    def n_countries(self, holds: NDArray[np.bool_]) -> int:
        """Count the countries with a tie of rows of which something holds."""
        return int(np.unique(self.country[holds & (self.n > 0)]).size)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A regression: the ratio of each term by name, and the terms left out, with the reason."""

    outcome: Outcome
    ratios: dict[str, Ratio]
    left_out_terms: dict[str, str]
    jackknife: ClusterJackknife | None
    rows: Rows
    note: str = ""

    def ratio(self, term: str) -> Ratio:
        """Return the ratio of a term; one without a value where there is none."""
        if term in self.ratios:
            return self.ratios[term]
        rows = self.rows
        note = (
            self.left_out_terms.get(term) or self.note or say("The term is not in the regression.")
        )
        return Ratio(None, 0.0, 0.0, 0.0, 0.0, int(rows.n.sum()), rows.n.size,
                     rows.n_countries(rows.n > 0), 0.0, note)  # fmt: skip


def fit_ties(table: pd.DataFrame, outcome: Outcome, terms: Sequence[str]) -> Fitted:
    """Regress ties on terms, errors clustered by country.

    Parameters
    ----------
    table
        Rows of country and period: `country`, `period`, `city`, `region`, and the terms.
    outcome
        `city` or `region`: PPML with an effect of each period. `difference`: the share of city ties
        by logit, each row weighing its ties, which is PPML over country, period and level with an
        effect of each country and period, and of each level and period.
    terms
        Columns. Rows of which one is unknown take no part. A term that does not vary, or a yes that
        holds of fewer than `MIN_FLAGGED` countries with a tie (or a no), is left out and named.
    """
    values = table[list(terms)].to_numpy(dtype=np.float64, na_value=np.nan)
    is_known = ~np.isnan(values).all(axis=0)
    unknown = say("It is not known of any country.")
    left_out: dict[str, str] = {
        term: unknown for term, known in zip(terms, is_known, strict=True) if not known
    }
    rows = _rows(table, outcome, values[:, is_known])
    kept, places = [], []
    for place, term in enumerate(term for term in terms if term not in left_out):
        reason = _unusable(rows, term, rows.x[:, place])
        if reason:
            left_out[term] = reason
        else:
            kept.append(term)
            places.append(place)
    rows = replace(rows, x=rows.x[:, places])
    if not kept or not rows.n.size:
        return Fitted(
            outcome, {}, left_out, None, rows, say("No country of which all terms are known.")
        )
    try:
        found = _fitted(rows, outcome, kept)
    except NetworkError as reason:
        return Fitted(
            outcome, {}, left_out, None, rows, say("There is no fit: {reason}", reason=bare(reason))
        )
    return Fitted(outcome, _ratios(found, rows, kept), left_out, found, rows)


def _rows(table: pd.DataFrame, outcome: Outcome, x: Real) -> Rows:
    """Take the rows of which all terms are known, and ties where their share is asked."""
    city, region = (table[name].to_numpy(dtype=np.float64) for name in ("city", "region"))
    country, period = (table[name].to_numpy(dtype=str) for name in ("country", "period"))
    n = {"city": city, "region": region, "difference": city + region}[outcome]
    taken = ~np.isnan(x).any(axis=1)
    if outcome == "difference":
        taken &= n > 0
    return Rows(x[taken], city[taken], n[taken], country[taken], period[taken])


def _unusable(rows: Rows, term: str, values: Real) -> str:
    if not (values[1:] != values[:1]).any():
        return say("It is the same of every country.")
    if term not in FLAGS:
        return ""
    n_yes, n_no = rows.n_countries(values == 1), rows.n_countries(values == 0)
    if n_yes < MIN_FLAGGED:
        return say(
            "It holds of {n_yes} countries with a tie, and a ratio needs {least}.",
            n_yes=n_yes,
            least=MIN_FLAGGED,
        )
    return (
        ""
        if n_no >= MIN_FLAGGED
        else say("It holds of all but {n_no} countries with a tie.", n_no=n_no)
    )


def _fitted(rows: Rows, outcome: Outcome, terms: Sequence[str]) -> ClusterJackknife:
    if outcome == "difference":
        return cluster_jackknife(rows.city / rows.n, rows.x, [rows.period], rows.country,
                                 family="logit", names=terms, weights=rows.n)  # fmt: skip
    return cluster_jackknife(rows.n, rows.x, [rows.period], rows.country, names=terms)


def _ratios(found: ClusterJackknife, rows: Rows, terms: Sequence[str]) -> dict[str, Ratio]:
    tied = rows.n > 0
    code = np.unique(rows.country[tied], return_inverse=True)[1]
    effective = effective_clusters(np.repeat(code, rows.n[tied].astype(np.int64)))
    errors = found.standard_errors
    return {
        term: Ratio(
            log=float(found.fit.slopes[k]), standard_error=float(errors[k]),
            degrees_of_freedom=_freedom(found, rows, term, rows.x[:, k]),
            left_out_low=float(np.exp(found.left_out[:, k].min())),
            left_out_high=float(np.exp(found.left_out[:, k].max())),
            n_ties=int(rows.n.sum()), n_rows=rows.n.size, n_countries=found.n_counted,
            effective_countries=effective,
        )
        for k, term in enumerate(terms)
    }  # fmt: skip


def _freedom(found: ClusterJackknife, rows: Rows, term: str, values: Real) -> float:
    """Return the degrees of freedom of t: countries with a tie less one.

    A yes that holds of few countries is told by these alone, so they are counted instead; that of
    complex relations holds of many, and the rule of the verdict counts all.
    """
    if term not in FLAGS or term == COMPLEX:
        return found.degrees_of_freedom
    n = min(rows.n_countries(values == value) for value in (0, 1))
    return float(min(n - 1, found.degrees_of_freedom))
