"""How fast a chain forgets: the integrated autocorrelation time of a statistic.

Geyer (1992), Practical Markov chain Monte Carlo. Stat. Sci. 7(4), 473-483.
doi:10.1214/ss/1177011137. The initial monotone sequence needs a reversible chain, as ours are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import numbers
from twolevel.errors import NetworkError

Real = NDArray[np.float64]


def autocorrelation(trace: ArrayLike) -> Real:
    """Return the autocorrelations of a trace at lags 0, 1, ..., shape (n,); 1, 0, ... if constant.

    Computed by the fast Fourier transform of the centred trace padded with zeros.

    Raises
    ------
    NetworkError
        If the trace is empty or holds anything but finite numbers of a size that can be squared.
    """
    trace = numbers("trace", trace, 1)
    if trace.size == 0:
        raise NetworkError("trace", "is empty", "give the statistic along a chain")
    n = trace.size
    centred = trace - trace.mean()
    spectrum = np.fft.rfft(centred, 2 * n)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), 2 * n)[:n]
    if covariance[0] <= 0:
        return np.concatenate(([1.0], np.zeros(n - 1)))
    correlation: Real = covariance / covariance[0]
    return correlation


def integrated_autocorrelation_time(trace: ArrayLike) -> float:
    """Return 1 + 2 times the sum of the autocorrelations, in records of the trace, at least 1.

    The sum ends where the sums of neighbouring pairs of autocorrelations stop being positive; it
    takes their running minimum (Geyer's initial monotone sequence).

    Raises
    ------
    NetworkError
        As in `autocorrelation`.
    """
    rho = autocorrelation(trace)
    pairs = rho[: rho.size // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs <= 0)
    kept = pairs[: negative[0]] if negative.size else pairs
    return max(1.0, float(2 * np.minimum.accumulate(kept).sum() - 1)) if kept.size else 1.0
