"""The pieces of land that the sea parts from each other, from first-level shapes.

Shapes of one country belong to one piece where they share a corner, which they do exactly. Files
of two countries are rounded each on its own grid: their shapes belong to one piece where two
corners or more lie as close as the two grids round. So a strait of a few hundred metres keeps two
countries apart, and one of any width two shapes of the same country. A bridge joins nothing.

Which cities lie on an island, and how large it is.

An island is a piece of land smaller than 70,000 km2, so that Tasmania, Sri Lanka, Sicily, Jeju and
Hainan are islands, and Great Britain, Honshu, Java, Cuba and Ireland are not: their cities are
seldom called towns of an island. Bridges make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from release_build.covariates.capitals import MARK_YEAR, MARKS
from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point
from release_build.covariates.value_rows import value_row
from release_build.readers.admin_shapes import Polygon, Ring, Shape
from sistercities.dataset.globe import EARTH_RADIUS_KM, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place
from twolevel.core.array_types import Index, Real

KM_PER_DEGREE = 111.2
_FEWEST_CORNERS = 2
"""Corners of two countries that have to lie together, so that one alone joins nothing."""

_LEAST_SLACK_KM = 0.3
AROUND_KM = 10.0
"""A town off the drawn land lies on an island where there is no large land within this distance."""

_PER_DEGREE = 1_000_000
"""Corners that agree to a millionth of a degree are one: ten centimetres."""

_CELL_DEGREES = 0.25
"""Width of the cells in which another country's corners are looked for."""

_ROWS = 10_000
"""More than there are cells from pole to pole, so that a column and a row make one number."""


@dataclass(frozen=True, eq=False)
class LandPieces:
    """Polygons of first-level shapes, and the piece of land that each belongs to.

    Attributes
    ----------
    polygons
        Outer ring and holes of each, in degrees.
    piece
        Number of the piece of each polygon, shape (polygons,).
    area_km2
        Area of each piece, shape (pieces,).
    slack_km
        How far the corners of each polygon may be off by rounding, shape (polygons,).
    is_small
        Whether the piece of each polygon is smaller than asked for, shape (polygons,).
    """

    polygons: Sequence[Polygon]
    piece: Index
    area_km2: Real
    slack_km: Real
    is_small: NDArray[np.bool_]


def land_pieces(
    shapes: Sequence[Shape], grids: Mapping[str, tuple[float, float]], small_below_km2: float
) -> LandPieces:
    """Join shapes to pieces of land.

    Parameters
    ----------
    shapes
        First-level shapes of all countries.
    grids
        Width and height of the grid of each country's file, in degrees.
    small_below_km2
        Two pieces that are larger than this are not joined to each other across a border: no more
        is asked of them.
    """
    polygons = [polygon for shape in shapes for polygon in shape.polygons]
    countries = [shape.country for shape in shapes for _ in shape.polygons]
    areas = np.array([_area_km2(polygon) for polygon in polygons])
    slack = np.array(
        [_slack_km(grids[of], polygon) for of, polygon in zip(countries, polygons, strict=True)]
    )
    corners = {
        country: _corners_of(polygons, [n for n, of in enumerate(countries) if of == country])
        for country in dict.fromkeys(countries)
    }
    inland = _joined(len(polygons), np.concatenate([_shared(one) for one in corners.values()]))
    is_small = np.bincount(inland, areas)[inland] < small_below_km2
    across = np.concatenate(list(_close_to_small(_near_borders(corners), is_small, slack)))
    pieces = _joined(int(inland.max()) + 1, _often(inland[across]))[inland]
    area_km2 = np.bincount(pieces, areas).astype(np.float64)
    return LandPieces(polygons, pieces, area_km2, slack, area_km2[pieces] < small_below_km2)


@dataclass(frozen=True, eq=False)
class _Corners:
    """Corners of the polygons of a country: degrees, and the polygon of each."""

    degrees: Real
    polygon: Index

    def where(self, is_kept: NDArray[np.bool_]) -> _Corners:
        return _Corners(self.degrees[is_kept], self.polygon[is_kept])

    @property
    def cells(self) -> Index:
        """Number of the cell of each corner."""
        columns_and_rows = np.floor(self.degrees / _CELL_DEGREES).astype(np.int64)
        return columns_and_rows[:, 0] * _ROWS + columns_and_rows[:, 1]


