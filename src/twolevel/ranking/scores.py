"""Scores of all pairs of nodes as sums: node terms, group-pair terms, products of factors.

The score of (i, j) is a_i + b_j + sum over terms t of M_t[g_t(i), h_t(j)] + sum over d of
f_id r_jd. A table of all pairs is never made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    MOST_LABELS,
    check_labels,
    instance,
    integers,
    numbers,
    plain_array,
)
from twolevel.core.array_types import Real, Short
from twolevel.errors import InvalidArgument, NetworkError

Kind = Literal["undirected", "directed", "bipartite"]

FACTORS = 8
LARGEST = 1e290
"""A score must stay below this, so that none is infinite."""


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """Scores of all pairs; make them with `undirected_scores`, `directed_scores` or the like.

    Attributes
    ----------
    kind
        Which pairs there are: i < j of one kind of nodes; i != j; or all of two kinds.
    left_factors, right_factors
        Shapes (n_left, d) and (d, n_right), d filled up with zeros to a multiple of eight.
    left_term, right_term
        Shapes (n_left,) and (n_right,).
    left_label, right_label
        Group of each node in each term, shapes (n_terms, n_left) and (n_terms, n_right).
    tables
        Term of each pair of groups, one matrix for each.
    """

    kind: Kind
    left_factors: Real
    right_factors: Real
    left_term: Real
    right_term: Real
    left_label: Short
    right_label: Short
    tables: tuple[Real, ...]

    @property
    def n_left(self) -> int:
        """Number of nodes on the left."""
        return int(self.left_term.size)

    @property
    def n_right(self) -> int:
        """Number of nodes on the right; the same nodes unless bipartite."""
        return int(self.right_term.size)

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        n = self.n_left
        if self.kind == "bipartite":
            return n * self.n_right
        return n * (n - 1) // 2 if self.kind == "undirected" else n * (n - 1)


def undirected_scores(
    *,
    factors: ArrayLike | None = None,
    signs: ArrayLike | None = None,
    node_term: ArrayLike | None = None,
    groups: Sequence[tuple[ArrayLike, ArrayLike]] = (),
) -> PairScores:
    """Hold the scores of pairs i < j of one kind of nodes; at least one part must be given.

    Parameters
    ----------
    factors
        Shape (n_nodes, d).
    signs
        Shape (d,), 1 or -1 by which a product of factors counts; 1 if None.
    node_term
        Shape (n_nodes,): added for both ends.
    groups
        For each term the group of each node, shape (n_nodes,), and a symmetric matrix of the terms
        of pairs of groups.

    Raises
    ------
    NetworkError
        If a shape does not fit, a label is out of range, a matrix is not symmetric, or a number is
        not finite.
    """
    _check_groups(groups, 2)
    n = _size(("factors", factors), ("node_term", node_term), *_labels_of("groups", groups, 0))
    left = _factors("factors", factors, n)
    weights = (
        np.ones(left.shape[1]) if signs is None else numbers("signs", signs, 1, is_any_size=True)
    )
    if weights.shape != (left.shape[1],) or not (np.abs(weights) == 1).all():
        raise NetworkError(
            "signs", f"is {weights.tolist()}", f"give 1 or -1 for each of {left.shape[1]} factors"
        )
    both = [(label, label, matrix) for label, matrix in groups]
    labels, _, tables = _group_terms(both, n, n)
    for t, table in enumerate(tables):
        if table.shape[0] != table.shape[1]:
            raise NetworkError(
                f"groups[{t}]", f"has a matrix of shape {table.shape}", "give a square one"
            )
        if not np.array_equal(table, table.T):
            i, j = np.argwhere(table != table.T)[0].tolist()
            raise NetworkError(
                f"groups[{t}]",
                f"holds {table[i, j]:g} at ({i}, {j}) and {table[j, i]:g} at ({j}, {i})",
                "give a symmetric matrix, or use directed_scores",
            )
    term = _term("node_term", node_term, n)
    return _held("undirected", left, left * weights, term, term, labels, labels, tables)


def directed_scores(
    *,
    left_factors: ArrayLike | None = None,
    right_factors: ArrayLike | None = None,
    left_term: ArrayLike | None = None,
    right_term: ArrayLike | None = None,
    groups: Sequence[tuple[ArrayLike, ArrayLike, ArrayLike]] = (),
) -> PairScores:
    """Hold the scores of pairs i != j of one kind of nodes, i to j.

    Parameters
    ----------
    left_factors, right_factors, left_term, right_term, groups
        As of `bipartite_scores`; both sides have the same nodes.

    Raises
    ------
    NetworkError, InvalidArgument
        As in `bipartite_scores`, or if the sides differ in size.
    """
    made = bipartite_scores(
        left_factors=left_factors, right_factors=right_factors, left_term=left_term,
        right_term=right_term, groups=groups,
    )  # fmt: skip
    if made.n_left != made.n_right:
        raise NetworkError(
            "right_term",
            f"there are {made.n_left} nodes on the left and {made.n_right} on the right",
            "give the same nodes on both sides, or use bipartite_scores",
        )
    return _held(
        "directed", made.left_factors, made.right_factors.T, made.left_term, made.right_term,
        made.left_label, made.right_label, made.tables,
    )  # fmt: skip


def bipartite_scores(
    *,
    left_factors: ArrayLike | None = None,
    right_factors: ArrayLike | None = None,
    left_term: ArrayLike | None = None,
    right_term: ArrayLike | None = None,
    groups: Sequence[tuple[ArrayLike, ArrayLike, ArrayLike]] = (),
) -> PairScores:
    """Hold the scores of all pairs of two kinds of nodes; each side must be given in some part.

    Parameters
    ----------
    left_factors, right_factors
        Shapes (n_left, d) and (n_right, d): both or none.
    left_term, right_term
        Shapes (n_left,) and (n_right,).
    groups
        For each term the group of each left node, of each right node, and the matrix of terms.

    Raises
    ------
    NetworkError
        If a shape does not fit, a label is out of range, or a number is not finite.
    """
    _check_groups(groups, 3)
    if (left_factors is None) != (right_factors is None):
        raise NetworkError("right_factors", "is given on one side alone", "give both or none")
    n_left = _size(
        ("left_factors", left_factors), ("left_term", left_term), *_labels_of("groups", groups, 0)
    )
    n_right = _size(
        ("right_factors", right_factors),
        ("right_term", right_term),
        *_labels_of("groups", groups, 1),
    )
    left = _factors("left_factors", left_factors, n_left)
    right = _factors("right_factors", right_factors, n_right)
    if left.shape[1] != right.shape[1]:
        raise NetworkError(
            "right_factors",
            f"has {right.shape[1]} factors where left_factors has {left.shape[1]}",
            "give as many",
        )
    left_label, right_label, tables = _group_terms(groups, n_left, n_right)
    return _held(
        "bipartite", left, right, _term("left_term", left_term, n_left),
        _term("right_term", right_term, n_right), left_label, right_label, tables,
    )  # fmt: skip


def scores_of(scores: PairScores, pairs: ArrayLike) -> Real:
    """Return the scores of some pairs, shape (n_pairs, 2), to the last bit those of all pairs.

    Raises
    ------
    NetworkError, InvalidArgument
        If a node is out of range, or the pairs are none.
    """
    instance("scores", scores, PairScores, "undirected_scores or the like")
    pairs = integers("pairs", pairs)
    if pairs.size == 0:
        return np.zeros(0)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise NetworkError("pairs", f"has shape {pairs.shape}", "give an array of shape (n, 2)")
    for side, n in enumerate((scores.n_left, scores.n_right)):
        check_labels(f"pairs[:, {side}]", pairs[:, side], 0, n)
    from twolevel.kernels.ranking import scores_of_pairs

    found = np.empty(len(pairs))
    scores_of_pairs(
        np.ascontiguousarray(pairs), scores.left_factors, scores.right_factors, scores.left_term,
        scores.right_term, scores.left_label, scores.right_label, scores.tables, found,
    )  # fmt: skip
    return found


def _held(
    kind: Kind,
    left: Real,
    right: Real,
    left_term: Real,
    right_term: Real,
    left_label: Short,
    right_label: Short,
    tables: tuple[Real, ...],
) -> PairScores:
    room = -(-left.shape[1] // FACTORS) * FACTORS
    left_factors, right_factors = np.zeros((len(left), room)), np.zeros((room, len(right)))
    left_factors[:, : left.shape[1]] = left
    right_factors[: right.shape[1]] = right.T
    with np.errstate(over="ignore"):
        largest = (
            np.abs(left_term).max()
            + np.abs(right_term).max()
            + sum(np.abs(table).max() for table in tables)
            + (np.abs(left_factors).max(axis=0) * np.abs(right_factors).max(axis=1)).sum()
        )
    if not largest < LARGEST:
        raise NetworkError(
            "scores", f"can be as large as {largest:g}", "scale them; ranks stay the same"
        )
    return PairScores(
        kind, left_factors, right_factors, left_term, right_term, left_label, right_label, tables
    )


def _size(*parts: tuple[str, ArrayLike | None]) -> int:
    """Return the number of nodes from the first part that is given."""
    for name, values in parts:
        if values is not None:
            array = plain_array(name, values, "numbers")
            if array.ndim == 0 or array.shape[0] == 0:
                raise NetworkError(name, f"has shape {array.shape}", "give a row for each node")
            return int(array.shape[0])
    names = " or ".join(dict.fromkeys(name for name, _ in parts))
    raise NetworkError(names, "is missing", "give at least one part of the score")


def _check_groups(groups: object, n_parts: int) -> None:
    parts = "labels and a matrix" if n_parts == 2 else "left labels, right labels and a matrix"
    is_list = isinstance(groups, list | tuple)
    if not is_list or any(
        not isinstance(one, list | tuple) or len(one) != n_parts
        for one in groups  # type: ignore[attr-defined]
    ):
        raise InvalidArgument(
            "groups", type(groups).__name__, f"give a list with a tuple for each term: {parts}"
        )


def _labels_of(
    name: str, groups: Sequence[tuple[ArrayLike, ...]], side: int
) -> list[tuple[str, ArrayLike | None]]:
    return [(f"{name}[{t}]", group[side]) for t, group in enumerate(groups)] or [(name, None)]


def _factors(name: str, values: ArrayLike | None, n: int) -> Real:
    factors = np.zeros((n, 0)) if values is None else numbers(name, values, 2, is_any_size=True)
    if factors.shape[0] != n:
        raise NetworkError(name, f"has {factors.shape[0]} rows", f"give one for each of {n} nodes")
    return factors


def _term(name: str, values: ArrayLike | None, n: int) -> Real:
    term = np.zeros(n) if values is None else numbers(name, values, 1, is_any_size=True)
    if term.size != n:
        raise NetworkError(name, f"has {term.size} numbers", f"give one for each of {n} nodes")
    return term


def _group_terms(
    groups: Sequence[tuple[ArrayLike, ArrayLike, ArrayLike]], n_left: int, n_right: int
) -> tuple[Short, Short, tuple[Real, ...]]:
    if not groups:  # one term of zeros, so that the compiled loops always have one
        none = np.zeros((1, n_left), np.int32), np.zeros((1, n_right), np.int32)
        return (*none, (np.zeros((1, 1)),))
    left, right, tables = [], [], []
    for t, (left_label, right_label, matrix) in enumerate(groups):
        table = numbers(f"groups[{t}]", matrix, 2, is_any_size=True)
        left.append(_labels(f"groups[{t}]", left_label, n_left, table.shape[0]))
        right.append(_labels(f"groups[{t}]", right_label, n_right, table.shape[1]))
        tables.append(table)
    return np.array(left), np.array(right), tuple(tables)


def _labels(name: str, values: ArrayLike, n: int, n_groups: int) -> Short:
    labels = integers(name, values)
    if labels.shape != (n,):
        raise NetworkError(name, f"has labels of shape {labels.shape}", f"give one for {n} nodes")
    is_out = (labels < 0) | (labels >= min(n_groups, MOST_LABELS))
    if is_out.any():
        where = int(np.flatnonzero(is_out)[0])
        raise NetworkError(
            name,
            f"holds label {labels[where]} at position {where}",
            f"the matrix has groups 0..{n_groups - 1}: renumber them, or give a larger one",
        )
    return labels.astype(np.int32)
