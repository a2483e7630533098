"""Whether rates moved before the upper tie, and how large a move would have been found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import fdtrc, fdtri, ncfdtr

from twolevel.core.array_types import Real
from twolevel.timing.event_bins import Bin


@dataclass(frozen=True, slots=True)
class PretrendTest:
    """Joint Wald test of the bins before the start.

    H0: in all bins before the start the rate is that of the reference bin.

    Attributes
    ----------
    statistic, p
        F statistic and its probability under H0.
    n_bins, degrees_of_freedom
        Of the F law: bins tested, and clusters less one.
    ratio, power
        A log-linear trend that takes the farthest bin to this ratio of the reference is found with
        this power at `size`.
    minimal_ratio
        The ratio that is found with `wanted_power`: what the test could not see is smaller. The
        inverse ratio is found as well.
    size, wanted_power
        Of the test, and for `minimal_ratio`.
    """

    statistic: float
    p: float
    n_bins: int
    degrees_of_freedom: float
    ratio: float
    power: float
    minimal_ratio: float
    size: float
    wanted_power: float


def pretrend_test(
    log_ratios: Real,
    covariance: Real,
    bins: Sequence[Bin],
    reference: Bin,
    degrees_of_freedom: float,
    *,
    ratio: float,
    size: float,
    wanted_power: float,
) -> PretrendTest:
    """Test that the bins before the start are like the reference.

    Parameters
    ----------
    log_ratios, covariance
        Of these bins, shapes (n_bins,) and (n_bins, n_bins).
    bins, reference
        The bins tested, and the reference.
    degrees_of_freedom
        Clusters less one.

    Notes
    -----
    F = b' V^-1 b / q. Under a trend b its law is a noncentral F with b' V^-1 b, which is the
    noncentral chi-square over q as the clusters grow. A trend through the reference has log ratios
    in proportion to the distance of the middles of the bins. See Roth (2022), Pretest with caution,
    Am. Econ. Rev. Insights 4(3). doi:10.1257/aeri.20210236
    """
    q = log_ratios.size
    statistic = float(log_ratios @ np.linalg.solve(covariance, log_ratios)) / q
    shape = trend_shape(bins, reference)
    length = float(shape @ np.linalg.solve(covariance, shape))
    least = detectable_length(q, degrees_of_freedom, size, wanted_power)
    return PretrendTest(
        statistic=statistic, p=float(fdtrc(q, degrees_of_freedom, statistic)), n_bins=q,
        degrees_of_freedom=degrees_of_freedom, ratio=ratio,
        power=power_of_f(q, degrees_of_freedom, float(np.log(ratio)) ** 2 * length, size),
        minimal_ratio=float(np.exp(np.sqrt(least / length))), size=size, wanted_power=wanted_power,
    )  # fmt: skip


def trend_shape(bins: Sequence[Bin], reference: Bin) -> Real:
    """Return the log ratios of a straight trend through the reference, the largest being 1."""
    away = np.array([sum(one) / 2 - sum(reference) / 2 for one in bins])
    shape: Real = away / away[np.abs(away).argmax()]
    return shape


def power_of_f(q: int, freedom: float, noncentrality: float, size: float) -> float:
    """Return the power of an F test with q and `freedom` degrees."""
    return float(1 - ncfdtr(q, freedom, noncentrality, float(fdtri(q, freedom, 1 - size))))


def detectable_length(q: int, freedom: float, size: float, power: float) -> float:
    """Return the noncentrality at which an F test has this power."""

    def short(noncentrality: float) -> float:
        return power_of_f(q, freedom, noncentrality, size) - power

    high = 1.0
    while short(high) < 0:
        high *= 2
    return float(brentq(short, 0.0, high)) if short(0.0) < 0 else 0.0


def minimal_ratio(error: float, freedom: float, size: float, power: float) -> float:
    """Return the ratio above 1 that the two-sided t test of one log ratio finds with this power."""
    return float(np.exp(error * np.sqrt(detectable_length(1, freedom, size, power))))