def _corners_of(polygons: Sequence[Polygon], numbers: Sequence[int]) -> _Corners:
    rings = [(n, ring[:-1]) for n in numbers for ring in polygons[n]]
    of = np.repeat([n for n, _ in rings], [len(ring) for _, ring in rings])
    return _Corners(np.concatenate([ring for _, ring in rings]), of)


def _shared(corners: _Corners) -> Index:
    """Pairs of polygons with a corner in common, shape (pairs, 2)."""
    at = np.round(corners.degrees * _PER_DEGREE).astype(np.int64)
    key = at[:, 0] * 1000 * _PER_DEGREE + at[:, 1]
    order = np.argsort(key, kind="stable")
    is_same = key[order][1:] == key[order][:-1]
    polygon = corners.polygon[order]
    return np.unique(np.column_stack((polygon[:-1][is_same], polygon[1:][is_same])), axis=0)


def _near_borders(corners: Mapping[str, _Corners]) -> list[_Corners]:
    """Keep the corners that have another country's in their cell."""
    cells = {country: one.cells for country, one in corners.items()}
    every, times = np.unique(
        np.concatenate([np.unique(one) for one in cells.values()]), return_counts=True
    )
    of_two = every[times > 1]
    return [one.where(np.isin(cells[country], of_two)) for country, one in corners.items()]


def _close_to_small(
    corners: Sequence[_Corners], is_small: NDArray[np.bool_], slack: Real
) -> Iterator[Index]:
    """Corners of small land beside another country's, as (polygon, polygon there)."""
    of = np.repeat(np.arange(len(corners)), [len(one.polygon) for one in corners])
    every = _Corners(
        np.concatenate([one.degrees for one in corners]),
        np.concatenate([one.polygon for one in corners]),
    )
    is_asked, cells = is_small[every.polygon], every.cells
    yield np.empty((0, 2), dtype=np.int64)
    for number, there in enumerate(corners):
        near = every.where(is_asked & (of != number) & np.isin(cells, cells[of == number]))
        if len(near.polygon):
            yield _close(near, there, slack)


def _close(asked: _Corners, there: _Corners, slack: Real) -> Index:
    tree = cKDTree(unit_vectors(*there.degrees.T), balanced_tree=False)
    chords, nearest = tree.query(unit_vectors(*asked.degrees.T))
    found = there.polygon[np.asarray(nearest)]
    limit = slack[asked.polygon] + slack[found]
    is_close = np.asarray(chords) * EARTH_RADIUS_KM <= limit
    return np.column_stack((asked.polygon[is_close], found[is_close]))


def _often(pairs: Index) -> Index:
    """Return the pairs that come up as often as is needed to join them."""
    distinct, times = np.unique(pairs, axis=0, return_counts=True)
    return np.asarray(distinct[times >= _FEWEST_CORNERS])


def _joined(count: int, pairs: Index) -> Index:
    """Give the groups that pairs join a number each, shape (count,)."""
    marks = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return np.asarray(connected_components(marks, directed=False)[1], dtype=np.int64)


def _slack_km(grid: tuple[float, float], polygon: Polygon) -> float:
    narrowing = float(np.cos(np.radians(np.abs(polygon[0][:, 1]).min())))
    return max((grid[0] * narrowing + grid[1]) * KM_PER_DEGREE / 2, _LEAST_SLACK_KM)


def _area_km2(polygon: Polygon) -> float:
    outer, *holes = (_ring_km2(ring) for ring in polygon)
    return outer - sum(holes)


def _ring_km2(ring: Ring) -> float:
    """Area within a ring, on the cylinder of equal areas."""
    east, height = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
    strips = np.diff(east) * (height[1:] + height[:-1]) / 2
    return float(abs(strips.sum()) * EARTH_RADIUS_KM**2)


def pieces_of_points(land: LandPieces, degrees: Real) -> Index:
    """Find the piece of land at each point, shape (points,); -1 where none is known.

    A point in a hole that no shape fills, such as a lake, lies on the land around it. A point
    outside every shape lies on the nearest one if that is as close as rounding explains, or if all
    land within 10 km is small: it is an island then, be it that one or one beside it. A small
    island that the shapes leave out is so not taken for the coast before which it lies.

    Parameters
    ----------
    land
        The pieces.
    degrees
        Longitude and latitude, shape (points, 2).
    """
    boxes = np.array([[*one[0].min(axis=0), *one[0].max(axis=0)] for one in land.polygons])
    found = np.full(len(degrees), -1, dtype=np.int64)
    order = np.argsort(degrees[:, 0], kind="stable")
    longitude = degrees[order, 0]
    for polygon, box, piece in zip(land.polygons, boxes, land.piece.tolist(), strict=True):
        west, east = np.searchsorted(longitude, box[[0, 2]])
        within = order[west:east]
        is_near = (box[1] <= degrees[within, 1]) & (degrees[within, 1] <= box[3])
        near = within[is_near]
        if len(near):
            found[near[_is_inside(polygon, degrees[near])]] = piece
    for number in np.flatnonzero(found < 0).tolist():
        found[number] = _around(land, boxes, degrees[number])
    return found


