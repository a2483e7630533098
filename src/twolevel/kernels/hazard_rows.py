"""Sums over the pair-years at risk: likelihood, score, information, Firth's part, influences.

A pair is at risk in the years start..stop of its row; in the last one it may have its event. Each
row adds to one column of each set of effects (home, foreign, year) and to all terms. Columns that
are not fitted carry the number n_columns - 1, a waste column whose parameter is 0 for ever. Columns
stand in the order home, foreign, year, terms, waste, so that each pair of them meets in the lower
triangle; only that is filled.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled

CLOGLOG, LOGIT = 0, 1
MOST_ETA = 60.0
SMALL_MEAN = 0.02
"""Below it three terms of the power series of m / (exp(m) - 1) are exact to the last bit."""


@compiled(nogil=True)
def row_law(eta, is_event, link):  # type: ignore[no-untyped-def]
    """Return log likelihood, its slope in eta, observed weight, expected weight, log-weight slope.

    The weights are minus the second derivative of the log likelihood, as observed and in
    expectation; the last number is the derivative of the logarithm of the expected weight.
    """
    m = np.exp(min(eta, MOST_ETA))
    if link == LOGIT:
        p = m / (1.0 + m)
        log_other = -np.log1p(m)
        w = p / (1.0 + m)
        if is_event:
            return log_other + min(eta, MOST_ETA), 1.0 / (1.0 + m), w, w, 1.0 - 2.0 * p
        return log_other, -p, w, w, 1.0 - 2.0 * p
    # m is the hazard summed over the year, p = 1 - exp(-m); share is m / (exp(m) - 1)
    is_small = m < SMALL_MEAN
    even = m * m / 12.0 - m**4 / 720.0
    p = 0.0 if is_small and not is_event else -np.expm1(-m)
    share = 1.0 - 0.5 * m + even if is_small else m * (1.0 - p) / p
    if not is_event:
        return -m, -m, m, m * share, 2.0 - m - share
    bend = 0.5 * m + even if is_small else m / p - 1.0
    return np.log(p) if p > 0 else -np.inf, share, share * bend, m * share, 2.0 - m - share


@compiled(nogil=True)
def add_rows(  # type: ignore[no-untyped-def]
    home, foreign, year, start, stop, is_event, x, point, link, is_expected, score, information
):
    """Add score and information of all rows at a point; return the log likelihood.

    Parameters
    ----------
    home, foreign
        Column of each pair, (n_pairs,); `year` of each year, (n_years,).
    start, stop
        First and last year at risk, (n_pairs,); `is_event` whether the last one has the event.
    x
        Terms, (n_pairs, n_years, n_terms).
    point
        Parameters with a 0 for the waste column, (n_columns,).
    score, information
        Added to: (n_columns,), (n_columns, n_columns); 0 columns where only the likelihood counts.
    """
    n_terms, waste = x.shape[2], point.size - 1
    first = waste - n_terms
    total = 0.0
    is_full = score.size > 0
    cross = np.zeros(n_terms)
    for pair in range(home.size):
        h, f = home[pair], foreign[pair]
        base = point[h] + point[f]
        pair_score, pair_weight = 0.0, 0.0
        cross[:] = 0.0
        for t in range(start[pair], stop[pair] + 1):
            y = year[t]
            eta = base + point[y]
            for k in range(n_terms):
                eta += x[pair, t, k] * point[first + k]
            ll, s, seen, expected, _ = row_law(eta, is_event[pair] and t == stop[pair], link)
            total += ll
            if not is_full:
                continue
            w = expected if is_expected else seen
            pair_score += s
            pair_weight += w
            score[y] += s
            information[y, y] += w
            information[y, h] += w
            information[y, f] += w
            for k in range(n_terms):
                value = x[pair, t, k]
                if value == 0.0:
                    continue
                score[first + k] += value * s
                cross[k] += value * w
                information[first + k, y] += value * w
                for j in range(k + 1):
                    information[first + k, first + j] += value * w * x[pair, t, j]
        if is_full:
            score[h] += pair_score
            score[f] += pair_score
            information[h, h] += pair_weight
            information[f, f] += pair_weight
            information[f, h] += pair_weight
            for k in range(n_terms):
                information[first + k, h] += cross[k]
                information[first + k, f] += cross[k]
    return total


@compiled(nogil=True)
def add_firth(  # type: ignore[no-untyped-def]
    home, foreign, year, start, stop, is_event, x, point, link, inverse, score
):
    """Add to the score the derivative of half the log determinant of the expected information.

    Each row adds half its leverage times the slope of its log weight. `inverse` is that of the
    information, whole and symmetric, with 0 in the waste column, (n_columns, n_columns).
    """
    n_terms, waste = x.shape[2], point.size - 1
    first = waste - n_terms
    for pair in range(home.size):
        h, f = home[pair], foreign[pair]
        base = point[h] + point[f]
        own = inverse[h, h] + inverse[f, f] + 2.0 * inverse[h, f]
        pair_part = 0.0
        for t in range(start[pair], stop[pair] + 1):
            y = year[t]
            eta = base + point[y]
            lever = own + inverse[y, y] + 2.0 * (inverse[y, h] + inverse[y, f])
            for k in range(n_terms):
                value, column = x[pair, t, k], first + k
                if value == 0.0:
                    continue
                eta += value * point[column]
                lever += (
                    2.0 * value * (inverse[column, h] + inverse[column, f] + inverse[column, y])
                )
                for j in range(n_terms):
                    lever += value * x[pair, t, j] * inverse[column, first + j]
            _, _, _, w, slope = row_law(eta, is_event[pair] and t == stop[pair], link)
            part = 0.5 * w * lever * slope
            pair_part += part
            score[y] += part
            for k in range(n_terms):
                score[first + k] += part * x[pair, t, k]
        score[h] += pair_part
        score[f] += pair_part


@compiled(nogil=True)
def add_influences(  # type: ignore[no-untyped-def]
    home, foreign, year, start, stop, is_event, x, point, link, inverse, influence
):
    """Add what each pair moves the slopes to first order, shape (n_pairs, n_terms)."""
    n_terms, waste = x.shape[2], point.size - 1
    first = waste - n_terms
    for pair in range(home.size):
        h, f = home[pair], foreign[pair]
        base = point[h] + point[f]
        for t in range(start[pair], stop[pair] + 1):
            y = year[t]
            eta = base + point[y]
            for k in range(n_terms):
                eta += x[pair, t, k] * point[first + k]
            _, s, _, _, _ = row_law(eta, is_event[pair] and t == stop[pair], link)
            for j in range(n_terms):
                row = inverse[first + j]
                moved = row[h] + row[f] + row[y]
                for k in range(n_terms):
                    moved += row[first + k] * x[pair, t, k]
                influence[pair, j] += s * moved
