"""Permutations of nodes within strata, of rows alone or of rows and columns apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import integers
from twolevel.core.array_types import Index, Short
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.mrqap.matrices import DyadicMatrices

FEW = 100
"""With fewer distinct permutations than this the result carries a warning."""


@dataclass(frozen=True, slots=True, eq=False)
class Permutable:
    """Who may change place with whom.

    Attributes
    ----------
    row_stratum
        Stratum of each row, shape (n_rows,).
    column_stratum
        Stratum of each column, shape (n_columns,); None where columns are the same nodes as rows.
    """

    row_stratum: Index
    column_stratum: Index | None

    @property
    def log_permutations(self) -> float:
        """Natural logarithm of the number of distinct permutations."""
        strata = [self.row_stratum]
        if self.column_stratum is not None:
            strata.append(self.column_stratum)
        return sum(
            lgamma(n + 1)
            for each in strata
            for n in np.unique(each, return_counts=True)[1].tolist()
        )

    @property
    def warning(self) -> str:
        """Say so where there are few permutations; empty where not."""
        if self.log_permutations >= log(FEW):
            return ""
        n = round(np.exp(self.log_permutations))
        return f"Only {n} permutations exist, so no p can be below {1 / n:.3g}."

    def draw(self, n_draws: int, seed: np.random.SeedSequence) -> tuple[Short, Short]:
        """Draw permutations of rows and of columns, shapes (n_draws, n_rows), (n_draws, n_columns).

        Uniform and independent; where columns are the rows' nodes both are the same array.
        """
        rng = np.random.default_rng(seed)
        rows = _within(self.row_stratum, n_draws, rng)
        if self.column_stratum is None:
            return rows, rows
        return rows, _within(self.column_stratum, n_draws, rng)


def permutable(
    matrices: DyadicMatrices, row_strata: ArrayLike | None, column_strata: ArrayLike | None
) -> Permutable:
    """Check the strata and hold them.

    Raises
    ------
    InvalidArgument
        If column strata are given for a square matrix.
    NetworkError
        If there is not one label for each node, or each node is alone in its stratum.
    """
    n_rows, n_columns = matrices.shape
    rows = _strata("row_strata", row_strata, n_rows)
    if matrices.is_square:
        if column_strata is not None:
            raise InvalidArgument(
                "column_strata", column_strata, "leave it out: rows and columns are the same nodes"
            )
        found = Permutable(rows, None)
    else:
        found = Permutable(rows, _strata("column_strata", column_strata, n_columns))
    if found.log_permutations == 0:
        raise NetworkError(
            "row_strata", "each node is alone in its stratum", "make strata of two nodes and more"
        )
    return found


def _strata(name: str, values: ArrayLike | None, n: int) -> Index:
    if values is None:
        return np.zeros(n, dtype=np.int64)
    strata = integers(name, values)
    if strata.shape != (n,):
        raise NetworkError(
            name, f"has shape {strata.shape}", f"give one label for each of {n} nodes"
        )
    return strata


def _within(stratum: Index, n_draws: int, rng: np.random.Generator) -> Short:
    drawn = np.empty((n_draws, stratum.size), dtype=np.int32)
    for label in np.unique(stratum):
        mine = np.flatnonzero(stratum == label).astype(np.int32)
        drawn[:, mine] = rng.permuted(np.tile(mine, (n_draws, 1)), axis=1)
    return drawn
