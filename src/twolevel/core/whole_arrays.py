"""The arrays of a whole network: all cities of all countries, undirected ties, domestic ones too.

Notation: city i in unit r(i), unit r in country c(r); A_ij = A_ji = 1 if a lower tie joins i and
j; B_pq = B_qp = 1 if an upper tie joins p and q. A lower tie is inside if B is 1 at its units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    LARGEST_EXACT,
    LARGEST_NUMBER,
    MOST_LABELS,
    check_labels,
    integers,
    plain_array,
)
from twolevel.core.array_types import Flag, Index
from twolevel.core.arrays import Numbers
from twolevel.errors import NetworkError


@dataclass(frozen=True, slots=True, eq=False)
class WholeArrays:
    """Cities in units in countries; make it with `whole_arrays`, which checks it.

    Attributes
    ----------
    city_unit
        Unit of each city, shape (n_cities,), in 0..n_units - 1.
    city_block
        Block that moves as one under relabelling, shape (n_cities,).
    city_stratum
        Stratum (level) of each city's block, shape (n_cities,).
    unit_country
        Country of each unit, also of those without cities, shape (n_units,).
    ties
        Lower ties, shape (n_ties, 2): cities i < j, no pair twice.
    upper_ties
        Upper ties, shape (n_upper, 2): units p < q, no pair twice.
    """

    city_unit: Index
    city_block: Index
    city_stratum: Index
    unit_country: Index
    ties: Index
    upper_ties: Index

    @property
    def n_cities(self) -> int:
        """Number of cities, also those without ties."""
        return int(self.city_unit.size)

    @property
    def n_units(self) -> int:
        """Number of units, also those without cities or ties."""
        return int(self.unit_country.size)

    @property
    def n_ties(self) -> int:
        """Number of lower ties."""
        return int(self.ties.shape[0])

    @property
    def city_country(self) -> Index:
        """Country of each city, shape (n_cities,)."""
        return self.unit_country[self.city_unit]

    @property
    def tie_units(self) -> Index:
        """Units of both ends of each lower tie, shape (n_ties, 2)."""
        return self.city_unit[self.ties]


def whole_arrays(
    *,
    city_unit: ArrayLike,
    unit_country: ArrayLike,
    ties: ArrayLike,
    upper_ties: ArrayLike,
    city_block: ArrayLike | None = None,
    city_stratum: ArrayLike | None = None,
) -> WholeArrays:
    """Check the arrays of a whole undirected network and hold them together.

    Ties may be given with either end first; they are kept in the order given, the smaller end
    first. Without `city_block` each city is a block of its own; without `city_stratum` all are in
    one stratum. Units without cities, cities without ties and a single country are allowed.

    Parameters
    ----------
    city_unit
        Unit of each city, shape (n_cities,), in 0..n_units - 1.
    unit_country
        Country of each unit, also of those without cities, shape (n_units,).
    ties, upper_ties
        Pairs of cities and of units, shape (n, 2), none twice in either direction.
    city_block, city_stratum
        Block of each city and stratum of its block, shape (n_cities,), for `region-labels`.

    Raises
    ------
    NetworkError
        If a label is out of range, a city is given several units, a pair is held twice or joins
        an end with itself, a block spans units or strata, or an array has the wrong shape, is
        masked, or holds anything but whole numbers.
    """
    country = _labels("unit_country", unit_country, MOST_LABELS)
    unit = integers("city_unit", city_unit)
    if unit.ndim == 2 and unit.shape[1] > 1:
        raise NetworkError(
            "city_unit",
            f"has shape {unit.shape}, {unit.shape[1]} units for each city",
            "a city lies in one unit; choose one for each, or make two cities of it",
        )
    unit = _labels("city_unit", unit, country.size)
    arrays = WholeArrays(
        city_unit=unit,
        city_block=_given("city_block", city_block, np.arange(unit.size)),
        city_stratum=_given("city_stratum", city_stratum, np.zeros(unit.size, np.int64)),
        unit_country=country,
        ties=_undirected("ties", ties, unit.size),
        upper_ties=_undirected("upper_ties", upper_ties, country.size),
    )
    for name, values in (("city_unit", unit), ("city_stratum", arrays.city_stratum)):
        _check_blocks(arrays.city_block, name, values)
    return arrays


def hits_of_whole_ties(arrays: WholeArrays) -> Flag:
    """Return whether each lower tie is inside an upper tie, shape (n_ties,)."""
    hits: Flag = upper_tie_of_ties(arrays) >= 0
    return hits


def upper_tie_of_ties(arrays: WholeArrays) -> Index:
    """Return the position of the upper tie around each lower tie, -1 where there is none."""
    low, high = np.sort(arrays.tie_units, axis=1).T
    return pair_positions(arrays.upper_ties, low * arrays.n_units + high, arrays.n_units)


def pair_positions(pairs: Index, key: Index, n: int) -> Index:
    """Return where in `pairs` the pair `key // n, key % n` stands, -1 where it does not."""
    if pairs.shape[0] == 0:
        return np.full(key.size, -1, dtype=np.int64)
    keys = pairs[:, 0] * n + pairs[:, 1]
    order = np.argsort(keys)
    near = order[np.minimum(np.searchsorted(keys[order], key), keys.size - 1)]
    positions: Index = np.where(keys[near] == key, near, -1)
    return positions


def country_pairs(arrays: WholeArrays) -> Index:
    """Return the unordered pair of countries of each lower tie, numbered from 0, (n_ties,)."""
    return _pair_numbers(arrays.city_country[arrays.ties])


def upper_country_pairs(arrays: WholeArrays) -> Index:
    """Return the unordered pair of countries of each upper tie, numbered from 0, (n_upper,)."""
    return _pair_numbers(arrays.unit_country[arrays.upper_ties])


def checked_upper_weights(weights: ArrayLike | None, arrays: WholeArrays) -> Numbers:
    """Return the weight that a lower tie has inside each upper tie, shape (n_upper,); 1 if None.

    Whole numbers come back as int64, so that sums are exact and ties in rank are seen.
    """
    n_upper = arrays.upper_ties.shape[0]
    if weights is None:
        return np.ones(n_upper, dtype=np.int64)
    values = plain_array("weights", weights, "one number for each upper tie")
    if values.shape != (n_upper,) or values.dtype.kind not in "biuf":
        raise NetworkError(
            "weights",
            f"has shape {values.shape} and holds {values.dtype} values",
            f"give one number for each upper tie, shape ({n_upper},)",
        )
    real = values.astype(np.float64)
    if not np.isfinite(real).all():
        raise NetworkError("weights", "holds NaN or infinity", "leave such upper ties out before")
    largest = float(np.abs(real).max(initial=0.0))
    if largest * max(arrays.n_ties, 1) > LARGEST_EXACT:
        raise NetworkError(
            "weights", f"holds numbers as large as {largest:g}", "scale them, so sums are exact"
        )
    if 0 < largest < 1 / LARGEST_NUMBER:
        raise NetworkError(
            "weights", f"holds no number larger than {largest:g}", "scale them to numbers near 1"
        )
    whole = np.rint(real)
    return whole.astype(np.int64) if bool((whole == real).all()) else real


def _pair_numbers(countries: Index) -> Index:
    low, high = np.sort(countries, axis=1).T
    numbers: Index = np.unique(low * (MOST_LABELS + 1) + high, return_inverse=True)[1]
    return numbers.astype(np.int64)


def _labels(name: str, values: ArrayLike, n_labels: int) -> Index:
    array = integers(name, values)
    if array.ndim != 1:
        raise NetworkError(name, f"has shape {array.shape}", "give an array of shape (n,)")
    check_labels(name, array, 0, n_labels)
    return array


def _given(name: str, values: ArrayLike | None, default: Index) -> Index:
    array = _labels(name, default if values is None else values, MOST_LABELS)
    if array.shape != default.shape:
        raise NetworkError(
            name, f"has shape {array.shape}", f"give an array of shape {default.shape}"
        )
    return array


def _undirected(name: str, values: ArrayLike, n: int) -> Index:
    array = integers(name, values)
    if array.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise NetworkError(name, f"has shape {array.shape}", "give an array of shape (n, 2)")
    for column in (0, 1):
        check_labels(f"{name}[:, {column}]", array[:, column], 0, n)
    loops = np.flatnonzero(array[:, 0] == array[:, 1])
    if loops.size:
        end, where = int(array[loops[0], 0]), int(loops[0])
        raise NetworkError(
            name, f"joins {end} with itself at position {where}", "leave ties to itself out"
        )
    array = np.sort(array, axis=1)
    keys, counts = np.unique(array[:, 0] * n + array[:, 1], return_counts=True)
    if counts.max() > 1:
        low, high = divmod(int(keys[counts.argmax()]), n)
        raise NetworkError(
            name,
            f"holds the pair ({low}, {high}) {counts.max()} times, in one direction or both",
            "keep each pair once",
        )
    return array


def _check_blocks(block: Index, name: str, values: Index) -> None:
    order = np.lexsort((values, block))
    at, value = block[order], values[order]
    is_split = (at[1:] == at[:-1]) & (value[1:] != value[:-1])
    if is_split.any():
        raise NetworkError(
            "city_block",
            f"block {int(at[1:][is_split][0])} has cities with different {name}",
            "a block moves as one; split it, or give its cities the same label",
        )
