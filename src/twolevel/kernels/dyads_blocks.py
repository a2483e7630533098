"""Sums over a block of a table of pairs, row by row; a square table has each pair once, i < j.

`x[k, r, j]` is term k of the pair of row `row + r` and column j. In a square table the columns of a
block begin after its first row, so that row r begins at column r. Sums are added to, so that blocks
follow one another. `fastmath` lets the sums run in lanes; so do loops that begin at 0, which is why
rows are cut before they are looped over.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into


@compiled(nogil=True, fastmath=True)
def sum_block(  # type: ignore[no-untyped-def]
    odds, x, row, is_square, is_logit, mean_row, mean_column, weight_row, weight_column,
    cross_row, cross_column, slope_mean, slope_weight, coupling, coupling_at,
):  # fmt: skip
    """Add a block to the sums of means and weights; return its sum of log(1 + odds).

    `odds` is exp(eta), shape (n_rows, n_columns). For logit mean and weight are odds / (1 + odds)
    and odds / (1 + odds)^2; for Poisson both are the odds, and the sums of means are left alone.
    `coupling` takes the weights, one row after the other from `coupling_at`, unless it is empty.
    """
    n_terms, n_rows, n_columns = x.shape
    mean_room, weight_room = np.empty(n_columns), np.empty(n_columns)
    product_room = np.empty(n_columns)
    log_sum = 0.0
    for r in range(n_rows):
        i = row + r
        start = r if is_square else 0
        weight, product = weight_room[start:], product_room[start:]
        if is_logit:
            mean = mean_room[start:]
            log_sum += _logit_row(odds[r, start:], mean, weight)
            mean_row[i] += _add(mean, mean_column[start:])
            for k in range(n_terms):
                slope_mean[k] += _dot(mean, x[k, r, start:])
        else:
            copy_into(weight, odds[r, start:])
        weight_row[i] += _add(weight, weight_column[start:])
        if coupling.size > 0:
            _store(weight, coupling[coupling_at : coupling_at + weight.size])
            coupling_at += weight.size
        for k in range(n_terms):
            cross_row[k, i] += _add_product(
                weight, x[k, r, start:], product, cross_column[k, start:]
            )
            for m in range(k + 1):
                slope_weight[k, m] += _dot(product, x[m, r, start:])
    return log_sum


@compiled_within(fastmath=True)
def _store(values, out):  # type: ignore[no-untyped-def]
    for j in range(values.size):
        out[j] = values[j]


@compiled_within(fastmath=True)
def _add(values, sums):  # type: ignore[no-untyped-def]
    """Add values to running sums and return their total."""
    total = 0.0
    for j in range(values.size):
        sums[j] += values[j]
        total += values[j]
    return total


@compiled_within(fastmath=True)
def _add_product(left, right, product, sums):  # type: ignore[no-untyped-def]
    """Keep the products, add them to running sums and return their total."""
    total = 0.0
    for j in range(left.size):
        value = left[j] * right[j]
        product[j] = value
        sums[j] += value
        total += value
    return total


@compiled_within(fastmath=True)
def _dot(left, right):  # type: ignore[no-untyped-def]
    """Return the sum of products."""
    total = 0.0
    for j in range(left.size):
        total += left[j] * right[j]
    return total


@compiled_within()
def _add_cells(values, cells, cluster):  # type: ignore[no-untyped-def]
    """Add values to the sums of their clusters."""
    for j in range(values.size):
        cells[cluster[j]] += values[j]


@compiled_within(fastmath=True)
def _logit_row(odds, mean, weight):  # type: ignore[no-untyped-def]
    """Fill mean and weight of one row; return its sum of log(1 + odds).

    A product of eight factors, each at most exp(40), cannot overflow, and needs one logarithm.
    """
    for j in range(odds.size):
        share = 1.0 / (1.0 + odds[j])
        mean[j] = odds[j] * share
        weight[j] = mean[j] * share
    log_sum = 0.0
    whole = odds.size // 8 * 8
    for first in range(0, whole, 8):
        product = 1.0
        for j in range(8):
            product *= 1.0 + odds[first + j]
        log_sum += np.log(product)
    for j in range(whole, odds.size):
        log_sum += np.log1p(odds[j])
    return log_sum


@compiled(nogil=True, fastmath=True)
def score_block(  # type: ignore[no-untyped-def]
    odds, x, row, is_square, is_logit, projection_row, projection_column,
    score_row, score_column, skew_row, skew_column, meat, bread,
    cluster_row, cluster_column, cells,
):  # fmt: skip
    """Add a block's part without the ties to the sums of scores; `x` is residualised in place.

    A pair's score is (y - mean) x~ with x~ = x - projections of its ends. `meat` is the sum of
    mean^2 x~ x~', `bread` of weight x~ x~', `score` of mean x~ by node, `skew` of
    weight (1 - 2 mean) x~ by node (logit), `cells` of mean x~ by pair of clusters unless empty.
    """
    n_terms, n_rows, n_columns = x.shape
    mean_room, weight_room = np.empty(n_columns), np.empty(n_columns)
    product_room, other_room = np.empty(n_columns), np.empty(n_columns)
    for r in range(n_rows):
        i = row + r
        start = r if is_square else 0
        mean, weight = mean_room[start:], weight_room[start:]
        product, other = product_room[start:], other_room[start:]
        if is_logit:
            _logit_row(odds[r, start:], mean, weight)
        else:
            copy_into(mean, odds[r, start:])
            copy_into(weight, odds[r, start:])
        for k in range(n_terms):
            free = x[k, r, start:]
            _project(free, projection_row[k, i], projection_column[k, start:])
            score_row[k, i] += _add_product(mean, free, product, score_column[k, start:])
            if cells.size > 0:
                _add_cells(product, cells[k, cluster_row[i]], cluster_column[start:])
            if is_logit:
                _skewed(weight, mean, free, other)
                skew_row[k, i] += _add(other, skew_column[k, start:])
            _multiply(mean, product, other)
            _multiply(weight, free, product)
            for m in range(k + 1):
                meat[k, m] += _dot(other, x[m, r, start:])
                bread[k, m] += _dot(product, x[m, r, start:])


@compiled_within(fastmath=True)
def _project(values, at_row, at_column):  # type: ignore[no-untyped-def]
    for j in range(values.size):
        values[j] -= at_row + at_column[j]


@compiled_within(fastmath=True)
def _multiply(left, right, out):  # type: ignore[no-untyped-def]
    for j in range(left.size):
        out[j] = left[j] * right[j]


@compiled_within(fastmath=True)
def _skewed(weight, mean, free, out):  # type: ignore[no-untyped-def]
    for j in range(weight.size):
        out[j] = weight[j] * (1.0 - 2.0 * mean[j]) * free[j]


@compiled(nogil=True, fastmath=True)
def packed_product(coupling, first, start, stop, v, out):  # type: ignore[no-untyped-def]
    """Add the product with some rows of a symmetric matrix, and with what mirrors them.

    The upper triangle lies packed in rows, diagonal 0; row `start` begins at `first`. `v` and `out`
    have shape (n_vectors, n).
    """
    n_vectors, n = v.shape
    for i in range(start, stop):
        row = coupling[first : first + n - 1 - i]
        for k in range(n_vectors):
            out[k, i] += _both_ways(row, v[k, i + 1 :], v[k, i], out[k, i + 1 :])
        first += n - 1 - i


@compiled_within(fastmath=True)
def _both_ways(row, v, at_row, out):  # type: ignore[no-untyped-def]
    total = 0.0
    for j in range(row.size):
        total += row[j] * v[j]
        out[j] += row[j] * at_row
    return total


@compiled(nogil=True, fastmath=True)
def fill_eta(at_rows, at_columns, x, slopes, most, eta):  # type: ignore[no-untyped-def]
    """Fill eta of a block, no more than `most`."""
    for r in range(eta.shape[0]):
        row = eta[r]
        for j in range(row.size):
            row[j] = at_rows[r] + at_columns[j]
        for k in range(slopes.size):
            _add_times(row, slopes[k], x[k, r])
        for j in range(row.size):
            row[j] = min(row[j], most)


@compiled_within(fastmath=True)
def _add_times(out, factor, values):  # type: ignore[no-untyped-def]
    for j in range(out.size):
        out[j] += factor * values[j]
