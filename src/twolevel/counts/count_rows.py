"""The rows of a model of counts: checked, with a constant, and the inflation of each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    covariate_columns,
    covariate_names,
    integers,
    numbers,
)
from twolevel.core.array_types import Index, Real
from twolevel.errors import NetworkError

COLLINEAR = 1e-8
LARGEST_OFFSET = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class CountRows:
    """Counts with their design, shape (n, k + 1), their offset, and their units as 0, 1, ..."""

    y: Real
    design: Real
    offset: Real
    unit: Index


def variance_inflation(x: Real) -> Real:
    """Return 1 / (1 - R^2) of each column on the others and a constant, shape (k,)."""
    centred = x - x.mean(axis=0)
    upper = np.linalg.qr(centred / np.linalg.norm(centred, axis=0), mode="r")
    inflation: Real = (np.linalg.inv(upper) ** 2).sum(axis=1)
    return inflation


def checked_rows(
    y: ArrayLike,
    x: ArrayLike,
    unit: ArrayLike,
    offset: ArrayLike | None,
    names: Sequence[str] | None,
) -> tuple[CountRows, Real, tuple[str, ...], Index]:
    """Check what is to be explained, and return it with inflations, names of columns, and units."""
    counts = integers("y", y)
    real_x = covariate_columns("x", x)
    n = len(real_x)
    labels = integers("unit", unit)
    real_offset = np.zeros(n) if offset is None else numbers("offset", offset, 1)
    for name, array in (("y", counts), ("unit", labels), ("offset", real_offset)):
        if array.shape != (n,):
            raise NetworkError(name, f"has shape {array.shape}", f"give one for each of {n} rows")
    if np.abs(real_offset).max(initial=0.0) > LARGEST_OFFSET:
        raise NetworkError(
            "offset",
            f"holds {np.abs(real_offset).max():g}",
            f"give logarithms of exposures, within +-{LARGEST_OFFSET:g}",
        )
    if counts.min() < 0:
        raise NetworkError("y", f"holds {counts.min()}", "give counts of at least 0")
    all_names = ("constant", *covariate_names(names, real_x.shape[1]))
    inflation = check_design(counts.astype(np.float64), real_x, all_names)
    units, which = np.unique(labels, return_inverse=True)
    if units.size < 2:
        raise NetworkError("unit", f"is {units[0]} in every row", "give two units and more")
    rows = CountRows(
        counts.astype(np.float64), np.column_stack((np.ones(n), real_x)), real_offset, which
    )
    return rows, inflation, all_names, units


def check_design(y: Real, x: Real, names: tuple[str, ...]) -> Real:
    """Refuse covariates that no fit can tell apart; return the inflation of each, shape (k,)."""
    if not y.any():
        raise NetworkError("y", "is 0 in every row", "give counts of which some are above 0")
    if len(y) < x.shape[1] + 3:
        raise NetworkError(
            "x",
            f"has {x.shape[1]} covariates for {len(y)} rows",
            "give more rows, or fewer of them",
        )
    is_flat = np.ptp(x, axis=0) == 0
    if is_flat.any():
        raise NetworkError(
            names[1 + int(np.argmax(is_flat))], "is the same in every row", "leave it out"
        )
    centred = x - x.mean(axis=0)
    upper = np.abs(np.diag(np.linalg.qr(centred / np.linalg.norm(centred, axis=0), mode="r")))
    if (upper < COLLINEAR).any():
        raise NetworkError(
            names[1 + int(np.argmin(upper))],
            "is a sum of multiples of the covariates before it and a constant",
            "leave it out, or one of those",
        )
    return variance_inflation(x)
