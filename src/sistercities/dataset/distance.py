"""The distance between two points of the Earth, without an array."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in km of two points, each as latitude and longitude in degrees."""
    phi, theta = radians(one[0]), radians(other[0])
    half = sin((theta - phi) / 2) ** 2
    half += cos(phi) * cos(theta) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
