"""How far a point lies from the sea and from the next land border.

Every outline is cut into points a kilometre apart at most. A point with another country's outline
beside it is border, any other is coast. The shores of lakes are no coast: holes in a country are
lakes, and the Caspian has no way to the ocean. Nor are the banks of rivers that Natural Earth takes
for sea, where `data/decisions/rivers.csv` says so. Borders are those that Natural Earth draws: they
follow who holds the ground.

Distance of cities to the sea and to the next land border of their own country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from release_build.covariates.capitals import MARK_YEAR
from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from release_build.readers.admin_outlines import Outline
from sistercities.dataset.globe import chord, ground_km, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

SPACING_KM = 1.0
"""Points along an outline lie this far apart at most."""

_GAP_WIDTH_KM = 10.0
_COAST_GOES_ON_KM = 50.0
_KM_PER_DEGREE = 111.2
_CASPIAN = (46.5, 36.4, 55.0, 47.4)
"""West, south, east and north of a box with the Caspian and no other sea."""

_CASPIAN_STATES = frozenset({"AZ", "IR", "KZ", "RU", "TM"})
_CELL_DEGREES = 0.25
"""Width of the cells in which neighbours are looked for; wider than any slack between outlines."""

_ROWS = 10_000
"""More than there are cells from pole to pole, so that a column and a row make one number."""

Codes = NDArray[np.str_]
"""Codes of countries, shape (points,)."""

_EDGE_OF_MAP = 179.9
"""Beyond this longitude an outline is cut by the edge of the map, not by a coast."""


@dataclass(frozen=True)
class _Traced:
    """One outline as points: degrees of shape (points, 2), vectors of shape (points, 3)."""

    country: str
    degrees: NDArray[np.float64]
    vectors: NDArray[np.float64]
    is_hole: NDArray[np.bool_]
    slack_km: float

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """Cell of each point, shape (points,)."""
        columns_and_rows = np.floor(self.degrees / _CELL_DEGREES).astype(np.int64)
        return columns_and_rows[:, 0] * _ROWS + columns_and_rows[:, 1]

    @cached_property
    def around(self) -> NDArray[np.int64]:
        """Return the cells that hold a point and those next to them."""
        steps = np.array([column * _ROWS + row for column in (-1, 0, 1) for row in (-1, 0, 1)])
        return np.unique(np.unique(self.cells)[:, None] + steps)

    @cached_property
    def tree(self) -> cKDTree:
        """Search tree of the points."""
        return line_tree(self.vectors)


@dataclass(frozen=True)
class Lines:
    """Coast and land borders of the world as unit vectors, each of shape (points, 3).

    Attributes
    ----------
    coast
        Shores of the sea.
    borders
        By country its own land borders; a country without one is left out.
    facing
        By country the one across at each point of its borders, shape (points,); "-9" is ground
        without a code.
    drawn
        Countries that have an outline.
    """

    coast: NDArray[np.float64]
    borders: Mapping[str, NDArray[np.float64]]
    facing: Mapping[str, Codes]
    drawn: frozenset[str]

    @property
    def border(self) -> NDArray[np.float64]:
        """The borders of all countries."""
        return np.concatenate(list(self.borders.values()))

    def km_to_coast(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Distance in km from each of `points`, unit vectors of shape (points, 3), to the sea."""
        return _km_to(self._coast_tree, points)

    @cached_property
    def _coast_tree(self) -> cKDTree:
        return line_tree(self.coast)


@dataclass(frozen=True, slots=True)
class RiverReach:
    """A box of degrees in which what looks like coast is the bank of a river."""

    river: str
    west: float
    south: float
    east: float
    north: float


_RIVER_COLUMNS = ("river", "west", "south", "east", "north", "reason", "date")


