"""Sums over pairs of permuted columns times fixed ones, as the kernel wants them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real, Short
from twolevel.mrqap.matrices import DyadicMatrices

LANES = 4
FIXED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """Columns that move and columns that stay, laid out for the kernel.

    Attributes
    ----------
    lanes
        What is permuted, four columns side by side, shape (n_blocks, n_rows, 4 n_columns).
    fixed
        What stays, shape (n_rows, n_fixed or a little more, n_columns).
    first
        First column that counts in each row.
    n_moved, n_fixed
        Columns without the zeros that fill up.
    """

    lanes: Real
    fixed: Real
    first: Index
    n_moved: int
    n_fixed: int

    def of(self, rows: Short, columns: Short) -> Real:
        """Return the sums over pairs for each permutation, shape (n_draws, n_moved, n_fixed)."""
        from twolevel.kernels.mrqap import permuted_products

        sums = np.zeros((rows.shape[0], self.lanes.shape[0], self.fixed.shape[1], LANES))
        permuted_products(self.lanes, self.fixed, self.first, rows, columns, sums)
        by_lane = sums.transpose(0, 1, 3, 2).reshape(rows.shape[0], -1, self.fixed.shape[1])
        return by_lane[:, : self.n_moved, : self.n_fixed]


def products(matrices: DyadicMatrices, moved: Real, fixed: Real) -> Products:
    """Lay out columns of pairs, `moved` (n_pairs, n_moved) and `fixed` (n_pairs, n_fixed)."""
    n_moved, n_fixed = moved.shape[1], fixed.shape[1]
    n_rows, n_columns = matrices.shape
    lanes = np.zeros((-(-n_moved // LANES), n_rows, n_columns, LANES))
    for a in range(n_moved):
        lanes[a // LANES, :, :, a % LANES] = matrices.as_matrix(moved[:, a])
    # Five at once cost little more than two alone, so three and four are filled up to five.
    rest = n_fixed % FIXED
    room = n_fixed + (FIXED - rest if rest > FIXED // 2 else 0)
    stays = np.zeros((n_rows, room, n_columns))
    for b in range(n_fixed):
        stays[:, b, :] = matrices.as_matrix(fixed[:, b])
    return Products(lanes.reshape(len(lanes), n_rows, -1), stays, matrices.first, n_moved, n_fixed)
