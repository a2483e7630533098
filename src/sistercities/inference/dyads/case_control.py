"""A sample of pairs that keeps all ties and all pairs with a rare covariate, weighted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import InvalidArgument, NetworkError
from sistercities.inference.argument_checks import whole_number
from sistercities.inference.dyads.evaluation import Family
from sistercities.inference.dyads.fit_pairs import EffectEnds, prepared
from sistercities.inference.dyads.fit_rows import RowTable, row_table
from sistercities.inference.dyads.pair_table import PairTable
from sistercities.inference.dyads.terms import GroupPairTerm, PairTerm, Term

Index = NDArray[np.int64]
Real = NDArray[np.float64]

MOST_KEPT = 50_000_000
MOST_CONTROLS = 50_000_000


def case_control(
    table: PairTable,
    n_controls: int,
    *,
    rare: Sequence[str] = (),
    effects: EffectEnds = "both",
    family: Family = "poisson",
    seed: int = 0,
) -> RowTable:
    """Return all ties, all pairs where a rare term is not 0, and a sample of the other pairs.

    The others are drawn without replacement, each alike, and weigh their number over the number
    drawn; so every sum over pairs, and with it the slopes, is estimated without bias whatever the
    mean (weighted exogenous sampling, Manski & Lerman 1977, doi:10.2307/1914121). Where a rare
    covariate were sampled as well, hardly any of its pairs without ties would be left.

    With effects each node needs some dozens of controls: from fewer its effect is estimated so
    poorly that the slopes are biased. `n_controls` of 50 times the nodes is a rule of thumb.

    Parameters
    ----------
    table
        All pairs.
    n_controls
        Number of other pairs to draw; all of them, weight 1, where there are not more.
    rare
        Names of pair terms or group-pair terms whose pairs are all kept.
    effects, family
        Of the fit to come; nodes that it would separate are left out beforehand.
    seed
        Of the draw.

    Returns
    -------
    RowTable
        For `fit_rows`; robust and clustered errors take the weights into account.

    Raises
    ------
    InvalidArgument, NetworkError
        If a rare name is no such term, or its pairs are too many to be kept.
    """
    whole_number("n_controls", n_controls, 1, MOST_CONTROLS)
    whole_number("seed", seed, 0)
    part = prepared(table, family, effects)
    source = part.source
    rows, columns = np.flatnonzero(part.active.first), np.flatnonzero(part.active.second)
    ties = source.row * source.n_columns + source.column
    kept = (_rare_pairs(_term(table, name), rows, columns, source.is_square) for name in rare)
    sure = np.unique(np.concatenate((ties, *kept)))
    rng = np.random.default_rng(seed)
    drawn = _others(rng, sure, (rows.size, columns.size), source.is_square, n_controls)
    n_others = source.n_pairs - sure.size
    pairs = np.concatenate((sure, drawn))
    weights = np.ones(pairs.size)
    weights[sure.size :] = n_others / max(drawn.size, 1)
    row, column = np.divmod(pairs, source.n_columns)
    x = np.column_stack([filler.at(row, column) for filler in part.fillers])
    labels = rows[row], columns[column]
    wanted = {"both": labels, "first": labels[:1], "second": labels[1:], "none": ()}
    return row_table(
        _counts(pairs, ties, source.count), x, wanted[effects], names=part.names, weights=weights,
        is_undirected=source.ends == "node",
    )  # fmt: skip


def _term(table: PairTable, name: str) -> Term:
    found = next((term for term in table.terms if term.name == name), None)
    if found is None:
        raise InvalidArgument("rare", name, f"give one of {', '.join(table.names)}")
    return found


def _rare_pairs(term: Term, rows: Index, columns: Index, is_square: bool) -> Index:
    """Return the pairs where a term is not 0, as row times number of columns plus column."""
    if isinstance(term, PairTerm):
        row, column = (end.astype(np.int64) for end in term.values[rows][:, columns].nonzero())
    elif isinstance(term, GroupPairTerm):
        row, column = _nodes_of_cells(term, rows, columns)
    else:
        raise InvalidArgument("rare", term.name, "name a pair term or a group-pair term")
    pairs = row * columns.size + column
    return pairs[row < column] if is_square else pairs


def _nodes_of_cells(term: GroupPairTerm, rows: Index, columns: Index) -> tuple[Index, Index]:
    first, second = term.first_group[rows], term.second_group[columns]
    by_first, by_second = np.argsort(first, kind="stable"), np.argsort(second, kind="stable")
    n_first = np.bincount(first, minlength=term.values.shape[0])
    n_second = np.bincount(second, minlength=term.values.shape[1])
    p, r = np.nonzero(term.values)
    sizes = n_first[p] * n_second[r]
    if sizes.sum() > MOST_KEPT:
        raise NetworkError(
            term.name, f"is not 0 at {sizes.sum():,} pairs", "name only covariates that are rare"
        )
    cell = np.repeat(np.arange(p.size), sizes)
    step = np.arange(cell.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at_first, at_second = np.divmod(step, np.maximum(n_second[r][cell], 1))
    start_first, start_second = np.cumsum(n_first) - n_first, np.cumsum(n_second) - n_second
    return (
        by_first[start_first[p][cell] + at_first],
        by_second[start_second[r][cell] + at_second],
    )


def _others(
    rng: np.random.Generator, sure: Index, shape: tuple[int, int], is_square: bool, n: int
) -> Index:
    """Draw pairs that are not among the sorted `sure` ones, each alike, none twice."""
    n_all = shape[0] * (shape[0] - 1) // 2 if is_square else shape[0] * shape[1]
    n_others = n_all - sure.size
    if n_others <= 2 * n:
        return _shuffled(rng, sure, shape, is_square, min(n, n_others))
    drawn = np.zeros(0, dtype=np.int64)
    while drawn.size < n:
        pairs = rng.integers(0, shape[0] * shape[1], 2 * (n - drawn.size) + 100)
        if is_square:
            row, column = np.divmod(pairs, shape[1])
            pairs = pairs[row < column]
        at = np.minimum(np.searchsorted(sure, pairs), sure.size - 1)
        both = np.concatenate((drawn, pairs[sure[at] != pairs]))
        _, first = np.unique(both, return_index=True)
        drawn = both[np.sort(first)]
    return drawn[:n]


def _shuffled(
    rng: np.random.Generator, sure: Index, shape: tuple[int, int], is_square: bool, n: int
) -> Index:
    """Draw a large part of the pairs from a list of all others."""
    row, column = np.triu_indices(shape[0], 1) if is_square else np.indices(shape).reshape(2, -1)
    others = np.setdiff1d(row * shape[1] + column, sure, assume_unique=True)
    return np.asarray(rng.permutation(others)[:n])


def _counts(pairs: Index, ties: Index, count: Real) -> Real:
    order = np.argsort(ties)
    at = np.minimum(np.searchsorted(ties[order], pairs), ties.size - 1)
    found = order[at]
    return np.where(ties[found] == pairs, count[found], 0.0)
