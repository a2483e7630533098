"""Observed over expected in a group, where those outside of it say what is expected.

Indirect standardisation: outside the group a fractional logit (Papke & Wooldridge 1996) of a share
between 0 and 1 on traits; inside, the sum of the shares over the sum of what the logit expects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, stdtrit

from twolevel.core.argument_checks import flags, integers, numbers, plain_array
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import NetworkError
from twolevel.rates.clusters import MIN_EFFECTIVE
from twolevel.rates.detectable import detectable_effect

N_STEPS = 60
CLOSE = 1e-10
FAR = 15.0
"""Log odds of a standard deviation beyond which the traits part those with from those without."""


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRatio:
    """Observed over expected in a group.

    Attributes
    ----------
    observed, expected
        Sums over the group.
    expected_alike
        What would be expected of the group if it were like those outside and the sum over all rows
        were the same: where there is a fixed number of places, each that the group holds is one
        less outside.
    spread
        How much more the sums of clusters vary than independent ones would, at least 1.
    drawn_spread
        Variance between draws of observed - R expected, R the ratio, over the observed sum: adds to
        the spread.
    expected_variance
        Of log expected: error of the model outside, clustered.
    freedom
        Smaller effective number of clusters (inside by what is expected, outside by the model's
        expectation), less one.
    effective_inside, effective_outside
        These numbers.
    coefficients, standard_errors
        Of the model outside, constant first, shape (k + 1,); errors clustered.
    """

    observed: float
    expected: float
    expected_alike: float
    spread: float
    drawn_spread: float
    expected_variance: float
    freedom: float
    effective_inside: float
    effective_outside: float
    coefficients: Real
    standard_errors: Real

    @property
    def value(self) -> float:
        """Observed over expected."""
        return self.observed / self.expected

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:
        """Return the ratios that the observed sum does not refuse; None with too few clusters.

        A ratio R is refused if observed - R expected is more than t times its error, of which the
        square is (spread + drawn spread) R expected + R^2 expected^2 times the variance of the
        expectation: so an observed sum of 0 has an upper end too.
        """
        if self.freedom + 1 < MIN_EFFECTIVE:
            return None
        t2 = float(stdtrit(self.freedom, (1 + level) / 2)) ** 2
        spread = self.spread + self.drawn_spread
        a = self.expected**2 * (1 - t2 * self.expected_variance)
        half = self.observed * self.expected + t2 * spread * self.expected / 2
        if a <= 0:
            return None
        root = float(np.sqrt(max(half**2 - a * self.observed**2, 0.0)))
        return (half - root) / a, (half + root) / a

    def detectable(self, *, size: float = 0.05) -> float | None:
        """Return the smallest ratio above 1 that is found with 80 % power.

        By the error that a group like those outside would have: what spreads beyond chance grows
        with the ratio.
        """
        if self.freedom + 1 < MIN_EFFECTIVE:
            return None
        beyond = (self.spread - 1 + self.drawn_spread) / max(self.value, 1.0)
        variance = (1 + beyond) / self.expected_alike + self.expected_variance
        reach = detectable_effect(float(np.sqrt(variance)), self.freedom, size=size)
        return float(np.exp(min(reach, 50.0)))


@dataclass(frozen=True, slots=True, eq=False)
class _Outside:
    """The model outside: coefficients, inverse information, design, shares fitted, clusters."""

    beta: Real
    inverse: Real
    x: Real
    mean: Real
    cluster: Index
    covariance: Real


def standardised_ratio(
    share: ArrayLike, x: ArrayLike, is_inside: ArrayLike, cluster: ArrayLike
) -> StandardisedRatio:
    """Divide the sum of shares inside by what the model of those outside expects.

    Parameters
    ----------
    share
        Between 0 and 1, shape (n_draws, n_rows), or (n_rows,): of the mean over draws the ratio is
        taken, and the draws give the variance between them.
    x
        Traits, shape (n_rows, k); no column for the share of hubs alone.
    is_inside
        Whether a row is in the group, shape (n_rows,).
    cluster
        Of each row, whole numbers of at least 0, shape (n_rows,); rows of a cluster may depend on
        each other. A cluster lies inside or outside.

    Raises
    ------
    NetworkError
        If shapes are wrong, a share is out of range, one of the two sides has no row, outside all
        shares are 0 or 1, or the traits part those with from those without.

    References
    ----------
    .. [1] Papke & Wooldridge (1996), Econometric methods for fractional response variables with an
       application to 401(k) plan participation rates. J. Appl. Econometrics 11(6), 619-632.
    """
    drawn, design, inside, labels = _checked(share, x, is_inside, cluster)
    mean = drawn.mean(axis=0)
    out = _fit(mean[~inside], design[~inside], labels[~inside])
    meant = expit(design[inside] @ out.beta)
    observed, expected = float(mean[inside].sum()), float(meant.sum())
    total = float(mean.sum())
    slope = design[inside].T @ (meant * (1 - meant))
    spread, effective_inside = _spread(mean[inside], meant, labels[inside])
    effective_outside = _effective(out.mean, out.cluster)
    return StandardisedRatio(
        observed=observed,
        expected=expected,
        expected_alike=expected * total / (total - observed + expected),
        spread=spread,
        drawn_spread=_between(drawn, inside, out, slope, observed / expected),
        expected_variance=float(slope @ out.covariance @ slope) / expected**2,
        freedom=min(effective_inside, effective_outside) - 1,
        effective_inside=effective_inside,
        effective_outside=effective_outside,
        coefficients=out.beta,
        standard_errors=np.sqrt(np.diag(out.covariance)),
    )


def _fit(y: Real, x: Real, cluster: Index) -> _Outside:
    """Fit the fractional logit by Newton's method; covariance clustered, factor G / (G - 1)."""
    if y.min() == y.max():
        raise NetworkError("share", "is the same in all rows outside", "give shares that differ")
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(y.mean() / (1 - y.mean()))
    for _ in range(N_STEPS):
        mean = expit(x @ beta)
        weight = mean * (1 - mean)
        try:
            step = np.linalg.solve((x * weight[:, None]).T @ x, x.T @ (y - mean))
        except np.linalg.LinAlgError:
            raise _parted() from None
        step *= min(1.0, 3.0 / max(float(np.abs(step * scale).max()), 1e-300))
        beta = beta + step
        if np.abs(beta[1:] * scale[1:]).max(initial=0.0) > FAR:
            raise _parted()
        if float(np.abs(step * scale).max()) < CLOSE:
            break
    else:
        raise _parted()
    return _with_errors(y, x, cluster, beta)


