"""The smallest effect that an estimate with a known error would find."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from twolevel.errors import InvalidArgument


def detectable_effect(
    standard_error: float, degrees_of_freedom: float, *, power: float = 0.8, size: float = 0.05
) -> float:
    """Return the smallest true effect whose two-sided test rejects 0 with the wanted power.

    Of an estimate that is normal around the truth with this error, judged by t: the quantiles of
    1 - size / 2 and of `power`, added, times the error.

    Parameters
    ----------
    standard_error
        Of the estimate, above 0, on the scale on which it is normal (log, Fisher's).
    degrees_of_freedom
        Of the test's t.
    power, size
        Wanted power, at least 0.5, and size of the test.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.

    References
    ----------
    .. [1] Bloom (1995), Minimum detectable effects. Evaluation Review 19(5), 547-556.
       doi:10.1177/0193841X9501900504
    """
    if not standard_error > 0:
        raise InvalidArgument("standard_error", standard_error, "give a number above 0")
    if not degrees_of_freedom > 0:
        raise InvalidArgument("degrees_of_freedom", degrees_of_freedom, "give a number above 0")
    if not 0.5 <= power < 1:
        raise InvalidArgument("power", power, "give a share from 0.5 to below 1")
    if not 0 < size < 1:
        raise InvalidArgument("size", size, "give a share between 0 and 1")
    quantiles = stdtrit(degrees_of_freedom, np.array([1 - size / 2, power]))
    return float(quantiles.sum()) * standard_error


def detectable_correlation(
    standard_error: float, degrees_of_freedom: float, *, power: float = 0.8, size: float = 0.05
) -> float:
    """Return the smallest correlation that is found, from the error of its Fisher transform."""
    found = detectable_effect(standard_error, degrees_of_freedom, power=power, size=size)
    return float(np.tanh(found))
