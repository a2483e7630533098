"""Poisson quasi-likelihood of counts by Newton's method, for many fits of nearly one table.

The same estimates and errors as `negative_binomial` gives by QMLE, with numpy alone and from where
another fit ended: leaving out each unit and each partner takes a hundred of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import covariate_columns, integers
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.score_jackknife import cluster_parts, score_jackknife, t_interval

STEPS = 50
SEPARATED = 15.0
"""How far below the mean a count of 0 may be foretold, on the log scale: beyond, it has no end."""
ARRIVED = 1e-12
"""Log-likelihood still to be gained, at most, for each row."""


@dataclass(frozen=True, slots=True, eq=False)
class QuasiPoisson:
    """Log rate ratios, the constant first; arrays of shape (k + 1,).

    Attributes
    ----------
    coefficients, standard_errors, low, high
        Errors by leaving out a unit at a time in one Newton step, t with `effective_units` - 1
        degrees of freedom.
    effective_units
        (sum n)^2 / sum n^2 over the rows n of each unit.
    """

    coefficients: Real
    standard_errors: Real
    low: Real
    high: Real
    effective_units: float


def quasi_poisson(
    y: ArrayLike, x: ArrayLike, *, unit: ArrayLike, start: Real | None = None, level: float = 0.95
) -> QuasiPoisson:
    """Fit counts by Poisson quasi-likelihood, with a constant.

    Parameters
    ----------
    y
        Counts, shape (n_rows,).
    x
        Covariates, shape (n_rows, k).
    unit
        Of each row: rows of a unit may depend on each other in any way.
    start
        Coefficients to begin at, shape (k + 1,).
    level
        Of the intervals.

    Raises
    ------
    NetworkError
        If all counts are 0, covariates are spanned, or the fit does not arrive.
    """
    counts, columns = integers("y", y).astype(np.float64), covariate_columns("x", x)
    labels = np.unique(integers("unit", unit), return_inverse=True)[1].astype(np.int64)
    if not counts.any():
        raise NetworkError("y", "is 0 in every row", "give counts of which some are above 0")
    centre, spread = columns.mean(axis=0), columns.std(axis=0)
    if (spread == 0).any():
        raise NetworkError("x", "has a column that is the same in every row", "leave it out")
    design = np.column_stack((np.ones(counts.size), (columns - centre) / spread))
    back = np.eye(design.shape[1])
    back[0, 1:], back[1:, 1:] = -centre / spread, np.diag(1 / spread)
    begin: Real | None = None if start is None else np.asarray(np.linalg.solve(back, start))
    beta = _climbed(design, counts, begin)
    eta = design @ beta
    if (eta[counts == 0] < np.log(counts.mean()) - SEPARATED).any():
        raise NetworkError("x", "tells counts of 0 without error", "leave out a column")
    mean = np.exp(eta)
    parts = cluster_parts(design, mean, counts - mean, labels)
    try:
        errors = score_jackknife(*parts, back).standard_errors
    except np.linalg.LinAlgError:
        raise NetworkError("x", "has a column that others span", "leave it out") from None
    effective, slopes = effective_clusters(labels), back @ beta
    low, high, _ = t_interval(slopes, errors, effective - 1, level)
    return QuasiPoisson(slopes, errors, low, high, effective)


def _climbed(design: Real, y: Real, start: Real | None) -> Real:
    beta = np.zeros(design.shape[1]) if start is None else start
    if start is None:
        beta[0] = np.log(y.mean())
    for _ in range(STEPS):
        mean = np.exp(np.minimum(design @ beta, 50.0))
        score = design.T @ (y - mean)
        try:
            step = np.linalg.solve(design.T @ (design * mean[:, None]), score)
        except np.linalg.LinAlgError:
            break
        if float(score @ step) < ARRIVED * y.size:
            return beta
        # From afar Newton's method overshoots: no step moves a mean by more than e^2.
        beta = beta + step * min(1.0, 2.0 / max(float(np.abs(design @ step).max()), 1e-300))
    raise NetworkError("x", "tells counts of 0 without error, or is spanned", "leave out a column")
