"""What an argument of the statistics may be: whole numbers, and arrays of them.

Whatever is given, the answer is an array to count with or an error of this package that names the
argument, the value and the remedy; never a silent NaN, never a number cut to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sistercities.errors import InvalidArgument, NetworkError

MOST_DRAWS = 10_000_000
"""Draws of one null; more would fill the memory and change no digit that is shown."""
MOST_LABELS = 1_000_000
"""Labels of one kind; tables are laid out by label, so a stray large one would fill the memory."""
LARGEST_EXACT = 2**53
"""Up to here float64 holds every whole number."""


def whole_number(name: str, value: object, minimum: int, maximum: int | None = None) -> int:
    """Return the argument if it is a whole number from the minimum to the maximum."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if is_whole and minimum <= value and (maximum is None or value <= maximum):  # type: ignore[operator]
        return int(value)  # type: ignore[call-overload, no-any-return]
    wanted = f"of at least {minimum}" if maximum is None else f"from {minimum} to {maximum:,}"
    raise InvalidArgument(name, value, f"give a whole number {wanted}")


def plain_array(name: str, values: ArrayLike, wanted: str) -> NDArray[Any]:
    """Return the values as an array; a ragged list or a masked entry is refused.

    Raises
    ------
    NetworkError
        If there is no such array.
    """
    if isinstance(values, np.ma.MaskedArray) and np.ma.getmaskarray(values).any():
        where = int(np.flatnonzero(np.ma.getmaskarray(values).ravel())[0])
        raise NetworkError(
            name, f"holds a masked entry at position {where}", "leave the entry out, or fill it"
        )
    try:
        return np.asarray(values)
    except (ValueError, TypeError, OverflowError) as reason:
        raise NetworkError(
            name, f"is no array ({str(reason).splitlines()[0]})", f"give {wanted} in rows alike"
        ) from None


def integers(name: str, values: ArrayLike) -> NDArray[np.int64]:
    """Return the values as whole numbers; an empty array is one.

    Raises
    ------
    NetworkError
        If a value is no whole number, or too large to be held exactly.
    """
    array = plain_array(name, values, "whole numbers")
    if array.size == 0:
        return np.zeros(array.shape, dtype=np.int64)
    if array.dtype.kind not in "iuf":
        first = array.ravel()[:1].tolist()[0]
        raise NetworkError(
            name, f"holds {first!r} among {array.dtype} values", "give whole numbers"
        )
    real = array.astype(np.float64)
    is_whole = np.isfinite(real) & (real == np.rint(real)) & (np.abs(real) < LARGEST_EXACT)
    broken = np.flatnonzero(~is_whole.ravel())
    if broken.size:
        value, where = real.ravel()[broken[0]], int(broken[0])
        raise NetworkError(
            name, f"holds {value} at position {where}", "leave the entry out, or give its label"
        )
    return array.astype(np.int64)


def check_labels(name: str, array: NDArray[np.int64], low: int, high: int) -> None:
    """Refuse a label below `low`, or of `high` and more; positions count along the rows.

    Raises
    ------
    NetworkError
        If there is one.
    """
    is_out = (array < low) | (array >= high)
    if is_out.any():
        where = int(np.flatnonzero(is_out.ravel())[0])
        raise NetworkError(
            name,
            f"holds label {int(array.ravel()[where])} at position {where}",
            f"labels are whole numbers {low}..{high - 1}; renumber them, or leave the entry out",
        )


def covariate_names(names: Sequence[str] | None, n: int) -> tuple[str, ...]:
    """Return the names of n covariates; x[0], x[1], ... where none are given.

    Raises
    ------
    InvalidArgument
        If there are not n different ones.
    """
    if names is None:
        return tuple(f"x[{j}]" for j in range(n))
    if len(names) != n or len(set(names)) != n:
        raise InvalidArgument("names", list(names), f"give {n} different names")
    return tuple(str(name) for name in names)