def _with_errors(y: Real, x: Real, cluster: Index, beta: Real) -> _Outside:
    mean = expit(x @ beta)
    inverse = np.asarray(np.linalg.inv((x * (mean * (1 - mean))[:, None]).T @ x), dtype=np.float64)
    label = np.unique(cluster, return_inverse=True)[1]
    n_clusters = int(label.max()) + 1
    sums = np.zeros((n_clusters, x.shape[1]))
    np.add.at(sums, label, x * (y - mean)[:, None])
    factor = n_clusters / max(n_clusters - 1, 1)
    covariance = np.asarray(factor * inverse @ (sums.T @ sums) @ inverse, dtype=np.float64)
    return _Outside(beta, inverse, x, mean, label, covariance)


def _parted() -> NetworkError:
    return NetworkError(
        "x",
        "parts the rows outside into those with a share and those without",
        "leave a column out, or give more rows",
    )


def _spread(y: Real, meant: Real, cluster: Index) -> tuple[float, float]:
    """Return the overdispersion of cluster sums, and the effective number of clusters."""
    label = np.unique(cluster, return_inverse=True)[1]
    ratio = y.sum() / meant.sum()
    expected = np.bincount(label, meant)
    excess = np.bincount(label, y) - ratio * expected
    effective = float(expected.sum()) ** 2 / float((expected**2).sum())
    variance = float((excess**2).sum()) * effective / max(effective - 1, 1e-9)
    return max(1.0, variance / max(float(y.sum()), 1.0)), effective


def _effective(weight: Real, cluster: Index) -> float:
    sums = np.bincount(cluster, weight)
    return float(sums.sum()) ** 2 / float((sums**2).sum())


def _between(drawn: Real, inside: Flag, out: _Outside, slope: Real, ratio: float) -> float:
    """Return the variance of observed - R expected between draws over the observed sum.

    To first order in the shares outside; with Rubin's factor for a mean of few draws.
    """
    n_draws = len(drawn)
    if n_draws < 2 or ratio <= 0:
        return 0.0
    expected = (drawn[:, ~inside] - out.mean) @ out.x @ out.inverse @ slope
    observed = drawn[:, inside].sum(axis=1)
    variance = (observed - ratio * expected).var(ddof=1) * (1 + 1 / n_draws)
    return float(variance / observed.mean())


def _checked(
    share: ArrayLike, x: ArrayLike, is_inside: ArrayLike, cluster: ArrayLike
) -> tuple[Real, Real, Flag, Index]:
    given = plain_array("share", share, "shares")
    drawn = numbers("share", given[None, :] if given.ndim == 1 else given, 2)
    if drawn.size == 0 or drawn.min() < 0 or drawn.max() > 1:
        raise NetworkError("share", "is empty or out of range", "give shares from 0 to 1")
    n = drawn.shape[1]
    traits = plain_array("x", x, "a matrix of numbers")
    columns = numbers("x", traits, 2) if traits.size else np.empty((n, 0))
    if len(columns) != n:
        raise NetworkError("x", f"has shape {traits.shape}", f"give {n} rows")
    design = np.column_stack((np.ones(n), columns))
    inside = flags("is_inside", is_inside, n, "row")
    if inside.all() or not inside.any():
        raise NetworkError("is_inside", "is the same in all rows", "give rows of both sides")
    labels = integers("cluster", cluster)
    if labels.shape != (n,) or labels.min() < 0:
        raise NetworkError("cluster", f"has shape {labels.shape}", f"give {n} labels from 0 on")
    return drawn, design, inside, labels
