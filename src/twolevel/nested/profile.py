"""The profile likelihood interval of one coefficient."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from twolevel.core.array_types import Real
from twolevel.nested.newton import Maximum, Problem, maximise, solve

PRECISION = 1e-5  # of a bound, in standard errors
MOST_STEPS = 30
FARTHEST = 50.0
"""A log odds ratio beyond which no bound is looked for."""
NUISANCE_CONVERGED = 1e-9
LEAST_ROOT = 1e-3


def profile_interval(
    problem: Problem, best: Maximum, column: int, confidence: float
) -> tuple[float, float]:
    """Return where twice the profile log-likelihood has fallen by the quantile of chi-square.

    Newton's method on the signed root of that fall, whose slope is the score at the maximum over
    the other coefficients; each maximum starts where the tangent of the path of maxima leads.
    """
    # An interval of almost no confidence is its centre; the root would be 0 / 0.
    z = max(float(-ndtri((1 - confidence) / 2)), LEAST_ROOT)
    free = np.ones(best.coefficients.size, dtype=np.bool_)
    free[column] = False
    return _bound(problem, best, column, free, -z), _bound(problem, best, column, free, z)


def _bound(
    problem: Problem, best: Maximum, column: int, free: NDArray[np.bool_], z: float
) -> float:
    information = best.moments.information
    tangent = _tangent(information, column, free)
    variance = 1 / (information[column, column] + information[column, free] @ tangent)
    error = float(np.sqrt(variance))
    at, centre = best, float(best.coefficients[column])
    target = centre + z * error
    for _ in range(MOST_STEPS):
        start = at.coefficients.copy()
        shift = target - start[column]
        start[column] = target
        start[free] += shift * _tangent(at.moments.information, column, free)
        at = maximise(problem, start, free, converged=NUISANCE_CONVERGED)
        fall = max(2 * (best.log_likelihood - at.log_likelihood), 1e-12)
        root = np.sign(z) * np.sqrt(fall)
        score = float(problem.observed[column] - at.moments.mean[column])
        slope = max(abs(score / root), 0.1 / error)
        change = float(np.clip((z - root) / slope, -2 * error, 2 * error))
        target += change
        if abs(change) < PRECISION * error:
            return target
        if abs(target - centre) > FARTHEST:
            return float(np.sign(z)) * np.inf
    return float(np.sign(z)) * np.inf


def _tangent(information: Real, column: int, free: NDArray[np.bool_]) -> Real:
    """Return how the other coefficients move with this one along the path of maxima."""
    return -solve(information[np.ix_(free, free)], information[free, column])
