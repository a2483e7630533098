"""Regions that a point contradicts: GeoNames has Sulęcin in the region of Kraków, 380 km away.

A shape of Natural Earth is the region that nearly all towns in it are filed under, whatever its
code says, so an older edition or a shuffled name does no harm. Its borders are off by up to three
kilometres, and some are older than today's.

* A town of GeoNames goes to the region of its point if it lies `DEEP_KM` or more inside it and
  none of the six towns beside it is of the region that it is filed under.
* A place of ours has no region that its source states: the build fails where its point lies
  `INSIDE_KM` or more inside another region, or `ABROAD_KM` or more inside another country. What
  has a code of a register, or lies in a city, has its region from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from release_build.readers.admin_shapes import Ring, Shape
from sistercities.dataset.globe import unit_vectors
from sistercities.errors import BuildError
from sistercities.terms.places import Place

DEEP_KM, INSIDE_KM, ABROAD_KM = 10.0, 1.0, 5.0
BESIDE = 6
"""Towns beside one that tell its region."""
_FEWEST_TOWNS, _NEARLY_ALL = 4, 0.85
_KM_PER_DEGREE = 111.2
_AT_ONCE = 1_000_000
"""Pairs of a point and a line of a ring that are looked at together, 1 MB for each question."""
Points = NDArray[np.float64]
"""Longitudes or latitudes of points, shape (points,), in degrees."""
Region = tuple[str, str]
"""ISO 3166-1 code of the country, ISO 3166-2 code of the region."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a point lies: the region, and how many kilometres from its border."""

    region: Region
    km: float


class Ground:
    """The towns of GeoNames with their regions, and the shapes that they lie in."""

    def __init__(self, places: Iterable[Place], shapes: Sequence[Shape]) -> None:
        self._towns = [place for place in places if _is_town(place)]
        self._shapes = shapes
        self._at = np.array([_point(one) for one in self._towns]).reshape(-1, 2)
        self._told: dict[int, Region | None] = {}

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        corners = [np.concatenate([outer for outer, *_ in one.polygons]) for one in self._shapes]
        return np.array([(*one.min(axis=0), *one.max(axis=0)) for one in corners]).reshape(-1, 4)

    def inside(self, place: Place) -> Inside | None:
        """Tell the region whose shape holds a place; None where no shape tells one."""
        x, y = _point(place)
        west, south, east, north = self._boxes.T
        boxes = (west <= x) & (x <= east) & (south <= y) & (y <= north)
        for number in np.flatnonzero(boxes).tolist():
            shape = self._shapes[number]
            if _held(shape, np.array([x]), np.array([y])).any():
                region = self._region(number)
                return Inside(region, _km_to_border(shape, x, y)) if region else None
        return None

    def _region(self, number: int) -> Region | None:
        if number not in self._told:
            self._told[number] = self._counted(self._shapes[number], self._boxes[number])
        return self._told[number]

    def _counted(self, shape: Shape, box: NDArray[np.float64]) -> Region | None:
        x, y = self._at.T
        near = np.flatnonzero((box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3]))
        held = [self._towns[n] for n in near[_held(shape, x[near], y[near])].tolist()]
        regions = Counter((one.country, one.region_iso) for one in held)
        if not regions:
            return None
        region, towns = regions.most_common(1)[0]
        is_told = towns >= _FEWEST_TOWNS and towns >= _NEARLY_ALL * len(held)
        return region if is_told else None

    def astray(self) -> dict[str, str]:
        """Towns that lie deep in another region than they are filed under: its code by their id."""
        many = Counter((one.country, one.region_iso) for one in self._towns)
        found: dict[str, str] = {}
        for town, beside in self._with_neighbours():
            own = town.country, town.region_iso
            if own in beside or many[own] <= BESIDE:
                continue
            inside = self.inside(town)
            if inside and inside.km >= DEEP_KM and inside.region[0] == town.country:
                region, towns = Counter(beside).most_common(1)[0]
                if region == inside.region and towns > BESIDE / 2:
                    found[town.place_id] = region[1]
        return found

    def _with_neighbours(self) -> Iterable[tuple[Place, list[Region]]]:
        if len(self._towns) <= BESIDE:
            return
        vectors = unit_vectors(self._at[:, 0], self._at[:, 1])
        beside = np.asarray(cKDTree(vectors).query(vectors, BESIDE + 1)[1])
        regions = [(one.country, one.region_iso) for one in self._towns]
        for number, row in enumerate(beside):
            others = [regions[n] for n in row if n != number][:BESIDE]
            if regions[number] not in others:
                yield self._towns[number], others


