"""An undirected graph by rows, from pairs of nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import check_labels, integers, whole_number
from twolevel.core.array_types import Index
from twolevel.errors import NetworkError


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Nodes 0 to n - 1 and their neighbours.

    Attributes
    ----------
    start
        Where the neighbours of each node begin, shape (n + 1,).
    neighbour
        Neighbours, those of a node in a row and ascending, shape (2 m,).
    """

    start: Index
    neighbour: NDArray[np.int32]

    @property
    def n(self) -> int:
        """Number of nodes."""
        return self.start.size - 1

    @property
    def degree(self) -> Index:
        """Ties of each node, shape (n,)."""
        return np.diff(self.start)


def graph_of(n: int, ties: ArrayLike) -> Graph:
    """Make a graph; a tie given twice, in either order, counts once.

    Parameters
    ----------
    n
        Number of nodes.
    ties
        Pairs of nodes, shape (m, 2).

    Raises
    ------
    NetworkError, InvalidArgument
        If a node is out of range, a tie joins a node to itself, or shapes are wrong.
    """
    whole_number("n", n, 1, 2**31 - 1)
    pairs = integers("ties", ties)
    if pairs.size == 0:
        return Graph(np.zeros(n + 1, dtype=np.int64), np.empty(0, dtype=np.int32))
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise NetworkError("ties", f"has shape {pairs.shape}", "give pairs, shape (m, 2)")
    check_labels("ties", pairs, 0, n)
    loops = pairs[pairs[:, 0] == pairs[:, 1]]
    if len(loops):
        raise NetworkError(
            "ties", f"joins node {loops[0, 0]} to itself", "give ties of two different nodes"
        )
    return _by_rows(n, pairs)


def _by_rows(n: int, pairs: Index) -> Graph:
    both = np.concatenate((pairs[:, 0] * n + pairs[:, 1], pairs[:, 1] * n + pairs[:, 0]))
    both.sort()
    both = both[np.diff(both, prepend=-1) > 0]
    start = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(both // n, minlength=n), out=start[1:])
    return Graph(start, (both % n).astype(np.int32))
