"""How far two places are from each other, for rules on namesakes: a few parts in a thousand off."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Protocol

_KM_OF_A_DEGREE = 111.2


class HasPoint(Protocol):
    """What has a latitude and a longitude in degrees, each of which may be missing."""

    @property
    def latitude(self) -> float | None:
        """Degrees north."""

    @property
    def longitude(self) -> float | None:
        """Degrees east."""


def km_between(one: HasPoint, other: HasPoint) -> float | None:
    """Distance in kilometres on a plane, exact enough up to some hundred; None without points."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    east = (one.longitude - other.longitude + 180.0) % 360.0 - 180.0
    north = one.latitude - other.latitude
    return hypot(east * cos(radians(one.latitude)), north) * _KM_OF_A_DEGREE


def are_within(one: HasPoint, other: HasPoint, km: float) -> bool:
    """Whether two places lie at most so many kilometres apart; not where a point is missing."""
    apart = km_between(one, other)
    return apart is not None and apart <= km
