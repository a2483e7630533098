"""How long ties are: great circles between the points of their two places, in km."""

from __future__ import annotations

import numpy as np

from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.network.measures.chosen import ChosenTies
from twolevel.core.array_types import Flag, Index, Real

NEAR_KM = 500.0
"""Shares are of ties shorter than this."""


class Lengths:
    """Lengths of the ties between some places, whatever ties these are.

    Parameters
    ----------
    chosen
        The places, with points and countries.
    """

    def __init__(self, chosen: ChosenTies) -> None:
        self._chosen = chosen
        self._vectors = unit_vectors(chosen.longitude, chosen.latitude)

    def km(self, ties: Index) -> Real:
        """Length of each tie in km, shape (m,); NaN where the point of an end is not known."""
        a, b = self._vectors[ties[:, 0]], self._vectors[ties[:, 1]]
        return ground_km(np.sqrt(((a - b) ** 2).sum(axis=1)))

    def measures(self, ties: Index, km: Real | None = None) -> dict[str, float | None]:
        """Give the measures of the lengths of some ties; None where there is no such tie."""
        lengths = self.km(ties) if km is None else km
        is_known, is_domestic = ~np.isnan(lengths), self._chosen.are_domestic(ties)
        known, abroad = lengths[is_known], lengths[is_known & ~is_domestic]
        return {
            "mean_km": _mean(known),
            "median_km": float(np.median(known)) if known.size else None,
            "share_under_500_km": _mean(known < NEAR_KM),
            "share_under_500_km_abroad": _mean(abroad < NEAR_KM),
            "share_domestic": _mean(is_domestic),
        }


def _mean(values: Real | Flag) -> float | None:
    return float(values.mean()) if values.size else None
