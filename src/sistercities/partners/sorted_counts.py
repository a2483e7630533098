"""Numbers by a whole-number key, looked up for many keys at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SortedCounts:
    """Sums by key; a key that is not there has 0.

    Attributes
    ----------
    keys
        Distinct keys, ascending.
    sums
        Sum of each.
    """

    keys: Index
    sums: Real

    def of(self, keys: Index) -> Real:
        """Return the sum of each key, shape as `keys`."""
        if not len(self.keys):
            return np.zeros(len(keys))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.sums[at], 0.0)


def sorted_counts(keys: Index, weights: Real | None = None) -> SortedCounts:
    """Add up weights (1 each by default) by key."""
    distinct, at = np.unique(keys, return_inverse=True)
    sums = np.bincount(at, weights=weights, minlength=len(distinct))
    return SortedCounts(distinct, sums.astype(np.float64))