def read_rivers(path: Path) -> tuple[RiverReach, ...]:
    """Read `rivers.csv`: reaches of rivers that Natural Earth takes for sea.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    found = []
    for written in ruling_rows(path, _RIVER_COLUMNS):
        row = written.values
        written.require(*_RIVER_COLUMNS)
        for column, limit in (("west", 180.0), ("south", 90.0), ("east", 180.0), ("north", 90.0)):
            written.require_degrees(column, limit)
        west, south, east, north = (float(row[c]) for c in ("west", "south", "east", "north"))
        if not (west < east and south < north):
            raise written.refuse("east", "write the western and southern edge before the others")
        found.append(RiverReach(row["river"], west, south, east, north))
    return tuple(found)


def coast_and_borders(
    outlines: Sequence[Outline],
    one_state: Sequence[Collection[str]] = (),
    rivers: Sequence[RiverReach] = (),
) -> Lines:
    """Tell coast from land border.

    Parameters
    ----------
    outlines
        One per country.
    one_state
        Groups of codes of one state; what lies between two of a group is neither.
    rivers
        Where there are banks of rivers, and no coast.

    Raises
    ------
    BuildError
        If a reach of a river meets no coast.
    """
    traced = [_trace(outline) for outline in outlines if outline.lines]
    neighbours = _neighbours(traced)
    coast: list[NDArray[np.float64]] = []
    borders: dict[str, NDArray[np.float64]] = {}
    facing: dict[str, Codes] = {}
    for one, others in zip(traced, neighbours, strict=True):
        across, beside_kin = _beside(one, others, one_state)
        beside_other = across != ""
        if beside_other.any():
            known = borders.get(one.country, np.empty((0, 3)))
            borders[one.country] = np.concatenate([known, one.vectors[beside_other]])
            known_across = facing.get(one.country, np.empty(0, dtype="U2"))
            facing[one.country] = np.concatenate([known_across, across[beside_other]])
        is_lake = one.is_hole | _is_caspian(one)
        coast.append(one.vectors[~beside_other & ~beside_kin & ~is_lake])
    shores = np.concatenate(coast)
    if borders:
        shores = _without_gaps(shores, np.concatenate(list(borders.values())))
    drawn = frozenset(one.country for one in traced)
    return Lines(_without_rivers(shores, rivers), borders, facing, drawn)


def _without_rivers(
    coast: NDArray[np.float64], rivers: Sequence[RiverReach]
) -> NDArray[np.float64]:
    """Leave out the banks of rivers."""
    longitude = np.degrees(np.arctan2(coast[:, 1], coast[:, 0]))
    latitude = np.degrees(np.arcsin(np.clip(coast[:, 2], -1.0, 1.0)))
    is_bank = np.zeros(len(coast), dtype=bool)
    for one in rivers:
        is_in = (one.west <= longitude) & (longitude <= one.east)
        is_in &= (one.south <= latitude) & (latitude <= one.north)
        if not is_in.any():
            raise BuildError(
                f"data/decisions/rivers.csv: the reach of the {one.river} meets no coast; "
                "take the row out"
            )
        is_bank |= is_in
    return coast[~is_bank]


def _without_gaps(coast: NDArray[np.float64], border: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out what is no coast but a river or lake between two outlines of a border.

    Where a coast meets a border it goes on away from it. A gap stays beside the border.
    """
    at_border = chord(_GAP_WIDTH_KM)
    distances, _ = line_tree(border).query(coast, distance_upper_bound=at_border)
    is_at_border = np.asarray(distances) <= at_border
    if is_at_border.all() or not is_at_border.any():
        return coast
    goes_on = chord(_COAST_GOES_ON_KM)
    open_coast = line_tree(coast[~is_at_border])
    onwards, _ = open_coast.query(coast[is_at_border], distance_upper_bound=goes_on)
    is_kept = ~is_at_border
    is_kept[is_at_border] = np.asarray(onwards) <= goes_on
    return coast[is_kept]


def line_tree(line: NDArray[np.float64]) -> cKDTree:
    """Search tree of points of shape (points, 3); a line needs no balanced one."""
    return cKDTree(line, balanced_tree=False, compact_nodes=False)


