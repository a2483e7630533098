"""All pairs of two sets of nodes, or each unordered pair of one set once, with few ties on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_LABELS, numbers, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.dyads.terms import GroupPairTerm, NodeTerm, PairTerm, Term, checked_pairs
from twolevel.errors import InvalidArgument, NetworkError


@dataclass(frozen=True, slots=True, eq=False)
class PairTable:
    """Pairs of nodes with counts of ties; make it with `rectangular_pairs` or `undirected_pairs`.

    Attributes
    ----------
    n_first, n_second
        Nodes of either side.
    is_undirected
        Whether both sides are one set of nodes and each pair i < j stands once.
    ties
        Pairs with a count above 0, shape (n_ties, 2).
    counts
        Their counts, shape (n_ties,); all other pairs have 0.
    terms
        Covariates of pairs.
    """

    n_first: int
    n_second: int
    is_undirected: bool
    ties: Index
    counts: Real
    terms: tuple[Term, ...]

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        if self.is_undirected:
            return self.n_first * (self.n_first - 1) // 2
        return self.n_first * self.n_second

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the terms."""
        return tuple(term.name for term in self.terms)


def rectangular_pairs(
    n_first: int,
    n_second: int,
    ties: ArrayLike,
    terms: Sequence[Term],
    counts: ArrayLike | None = None,
) -> PairTable:
    """Return the table of all pairs of a first and a second node.

    Parameters
    ----------
    n_first, n_second
        Nodes of either side.
    ties
        Pairs with ties, shape (n_ties, 2), none twice.
    terms
        Covariates: `node_term`, `group_pair_term`, `pair_term`.
    counts
        Number of ties of each of these pairs, shape (n_ties,), at least 0; 1 if None.

    Raises
    ------
    NetworkError, InvalidArgument
        If labels are out of range, a pair comes twice, or a term is of another size.
    """
    whole_number("n_first", n_first, 1, MOST_LABELS)
    whole_number("n_second", n_second, 1, MOST_LABELS)
    held = checked_pairs("ties", ties, n_first, n_second)
    return _table(n_first, n_second, False, held, counts, terms)


def undirected_pairs(
    n_nodes: int, ties: ArrayLike, terms: Sequence[Term], counts: ArrayLike | None = None
) -> PairTable:
    """Return the table of the pairs i < j of one set of nodes.

    Parameters
    ----------
    n_nodes
        Nodes, at least 2.
    ties, terms, counts
        As of `rectangular_pairs`; ties with either end first, terms symmetric.

    Raises
    ------
    NetworkError, InvalidArgument
        As in `rectangular_pairs`, or if a pair joins a node to itself or a term is not symmetric.
    """
    whole_number("n_nodes", n_nodes, 2, MOST_LABELS)
    held = checked_pairs("ties", ties, n_nodes, None)
    return _table(n_nodes, n_nodes, True, held, counts, terms)


def _table(
    n_first: int,
    n_second: int,
    is_undirected: bool,
    ties: Index,
    counts: ArrayLike | None,
    terms: Sequence[Term],
) -> PairTable:
    number = np.ones(ties.shape[0]) if counts is None else numbers("counts", counts, 1)
    if number.size != ties.shape[0]:
        raise NetworkError(
            "counts", f"holds {number.size} numbers", f"give {ties.shape[0]}, one for each tie"
        )
    if (number < 0).any():
        raise NetworkError("counts", f"holds {number.min():g}", "give numbers of at least 0")
    if not isinstance(terms, tuple | list) or not all(hasattr(one, "for_nodes") for one in terms):
        raise InvalidArgument(
            "terms", terms, "give a list of node_term, group_pair_term and pair_term"
        )
    for term in terms:
        _check_size(term, n_first, n_second, is_undirected)
    names = [term.name for term in terms]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise NetworkError("terms", f"hold {double!r} twice", "give each term a name of its own")
    kept = number > 0
    return PairTable(n_first, n_second, is_undirected, ties[kept], number[kept], tuple(terms))


def _check_size(term: Term, n_first: int, n_second: int, is_undirected: bool) -> None:
    if isinstance(term, NodeTerm):
        sizes = (term.first.shape[1], term.second.shape[1])
    elif isinstance(term, GroupPairTerm):
        sizes = (term.first_group.size, term.second_group.size)
    elif isinstance(term, PairTerm):
        sizes = (int(term.values.shape[0]), int(term.values.shape[1]))
    else:
        return
    if sizes != (n_first, n_second):
        raise NetworkError(
            term.name,
            f"is made for {sizes[0]} by {sizes[1]} nodes",
            f"the table has {n_first} by {n_second}",
        )
    if is_undirected and not _is_symmetric(term):
        raise NetworkError(
            term.name,
            "takes other values for (i, j) than for (j, i)",
            "make it symmetric, since each pair stands once and no end is the first",
        )


def _is_symmetric(term: Term) -> bool:
    if isinstance(term, NodeTerm):
        is_same = term.first is term.second or bool((term.first == term.second).all())
        return is_same and term.combination not in ("first", "second")
    if isinstance(term, GroupPairTerm):
        is_same = bool((term.first_group == term.second_group).all())
        is_square = term.values.shape[0] == term.values.shape[1]
        return is_same and is_square and _equals_transpose(term.values)
    if isinstance(term, PairTerm):
        return bool(abs(term.values - term.values.T).sum() == 0)
    return True


def _equals_transpose(values: NDArray[Any]) -> bool:
    """Compare a strip at a time, since a large table with its transpose misses every cache."""
    strips = range(0, values.shape[0], 256)
    return all(bool((values[i : i + 256] == values[:, i : i + 256].T).all()) for i in strips)
