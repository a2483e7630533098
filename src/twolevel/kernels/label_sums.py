"""Weighted sums of rows, and of flags, by label, in one passage through memory.

Terms are added in the order of the rows, as `numpy.bincount` adds them column by column.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twolevel.kernels.compiled import compiled


@compiled(nogil=True)
def add_rows(label, weight, x, sums):  # type: ignore[no-untyped-def]
    """Add `weight` times the rows of `x` (n, k) to `sums` (n_labels, k); below 0 is no label."""
    for i in range(label.size):
        row = label[i]
        if row < 0:
            continue
        for j in range(x.shape[1]):
            sums[row, j] += weight[i] * x[i, j]


@compiled(nogil=True)
def add_columns(label, x, sums):  # type: ignore[no-untyped-def]
    """Add the columns of `x` (k, n) to `sums` (k, n_labels), four rows at a time.

    A sum waits for the one before it; four that do not need each other wait together.
    """
    k = x.shape[0]
    in_fours = k // 4 * 4
    for j in range(0, in_fours, 4):
        for i in range(label.size):
            at = label[i]
            sums[j, at] += x[j, i]
            sums[j + 1, at] += x[j + 1, i]
            sums[j + 2, at] += x[j + 2, i]
            sums[j + 3, at] += x[j + 3, i]
    for j in range(in_fours, k):
        for i in range(label.size):
            sums[j, label[i]] += x[j, i]


@compiled(nogil=True)
def add_flags(label, column, weight, sums):  # type: ignore[no-untyped-def]
    """Add `weight` to `sums` at each label and column; below 0 is no column."""
    for i in range(label.size):
        if column[i] >= 0:
            sums[label[i], column[i]] += weight[i]


def sums_by_label(
    label: NDArray[np.int64], n: int, weight: NDArray[np.float64], x: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weighted sums of the rows of each label, shape (n, k).

    Parameters
    ----------
    label
        Of each row, below `n`; rows with a label below 0 are left out.
    weight, x
        Shapes (n_rows,) and (n_rows, k).
    """
    sums = np.zeros((n, x.shape[1]))
    add_rows(label, weight, np.ascontiguousarray(x), sums)
    return sums


def column_sums_by_label(
    label: NDArray[np.int64], n: int, x: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the sums of the columns of each label, shape (k, n).

    Parameters
    ----------
    label
        Of each column, below `n`.
    x
        Shape (k, n_columns).
    """
    sums = np.zeros((x.shape[0], n))
    add_columns(label, np.ascontiguousarray(x), sums)
    return sums
