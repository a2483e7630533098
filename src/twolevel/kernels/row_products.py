"""Rows of covariates chosen and multiplied, in one go.

numpy goes through rows of some twenty columns one row at a time, and through memory once for each
step; the numbers here are the same, digit for digit, for a third of the time.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from twolevel.kernels.compiled import compiled, compiled_within


@compiled(nogil=True)
def choose_columns(x, columns, design):  # type: ignore[no-untyped-def]
    """Fill `design` (n, 1 + k) with a constant and with k columns of `x` (n, any)."""
    for i in range(x.shape[0]):
        design[i, 0] = 1.0
        for j in range(columns.size):
            design[i, j + 1] = x[i, columns[j]]


@compiled(nogil=True)
def multiply_by_roots(design, weight, half):  # type: ignore[no-untyped-def]
    """Fill `half` with the rows of `design` (n, k), each times the root of its weight."""
    for i in range(design.shape[0]):
        root = math.sqrt(weight[i])
        for j in range(design.shape[1]):
            half[i, j] = design[i, j] * root


@compiled_within(inline="always")
def add_four_rows(design, bend, left, i, product, total):  # type: ignore[no-untyped-def]
    """Add four rows from `i` on; of what is symmetric one half, and some numbers beyond it.

    Two columns at a time, so that what is read of a row is used twice.
    """
    k = design.shape[1]
    a, b, c, d = bend[i], bend[i + 1], bend[i + 2], bend[i + 3]
    e, f, g, h = left[i], left[i + 1], left[i + 2], left[i + 3]
    for j in range(k):
        first, second = e * design[i, j], f * design[i + 1, j]
        total[j] += first + second + g * design[i + 2, j] + h * design[i + 3, j]
    for j in range(0, k - 1, 2):
        p, q = a * design[i, j], b * design[i + 1, j]
        r, s = c * design[i + 2, j], d * design[i + 3, j]
        p1, q1 = a * design[i, j + 1], b * design[i + 1, j + 1]
        r1, s1 = c * design[i + 2, j + 1], d * design[i + 3, j + 1]
        for m in range(j + 2):
            w, x, y, z = design[i, m], design[i + 1, m], design[i + 2, m], design[i + 3, m]
            first, second = p * w, q * x
            product[j, m] += first + second + r * y + s * z
            first, second = p1 * w, q1 * x
            product[j + 1, m] += first + second + r1 * y + s1 * z
    if k % 2:
        j = k - 1
        p, q = a * design[i, j], b * design[i + 1, j]
        r, s = c * design[i + 2, j], d * design[i + 3, j]
        for m in range(k):
            first, second = p * design[i, m], q * design[i + 1, m]
            product[j, m] += first + second + r * design[i + 2, m] + s * design[i + 3, m]


@compiled_within(inline="always")
def add_row(design, bend, left, i, product, total):  # type: ignore[no-untyped-def]
    """Add one row."""
    for j in range(design.shape[1]):
        total[j] += left * design[i, j]
        p = bend * design[i, j]
        for m in range(j + 1):
            product[j, m] += p * design[i, m]


@compiled(nogil=True, fastmath={"contract"})
def add_products(design, bend, left, ends, products, sums):  # type: ignore[no-untyped-def]
    """Add the products and sums of the rows of each set, in one passage through memory.

    To `products` (n_sets, k, k) design' diag(`bend`) design, and to `sums` (n_sets, k) the rows
    times `left`; set s holds the rows of `design` (n, k) from `ends[s]` to `ends[s + 1]`.
    """
    k = design.shape[1]
    for s in range(ends.size - 1):
        product, total = products[s], sums[s]
        first, last = ends[s], ends[s + 1]
        in_fours = first + (last - first) // 4 * 4
        for i in range(first, in_fours, 4):
            add_four_rows(design, bend, left, i, product, total)
        for i in range(in_fours, last):
            add_row(design, bend[i], left[i], i, product, total)
        for j in range(k):
            for m in range(j):
                product[m, j] = product[j, m]


def products_of_sets(
    design: NDArray[np.float64],
    bend: NDArray[np.float64],
    left: NDArray[np.float64],
    ends: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what `add_products` finds, shapes (n_sets, k, k) and (n_sets, k).

    Parameters
    ----------
    design
        Rows that lie in memory one after the other, shape (n, k).
    bend, left
        What rows weigh in the products, and in the sums, shape (n,).
    ends
        Where each set begins, and where the last ends, shape (n_sets + 1,).
    """
    n_sets, k = ends.size - 1, design.shape[1]
    products, sums = np.zeros((n_sets, k, k)), np.zeros((n_sets, k))
    add_products(np.ascontiguousarray(design), bend, left, ends, products, sums)
    return products, sums


def products_of_all(
    design: NDArray[np.float64], bend: NDArray[np.float64], left: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the same of all rows together, shapes (k, k) and (k,)."""
    products, sums = products_of_sets(design, bend, left, np.array([0, len(design)]))
    return products[0], sums[0]
