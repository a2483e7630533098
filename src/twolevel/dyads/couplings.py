"""The ways in which effects of two ends share pairs, and the equations they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from twolevel.core.array_types import Real
from twolevel.dyads.bands import in_bands, pairs_before, row_bands
from twolevel.dyads.evaluation import Coupling
from twolevel.errors import NetworkError

MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class NoCoupling:
    """One end has effects, or none has: A is diagonal."""

    precision: float = 0.0

    def times(self, v: Real) -> Real:
        """Return 0."""
        return np.zeros_like(v)


@dataclass(frozen=True, slots=True, eq=False)
class BipartiteCoupling:
    """Effects of first ends beside effects of second ends; dense, or sparse rows."""

    weight: NDArray[Any] | sparse.csr_array
    precision: float

    def times(self, v: Real) -> Real:
        """Return W v for each row of v."""
        n = self.weight.shape[0]
        first, second = v[:, :n], v[:, n:]
        if isinstance(self.weight, np.ndarray) and self.weight.dtype == np.float32:
            first, second = first.astype(np.float32), second.astype(np.float32)
        out: Real = np.empty_like(v)
        out[:, :n] = (self.weight @ second.T).T
        out[:, n:] = (self.weight.T @ first.T).T
        return out


@dataclass(frozen=True, slots=True, eq=False)
class SymmetricCoupling:
    """One effect per node; sparse rows that hold each pair twice."""

    weight: sparse.csr_array
    precision: float = 0.0

    def times(self, v: Real) -> Real:
        """Return W v for each row of v."""
        return np.ascontiguousarray((self.weight @ v.T).T)


@dataclass(frozen=True, slots=True, eq=False)
class PackedCoupling:
    """One effect per node; the upper triangle, row after row."""

    weight: NDArray[Any]
    precision: float

    def times(self, v: Real) -> Real:
        """Return W v for each row of v."""
        from twolevel.kernels.dyads_blocks import packed_product

        n = v.shape[1]
        v = np.ascontiguousarray(v)

        def product(band: slice) -> Real:
            out = np.zeros_like(v)
            first = pairs_before(band.start, n, n, is_square=True)
            packed_product(self.weight, first, band.start, band.stop, v, out)
            return out

        total: Real = sum(in_bands(product, row_bands(n, n, is_square=True)), np.zeros_like(v))
        return total


def solve_effects(
    diagonal: Real,
    coupling: Coupling,
    right: Real,
    start: Real,
    tolerance: float,
    floor: Real | float = 0.0,
) -> Real:
    """Solve (diag(D) + W) z = r for each row of `right`, by conjugate gradients.

    With two sets of effects the system has a direction without weight (a constant from one end to
    the other); the right sides lie in its range, and so do the steps. Rows are independent.

    Parameters
    ----------
    tolerance
        Of the residual, relative to the right side, in the norm of 1 / D.
    floor
        Square of that norm below which a residual is rounding, of each row, shape (n_vectors,).
    """
    inverse = 1.0 / diagonal
    if isinstance(coupling, NoCoupling):
        alone: Real = right * inverse
        return alone
    z = start.copy()
    residual = right - diagonal * z - coupling.times(z)
    ahead = residual * inverse
    direction = ahead.copy()
    size = (residual * ahead).sum(axis=1)
    limit = tolerance**2 * np.maximum((right**2 * inverse).sum(axis=1), np.finfo(float).tiny)
    limit = np.maximum(limit, floor)
    for _ in range(MOST_STEPS):
        if (size <= limit).all():
            return z
        image = diagonal * direction + coupling.times(direction)
        curvature = (direction * image).sum(axis=1)
        is_moving = (size > limit) & (curvature > 0)
        step = np.where(is_moving, size / np.where(is_moving, curvature, 1.0), 0.0)
        z += step[:, None] * direction
        residual -= step[:, None] * image
        ahead = residual * inverse
        new_size = (residual * ahead).sum(axis=1)
        turn = np.where(is_moving, new_size / np.where(is_moving, size, 1.0), 0.0)
        direction = ahead + turn[:, None] * direction
        size = np.where(is_moving, new_size, np.minimum(size, limit))
    raise NetworkError(
        "effects",
        f"the equations of the effects are not solved in {MOST_STEPS:,} steps",
        "join labels that hardly share a pair, or leave thin ones out",
    )
