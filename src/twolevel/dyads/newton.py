"""Newton's method on the Schur complement of the effects, with steps halved where they overshoot.

Solve A [Z, d] = [C, g_a] for the effects by conjugate gradients; the slopes then solve the small
system (B - C' Z) step = g_b - Z' g_a. Nothing of the size of the table is ever factorised. See
Stammann (2018), Fast and feasible estimation of generalized linear models with high-dimensional
k-way fixed effects, arXiv:1707.01815, for the same projection by alternating sweeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from twolevel.core.array_types import Real
from twolevel.dyads.couplings import solve_effects
from twolevel.dyads.evaluation import Evaluation, Family, Source
from twolevel.errors import NetworkError

MOST_ITERATIONS = 60
MOST_HALVINGS = 25
SMALL_DECREMENT = 1e-12
"""Squared length of a step in standard errors, after which one more step is the last."""
SUSPECT_SHARE = 1e-5
SPANNED_SHARE = 1e-10
"""Share of a term's variance that the effects and other terms leave, below which it is spanned."""
COLLAPSED_SHARE = 1e-9
"""Share of the information at the start, below which a direction separates."""
NO_WEIGHT = 1e-200
"""Share of its first weight below which an effect cannot be divided by."""
ROUNDING = 1e-20
LOOSE, TIGHT = 1e-2, 1e-11
MOST_START = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The highest point of the likelihood.

    Attributes
    ----------
    effects, slopes
        Shapes (n_effects,) and (n_terms,).
    projection
        Z', shape (n_terms, n_effects): what the effects take of each term.
    effect_weight
        D, shape (n_effects,).
    log_likelihood
        Before the last, tiny step.
    n_iterations
        Passes over the table.
    """

    effects: Real
    slopes: Real
    projection: Real
    effect_weight: Real
    log_likelihood: float
    n_iterations: int


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    effects: Real
    slopes: Real
    decrement: float
    solution: Real
    schur: Real


def climb(source: Source, family: Family, names: Sequence[str]) -> Point:
    """Return the highest point of the likelihood.

    Raises
    ------
    NetworkError
        If a term is in the span of the effects or of other terms, or a slope runs to infinity.
    """
    effects, slopes, now = _first_point(source, family, names)
    solution = np.zeros((source.n_terms + 1, source.n_effects))
    tolerance, decrement = LOOSE, np.inf
    first_schur, first_weight = now.slope_weight, now.effect_weight
    for iteration in range(1, MOST_ITERATIONS + 1):
        # A mean that is 0 or 1 to the last digit weighs nothing, and cannot be divided by.
        _check_effects(now.effect_weight, first_weight, NO_WEIGHT)
        step = _newton_step(now, solution, tolerance)
        if step.decrement <= SMALL_DECREMENT and tolerance > TIGHT:
            # A loose solution may point downhill; only a tight one says that the top is reached.
            step = _newton_step(now, step.solution, TIGHT)
        if iteration == 1:
            check_span(source, effects, slopes, family, step, now, names)
            first_schur, first_weight = step.schur, now.effect_weight
        solution = step.solution
        if step.decrement <= SMALL_DECREMENT:
            _check_collapse(step.schur, first_schur, names, slopes)
            _check_effects(now.effect_weight, first_weight)
            return _last_point(effects, slopes, step, now, iteration)
        effects, slopes, now = _climbed(source, family, effects, slopes, now, step, names)
        tolerance = max(TIGHT, min(LOOSE, 1e-2 * np.sqrt(min(step.decrement, decrement))))
        decrement = step.decrement
    raise _runaway(names, slopes)


def _newton_step(now: Evaluation, start: Real, tolerance: float) -> _Step:
    right = np.concatenate((now.cross, now.effect_score[None]))
    # The gradient of the effects ends as rounding, which need not lie in the range of A.
    floor = np.zeros(right.shape[0])
    floor[-1] = ROUNDING * now.effect_weight.sum()
    limit = max(tolerance, 4 * now.coupling.precision)
    solution = solve_effects(now.effect_weight, now.coupling, right, start, limit, floor)
    z, ahead = solution[:-1], solution[-1]
    schur = now.slope_weight - now.cross @ z.T
    schur = (schur + schur.T) / 2
    score = now.slope_score - z @ now.effect_score
    slopes: Real = np.asarray(np.linalg.lstsq(schur, score, rcond=1e-13)[0], dtype=np.float64)
    effects = ahead - slopes @ z
    decrement = float(slopes @ now.slope_score + effects @ now.effect_score)
    return _Step(effects, slopes, decrement, solution, schur)


def _climbed(
    source: Source,
    family: Family,
    effects: Real,
    slopes: Real,
    now: Evaluation,
    step: _Step,
    names: Sequence[str],
) -> tuple[Real, Real, Evaluation]:
    """Take the step, or the first half, quarter, ... of it that climbs."""
    share = 1.0
    slack = 1e-13 * abs(now.log_likelihood)
    for _ in range(MOST_HALVINGS):
        there = effects + share * step.effects, slopes + share * step.slopes
        trial = source.evaluate(*there, family)
        wanted = now.log_likelihood + 1e-4 * share * step.decrement - slack
        if np.isfinite(trial.log_likelihood) and trial.log_likelihood >= wanted:
            return *there, trial
        share /= 2
    raise _runaway(names, slopes)


def _first_point(
    source: Source, family: Family, names: Sequence[str]
) -> tuple[Real, Real, Evaluation]:
    """Start at slopes 0, or for terms of 0 and 1 at the log of observed over expected."""
    effects, slopes = source.start(), np.zeros(source.n_terms)
    now = source.evaluate(effects, slopes, family)
    empty = np.flatnonzero(np.diag(now.slope_weight) <= 0)
    if empty.size:
        raise NetworkError(
            names[empty[0]],
            "is one number in every pair that is left, and so in the span of the effects",
            "leave the term out",
        )
    low, high = source.tied_range()
    tied = now.slope_score + now.slope_mean
    is_flag = (low == 0) & (high == 1) & (tied > 0) & (now.slope_mean > 0)
    if not is_flag.any():
        return effects, slopes, now
    ratio = np.where(is_flag, tied, 1.0) / np.where(is_flag, now.slope_mean, 1.0)
    ahead = np.clip(np.log(ratio), -MOST_START, MOST_START)
    trial = source.evaluate(effects, ahead, family)
    is_better = np.isfinite(trial.log_likelihood) and trial.log_likelihood > now.log_likelihood
    return (effects, ahead, trial) if is_better else (effects, slopes, now)


def _last_point(
    effects: Real, slopes: Real, step: _Step, now: Evaluation, iterations: int
) -> Point:
    right = now.cross
    limit = max(TIGHT, 4 * now.coupling.precision)
    z = solve_effects(now.effect_weight, now.coupling, right, step.solution[:-1], limit)
    return Point(
        effects + step.effects, slopes + step.slopes, z, now.effect_weight, now.log_likelihood,
        iterations,
    )  # fmt: skip


def check_span(
    source: Source,
    effects: Real,
    slopes: Real,
    family: Family,
    step: _Step,
    now: Evaluation,
    names: Sequence[str],
) -> None:
    """Refuse a term that effects or earlier terms span; sums of squares leave no doubt."""
    total = np.diag(now.slope_weight)
    if source.n_terms == 0 or (_left_over(step.schur, total) > SUSPECT_SHARE).all():
        return
    limit = max(TIGHT, 4 * now.coupling.precision)
    start = step.solution[:-1]
    z = solve_effects(now.effect_weight, now.coupling, now.cross, start, limit)
    bread = source.scores(effects, slopes, family, z, None).bread
    alone = np.diag(bread) / total
    if (alone <= SPANNED_SHARE).any():
        raise NetworkError(
            names[int(alone.argmin())],
            "is in the span of the effects, so its slope is not defined",
            "leave the term out, or give that end no effects",
        )
    left = _left_over(bread, np.diag(bread))
    if (left <= SPANNED_SHARE).any():
        raise NetworkError(
            names[int(np.flatnonzero(left <= SPANNED_SHARE)[0])],
            "is a combination of the terms before it and the effects",
            "leave one of them out",
        )


def _left_over(matrix: Real, total: Real) -> Real:
    """Return the share of each term's sum of squares that the terms before it leave."""
    left = np.zeros(total.size)
    rest = matrix.copy()
    for k in range(total.size):
        left[k] = rest[k, k] / total[k]
        if rest[k, k] > 0:
            rest = rest - np.outer(rest[:, k], rest[k]) / rest[k, k]
    return left


