"""A picture of the whole world: cells of equal degrees, rows from the north, columns from the west.

The first row begins at the north pole, the first column at 180 degrees west; a cell stands for the
whole of its square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

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
