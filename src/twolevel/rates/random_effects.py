"""A mean over units that differ by more than chance, and where one more unit would lie.

The spread between units is by restricted likelihood; the interval of the mean is by Hartung and
Knapp, which holds its level with few units; the interval of one more unit adds the spread to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize_scalar
from scipy.special import stdtrit

from twolevel.core.argument_checks import numbers, share
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError

MIN_UNITS = 3
LEAST = 1e-100
"""Error below which its square is lost."""
WIDEST = 1e4
"""Times the largest spread that the estimates themselves show, beyond which none is looked for."""


@dataclass(frozen=True, slots=True)
class RandomEffects:
    """A mean over units.

    Attributes
    ----------
    mean
        Random-effects mean.
    standard_error
        Of the mean, by Hartung and Knapp.
    spread
        Standard deviation between units.
    n_units
        Number of units.
    heterogeneity
        Share of the variance of a typical estimate that lies between units (I squared), from 0
        to 1.
    """

    mean: float
    standard_error: float
    spread: float
    n_units: int
    heterogeneity: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of the mean: t with the units less one."""
        share("level", level)
        reach = float(stdtrit(self.n_units - 1, (1 + level) / 2)) * self.standard_error
        return self.mean - reach, self.mean + reach

    def prediction(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of one more unit: t with the units less two.

        The spread is taken as known: with seven units that differ it holds some 90 of 100.
        """
        share("level", level)
        error = float(np.hypot(self.standard_error, self.spread))
        reach = float(stdtrit(self.n_units - 2, (1 + level) / 2)) * error
        return self.mean - reach, self.mean + reach


def random_effects(estimates: ArrayLike, errors: ArrayLike) -> RandomEffects:
    """Return the mean of estimates of units that differ, with the spread between them.

    Parameters
    ----------
    estimates, errors
        Estimate of each unit and its standard error above 0, shape (n,), at least three.

    Raises
    ------
    NetworkError, InvalidArgument
        If there are fewer, a number is not finite, or an error is not above 0.

    References
    ----------
    .. [1] Viechtbauer (2005), Bias and efficiency of meta-analytic variance estimators in the
       random-effects model. J. Educ. Behav. Stat. 30(3), 261-293. doi:10.3102/10769986030003261
    .. [2] IntHout, Ioannidis & Borm (2014), The Hartung-Knapp-Sidik-Jonkman method for random
       effects meta-analysis. BMC Med. Res. Methodol. 14, 25. doi:10.1186/1471-2288-14-25
    .. [3] Higgins, Thompson & Spiegelhalter (2009), A re-evaluation of random-effects
       meta-analysis. J. R. Stat. Soc. A 172(1), 137-159. doi:10.1111/j.1467-985X.2008.00552.x
    """
    y, se = numbers("estimates", estimates, 1), numbers("errors", errors, 1)
    if y.size < MIN_UNITS or se.shape != y.shape:
        raise NetworkError(
            "estimates", f"has {y.size} units", f"give {MIN_UNITS} or more, and an error of each"
        )
    if se.min() < LEAST:
        raise NetworkError("errors", f"holds {se.min():g}", "give errors above 0")
    between = _between(y, se**2)
    weight = 1 / (se**2 + between)
    mean = float(weight @ y / weight.sum())
    factor = float(weight @ (y - mean) ** 2) / (y.size - 1)
    typical = _typical(se**2)
    return RandomEffects(
        mean,
        float(np.sqrt(factor / weight.sum())),
        float(np.sqrt(between)),
        int(y.size),
        between / (between + typical),
    )


def _between(y: Real, variance: Real) -> float:
    """Return the variance between units by restricted likelihood, at least 0."""
    widest = WIDEST * max(float(y.var()), LEAST)
    scale = max(float(y.var()), float(variance.mean()))

    def loss(root: float) -> float:
        return -restricted_likelihood(y, variance, scale * root**2)

    best = minimize_scalar(
        loss, bounds=(0.0, float(np.sqrt(widest / scale))), method="bounded",
        options={"xatol": 1e-10, "maxiter": 1000},
    )  # fmt: skip
    root = min((0.0, float(best.x)), key=loss)
    return scale * root**2


def restricted_likelihood(y: Real, variance: Real, between: float) -> float:
    """Return the restricted log likelihood of a variance between units, without its constant."""
    total = variance + between
    weight = 1 / total
    mean = float(weight @ y / weight.sum())
    return -0.5 * float(np.log(total).sum() + np.log(weight.sum()) + weight @ (y - mean) ** 2)


def _typical(variance: Real) -> float:
    """Return the sampling variance of a typical unit (Higgins & Thompson 2002)."""
    weight = 1 / variance
    return float((variance.size - 1) * weight.sum() / (weight.sum() ** 2 - (weight**2).sum()))
