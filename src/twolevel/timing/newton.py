"""Newton steps, bent by what earlier moves showed of the curvature.

With Firth's penalty the information is the curvature of the likelihood only; the penalty has one of
its own, which would cost a pass for each column. Moves and the changes of the gradient along them
bend the step instead: the two-loop recursion of Nocedal (1980), Updating quasi-Newton matrices with
limited storage, Math. Comput. 35(151), doi:10.1090/S0025-5718-1980-0572855-7, with the inverse
information to begin with.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import numpy as np
from scipy import linalg

from twolevel.core.array_types import Real

Move = tuple[Real, Real]
"""A move and the fall of the gradient along it."""

FLAT = 1e-10
"""Cosine of a move and the fall of the gradient below which it says nothing of a curvature."""


def newton_step(information: Real, score: Real, moves: Iterable[Move] = ()) -> Real:
    """Return the step up from a point with this information and gradient, shape (n,)."""
    held = list(moves)
    rest, shares = score.copy(), []
    for move, fall in reversed(held):
        share = float(move @ rest) / float(move @ fall)
        rest = rest - share * fall
        shares.append(share)
    step = _solved(information, rest)
    for (move, fall), share in zip(held, reversed(shares), strict=True):
        step = step + (share - float(fall @ step) / float(move @ fall)) * move
    is_up = not held or float(step @ score) > 0
    return step if is_up else _solved(information, score)


def remember(moves: deque[Move], move: Real, fall: Real) -> None:
    """Add a move, where the gradient fell along it as on a hill."""
    if float(move @ fall) > FLAT * float(np.linalg.norm(move) * np.linalg.norm(fall)):
        moves.append((move, fall))


def _solved(information: Real, right: Real) -> Real:
    try:
        return np.asarray(linalg.cho_solve(linalg.cho_factor(information, lower=True), right))
    except linalg.LinAlgError:
        return np.asarray(np.linalg.lstsq(information, right, rcond=1e-12)[0])
