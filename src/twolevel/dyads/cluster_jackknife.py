"""Slopes without each cluster of rows, and the errors that follow: the cluster jackknife.

Where a few clusters hold most of the counts, errors from the scores of clusters (CV1) are too
small: a large cluster pulls the fit to itself, and its score shrinks. Leaving each cluster out
(CV3) does not suffer from that. Here it is done to first order: one Newton step from the fit of all
rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp, stdtrit

from twolevel.core.argument_checks import share
from twolevel.core.array_types import Index, Real
from twolevel.dyads.evaluation import Family
from twolevel.dyads.fit_rows import RowFit, RowTable, fit_row_parts, row_table
from twolevel.dyads.result import DyadicFit
from twolevel.errors import NetworkError

Labels = NDArray[np.generic]

SPANNED = 1e-6
REGULAR = 1e-10
"""Rounding of an inverse times its matrix below which the matrix is far from having none."""
MIN_CLUSTERS = 3


@dataclass(frozen=True, slots=True, eq=False)
class ClusterJackknife:
    """A fit, its slopes without each cluster, and what follows for its errors.

    Attributes
    ----------
    fit
        Of all rows.
    clusters
        Labels of the clusters that stayed, sorted, shape (n_clusters,).
    left_out
        Slopes without each, to first order, shape (n_clusters, n_terms).
    covariance
        (G - 1) / G times the sum of outer products of their distances from the slopes, shape
        (n_terms, n_terms).
    n_counted
        Clusters with a count above 0 (for shares: with one that is counted); t has one degree less.
    centre, spread
        Mean and standard deviation of each term, shape (n_terms,): the scale of `steps`.
    steps
        What leaving each cluster out does to the parameters, shape (n_clusters, n_parameters):
        slopes of the terms so scaled, then effects of the labels of the first array, then others.
    """

    fit: DyadicFit
    clusters: Labels
    left_out: Real
    covariance: Real
    n_counted: int
    centre: Real
    spread: Real
    steps: Real

    @property
    def standard_errors(self) -> Real:
        """Errors of the slopes, shape (n_terms,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def degrees_of_freedom(self) -> float:
        """Of t quantiles: the clusters with a count, less one."""
        return float(self.n_counted - 1)

    def interval(
        self, term: int, level: float = 0.95, *, degrees_of_freedom: float | None = None
    ) -> tuple[float, float]:
        """Return the ends of the interval of a slope.

        Parameters
        ----------
        degrees_of_freedom
            Of t; those of the clusters with a count if None. Give fewer where a term varies in few
            clusters.
        """
        share("level", level)
        freedom = self.degrees_of_freedom if degrees_of_freedom is None else degrees_of_freedom
        reach = float(stdtrit(freedom, (1 + level) / 2)) * float(self.standard_errors[term])
        return float(self.fit.slopes[term]) - reach, float(self.fit.slopes[term]) + reach

    def log_total(self, x: Real, labels: Labels) -> tuple[float, float]:
        """Return the log of the counts expected of new rows, added up, and its standard error.

        Of a Poisson fit with one array of effects.

        Parameters
        ----------
        x
            Terms of the rows, shape (n_rows, n_terms).
        labels
            Their labels, each one that stayed in the fit.
        """
        at = np.searchsorted(self.fit.first_labels, labels)
        eta = x @ self.fit.slopes + self.fit.first_effects[at]
        design = np.column_stack(((x - self.centre) / self.spread, np.eye(self._n_first)[at]))
        shifted = eta + self.steps[:, : design.shape[1]] @ design.T
        total, without = float(logsumexp(eta)), logsumexp(shifted, axis=1)
        factor = (self.clusters.size - 1) / self.clusters.size
        return total, float(np.sqrt(factor * ((without - total) ** 2).sum()))

    @property
    def _n_first(self) -> int:
        return int(self.fit.first_labels.size)


def cluster_jackknife(
    y: ArrayLike,
    x: ArrayLike,
    effects: Sequence[ArrayLike],
    cluster: ArrayLike,
    *,
    family: Family = "poisson",
    names: Sequence[str] | None = None,
    weights: ArrayLike | None = None,
) -> ClusterJackknife:
    """Fit counts by PPML, or shares by logit, and leave out each cluster to first order.

    Parameters
    ----------
    y
        Counts, or shares from 0 to 1, shape (n_rows,).
    x
        Terms, shape (n_rows, n_terms).
    effects
        Up to two arrays of labels, as `ppml` takes them; few labels each: they become columns.
    cluster
        Label of each row; rows of a cluster may depend on each other in any way.
    family
        "poisson" or "logit".
    names
        Of the terms.
    weights
        Of each row; of a share the count that it is a share of.

    Raises
    ------
    NetworkError
        As of `ppml`; if there are fewer than three clusters; or if without one of them a term lies
        in the span of the others.

    References
    ----------
    .. [1] MacKinnon, Nielsen & Webb (2023), Cluster-robust inference: a guide to empirical
       practice. J. Econometrics 232(2), 272-299. doi:10.1016/j.jeconom.2022.04.001
    .. [2] MacKinnon, Nielsen & Webb (2024), Cluster-robust jackknife and bootstrap inference for
       logistic regression models. arXiv:2406.00650.
    """
    table = row_table(y, x, effects, names=names, weights=weights)
    labels = np.asarray(cluster)
    if labels.shape != table.y.shape:
        raise NetworkError("cluster", f"has shape {labels.shape}", f"give {table.y.shape}, as y")
    found = fit_row_parts(table, family)
    kept, which = np.unique(labels[found.is_kept], return_inverse=True)
    if kept.size < MIN_CLUSTERS:
        raise NetworkError("cluster", f"has {kept.size} labels", f"give at least {MIN_CLUSTERS}")
    centre, spread, whole = _steps(table, found, which, kept, family)
    steps = whole[:, : spread.size] / spread
    factor = (kept.size - 1) / kept.size
    counted = np.unique(which[table.y[found.is_kept] > 0]) if family == "poisson" else kept
    return ClusterJackknife(
        fit=found.fit, clusters=kept, left_out=found.fit.slopes + steps,
        covariance=factor * steps.T @ steps, n_counted=max(int(counted.size), 2),
        centre=centre, spread=spread, steps=whole,
    )  # fmt: skip


def _steps(
    table: RowTable, found: RowFit, which: Index, kept: Labels, family: Family
) -> tuple[Real, Real, Real]:
    """Return centre and spread of the terms, and each cluster's steps of all parameters."""
    x, y = table.x[:, found.is_kept].T, table.y[found.is_kept]
    weight = table.weight[found.is_kept]
    effects = [labels[found.is_kept] for labels in table.effects]
    eta = x @ found.fit.slopes + _effects_of_rows(found.fit, effects, y.size)
    mean = np.exp(eta) if family == "poisson" else 1 / (1 + np.exp(-eta))
    variance = mean if family == "poisson" else mean * (1 - mean)
    centre, spread = x.mean(axis=0), x.std(axis=0)
    columns = [_dummies(labels) for labels in effects] or [np.ones((y.size, 1))]
    design = np.column_stack(((x - centre) / spread, *columns))
    parts, scores = _of_clusters(design, weight * variance, weight * (y - mean), which, kept.size)
    rest = parts.sum(axis=0) - parts
    inverse = _inverses(rest)
    k = spread.size
    off = np.abs((inverse[:, :k] @ rest[:, :, :k]) - np.eye(k)).max(axis=(1, 2))
    if (off > SPANNED).any():
        raise NetworkError(
            "cluster",
            f"{kept[int(np.argmax(off))]!r} alone tells a term from the others",
            "leave the term out, or give more clusters",
        )
    steps: Real = -np.einsum("gij,gj->gi", inverse, scores)
    return centre, spread, steps


def _of_clusters(
    design: Real, weight: Real, left: Real, which: Index, n_clusters: int
) -> tuple[Real, Real]:
    """Return information and scores of each cluster, (n_clusters, k, k) and (n_clusters, k)."""
    from twolevel.kernels.row_products import products_of_sets

    order = np.argsort(which, kind="stable")
    ends = np.searchsorted(which[order], np.arange(n_clusters + 1)).astype(np.int64)
    return products_of_sets(design.take(order, axis=0), weight[order], left[order], ends)


def _inverses(rest: Real) -> Real:
    """Return inverses, pseudo-inverses of those near to have none, shape (n_clusters, k, k)."""
    try:
        inverse = np.asarray(np.linalg.inv(rest), dtype=np.float64)
    except np.linalg.LinAlgError:
        return _pseudo_inverses(rest)
    off = np.abs(inverse @ rest - np.eye(rest.shape[1])).max(axis=(1, 2))
    is_near = ~(off < REGULAR)
    if is_near.any():
        inverse[is_near] = _pseudo_inverses(rest[is_near])
    return inverse


def _pseudo_inverses(rest: Real) -> Real:
    return np.asarray(np.linalg.pinv(rest, rcond=1e-10, hermitian=True), dtype=np.float64)


def _effects_of_rows(fit: DyadicFit, effects: Sequence[Labels], n_rows: int) -> Real:
    if not effects:
        return np.full(n_rows, fit.first_effects[0])
    total = fit.first_effects[np.searchsorted(fit.first_labels, effects[0])]
    if len(effects) > 1:
        total = total + fit.second_effects[np.searchsorted(fit.second_labels, effects[1])]
    return total


def _dummies(labels: Labels) -> Real:
    distinct, code = np.unique(labels, return_inverse=True)
    columns: Real = np.eye(distinct.size)[code]
    return columns
