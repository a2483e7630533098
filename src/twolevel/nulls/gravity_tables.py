"""Tables of pairs for the null `gravity`: of places or of units, of a home country or of all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Index
from twolevel.core.arrays import MOST_CELLS, TwoLevelArrays, inside_matrix
from twolevel.core.whole_arrays import WholeArrays
from twolevel.dyads.pair_table import rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import Term
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nulls.gravity import GravityTable

LEVELS = ("city", "unit")


def home_gravity(
    arrays: TwoLevelArrays, level: str = "city", terms: Sequence[Term] = ()
) -> GravityTable:
    """Return the table of home by foreign places, or of home by foreign units of the first tier.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    level
        `city`: each pair of places holds a tie or none. `unit`: each pair of units holds the
        number of its ties; those of foreign places without a unit are left out and counted.
    terms
        Covariates of the pairs, without upper ties; see `dyads.terms`.

    Raises
    ------
    InvalidArgument, NetworkError
        If the level is not known, the terms do not fit the table, or no tie is left.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    _check_level(level)
    if level == "city":
        places = inside_matrix(arrays)[arrays.home_unit]
        table = rectangular_pairs(
            arrays.home_unit.size, arrays.foreign_country.size, arrays.ties, terms
        )
        return GravityTable(table, np.argwhere(places), "city", 0)
    unit = arrays.foreign_unit[arrays.ties[:, 1], 0]
    has_unit = unit >= 0
    pairs, counts = np.unique(
        np.column_stack((arrays.tie_unit, unit))[has_unit], axis=0, return_counts=True
    )
    n_units = arrays.foreign_unit_country.size
    table = rectangular_pairs(arrays.n_units, n_units, pairs, terms, counts)
    is_first_tier = np.isin(arrays.upper_ties[:, 1], arrays.foreign_unit[:, 0])
    return GravityTable(table, arrays.upper_ties[is_first_tier], "unit", int((~has_unit).sum()))


def whole_gravity(
    arrays: WholeArrays, level: str = "unit", terms: Sequence[Term] = ()
) -> GravityTable:
    """Return the table of all pairs of units, or of cities, of a whole network.

    Parameters
    ----------
    arrays
        Of `whole_arrays`.
    level
        `unit`: each pair of units holds the number of its ties; those within one unit are left
        out and counted. `city`: each pair of cities holds a tie or none, which for all cities of
        the world makes each fit a matter of seconds.
    terms
        Covariates of the pairs, symmetric, without upper ties; see `dyads.terms`.

    Raises
    ------
    InvalidArgument, NetworkError
        If the level is not known, the terms do not fit the table, or no tie is left.
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    _check_level(level)
    if level == "city":
        table = undirected_pairs(arrays.n_cities, arrays.ties, terms)
        return GravityTable(table, _cities_inside(arrays), "city", 0)
    units = np.sort(arrays.tie_units, axis=1)
    is_between = units[:, 0] != units[:, 1]
    pairs, counts = np.unique(units[is_between].reshape(-1, 2), axis=0, return_counts=True)
    table = undirected_pairs(arrays.n_units, pairs, terms, counts)
    return GravityTable(table, arrays.upper_ties, "unit", int((~is_between).sum()))


def _check_level(level: str) -> None:
    if level not in LEVELS:
        raise InvalidArgument("level", level, f"give one of {', '.join(LEVELS)}")


def _cities_inside(arrays: WholeArrays) -> Index:
    """Return all pairs of cities of units that an upper tie joins."""
    order = np.argsort(arrays.city_unit, kind="stable")
    sizes = np.bincount(arrays.city_unit, minlength=arrays.n_units)
    first = np.cumsum(sizes) - sizes
    p, q = arrays.upper_ties.T
    n_cells = sizes[p] * sizes[q]
    if int(n_cells.sum()) > MOST_CELLS // 16:
        raise NetworkError(
            "upper_ties", f"are around {int(n_cells.sum()):,} pairs of cities", "use level unit"
        )
    tie = np.repeat(np.arange(p.size), n_cells)
    cell = np.arange(tie.size) - np.repeat(np.cumsum(n_cells) - n_cells, n_cells)
    one = order[first[p[tie]] + cell // sizes[q[tie]]]
    other = order[first[q[tie]] + cell % sizes[q[tie]]]
    return np.sort(np.column_stack((one, other)), axis=1)
