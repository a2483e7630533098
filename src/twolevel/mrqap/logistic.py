"""The logistic test: Rao's score or Wald's z of each coefficient over permutations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real, Short
from twolevel.errors import NetworkError
from twolevel.mrqap.linear import NOTHING_LEFT
from twolevel.mrqap.matrices import DyadicMatrices, counted_pairs, residual_directions
from twolevel.mrqap.products import Products, products


@dataclass(frozen=True, slots=True, eq=False)
class LogisticFit:
    """Maximum likelihood on the pairs that count.

    Attributes
    ----------
    intercept, coefficients
        Of the model, the latter of shape (k,).
    wald
        z of each coefficient as if pairs were independent, shape (k,).
    score
        Rao's score statistic of each coefficient, signed, shape (k,).
    r_squared
        McFadden's: 1 - log likelihood over that of the constant alone.
    """

    intercept: float
    coefficients: Real
    wald: Real
    score: Real
    r_squared: float


@dataclass(frozen=True, slots=True, eq=False)
class MovedScores:
    """Score statistics where each covariate's residual is permuted; nothing is fitted again."""

    laid_out: tuple[Products, ...]

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return the signed score of each coefficient for each permutation, (n_draws, k)."""
        return np.column_stack([_scores(each.of(rows, columns)) for each in self.laid_out])


@dataclass(frozen=True, slots=True, eq=False)
class MovedResidualFits:
    """Wald's z where each covariate's residual is permuted and the model fitted again."""

    residual: tuple[Real, ...]
    design: tuple[Real, ...]
    start: tuple[Real, ...]
    y: Real
    left: Index
    right: Index

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return z of each coefficient for each permutation; NaN where there is no maximum."""
        from twolevel.kernels.mrqap_logistic import permuted_residual_z

        z = np.empty((len(self.residual), rows.shape[0]))
        for k, (residual, design) in enumerate(zip(self.residual, self.design, strict=True)):
            permuted_residual_z(
                residual, design.copy(), self.y, self.start[k], self.left, self.right, rows,
                columns, z[k],
            )  # fmt: skip
        return z.T


