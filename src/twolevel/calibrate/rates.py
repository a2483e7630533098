"""A share of simulated worlds, with its exact binomial interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twolevel.exact.besag_clifford import clopper_pearson

LEVEL = 0.99
"""Of the interval of a rate; narrower ones would be left by one row in twenty of a long table."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of simulated worlds.

    Attributes
    ----------
    rate, low, high
        The share, and its exact 99 % binomial interval; None, 0 and 1 where no world tells.
    n_worlds
        Worlds in which it could be told.
    n_withheld
        Worlds in which it could not: no interval, for example.
    """

    rate: float | None
    low: float
    high: float
    n_worlds: int
    n_withheld: int


def rate_of(is_event: NDArray[np.bool_], n_withheld: int = 0) -> Rate:
    """Return the share of events with its exact 99 % binomial interval (Clopper & Pearson 1934)."""
    n, n_events = is_event.size, int(is_event.sum())
    if n == 0:
        return Rate(None, 0.0, 1.0, 0, n_withheld)
    return Rate(n_events / n, *clopper_pearson(n_events, n, LEVEL), n, n_withheld)
