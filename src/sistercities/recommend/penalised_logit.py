"""Penalised logistic regression on hat columns, by Newton's method in blocks of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import InvalidArgument
from sistercities.recommend.basis import Placed, n_columns, placed, roughness
from sistercities.recommend.features.feature import Feature

Real = NDArray[np.float64]
BLOCK = 16_384
MOST_STEPS = 40
TOLERANCE = 1e-7
_LARGEST_STEP = 4.0


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
    on_progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
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
        Coefficients, the intercept first.

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
    beta = np.zeros(design.n_columns)
    for step_number in range(MOST_STEPS):
        on_progress("fitting the model", step_number, MOST_STEPS)
        gradient, hessian = _derivatives(design, outcome, offset, beta)
        step = np.linalg.solve(hessian + penalty, gradient - penalty @ beta)
        beta = beta + step * min(1.0, _LARGEST_STEP / max(np.abs(step).max(), 1e-300))
        if np.abs(step).max() < TOLERANCE:
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
