"""Sums over the city dyads of a row of region pairs: log Z, means and variances given B.

City dyads of a region pair have odds u = scale a_i b_j. Where all are small, log(1 + u),
u / (1 + u) and u / (1 + u)^2 are power series in u, and the sum of u^m over the pair is a product
of sums over the cities of each region; so the cost does not grow with the number of cities.
Elsewhere the sums go class by class.

`mean0`, `mean1`, `spread`, `spread1` hold a row for the number of ties, then one for each feature
that varies, and in `spread` for each pair i >= j of these; a column for each q.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into
from twolevel.kernels.nested_pairs import (
    LARGEST_FACTOR,
    LARGEST_PRODUCT,
    LARGEST_SERIES,
    MOST_TERMS,
    OUT,
    dyad_odds,
    n_terms,
)

TILE = 256  # right regions at a time: their sums stay in the nearest cache


@compiled_within()
def tile_terms(z, start, end, growth):  # type: ignore[no-untyped-def]
    """Return how many terms the series need for q from start to end; 0 where there is none."""
    most = 0.0
    for q in range(start, end):
        most = max(most, z[q])
    return n_terms(most * max(1.0, growth)) if most > 0.0 else 0


@compiled_within()
def series_means(  # type: ignore[no-untyped-def]
    p, start, growth, z, power, left, right, log_z, rise, mean0, mean1
):
    """Fill log Z, its rise with B and the means given B of each q, by power series in z."""
    for begin in range(start, z.size, TILE):
        end = min(begin + TILE, z.size)
        terms = tile_terms(z, begin, end, growth)
        add_series_means(
            p, begin, end, terms, growth, z, power, left, right, log_z, rise, mean0, mean1
        )


@compiled_within()
def add_series_means(  # type: ignore[no-untyped-def]
    p, start, end, terms, growth, z, power, left, right, log_z, rise, mean0, mean1
):
    """Add the terms of the series for q from start to end."""
    _, left_sum, left_x, _ = left
    _, right_sum, right_x, _ = right
    copy_into(power[start:end], z[start:end])
    sign, raised = 1.0, growth
    for m in range(terms):
        a, by_log = left_sum[m, p], sign / (m + 1.0)
        by_rise = by_log * np.expm1((m + 1.0) * np.log(growth))
        for q in range(start, end):
            r = power[q] * a * right_sum[m, q]
            log_z[q] += by_log * r
            rise[q] += by_rise * r
            mean0[0, q] += sign * r
            mean1[0, q] += sign * raised * r
        for i in range(left_x.shape[1]):
            b = left_x[m, i, p]
            for q in range(start, end):
                r = power[q] * (b * right_sum[m, q] + a * right_x[m, i, q])
                mean0[1 + i, q] += sign * r
                mean1[1 + i, q] += sign * raised * r
        for q in range(start, end):
            power[q] *= z[q]
        sign, raised = -sign, raised * growth


@compiled_within()
def series_spread(  # type: ignore[no-untyped-def]
    p, start, growth, z, pi, power, w, w1, left, right, spread, spread1
):
    """Fill the variances given B of each q, by power series in z."""
    for begin in range(start, z.size, TILE):
        end = min(begin + TILE, z.size)
        terms = tile_terms(z, begin, end, growth)
        add_series_spread(
            p, begin, end, terms, growth, z, pi, power, w, w1, left, right, spread, spread1
        )


@compiled_within()
def add_series_spread(  # type: ignore[no-untyped-def]
    p, start, end, terms, growth, z, pi, power, w, w1, left, right, spread, spread1
):
    """Add the terms of the series for q from start to end."""
    _, left_sum, left_x, left_xx = left
    _, right_sum, right_x, right_xx = right
    n_x = left_x.shape[1]
    copy_into(power[start:end], z[start:end])
    sign, raised = 1.0, growth
    for m in range(terms):
        a = left_sum[m, p]
        for q in range(start, end):
            w1[q] = sign * (m + 1.0) * power[q] * pi[q] * raised
            w[q] = sign * (m + 1.0) * power[q] * (1.0 - pi[q]) + w1[q]
            spread[0, q] += w[q] * a * right_sum[m, q]
            spread1[0, q] += w1[q] * a * right_sum[m, q]
            power[q] *= z[q]
        at = spread1.shape[0]
        for i in range(n_x):
            b = left_x[m, i, p]
            for q in range(start, end):
                r = b * right_sum[m, q] + a * right_x[m, i, q]
                spread[1 + i, q] += w[q] * r
                spread1[1 + i, q] += w1[q] * r
            for j in range(i + 1):
                c, d = left_xx[m, i, j, p], left_x[m, j, p]
                for q in range(start, end):
                    spread[at, q] += w[q] * (
                        c * right_sum[m, q] + b * right_x[m, j, q] + d * right_x[m, i, q]
                        + a * right_xx[m, i, j, q]
                    )  # fmt: skip
                at += 1
        sign, raised = -sign, raised * growth


@compiled(nogil=True, inline="always")
def n_dyads(k, c, n_left, n_right, is_within):  # type: ignore[no-untyped-def]
    """Return the number of dyads of two classes; within a region each is taken once."""
    if not is_within:
        return n_left[k] * n_right[c]
    return n_left[k] * (n_left[k] - 1.0) / 2.0 if k == c else n_left[k] * n_left[c] * (c > k)


@compiled(nogil=True, inline="always")
def add_means(q, n, u, growth, x, mean0, mean1):  # type: ignore[no-untyped-def]
    """Add n dyads with odds u to the means of q."""
    v = growth * u
    s0, s1 = n * u / (1.0 + u), n * v / (1.0 + v)
    mean0[0, q] += s0
    mean1[0, q] += s1
    for i in range(x.size):
        mean0[1 + i, q] += s0 * x[i]
        mean1[1 + i, q] += s1 * x[i]


@compiled_within()
def dyad_means(q, n, u, growth, x, log_z, rise, mean0, mean1):  # type: ignore[no-untyped-def]
    """Add n dyads with odds u to log Z, its rise and the means of q."""
    log_z[q] += n * np.log1p(u)
    rise[q] += n * (np.log1p(growth * u) - np.log1p(u))
    add_means(q, n, u, growth, x, mean0, mean1)


@compiled(nogil=True, inline="always")
def dyad_spread(q, n, u, growth, pi, x, spread, spread1):  # type: ignore[no-untyped-def]
    """Add n dyads with odds u to the variances of q."""
    v = growth * u
    w1 = n * pi * (v / (1.0 + v)) / (1.0 + v)
    w = n * (1.0 - pi) * (u / (1.0 + u)) / (1.0 + u) + w1
    spread[0, q] += w
    spread1[0, q] += w1
    at = spread1.shape[0]
    for i in range(x.size):
        spread[1 + i, q] += w * x[i]
        spread1[1 + i, q] += w1 * x[i]
        for j in range(i + 1):
            spread[at, q] += w * x[i] * x[j]
            at += 1


@compiled_within()
def direct_means(  # type: ignore[no-untyped-def]
    p, start, is_undirected, left, right, status, scale, z, split, slopes, growth, x, log_z, rise,
    mean0, mean1,
):  # fmt: skip
    """Fill log Z, its rise and the means of each q that no series is summed for.

    Logarithms are of products as long as these fit: a logarithm costs many multiplications.
    """
    first_l, n_l, odds_l, sums_l, labels_l, factors_l = left
    first_r, n_r, odds_r, sums_r, labels_r, factors_r = right
    for q in range(start, status.size):
        if status[q] == OUT or z[q] + split[q] > 0.0:
            continue
        below, above = 1.0, 1.0
        for k in range(first_l[p], first_l[p + 1]):
            for c in range(first_r[q], first_r[q + 1]):
                n = n_dyads(k, c, n_l, n_r, is_undirected and p == q)
                u = scale[q] * dyad_odds(
                    k, c, odds_l, sums_l, labels_l, factors_l, odds_r, sums_r, labels_r, factors_r,
                    slopes[1], slopes[2], x,
                )  # fmt: skip
                if n == 1.0 and (1.0 + u) * (1.0 + growth * u) < LARGEST_FACTOR:
                    below *= 1.0 + u
                    above *= 1.0 + growth * u
                else:
                    log_z[q] += n * np.log1p(u)
                    rise[q] += n * (np.log1p(growth * u) - np.log1p(u))
                add_means(q, n, u, growth, x, mean0, mean1)
                if max(below, above) > LARGEST_PRODUCT:
                    log_z[q] += np.log(below)
                    rise[q] += np.log(above) - np.log(below)
                    below, above = 1.0, 1.0
        log_z[q] += np.log(below)
        rise[q] += np.log(above) - np.log(below)


@compiled_within()
def direct_spread(  # type: ignore[no-untyped-def]
    p, start, is_undirected, left, right, status, scale, z, split, slopes, growth, pi, x, spread,
    spread1,
):  # fmt: skip
    """Fill the variances of each q that no series is summed for."""
    first_l, n_l, odds_l, sums_l, labels_l, factors_l = left
    first_r, n_r, odds_r, sums_r, labels_r, factors_r = right
    for q in range(start, status.size):
        if status[q] == OUT or z[q] + split[q] > 0.0:
            continue
        is_within = is_undirected and p == q
        for k in range(first_l[p], first_l[p + 1]):
            for c in range(first_r[q], first_r[q + 1]):
                n = n_dyads(k, c, n_l, n_r, is_within)
                if n > 0.0:
                    u = scale[q] * dyad_odds(
                        k, c, odds_l, sums_l, labels_l, factors_l, odds_r, sums_r, labels_r,
                        factors_r, slopes[1], slopes[2], x,
                    )  # fmt: skip
                    dyad_spread(q, n, u, growth, pi[q], x, spread, spread1)


@compiled_within()
def own_powers(n_x):  # type: ignore[no-untyped-def]
    """Return room for the sums of powers of one class."""
    return np.zeros(MOST_TERMS), np.zeros((MOST_TERMS, n_x)), np.zeros((MOST_TERMS, n_x, n_x))


@compiled_within()
def one_class(k, n, relative, sums, own, own_x, own_xx):  # type: ignore[no-untyped-def]
    """Fill the sums of powers of one class."""
    power = n[k]
    for m in range(own.size):
        power *= relative[k]
        own[m] = power
        for i in range(sums.shape[1]):
            own_x[m, i] = power * sums[k, i]
            for j in range(sums.shape[1]):
                own_xx[m, i, j] = power * sums[k, i] * sums[k, j]


@compiled_within()
def block_means(q, z, growth, a, ax, b, bx, log_z, rise, mean0, mean1):  # type: ignore[no-untyped-def]
    """Add the dyads of some left with some right classes to the means of q, by power series."""
    power, sign, raised = z, 1.0, growth
    for m in range(a.size):
        r = sign * power * a[m] * b[m]
        log_z[q] += r / (m + 1.0)
        rise[q] += (raised - 1.0) * r / (m + 1.0)
        mean0[0, q] += r
        mean1[0, q] += raised * r
        for i in range(ax.shape[1]):
            r = sign * power * (ax[m, i] * b[m] + a[m] * bx[m, i])
            mean0[1 + i, q] += r
            mean1[1 + i, q] += raised * r
        power *= z
        sign, raised = -sign, raised * growth


@compiled_within()
def block_spread(q, z, growth, pi, a, ax, axx, b, bx, bxx, spread, spread1):  # type: ignore[no-untyped-def]
    """Add the dyads of some left with some right classes to the variances of q."""
    power, sign, raised = z, 1.0, growth
    for m in range(a.size):
        w1 = sign * (m + 1.0) * power * pi * raised
        w = sign * (m + 1.0) * power * (1.0 - pi) + w1
        spread[0, q] += w * a[m] * b[m]
        spread1[0, q] += w1 * a[m] * b[m]
        at = spread1.shape[0]
        for i in range(ax.shape[1]):
            r = ax[m, i] * b[m] + a[m] * bx[m, i]
            spread[1 + i, q] += w * r
            spread1[1 + i, q] += w1 * r
            for j in range(i + 1):
                spread[at, q] += w * (
                    axx[m, i, j] * b[m] + ax[m, i] * bx[m, j] + ax[m, j] * bx[m, i]
                    + a[m] * bxx[m, i, j]
                )  # fmt: skip
                at += 1
        power *= z
        sign, raised = -sign, raised * growth


@compiled_within()
def split_means(  # type: ignore[no-untyped-def]
    p, start, left, right, left_tails, right_tails, split, slopes, growth, own, x, log_z, rise,
    mean0, mean1,
):  # fmt: skip
    """Fill the means of pairs with some small odds: large ones dyad by dyad, the rest by series.

    Classes of a region stand with the largest factors first, so those that make small odds with a
    left class are the last ones, and so are the left classes that make small odds with all.
    """
    first_l, n_l, odds_l, sums_l, labels_l, factors_l = left
    first_r, n_r, odds_r, sums_r, labels_r, factors_r = right
    near_l, tail_l, tail_lx, _ = left_tails
    near_r, tail_r, tail_rx, _ = right_tails
    limit = LARGEST_SERIES / max(1.0, growth)
    for q in range(start, split.size):
        k, end, begin, stop = first_l[p], first_l[p + 1], first_r[q], first_r[q + 1]
        if split[q] == 0.0:
            continue
        while k < end and split[q] * near_l[k] > limit:
            c = begin
            while c < stop and split[q] * near_l[k] * near_r[c] > limit:
                dyad_odds(
                    k, c, odds_l, sums_l, labels_l, factors_l, odds_r, sums_r, labels_r, factors_r,
                    slopes[1], slopes[2], x,
                )  # fmt: skip
                u = split[q] * near_l[k] * near_r[c]
                dyad_means(q, n_l[k] * n_r[c], u, growth, x, log_z, rise, mean0, mean1)
                c += 1
            if c < stop:
                one_class(k, n_l, near_l, sums_l, own[0], own[1], own[2])
                block_means(
                    q, split[q], growth, own[0], own[1], tail_r[c], tail_rx[c], log_z, rise, mean0,
                    mean1,
                )  # fmt: skip
            k += 1
        if k < end:
            block_means(
                q, split[q], growth, tail_l[k], tail_lx[k], tail_r[begin], tail_rx[begin], log_z,
                rise, mean0, mean1,
            )  # fmt: skip


@compiled_within()
def split_spread(  # type: ignore[no-untyped-def]
    p, start, left, right, left_tails, right_tails, split, slopes, growth, pi, own, x, spread,
    spread1,
):  # fmt: skip
    """Fill the variances of pairs with some small odds, as `split_means`."""
    first_l, n_l, odds_l, sums_l, labels_l, factors_l = left
    first_r, n_r, odds_r, sums_r, labels_r, factors_r = right
    near_l, tail_l, tail_lx, tail_lxx = left_tails
    near_r, tail_r, tail_rx, tail_rxx = right_tails
    limit = LARGEST_SERIES / max(1.0, growth)
    for q in range(start, split.size):
        k, end, begin, stop = first_l[p], first_l[p + 1], first_r[q], first_r[q + 1]
        if split[q] == 0.0:
            continue
        while k < end and split[q] * near_l[k] > limit:
            c = begin
            while c < stop and split[q] * near_l[k] * near_r[c] > limit:
                dyad_odds(
                    k, c, odds_l, sums_l, labels_l, factors_l, odds_r, sums_r, labels_r, factors_r,
                    slopes[1], slopes[2], x,
                )  # fmt: skip
                u = split[q] * near_l[k] * near_r[c]
                dyad_spread(q, n_l[k] * n_r[c], u, growth, pi[q], x, spread, spread1)
                c += 1
            if c < stop:
                one_class(k, n_l, near_l, sums_l, own[0], own[1], own[2])
                block_spread(
                    q, split[q], growth, pi[q], own[0], own[1], own[2], tail_r[c], tail_rx[c],
                    tail_rxx[c], spread, spread1,
                )  # fmt: skip
            k += 1
        if k < end:
            block_spread(
                q, split[q], growth, pi[q], tail_l[k], tail_lx[k], tail_lxx[k], tail_r[begin],
                tail_rx[begin], tail_rxx[begin], spread, spread1,
            )  # fmt: skip


@compiled_within()
def listed_odds(e, left, right, scale, slopes, listed, x):  # type: ignore[no-untyped-def]
    """Fill the features of listed dyad e but its listed ones; return its odds without and with."""
    base = scale * dyad_odds(
        listed[2][e], listed[3][e], left[2], left[3], left[4], left[5], right[2], right[3],
        right[4], right[5], slopes[1], slopes[2], x,
    )  # fmt: skip
    raised, n = 0.0, slopes[3].size
    for m in range(n):
        x[x.size - n + m] = 0.0
        raised += slopes[3][m] * listed[4][e, m]
    return base, base * np.exp(raised)


@compiled_within()
def listed_means(  # type: ignore[no-untyped-def]
    p, left, right, status, scale, slopes, growth, listed, x, log_z, rise, mean0, mean1,
):  # fmt: skip
    """Put the listed dyads of row p in place of what they were counted as."""
    for e in range(listed[0][p], listed[0][p + 1]):
        q = listed[1][e]
        if status[q] != OUT:
            base, own = listed_odds(e, left, right, scale[q], slopes, listed, x)
            dyad_means(q, -1.0, base, growth, x, log_z, rise, mean0, mean1)
            copy_into(x[x.size - slopes[3].size :], listed[4][e])
            dyad_means(q, 1.0, own, growth, x, log_z, rise, mean0, mean1)


@compiled_within()
def listed_spread(  # type: ignore[no-untyped-def]
    p, left, right, status, scale, slopes, growth, listed, pi, x, spread, spread1,
):  # fmt: skip
    """Put the variances of the listed dyads of row p in place of what they were counted as."""
    for e in range(listed[0][p], listed[0][p + 1]):
        q = listed[1][e]
        if status[q] != OUT:
            base, own = listed_odds(e, left, right, scale[q], slopes, listed, x)
            dyad_spread(q, -1.0, base, growth, pi[q], x, spread, spread1)
            copy_into(x[x.size - slopes[3].size :], listed[4][e])
            dyad_spread(q, 1.0, own, growth, pi[q], x, spread, spread1)