def with_regions_of_points(places: Sequence[Place], shapes: Sequence[Shape]) -> tuple[Place, ...]:
    """Put each town that lies deep in another region into that one, as far as shapes tell."""
    astray = Ground(places, shapes).astray() if shapes else {}
    areas = {
        one.region_iso: one.place_id
        for one in places
        if one.level == "region1" and not one.valid_to and one.region_iso in astray.values()
    }
    return tuple(
        replace(place, region_iso=astray[place.place_id], parent_ids=_above(place, astray, areas))
        if place.place_id in astray
        else place
        for place in places
    )


def _above(place: Place, astray: Mapping[str, str], areas: Mapping[str, str]) -> tuple[str, ...]:
    area = areas.get(astray[place.place_id])
    return (area,) if area else ()


def require_points_in_regions(
    added: Iterable[Place], everywhere: Mapping[str, Place], shapes: Sequence[Shape]
) -> None:
    """Refuse places of ours whose point lies in another region, or country, than their row says.

    Raises
    ------
    BuildError
        If there is such a place.
    """
    ground = Ground(everywhere.values(), shapes)
    odd = [
        f"{place.place_id} {place.name}: {place.region_iso or place.country}, "
        f"{inside.km:.1f} km inside {inside.region[1]}"
        for place in added
        if _has_region_of_its_row(place, everywhere)
        and (inside := ground.inside(place)) is not None
        and _contradicts(place, inside)
    ]
    if odd:
        raise BuildError(
            f"data/decisions/places*.csv: the point contradicts the region: {'; '.join(odd[:9])}; "
            "write the region of the point, or take a wrong point away"
        )


def _contradicts(place: Place, inside: Inside) -> bool:
    country, region = inside.region
    if country != place.country:
        return inside.km >= ABROAD_KM
    return bool(place.region_iso) and region != place.region_iso and inside.km >= INSIDE_KM


def _has_region_of_its_row(place: Place, everywhere: Mapping[str, Place]) -> bool:
    is_ours = place.place_id.startswith("x:") and place.latitude is not None
    is_told = bool(place.municipality_code or place.valid_to) or any(
        everywhere[one].level == "city" for one in place.parent_ids if one in everywhere
    )
    return is_ours and not is_told and place.level in ("city", "district", "region2")


def _is_town(place: Place) -> bool:
    is_placed = place.latitude is not None and place.longitude is not None
    is_today = place.level == "city" and not place.valid_to
    return is_placed and is_today and bool(place.region_iso) and place.place_id.startswith("gn:")


def _point(place: Place) -> tuple[float, float]:
    return place.longitude or 0.0, place.latitude or 0.0


def _held(shape: Shape, x: Points, y: Points) -> NDArray[np.bool_]:
    """Which points lie in one of the polygons of a shape, and not in a hole of it."""
    held = np.zeros(len(x), dtype=bool)
    for outer, *holes in shape.polygons:
        inside = _are_in(outer, x, y)
        for hole in holes if inside.any() else ():
            inside &= ~_are_in(hole, x, y)
        held |= inside
    return held


def _are_in(ring: Ring, x: Points, y: Points) -> NDArray[np.bool_]:
    """Whether a ray to the east from each point crosses the ring an odd number of times."""
    inside = np.zeros(len(x), dtype=bool)
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    near = np.flatnonzero((west <= x) & (x <= east) & (south <= y) & (y <= north))
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    for some in np.array_split(near, len(near) * len(x0) // _AT_ONCE + 1):
        point, line = np.nonzero((y0 <= y[some, None]) != (y1 <= y[some, None]))
        share = (y[some][point] - y0[line]) / (y1[line] - y0[line])
        is_east = x0[line] + share * (x1[line] - x0[line]) > x[some][point]
        inside[some] = np.bincount(point[is_east], minlength=len(some)) % 2 == 1
    return inside


def _km_to_border(shape: Shape, x: float, y: float) -> float:
    rings = (ring for polygon in shape.polygons for ring in polygon)
    return min(_km_to_ring(ring, x, y) for ring in rings)


def _km_to_ring(ring: Ring, x: float, y: float) -> float:
    scale = np.array([np.cos(np.radians(y)), 1.0]) * _KM_PER_DEGREE
    corners = (ring - [x, y]) * scale
    begins, steps = corners[:-1], np.diff(corners, axis=0)
    lengths = np.maximum((steps**2).sum(axis=1), 1e-12)
    share = np.clip(-(begins * steps).sum(axis=1) / lengths, 0.0, 1.0)
    nearest: NDArray[np.float64] = begins + steps * share[:, None]
    return float(np.hypot(*nearest.T).min())
