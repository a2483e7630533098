"""Distances on a globe: points as unit vectors, so that a search tree knows no edge of the map."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

Vectors = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]


def unit_vectors(longitude: Vectors, latitude: Vectors) -> Vectors:
    """Turn degrees into unit vectors.

    Parameters
    ----------
    longitude, latitude
        Shape (points,), in degrees.

    Returns
    -------
    vectors
        Shape (points, 3).
    """
    east, north = np.radians(longitude), np.radians(latitude)
    return np.column_stack(
        (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north))
    )


def chord(km: float) -> float:
    """Straight distance between two unit vectors that lie `km` apart along the ground."""
    return 2 * math.sin(min(km / EARTH_RADIUS_KM, math.pi) / 2)


def ground_km(chords: Vectors) -> Vectors:
    """Distance along the ground in km of straight distances between unit vectors."""
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.clip(chords / 2, 0.0, 1.0))
