"""Different whole numbers, and words among some, without what numpy loads to see masks.

`numpy.unique` and `numpy.isin` load masked arrays, which takes as long as to choose three short
lists.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from twolevel.core.array_types import Flag, Index, Text


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
