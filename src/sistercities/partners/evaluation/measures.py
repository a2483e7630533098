"""What ranks add up to, with intervals over home places; and one method against another.

The home places are drawn anew with replacement, with all their ties and all their cut-offs; two
methods are compared on the same draws. Intervals are the 2.5 % and 97.5 % points of the draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.evaluation.ranks import TieRanks
from twolevel.core.array_types import Index, Real

RESAMPLES = 2000
LEVEL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its interval; None where there is nothing to measure or no bound."""

    value: float | None
    low: float | None
    high: float | None


MEASURES: dict[str, Callable[[TieRanks], Real]] = {
    "mean_log_rank": lambda ranks: np.log(ranks.rank),
    "country_hit_50": lambda ranks: _within(ranks.country_rank, 50),
    "hit_10": lambda ranks: _within(ranks.rank, 10),
    "hit_50": lambda ranks: _within(ranks.rank, 50),
    "mean_reciprocal_rank": lambda ranks: 1 / ranks.rank,
    "average_precision": lambda ranks: ranks.precision,
    "mean_log_country_rank": lambda ranks: np.log(ranks.country_rank),
    "degree_rank": lambda ranks: ranks.degree_rank,
}
"""Value of each tie; a measure is their mean over ties."""

RATIOS = ("mean_log_rank", "country_hit_50", "mean_reciprocal_rank", "hit_10", "hit_50")
"""Measures of which two methods are compared; of the log rank, the ratio of geometric means."""
OF_CLASSES = ("mean_log_rank", "country_hit_50", "hit_50", "mean_reciprocal_rank")
"""Measures that the ties of one class have."""


def _within(rank: Real, most: int) -> Real:
    return (rank <= most).astype(np.float64)


class Resampling:
    """Draws of home places, the same for all methods and measures."""

    def __init__(self, home: Index, seed: int, n_draws: int = RESAMPLES) -> None:
        self._homes, self._at = np.unique(home, return_inverse=True)
        rng = np.random.default_rng(seed)
        n = len(self._homes)
        self._weight = rng.multinomial(n, np.full(n, 1 / max(n, 1)), size=n_draws).astype(float)

    def means(self, values: Real, chosen: NDArray[np.bool_] | None = None) -> Real:
        """Mean over ties in each draw; NaN where a draw holds none of those that are chosen."""
        counted = np.ones(len(values)) if chosen is None else chosen.astype(float)
        sums = np.bincount(self._at, values * counted, len(self._homes))
        counts = np.bincount(self._at, counted, len(self._homes))
        total = self._weight @ counts
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self._weight @ sums / total)


def measured(
    values: Real, resampling: Resampling, chosen: NDArray[np.bool_] | None = None
) -> Measured:
    """Mean of a value over ties, with its interval."""
    own = values if chosen is None else values[chosen]
    if not len(own):
        return Measured(None, None, None)
    low, high = np.nanpercentile(resampling.means(values, chosen), LEVEL)
    return Measured(float(own.mean()), float(low), float(high))


def ratio(name: str, ours: TieRanks, other: TieRanks, resampling: Resampling) -> Measured:
    """One method over another in a measure; of the log rank, the ratio of geometric mean ranks."""
    mine, theirs = MEASURES[name](ours), MEASURES[name](other)
    if name.startswith("mean_log"):
        drawn = np.exp(resampling.means(mine - theirs))
        value = float(np.exp((mine - theirs).mean()))
    else:
        if not theirs.any():
            return Measured(None, None, None)
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn = resampling.means(mine) / resampling.means(theirs)
        value = float(mine.mean() / theirs.mean())
    return Measured(value, *_finite(drawn))


def _finite(drawn: Real) -> tuple[float | None, float | None]:
    """Return the bounds of an interval; None where draws hold nothing to divide by."""
    with np.errstate(invalid="ignore"):
        low, high = np.nanpercentile(drawn, LEVEL)
    return (
        float(low) if np.isfinite(low) else None,
        float(high) if np.isfinite(high) else None,
    )
