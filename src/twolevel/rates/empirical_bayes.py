"""Ratios of observed to expected counts for many units, shrunk toward what they share.

Clayton & Kaldor (1987), Empirical Bayes estimates of age-standardized relative risks. Biometrics
43(3), 671-681. doi:10.2307/2532003.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import digamma, gammaincinv, gammaln, xlogy

from twolevel.core.argument_checks import plain_array, share
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError

MAX_SHAPE = 1e6  # a spread of theta of a thousandth of its mean: none that counts could show
MIN_LIKELIHOOD_GAIN = 1e-6
LARGEST_COUNT = 1e12
SMALLEST_QUANTILE = 1e-200
LEAST = 1e-100
"""Expected count below which its ratio is no number to work with."""


@dataclass(frozen=True, slots=True, eq=False)
class ShrunkLogRatios:
    """The logarithm of observed / expected of each unit, shrunk by empirical Bayes.

    Attributes
    ----------
    log_ratio, low, high
        Posterior mean of log theta and 95 % interval, shape (n,); NaN where the expected count is
        0 or unknown: such units enter nothing. Autonomy is -log_ratio, from -high to -low.
    shape, rate
        Of the gamma law of theta; None where the counts show no spread beyond Poisson. Then all
        units share one ratio, and its interval is that of the pooled count.
    n_used
        Number of units with an expected count.
    """

    log_ratio: Real
    low: Real
    high: Real
    shape: float | None
    rate: float | None
    n_used: int


def shrunk_log_ratio(
    observed: ArrayLike, expected: ArrayLike, *, level: float = 0.95
) -> ShrunkLogRatios:
    """Shrink log(observed / expected) of each unit toward the ratio that all share.

    Observed O ~ Poisson(E theta), theta ~ Gamma(shape, rate), both by maximum likelihood. The
    posterior of theta is Gamma(shape + O, rate + E). The interval holds shape and rate for known.

    Parameters
    ----------
    observed
        Counts O, shape (n,), at least 0.
    expected
        Expected counts E, shape (n,), at least 0; NaN or 0 where there is none.
    level
        Of the intervals.

    Raises
    ------
    NetworkError
        If shapes differ, or a count is negative or, where E is known, missing.
    """
    share("level", level)
    counts, exposure = _real("observed", observed), _real("expected", expected)
    is_used = _checked(counts, exposure)
    used, weights = counts[is_used], exposure[is_used]
    result = np.full((3, counts.size), np.nan)
    shape, rate = gamma_prior(used, weights) if used.size else (None, None)
    if used.size:
        # Without spread the pooled count stands in, with Jeffreys' half.
        own = used if shape is not None else np.full(used.size, used.sum() + 0.5)
        whole = weights if rate is not None else np.full(used.size, weights.sum())
        result[:, is_used] = _posterior(own + (shape or 0.0), whole + (rate or 0.0), level)
    return ShrunkLogRatios(result[0], result[1], result[2], shape, rate, int(is_used.sum()))


def gamma_prior(observed: Real, expected: Real) -> tuple[float, float] | tuple[None, None]:
    """Return shape and rate of the gamma law by maximum likelihood; None where spread is nil.

    Parameters
    ----------
    observed, expected
        Counts and their expectations above 0, shape (n,).
    """
    pooled = float(observed.sum() / expected.sum())
    if pooled == 0 or observed.size < 2:
        return None, None

    def loss(parameters: Real) -> float:
        mean, shape = np.exp(parameters)
        return -negative_binomial_likelihood(observed, expected, float(mean), float(shape))

    starts = [np.array([np.log(pooled), np.log(shape)]) for shape in (0.5, 5.0, 50.0)]
    bounds = [(np.log(pooled) - 5, np.log(pooled) + 5), (np.log(1e-3), np.log(MAX_SHAPE))]
    fits = [minimize(loss, start, method="L-BFGS-B", bounds=bounds) for start in starts]
    best = min(fits, key=lambda fit: float(fit.fun))
    mean, shape = (float(v) for v in np.exp(best.x))
    flat = -negative_binomial_likelihood(observed, expected, pooled, MAX_SHAPE)
    if shape >= MAX_SHAPE * 0.99 or flat - float(best.fun) < MIN_LIKELIHOOD_GAIN:
        return None, None
    return shape, shape / mean


def negative_binomial_likelihood(
    observed: Real, expected: Real, mean: float, shape: float
) -> float:
    """Return the log likelihood of counts whose theta has that mean and gamma shape."""
    mu = expected * mean
    terms = (
        gammaln(observed + shape)
        - gammaln(shape)
        - gammaln(observed + 1)
        - shape * np.log1p(mu / shape)
        + xlogy(observed, mu / (shape + mu))
    )
    return float(terms.sum())


def _posterior(shape: Real, rate: Real, level: float) -> Real:
    tail = (1 - level) / 2
    return np.stack(
        (
            digamma(shape) - np.log(rate),
            _log_gamma_quantile(shape, tail) - np.log(rate),
            _log_gamma_quantile(shape, 1 - tail) - np.log(rate),
        )
    )


def _log_gamma_quantile(shape: Real, share: float) -> Real:
    """Return the log of a quantile of the gamma law of rate 1.

    Of a small shape it is too small for a number; there the law is x^shape / Gamma(shape + 1).
    """
    quantile = gammaincinv(shape, share)
    near_zero = (np.log(share) + gammaln(shape + 1)) / shape
    is_lost = quantile < SMALLEST_QUANTILE
    return np.where(is_lost, near_zero, np.log(np.where(is_lost, 1.0, quantile)))


def _real(name: str, values: ArrayLike) -> Real:
    given = plain_array(name, values, "counts")
    if given.dtype.kind not in "biuf":
        raise NetworkError(name, f"holds {given.dtype} values", "give numbers")
    return given.astype(np.float64)


def _checked(counts: Real, exposure: Real) -> NDArray[np.bool_]:
    if counts.shape != exposure.shape or counts.ndim != 1:
        raise NetworkError(
            "expected",
            f"has shape {exposure.shape} where observed has {counts.shape}",
            "give one expected count for each observed one",
        )
    is_used: NDArray[np.bool_] = ~np.isnan(exposure) & (exposure > 0)
    is_count = (counts >= 0) & (counts <= LARGEST_COUNT)
    is_wrong = (exposure < 0) | (exposure > LARGEST_COUNT) | (exposure > 0) & (exposure < LEAST)
    broken = np.flatnonzero(is_wrong | (is_used & ~is_count))
    if broken.size:
        where = int(broken[0])
        raise NetworkError(
            "expected" if is_wrong[where] else "observed",
            f"holds {exposure[where] if is_wrong[where] else counts[where]} at position {where}",
            "counts are finite and at least 0; give NaN as expected where a unit is unknown",
        )
    return is_used
