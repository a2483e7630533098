"""Intervals of a slope where the likelihood, with the others at their best, has fallen enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg
from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri

from twolevel.core.array_types import Real
from twolevel.timing.hazard_climb import Hazard, Height, climb

SMALL_HELD = 1e-13
"""Squared length of the last step of a fit with a held slope: the fall is exact to this."""
END_SHARE = 1e-9
"""Precision of an end, in standard errors."""
GROWTH = 1.6
MOST_REACH = 60
"""Steps of growth in the search for an end."""


@dataclass(frozen=True, slots=True)
class ProfileInterval:
    """A slope with its profile interval and likelihood-ratio test.

    Attributes
    ----------
    name, slope
        The covariate and its estimate.
    low, high
        Ends where twice the fall of the (penalised) log likelihood is the chi-square quantile;
        None where it never falls so far on that side.
    p
        Likelihood-ratio test of H0: slope 0, chi-square with one degree of freedom.
    level
        Of the interval.
    """

    name: str
    slope: float
    low: float | None
    high: float | None
    p: float
    level: float


def profile_interval(hazard: Hazard, top: Height, term: int, level: float) -> ProfileInterval:
    """Return the profile interval of a slope around the highest point."""
    side = Profile(hazard, top, term)
    error, wanted = side.error, float(chdtri(1, 1 - level))
    return ProfileInterval(
        name=hazard.risk.names[term], slope=side.slope,
        low=side.end(wanted, -error), high=side.end(wanted, error),
        p=float(chdtrc(1, max(side.fall(0.0), 0.0))), level=level,
    )  # fmt: skip


class Profile:
    """Falls of twice the objective along one slope; each fit starts from the nearest before.

    Attributes
    ----------
    slope, error
        The slope at the top, and its standard error by the information there.
    """

    def __init__(self, hazard: Hazard, top: Height, term: int) -> None:
        self._hazard, self._top, self._term = hazard, top, term
        self._column = hazard.slopes.start + term
        self._scale = float(hazard.scale[term])
        unit = np.zeros(hazard.columns.n_free)
        unit[self._column] = 1.0
        factor = linalg.cho_factor(top.information, lower=True)
        direction = np.asarray(linalg.cho_solve(factor, unit))
        self.slope = float(top.point[self._column]) * self._scale
        self.error = float(np.sqrt(direction[self._column])) * self._scale
        # where the other parameters go, to first order, as the slope moves
        self._direction = np.append(direction / direction[self._column], 0.0)
        self._known: dict[float, Real] = {float(top.point[self._column]): top.point}

    def fall(self, value: float) -> float:
        """Return twice the fall of the objective where the slope is held at a value."""
        held_at = value / self._scale
        nearest = min(self._known, key=lambda one: abs(one - held_at))
        start = self._known[nearest] + (held_at - nearest) * self._direction
        start[self._column] = held_at
        held = climb(self._hazard, start, held=self._term, small=SMALL_HELD)
        self._known[held_at] = held.point
        return 2 * (self._top.value - held.value)

    def end(self, wanted: float, error: float) -> float | None:
        """Return where the fall is as wanted on the side that the sign of `error` says."""
        slope = self.slope
        near, far = 0.0, float(np.sqrt(wanted)) * error
        for _ in range(MOST_REACH):
            if self.fall(slope + far) >= wanted:
                break
            near, far = far, far * GROWTH
        else:
            return None

        # The root of the fall is nearly linear in the slope.
        def short(reach: float) -> float:
            return float(np.sqrt(max(self.fall(slope + reach), 0.0)) - np.sqrt(wanted))

        tolerance = END_SHARE * abs(error)
        reach = far if short(far) == 0 else brentq(short, near, far, xtol=tolerance)
        return slope + float(reach)
