"""What an argument of the statistics may be: numbers, arrays of them, and records.

Whatever is given, the answer is an array to count with or an error of this package that names the
argument, the value and the remedy; never a silent NaN, never a number cut to fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.errors import InvalidArgument, NetworkError

MOST_DRAWS = 10_000_000
"""Draws of one null; more would fill the memory and change no digit that is shown."""
MOST_LABELS = 1_000_000
"""Labels of one kind; tables are laid out by label, so a stray large one would fill the memory."""
LARGEST_EXACT = 2**53
"""Up to here float64 holds every whole number."""
LARGEST_NUMBER = 1e50
"""Up to here products and their squares are finite; below its inverse they are lost."""

Kind = TypeVar("Kind")


def whole_number(name: str, value: object, minimum: int, maximum: int | None = None) -> int:
    """Return the argument if it is a whole number from the minimum to the maximum."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if is_whole and minimum <= value and (maximum is None or value <= maximum):  # type: ignore[operator]
        return int(value)  # type: ignore[call-overload, no-any-return]
    wanted = f"of at least {minimum}" if maximum is None else f"from {minimum} to {maximum:,}"
    raise InvalidArgument(name, value, f"give a whole number {wanted}")


def share(name: str, value: object, wanted: str = "such as 0.95") -> float:
    """Return the argument if it is a number between 0 and 1, of which neither quantile is infinite.

    Raises
    ------
    InvalidArgument
        If it is not.
    """
    is_number = isinstance(value, float | int | np.integer | np.floating)
    if is_number and not isinstance(value, bool):
        given = float(value)  # type: ignore[arg-type]
        if 0 < given < 1 and (1 + given) / 2 < 1:
            return given
    raise InvalidArgument(name, value, f"give a share between 0 and 1, {wanted}")


def real_number(name: str, value: object, low: float, high: float, wanted: str) -> float:
    """Return the argument if it is a number from low to high; NaN is none.

    Raises
    ------
    InvalidArgument
        If it is not.
    """
    is_number = isinstance(value, float | int | np.integer | np.floating)
    if is_number and not isinstance(value, bool) and low <= value <= high:  # type: ignore[operator]
        return float(value)  # type: ignore[arg-type]
    raise InvalidArgument(name, value, f"give {wanted}")


def instance(name: str, value: object, kind: type[Kind], made_by: str) -> Kind:
    """Return the argument if it is such a record.

    Raises
    ------
    InvalidArgument
        If it is another; the sentence says what makes one.
    """
    if isinstance(value, kind):
        return value
    raise InvalidArgument(name, type(value).__name__, f"give what {made_by} returns")


def text(name: str, value: object) -> str:
    """Return the argument if it is a text that is not empty.

    Raises
    ------
    InvalidArgument
        If it is not.
    """
    if isinstance(value, str) and value:
        return str(value)
    raise InvalidArgument(name, value, "give a text, such as 'distance'")


def one_of(name: str, value: object, known: Sequence[str]) -> None:
    """Refuse what is none of the words known.

    Raises
    ------
    InvalidArgument
        Naming them.
    """
    if not isinstance(value, str) or value not in known:
        raise InvalidArgument(name, value, f"give one of {', '.join(known)}")


def arrays_of(name: str, values: object, low: int, high: int, of_what: str) -> list[ArrayLike]:
    """Return the arrays of a list, a tuple or the rows of a matrix: from low to high of them.

    Raises
    ------
    NetworkError
        If there is no such list.
    """
    is_list = isinstance(values, list | tuple) or (
        isinstance(values, np.ndarray) and values.ndim == len(("array", "entry"))
    )
    if is_list and low <= len(values) <= high:  # type: ignore[arg-type]
        return list(values)  # type: ignore[call-overload, no-any-return]
    problem = f"hold {len(values)} arrays" if is_list else f"are {type(values).__name__}"  # type: ignore[arg-type]
    wanted = f"{high} arrays" if low == high else f"at most {high} arrays"
    raise NetworkError(name, problem, f"give a list of {wanted}, {of_what}")


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


def numbers(
    name: str, values: ArrayLike, n_dimensions: int, *, is_any_size: bool = False
) -> NDArray[np.float64]:
    """Return the values as finite numbers in so many dimensions, of a size that can be squared.

    Of any size where they are only compared and added.

    Raises
    ------
    NetworkError
        If they are no numbers, have other dimensions, or hold NaN, infinity, or numbers so large
        or all of them so small that their squares are lost.
    """
    given = plain_array(name, values, "numbers")
    if given.dtype.kind not in "biuf" or given.ndim != n_dimensions:
        raise NetworkError(
            name,
            f"has shape {given.shape} and holds {given.dtype} values",
            f"give numbers in {n_dimensions} dimension{'s' if n_dimensions > 1 else ''}",
        )
    with np.errstate(over="ignore"):
        real = np.ascontiguousarray(given, dtype=np.float64)
    # Each is NaN or infinite where a number is, and costs a passage through memory.
    largest = max(float(real.max(initial=0.0)), -float(real.min(initial=0.0)))
    if not np.isfinite(largest):
        broken = np.flatnonzero(~np.isfinite(real.ravel()))
        where = broken[0] if n_dimensions == 1 else np.unravel_index(broken[0], real.shape)
        at = where if n_dimensions == 1 else tuple(int(one) for one in where)
        raise NetworkError(
            name,
            f"holds {real.ravel()[broken[0]]} at position {at}",
            "fill it, or leave the entry out",
        )
    if not real.flags.writeable:  # compiled code would be compiled once more for it
        real = real.copy()
    is_lost = largest > LARGEST_NUMBER or 0 < largest < 1 / LARGEST_NUMBER
    if is_lost and not is_any_size:
        raise NetworkError(
            name,
            f"holds numbers as large as {largest:g}",
            "scale them to a standard deviation near 1",
        )
    return real


def covariate_columns(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return covariates as numbers, shape (n_rows, k); one alone may stand in a row of its own.

    Raises
    ------
    NetworkError
        As in `numbers`, or if there is no row or no column.
    """
    given = plain_array(name, values, "a matrix of numbers")
    columns = numbers(name, given[:, None] if given.ndim == 1 else given, 2)
    if columns.size == 0:
        raise NetworkError(
            name, f"has shape {given.shape}", "give a column for each covariate, and rows"
        )
    return columns


def flags(name: str, values: ArrayLike, n: int, of_what: str) -> NDArray[np.bool_]:
    """Return n flags, True or False.

    Raises
    ------
    NetworkError
        If there are others, or something else.
    """
    given = plain_array(name, values, "flags")
    if given.shape != (n,) or given.dtype.kind != "b":
        raise NetworkError(
            name,
            f"has shape {given.shape} and holds {given.dtype} values",
            f"give True or False for each {of_what}, shape ({n},)",
        )
    return np.asarray(given, dtype=np.bool_)


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
        known = (
            f"labels are whole numbers {low}..{high - 1}" if high > low else "there are no labels"
        )
        raise NetworkError(
            name,
            f"holds label {int(array.ravel()[where])} at position {where}",
            f"{known}; renumber them, or leave the entry out",
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
    given = [] if isinstance(names, str) or not isinstance(names, Iterable) else list(names)
    is_text = all(isinstance(name, str) for name in given)
    if not is_text or len(given) != n or len(set(given)) != n:
        raise InvalidArgument("names", names, f"give a list of {n} different names")
    return tuple(given)
