"""The matrices of a regression on pairs: checked, with the pairs that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import LARGEST_NUMBER, covariate_names, plain_array
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import InvalidArgument, NetworkError

Layout = Literal["directed", "undirected", "rectangular"]
"""Square with a row for each sender; square and symmetric; rows and columns of two kinds."""

MOST_CELLS = 100_000_000
"""Cells of one matrix; more would fill the memory."""
COLLINEAR = 1e-9
"""Share of a covariate's length that the others must leave, else it counts as their sum."""


@dataclass(frozen=True, slots=True, eq=False)
class DyadicMatrices:
    """An outcome and covariates on the same pairs; make it with `dyadic_matrices`.

    Attributes
    ----------
    y
        Outcome of each pair that counts, shape (n_pairs,).
    x
        Covariates of the same pairs, shape (n_pairs, k); none constant, none a sum of others.
    names
        Of the covariates.
    layout
        Which pairs count: all off the diagonal, those above it, or all.
    shape
        Rows and columns of the matrices.
    """

    y: Real
    x: Real
    names: tuple[str, ...]
    layout: Layout
    shape: tuple[int, int]

    @property
    def n_pairs(self) -> int:
        """Number of pairs that count."""
        return int(self.y.size)

    @property
    def is_square(self) -> bool:
        """Whether rows and columns are the same nodes, so that they are permuted together."""
        return self.layout != "rectangular"

    @property
    def first(self) -> Index:
        """First column that counts in each row, shape (n_rows,); the diagonal holds zeros."""
        n_rows = self.shape[0]
        if self.layout == "undirected":
            return np.arange(1, n_rows + 1)
        return np.zeros(n_rows, dtype=np.int64)

    def as_matrix(self, values: Real) -> Real:
        """Lay values of the pairs out as a matrix, (n_rows, n_columns), 0 where no pair counts."""
        matrix = np.zeros(self.shape)
        matrix[counted_pairs(self.layout, self.shape)] = values
        return matrix + matrix.T if self.layout == "undirected" else matrix


def counted_pairs(layout: Layout, shape: tuple[int, int]) -> Flag:
    """Return which cells are pairs that count, shape (n_rows, n_columns)."""
    if layout == "rectangular":
        return np.ones(shape, dtype=np.bool_)
    if layout == "undirected":
        return np.triu(np.ones(shape, dtype=np.bool_), 1)
    return ~np.eye(shape[0], dtype=np.bool_)


def dyadic_matrices(
    y: ArrayLike, x: Sequence[ArrayLike] | ArrayLike, layout: Layout, names: Sequence[str] | None
) -> DyadicMatrices:
    """Check an outcome and its covariates and hold the pairs that count.

    Raises
    ------
    InvalidArgument
        If the layout is none of the three.
    NetworkError
        If a matrix has another shape, is not symmetric where it should be, holds NaN on a pair that
        counts, is constant, or is a sum of the other covariates and a constant.
    """
    if layout not in get_args(Layout):
        raise InvalidArgument("layout", layout, "give directed, undirected or rectangular")
    outcome = _matrix("y", y)
    shape = (int(outcome.shape[0]), int(outcome.shape[1]))
    if layout != "rectangular" and shape[0] != shape[1]:
        raise NetworkError("y", f"has shape {shape}", "give a square matrix, or layout=rectangular")
    stacked = [_matrix(f"x[{k}]", each) for k, each in enumerate(_each(x))]
    labels = _names(names, len(stacked))
    is_pair = counted_pairs(layout, shape)
    for label, matrix in zip(("y", *labels), (outcome, *stacked), strict=True):
        _check_cells(label, matrix, shape, layout, is_pair)
    columns = np.column_stack([matrix[is_pair] for matrix in stacked])
    matrices = DyadicMatrices(outcome[is_pair], columns, labels, layout, shape)
    _check_rank(matrices)
    return matrices


