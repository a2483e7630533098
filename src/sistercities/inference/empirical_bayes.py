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

from sistercities.errors import NetworkError

Real = NDArray[np.float64]

MAX_SHAPE = 1e6  # a spread of theta of a thousandth of its mean: none that counts could show
MIN_LIKELIHOOD_GAIN = 1e-6


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
    counts, exposure = np.asarray(observed, np.float64), np.asarray(expected, np.float64)
    is_used = _checked(counts, exposure)
    used, weights = counts[is_used], exposure[is_used]
    result = np.full((3, counts.size), np.nan)
    shape, rate = gamma_prior(used, weights) if used.size else (None, None)
    if used.size:
        # Without spread the pooled count stands in, with Jeffreys' half.
        own = used if shape is not None else np.full(used.size, used.sum() + 0.5)
        share = weights if rate is not None else np.full(used.size, weights.sum())
        result[:, is_used] = _posterior(own + (shape or 0.0), share + (rate or 0.0), level)
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
            np.log(gammaincinv(shape, tail) / rate),
            np.log(gammaincinv(shape, 1 - tail) / rate),
        )
    )


def _checked(counts: Real, exposure: Real) -> NDArray[np.bool_]:
    if counts.shape != exposure.shape or counts.ndim != 1:
        raise NetworkError(
            "expected",
            f"has shape {exposure.shape} where observed has {counts.shape}",
            "give one expected count for each observed one",
        )
    is_used: NDArray[np.bool_] = np.isfinite(exposure) & (exposure > 0)
    broken = np.flatnonzero((exposure < 0) | (is_used & ~(counts >= 0)))
    if broken.size:
        where = int(broken[0])
        raise NetworkError(
            "observed" if is_used[where] else "expected",
            f"holds {counts[where] if is_used[where] else exposure[where]} at position {where}",
            "counts are at least 0; give NaN as expected where a unit is unknown",
        )
    return is_used
