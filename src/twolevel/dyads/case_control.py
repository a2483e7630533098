"""A sample of pairs that keeps all ties and all pairs with a rare covariate, weighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twolevel.core.argument_checks import whole_number
from twolevel.core.array_types import Index, Real
from twolevel.dyads.block_source import BlockSource
from twolevel.dyads.evaluation import Family
from twolevel.dyads.fit_pairs import EffectEnds, prepared
from twolevel.dyads.fit_rows import RowTable, row_table
from twolevel.dyads.pair_table import PairTable
from twolevel.dyads.terms import GroupPairTerm, PairTerm, Term
from twolevel.errors import InvalidArgument, NetworkError

MOST_KEPT = 50_000_000
MOST_CONTROLS = 50_000_000
DRAWS_PER_NODE = 50
"""Draws for each node with an effect, below which the table carries a warning."""


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

    The others are drawn with replacement, a pair as often as the ties of its ends that have effects
    let expect, and weigh one over how often they were to be drawn. So every sum over pairs is
    estimated without bias whatever the mean (Hansen & Hurwitz 1943, doi:10.1214/aoms/1177731356),
    and with little noise, since weight times mean is about the same for all of them. Drawn alike,
    pairs of hubs would hardly come up, and effects estimated without them bias the slopes. Where a
    rare covariate were sampled as well, hardly any of its pairs without ties would be left.

    With effects each node needs some dozens of controls: `n_controls` of `DRAWS_PER_NODE` times the
    nodes with effects is a rule of thumb. With fewer the table's note says so, and so does that of
    its fit.

    Parameters
    ----------
    table
        All pairs.
    n_controls
        Number of draws of other pairs; all of them, weight 1, where there are not more. Nodes that
        the fit would separate do not count.
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
    if not isinstance(rare, list | tuple):
        raise InvalidArgument("rare", rare, "give a list of names of terms")
    whole_number("n_controls", n_controls, 1, MOST_CONTROLS)
    whole_number("seed", seed, 0)
    part = prepared(table, family, effects)
    source = part.source
    rows, columns = np.flatnonzero(part.active.first), np.flatnonzero(part.active.second)
    ties = source.row * source.n_columns + source.column
    kept = (_rare_pairs(_term(table, name), rows, columns, source.is_square) for name in rare)
    sure = np.unique(np.concatenate((ties, *kept)))
    rng = np.random.default_rng(seed)
    drawn, weight = _others(rng, sure, source, n_controls)
    pairs, weights = np.concatenate((sure, drawn)), np.concatenate((np.ones(sure.size), weight))
    row, column = np.divmod(pairs, source.n_columns)
    x = np.empty((pairs.size, len(part.fillers)))
    for k, filler in enumerate(part.fillers):
        x[:, k] = filler.at(row, column)
    labels = rows[row], columns[column]
    wanted = {"both": labels, "first": labels[:1], "second": labels[1:], "none": ()}
    sample = row_table(
        _counts(pairs, ties, source.count), x, wanted[effects], names=part.names, weights=weights,
        is_undirected=source.ends == "node",
    )  # fmt: skip
    is_drawn = source.n_pairs - sure.size > n_controls
    return replace(sample, note=_too_few(n_controls, source) if is_drawn else "")


def _too_few(n_controls: int, source: BlockSource) -> str:
    """Return a warning where a node with an effect has fewer draws than the rule of thumb."""
    n_nodes = {
        "both": source.n_rows + source.n_columns, "node": source.n_rows, "first": source.n_rows,
        "second": source.n_columns, "none": 0,
    }[source.ends]  # fmt: skip
    if n_controls >= DRAWS_PER_NODE * n_nodes:
        return ""
    return (
        f"{n_controls:,} draws for {n_nodes:,} nodes with effects are {n_controls / n_nodes:.0f} a "
        f"node; with fewer than {DRAWS_PER_NODE} slopes may be off by more than their errors say: "
        f"give n_controls of {DRAWS_PER_NODE * n_nodes:,} or more."
    )


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
    rng: np.random.Generator, sure: Index, source: BlockSource, n: int
) -> tuple[Index, Real]:
    """Draw pairs that are not among the sorted `sure` ones, and weigh them."""
    if source.n_pairs - sure.size <= n:
        everything = _all_pairs(source)
        others = np.setdiff1d(everything, sure, assume_unique=True)
        return others, np.ones(others.size)
    shares = _shares(source)
    left = 1 - float(_chance(sure, shares, source).sum())
    drawn = np.zeros(0, dtype=np.int64)
    while drawn.size < n:
        size = int((n - drawn.size) / max(left, 0.01)) + 100
        row, column = (rng.choice(one.size, size, p=one) for one in shares)
        if source.is_square:
            row, column = np.minimum(row, column), np.maximum(row, column)
        pairs = row * source.n_columns + column
        at = np.minimum(np.searchsorted(sure, pairs), sure.size - 1)
        is_other = (sure[at] != pairs) & ((row != column) | (not source.is_square))
        drawn = np.concatenate((drawn, pairs[is_other]))
    pairs, times = np.unique(drawn[:n], return_counts=True)
    return pairs, times * left / (n * _chance(pairs, shares, source))


def _all_pairs(source: BlockSource) -> Index:
    if source.is_square:
        row, column = np.triu_indices(source.n_rows, 1)
        return np.asarray(row * source.n_columns + column)
    return np.arange(source.n_pairs)


def _shares(source: BlockSource) -> tuple[Real, Real]:
    """Return how often to draw each node of either side: as its ties, where it has an effect."""
    ties = (
        np.bincount(source.row, source.count, source.n_rows),
        np.bincount(source.column, source.count, source.n_columns),
    )
    if source.is_square and source.ends == "node":
        ties = ties[0] + ties[1], ties[0] + ties[1]
    has_effects = (
        source.ends in ("both", "first", "node"),
        source.ends in ("both", "second", "node"),
    )
    first, second = (
        one / one.sum() if has else np.full(one.size, 1 / one.size)
        for one, has in zip(ties, has_effects, strict=True)
    )
    return first, second


def _chance(pairs: Index, shares: tuple[Real, Real], source: BlockSource) -> Real:
    """Return the probability of each pair in one draw of two ends, loops drawn again."""
    row, column = np.divmod(pairs, source.n_columns)
    chance = shares[0][row] * shares[1][column]
    if source.is_square:
        chance = 2 * chance / (1 - float(shares[0] @ shares[1]))
    return np.asarray(chance)


def _counts(pairs: Index, ties: Index, count: Real) -> Real:
    order = np.argsort(ties)
    at = np.minimum(np.searchsorted(ties[order], pairs), ties.size - 1)
    found = order[at]
    return np.where(ties[found] == pairs, count[found], 0.0)
