"""Systematic sampling with chances that differ, along a row too long to be held.

All units are gone through in order, and one is drawn each time that their chances add up to another
whole number (Madow 1949, doi:10.1214/aoms/1177729988).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Index, Real


class DueDraws:
    """Several tables drawn along one row of shares, which comes piece by piece.

    Parameters
    ----------
    sizes
        Draws of each table if all shares add up to 1, shape (n_tables,).
    luck
        Where in the row of draws each table begins, from 0 to 1, shape (n_tables,).
    """

    def __init__(self, sizes: Real, luck: Real) -> None:
        self.sizes, self.luck = sizes.astype(np.float64), luck.astype(np.float64)
        self.reached = 0.0

    def take(self, share: NDArray[np.float32] | Real) -> list[Index]:
        """Return the positions that each table draws from the next piece.

        Parameters
        ----------
        share
            Of each unit, at most one over the largest size, shape (n,), in single precision.
        """
        from twolevel.kernels.due_draws import draw_due

        before = np.ceil(self.sizes * self.reached - self.luck)
        at = np.empty((self.sizes.size, share.size), dtype=np.int64)
        n_drawn = np.zeros(self.sizes.size, dtype=np.int64)
        self.reached = float(
            draw_due(share, self.reached, self.sizes, self.luck, before.copy(), at, n_drawn)
        )
        wanted = np.ceil(self.sizes * self.reached - self.luck) - before
        return [
            _of_number(row[:n], int(w), share.size - 1)
            for row, n, w in zip(at, n_drawn.tolist(), wanted.tolist(), strict=True)
        ]


def _of_number(drawn: Index, wanted: int, last: int) -> Index:
    """Cut the draws to their number; what rounding has kept from being due is the last unit."""
    return np.append(drawn[:wanted], np.full(max(wanted - drawn.size, 0), last))
