"""The gamma function and the incomplete beta function, in numpy alone.

What a benchmark needs of them is needed by everybody who installs the package; a library of special
functions would be four fifths of what they install. The logarithm of the gamma function is
Stirling's series (DLMF 5.11.1), the incomplete beta function its continued fraction (DLMF 8.17.22)
in the order of Lentz.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.array_types import Real

_SERIES = (
    1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400,
)  # fmt: skip
"""Coefficients of the odd inverse powers in Stirling's series."""
_FROM = 9
"""From here the series holds to the last digit; smaller numbers are moved there."""
_HALF_LOG_TWO_PI = 0.9189385332046727
_TINY = 1e-300
_CLOSE = 1e-16
_MOST_TERMS = 100_000


def log_gamma(x: ArrayLike) -> Real:
    """Logarithm of the gamma function of numbers above 0."""
    given = np.asarray(x, dtype=np.float64)
    is_small = given < _FROM
    z = np.where(is_small, given + _FROM, given)
    inverse = 1 / z
    square = inverse * inverse
    series = np.zeros_like(z)
    for term in reversed(_SERIES):
        series = series * square + term
    total = (z - 0.5) * np.log(z) - z + _HALF_LOG_TWO_PI + series * inverse
    if not is_small.any():
        return np.asarray(total)
    low = np.where(is_small, given, 1.0)
    passed = low.copy()
    for step in range(1, _FROM):
        passed = passed * (low + step)
    return np.asarray(np.where(is_small, total - np.log(passed), total))


def log_beta(a: ArrayLike, b: ArrayLike) -> Real:
    """Logarithm of the beta function of numbers above 0."""
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    of_first, of_second, of_both = log_gamma(
        np.stack(np.broadcast_arrays(first, second, first + second))
    )
    return np.asarray(of_first + of_second - of_both)


def incomplete_beta(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> Real:
    """Regularised incomplete beta function: the share of a beta law up to x.

    Parameters
    ----------
    a, b
        Above 0.
    x
        From 0 to 1; the three of one shape, or of shapes that go together.
    """
    shape = np.broadcast_shapes(np.shape(a), np.shape(b), np.shape(x))
    first, second, at = (
        np.broadcast_to(np.asarray(one, dtype=np.float64), shape).ravel() for one in (a, b, x)
    )
    # The fraction converges fast below the mean of the law; above it the other tail is taken.
    is_above = at > (first + 1) / (first + second + 2)
    p, q = np.where(is_above, second, first), np.where(is_above, first, second)
    y = np.where(is_above, 1 - at, at)
    with np.errstate(divide="ignore"):
        log_front = p * np.log(y) + q * np.log1p(-y) - log_beta(p, q)
    part = np.exp(log_front) * _fraction(p, q, y) / p
    return np.asarray(np.where(is_above, 1 - part, part).reshape(shape))


def _fraction(a: Real, b: Real, x: Real) -> Real:
    """Value of the continued fraction; numbers that have converged are put aside."""
    found, left = np.ones_like(x), np.arange(x.size)
    value, upper, lower = np.ones_like(x), np.ones_like(x), np.zeros_like(x)
    for term in range(1, _MOST_TERMS):
        step = _coefficient(term, a, b, x)
        lower = 1 / _away_from_zero(1 + step * lower)
        upper = _away_from_zero(1 + step / upper)
        value = value * (upper * lower)
        is_open = np.abs(upper * lower - 1) > _CLOSE
        if not is_open.all():
            found[left[~is_open]] = value[~is_open]
            a, b, x, left = a[is_open], b[is_open], x[is_open], left[is_open]
            value, upper, lower = value[is_open], upper[is_open], lower[is_open]
        if not left.size:
            break
    found[left] = value
    return np.asarray(1 / found)


def _coefficient(term: int, a: Real, b: Real, x: Real) -> Real:
    """Coefficient d of the fraction 1 / (1 + d1 x / (1 + d2 x / ...)), its x included."""
    m = term // 2
    above = -(a + m) * (a + b + m) if term % 2 else m * (b - m)
    return np.asarray(above * x / ((a + (term - 1)) * (a + term)))


def _away_from_zero(values: Real) -> Real:
    return np.where(np.abs(values) < _TINY, _TINY, values)
