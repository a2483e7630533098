"""The smallest departure from a null that a network of this size could show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln, xlogy

from twolevel.core.argument_checks import LARGEST_EXACT, real_number, share, whole_number
from twolevel.core.array_types import Real
from twolevel.errors import InvalidArgument

MAX_LOG_TILT = 12.0
LEAST = 1e-9
"""Mean and deviation below which the statistic does not vary in any number of draws."""
MOST_TIES = 10_000_000
"""The law of the statistic is laid out from 0 to here."""


@dataclass(frozen=True, slots=True)
class MinimalRatio:
    """The ratios of observed to expected that the test would just find.

    Attributes
    ----------
    above
        Smallest ratio above 1 found with the wanted power; None if none is.
    below
        Largest ratio below 1 found with it; None if even no hit at all could be chance.
    power, size
        The wanted power and the size of the two-sided test.
    method
        How it was computed.
    """

    above: float | None
    below: float | None
    power: float
    size: float
    method: str


def minimal_detectable_ratio(
    mean: float, sd: float, *, maximum: int, power: float = 0.8, size: float = 0.05
) -> MinimalRatio:
    """Return the smallest ratios above and below 1 that a null's test finds with given power.

    Ties inside are tilted: each network's chance is multiplied by exp(theta S), S the ties
    inside. A tilt of a binomial, Poisson or negative binomial law stays one, so the null's law is
    matched in mean and variance by one of these on 0..maximum, the critical values are those of
    its two-sided test, and power is summed exactly.

    Parameters
    ----------
    mean, sd
        Of the null: of its draws, or exact.
    maximum
        The largest value that the statistic can take: the number of lower ties.
    power, size
        Wanted power and size of the two-sided test, in (0, 1).

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.

    References
    ----------
    Efron & Tibshirani (1996), Using specially designed exponential families for density
    estimation. Ann. Stat. 24(6), 2431-2461. doi:10.1214/aos/1032181161, for exponential tilts.
    """
    share("power", power, "such as 0.8")
    share("size", size, "such as 0.05")
    if power <= size:
        raise InvalidArgument("power", power, f"give a share above size={size}")
    whole_number("maximum", maximum, 0, MOST_TIES)
    real_number("mean", mean, -LARGEST_EXACT, LARGEST_EXACT, "the mean of a null's draws")
    real_number("sd", sd, 0, LARGEST_EXACT, "the standard deviation of a null's draws")
    values = np.arange(maximum + 1, dtype=np.float64)
    if mean < LEAST or sd < LEAST:
        return MinimalRatio(None, None, power, size, "none: the statistic does not vary")
    log_null, family = _matched(values, mean, sd)
    null = np.exp(log_null)
    is_high = np.cumsum(null[::-1])[::-1] <= size / 2
    is_low = np.cumsum(null) <= size / 2
    return MinimalRatio(
        above=_tilted_ratio(values, log_null, is_high, power, 1.0),
        below=_tilted_ratio(values, log_null, is_low, power, -1.0),
        power=power,
        size=size,
        method=f"exponential tilt of a {family} law matched to the null's mean and variance",
    )


def _matched(values: Real, mean: float, sd: float) -> tuple[Real, str]:
    """Return the log chances of the law with this mean and variance, and its name."""
    variance = sd**2
    if variance < mean * (1 - 1e-3):
        trials = max(mean**2 / (mean - variance), mean + 1e-9)
        share, top = mean / trials, np.minimum(values, trials)
        log = gammaln(trials + 1) - gammaln(top + 1) - gammaln(trials - top + 1)
        log = log + xlogy(top, share) + xlogy(trials - top, 1 - share)
        log = np.where(values <= trials, log, -np.inf)
        return _normed(log), "binomial"
    if variance <= mean * (1 + 1e-3):
        return _normed(xlogy(values, mean) - gammaln(values + 1)), "Poisson"
    shape = mean**2 / (variance - mean)
    log = gammaln(values + shape) - gammaln(values + 1) + values * np.log(mean / (mean + shape))
    return _normed(log), "negative binomial"


def _normed(log: Real) -> Real:
    top = float(log.max())
    normed: Real = log - (top + np.log(np.exp(log - top).sum()))
    return normed


def _tilted_ratio(
    values: Real, log_null: Real, is_rejected: NDArray[np.bool_], power: float, sign: float
) -> float | None:
    if not is_rejected.any():
        return None

    def shortfall(tilt: float) -> float:
        law = np.exp(_normed(log_null + sign * tilt * values))
        return float(law[is_rejected].sum()) - power

    # A law without an end tilts only so far; the end of the values bounds it here.
    if shortfall(MAX_LOG_TILT) < 0:
        return None
    tilt = float(brentq(shortfall, 0.0, MAX_LOG_TILT))
    law = np.exp(_normed(log_null + sign * tilt * values))
    return float(law @ values) / float(np.exp(log_null) @ values)
