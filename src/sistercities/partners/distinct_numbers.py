"""Different whole numbers, and words among some, without what numpy loads to see masks.

`numpy.unique` and `numpy.isin` load masked arrays, which takes as long as to choose three short
lists.

Numbers by a whole-number key, looked up for many keys at once.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Flag, Index, Real, Text


def distinct(numbers: Index) -> Index:
    """Return the different numbers, sorted."""
    ordered = np.sort(numbers)
    return np.asarray(ordered[_begin_runs(ordered)])


def distinct_at(numbers: Index) -> tuple[Index, Index]:
    """Return the different numbers, sorted, and of each number its position among them."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    is_new = _begin_runs(ordered)
    at = np.empty(len(numbers), dtype=np.int64)
    at[order] = np.cumsum(is_new) - 1
    return np.asarray(ordered[is_new]), at


def distinct_counts(numbers: Index) -> tuple[Index, Index]:
    """Return the different numbers, sorted, and how often each is there."""
    ordered = np.sort(numbers)
    starts = np.flatnonzero(_begin_runs(ordered))
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def are_of(numbers: Index, some: Index | Collection[int]) -> Flag:
    """Whether each number is one of some others, in whatever order these are."""
    known = np.sort(np.fromiter(some, dtype=np.int64, count=len(some)))
    if not len(known):
        return np.zeros(np.shape(numbers), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    return np.asarray(known[at] == numbers)


def _begin_runs(ordered: Index) -> Flag:
    is_new = np.ones(len(ordered), dtype=np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return is_new


def are_among(words: Text, some: Collection[str]) -> Flag:
    """Whether each word is among some, without what `numpy.isin` does to sort words."""
    return np.fromiter(map(some.__contains__, words.tolist()), np.bool_, len(words))


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
