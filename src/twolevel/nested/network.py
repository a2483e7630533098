"""The network of the nested model: cities in regions, ties at both levels, and which dyads count.

Left and right are the two ends of a dyad. In an undirected network they are the same cities and
a dyad is a pair i < j; in a bipartite one left is home and right is abroad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    MOST_LABELS,
    check_labels,
    instance,
    integers,
    plain_array,
    whole_number,
)
from twolevel.core.array_types import Flag, Index
from twolevel.core.arrays import TwoLevelArrays
from twolevel.errors import InvalidArgument, NetworkError

Choice = TypeVar("Choice", bound=str)

Domestic = Literal["city", "both", "out"]
"""What pairs of different regions of one country are: city level only, both levels, left out."""
Within = Literal["city", "out"]
"""What pairs of cities of one region are: city level only, or left out."""

STATUS = {"out": 0, "city": 1, "both": 2}


@dataclass(frozen=True, slots=True, eq=False)
class NestedNetwork:
    """A two-level network; make it with `nested_network` or `nested_bipartite`, which check it.

    Attributes
    ----------
    is_undirected
        Whether left and right are the same cities.
    left_region, right_region
        Region of each city, shapes (n_left,) and (n_right,).
    left_country, right_country
        Country of each region, shapes (n_left_regions,) and (n_right_regions,). Where none are
        given no two regions share one.
    left_signs, right_signs
        Whether each region can have upper ties.
    ties
        City ties, shape (n_ties, 2), sorted; i < j where undirected.
    upper_ties
        Region ties, shape (n_upper, 2), sorted; p < q where undirected.
    domestic, within
        What dyads of one country, and of one region, are.
    """

    is_undirected: bool
    left_region: Index
    right_region: Index
    left_country: Index
    right_country: Index
    left_signs: Flag
    right_signs: Flag
    ties: Index
    upper_ties: Index
    domestic: Domestic
    within: Within

    @property
    def n_left_regions(self) -> int:
        """Number of left regions."""
        return int(self.left_country.size)

    @property
    def n_right_regions(self) -> int:
        """Number of right regions."""
        return int(self.right_country.size)

    def statuses(self, left: Index, right: Index) -> Index:
        """Return 0 (out), 1 (city level only) or 2 (both levels) for each pair of regions."""
        status = np.full(np.shape(left), STATUS["both"], dtype=np.int64)
        status[self.left_country[left] == self.right_country[right]] = STATUS[self.domestic]
        signs = self.left_signs[left] & self.right_signs[right]
        status[~signs & (status == STATUS["both"])] = STATUS["city"]
        if self.is_undirected:
            status[left == right] = STATUS[self.within]
        return status


def nested_network(
    *,
    city_region: ArrayLike,
    ties: ArrayLike,
    upper_ties: ArrayLike,
    n_regions: int,
    region_country: ArrayLike | None = None,
    region_signs: ArrayLike | None = None,
    domestic: Domestic = "city",
    within: Within = "city",
) -> NestedNetwork:
    """Check the arrays of an undirected two-level network and hold them together.

    Two cities of one region have no region pair above them, so they can enter the city level
    only. Pairs of different regions of one country enter the city level only unless `domestic` says
    otherwise, as sister ties join regions of different countries; without `region_country` there
    are no such pairs. A region of which no source lists the upper ties is unknown, not without:
    leave its cities out beforehand. `region_signs` is False for regions that cannot sign.

    Parameters
    ----------
    city_region
        Region of each city, shape (n_cities,), in 0..n_regions - 1.
    ties, upper_ties
        Pairs of cities, and of regions, shape (n, 2), in any order, none twice.
    n_regions
        Number of regions, also those without cities or ties.
    region_country
        Country of each region, shape (n_regions,).
    region_signs
        Whether each region can have upper ties, shape (n_regions,); all if None.
    domestic, within
        "city", "both" (domestic only) or "out".

    Raises
    ------
    NetworkError
        If a label is out of range, a pair is held twice or joins an end to itself, or a tie lies
        where the model has no dyad for it.
    InvalidArgument
        If `n_regions`, `domestic` or `within` is none of those allowed.
    """
    whole_number("n_regions", n_regions, 1, MOST_LABELS)
    region = _labels("city_region", city_region, None, n_regions)
    country = _countries("region_country", region_country, n_regions, 0)
    signs = _flags("region_signs", region_signs, n_regions)
    network = NestedNetwork(
        is_undirected=True, left_region=region, right_region=region, left_country=country,
        right_country=country, left_signs=signs, right_signs=signs,
        ties=_pairs("ties", ties, region.size, region.size, is_undirected=True),
        upper_ties=_pairs("upper_ties", upper_ties, n_regions, n_regions, is_undirected=True),
        domestic=_choice("domestic", domestic, ("city", "both", "out")),
        within=_choice("within", within, ("city", "out")),
    )  # fmt: skip
    _check_dyads(network)
    return network


def nested_bipartite(
    *,
    home_region: ArrayLike,
    foreign_region: ArrayLike,
    ties: ArrayLike,
    upper_ties: ArrayLike,
    n_home_regions: int,
    n_foreign_regions: int,
    home_signs: ArrayLike | None = None,
    foreign_signs: ArrayLike | None = None,
) -> NestedNetwork:
    """Check the arrays of a home x foreign network and hold them together.

    Parameters
    ----------
    home_region, foreign_region
        Region of each city, shapes (n_home,) and (n_foreign,).
    ties, upper_ties
        Pairs home, foreign of cities, and of regions, shape (n, 2), none twice.
    n_home_regions, n_foreign_regions
        Numbers of regions.
    home_signs, foreign_signs
        Whether each region can have upper ties; all if None.

    Raises
    ------
    NetworkError, InvalidArgument
        As `nested_network`.
    """
    whole_number("n_home_regions", n_home_regions, 1, MOST_LABELS)
    whole_number("n_foreign_regions", n_foreign_regions, 1, MOST_LABELS)
    left = _labels("home_region", home_region, None, n_home_regions)
    right = _labels("foreign_region", foreign_region, None, n_foreign_regions)
    network = NestedNetwork(
        is_undirected=False, left_region=left, right_region=right,
        left_country=np.arange(n_home_regions),
        right_country=_countries("", None, n_foreign_regions, n_home_regions),
        left_signs=_flags("home_signs", home_signs, n_home_regions),
        right_signs=_flags("foreign_signs", foreign_signs, n_foreign_regions),
        ties=_pairs("ties", ties, left.size, right.size, is_undirected=False),
        upper_ties=_pairs(
            "upper_ties", upper_ties, n_home_regions, n_foreign_regions, is_undirected=False
        ),
        domestic="city", within="city",
    )  # fmt: skip
    _check_dyads(network)
    return network


def nested_of_arrays(arrays: TwoLevelArrays, tier: int = 0) -> NestedNetwork:
    """Return the home x foreign network of one tier of foreign units.

    Foreign places without a unit in this tier lie in regions added at the end, one for each
    country (`n_foreign_units + country`), which cannot have upper ties. Units of other tiers cannot
    either: their upper ties are left out, so fit each tier, or put the tier that signs into 0.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    tier
        Column of `foreign_unit`, from 0.

    Raises
    ------
    InvalidArgument
        If there is no such tier.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    whole_number("tier", tier, 0, arrays.foreign_unit.shape[1] - 1)
    unit = arrays.foreign_unit[:, tier]
    n_units = int(arrays.foreign_unit_country.size)
    n_extra = int(arrays.foreign_country.max(initial=-1)) + 1 if (unit < 0).any() else 0
    signs = np.zeros(n_units + n_extra, dtype=np.bool_)
    signs[:n_units] = arrays.foreign_unit_tier == tier
    return nested_bipartite(
        home_region=arrays.home_unit,
        foreign_region=np.where(unit >= 0, unit, n_units + arrays.foreign_country),
        ties=arrays.ties,
        upper_ties=arrays.upper_ties[signs[arrays.upper_ties[:, 1]]],
        n_home_regions=arrays.n_units,
        n_foreign_regions=n_units + n_extra,
        foreign_signs=signs,
    )


