"""Penalised logistic regression on hat columns, by Newton's method in blocks of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import InvalidArgument
from sistercities.partners.basis import Placed, n_columns, placed, roughness
from sistercities.partners.features.feature import Feature
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Real

BLOCK = 16_384
MOST_STEPS = 40
TOLERANCE = 1e-7
MOST_CHANGES = 100
"""Rounds in which bounds may be held or let go within one step."""
_LARGEST_STEP = 4.0
_SLOPE = 1e-9


@dataclass(frozen=True, slots=True)
class Smoothing:
    """How much a line may bend and a coefficient may stand out, as pseudo-observations.

    Attributes
    ----------
    bend
        Weight of the squared bends of each line.
    ridge
        Weight of the squares of all coefficients but the intercept.
    """

    bend: float = 10.0
    ridge: float = 1.0


class Design:
    """Rows of a model, kept as places among knots: two numbers a feature instead of all columns."""

    def __init__(self, features: Sequence[Feature], values: Sequence[Real]) -> None:
        self.features = tuple(features)
        self.first = np.cumsum([1, *(n_columns(feature) for feature in features)])
        pairs = zip(features, values, strict=True)
        self._placed: list[Placed] = [placed(feature, column) for feature, column in pairs]
        self.n_rows = len(values[0])

    @property
    def n_columns(self) -> int:
        """Columns with the intercept, which comes first."""
        return int(self.first[-1])

    def rows(self, first: int, last: int) -> Real:
        """Return a block of rows as a plain matrix."""
        block = np.zeros((last - first, self.n_columns))
        block[:, 0] = 1.0
        line = np.arange(last - first)
        for start, feature, where in zip(self.first[:-1], self.features, self._placed, strict=True):
            at = where.at[first:last]
            block[line, start + at] = where.here[first:last]
            following = np.minimum(at + 1, n_columns(feature) - 1)
            block[line, start + following] += where.there[first:last]
        return block

    def steps(self) -> tuple[Real, NDArray[np.bool_]]:
        """Return how coefficients come of steps from knot to knot, and which steps are at least 0.

        A feature with a direction has its first coefficient and the steps that follow; any other
        has its coefficients as they are.
        """
        matrix, bounded = np.eye(self.n_columns), np.zeros(self.n_columns, dtype=np.bool_)
        for start, feature in zip(self.first[:-1], self.features, strict=True):
            if feature.direction:
                last = start + len(feature.knots)
                matrix[start:last, start] = 1.0
                for k in range(start + 1, last):
                    matrix[k:last, k] = feature.direction
                bounded[start + 1 : last] = True
        return matrix, bounded

    def penalty(self, smoothing: Smoothing) -> Real:
        """Return the penalty matrix of all columns."""
        found = np.eye(self.n_columns) * smoothing.ridge
        found[0, 0] = 0.0
        for start, feature in zip(self.first[:-1], self.features, strict=True):
            end = start + n_columns(feature)
            found[start:end, start:end] += smoothing.bend * roughness(feature)
        return found


def fit_logit(
    design: Design,
    outcome: Real,
    offset: Real,
    smoothing: Smoothing,
    on_progress: Progress = quiet,
) -> Real:
    """Maximise the penalised likelihood.

    Parameters
    ----------
    design
        Rows and columns.
    outcome
        1 or 0, shape (n_rows,).
    offset
        Known part of the log odds, shape (n_rows,).
    smoothing
        Penalty.
    on_progress
        Told what is done, how many steps, out of at most how many.

    Returns
    -------
    numpy.ndarray
        Coefficients, the intercept first. Those of a feature with a direction never turn.

    Raises
    ------
    InvalidArgument
        If the outcome is the same in all rows.
    """
    if not 0 < outcome.sum() < len(outcome):
        raise InvalidArgument(
            "outcome", float(outcome.mean()), "give rows with ties and rows without, both"
        )
    penalty = design.penalty(smoothing)
    of_steps, bounded = design.steps()
    beta = np.zeros(design.n_columns)
    steps = np.zeros(design.n_columns)
    for step_number in range(MOST_STEPS):
        on_progress("fitting the model", step_number, MOST_STEPS)
        gradient, hessian = _derivatives(design, outcome, offset, beta)
        change = newton_step(
            of_steps.T @ (hessian + penalty) @ of_steps,
            of_steps.T @ (gradient - penalty @ beta),
            np.where(bounded, -steps, -np.inf),
        )
        change *= min(1.0, _LARGEST_STEP / max(np.abs(of_steps @ change).max(), 1e-300))
        steps = np.where(bounded, np.maximum(steps + change, 0.0), steps + change)
        before, beta = beta, of_steps @ steps
        if np.abs(beta - before).max() < TOLERANCE:
            break
    on_progress("fitting the model", MOST_STEPS, MOST_STEPS)
    return beta


def _derivatives(design: Design, outcome: Real, offset: Real, beta: Real) -> tuple[Real, Real]:
    gradient = np.zeros(len(beta))
    hessian = np.zeros((len(beta), len(beta)))
    for first in range(0, design.n_rows, BLOCK):
        last = min(first + BLOCK, design.n_rows)
        rows = design.rows(first, last)
        fitted = 1 / (1 + np.exp(-(rows @ beta + offset[first:last])))
        gradient += rows.T @ (outcome[first:last] - fitted)
        rows *= np.sqrt(fitted * (1 - fitted))[:, None]
        hessian += rows.T @ rows
    return gradient, hessian


def newton_step(hessian: Real, gradient: Real, lowest: Real) -> Real:
    """Maximise a quadratic form, no entry of the step below its bound, by an active set.

    Parameters
    ----------
    hessian
        Positive definite, shape (n, n).
    gradient
        Shape (n,).
    lowest
        Bounds, at most 0; minus infinity for none.
    """
    held = (lowest >= 0) & (gradient < 0)
    for _ in range(MOST_CHANGES):
        step = np.where(held, np.where(np.isfinite(lowest), lowest, 0.0), 0.0)
        free = ~held
        right = gradient[free] - hessian[np.ix_(free, held)] @ step[held]
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], right)
        slope = gradient - hessian @ step
        too_low, let_go = free & (step < lowest), held & (slope > _SLOPE)
        if not too_low.any() and not let_go.any():
            return step
        held = (held | too_low) & ~let_go
    return np.maximum(step, lowest)
