"""Predictions of counts made level: where they were too high or too low as a whole, they are moved.

A model whose log mean runs straight where the counts bend predicts too much at the top. The
predictions, each made without its own count, are moved by a line through knots of the log mean
itself, as the other counts say (recalibration; Cox 1958, Biometrika 45:562-565).
"""

from __future__ import annotations

import numpy as np

from twolevel.core.argument_checks import flags, numbers
from twolevel.core.array_types import Flag, Real
from twolevel.counts.laws import CountLaw, checked_counts
from twolevel.errors import NetworkError

KNOTS = (-2.3, 0.0, 1.0, 1.6, 2.3, 3.0, 3.7)
"""Log means between which the move runs straight: about 0.1, 1, 2.7, 5, 10, 20 and 40."""
RIDGE = 2.0
"""Weight of the squares of the moves, as pseudo-observations: a few counts move nothing."""
MOST_STEPS, TOLERANCE = 30, 1e-8
MOST_LEVERAGE = 0.95


def levelled(law: CountLaw, counts: Real, is_used: Flag) -> CountLaw:
    """Move the means of predictions as counts say.

    Parameters
    ----------
    law
        Prediction of each count, made without it, shape (n,).
    counts
        Whole numbers of 0 or more, shape (n,).
    is_used
        Which counts to go by, shape (n,); all are moved.

    Raises
    ------
    NetworkError
        If the shapes differ, a count is below 0, or a mean or a dispersion is not above 0.
    """
    counts = checked_counts(counts)
    is_used = flags("is_used", is_used, len(counts), "count")
    for name, values in (("mean", law.mean), ("dispersion", law.dispersion)):
        given = numbers(f"law.{name}", np.asarray(values), 1)
        if given.shape != counts.shape or not (given > 0).all():
            raise NetworkError(
                f"law.{name}", f"has shape {given.shape}", "give a number above 0 for each count"
            )
    log_mean = np.log(law.mean)
    hats = np.column_stack([np.interp(log_mean, KNOTS, row) for row in np.eye(len(KNOTS))])
    moves = np.zeros(len(KNOTS))
    for _ in range(MOST_STEPS):
        mean = np.exp(log_mean + hats @ moves)
        weight = is_used / (1 + law.dispersion * mean)
        gradient = hats.T @ ((counts - mean) * weight) - RIDGE * moves
        information = hats.T @ ((mean * weight)[:, None] * hats) + RIDGE * np.eye(len(KNOTS))
        step = np.linalg.solve(information, gradient)
        moves = moves + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < TOLERANCE:
            break
    # Each is moved as the others say: its own count is taken out by one Newton step.
    mean = np.exp(log_mean + hats @ moves)
    weight = is_used / (1 + law.dispersion * mean)
    information = hats.T @ ((mean * weight)[:, None] * hats) + RIDGE * np.eye(len(KNOTS))
    variance = np.einsum("ij,jk,ik->i", hats, np.linalg.inv(information), hats, optimize=True)
    leverage = np.minimum(variance * mean * weight, MOST_LEVERAGE)
    own = variance * (counts - mean) * weight / (1 - leverage)
    return CountLaw(np.exp(log_mean + hats @ moves - own), law.dispersion)
