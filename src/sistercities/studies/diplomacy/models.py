"""Regressions of ties by country and period: ratios of city ties, of region ties, and of the two.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import stdtr

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.phrases import bare
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
class Fitted:
    """A regression: the ratio of each term by name, and the terms left out, with the reason."""

    outcome: Outcome
    ratios: dict[str, Ratio]
    left_out_terms: dict[str, str]
    jackknife: ClusterJackknife | None
    rows: pd.DataFrame
    note: str = ""

    def ratio(self, term: str) -> Ratio:
        """Return the ratio of a term; one without a value where there is none."""
        if term in self.ratios:
            return self.ratios[term]
        n = _n_ties(self.rows, self.outcome)
        note = (
            self.left_out_terms.get(term) or self.note or say("The term is not in the regression.")
        )
        return Ratio(None, 0.0, 0.0, 0.0, 0.0, int(n.sum()), len(self.rows),
                     int(self.rows[n > 0]["country"].nunique()), 0.0, note)  # fmt: skip


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
    known = [term for term in terms if table[term].notna().any()]
    unknown = say("It is not known of any country.")
    left_out: dict[str, str] = {term: unknown for term in terms if term not in known}
    rows = table[table[known].notna().all(axis=1)]
    if outcome == "difference":
        rows = rows[rows["city"] + rows["region"] > 0]
    kept = []
    for term in known:
        reason = _unusable(rows, outcome, term)
        if reason:
            left_out[term] = reason
        else:
            kept.append(term)
    if not kept or not len(rows):
        return Fitted(
            outcome, {}, left_out, None, rows, say("No country of which all terms are known.")
        )
    try:
        found = _fitted(rows, outcome, kept)
    except NetworkError as reason:
        return Fitted(
            outcome, {}, left_out, None, rows, say("There is no fit: {reason}", reason=bare(reason))
        )
    return Fitted(outcome, _ratios(found, rows, outcome, kept), left_out, found, rows)


def _n_ties(rows: pd.DataFrame, outcome: Outcome) -> pd.Series[int]:
    ties: pd.Series[int] = (
        rows["city"] + rows["region"] if outcome == "difference" else rows[outcome]
    )
    return ties


def _unusable(rows: pd.DataFrame, outcome: Outcome, term: str) -> str:
    if rows[term].nunique() < 2:
        return say("It is the same of every country.")
    if term not in FLAGS:
        return ""
    tied = rows[_n_ties(rows, outcome) > 0]
    n_yes = tied[tied[term] == 1]["country"].nunique()
    n_no = tied[tied[term] == 0]["country"].nunique()
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


def _fitted(rows: pd.DataFrame, outcome: Outcome, terms: Sequence[str]) -> ClusterJackknife:
    x = rows[list(terms)].to_numpy(dtype=np.float64)
    country, period = (rows[name].to_numpy(dtype=str) for name in ("country", "period"))
    n = _n_ties(rows, outcome).to_numpy(dtype=np.float64)
    if outcome == "difference":
        share = rows["city"].to_numpy(dtype=np.float64) / n
        return cluster_jackknife(share, x, [period], country, family="logit", names=terms,
                                 weights=n)  # fmt: skip
    return cluster_jackknife(n, x, [period], country, names=terms)


def _ratios(
    found: ClusterJackknife, rows: pd.DataFrame, outcome: Outcome, terms: Sequence[str]
) -> dict[str, Ratio]:
    n = _n_ties(rows, outcome)
    tied = rows[n > 0]
    code = np.unique(tied["country"].to_numpy(dtype=str), return_inverse=True)[1]
    effective = effective_clusters(np.repeat(code, n[n > 0]).astype(np.int64))
    errors = found.standard_errors
    freedom = {term: _freedom(found, tied, term) for term in terms}
    return {
        term: Ratio(
            log=float(found.fit.slopes[k]), standard_error=float(errors[k]),
            degrees_of_freedom=freedom[term],
            left_out_low=float(np.exp(found.left_out[:, k].min())),
            left_out_high=float(np.exp(found.left_out[:, k].max())),
            n_ties=int(n.sum()), n_rows=len(rows), n_countries=found.n_counted,
            effective_countries=effective,
        )
        for k, term in enumerate(terms)
    }  # fmt: skip


def _freedom(found: ClusterJackknife, tied: pd.DataFrame, term: str) -> float:
    """Return the degrees of freedom of t: countries with a tie less one.

    A yes that holds of few countries is told by these alone, so they are counted instead; that of
    complex relations holds of many, and the rule of the verdict counts all.
    """
    if term not in FLAGS or term == COMPLEX:
        return found.degrees_of_freedom
    n = min(tied[tied[term] == value]["country"].nunique() for value in (0, 1))
    return float(min(n - 1, found.degrees_of_freedom))
