"""Regressions of ties by PPML: rows of pairs, all pairs of cities, pairs of regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.drivers.terms import BY_COLUMN, Term
from twolevel.dyads.fit_rows import ppml
from twolevel.dyads.result import DyadicFit, ErrorKind


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate ratio with its 95 % interval; the error is on the log scale."""

    value: float
    low: float
    high: float
    p: float
    standard_error: float
    degrees_of_freedom: float


@dataclass(frozen=True, slots=True, eq=False)
class PairModel:
    """A regression, or why there is none.

    Attributes
    ----------
    title
        For readers.
    terms
        Facts, in the order of the slopes.
    fit
        None where there is none, and `note` says why.
    n_pairs, n_ties
        Rows (pairs of the table, or drawn), and ties.
    left_out
        Facts that the effects take up, or that part the ties from the rest.
    by_leaving_out
        Ratios with intervals by leaving out a cluster at a time, where these were made; they go
        before those by sums of scores.
    """

    title: str
    terms: tuple[Term, ...]
    fit: DyadicFit | None
    n_pairs: int
    n_ties: int
    left_out: tuple[Term, ...] = ()
    note: str = ""
    by_leaving_out: Mapping[str, Ratio] = field(default_factory=dict)

    @staticmethod
    def missing(note: str, title: str = "") -> PairModel:
        """Return a regression that could not be made."""
        return PairModel(title, (), None, 0, 0, (), note)

    def ratio(self, column: str) -> Ratio | None:
        """Return the rate ratio of a fact, errors clustered two ways; None if not known."""
        if column in self.by_leaving_out:
            return self.by_leaving_out[column]
        at = [k for k, term in enumerate(self.terms) if term.column == column]
        if self.fit is None or not at:
            return None
        k = at[0]
        covariances = self.fit.covariances
        # Never narrower than clustered one way.
        kinds: tuple[ErrorKind, ...] = ("first", "second", "two-way")
        error = max(float(self.fit.standard_errors(kind)[k]) for kind in kinds)
        freedom = covariances.degrees_of_freedom("two-way")
        slope = float(self.fit.slopes[k])
        reach = error * float(stdtrit(freedom, 0.975))
        p = 2 * float(stdtr(freedom, -abs(slope) / error)) if error > 0 else 1.0
        low, value, high = np.exp([slope - reach, slope, slope + reach]).tolist()
        return Ratio(value, low, high, p, error, freedom)


def fit_rows_of(
    rows: pd.DataFrame, terms: Sequence[Term], *, effects: str, title: str = ""
) -> PairModel:
    """Fit weighted rows by PPML, errors clustered by home region and country.

    Parameters
    ----------
    rows
        `y`, `weight`, `unit`, `country` and the columns of the terms; `home` for effects.
    effects
        `none` or `home`: an effect of each home city, which takes up what does not vary within it.
    """
    names = {
        "none": say("ties and drawn pairs, no effects"),
        "home": say("ties and drawn pairs, an effect of each home city"),
        "unit": say("pairs of regions, an effect of each home region"),
    }
    title = title or names[effects]
    home_side = {"home", "unit"}
    kept = [t for t in terms if not (effects in home_side and t.varies == "home")]
    out = [t for t in terms if t not in kept]
    clusters = [rows["unit"].to_numpy(), rows["country"].to_numpy()]
    label = [] if effects == "none" else [rows[effects].to_numpy()]
    n_ties = int(rows["y"].sum())
    while kept:
        x = rows[[t.column for t in kept]].to_numpy(dtype=np.float64)
        try:
            fit = ppml(
                rows["y"].to_numpy(),
                x,
                label,
                names=[t.column for t in kept],
                weights=rows["weight"].to_numpy(),
                clusters=clusters,
            )
            return PairModel(title, tuple(kept), fit, len(rows), n_ties, tuple(out))
        except NetworkError as reason:
            bad = _named(str(reason), kept)
            if bad is None or bad.column == "upper":
                return PairModel(
                    title,
                    (),
                    None,
                    len(rows),
                    n_ties,
                    tuple(out),
                    say("There is no fit: {reason}.", reason=reason),
                )
            kept.remove(bad)
            out.append(bad)
    return PairModel(title, (), None, len(rows), n_ties, tuple(out), say("No fact varies."))


def _named(reason: str, terms: Sequence[Term]) -> Term | None:
    """Find the fact that an error names: the effects span it, or it parts ties from the rest."""
    found = [BY_COLUMN[t.column] for t in terms if reason.startswith(t.column)]
    return max(found, key=lambda t: len(t.column), default=None)
