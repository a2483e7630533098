"""What Newton's method asks of a table of pairs, whether laid out in blocks or in rows.

Notation: eta_ij = a_i + b_j + x_ij beta; all effects stand in one vector, both ends of an
undirected table in the same places. The Hessian is [[A, C], [C', B]] with A = diag(D) + W.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from twolevel.core.array_types import Index, Real

Family = Literal["poisson", "logit"]
FAMILIES: tuple[Family, ...] = ("poisson", "logit")
MOST_ETA = 40.0
"""exp(40) beside 1 is all there is in float64; a larger eta changes no mean of a logit."""
MOST_ETA_POISSON = 700.0


class Coupling(Protocol):
    """W, the part of A off its diagonal: how effects of the two ends share pairs."""

    @property
    def precision(self) -> float:
        """Relative error of the weights as stored."""

    def times(self, v: Real) -> Real:
        """Return W v for each row of v, shape (n_vectors, n_effects)."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Log likelihood with gradient and Hessian at one point.

    Attributes
    ----------
    log_likelihood
        Without terms that depend on the counts alone.
    effect_score, slope_score
        Gradient, shapes (n_effects,) and (n_terms,).
    effect_weight
        D, shape (n_effects,).
    coupling
        W.
    cross
        C', shape (n_terms, n_effects).
    slope_weight
        B, shape (n_terms, n_terms).
    slope_mean
        Sum of mean times x, shape (n_terms,).
    """

    log_likelihood: float
    effect_score: Real
    slope_score: Real
    effect_weight: Real
    coupling: Coupling
    cross: Real
    slope_weight: Real
    slope_mean: Real


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Cluster of each node or row at either end."""

    first: Index
    second: Index
    n_first: int
    n_second: int
    is_one_set: bool
    """Whether the labels of both ends mean the same clusters."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Sums of scores (y - mean) x~, with x~ the terms free of the effects.

    Attributes
    ----------
    bread
        Sum of weight x~ x~', shape (n_terms, n_terms).
    pairs
        Sum over pairs of the outer products of their scores.
    first, second
        Sums by cluster of either end, shape (n_terms, n_clusters).
    cells
        Sum over pairs of clusters, first and second, of the outer products of their scores.
    dyads, within
        For one set of clusters: the same over unordered pairs of different clusters, and the sums
        of pairs inside a cluster, shape (n_terms, n_clusters).
    skew_first, skew_second
        Sum of weight (1 - 2 mean) x~ by effect of either end; the bias of logit comes from them.
    """

    bread: Real
    pairs: Real
    first: Real
    second: Real
    cells: Real
    dyads: Real
    within: Real
    skew_first: Real
    skew_second: Real


class Source(Protocol):
    """A table of pairs without separated ones, ready for passes."""

    @property
    def n_effects(self) -> int:
        """Length of the vector of effects."""

    @property
    def n_terms(self) -> int:
        """Number of terms."""

    def start(self) -> Real:
        """Return effects to start from with all slopes 0."""

    def tied_range(self) -> tuple[Real, Real]:
        """Return the least and largest value of each term where there are ties."""

    def table_range(self, term: int) -> tuple[float, float]:
        """Return the least and largest value of one term anywhere."""

    def evaluate(self, effects: Real, slopes: Real, family: Family) -> Evaluation:
        """Return likelihood, gradient and Hessian."""

    def scores(
        self,
        effects: Real,
        slopes: Real,
        family: Family,
        projection: Real,
        clusters: Clusters | None,
    ) -> Scores:
        """Return the sums of scores; `projection` (n_terms, n_effects) frees the terms."""


def outer_sum(values: Real) -> Real:
    """Return the sum of outer products of the columns, shape (n_terms, n_terms)."""
    product: Real = values @ values.T
    return product


def symmetric(lower: Real) -> Real:
    """Return the symmetric matrix with this lower triangle."""
    full: Real = np.tril(lower) + np.tril(lower, -1).T
    return full
