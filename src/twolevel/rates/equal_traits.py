"""Where one unit stands among others that differ, at equal traits: random effects by REML.

Others have estimates y with known errors s. They differ by traits x, and by a spread beyond these:
y ~ N(x b, s^2 + tau^2). One more unit of their kind would lie around its own x b with tau and its
own error; the interval of its difference holds both, and the error of b.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize_scalar

from twolevel.core.argument_checks import numbers, real_number
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError
from twolevel.rates.prediction_interval import HUGE, LEAST, MIN_OTHERS, AmongOthers


def among_others_at_equal_traits(
    value: float,
    error: float,
    others: ArrayLike,
    other_errors: ArrayLike,
    *,
    own_traits: ArrayLike = (),
    traits: ArrayLike | None = None,
    error_freedom: float = np.inf,
) -> AmongOthers:
    """Compare one unit with others that have the same traits, by restricted maximum likelihood.

    Parameters
    ----------
    value, error
        Estimate of the unit and its standard error.
    others, other_errors
        Those of the others, shape (n,); errors above 0.
    own_traits, traits
        Of the unit, shape (k,), and of the others, shape (n, k); none for their plain mean.
    error_freedom
        Degrees of freedom of the unit's own error. Those of the interval are joined from these
        and n - k - 2 of the spread (Satterthwaite).

    Raises
    ------
    NetworkError, InvalidArgument
        If there are fewer than three others more than traits, a number is not finite, an error is
        not above 0, or the traits of the others are sums of one another.

    References
    ----------
    .. [1] Raudenbush (2009), Analyzing effect sizes: random-effects models. In Cooper, Hedges &
       Valentine (eds), The handbook of research synthesis, 295-315.
    .. [2] Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x
    """
    real_number("value", value, -HUGE, HUGE, "a finite number")
    real_number("error", error, 0.0, HUGE, "a number of at least 0")
    y, se, x, own = _checked(others, other_errors, own_traits, traits)
    between = reml_variance(y, se, x)
    weight = 1 / (se**2 + between)
    covariance = np.linalg.inv((x * weight[:, None]).T @ x)
    expected = float(own @ covariance @ (x.T @ (weight * y)))
    spread = between + float(own @ covariance @ own)
    freedom = _joined((error**2, error_freedom), (spread, float(len(y) - x.shape[1] - 1)))
    return AmongOthers(
        value - expected, float(np.sqrt(error**2 + spread)), freedom, expected,
        float(np.sqrt(between)), len(y),
    )  # fmt: skip


def reml_variance(y: Real, se: Real, x: Real) -> float:
    """Return the variance between units beyond x, at least 0, by restricted maximum likelihood."""

    def deviance(between: float) -> float:
        weight = 1 / (se**2 + between)
        information = (x * weight[:, None]).T @ x
        residual = y - x @ np.linalg.solve(information, x.T @ (weight * y))
        return float(
            weight @ residual**2 - np.log(weight).sum() + np.linalg.slogdet(information)[1]
        )

    # The variance is sought on the scale of its root, where the likelihood is rounder.
    most = 4 * float(np.ptp(y)) + 1e-6
    found = minimize_scalar(
        lambda root: deviance(root**2), bounds=(0.0, most), method="bounded",
        options={"xatol": 1e-8},
    )  # fmt: skip
    return 0.0 if deviance(0.0) <= found.fun else float(found.x) ** 2


def _joined(*parts: tuple[float, float]) -> float:
    """Join degrees of freedom of variances that are added up (Satterthwaite)."""
    total = sum(variance for variance, _ in parts)
    lost = sum(variance**2 / freedom for variance, freedom in parts)
    return total**2 / lost if lost > 0 else parts[-1][1]


def _checked(
    others: ArrayLike, other_errors: ArrayLike, own_traits: ArrayLike, traits: ArrayLike | None
) -> tuple[Real, Real, Real, Real]:
    y, se = numbers("others", others, 1), numbers("other_errors", other_errors, 1)
    own = numbers("own_traits", own_traits, 1)
    x = np.ones((y.size, 1))
    if traits is not None:
        x = np.column_stack((x, numbers("traits", traits, 2)))
    if x.shape != (y.size, own.size + 1):
        raise NetworkError("traits", f"has shape {x.shape}", f"give {own.size} for {y.size} units")
    if y.size < MIN_OTHERS + own.size or se.shape != y.shape:
        raise NetworkError(
            "others", f"has {y.size} units", f"give {MIN_OTHERS + own.size} or more, and errors"
        )
    if se.min() < LEAST:
        raise NetworkError("other_errors", f"holds {se.min():g}", "give errors above 0")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise NetworkError("traits", "are sums of one another", "leave one of them out")
    return y, se, x, np.append(1.0, own)