def residual_directions(x: Real) -> tuple[Real, Real, Real]:
    """Return an orthonormal basis of the centred covariates and what each adds to the others.

    Returns
    -------
    basis
        Shape (n_pairs, k), orthonormal, each column with mean 0.
    direction
        Shape (k, k): row j holds the coordinates, in the basis, of covariate j's residual on the
        constant and the other covariates, scaled to length 1.
    left
        Shape (k,): length of that residual.
    """
    centred = x - x.mean(axis=0)
    length = np.linalg.norm(centred, axis=0)
    basis, upper = np.linalg.qr(centred / length)
    inverse = np.linalg.inv(upper)
    size = np.linalg.norm(inverse, axis=1)
    return basis, inverse / size[:, None], length / size


def _each(x: Sequence[ArrayLike] | ArrayLike) -> list[ArrayLike]:
    if isinstance(x, np.ndarray) and x.ndim == 2:
        return [x]
    try:
        return list(x)  # type: ignore[arg-type]
    except TypeError:
        raise NetworkError("x", f"is {x!r}", "give a list of matrices") from None


def _matrix(name: str, values: ArrayLike) -> Real:
    array = plain_array(name, values, "a matrix of numbers")
    if array.ndim != 2 or min(array.shape) == 0:
        raise NetworkError(name, f"has shape {array.shape}", "give a matrix with rows and columns")
    if array.dtype.kind not in "biuf":
        raise NetworkError(name, f"holds {array.dtype} values", "give numbers")
    if array.size > MOST_CELLS:
        raise NetworkError(
            name,
            f"has {array.size:,} cells, more than {MOST_CELLS:,}",
            "take a sample of the nodes, or a regression on pairs that are streamed",
        )
    return array.astype(np.float64)


def _names(names: Sequence[str] | None, k: int) -> tuple[str, ...]:
    if k == 0:
        raise NetworkError("x", "holds no covariate", "give at least one matrix")
    return covariate_names(names, k)


def _check_cells(
    name: str, matrix: Real, shape: tuple[int, int], layout: Layout, is_pair: Flag
) -> None:
    if matrix.shape != shape:
        raise NetworkError(name, f"has shape {matrix.shape}", f"give a matrix of shape {shape}")
    if layout == "undirected":
        is_pair = is_pair | is_pair.T
    with np.errstate(invalid="ignore"):
        is_wild = is_pair & (np.abs(matrix) > LARGEST_NUMBER)
    if is_wild.any() and np.isfinite(matrix[is_pair]).all():
        i, j = np.argwhere(is_wild)[0].tolist()
        raise NetworkError(
            name, f"holds {matrix[i, j]:g} at row {i}, column {j}", "scale it to a spread near 1"
        )
    broken = np.argwhere(is_pair & ~np.isfinite(matrix))
    if broken.size:
        i, j = broken[0].tolist()
        raise NetworkError(
            name,
            f"holds {matrix[i, j]} at row {i}, column {j}",
            "fill it, or leave the node out: a permutation would move the gap",
        )
    if layout == "undirected" and (is_pair & (matrix != matrix.T)).any():
        i, j = np.argwhere(is_pair & (matrix != matrix.T))[0].tolist()
        raise NetworkError(
            name,
            f"holds {matrix[i, j]:g} at ({i}, {j}) and {matrix[j, i]:g} at ({j}, {i})",
            "give a symmetric matrix, or layout=directed",
        )


def _check_rank(matrices: DyadicMatrices) -> None:
    k = len(matrices.names)
    if matrices.n_pairs < k + 2:
        raise NetworkError(
            "y",
            f"has {matrices.n_pairs} pairs for {k} covariates and a constant",
            f"give at least {k + 2} pairs, or fewer covariates",
        )
    for name, values in (("y", matrices.y), *zip(matrices.names, matrices.x.T, strict=True)):
        if np.ptp(values) < 1 / LARGEST_NUMBER:
            raise NetworkError(
                name, f"is {values[0]:g} on every pair", "leave it out: a constant tells nothing"
            )
    centred = matrices.x - matrices.x.mean(axis=0)
    upper = np.linalg.qr(centred / np.linalg.norm(centred, axis=0), mode="r")
    is_sum = np.abs(np.diag(upper)) < COLLINEAR
    if is_sum.any():
        raise NetworkError(
            matrices.names[int(np.flatnonzero(is_sum)[0])],
            "is a sum of multiples of the covariates before it and a constant",
            "leave it out, or one of those",
        )
