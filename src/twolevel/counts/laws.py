"""Laws of counts: the negative binomial with what it predicts, and shares of a known total."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import integers, real_number, whole_number
from twolevel.core.array_types import Real
from twolevel.core.special_functions import incomplete_beta, log_gamma
from twolevel.errors import NetworkError

MOST_COUNTED = 2**40
_ROUNDING = 1e-13
"""A probability that falls short of a share by so little reaches it."""


@dataclass(frozen=True, slots=True, eq=False)
class CountLaw:
    """Negative binomial laws: variance mean + dispersion mean^2.

    Attributes
    ----------
    mean, dispersion
        Above 0, of any one shape.
    """

    mean: Real
    dispersion: Real

    def of(self, at: ArrayLike) -> CountLaw:
        """Return the laws at some positions."""
        return CountLaw(np.asarray(self.mean[at]), np.asarray(self.dispersion[at]))  # type: ignore[index]

    def at_most(self, count: ArrayLike) -> Real:
        """Probability of a count or less; 0 below 0."""
        shape = 1 / self.dispersion
        given = np.asarray(count, dtype=np.float64)
        found = incomplete_beta(shape, np.maximum(given, 0.0) + 1, shape / (shape + self.mean))
        return np.asarray(np.where(given < 0, 0.0, found))

    def quantile(self, share: ArrayLike) -> Real:
        """Smallest count whose probability of it or less reaches a share.

        Shares may be an array that goes with the laws: of laws of shape (n, 1), each has all of
        them.
        """
        asked = np.asarray(share, dtype=np.float64) - _ROUNDING
        shape = np.broadcast_shapes(np.shape(self.mean), asked.shape)
        low, high = np.full(shape, -1.0), np.ones(shape)
        while (is_short := self.at_most(high) < asked).any() and high.max() < MOST_COUNTED:
            low, high = np.where(is_short, high, low), np.where(is_short, 2 * high, high)
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            enough = self.at_most(middle) >= asked
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return np.asarray(high)

    def interval(self, level: float) -> tuple[Real, Real]:
        """Central interval; it holds at least that share of the counts."""
        tail = (1 - level) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def position(self, count: ArrayLike) -> Real:
        """Share of counts below a count, of equal ones half (mid-distribution)."""
        given = np.asarray(count, dtype=np.float64)
        return np.asarray((self.at_most(given - 1) + self.at_most(given)) / 2)


def checked_counts(counts: ArrayLike) -> Real:
    """Return counts as numbers, shape (n,).

    Raises
    ------
    NetworkError
        If one is no whole number of 0 or more.
    """
    whole = integers("counts", counts)
    if whole.ndim != 1:
        raise NetworkError("counts", f"has shape {whole.shape}", "give one count a unit")
    below = np.flatnonzero(whole < 0)
    if below.size:
        where = int(below[0])
        raise NetworkError(
            "counts", f"holds {whole[where]} at position {where}", "give counts of 0 or more"
        )
    return whole.astype(np.float64)


def share_of_total(total: int, share: float, concentration: float) -> Real:
    """Return the beta-binomial law of how many of a total are of one kind, shape (total + 1,).

    Parameters
    ----------
    total
        How many there are.
    share
        Expected share of the kind, from 0 to 1.
    concentration
        How firmly single totals keep to it: a + b of the beta law of their shares.

    Raises
    ------
    InvalidArgument
        If the total is below 0, the share not from 0 to 1, or the concentration not above 0.
    """
    whole_number("total", total, 0)
    real_number("share", share, -1e-12, 1 + 1e-12, "a share from 0 to 1")
    real_number("concentration", concentration, math.ulp(0.0), math.inf, "a number above 0")
    k = np.arange(total + 1, dtype=np.float64)
    if share <= 0 or share >= 1:
        return np.asarray(k == (0 if share <= 0 else total), dtype=np.float64)
    a, b = concentration * share, concentration * (1 - share)
    # What does not depend on k goes out when the law is made to add up to 1.
    chosen, of_kind, of_others = log_gamma(np.stack([k + 1, k + a, total - k + b]))
    log_law = of_kind + of_others - chosen - chosen[::-1]
    law = np.exp(log_law - log_law.max())
    return np.asarray(law / law.sum())


def two_sided_p(law: Real, count: int) -> float:
    """Two-sided p of a count under a law on 0, 1, 2, ...: twice the smaller mid-tail, at most 1."""
    own = float(law[count]) / 2
    below, above = float(law[:count].sum()) + own, float(law[count + 1 :].sum()) + own
    return min(1.0, 2 * min(below, above))


def central(law: Real, level: float) -> tuple[int, int]:
    """Central interval of a law on 0, 1, 2, ..."""
    reached = np.cumsum(law)
    tail = (1 - level) / 2
    low = int(np.searchsorted(reached, tail - 1e-12))
    high = int(np.searchsorted(reached, 1 - tail - 1e-12))
    return min(low, len(law) - 1), min(high, len(law) - 1)


def holm(p: Real) -> Real:
    """P-values adjusted for their number (Holm 1979)."""
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    found = np.empty(len(p))
    found[order] = np.minimum(steps, 1.0)
    return found
