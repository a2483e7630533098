"""From degrees to a page: the Equal Earth projection around a meridian of one's choice.

Areas keep their size. B. Savric, T. Patterson and B. Jenny (2019), The Equal Earth map projection,
International Journal of Geographical Information Science 33(3):454-465, equations 1 to 4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
MOST_ZOOM = 6.0
"""Beyond this the outline of the land is seen to be simplified."""
_LEAST_ZOOM, _FILLED = 1.25, 0.82
WIDTH, HEIGHT = 720.0, 360.0
"""Of all maps, in pixels: a frame of two to one, into which the whole earth fits."""
_MARGIN = 4.0
Point = tuple[float, float]


def equal_earth(longitude: float, latitude: float) -> Point:
    """Project a point.

    Parameters
    ----------
    longitude
        Degrees from the middle of the map, -180 to 180.
    latitude
        Degrees.

    Returns
    -------
    tuple of float
        x to the east and y to the north, in radii of the earth.
    """
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    second, sixth = theta**2, theta**6
    a1, a2, a3, a4 = _A
    slope = a1 + 3 * a2 * second + sixth * (7 * a3 + 9 * a4 * second)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    return x, theta * (a1 + a2 * second + sixth * (a3 + a4 * second))


def signed(longitude: float) -> float:
    """Bring a longitude to between -180 and 180 degrees, 180 included."""
    return 180.0 - (180.0 - longitude) % 360.0


@cache
def _scale(width: float, height: float) -> float:
    """Pixels of a radius of the earth, where the whole earth fits into a frame."""
    across = (width - 2 * _MARGIN) / (2 * equal_earth(180.0, 0.0)[0])
    down = (height - 2 * _MARGIN) / (2 * equal_earth(0.0, 90.0)[1])
    return min(across, down)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map's rectangle: where a point of the earth lies on it.

    Attributes
    ----------
    middle
        Meridian in the middle, degrees.
    width, height
        Of the rectangle in pixels; the whole earth fits into it.
    zoom, left, top
        How many times larger a part is drawn, and where its corner is on the sheet so enlarged, in
        pixels; width and height stay.
    """

    middle: float
    width: float = WIDTH
    height: float = HEIGHT
    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def turned(self, longitude: float) -> float:
        """Degrees from the middle, from -180 up to 180."""
        return (longitude - self.middle + 180.0) % 360.0 - 180.0

    def at(self, turned: float, latitude: float) -> Point:
        """Place on the sheet of a point whose longitude is counted from the middle."""
        x, y = equal_earth(turned, latitude)
        scale = _scale(self.width, self.height)
        return self.moved((self.width / 2 + scale * x, self.height / 2 - scale * y))

    def moved(self, point: Point) -> Point:
        """Bring a point of the whole sheet, at zoom 1, to where it lies on this part of it."""
        return point[0] * self.zoom - self.left, point[1] * self.zoom - self.top

    def of(self, longitude: float, latitude: float) -> Point:
        """Place on the sheet of a point of the earth, in degrees."""
        return self.at(self.turned(longitude), latitude)

    def holds(self, point: Point) -> bool:
        """Whether a point of the sheet lies within its rectangle."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def closer(self, points: Sequence[Point], most: float = MOST_ZOOM) -> Sheet:
        """Enlarge the part around some points of the sheet, where that is worth it.

        Parameters
        ----------
        points
            Where something is drawn, in pixels of this sheet at zoom 1.
        most
            The most that it is enlarged.
        """
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs) + 1.0, max(ys) - min(ys) + 1.0
        zoom = min(most, _FILLED * self.width / wide, _FILLED * self.height / high)
        if zoom < _LEAST_ZOOM:
            return self
        zoom = round(zoom, 2)
        left = zoom * (min(xs) + max(xs)) / 2 - self.width / 2
        top = zoom * (min(ys) + max(ys)) / 2 - self.height / 2
        return replace(
            self,
            zoom=zoom,
            left=round(min(max(left, 0.0), self.width * (zoom - 1)), 1),
            top=round(min(max(top, 0.0), self.height * (zoom - 1)), 1),
        )

    def whole(self, zoom: float) -> Sheet:
        """Give the whole earth, so many times larger, without a part left out."""
        return replace(self, zoom=zoom, left=0.0, top=0.0)