def _is_inside(polygon: Polygon, points: Real) -> NDArray[np.bool_]:
    """Whether each point lies in a polygon and in no hole: a ray to the east crosses it oddly."""
    starts = np.concatenate([ring[:-1] for ring in polygon])
    ends = np.concatenate([ring[1:] for ring in polygon])
    is_crossed = (starts[:, 1] > points[:, 1:]) != (ends[:, 1] > points[:, 1:])
    point, edge = np.nonzero(is_crossed)
    start, step = starts[edge], ends[edge] - starts[edge]
    crossing = start[:, 0] + (points[point, 1] - start[:, 1]) * step[:, 0] / step[:, 1]
    times = np.bincount(point[crossing > points[point, 0]], minlength=len(points))
    return np.asarray(times % 2 == 1)


def _around(land: LandPieces, boxes: Real, point: Real) -> int:
    """Piece in a hole of which the point lies, else that beside it, else -1."""
    is_in = (boxes[:, :2] <= point).all(axis=1) & (point <= boxes[:, 2:]).all(axis=1)
    for n in np.flatnonzero(is_in).tolist():
        if _is_inside(land.polygons[n][:1], point[None, :])[0]:
            return int(land.piece[n])
    return _beside(land, boxes, point)


def _beside(land: LandPieces, boxes: Real, point: Real) -> int:
    """Piece of the nearest polygon if it is close enough; -1 where that is not told."""
    narrowing = max(float(np.cos(np.radians(point[1]))), 0.01)
    reach = AROUND_KM / KM_PER_DEGREE
    is_near = (boxes[:, 0] - reach / narrowing <= point[0]) & (boxes[:, 1] - reach <= point[1])
    is_near &= (point[0] <= boxes[:, 2] + reach / narrowing) & (point[1] <= boxes[:, 3] + reach)
    apart = [
        (_km_to_edges(land.polygons[n], point, narrowing), n)
        for n in np.flatnonzero(is_near).tolist()
    ]
    around = [(km, n) for km, n in apart if km <= AROUND_KM]
    if not around:
        return -1
    km, nearest = min(around)
    is_told = km <= land.slack_km[nearest] or all(land.is_small[n] for _, n in around)
    return int(land.piece[nearest]) if is_told else -1


def _km_to_edges(polygon: Polygon, point: Real, narrowing: float) -> float:
    scale = np.array([narrowing, 1.0]) * KM_PER_DEGREE
    starts = (np.concatenate([ring[:-1] for ring in polygon]) - point) * scale
    ends = (np.concatenate([ring[1:] for ring in polygon]) - point) * scale
    steps = ends - starts
    length = np.maximum((steps**2).sum(axis=1), 1e-12)
    share = np.clip(-(starts * steps).sum(axis=1) / length, 0.0, 1.0)
    return float(np.hypot(*(starts + steps * share[:, None]).T).min())


ISLAND_KM2 = 70_000.0
"""A piece of land smaller than this is an island."""


def island_rows(places: Mapping[str, Place], land: LandPieces) -> Iterator[Row]:
    """Lay out whether each city lies on an island, and the area of that island.

    Parameters
    ----------
    places
        The places of the release.
    land
        The pieces of land of the world.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    degrees = np.array([(place.longitude, place.latitude) for place in cities], dtype=np.float64)
    pieces = pieces_of_points(land, degrees).tolist()
    for place, piece in zip(cities, pieces, strict=True):
        if piece < 0:
            continue
        km2 = float(land.area_km2[piece])
        is_island = km2 < ISLAND_KM2
        yield _row(place, "is_island", float(is_island), "1")
        if is_island:
            yield _row(place, "island_km2", float(f"{km2:.3g}"), "km2")


def _row(place: Place, variable: str, value: float, unit: str) -> Row:
    return value_row(place.place_id, variable, MARK_YEAR, value, unit, MARKS)
