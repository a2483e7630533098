"""What a dyadic regression gives: slopes, their covariances, and what left the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from twolevel.core.argument_checks import one_of, share
from twolevel.core.array_types import Real
from twolevel.dyads.evaluation import Family

ErrorKind = Literal["model", "robust", "first", "second", "two-way", "dyadic"]


@dataclass(frozen=True, slots=True, eq=False)
class SlopeCovariances:
    """Covariance matrices of the slopes, shape (n_terms, n_terms) each.

    Attributes
    ----------
    model
        Inverse information: right only where the counts are what the family says.
    robust
        Pairs independent, variance free (HC1).
    first, second
        Clustered by one end: its node, or the cluster given.
    two_way
        first + second - cells (Cameron, Gelbach & Miller 2011).
    dyadic
        Pairs that share any end are dependent (Aronow, Samii & Assenova 2015). Of two different
        sets of nodes it is `two_way`; of one set larger, up to twice, since a node that is first in
        one pair and second in another counts as shared.
    n_first, n_second, n_nodes
        Clusters of either end, and of both together.
    parameter_factor
        n / (n - k), which all but `model` hold.
    convention
        The small-sample factors in words.
    note
        What was done where a matrix was not positive; empty if nothing.
    """

    model: Real
    robust: Real
    first: Real
    second: Real
    two_way: Real
    dyadic: Real
    n_first: int
    n_second: int
    n_nodes: int
    parameter_factor: float
    convention: str
    note: str

    def of(self, kind: ErrorKind) -> Real:
        """Return the covariance of that kind."""
        known = {
            "model": self.model, "robust": self.robust, "first": self.first,
            "second": self.second, "two-way": self.two_way, "dyadic": self.dyadic,
        }  # fmt: skip
        one_of("kind", kind, list(known))
        return known[kind]

    def degrees_of_freedom(self, kind: ErrorKind) -> float:
        """Return those of t quantiles: the smaller number of clusters less one, else infinity."""
        clusters = {
            "first": self.n_first, "second": self.n_second,
            "two-way": min(self.n_first, self.n_second),
            "dyadic": self.n_nodes if self.n_nodes else min(self.n_first, self.n_second),
        }  # fmt: skip
        return float(max(clusters[kind] - 1, 1)) if kind in clusters else np.inf


@dataclass(frozen=True, slots=True, eq=False)
class SlopeIntervals:
    """Ends of the intervals of all slopes, shape (n_terms,) each, and how they were made."""

    low: Real
    high: Real
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class DyadicFit:
    """Slopes of a regression of ties, with effects of the ends.

    Attributes
    ----------
    names, slopes
        Terms and their slopes, shape (n_terms,): differences of log counts or log odds.
    covariances
        Their covariance, of each kind.
    family
        "poisson" or "logit".
    first_labels, second_labels
        Nodes or labels that stayed, of either end.
    first_effects, second_effects
        Their effects; empty where that end has none. Of two sets, the effects of first ends hold
        the constant. With one set of nodes both are the same.
    separated_first, separated_second
        Nodes or labels that left since no slopes could change their fit.
    n_pairs, n_separated
        Pairs of the table, and those that left with such nodes.
    log_likelihood
        Without the part that depends on the counts alone.
    bias
        Leading bias that effects bring to each slope of a logit; 0 for Poisson.
    n_iterations
        Steps of Newton's method.
    note
        What the table says of its limits; empty where nothing is to be said.
    """

    names: tuple[str, ...]
    slopes: Real
    covariances: SlopeCovariances
    family: Family
    first_labels: NDArray[np.generic]
    second_labels: NDArray[np.generic]
    first_effects: Real
    second_effects: Real
    separated_first: NDArray[np.generic]
    separated_second: NDArray[np.generic]
    n_pairs: int
    n_separated: int
    log_likelihood: float
    bias: Real
    n_iterations: int
    note: str = ""

    def standard_errors(self, kind: ErrorKind = "dyadic") -> Real:
        """Return the standard errors of the slopes, shape (n_terms,)."""
        return np.sqrt(np.diag(self.covariances.of(kind)))

    def intervals(self, kind: ErrorKind = "dyadic", level: float = 0.95) -> SlopeIntervals:
        """Return intervals of the slopes by t quantiles with the clusters less one.

        Dyadic errors of one set of nodes count no less than robust ones, and so do errors whose
        covariance was not positive: with some 40 nodes and independent pairs intervals of 95 % by
        the dyadic errors alone cover 90 %, by the larger of the two 96 %.
        """
        share("level", level)
        errors, freedom = self.standard_errors(kind), self.covariances.degrees_of_freedom(kind)
        held, words = self.covariances, f"{kind} errors"
        if (kind == "dyadic" and held.n_nodes) or (kind in ("two-way", "dyadic") and held.note):
            errors = np.maximum(errors, self.standard_errors("robust"))
            words = f"the larger of {kind} and robust errors"
        reach = float(stdtrit(freedom, (1 + level) / 2)) * errors
        return SlopeIntervals(
            self.slopes - reach, self.slopes + reach, f"{words}, t with {freedom:g} degrees"
        )
