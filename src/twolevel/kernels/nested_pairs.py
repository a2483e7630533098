"""What the loops of the exact nested model share: one left region against all right regions.

A row is one left region p; `q` runs over right regions. Tuples of arrays stand for records, so
that the compiled code is cached for all models alike:

* `features` of region pairs: `kind` 0 constant, 1 sum, 2 equality, 3 product, 4 entry of a matrix;
  `left[t, p]` and `right[t, q]` the values, labels, factors or indices; `flat`, `offset`, `width`
  the matrices laid end to end.
* `risk`: country and whether it can have upper ties, of left and of right regions; what dyads of
  one country and dyads within one region are (0 left out, 1 city level only, 2 both levels).
* `side`: `first` the run of classes of each region; of each class the number of cities, the
  factor of the odds, the values that add, the labels that may equal, the factors of products.
* `powers` of one side: the largest factor `a` of the odds of each region, and the sums over its
  cities of (factor / a)^m, of that times each value that adds, and times each product of two.
* `tails` of one side: the same sums over each class and those after it in its region, whose
  factors are no larger.
* `listed` city pairs: `first` of each left region, right region, left and right class, values.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within

OUT, CITY_ONLY, BOTH_LEVELS = 0, 1, 2
LARGEST_FACTOR, LARGEST_PRODUCT = 1e8, 1e100
MOST_TERMS = 9
LARGEST_SERIES = 0.02
"""Odds up to which power series are summed: 0.02**9 is far below the last bit of 0.02."""


@compiled_within()
def row_status(risk, is_undirected, p, status):  # type: ignore[no-untyped-def]
    """Fill what each region pair p, q is; pairs q < p of an undirected network are out."""
    left_country, right_country, left_signs, right_signs, domestic, within = risk
    for q in range(status.size):
        status[q] = domestic if left_country[p] == right_country[q] else BOTH_LEVELS
        if status[q] == BOTH_LEVELS and not (left_signs[p] and right_signs[q]):
            status[q] = CITY_ONLY
    if is_undirected:
        status[:p] = OUT
        status[p] = within


@compiled_within()
def row_features(features, p, start, values):  # type: ignore[no-untyped-def]
    """Fill the features of the region pairs p, q for q from `start`; values[t, q]."""
    kind, left, right, flat, offset, width = features
    for t in range(kind.size):
        a, base = left[t, p], offset[t] + np.int64(left[t, p]) * width[t]
        for q in range(start, values.shape[1]):
            b = right[t, q]
            if kind[t] == 1:
                values[t, q] = a + b
            elif kind[t] == 2:
                values[t, q] = 1.0 if a == b else 0.0
            elif kind[t] == 3:
                values[t, q] = a * b
            elif kind[t] == 4:
                values[t, q] = flat[base + np.int64(b)]
            else:
                values[t, q] = 1.0


@compiled_within()
def row_listed(listed, p, start, values):  # type: ignore[no-untyped-def]
    """Fill the values of the listed region pairs p, q; values[m, q], 0 where not listed."""
    first, at_q, x = listed
    values[:, start:] = 0.0
    for e in range(first[p], first[p + 1]):
        for m in range(x.shape[1]):
            values[m, at_q[e]] = x[e, m]


@compiled_within()
def row_predictor(values, slopes, sides, p, start, predictor):  # type: ignore[no-untyped-def]
    """Fill the linear predictor of the region pairs p, q for q from `start`."""
    left, right = sides
    for q in range(start, predictor.size):
        predictor[q] = left[p] + right[q]
    for t in range(slopes.size):
        for q in range(start, predictor.size):
            predictor[q] += slopes[t] * values[t, q]


@compiled_within()
def row_scales(  # type: ignore[no-untyped-def]
    p, is_undirected, status, predictor, start, largest_left, largest_right, growth, scale, z, split
):
    """Fill the odds that a region pair brings.

    `z` is the largest odds in a pair if small: it is summed by power series. `split` is that of
    pairs in which only some odds are small. Where both are 0 the pair goes class by class.
    """
    for q in range(start, status.size):
        scale[q] = 0.0 if status[q] == OUT else np.exp(predictor[q])
        z[q], split[q] = 0.0, 0.0
        largest = scale[q] * largest_left * largest_right[q]
        if (is_undirected and p == q) or not largest < np.inf:
            continue
        if largest * max(1.0, growth) <= LARGEST_SERIES:
            z[q] = largest
        else:
            split[q] = largest


@compiled(nogil=True, inline="always")
def n_terms(most):  # type: ignore[no-untyped-def]
    """Return after how many terms a power series in `most` is exact to the last bits."""
    power, n = most, 1
    while power > 1e-17 and n < MOST_TERMS:
        power *= most
        n += 1
    return n


@compiled(nogil=True, inline="always")
def dyad_odds(  # type: ignore[no-untyped-def]
    k, c, left_odds, left_sums, left_labels, left_factors, right_odds, right_sums, right_labels,
    right_factors, match_odds, slopes, x,
):  # fmt: skip
    """Fill the features of a dyad of classes k and c; return the odds that the classes bring."""
    odds, at = left_odds[k] * right_odds[c], 0
    for s in range(left_sums.shape[1]):
        x[at] = left_sums[k, s] + right_sums[c, s]
        at += 1
    for m in range(match_odds.size):
        x[at] = 0.0
        if left_labels[k, m] == right_labels[c, m]:
            x[at] = 1.0
            odds *= match_odds[m]
        at += 1
    for r in range(slopes.size):
        x[at] = left_factors[k, r] * right_factors[c, r]
        odds *= np.exp(slopes[r] * x[at])
        at += 1
    return odds


@compiled(nogil=True)
def fill_tails(first, n, relative, sums, tail, tail_x, tail_xx):  # type: ignore[no-untyped-def]
    """Fill sums of powers over each class and those after it in its region, smallest first."""
    n_x = sums.shape[1]
    for p in range(first.size - 1):
        for c in range(first[p + 1] - 1, first[p] - 1, -1):
            power, is_last = n[c], c == first[p + 1] - 1
            for m in range(MOST_TERMS):
                power *= relative[c]
                tail[c, m] = power + (0.0 if is_last else tail[c + 1, m])
                for i in range(n_x):
                    px = power * sums[c, i]
                    tail_x[c, m, i] = px + (0.0 if is_last else tail_x[c + 1, m, i])
                    for j in range(n_x):
                        xx = px * sums[c, j]
                        tail_xx[c, m, i, j] = xx + (0.0 if is_last else tail_xx[c + 1, m, i, j])
