"""Foreign units as alternatives: which unit of a country a lower tie lands in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Flag, Index
from twolevel.core.arrays import TwoLevelArrays, inside_matrix


@dataclass(frozen=True, slots=True, eq=False)
class ForeignGroups:
    """Foreign places by the units that hold them: the finest parts that upper ties tell apart.

    Attributes
    ----------
    of_place
        Group of each foreign place, shape (n_foreign,).
    country
        Country of each group, shape (n_groups,).
    exposure
        Whether an upper tie of some tier joins home unit and group, shape (n_units, n_groups).
    ties
        Lower ties by home unit and group, shape (n_units, n_groups).
    """

    of_place: Index
    country: Index
    exposure: Flag
    ties: Index


def foreign_groups(arrays: TwoLevelArrays) -> ForeignGroups:
    """Group foreign places that share country and units at all tiers.

    Finest units without a place in the arrays, which upper ties alone hold, are groups without
    lower ties: a tie could have landed there.
    """
    key = np.column_stack((arrays.foreign_country, arrays.foreign_unit))
    rows, first, group = np.unique(key, axis=0, return_index=True, return_inverse=True)
    exposure = inside_matrix(arrays)[:, first]
    ties = np.zeros((arrays.n_units, first.size), dtype=np.int64)
    np.add.at(ties, (arrays.tie_unit, group.ravel()[arrays.ties[:, 1]]), 1)
    is_finest = arrays.foreign_unit_tier == 0
    empty = np.setdiff1d(np.flatnonzero(is_finest), arrays.foreign_unit)
    upper = np.zeros((arrays.n_units, arrays.foreign_unit_country.size), dtype=np.bool_)
    upper[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = True
    return ForeignGroups(
        of_place=group.ravel(),
        country=np.concatenate((rows[:, 0], arrays.foreign_unit_country[empty])),
        exposure=np.column_stack((exposure, upper[:, empty])),
        ties=np.column_stack((ties, np.zeros((arrays.n_units, empty.size), dtype=np.int64))),
    )
