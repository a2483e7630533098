"""Which of many points lie within some kilometres of others, without a search tree.

Points are sorted by bands of latitude and within them by longitude, so that those near another are
a few short runs.
"""

from __future__ import annotations

import math

import numpy as np

from sistercities.dataset.globe import EARTH_RADIUS_KM, chord, unit_vectors
from twolevel.core.array_types import Index, Real

BAND = 0.5
"""Height of a band in degrees of latitude, about 56 km."""
_HALF_ROUND, _LITTLE = 180.0, 1e-9
_APART = 1000.0
"""Distance of two bands in the order, beyond all longitudes."""


class PointsInReach:
    """Some points, ready to be asked for those near others.

    Parameters
    ----------
    latitude, longitude
        Degrees, shape (n_points,); a point that is not known is near nobody.
    in_order
        What `in_bands` says of them; None finds it.
    """

    def __init__(
        self, latitude: Real, longitude: Real, in_order: tuple[Index, Real] | None = None
    ) -> None:
        self._at, self._keys = in_bands(latitude, longitude) if in_order is None else in_order
        self._latitude, self._longitude = latitude, longitude

    def near(self, latitude: Real, longitude: Real, km: float) -> tuple[Index, Index]:
        """Find the pairs of an asked point and one of these that lie so near each other.

        Parameters
        ----------
        latitude, longitude
            Degrees of the asked points, shape (n_asked,).
        km
            Greatest distance in km.

        Returns
        -------
        numpy.ndarray, numpy.ndarray
            Positions of the asked points and of the points of each pair, each of shape (n_pairs,).
        """
        starts, ends, asked = self._runs(latitude, longitude, km)
        lengths = np.maximum(ends - starts, 0)
        first = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        found = first + np.arange(lengths.sum())
        of = np.repeat(asked, lengths)
        at = self._at[found]
        vectors = unit_vectors(self._longitude[at], self._latitude[at])
        gaps = vectors - unit_vectors(longitude, latitude)[of]
        is_near = np.einsum("pk,pk->p", gaps, gaps) <= chord(km) ** 2
        return of[is_near], at[is_near]

    def _runs(self, latitude: Real, longitude: Real, km: float) -> tuple[Index, Index, Index]:
        """Give the runs of points, in their order, among which those near lie."""
        high = math.degrees(km / EARTH_RADIUS_KM)
        asked = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
        north, east = latitude[asked], longitude[asked]
        # Near a pole all longitudes are near.
        narrow = np.cos(np.radians(np.minimum(np.abs(north) + high, 90.0)))
        is_near_pole = narrow <= math.sin(km / EARTH_RADIUS_KM)
        wide = np.minimum(high / np.maximum(narrow, _LITTLE) + _LITTLE, _HALF_ROUND)
        wide = np.where(is_near_pole, _HALF_ROUND, wide)
        starts, ends, of = [], [], []
        for step in range(math.ceil(2 * high / BAND) + 1):
            band = np.floor((north - high) / BAND) + step
            for turn in (-360.0, 0.0, 360.0):
                west = east + turn - wide
                is_met = (west <= 180.0) & (east + turn + wide >= -180.0)
                low = band[is_met] * _APART
                starts.append(np.searchsorted(self._keys, low + np.maximum(west[is_met], -180.0)))
                # Half open, so that windows around the globe do not meet; 180 itself is kept.
                upper = np.minimum(west[is_met] + 2 * wide[is_met], 180.0 + _LITTLE)
                ends.append(np.searchsorted(self._keys, low + upper))
                of.append(asked[is_met])
        return np.concatenate(starts), np.concatenate(ends), np.concatenate(of)


def in_bands(latitude: Real, longitude: Real) -> tuple[Index, Real]:
    """Give positions of known points by band and longitude, and what that order goes by."""
    known = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
    keys = np.floor(latitude[known] / BAND) * _APART + longitude[known]
    order = np.argsort(keys, kind="stable")
    return known[order], keys[order]