@dataclass(frozen=True, slots=True, eq=False)
class MovedOutcomeFits:
    """Wald's z where the outcome is permuted and the model fitted again."""

    outcome: Real
    design: Real
    start: Real
    left: Index
    right: Index

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return z of each coefficient for each permutation; NaN where there is no maximum."""
        from twolevel.kernels.mrqap_logistic import permuted_outcome_z

        z = np.empty((rows.shape[0], self.design.shape[1] - 1))
        permuted_outcome_z(
            self.outcome, self.design, self.start, self.left, self.right, rows, columns, z
        )
        return z


def maximum_likelihood(matrices: DyadicMatrices) -> LogisticFit:
    """Fit the pairs that count.

    Raises
    ------
    NetworkError
        If the outcome holds anything but 0 and 1, or the covariates tell 0 and 1 apart without
        error, so that the likelihood has no maximum.
    """
    wrong = matrices.y[(matrices.y != 0) & (matrices.y != 1)]
    if wrong.size:
        raise NetworkError("y", f"holds {wrong[0]:g}", "give 0 and 1, or model=linear")
    design = _standard(matrices.x)
    beta, variance = _fit(matrices, design)
    coefficients = beta[1:] / matrices.x.std(axis=0)
    likelihood = _log_likelihood(design @ beta, matrices.y)
    share = matrices.y.mean()
    alone = matrices.y.size * (share * np.log(share) + (1 - share) * np.log(1 - share))
    return LogisticFit(
        intercept=float(beta[0] - matrices.x.mean(axis=0) @ coefficients),
        coefficients=coefficients,
        wald=beta[1:] / np.sqrt(variance[1:]),
        score=np.array([_observed_score(matrices, k) for k in range(len(matrices.names))]),
        r_squared=1.0 - likelihood / alone,
    )


def moved_scores(matrices: DyadicMatrices) -> MovedScores:
    """Prepare the test by scores."""
    laid_out = []
    for k in range(len(matrices.names)):
        residual, fixed = _score_parts(matrices, k)
        moved = np.column_stack((residual, residual**2))
        laid_out.append(products(matrices, moved, fixed))
    return MovedScores(tuple(laid_out))


def moved_residual_fits(matrices: DyadicMatrices) -> MovedResidualFits:
    """Prepare the test by refitted models."""
    left, right = np.nonzero(counted_pairs(matrices.layout, matrices.shape))
    residuals = _residuals(matrices)
    designs, starts = [], []
    for k in range(len(matrices.names)):
        others = _standard(np.delete(matrices.x, k, axis=1))
        beta, _ = _fit(matrices, others)
        designs.append(np.column_stack((others, residuals[:, k])))
        starts.append(np.append(beta, 0.0))
    return MovedResidualFits(
        tuple(matrices.as_matrix(residual) for residual in residuals.T), tuple(designs),
        tuple(starts), matrices.y, left, right,
    )  # fmt: skip


def moved_outcome_fits(matrices: DyadicMatrices) -> MovedOutcomeFits:
    """Prepare the test that permutes the outcome."""
    left, right = np.nonzero(counted_pairs(matrices.layout, matrices.shape))
    design = _standard(matrices.x)
    share = matrices.y.mean()
    start = np.zeros(design.shape[1])
    start[0] = np.log(share / (1 - share))
    return MovedOutcomeFits(matrices.as_matrix(matrices.y), design, start, left, right)


def _standard(x: Real) -> Real:
    """Return a constant and the covariates, centred and scaled to deviation 1."""
    centred = (x - x.mean(axis=0)) / x.std(axis=0)
    return np.column_stack((np.ones(x.shape[0]), centred))


def _fit(matrices: DyadicMatrices, design: Real) -> tuple[Real, Real]:
    from twolevel.kernels.mrqap_logistic import fit_logit

    beta, variance = np.zeros(design.shape[1]), np.empty(design.shape[1])
    if not fit_logit(np.ascontiguousarray(design), matrices.y, beta, variance):
        raise NetworkError(
            "y",
            f"is told apart without error by {', '.join(matrices.names)}: no estimate exists",
            "leave out the covariate that does so, or use model=linear",
        )
    return beta, variance


def _residuals(matrices: DyadicMatrices) -> Real:
    """Return the residual of each covariate on the others, deviation 1, shape (n_pairs, k)."""
    basis, direction, _ = residual_directions(matrices.x)
    residuals: Real = basis @ direction.T * np.sqrt(matrices.n_pairs)
    return residuals


def _score_parts(matrices: DyadicMatrices, k: int) -> tuple[Real, Real]:
    """Return the residual of covariate k, and what stays: y - mean, weighted basis, weights."""
    others = _standard(np.delete(matrices.x, k, axis=1))
    beta, _ = _fit(matrices, others)
    mean = 1 / (1 + np.exp(-(others @ beta)))
    weight = mean * (1 - mean)
    root = np.sqrt(weight)[:, None]
    basis = np.linalg.qr(others * root)[0]
    return _residuals(matrices)[:, k], np.column_stack((matrices.y - mean, root * basis, weight))


def _observed_score(matrices: DyadicMatrices, k: int) -> float:
    residual, fixed = _score_parts(matrices, k)
    sums = np.stack((residual @ fixed, residual**2 @ fixed))
    return float(_scores(sums[None])[0])


def _scores(sums: Real) -> Real:
    """Return scores from the products of z (row 0) and z^2 (row 1) with what stays."""
    size = sums[:, 1, -1]
    left = size - (sums[:, 0, 1:-1] ** 2).sum(axis=1)
    is_there = left > NOTHING_LEFT * size
    return np.where(is_there, sums[:, 0, 0] / np.sqrt(np.where(is_there, left, 1.0)), 0.0)


def _log_likelihood(eta: Real, y: Real) -> float:
    return float((y * eta - np.logaddexp(0.0, eta)).sum())
