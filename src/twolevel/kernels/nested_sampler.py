"""Exact draws of the nested model: each upper tie from its marginal law, then city ties given it.

City ties of a region pair are found by jumps: over the city pairs in order, to the next one that a
tie of the largest probability in the region pair would join, which is kept with the ratio of its
own probability to that. So the cost is that of the ties, not of the city pairs.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.nested_pairs import BOTH_LEVELS, OUT, dyad_odds
from twolevel.kernels.nested_row import fill_row
from twolevel.kernels.nested_sums import listed_odds, own_powers
from twolevel.kernels.random_stream import advance

U64 = np.uint64


@compiled(nogil=True)
def uniform(state):  # type: ignore[no-untyped-def]
    """Return a number in (0, 1) and move the stream on."""
    bits, s0, s1, s2, s3 = advance(state[0], state[1], state[2], state[3])
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return (np.float64(bits >> U64(11)) + 0.5) / 9007199254740992.0


@compiled(nogil=True)
def added(found, n, i, j):  # type: ignore[no-untyped-def]
    """Return the array with the pair i, j as row n; twice as long where it was full."""
    if n == found.shape[0]:
        more = np.empty((2 * n, 2), np.int64)
        for e in range(n):
            more[e, 0], more[e, 1] = found[e, 0], found[e, 1]
        found = more
    found[n, 0], found[n, 1] = i, j
    return found


@compiled_within()
def is_listed(pairs, first, last, i, j):  # type: ignore[no-untyped-def]
    """Whether the dyad i, j stands among those listed from first to last."""
    found = False
    for e in range(first, last):
        found = found or (pairs[e, 0] == i and pairs[e, 1] == j)
    return found


@compiled_within()
def jump(log_miss, state):  # type: ignore[no-untyped-def]
    """Return how many city pairs to pass over."""
    if log_miss == 0.0:
        return np.int64(1) << 60
    return np.int64(min(np.log(uniform(state)) / log_miss, 1e18))


@compiled_within()
def sample_pair(  # type: ignore[no-untyped-def]
    p, q, at, is_within, left, right, members, scale, bound, slopes, pairs, first, last, x, state,
    found, n,
):  # fmt: skip
    """Add the city ties of a region pair that are not listed dyads, from the first jump on."""
    first_left, row_left, first_right, row_right = members
    a0, b0 = first_left[p], first_right[q]
    width = first_right[q + 1] - b0
    n_pairs = (first_left[p + 1] - a0) * width
    log_miss = np.log1p(-bound)
    while at < n_pairs:
        i, j = a0 + at // width, b0 + at % width
        if not (is_within and i >= j) and not is_listed(pairs, first, last, i, j):
            u = scale * dyad_odds(
                row_left[i], row_right[j], left[2], left[3], left[4], left[5], right[2], right[3],
                right[4], right[5], slopes[1], slopes[2], x,
            )  # fmt: skip
            if uniform(state) * bound < u / (1.0 + u):
                found = added(found, n, i, j)
                n += 1
        at += 1 + jump(log_miss, state)
    return found, n


@compiled_within()
def sample_row(  # type: ignore[no-untyped-def]
    p, start, is_undirected, left, right, members, status, scale, pi, most_left, most_right,
    growth, slopes, listed, x, full, state, ties, n_ties, upper, n_upper,
):  # fmt: skip
    """Add the upper ties and the city ties of one left region."""
    end = listed[0][p]
    for q in range(start, status.size):
        if status[q] == OUT:
            continue
        first = end
        while end < listed[0][p + 1] and listed[1][end] <= q:
            end += 1
        while first < end and listed[1][first] < q:
            first += 1
        factor = scale[q]
        if status[q] == BOTH_LEVELS and uniform(state) < pi[q]:
            upper = added(upper, n_upper, p, q)
            n_upper += 1
            factor *= growth
        # a bound just below 1 makes every jump end at the next pair
        bound = min(1.0 - 1.0 / (1.0 + factor * most_left[p] * most_right[q]), 1.0 - 1e-12)
        at = jump(np.log1p(-bound), state)
        n_pairs = (members[0][p + 1] - members[0][p]) * (members[2][q + 1] - members[2][q])
        if at < n_pairs:
            ties, n_ties = sample_pair(
                p, q, at, is_undirected and p == q, left, right, members, factor, bound, slopes,
                listed[5], first, end, x, state, ties, n_ties,
            )  # fmt: skip
        for e in range(first, end):
            _, u = listed_odds(e, left, right, factor, slopes, listed, full)
            if uniform(state) < u / (1.0 + u):
                ties = added(ties, n_ties, listed[5][e, 0], listed[5][e, 1])
                n_ties += 1
    return ties, n_ties, upper, n_upper


@compiled(nogil=True)
def sample_rows(  # type: ignore[no-untyped-def]
    rows, is_undirected, risk, left, right, left_powers, right_powers, left_tails,
    right_tails, city_features, city_listed,
    _city_effects, region_features, region_listed, _region_effects, layout, city_slopes, city_sides,
    growth, region_slopes, region_sides, members, most_left, most_right, state,
):  # fmt: skip
    """Draw the ties of left regions rows[0]..rows[1]; cities by their place in region order."""
    n_q, n_x = right[0].size - 1, layout[1].size
    plain, full = np.zeros(n_x - city_slopes[3].size), np.zeros(n_x)
    status = np.zeros(n_q, np.int64)
    city, region = np.zeros((city_features[0].size, n_q)), np.zeros((layout[3].size, n_q))
    predictor, theta, pi, scale = np.zeros(n_q), np.zeros(n_q), np.zeros(n_q), np.zeros(n_q)
    own, split = own_powers(plain.size), np.zeros(n_q)
    z, power, log_z, rise = np.zeros(n_q), np.zeros(n_q), np.zeros(n_q), np.zeros(n_q)
    mean0, mean1 = np.zeros((1 + n_x, n_q)), np.zeros((1 + n_x, n_q))
    ties, upper = np.empty((256, 2), np.int64), np.empty((256, 2), np.int64)
    n_ties = n_upper = np.int64(0)  # a plain 0 is a type of its own: all below is compiled twice
    for p in range(rows[0], rows[1]):
        start = p if is_undirected else 0
        fill_row(
            p, start, is_undirected, risk, (left, right), (left_powers, right_powers),
            (left_tails, right_tails), city_features, city_listed, region_features, region_listed,
            city_slopes, city_sides, growth, region_slopes, region_sides, city, region,
            (status, scale, split, pi), (log_z, rise, mean0, mean1),
            (predictor, theta, z, power, own, plain, full),
        )  # fmt: skip
        ties, n_ties, upper, n_upper = sample_row(
            p, start, is_undirected, left, right, members, status, scale, pi, most_left, most_right,
            growth, city_slopes, city_listed, plain, full, state, ties, n_ties, upper, n_upper,
        )  # fmt: skip
    return ties[:n_ties].copy(), upper[:n_upper].copy()
