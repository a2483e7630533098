"""A table laid out in rows, each a pair of labels: for small tables, samples and cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from twolevel.core.array_types import Index, Real
from twolevel.dyads.couplings import BipartiteCoupling, NoCoupling, SymmetricCoupling
from twolevel.dyads.covariance import sums_of_rows
from twolevel.dyads.evaluation import (
    MOST_ETA,
    MOST_ETA_POISSON,
    Clusters,
    Coupling,
    Evaluation,
    Family,
    Scores,
)

START_SWEEPS = 8


@dataclass(frozen=True, slots=True, eq=False)
class RowSource:
    """Rows with counts, weights, terms and the labels of their effects.

    Attributes
    ----------
    y
        Counts (Poisson) or shares of ties (logit), shape (n_rows,).
    weight
        How often each row stands, shape (n_rows,).
    square, error_weight
        y^2 times squared weight and squared weight, summed over what a row stands for; for robust
        errors.
    x
        Terms, shape (n_terms, n_rows).
    first, second
        Place of the effects of each row in the vector of effects, shape (n_rows,); `second` is
        None with one set of effects.
    n_first, n_effects
        Effects of first ends, and all.
    is_one_set
        Whether both ends take their effects from the same set.
    """

    y: Real
    weight: Real
    square: Real
    error_weight: Real
    x: Real
    first: Index
    second: Index | None
    n_first: int
    n_effects: int
    is_one_set: bool

    @property
    def n_terms(self) -> int:
        """Number of terms."""
        return int(self.x.shape[0])

    def start(self) -> Real:
        """Return effects that about give each label its ties where all slopes are 0."""
        tied = self._by_effect(self.y * self.weight)
        effects = np.log(tied / np.sqrt(tied.sum()))
        for _ in range(START_SWEEPS):
            eta = self._eta(effects, np.zeros(self.n_terms), "poisson")
            ratio = np.log(tied / self._by_effect(self.weight * np.exp(eta)))
            effects = effects + (ratio if self.second is None else ratio / 2)
        return np.asarray(effects, dtype=np.float64)

    def tied_range(self) -> tuple[Real, Real]:
        """Return the least and largest value of each term where there are ties."""
        tied = self.x[:, self.y > 0]
        return tied.min(axis=1), tied.max(axis=1)

    def table_range(self, term: int) -> tuple[float, float]:
        """Return the least and largest value of one term anywhere."""
        return float(self.x[term].min()), float(self.x[term].max())

    def evaluate(self, effects: Real, slopes: Real, family: Family) -> Evaluation:
        """Return likelihood, gradient and Hessian."""
        eta = self._eta(effects, slopes, family)
        mean, weight, log_one = _moments(eta, family)
        error, weighted = self.weight * (self.y - mean), self.weight * weight
        x = self.x * weighted
        return Evaluation(
            log_likelihood=float(self.weight @ (self.y * eta - log_one)),
            effect_score=self._by_effect(error),
            slope_score=self.x @ error,
            effect_weight=self._by_effect(weighted),
            coupling=self._coupling(weighted),
            cross=(self.x @ weighted)[:, None] if self.n_effects == 1 else self._rows_by_effect(x),
            slope_weight=x @ self.x.T,
            slope_mean=self.x @ (self.weight * mean),
        )

    def scores(
        self,
        effects: Real,
        slopes: Real,
        family: Family,
        projection: Real,
        clusters: Clusters | None,
    ) -> Scores:
        """Return the sums of scores; without clusters the labels of the effects are the clusters.

        A row that stands for several pairs adds the sum of their squared errors to `pairs`.
        """
        mean, weight, _ = _moments(self._eta(effects, slopes, family), family)
        x = self.x - projection[:, self.first]
        if self.second is not None:
            x = x - projection[:, self.second]
        at = clusters if clusters is not None else self.own_clusters()
        squares = self.square + self.error_weight * (mean**2 - 2 * mean * self.y)
        scores = x * (self.weight * (self.y - mean))
        weighted = x * (self.weight * weight)
        skew = weighted * (1 - 2 * mean)
        cells = sums_of_rows(scores, at.first, at.second, at.n_second, at.is_one_set)
        return Scores(
            bread=weighted @ x.T,
            pairs=(x * squares) @ x.T,
            first=_sums(scores, at.first, at.n_first),
            second=_sums(scores, at.second, at.n_second),
            cells=cells.cells, dyads=cells.dyads, within=cells.within,
            skew_first=_sums(skew, self.first, self.n_effects),
            skew_second=np.zeros((self.n_terms, self.n_effects))
            if self.second is None
            else _sums(skew, self.second, self.n_effects),
        )  # fmt: skip

    def influences(
        self, effects: Real, slopes: Real, family: Family, projection: Real, bread: Real
    ) -> Real:
        """Return what each row adds to the slopes to first order, shape (n_terms, n_rows)."""
        mean, _, _ = _moments(self._eta(effects, slopes, family), family)
        x = self.x - projection[:, self.first]
        if self.second is not None:
            x = x - projection[:, self.second]
        return np.asarray(np.linalg.solve(bread, x * (self.weight * (self.y - mean))))

    def own_clusters(self) -> Clusters:
        """Return the labels of the effects as clusters."""
        if self.second is None:
            return Clusters(self.first, np.zeros_like(self.first), self.n_effects, 1, False)
        if self.is_one_set:
            return Clusters(self.first, self.second, self.n_effects, self.n_effects, True)
        second = self.second - self.n_first
        n_second = self.n_effects - self.n_first
        return Clusters(self.first, second, self.n_first, n_second, False)

    def _eta(self, effects: Real, slopes: Real, family: Family) -> Real:
        eta = effects[self.first] + slopes @ self.x
        if self.second is not None:
            eta += effects[self.second]
        return np.minimum(eta, MOST_ETA if family == "logit" else MOST_ETA_POISSON)

    def _by_effect(self, values: Real) -> Real:
        if self.n_effects == 1:
            return np.atleast_1d(values.sum())
        sums = np.bincount(self.first, values, self.n_effects).astype(np.float64)
        if self.second is not None:
            sums += np.bincount(self.second, values, self.n_effects)
        return sums

    def _rows_by_effect(self, values: Real) -> Real:
        sums = _sums(values, self.first, self.n_effects)
        if self.second is not None:
            sums += _sums(values, self.second, self.n_effects)
        return sums

    def _coupling(self, weight: Real) -> Coupling:
        if self.second is None:
            return NoCoupling()
        n = self.n_effects
        if self.is_one_set:
            both = (
                np.concatenate((self.first, self.second)),
                np.concatenate((self.second, self.first)),
            )
            return SymmetricCoupling(sparse.csr_array((np.tile(weight, 2), both), shape=(n, n)))
        at = (self.first, self.second - self.n_first)
        shape = (self.n_first, n - self.n_first)
        return BipartiteCoupling(sparse.csr_array((weight, at), shape=shape), 0.0)


def _moments(eta: Real, family: Family) -> tuple[Real, Real, Real]:
    """Return mean, weight and the part of the log likelihood that y does not multiply."""
    odds = np.exp(eta)
    if family == "poisson":
        return odds, odds, odds
    return odds / (1 + odds), odds / (1 + odds) ** 2, np.log1p(odds)


def _sums(values: Real, label: Index, n: int) -> Real:
    from twolevel.kernels.label_sums import column_sums_by_label

    if n == 1:
        return np.asarray(values.sum(axis=1, keepdims=True))
    return column_sums_by_label(label, n, values)
