"""Altitude of the land of the world in cells of 5 minutes of arc, as the package `pvlib` brings it.

Aggregated by the makers of pvlib from the terrain tiles of Mapzen, whose sources are named in the
attribution. A cell is a step of 28 m from 450 m below the sea, or nothing. Below the sea the file
holds depths of shelves and lakes and rock beneath ice as often as dry land, and nothing tells them
apart: such cells are nothing here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from release_build.readers.world_grid import WorldGrid
from sistercities.errors import BuildError, SourceError
from sistercities.sources.package_files import package_folder

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
        raise BuildError("h5py is not installed; pip install 'sistercities[build]'") from problem
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
