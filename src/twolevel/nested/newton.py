"""Newton's method with the exact information: the log-likelihood is concave, halving is enough."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from twolevel.core.array_types import Flag, Real
from twolevel.errors import NetworkError
from twolevel.nested.loops import Loops
from twolevel.nested.moments import Moments, moments_at

MOST_ITERATIONS = 60
MOST_HALVINGS = 30
CONVERGED = 1e-13
"""Twice the log-likelihood still to be won: 3e-7 standard errors."""
LONGEST = 1.5
"""The most that gamma and intercepts move in a step: odds far too large are costly to sum."""
NEAR = 1e-4
"""Below this much to be won steps shrink with their square, unless a coefficient runs away."""


@dataclass(frozen=True, slots=True, eq=False)
class Maximum:
    """Where the log-likelihood is largest.

    Attributes
    ----------
    coefficients
        All, also those held fixed.
    log_likelihood, moments
        At these coefficients.
    n_evaluations
        How often the sums over the network were made.
    """

    coefficients: Real
    log_likelihood: float
    moments: Moments
    n_evaluations: int


@dataclass(slots=True)
class Problem:
    """The log-likelihood to be maximised, and how often it was looked at."""

    loops: Loops
    observed: Real
    executor: Executor | None
    n_evaluations: int = 0

    def at(self, coefficients: Real) -> tuple[float, Moments]:
        """Return log-likelihood and moments; minus infinity where the sums overflow."""
        self.n_evaluations += 1
        with np.errstate(over="ignore", invalid="ignore"):
            moments = moments_at(self.loops, coefficients, self.executor)
            value = float(coefficients @ self.observed) - moments.log_z
        is_finite = np.isfinite(value) and bool(np.isfinite(moments.mean).all())
        return (value if is_finite else -np.inf), moments


def maximise(problem: Problem, start: Real, free: Flag, *, converged: float = CONVERGED) -> Maximum:
    """Climb to the largest log-likelihood over the free coefficients.

    Raises
    ------
    NetworkError
        If a coefficient runs off to infinity, or no maximum is found.
    """
    at, before = start.copy(), problem.n_evaluations
    value, moments = problem.at(at)
    last, suspicions = np.zeros(int(free.sum())), 0
    for _ in range(MOST_ITERATIONS):
        score = (problem.observed - moments.mean)[free]
        step = solve(moments.information[np.ix_(free, free)], score)
        gain = float(score @ step)
        if gain < NEAR:
            runaway = _running_away(step, last, at[free])
            suspicions = suspicions + 1 if runaway.any() else 0
            if suspicions > 1:
                raise_separated(problem, np.flatnonzero(free)[runaway], at)
        if gain < converged:
            return Maximum(at, value, moments, problem.n_evaluations - before)
        longest = float(np.abs(step).max(initial=0.0, where=_is_shared(problem, free)))
        size = min(1.0, LONGEST / longest) if longest > 0 else 1.0
        at, value, moments = _climb(problem, at, value, free, step, gain, size)
        last = step
    raise NetworkError(
        "city_terms and region_terms",
        f"no maximum was found in {MOST_ITERATIONS} steps",
        "leave out or coarsen terms that few ties bear on",
    )


def _is_shared(problem: Problem, free: Flag) -> Flag:
    """Whether each free coefficient is gamma or an intercept, which bear on all dyads."""
    design = problem.loops.design
    shared = (design.gamma, design.city.columns[0], design.region.columns[0])
    is_shared: Flag = np.isin(np.flatnonzero(free), shared)
    return is_shared


def solve(information: Real, score: Real) -> Real:
    """Return the Newton step, scaled so that units do not matter."""
    scale = 1 / np.sqrt(np.maximum(np.diag(information), np.finfo(float).tiny))
    scaled = information * scale[:, None] * scale[None, :]
    try:
        step: Real = scale * cho_solve(cho_factor(scaled, lower=True), scale * score)
    except np.linalg.LinAlgError:  # nearly singular far from the maximum
        ridge = scaled + 1e-8 * np.eye(scale.size)
        step = scale * np.linalg.lstsq(ridge, scale * score, rcond=None)[0]
    return step


def raise_separated(problem: Problem, columns: NDArray[np.int64], at: Real) -> None:
    """Say which coefficients have no finite estimate."""
    names = problem.loops.design.names
    said = ", ".join(f"{names[c]!r} ({'+' if at[c] > 0 else '-'}infinity)" for c in columns[:5])
    raise NetworkError(
        "city_terms and region_terms",
        f"the ties are separated: there is no finite estimate of {said}",
        "leave the term out, or join the group with another, so that it has pairs with and without "
        "ties",
    )


def _running_away(step: Real, last: Real, at: Real) -> Flag:
    """Whether steps have ceased to shrink although next to nothing is to be won by them."""
    large = np.abs(step) > 1e-6 * (1 + np.abs(at))
    runaway: Flag = large & (np.abs(step) > 0.5 * np.abs(last)) & (last != 0)
    return runaway


def _climb(
    problem: Problem, at: Real, value: float, free: Flag, step: Real, gain: float, size: float
) -> tuple[Real, float, Moments]:
    """Take the step, halved until it climbs; near the top rounding is larger than the climb."""
    for _ in range(MOST_HALVINGS):
        trial = at.copy()
        trial[free] += size * step
        new, moments = problem.at(trial)
        if new >= value + 1e-4 * size * gain or (gain < 1e-8 and np.isfinite(new)):
            return trial, new, moments
        size /= 2
    raise NetworkError(
        "city_terms and region_terms",
        "the log-likelihood cannot be climbed any further, though it is not at its maximum",
        "scale covariates to a standard deviation near 1",
    )
