"""The pairs that a score should rank high, the pairs to leave out, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import integers
from twolevel.core.array_types import Index
from twolevel.errors import NetworkError
from twolevel.ranking.scores import PairScores


@dataclass(frozen=True, slots=True, eq=False)
class ByRow:
    """Pairs by left node, columns sorted in each.

    Attributes
    ----------
    start
        Row i has the entries start[i] .. start[i + 1] - 1, shape (n_left + 1,).
    column
        Right node of each entry.
    pair
        Which of the given pairs an entry is.
    """

    start: Index
    column: Index
    pair: Index


def checked_pairs(name: str, values: ArrayLike, scores: PairScores) -> Index:
    """Return pairs, shape (n, 2), left < right where pairs have no direction.

    Raises
    ------
    NetworkError
        If a label is out of range, a node is paired with itself, or a pair is given twice.
    """
    pairs = integers(name, values)
    if pairs.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise NetworkError(name, f"has shape {pairs.shape}", "give an array of shape (n, 2)")
    for side, n in ((0, scores.n_left), (1, scores.n_right)):
        is_out = (pairs[:, side] < 0) | (pairs[:, side] >= n)
        if is_out.any():
            where = int(np.flatnonzero(is_out)[0])
            raise NetworkError(
                name,
                f"holds node {pairs[where, side]} at row {where}, column {side}",
                f"nodes are 0..{n - 1}; renumber them, or leave the pair out",
            )
    if scores.kind != "bipartite" and (pairs[:, 0] == pairs[:, 1]).any():
        node = int(pairs[pairs[:, 0] == pairs[:, 1]][0, 0])
        raise NetworkError(name, f"pairs node {node} with itself", "leave the pair out")
    if scores.kind == "undirected":
        pairs = np.sort(pairs, axis=1)
    keys, counts = np.unique(pairs[:, 0] * scores.n_right + pairs[:, 1], return_counts=True)
    if counts.max() > 1:
        left, right = divmod(int(keys[counts.argmax()]), scores.n_right)
        raise NetworkError(name, f"holds the pair ({left}, {right}) twice", "keep each pair once")
    return pairs


def check_apart(true_pairs: Index, known_pairs: Index, scores: PairScores) -> None:
    """Refuse a pair that is both to be ranked and to be left out."""
    both = np.intersect1d(
        true_pairs[:, 0] * scores.n_right + true_pairs[:, 1],
        known_pairs[:, 0] * scores.n_right + known_pairs[:, 1],
    )
    if both.size:
        left, right = divmod(int(both[0]), scores.n_right)
        raise NetworkError(
            "known_pairs",
            f"holds the true pair ({left}, {right})",
            "a pair is either left out or ranked",
        )


def by_row(pairs: Index, scores: PairScores, *, with_self: bool = False) -> ByRow:
    """Sort pairs by left node; pairs without direction stand in the rows of both ends."""
    number = np.arange(len(pairs))
    left, right = pairs[:, 0], pairs[:, 1]
    if scores.kind == "undirected":
        left, right = np.concatenate((left, right)), np.concatenate((right, left))
        number = np.concatenate((number, number))
    if with_self and scores.kind != "bipartite":
        own = np.arange(scores.n_left)
        left, right = np.concatenate((left, own)), np.concatenate((right, own))
        number = np.concatenate((number, np.full(own.size, -1)))
    order = np.lexsort((right, left))
    start = np.searchsorted(left[order], np.arange(scores.n_left + 1))
    return ByRow(start.astype(np.int64), right[order], number[order])
