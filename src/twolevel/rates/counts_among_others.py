"""Where a count stands among counts of other units that differ by more than chance.

Each unit has a count O and an expected one E. Units differ: O ~ Poisson(E theta), theta ~ gamma of
mean 1 and standard deviation tau, so O is negative binomial. The ratio R of one unit is refused
where its count would lie in a tail of the law of one more such unit with R E expected. That holds
for counts of 0 too, where a logarithm has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import betainc, gammainc, gammaln

from twolevel.core.argument_checks import numbers, real_number, share
from twolevel.core.array_types import Real
from twolevel.errors import NetworkError

MIN_UNITS = 10
"""Other units below which their spread is not known."""

LARGEST = 1e9
SPREADS = np.linspace(0.0, 3.0, 61)
"""Values of tau that are weighed by their likelihood; 0 stands for no spread beyond chance."""

LEAST_SPREAD = 1e-3
FAR = 14.0
"""Log ratio beyond which no end of an interval is sought; an end that is not found stands there."""


@dataclass(frozen=True, slots=True, eq=False)
class CountAmongOthers:
    """A count over its expected one, among those of other units.

    Attributes
    ----------
    observed, expected
        Of the unit.
    overdispersion
        How much more the count varies than one of independent events would, at least 1.
    expected_variance
        Of log expected.
    weight
        Likelihood of each of `SPREADS` by the counts of the others, in sum 1.
    n_others
        Number of others.
    most
        Largest count that the unit could have; no interval goes beyond.
    """

    observed: float
    expected: float
    overdispersion: float
    expected_variance: float
    weight: Real
    n_others: int
    most: float = np.inf

    @property
    def value(self) -> float:
        """Observed over expected."""
        return self.observed / self.expected

    @property
    def spread(self) -> float:
        """Standard deviation of the ratios of the others, its mean by the likelihood."""
        return float(self.weight @ SPREADS)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the ratios that the count does not refuse; 1 lies in it for a unit like others."""
        share("level", level)
        tail = (1 - level) / 2
        low = self._end(lambda log: self.chance_of_as_many(log) - tail, lowest=True)
        high = self._end(lambda log: tail - self.chance_of_as_few(log), lowest=False)
        return low, min(high, max(self.most, self.observed) / self.expected)

    def range_of_others(self, level: float = 2 / 3) -> tuple[float, float]:
        """Return between which ratios a share of all units lie, chance left aside."""
        share("level", level)
        tail = (1 - level) / 2
        return self._ratio_of_others(tail), self._ratio_of_others(1 - tail)

    def _ratio_of_others(self, chance: float) -> float:
        shape = 1 / np.maximum(SPREADS, LEAST_SPREAD) ** 2

        def beyond(log: float) -> float:
            return float(self.weight @ gammainc(shape, shape * np.exp(log))) - chance

        return float(np.exp(brentq(beyond, -200.0, FAR, xtol=1e-10)))

    def _end(self, refused: Callable[[float], float], *, lowest: bool) -> float:
        if lowest and self.observed <= 0:
            return 0.0
        if refused(-FAR) * refused(FAR) > 0:
            return 0.0 if lowest else float(np.exp(FAR))
        return float(np.exp(brentq(refused, -FAR, FAR, xtol=1e-10)))

    def chance_of_as_few(self, log_ratio: float) -> float:
        """Return the chance of this count or a smaller one, where the ratio is exp(log_ratio)."""
        shape, chance = self._law(log_ratio)
        return float(self.weight @ betainc(shape, self._scaled + 1.0, chance))

    def chance_of_as_many(self, log_ratio: float) -> float:
        """Return the chance of this count or a larger one, where the ratio is exp(log_ratio)."""
        shape, chance = self._law(log_ratio)
        return float(1 - self.weight @ betainc(shape, self._scaled, chance))

    @property
    def _scaled(self) -> float:
        return self.observed / self.overdispersion

    def _law(self, log_ratio: float) -> tuple[Real, Real]:
        """Return the shapes of the gamma laws, and the chance of no event beside each shape."""
        shape = 1 / (np.maximum(SPREADS, LEAST_SPREAD) ** 2 + self.expected_variance)
        mean = np.exp(log_ratio) * self.expected / self.overdispersion
        return shape, shape / (shape + mean)


def count_among_others(
    observed: float,
    expected: float,
    others: ArrayLike,
    others_expected: ArrayLike,
    *,
    overdispersion: float = 1.0,
    expected_variance: float = 0.0,
    most: float = np.inf,
) -> CountAmongOthers:
    """Compare the count of one unit with those of others that differ by more than chance.

    Parameters
    ----------
    observed, expected
        Of the unit; the former may be a sum of chances.
    others, others_expected
        Of the others, shape (n,), at least ten; expected above 0.
    overdispersion
        How much more the unit's count varies than one of independent events would.
    expected_variance
        Of the logarithm of what is expected of it.
    most
        Largest count that the unit could have.

    Raises
    ------
    NetworkError, InvalidArgument
        If there are fewer others, or a number is out of range.

    References
    ----------
    .. [1] Clayton & Kaldor (1987), Empirical Bayes estimates of age-standardized relative risks.
       Biometrics 43(3), 671-681. doi:10.2307/2532003
    """
    real_number("observed", observed, 0.0, LARGEST, "a count of at least 0")
    real_number("expected", expected, 1e-9, LARGEST, "a number above 0")
    real_number("overdispersion", overdispersion, 1.0, LARGEST, "a number of at least 1")
    real_number("expected_variance", expected_variance, 0.0, LARGEST, "a number of at least 0")
    counts, meant = numbers("others", others, 1), numbers("others_expected", others_expected, 1)
    if counts.size < MIN_UNITS or meant.shape != counts.shape:
        raise NetworkError("others", f"has {counts.size} units", f"give {MIN_UNITS} or more")
    if counts.min() < 0 or meant.min() <= 0:
        raise NetworkError("others", "holds a count below 0, or none expected", "leave it out")
    return CountAmongOthers(
        float(observed), float(expected), float(overdispersion), float(expected_variance),
        _weights(counts, meant), counts.size, float(most),
    )  # fmt: skip


def _weights(counts: Real, meant: Real) -> Real:
    """Return the likelihood of each spread, in sum 1."""
    shape = 1 / np.maximum(SPREADS, LEAST_SPREAD)[:, None] ** 2
    log = (
        gammaln(counts + shape) - gammaln(shape)
        + shape * np.log(shape / (shape + meant)) + counts * np.log(meant / (shape + meant))
    ).sum(axis=1)  # fmt: skip
    weight = np.exp(log - log.max())
    found: Real = weight / weight.sum()
    return found
