"""The least value of a function of a few numbers, without its slopes (Nelder & Mead 1965)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from twolevel.core.array_types import Real

_LARGER, _FROM_ZERO = 1.05, 0.00025
"""A corner of the first simplex: a number made so much larger, or moved from zero."""
_MOST_ROUNDS = 200
"""Rounds for each number that is looked for."""


def least_of(loss: Callable[[Real], float], begin: Real, *, close: float, level: float) -> Real:
    """Look for the least value by a simplex that crawls downhill.

    Parameters
    ----------
    loss
        The function.
    begin
        Where it begins, shape (n,).
    close, level
        It ends when no corner is further than `close` from the best in any number, and no value
        lies more than `level` above the best.

    Returns
    -------
    ndarray
        The best corner, shape (n,).

    References
    ----------
    .. [1] Nelder & Mead (1965), A simplex method for function minimization. Computer Journal 7(4),
       308-313. doi:10.1093/comjnl/7.4.308
    """
    corners = _first_simplex(begin)
    values = np.array([loss(corner) for corner in corners])
    for _ in range(_MOST_ROUNDS * len(begin)):
        order = np.argsort(values, kind="stable")
        corners, values = corners[order], values[order]
        is_close = np.abs(corners[1:] - corners[0]).max() <= close
        if is_close and np.abs(values[1:] - values[0]).max() <= level:
            break
        _move_worst(loss, corners, values)
    return np.asarray(corners[np.argmin(values)])


def _first_simplex(begin: Real) -> Real:
    corners = np.tile(np.asarray(begin, dtype=np.float64), (len(begin) + 1, 1))
    for k, value in enumerate(begin):
        corners[k + 1, k] = value * _LARGER if value else _FROM_ZERO
    return corners


def _move_worst(loss: Callable[[Real], float], corners: Real, values: Real) -> None:
    """Take the worst corner, the last, across the others; or draw all towards the best."""
    middle, worst = corners[:-1].sum(axis=0) / (len(corners) - 1), corners[-1]
    across = 2 * middle - worst
    there = loss(across)
    if there < values[0]:
        further = 3 * middle - 2 * worst
        beyond = loss(further)
        corners[-1], values[-1] = (further, beyond) if beyond < there else (across, there)
    elif there < values[-2]:
        corners[-1], values[-1] = across, there
    else:
        is_outside = there < values[-1]
        nearer = 1.5 * middle - 0.5 * worst if is_outside else 0.5 * middle + 0.5 * worst
        between = loss(nearer)
        if between <= there if is_outside else between < values[-1]:
            corners[-1], values[-1] = nearer, between
        else:
            corners[1:] = corners[0] + 0.5 * (corners[1:] - corners[0])
            values[1:] = [loss(corner) for corner in corners[1:]]
