"""Where one unit stands among others that differ by more than chance.

A random-effects mean of the others (DerSimonian & Laird 1986), and what one more unit of their kind
could show (prediction interval, Higgins, Thompson & Spiegelhalter 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from twolevel.core.argument_checks import numbers, real_number
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError
from twolevel.rates.detectable import detectable_effect

MIN_OTHERS = 3
HUGE = 1e12
LEAST = 1e-100
"""Error below which its square is lost."""


@dataclass(frozen=True, slots=True)
class AmongOthers:
    """One unit beside others of its kind.

    Attributes
    ----------
    value
        The unit's estimate less the mean of the others.
    standard_error
        Of what one more unit like the others would show in its place: sampling error, spread
        between units, error of their mean.
    freedom
        Number of others less two.
    mean, spread
        Of the others: random-effects mean, and standard deviation between them.
    n_others
        Number of others.
    """

    value: float
    standard_error: float
    freedom: float
    mean: float
    spread: float
    n_others: int

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of the difference; 0 lies in it for a unit like the others."""
        reach = float(stdtrit(self.freedom, (1 + level) / 2)) * self.standard_error
        return self.value - reach, self.value + reach

    def detectable(self, *, size: float = 0.05) -> float | None:
        """Return the smallest difference that is found with 80 % power."""
        if self.standard_error <= 0:
            return None
        return detectable_effect(self.standard_error, self.freedom, size=size)


def among_others(
    value: float, error: float, others: ArrayLike, other_errors: ArrayLike
) -> AmongOthers:
    """Compare one unit's estimate with those of others, which differ among each other.

    Parameters
    ----------
    value, error
        Estimate of the unit and its standard error.
    others, other_errors
        Those of the others, shape (n,), at least three; errors above 0.

    Raises
    ------
    NetworkError, InvalidArgument
        If there are fewer, a number is not finite, or an error is not above 0.

    References
    ----------
    .. [1] DerSimonian & Laird (1986), Meta-analysis in clinical trials. Controlled Clinical Trials
       7(3), 177-188. doi:10.1016/0197-2456(86)90046-2
    .. [2] Higgins, Thompson & Spiegelhalter (2009), A re-evaluation of random-effects
       meta-analysis. J. R. Stat. Soc. A 172(1), 137-159. doi:10.1111/j.1467-985X.2008.00552.x
    """
    real_number("value", value, -HUGE, HUGE, "a finite number")
    real_number("error", error, 0.0, HUGE, "a number of at least 0")
    y, se = numbers("others", others, 1), numbers("other_errors", other_errors, 1)
    if y.size < MIN_OTHERS or se.shape != y.shape:
        raise NetworkError(
            "others", f"has {y.size} units", f"give {MIN_OTHERS} or more, and errors"
        )
    if se.min() < LEAST:
        raise NetworkError("other_errors", f"holds {se.min():g}", "give errors above 0")
    between = _between(y, se)
    weight = 1 / (se**2 + between)
    mean = float(weight @ y / weight.sum())
    variance = error**2 + between + 1 / float(weight.sum())
    return AmongOthers(
        value - mean, float(np.sqrt(variance)), y.size - 2, mean, float(np.sqrt(between)), y.size
    )


def _between(y: Real, se: Real) -> float:
    """Return the variance between units by the method of moments, at least 0."""
    weight = 1 / se**2
    total = float(weight.sum())
    q = float(weight @ (y - weight @ y / total) ** 2)
    return max(0.0, (q - (y.size - 1)) / (total - float((weight**2).sum()) / total))
