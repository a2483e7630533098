"""Interval of a share whose error grows with the share.

The error of a share is small where the share comes out small, and small again where it comes out
near all. An interval of the estimate plus and minus t errors then misses on one side: a share that
came out too small has too short an interval. Wilson (1927) asks instead which truths the estimate
is not too far from, each with the error that it would have. With p(1 - p)/n for the variance that
is his interval; here the variance at a truth is the one estimated, times how v(truth) stands to
v(estimate), v(p) = p(1 - p) + c. The floor c keeps the interval of a share near 0 from closing.
"""

from __future__ import annotations

import numpy as np

from twolevel.core.array_types import Real

FLOOR = 2.0
"""Errors of the share that stand in v for what does not shrink with it. Set on simulated worlds of
another seed than those of `docs/twolevel/calibration.md`: with less, intervals of shares of 0
miss."""


def share_interval(
    value: float, error: float, t: float, total: float, rise: float
) -> tuple[float, float]:
    """Return the ends of the interval of a weighted sum of shares of one whole.

    Parameters
    ----------
    value
        The sum, w @ p with shares p.
    error
        Its standard error, not below 0.
    t
        Quantile of the wanted level, above 0.
    total
        w^2 @ p, so that v(value) = total - value^2 + c: the variance of such a sum when one of
        several outcomes is drawn. Where that is below 0, as values below 0 make it, c alone stands.
    rise
        How `total` goes with the sum, as shares move together: 1 for a single share, 0 for one
        share less another if what one gains the other loses.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference. J. Am.
    Stat. Assoc. 22(158), 209-212. doi:10.1080/01621459.1927.10502953
    """
    if error == 0:
        return value, value
    v = max(total - value * value, 0.0) + FLOOR * error
    k = (t * error) ** 2 / v
    # (truth - value)^2 = k (v + rise (truth - value) - (truth^2 - value^2)): two truths.
    middle = (value + k * rise / 2) / (1 + k)
    product = (value * value - k * (v - rise * value + value * value)) / (1 + k)
    reach = float(np.sqrt(max(middle * middle - product, 0.0)))
    return middle - reach, middle + reach


def moving_total(moved: Real, w: Real) -> float:
    """Return how w^2 @ p goes with w @ p, over shares without each cluster, shape (g, n)."""
    value, total = w @ moved, (w * w) @ moved
    apart = value - value.mean()
    spread = float(apart @ apart)
    return 0.0 if spread == 0 else float(apart @ total) / spread
