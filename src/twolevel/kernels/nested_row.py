"""The law of a row of region pairs: what the moments and the draws both need of it."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled_within
from twolevel.kernels.nested_pairs import (
    BOTH_LEVELS,
    row_features,
    row_listed,
    row_predictor,
    row_scales,
    row_status,
)
from twolevel.kernels.nested_sums import direct_means, listed_means, series_means, split_means


@compiled_within()
def add_tie_law(status, theta, start, log_z, rise, pi):  # type: ignore[no-untyped-def]
    """Fill the probability of each upper tie; return the row's log Z."""
    total = 0.0
    for q in range(start, status.size):
        pi[q] = 0.0
        total += log_z[q]
        if status[q] == BOTH_LEVELS:
            a = theta[q] + rise[q]
            e = np.exp(-abs(a))
            pi[q] = 1.0 / (1.0 + e) if a >= 0 else e / (1.0 + e)
            total += max(a, 0.0) + np.log1p(e)
    return total


@compiled_within()
def fill_row(  # type: ignore[no-untyped-def]
    p, start, is_undirected, risk, sides, powers, tails, city_features, city_listed,
    region_features, region_listed, city_slopes, city_sides, growth, region_slopes, region_sides,
    city, region, pair, sums, scratch,
):  # fmt: skip
    """Fill the law of the pairs of left region p with q from `start`; return the row's log Z.

    Parameters
    ----------
    sides, powers, tails
        Classes of cities, sums of powers of their factors, and tails of these, left and right.
    city, region
        Filled with the features of each level, shape (n_features, n_q).
    pair
        Filled, each (n_q,): status, scale, part summed by class, probability of the upper tie.
    sums
        Filled: log Z and its rise with B, (n_q,); means where B = 0 and 1, (1 + n_x, n_q).
    scratch
        Room: predictors of both levels, z and power, (n_q,); powers of a class; features of a dyad
        without and with the listed ones.
    """
    status, scale, split, pi = pair
    log_z, rise, mean0, mean1 = sums
    predictor, theta, z, power, own, plain, full = scratch
    n_upper = region_features[0].size
    row_status(risk, is_undirected, p, status)
    row_features(city_features, p, start, city)
    row_features(region_features, p, start, region[:n_upper])
    row_listed(region_listed, p, start, region[n_upper:])
    row_predictor(city, city_slopes[0], city_sides, p, start, predictor)
    row_predictor(region, region_slopes, region_sides, p, start, theta)
    row_scales(
        p, is_undirected, status, predictor, start, powers[0][0][p], powers[1][0], growth, scale, z,
        split,
    )  # fmt: skip
    log_z[start:] = 0.0
    rise[start:] = 0.0
    mean0[:, start:] = 0.0
    mean1[:, start:] = 0.0
    series_means(p, start, growth, z, power, powers[0], powers[1], log_z, rise, mean0, mean1)
    direct_means(
        p, start, is_undirected, sides[0], sides[1], status, scale, z, split, city_slopes, growth,
        plain, log_z, rise, mean0, mean1,
    )  # fmt: skip
    split_means(
        p, start, sides[0], sides[1], tails[0], tails[1], split, city_slopes, growth, own, plain,
        log_z, rise, mean0, mean1,
    )  # fmt: skip
    listed_means(
        p, sides[0], sides[1], status, scale, city_slopes, growth, city_listed, full, log_z, rise,
        mean0, mean1,
    )  # fmt: skip
    return add_tie_law(status, theta, start, log_z, rise, pi)