def _labels(name: str, values: ArrayLike, length: int | None, n: int) -> Index:
    array = integers(name, values)
    if array.ndim != 1 or (length is not None and array.size != length):
        wanted = "one label for each" if length is None else f"{length} labels"
        raise NetworkError(name, f"has shape {array.shape}", f"give {wanted}, in one row")
    if array.size == 0:
        raise NetworkError(name, "is empty", "give at least one city")
    check_labels(name, array, 0, n)
    return array


def _countries(name: str, values: ArrayLike | None, n: int, start: int) -> Index:
    if values is None:
        return np.arange(start, start + n, dtype=np.int64)
    return _labels(name, values, n, MOST_LABELS)


def _flags(name: str, values: ArrayLike | None, n: int) -> Flag:
    if values is None:
        return np.ones(n, dtype=np.bool_)
    given = plain_array(name, values, "one flag for each region")
    if given.shape != (n,) or given.dtype.kind != "b":
        raise NetworkError(
            name,
            f"has shape {given.shape} and holds {given.dtype} values where there are {n} regions",
            "give one flag for each region, True or False",
        )
    flags: Flag = given.astype(np.bool_)
    return flags


def _choice(name: str, value: Choice, allowed: tuple[str, ...]) -> Choice:
    if value not in allowed:
        raise InvalidArgument(name, value, f"give {', '.join(allowed)}")
    return value


def _pairs(
    name: str, values: ArrayLike, n_left: int, n_right: int, *, is_undirected: bool
) -> Index:
    array = integers(name, values)
    if array.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise NetworkError(name, f"has shape {array.shape}", "give an array of shape (n, 2)")
    for column, n in ((0, n_left), (1, n_right)):
        _labels(f"{name}[:, {column}]", array[:, column], None, n)
    if is_undirected:
        array = np.sort(array, axis=1)
        loops = np.flatnonzero(array[:, 0] == array[:, 1])
        if loops.size:
            end = int(array[loops[0], 0])
            raise NetworkError(name, f"joins {end} to itself", "leave the pair out")
    array = array[np.lexsort((array[:, 1], array[:, 0]))]
    twice = np.flatnonzero((array[1:] == array[:-1]).all(axis=1))
    if twice.size:
        left, right = (int(x) for x in array[twice[0]])
        raise NetworkError(
            name, f"holds the pair ({left}, {right}) more than once", "keep each pair once"
        )
    return array


def _check_dyads(network: NestedNetwork) -> None:
    left, right = network.ties[:, 0], network.ties[:, 1]
    status = network.statuses(network.left_region[left], network.right_region[right])
    if (status == 0).any():
        i, j = (int(x) for x in network.ties[np.flatnonzero(status == 0)[0]])
        raise NetworkError(
            "ties",
            f"the tie ({i}, {j}) lies in a country or region whose own dyads are left out",
            "leave such ties out too, or set domestic or within to 'city'",
        )
    status = network.statuses(network.upper_ties[:, 0], network.upper_ties[:, 1])
    if (status != STATUS["both"]).any():
        where = np.flatnonzero(status != STATUS["both"])[0]
        p, q = (int(x) for x in network.upper_ties[where])
        raise NetworkError(
            "upper_ties",
            f"the tie ({p}, {q}) joins regions that cannot have one (of one country, or not "
            "signing)",
            "leave it out, set domestic to 'both', or correct region_signs",
        )
