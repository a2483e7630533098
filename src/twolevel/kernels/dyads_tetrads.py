"""Sums over tetrads: two ties whose exchanged ends are not tied."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within


@compiled(nogil=True)
def sum_tetrads(  # type: ignore[no-untyped-def]
    ties, first_tie, second_tie, is_tied, x, slopes, is_square, score, hessian, by_pair
):
    """Add score and information of all tetrads; return log likelihood and their number.

    `first_tie` and `second_tie` name pairs of ties; where they are empty all pairs are taken. `x`
    has shape (n_terms, n_first, n_second). `by_pair` takes the scores of the tetrads of each pair
    of nodes unless it is empty.
    """
    n_ties = ties.shape[0]
    log_likelihood = 0.0
    count = 0
    difference = np.empty(x.shape[0])
    if first_tie.size > 0:
        for one in range(first_tie.size):
            added, number = _both_exchanges(
                ties[first_tie[one]], ties[second_tie[one]], is_tied, x, slopes, is_square,
                score, hessian, by_pair, difference,
            )  # fmt: skip
            log_likelihood += added
            count += number
        return log_likelihood, count
    for e in range(n_ties):
        for f in range(e):
            added, number = _both_exchanges(
                ties[e], ties[f], is_tied, x, slopes, is_square, score, hessian, by_pair,
                difference,
            )  # fmt: skip
            log_likelihood += added
            count += number
    return log_likelihood, count


@compiled_within()
def _both_exchanges(  # type: ignore[no-untyped-def]
    one, other, is_tied, x, slopes, is_square, score, hessian, by_pair, difference
):
    i, j, k, m = one[0], one[1], other[0], other[1]
    if i == k or j == m or (is_square and (i == m or j == k)):
        return 0.0, 0
    total, number = _exchange(
        i, j, k, m, is_tied, x, slopes, is_square, score, hessian, by_pair, difference
    )
    if is_square:
        added, more = _exchange(
            i, j, m, k, is_tied, x, slopes, is_square, score, hessian, by_pair, difference
        )
        total += added
        number += more
    return total, number


@compiled_within()
def _exchange(  # type: ignore[no-untyped-def]
    i, j, k, m, is_tied, x, slopes, is_square, score, hessian, by_pair, difference
):
    """Compare ties (i, j) and (k, m) with (i, m) and (k, j), if neither of these is there."""
    if is_tied[i, m] or is_tied[k, j]:
        return 0.0, 0
    eta = 0.0
    for term in range(slopes.size):
        difference[term] = x[term, i, j] + x[term, k, m] - x[term, i, m] - x[term, k, j]
        eta += slopes[term] * difference[term]
    rest = 1.0 / (1.0 + np.exp(eta))
    for term in range(slopes.size):
        value = rest * difference[term]
        score[term] += value
        for other in range(slopes.size):
            hessian[term, other] += value * (1.0 - rest) * difference[other]
        if by_pair.size > 0:
            _add(by_pair[term], i, j, is_square, value)
            _add(by_pair[term], k, m, is_square, value)
            _add(by_pair[term], i, m, is_square, value)
            _add(by_pair[term], k, j, is_square, value)
    return -np.log1p(np.exp(-eta)) if eta > 0 else eta - np.log1p(np.exp(eta)), 1


@compiled(nogil=True)
def _add(sums, i, j, is_square, value):  # type: ignore[no-untyped-def]
    if is_square and i > j:
        sums[j, i] += value
    else:
        sums[i, j] += value
