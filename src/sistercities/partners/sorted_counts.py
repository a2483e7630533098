"""Numbers by a whole-number key, looked up for many keys at once."""

from __future__ import annotations

import numpy as np

from sistercities.partners.distinct_numbers import distinct_at
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Index, Real


@record_of_arrays
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
        if not len(self.keys) or not len(keys):
            return np.zeros(len(keys))
        # The keys of one place lie side by side: few are looked through for many that are asked.
        low, high = np.searchsorted(self.keys, (keys.min(), keys.max() + 1))
        known, sums = self.keys[low:high], self.sums[low:high]
        if not len(known):
            return np.zeros(len(keys))
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[at] == keys, sums[at], 0.0)


def sorted_counts(keys: Index) -> SortedCounts:
    """Count keys."""
    distinct, at = distinct_at(keys)
    sums = np.bincount(at, minlength=len(distinct))
    return SortedCounts(distinct, sums.astype(np.float64))