def nearest_km(points: NDArray[np.float64], lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance in km from each of `points`, unit vectors of shape (points, 3), to the lines."""
    return _km_to(line_tree(lines), points)


def _km_to(tree: cKDTree, points: NDArray[np.float64]) -> NDArray[np.float64]:
    distances, _ = tree.query(points)
    return ground_km(np.asarray(distances, dtype=np.float64))


def _trace(outline: Outline) -> _Traced:
    lines = [_densified(line) for line in (*outline.lines, *outline.holes)]
    in_hole = [number >= len(outline.lines) for number in range(len(lines))]
    degrees = np.concatenate(lines)
    is_hole = np.repeat(in_hole, [len(line) for line in lines])
    is_inside = np.abs(degrees[:, 0]) < _EDGE_OF_MAP
    degrees, is_hole = degrees[is_inside], is_hole[is_inside]
    vectors = unit_vectors(degrees[:, 0], degrees[:, 1])
    widest = float(np.cos(np.radians(np.abs(degrees[:, 1]).min())))
    cell_km = (outline.grid[0] * widest + outline.grid[1]) * _KM_PER_DEGREE
    return _Traced(outline.country, degrees, vectors, is_hole, cell_km / 2)


def _densified(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Add points to a line of shape (points, 2) until none lie over the spacing apart."""
    steps = np.diff(line, axis=0)
    narrowing = np.cos(np.radians(line[:-1, 1]))
    lengths = np.hypot(steps[:, 0] * narrowing, steps[:, 1]) * _KM_PER_DEGREE
    pieces = np.maximum(np.ceil(lengths / SPACING_KM), 1).astype(np.int64)
    starts = np.repeat(line[:-1], pieces, axis=0)
    whole = np.repeat(steps, pieces, axis=0)
    first = np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (np.arange(len(starts)) - first) / np.repeat(pieces, pieces)
    return np.concatenate([starts + whole * share[:, None], line[-1:]])


def _neighbours(traced: Sequence[_Traced]) -> list[list[_Traced]]:
    """Find for each outline those that come into a cell of its own or one next to it."""
    holders: dict[int, set[int]] = defaultdict(set)
    for number, one in enumerate(traced):
        for cell in one.around:
            holders[int(cell)].add(number)
    return [
        [traced[number] for number in sorted(_held(holders, one) - {own})]
        for own, one in enumerate(traced)
    ]


def _held(holders: Mapping[int, set[int]], one: _Traced) -> set[int]:
    return set().union(*(holders[int(cell)] for cell in np.unique(one.cells)))


def _beside(
    one: _Traced, others: Iterable[_Traced], one_state: Sequence[Collection[str]]
) -> tuple[Codes, NDArray[np.bool_]]:
    """Whose outline of another state lies beside each point, "" for none; and which have kin's."""
    across = np.full(len(one.degrees), "", dtype="U2")
    own_state = np.zeros(len(one.degrees), dtype=bool)
    for other in others:
        if any({one.country, other.country} <= set(group) for group in one_state):
            own_state[_near(one, other)] = True
        else:
            across[_near(one, other)] = other.country
    return across, own_state


def _near(one: _Traced, other: _Traced) -> NDArray[np.int64]:
    """Return the numbers of the points of `one` that have an outline of `other` beside them."""
    inside = np.flatnonzero(np.isin(one.cells, other.around))
    reach = chord(one.slack_km + other.slack_km + SPACING_KM)
    distances, _ = other.tree.query(one.vectors[inside], distance_upper_bound=reach)
    return inside[distances <= reach]


def _is_caspian(one: _Traced) -> NDArray[np.bool_]:
    if one.country not in _CASPIAN_STATES:
        return np.zeros(len(one.degrees), dtype=bool)
    west, south, east, north = _CASPIAN
    longitude, latitude = one.degrees[:, 0], one.degrees[:, 1]
    return (west <= longitude) & (longitude <= east) & (south <= latitude) & (latitude <= north)


COASTAL_KM = 50.0
"""A city within this distance of the sea counts as coastal."""

_SOURCE = "places-natural-earth"


def geography_rows(places: Mapping[str, Place], lines: Lines) -> Iterator[Row]:
    """Lay out both distances of every city with a point.

    A country without a land border has no distance to one.

    Parameters
    ----------
    places
        The places of the release.
    lines
        Coast and land borders of the world.
    """
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    points = place_vectors(cities)
    to_coast = lines.km_to_coast(points)
    to_border = _km_to_own_border([place.country for place in cities], points, lines)
    for place, coast, border in zip(cities, to_coast, to_border, strict=True):
        for variable, value, unit in (
            ("km_to_coast", round(float(coast), 1), "km"),
            ("is_coastal", float(coast <= COASTAL_KM), "1"),
            ("km_to_land_border", round(float(border), 1), "km"),
        ):
            if not np.isnan(value):
                yield value_row(place.place_id, variable, MARK_YEAR, value, unit, _SOURCE)


def _km_to_own_border(
    countries: Sequence[str], points: NDArray[np.float64], lines: Lines
) -> NDArray[np.float64]:
    """Distance of each point, of shape (points, 3), to a border of its country; NaN without one."""
    found = np.full(len(points), np.nan)
    of = np.array(countries, dtype=object)
    for country, border in lines.borders.items():
        is_here = of == country
        if is_here.any():
            found[is_here] = nearest_km(points[is_here], border)
    return found