def _check_collapse(now: Real, first: Real, names: Sequence[str], slopes: Real) -> None:
    """Refuse a fit where the information on some direction has all but gone since the start.

    Along a direction that separates pairs the likelihood climbs for ever, ever more slowly, so the
    steps seem to converge while the means of these pairs go to 0.
    """
    if now.size == 0:
        return
    left, directions = linalg.eigh(now, first)
    if left[0] < COLLAPSED_SHARE:
        size = np.abs(directions[:, 0]) * np.sqrt(np.diag(first))
        raise _runaway(names, slopes, int(size.argmax()))


def _check_effects(now: Real, first: Real, share: float = COLLAPSED_SHARE) -> None:
    is_lost = now <= share * first
    if is_lost.any():
        raise NetworkError(
            "effects",
            f"run away for {int(is_lost.sum())} labels, whose pairs the others separate into ties "
            "and none",
            "leave these labels out, or join them",
        )


def _runaway(names: Sequence[str], slopes: Real, term: int | None = None) -> NetworkError:
    if slopes.size == 0:
        return NetworkError("ties", "have no finite fit of the effects", "leave thin labels out")
    worst = int(np.abs(slopes).argmax()) if term is None else term
    return NetworkError(
        names[worst],
        f"has a slope that runs away (it stood at {slopes[worst]:.3g}): a combination of terms and "
        "effects separates pairs with ties from pairs without",
        "leave the term out, or join it with a broader one",
    )
