"""The arrays that every method here takes: two-level ties of home places in units, validated.

Notation of the methods: home place i in unit p(i); foreign place j with units r(j, k), one per
tier k, in country c(j); A_ij = 1 if a lower tie joins i and j; B_pr = 1 if an upper tie joins p
and r; H_pj = 1 if B_p,r(j,k) = 1 for some tier k. A lower tie is inside if H is 1 at its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import (
    LARGEST_EXACT,
    LARGEST_NUMBER,
    MOST_LABELS,
    check_labels,
    integers,
    plain_array,
    whole_number,
)
from twolevel.core.array_types import Flag, Index
from twolevel.errors import NetworkError

Numbers = NDArray[Any]
"""int64 where all numbers are whole, else float64."""

MOST_CELLS = 500_000_000
"""Cells of the largest table of home units by foreign places and units, a byte each."""


@dataclass(frozen=True, slots=True, eq=False)
class TwoLevelArrays:
    """One home country against the world; make it with `two_level_arrays`, which checks it.

    Attributes
    ----------
    home_unit
        Unit of each home place, shape (n_home,), in 0..n_units - 1.
    home_block
        Block that moves as one under relabelling, shape (n_home,).
    home_stratum
        Stratum of each home place's block, shape (n_home,).
    foreign_country
        Country of each foreign place, shape (n_foreign,).
    foreign_unit
        Units of each foreign place, shape (n_foreign, n_tiers), -1 where there is none.
    foreign_unit_country, foreign_unit_tier
        Country and tier of each foreign unit, shape (n_foreign_units,).
    ties
        Lower ties, shape (n_ties, 2): home place, foreign place; no pair twice.
    upper_ties
        Upper ties, shape (n_upper, 2): home unit, foreign unit; no pair twice.
    n_units
        Number of home units, also those without places or ties.
    """

    home_unit: Index
    home_block: Index
    home_stratum: Index
    foreign_country: Index
    foreign_unit: Index
    foreign_unit_country: Index
    foreign_unit_tier: Index
    ties: Index
    upper_ties: Index
    n_units: int

    @property
    def n_ties(self) -> int:
        """Number of lower ties."""
        return int(self.ties.shape[0])

    @property
    def tie_unit(self) -> Index:
        """Home unit of each lower tie, shape (n_ties,)."""
        return self.home_unit[self.ties[:, 0]]

    @property
    def tie_country(self) -> Index:
        """Country of each lower tie, shape (n_ties,)."""
        return self.foreign_country[self.ties[:, 1]]


def two_level_arrays(
    *,
    home_unit: ArrayLike,
    foreign_country: ArrayLike,
    foreign_unit: ArrayLike,
    foreign_unit_country: ArrayLike,
    ties: ArrayLike,
    upper_ties: ArrayLike,
    n_units: int,
    foreign_unit_tier: ArrayLike | None = None,
    home_block: ArrayLike | None = None,
    home_stratum: ArrayLike | None = None,
) -> TwoLevelArrays:
    """Check the arrays of a two-level network and hold them together.

    Only what is known enters: leave home units whose upper ties no source lists out beforehand,
    with `only_homes_in`. Without `home_block` each home place is a block of its own; without
    `home_stratum` all are in one stratum; without `foreign_unit_tier` all units are in tier 0.

    Parameters
    ----------
    home_unit
        Unit of each home place, shape (n_home,), in 0..n_units - 1.
    foreign_country
        Country of each foreign place, shape (n_foreign,).
    foreign_unit
        Unit of each foreign place, shape (n_foreign,), or (n_foreign, n_tiers) where units of
        several tiers sign; -1 where there is none.
    foreign_unit_country, foreign_unit_tier
        Country and tier of each foreign unit, shape (n_foreign_units,).
    ties, upper_ties
        Pairs of home and foreign place, and of home and foreign unit, shape (n, 2), none twice.
    n_units
        Number of home units, also of those without places or ties.
    home_block, home_stratum
        Block of each home place and stratum of its block, shape (n_home,), for `region-labels`.

    Raises
    ------
    NetworkError
        If a label is out of range, a pair is held twice, a block spans units or strata, a place's
        unit lies in another country, or an array has the wrong shape, is masked, or holds anything
        but whole numbers.
    InvalidArgument
        If `n_units` is no whole number from 0 to a million.
    """
    whole_number("n_units", n_units, 0, MOST_LABELS)
    unit = _labels("home_unit", home_unit, n_units)
    country = _labels("foreign_country", foreign_country, None)
    unit_country = _labels("foreign_unit_country", foreign_unit_country, None)
    n_home, n_foreign, n_foreign_units = unit.size, country.size, unit_country.size
    _check_cells(n_units, n_foreign + n_foreign_units)
    places_units = integers("foreign_unit", foreign_unit)
    if places_units.ndim == 1:
        places_units = places_units[:, None]
    _check_shape("foreign_unit", places_units, n_foreign, None)
    check_labels("foreign_unit", places_units, -1, n_foreign_units)
    arrays = TwoLevelArrays(
        home_unit=unit,
        home_block=_optional("home_block", home_block, np.arange(n_home), n_home),
        home_stratum=_optional("home_stratum", home_stratum, np.zeros(n_home), n_home),
        foreign_country=country,
        foreign_unit=places_units,
        foreign_unit_country=unit_country,
        foreign_unit_tier=_optional(
            "foreign_unit_tier", foreign_unit_tier, np.zeros(n_foreign_units), n_foreign_units
        ),
        ties=_pairs("ties", ties, n_home, n_foreign),
        upper_ties=_pairs("upper_ties", upper_ties, n_units, n_foreign_units),
        n_units=int(n_units),
    )
    _check_blocks(arrays)
    _check_countries(arrays)
    return arrays


def inside_matrix(arrays: TwoLevelArrays) -> Flag:
    """Return H, shape (n_units, n_foreign): whether an upper tie joins the unit and the place.

    With several tiers one hit at any tier is enough.
    """
    upper = np.zeros((arrays.n_units, arrays.foreign_unit_country.size + 1), dtype=np.bool_)
    upper[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = True
    # Index -1 reads the last column, which stands for "no unit" and holds no upper tie.
    return np.asarray(upper[:, arrays.foreign_unit].any(axis=2))


def hits_of_ties(arrays: TwoLevelArrays) -> Flag:
    """Return whether each lower tie is inside an upper tie, shape (n_ties,)."""
    hits: Flag = inside_matrix(arrays)[arrays.tie_unit, arrays.ties[:, 1]]
    return hits


def checked_weights(weights: ArrayLike | None, arrays: TwoLevelArrays) -> Numbers:
    """Return the weight of a tie by home unit and foreign place; H where no weights are given.

    Whole numbers come back as int64, so that sums are exact and ties in rank are seen.
    """
    if weights is None:
        return inside_matrix(arrays).astype(np.int64)
    matrix = plain_array("weights", weights, "one number per unit and place")
    shape = (arrays.n_units, arrays.foreign_country.size)
    if matrix.shape != shape:
        raise NetworkError(
            "weights", f"has shape {matrix.shape}", f"give one weight per unit and place, {shape}"
        )
    if matrix.dtype.kind not in "biuf":
        raise NetworkError("weights", f"holds {matrix.dtype} values", "give numbers")
    real = matrix.astype(np.float64)
    if not np.isfinite(real).all():
        raise NetworkError("weights", "holds NaN or infinity", "leave unknown places out before")
    largest = float(np.abs(real).max(initial=0.0))
    if largest * max(arrays.n_ties, 1) > LARGEST_EXACT:
        raise NetworkError(
            "weights",
            f"holds numbers as large as {largest:g}",
            "scale them, so that sums are exact",
        )
    if 0 < largest < 1 / LARGEST_NUMBER:
        raise NetworkError(
            "weights", f"holds no number larger than {largest:g}", "scale them to numbers near 1"
        )
    whole = np.rint(real)
    return whole.astype(np.int64) if bool((whole == real).all()) else real


def _check_shape(name: str, array: Index, length: int | None, width: int | None) -> None:
    wanted_dimensions = 1 if width == 0 else 2
    is_right = (
        array.ndim == wanted_dimensions
        and (length is None or array.shape[0] == length)
        and (not width or array.shape[1] == width)
    )
    if not is_right:
        wanted = f"({length if length is not None else 'n'}" + (
            ",)" if width == 0 else f", {width or 'n_tiers'})"
        )
        raise NetworkError(name, f"has shape {array.shape}", f"give an array of shape {wanted}")


def _check_cells(n_units: int, n_columns: int) -> None:
    if n_units * n_columns > MOST_CELLS:
        raise NetworkError(
            "n_units",
            f"{n_units:,} units and {n_columns:,} foreign places and units make a table of more "
            f"than {MOST_CELLS:,} cells",
            "number the units that exist 0, 1, 2, ... and give their number",
        )


def _labels(name: str, values: ArrayLike, n: int | None) -> Index:
    array = integers(name, values)
    _check_shape(name, array, None, 0)
    check_labels(name, array, 0, MOST_LABELS if n is None else n)
    return array


def _optional(name: str, values: ArrayLike | None, default: NDArray[np.generic], n: int) -> Index:
    array = integers(name, default if values is None else values)
    _check_shape(name, array, n, 0)
    check_labels(name, array, 0, MOST_LABELS)
    return array


def _pairs(name: str, values: ArrayLike, n_left: int, n_right: int) -> Index:
    array = integers(name, values)
    if array.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    _check_shape(name, array, None, 2)
    for column, n in ((0, n_left), (1, n_right)):
        check_labels(f"{name}[:, {column}]", array[:, column], 0, n)
    keys, counts = np.unique(array[:, 0] * n_right + array[:, 1], return_counts=True)
    if counts.max() > 1:
        left, right = divmod(int(keys[counts.argmax()]), n_right)
        raise NetworkError(
            name, f"holds the pair ({left}, {right}) {counts.max()} times", "keep each pair once"
        )
    return array


def _check_blocks(arrays: TwoLevelArrays) -> None:
    for name in ("home_unit", "home_stratum"):
        values: Index = getattr(arrays, name)
        order = np.lexsort((values, arrays.home_block))
        block, value = arrays.home_block[order], values[order]
        is_split = (block[1:] == block[:-1]) & (value[1:] != value[:-1])
        if is_split.any():
            broken = int(block[1:][is_split][0])
            raise NetworkError(
                "home_block",
                f"block {broken} has places with different {name}",
                "a block moves as one; split it, or give its places the same label",
            )


def _check_countries(arrays: TwoLevelArrays) -> None:
    units = arrays.foreign_unit
    known = units >= 0
    there = arrays.foreign_unit_country[np.where(known, units, 0)] if known.any() else units
    is_abroad = known & (there != arrays.foreign_country[:, None])
    if is_abroad.any():
        place, tier = (int(v) for v in np.argwhere(is_abroad)[0])
        raise NetworkError(
            "foreign_unit",
            f"place {place} of country {arrays.foreign_country[place]} lies in unit "
            f"{units[place, tier]} of another country",
            "give the place a unit of its own country, or -1",
        )
