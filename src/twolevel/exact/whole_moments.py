"""Exact moments of the statistic of a whole network under stub matching and under relabelling.

Stub matching in a stratum of two sides is a uniform permutation (see `moments`). In a stratum of
any ends, as a country's own ties are, the 2 m stubs are matched in pairs, uniformly: two stubs are
joined with probability 1 / (2 m - 1), two pairs of stubs that share none with probability
1 / ((2 m - 1)(2 m - 3)). Both allow loops and double ties.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array

from twolevel.core.array_types import Flag, Index
from twolevel.core.whole_arrays import WholeArrays
from twolevel.core.whole_weights import PairWeights
from twolevel.exact.moments import Moments, independent_sum, permutation_moments


def whole_stub_moments(
    ends: Index, stratum: Index, is_square: Flag, weights: PairWeights
) -> Moments:
    """Return the moments of the weights summed over ties under stub matching in strata.

    Parameters
    ----------
    ends
        Groups of both ends of each tie, shape (n_ties, 2); in a stratum of two sides the first of
        one side, the second of the other.
    stratum, is_square
        Stratum of each tie, shape (n_ties,); whether a tie's stratum is one of any ends.
    weights
        Weight of a tie by the groups of its ends.
    """
    order = np.argsort(stratum, kind="stable")
    cuts = np.flatnonzero(np.diff(stratum[order])) + 1
    matrix = weights.matrix().tocsr()
    has_weight = np.zeros(weights.n_groups, dtype=np.bool_)
    has_weight[weights.pairs] = True
    parts = []
    for mine in np.split(order, cuts) if order.size else []:
        left, right = ends[mine, 0], ends[mine, 1]
        if not (has_weight[left].any() and has_weight[right].any()):
            continue
        if is_square[mine[0]]:
            parts.append(pairing_moments(matrix, np.bincount(ends[mine].ravel())))
            continue
        lefts, n_left = np.unique(left, return_counts=True)
        rights, n_right = np.unique(right, return_counts=True)
        costs = matrix[lefts][:, rights].toarray()
        if costs.any():
            parts.append(permutation_moments(costs, n_left, n_right))
    return independent_sum(parts)


def pairing_moments(matrix: csr_array, stubs: Index) -> Moments:
    """Return the moments of the weights summed over a uniform pairing of stubs.

    Parameters
    ----------
    matrix
        Symmetric sparse weights of pairs of groups, 0 on the diagonal, shape (n, n).
    stubs
        Stubs of each group, shape (n_used,) with n_used <= n; their sum is even.
    """
    used = np.flatnonzero(stubs)
    k = stubs[used].astype(np.float64)
    n_stubs = float(k.sum())
    if n_stubs < 2:
        return Moments(0.0, 0.0)
    mine = matrix[used][:, used]
    row = np.asarray(mine @ k, dtype=np.float64)
    total = float(k @ row) / 2
    squares = float(k @ (mine.multiply(mine) @ k)) / 2
    apart = total**2 - float(k @ row**2) + squares
    mean = total / (n_stubs - 1)
    second = squares / (n_stubs - 1)
    if n_stubs > 2:
        second += apart / ((n_stubs - 1) * (n_stubs - 3))
    return Moments(mean, float(np.sqrt(max(second - mean**2, 0.0))))


def total_stub_mean(groups: Index, weights: PairWeights) -> Moments:
    """Return the exact mean where the stubs of a country are placed anew among its own places.

    The number of ties between each two countries is kept: a stub of country c then lands in group
    p of it with probability k_p / K_c. No formula for the deviation.

    Parameters
    ----------
    groups
        Groups of both ends of each tie, shape (n_ties, 2).
    """
    country = weights.group_country
    n_countries = int(country.max(initial=0)) + 1
    k = np.bincount(groups.ravel(), minlength=weights.n_groups).astype(np.float64)
    of_country = np.bincount(country, k, n_countries)
    sides = np.sort(country[groups], axis=1)
    pairs, n_ties = np.unique(sides[:, 0] * n_countries + sides[:, 1], return_counts=True)
    p, q = weights.pairs.T
    low, high = np.sort(np.column_stack((country[p], country[q])), axis=1).T
    key = low * n_countries + high
    at = np.minimum(np.searchsorted(pairs, key), max(pairs.size - 1, 0))
    between = np.where(pairs[at] == key, n_ties[at], 0) if pairs.size else np.zeros(key.size)
    others = of_country[country[q]] - (country[p] == country[q])
    # A domestic tie has two ways to join p and q, its first end in either.
    ways = np.where(country[p] == country[q], 2.0, 1.0)
    pairs_of_stubs = np.maximum(of_country[country[p]] * others, 1.0)
    return Moments(
        float((weights.values * between * ways * k[p] * k[q] / pairs_of_stubs).sum()), None
    )


def whole_label_mean(arrays: WholeArrays, stratum: Index, weights: PairWeights) -> Moments:
    """Return the exact mean when labels of blocks are permuted in strata.

    Parameters
    ----------
    stratum
        Stratum of each city's block, shape (n_cities,), numbered from 0.
    """
    _, first, block = np.unique(arrays.city_block, return_index=True, return_inverse=True)
    unit, at = arrays.city_unit[first], stratum[first]
    n_strata = int(stratum.max(initial=0)) + 1
    ends = block[arrays.ties]
    ends = ends[ends[:, 0] != ends[:, 1]]
    if ends.size == 0:
        return Moments(0.0, None)
    low, high = np.sort(at[ends], axis=1).T
    pairs, n_ties = np.unique(low * n_strata + high, return_counts=True)
    low, high = np.divmod(pairs, n_strata)
    labels = coo_array((np.ones(unit.size), (at, unit)), shape=(n_strata, arrays.n_units)).tocsr()
    joined = (labels @ weights.matrix().tocsr() @ labels.T).tocsr()
    n_blocks = np.bincount(at, minlength=n_strata).astype(np.float64)
    others = n_blocks[high] - (low == high)
    mean = joined[low, high] / np.maximum(n_blocks[low] * others, 1.0)
    return Moments(float((n_ties * np.asarray(mean).ravel()).sum()), None)
