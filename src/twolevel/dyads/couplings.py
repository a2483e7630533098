"""The ways in which effects of two ends share pairs, and the bands of rows that threads share."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from twolevel.core.array_types import Real
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


Part = TypeVar("Part")

N_BANDS = 8  # part of the result's last digits: another number adds in another order
MOST_THREADS = 8
PAIRS_OF_ONE_BAND = 2_000_000
"""A table up to this size is one band: starting threads would take longer."""


def row_bands(n_rows: int, n_columns: int, *, is_square: bool) -> list[slice]:
    """Cut rows into bands of about as many pairs each; row i of a square begins after column i."""
    last = n_rows - 1 if is_square else n_rows
    n_pairs = n_rows * (n_rows - 1) // 2 if is_square else n_rows * n_columns
    if n_pairs <= PAIRS_OF_ONE_BAND:
        return [slice(0, last)]
    cuts = [0]
    for band in range(1, N_BANDS):
        share = band / N_BANDS
        cut = 1 - (1 - share) ** 0.5 if is_square else share
        cuts.append(max(cuts[-1], min(last, round(cut * n_rows))))
    return [slice(a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True) if a < b]


def in_bands(work: Callable[[slice], Part], bands: list[slice]) -> list[Part]:
    """Return `work(band)` for each band, in order, on as many threads as there are cores."""
    n_threads = min(len(bands), os.cpu_count() or 1, MOST_THREADS)
    if n_threads == 1:
        return [work(band) for band in bands]
    with ThreadPoolExecutor(n_threads) as threads:
        return list(threads.map(work, bands))


def pairs_before(row: int, n_rows: int, n_columns: int, *, is_square: bool) -> int:
    """Return how many pairs the rows before this one hold."""
    if is_square:
        return row * n_rows - row * (row + 1) // 2
    return row * n_columns
