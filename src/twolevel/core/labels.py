"""Labels of many rows, numbered anew and put in order: few different whole numbers, many times.

Both give what numpy gives by sorting all rows, but do not sort them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Index

SPARSE = 8
"""Numbers up to so many for each row are counted; beyond that the rows are sorted."""


def distinct(labels: NDArray[Any]) -> tuple[NDArray[Any], Index]:
    """Return the different labels in their order, and which of them each row has.

    Parameters
    ----------
    labels
        Of each row, shape (n,), of any kind.

    Returns
    -------
    values, code
        As `numpy.unique` gives them with `return_inverse`.
    """
    if not _are_few(labels):
        values, code = np.unique(labels, return_inverse=True)
        return values, code.astype(np.int64, copy=False)
    is_there = np.zeros(int(labels.max()) + 1, dtype=np.bool_)
    is_there[labels] = True
    number: Index = np.cumsum(is_there, dtype=np.int64) - 1
    return np.flatnonzero(is_there).astype(labels.dtype), number[labels]


def stable_order(labels: NDArray[Any]) -> Index:
    """Return the order of rows by label, rows of one label as they stand.

    Parameters
    ----------
    labels
        Of each row, shape (n,), of any kind.
    """
    if labels.size and labels.dtype.kind in "iu" and 0 <= labels.min() <= labels.max() < 2**15:
        # Of numbers of two bytes numpy sorts the digits, which takes a tenth of the time.
        labels = labels.astype(np.int16)
    order: Index = np.argsort(labels, kind="stable")
    return order


def _are_few(labels: NDArray[Any]) -> bool:
    if not labels.size or labels.ndim != 1 or labels.dtype.kind not in "iu":
        return False
    return bool(labels.min() >= 0 and labels.max() <= SPARSE * labels.size)
