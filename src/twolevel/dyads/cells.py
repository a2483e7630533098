"""Pairs that share labels and covariates taken together: the same fit from far fewer rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, integers
from twolevel.core.array_types import Index, Real
from twolevel.dyads.fit_rows import RowTable
from twolevel.dyads.pair_table import PairTable
from twolevel.dyads.terms import GroupPairTerm
from twolevel.errors import NetworkError

MOST_CELLS = 50_000_000


def joined_rows(table: RowTable) -> RowTable:
    """Join the rows that share all labels and terms; slopes, effects and errors stay the same.

    The log likelihood of Poisson and logit is linear in y given labels and terms, so the mean of y
    and the sum of weights suffice for the fit, and the sums of squares for robust errors. Errors
    clustered by the labels of the effects see only sums over them. Clusters finer than that cannot
    be had from joined rows.
    """
    instance("table", table, RowTable, "row_table")
    keys = [np.unique(labels, return_inverse=True)[1] for labels in table.effects]
    rows = np.column_stack((*keys, table.x.T)) if keys else table.x.T
    _, first, cell = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    cell = cell.ravel()
    weight = _sums(cell, table.weight)
    return replace(
        table,
        y=_sums(cell, table.weight * table.y) / weight,
        weight=weight,
        square=_sums(cell, table.square),
        error_weight=_sums(cell, table.error_weight),
        x=np.ascontiguousarray(table.x[:, first]),
        effects=tuple(labels[first] for labels in table.effects),
    )


def cell_table(
    table: PairTable, first_group: ArrayLike, second_group: ArrayLike | None = None
) -> RowTable:
    """Count pairs and ties by groups of their ends, with one effect for each group.

    Where terms depend on groups alone, a regression on all pairs with effects of groups needs one
    row for each pair of groups: 450 million pairs of 30,000 cities in 4,000 regions are 8 million
    cells. For Poisson the slopes are also those of effects for each node of a rectangle, since
    within a group the nodes share the sum of their partners.

    Parameters
    ----------
    table
        With group-pair terms whose groups the given ones are, or are nested in.
    first_group, second_group
        Group of each node of either side; an undirected table has one array.

    Returns
    -------
    RowTable
        For `fit_rows`; cells without pairs are left out.

    Raises
    ------
    NetworkError
        If a term is not the same for all pairs of a cell.
    """
    instance("table", table, PairTable, "rectangular_pairs or undirected_pairs")
    sides = _sides(table, first_group, second_group)
    sizes = [int(side.max()) + 1 for side in sides]
    if sizes[0] * sizes[1] > MOST_CELLS:
        raise NetworkError(
            "first_group",
            f"makes {sizes[0] * sizes[1]:,} cells",
            f"give groups with at most {MOST_CELLS:,}",
        )
    row, column, n_pairs = _cells(table, sides, sizes)
    key = _keys(table, sides, sizes)
    total = np.bincount(key, table.counts, sizes[0] * sizes[1])
    square = np.bincount(key, table.counts**2, sizes[0] * sizes[1])
    at = row * sizes[1] + column
    terms = np.empty((len(table.terms), row.size))
    for k, term in enumerate(table.terms):
        if not isinstance(term, GroupPairTerm):
            raise NetworkError(
                term.name, "is no term of groups", "cells take group-pair terms only"
            )
        ends = [
            _group_of_group(term.name, of_term, side)
            for of_term, side in zip((term.first_group, term.second_group), sides, strict=True)
        ]
        terms[k] = term.values[ends[0][row], ends[1][column]]
    return RowTable(
        y=total[at] / n_pairs, weight=n_pairs, square=square[at], error_weight=n_pairs, x=terms,
        names=table.names, effects=(row, column), is_undirected=table.is_undirected,
    )  # fmt: skip


def _sums(cell: Index, values: Real) -> Real:
    return np.bincount(cell, values).astype(np.float64)


def _sides(table: PairTable, first: ArrayLike, second: ArrayLike | None) -> tuple[Index, Index]:
    given = [integers("first_group", first)]
    if table.is_undirected:
        given.append(given[0])
    else:
        given.append(integers("second_group", [] if second is None else second))
    for name, side, n in zip(
        ("first_group", "second_group"), given, (table.n_first, table.n_second), strict=True
    ):
        if side.shape != (n,) or (side < 0).any():
            raise NetworkError(
                name, f"has shape {side.shape}", f"give a group from 0 to each of {n} nodes"
            )
    return given[0], given[1]


def _cells(
    table: PairTable, sides: tuple[Index, Index], sizes: list[int]
) -> tuple[Index, Index, Real]:
    n_first = np.bincount(sides[0], minlength=sizes[0]).astype(np.float64)
    n_second = np.bincount(sides[1], minlength=sizes[1]).astype(np.float64)
    pairs = np.outer(n_first, n_second)
    if table.is_undirected:
        np.fill_diagonal(pairs, n_first * (n_first - 1) / 2)
        pairs = np.triu(pairs)
    row, column = np.nonzero(pairs)
    return row, column, pairs[row, column]


def _keys(table: PairTable, sides: tuple[Index, Index], sizes: list[int]) -> Index:
    ends = sides[0][table.ties[:, 0]], sides[1][table.ties[:, 1]]
    if table.is_undirected:
        ends = np.minimum(*ends), np.maximum(*ends)
    return np.asarray(ends[0] * sizes[1] + ends[1])


def _group_of_group(name: str, of_term: Index, group: Index) -> Index:
    """Return the term's group of each given group, which must lie inside one."""
    first = np.zeros(int(group.max()) + 1, dtype=np.int64)
    first[group] = of_term
    if (first[group] != of_term).any():
        raise NetworkError(
            name, "differs within a group", "give groups that are its own or nested in them"
        )
    return first
