"""Normalising constant, mean and covariance of the statistics, summed over region pairs.

Given the upper tie B of a region pair its city ties are independent, with probabilities s0 where
B = 0 and s1 where B = 1, and B = 1 with probability pi. So the covariance of the statistics is
(1 - pi) C0 + pi C1 + pi (1 - pi) d d', with d the difference of their means and C0, C1 the
covariances given B.

The statistics of a region pair stand in this order: features of the city level that are constant
in the pair, effects of its two ends, features that vary, gamma, features of the region level,
effects. They are gathered in a small local matrix, which is added to the large one when the
columns of the effects change. The sums over dyads are those of `nested_sums`.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into
from twolevel.kernels.nested_row import fill_row
from twolevel.kernels.nested_sums import (
    TILE,
    direct_spread,
    listed_spread,
    own_powers,
    series_spread,
    split_spread,
)


@compiled_within()
def flush(column, local_mean, local, mean, information):  # type: ignore[no-untyped-def]
    """Add the local sums to the columns they belong to, and begin anew."""
    for i in range(column.size):
        a = column[i]
        if a >= 0:
            mean[a] += local_mean[i]
            for j in range(i):
                b = column[j]
                if b >= 0:
                    information[a, b] += local[i, j]
                    information[b, a] += local[i, j]
            information[a, a] += local[i, i]
    local_mean[:] = 0.0
    local[:, :] = 0.0


@compiled_within()
def is_moved(effects, p, q, column, start):  # type: ignore[no-untyped-def]
    """Whether the local sums are not those of the effects of p and q."""
    left, right = effects
    for f in range(left.shape[0]):
        if column[start + 2 * f] != left[f, p] or column[start + 2 * f + 1] != right[f, q]:
            return True
    return False


@compiled_within()
def set_columns(effects, p, q, column, start):  # type: ignore[no-untyped-def]
    """Point the local sums to the effects of p and q."""
    left, right = effects
    for f in range(left.shape[0]):
        column[start + 2 * f] = left[f, p]
        column[start + 2 * f + 1] = right[f, q]


@compiled(nogil=True, fastmath={"reassoc", "contract"})
def weighted(weight, a, b, start, end):  # type: ignore[no-untyped-def]
    """Return the sum of weight a b from start to end."""
    total = 0.0
    for q in range(start, end):
        total += weight[q] * a[q] * b[q]
    return total


@compiled_within()
def fill_differences(  # type: ignore[no-untyped-def]
    start, constant, mean0, mean1, region, pi, difference, between,
):  # fmt: skip
    """Fill by how much B raises the mean of each statistic, and the variance of B, for each q."""
    n, n_x = constant.shape[0], mean0.shape[0] - 1
    gamma = n + n_x
    for q in range(start, pi.size):
        between[q] = pi[q] * (1.0 - pi[q])
        difference[gamma, q] = mean1[0, q]
    for i in range(n):
        for q in range(start, pi.size):
            difference[i, q] = (mean1[0, q] - mean0[0, q]) * constant[i, q]
    for i in range(n_x):
        for q in range(start, pi.size):
            difference[n + i, q] = mean1[1 + i, q] - mean0[1 + i, q]
    for i in range(region.shape[0]):
        for q in range(start, pi.size):
            difference[gamma + 1 + i, q] = region[i, q]


@compiled_within()
def add_run(  # type: ignore[no-untyped-def]
    start, end, one, constant, pi, between, mean0, spread, spread1, difference, total, local,
):  # fmt: skip
    """Add mean and covariance of the region pairs p, q from start to end to the local sums."""
    n, n_x = constant.shape[0], mean0.shape[0] - 1
    for i in range(n):
        total[i] += weighted(mean0[0], constant[i], one, start, end)
        for j in range(i + 1):
            local[i, j] += weighted(spread[0], constant[i], constant[j], start, end)
        for j in range(n_x):
            local[n + j, i] += weighted(spread[1 + j], constant[i], one, start, end)
        local[n + n_x, i] += weighted(spread1[0], constant[i], one, start, end)
    for i in range(n_x):
        total[n + i] += weighted(mean0[1 + i], one, one, start, end)
    for i in range(total.size):
        total[i] += weighted(pi, difference[i], one, start, end)
        for j in range(i + 1):
            local[i, j] += weighted(between, difference[i], difference[j], start, end)


@compiled_within()
def run_end(city_effects, region_effects, start):  # type: ignore[no-untyped-def]
    """Return where the right regions end that have the effects of `start`."""
    end, n_q = start + 1, city_effects[1].shape[1]
    while end < n_q:
        for right in (city_effects[1], region_effects[1]):
            for f in range(right.shape[0]):
                if right[f, end] != right[f, start]:
                    return end
        end += 1
    return end


@compiled_within()
def row_pairs(  # type: ignore[no-untyped-def]
    p, start, one, constant, city_effects, region_effects, first_effects, column, pi, between,
    mean0, spread, spread1, difference, local_mean, local, mean, information,
):  # fmt: skip
    """Add the region pairs of row p to the local sums, in runs of the same effects."""
    has_effects = city_effects[0].shape[0] + region_effects[0].shape[0] > 0
    while start < pi.size:
        end = min(start + TILE, pi.size)
        if has_effects:
            end = min(end, run_end(city_effects, region_effects, start))
            if is_moved(city_effects, p, start, column, first_effects[0]) or is_moved(
                region_effects, p, start, column, first_effects[1]
            ):
                flush(column, local_mean, local, mean, information)
                set_columns(city_effects, p, start, column, first_effects[0])
                set_columns(region_effects, p, start, column, first_effects[1])
        add_run(
            start, end, one, constant, pi, between, mean0, spread, spread1, difference,
            local_mean, local,
        )  # fmt: skip
        start = end


@compiled_within()
def add_within(columns, gamma, start, spread, spread1, information):  # type: ignore[no-untyped-def]
    """Add the sums over q to the columns of the varying features and gamma."""
    at = columns.size + 1
    for i in range(columns.size):
        for j in range(i + 1):
            total = spread[at, start:].sum()
            information[columns[i], columns[j]] += total
            if j < i:
                information[columns[j], columns[i]] += total
            at += 1
        total = spread1[1 + i, start:].sum()
        information[gamma, columns[i]] += total
        information[columns[i], gamma] += total
    information[gamma, gamma] += spread1[0, start:].sum()


@compiled_within()
def local_columns(layout, n_city, n_city_effects, n_region_effects):  # type: ignore[no-untyped-def]
    """Return the columns of the local sums; those of effects are set as they come."""
    n_x, n_region, n_effects = layout[1].size, layout[3].size, 2 * n_city_effects
    column = np.full(n_city + n_effects + n_x + 1 + n_region + 2 * n_region_effects, -1)
    copy_into(column[:n_city], layout[0])
    start = n_city + n_effects
    copy_into(column[start : start + n_x], layout[1])
    column[start + n_x] = layout[2][0]
    copy_into(column[start + n_x + 1 : start + n_x + 1 + n_region], layout[3])
    return column


@compiled(nogil=True)
def moments_of_rows(  # type: ignore[no-untyped-def]
    rows, is_undirected, risk, left, right, left_powers, right_powers, left_tails,
    right_tails, city_features, city_listed,
    city_effects, region_features, region_listed, region_effects, layout, city_slopes, city_sides,
    growth, region_slopes, region_sides, mean, information,
):  # fmt: skip
    """Add mean and covariance of the statistics of left regions rows[0]..rows[1]; return log Z."""
    n_q, n_x = right[0].size - 1, layout[1].size
    n_city = city_features[0].size
    n_constant = n_city + 2 * city_effects[0].shape[0]
    first_effects = (n_city, n_constant + n_x + 1 + layout[3].size)
    n_plain = n_x - city_slopes[3].size  # varying features that are not listed
    plain, full, status = np.zeros(n_plain), np.zeros(n_x), np.zeros(n_q, np.int64)
    constant, region = np.ones((n_constant, n_q)), np.zeros((layout[3].size, n_q))
    one, between, city = np.ones(n_q), np.zeros(n_q), constant[:n_city]
    predictor, theta, pi, scale = np.zeros(n_q), np.zeros(n_q), np.zeros(n_q), np.zeros(n_q)
    own = own_powers(n_plain)
    split = np.zeros(n_q)
    z, power, w, w1 = np.zeros(n_q), np.zeros(n_q), np.zeros(n_q), np.zeros(n_q)
    log_z, rise = np.zeros(n_q), np.zeros(n_q)
    mean0, mean1 = np.zeros((1 + n_x, n_q)), np.zeros((1 + n_x, n_q))
    spread, spread1 = np.zeros((1 + n_x + n_x * (n_x + 1) // 2, n_q)), np.zeros((1 + n_x, n_q))
    column = local_columns(layout, n_city, city_effects[0].shape[0], region_effects[0].shape[0])
    difference, local_mean = np.ones((column.size, n_q)), np.zeros(column.size)
    local = np.zeros((column.size, column.size))
    total = 0.0
    for p in range(rows[0], rows[1]):
        start = p if is_undirected else 0
        spread[:, start:] = 0.0
        spread1[:, start:] = 0.0
        total += fill_row(
            p, start, is_undirected, risk, (left, right), (left_powers, right_powers),
            (left_tails, right_tails), city_features, city_listed, region_features, region_listed,
            city_slopes, city_sides, growth, region_slopes, region_sides, city, region,
            (status, scale, split, pi), (log_z, rise, mean0, mean1),
            (predictor, theta, z, power, own, plain, full),
        )  # fmt: skip
        series_spread(
            p, start, growth, z, pi, power, w, w1, left_powers, right_powers,
            spread, spread1,
        )  # fmt: skip
        direct_spread(
            p, start, is_undirected, left, right, status, scale, z, split, city_slopes, growth, pi,
            plain, spread, spread1,
        )  # fmt: skip
        split_spread(
            p, start, left, right, left_tails, right_tails, split, city_slopes, growth, pi, own,
            plain, spread, spread1,
        )  # fmt: skip
        listed_spread(
            p, left, right, status, scale, city_slopes, growth, city_listed, pi, full, spread,
            spread1,
        )  # fmt: skip
        fill_differences(start, constant, mean0, mean1, region, pi, difference, between)
        row_pairs(
            p, start, one, constant, city_effects, region_effects, first_effects, column, pi,
            between, mean0, spread, spread1, difference, local_mean, local, mean, information,
        )  # fmt: skip
        add_within(layout[1], layout[2][0], start, spread, spread1, information)
    flush(column, local_mean, local, mean, information)
    return total
