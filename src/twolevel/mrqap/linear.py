"""The linear test: t of each coefficient over permutations, by projections and no solve.

Let U be an orthonormal basis of the centred covariates and e_k the residual of covariate k on the
others, scaled to length 1. A permutation keeps length and sum of e_k, so all that is to be known of
its image z are the products z'U and z'y. With M the projection off the constant and the others,

    t = z'My / sqrt(z'Mz (y'My - (z'My)^2 / z'Mz) / (n_pairs - k - 1)).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Real, Short
from twolevel.mrqap.matrices import DyadicMatrices, residual_directions
from twolevel.mrqap.products import Products, products

NOTHING_LEFT = 1e-12
"""Share of a permuted residual's square that the other covariates must leave, else t is 0."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearFit:
    """Least squares on the pairs that count.

    Attributes
    ----------
    intercept, coefficients
        Of the model, the latter of shape (k,).
    statistic
        t of each coefficient as if pairs were independent, shape (k,).
    unexplained
        Sum of squared residuals.
    r_squared
        In [0, 1].
    basis, direction
        As `residual_directions` returns them.
    """

    intercept: float
    coefficients: Real
    statistic: Real
    unexplained: float
    r_squared: float
    basis: Real
    direction: Real


@dataclass(frozen=True, slots=True, eq=False)
class MovedResiduals:
    """t where each covariate's residual is permuted (double semi-partialling)."""

    products: Products
    direction: Real
    along: Real
    unexplained: float
    freedom: int

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return t of each coefficient for each permutation, shape (n_draws, k)."""
        sums = self.products.of(rows, columns)
        moved = np.einsum("ka,rab->rkb", self.direction, sums)
        on_all, on_rest = moved[:, :, :-1], moved[:, :, -1]
        on_own = np.einsum("rkb,kb->rk", on_all, self.direction)
        left = 1.0 - (on_all**2).sum(axis=2) + on_own**2
        slope = on_rest + on_own * self.along
        total = self.unexplained + self.along**2
        return _t(slope, left, total, self.freedom)


@dataclass(frozen=True, slots=True, eq=False)
class MovedOutcome:
    """t where the outcome is permuted against all covariates at once."""

    products: Products
    direction: Real
    total: float
    freedom: int

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return t of each coefficient for each permutation, shape (n_draws, k).

        Moving all covariates by a permutation is moving the outcome by its inverse.
        """
        along = self.products.of(rows, columns)[:, :, 0]
        slope = along @ self.direction.T
        rest = np.maximum(self.total - (along**2).sum(axis=1), 0.0)[:, None]
        return _t(slope, np.ones_like(slope), rest + slope**2, self.freedom)


def least_squares(matrices: DyadicMatrices) -> LinearFit:
    """Fit the pairs that count."""
    basis, direction, left = residual_directions(matrices.x)
    outcome = matrices.y - matrices.y.mean()
    along = basis.T @ outcome
    own = direction @ along
    coefficients = own / left
    rest = float(((outcome - basis @ along) ** 2).sum())
    freedom = matrices.n_pairs - len(matrices.names) - 1
    total = float((outcome**2).sum())
    return LinearFit(
        intercept=float(matrices.y.mean() - matrices.x.mean(axis=0) @ coefficients),
        coefficients=coefficients,
        statistic=_t(own, np.ones_like(own), rest + own**2, freedom),
        unexplained=rest,
        r_squared=1.0 - rest / total,
        basis=basis,
        direction=direction,
    )


def moved_residuals(matrices: DyadicMatrices, fit: LinearFit) -> MovedResiduals:
    """Prepare the test that permutes each covariate's residual."""
    outcome = matrices.y - matrices.y.mean()
    along = fit.basis.T @ outcome
    rest = outcome - fit.basis @ along
    laid_out = products(matrices, fit.basis, np.column_stack((fit.basis, rest)))
    freedom = matrices.n_pairs - len(matrices.names) - 1
    return MovedResiduals(laid_out, fit.direction, fit.direction @ along, fit.unexplained, freedom)


def moved_outcome(matrices: DyadicMatrices, fit: LinearFit) -> MovedOutcome:
    """Prepare the test that permutes the outcome."""
    outcome = matrices.y - matrices.y.mean()
    laid_out = products(matrices, fit.basis, outcome[:, None])
    freedom = matrices.n_pairs - len(matrices.names) - 1
    return MovedOutcome(laid_out, fit.direction, float((outcome**2).sum()), freedom)


def _t(slope: Real, left: Real, total: Real, freedom: int) -> Real:
    """Return t from z'My, z'Mz and y'My; 0 where nothing of z or of y is left to explain."""
    is_there = (left > NOTHING_LEFT) & (total > 0)
    size = np.where(is_there, left, 1.0)
    rest = np.maximum(total - slope**2 / size, np.finfo(np.float64).tiny)
    return np.where(is_there, slope / np.sqrt(size * rest / freedom), 0.0)
