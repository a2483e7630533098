"""Components, and how many ties lie between two nodes of the largest one.

Paths are followed from 64 nodes at once, each a bit of a word: a step is a few operations on whole
arrays, so all pairs of twenty thousand nodes take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Index
from twolevel.positions.graph import Graph

WORDS = 16
"""Words of 64 bits in a round: nodes from which paths are followed at once."""


@dataclass(frozen=True, slots=True)
class PathLengths:
    """Shortest paths within the largest component of a graph.

    Attributes
    ----------
    n_components
        Components of all nodes, those of a single node among them.
    n_largest
        Nodes of the largest.
    pairs
        Pairs of its nodes by the ties between them: `pairs[k]` pairs lie k + 1 ties apart.
    """

    n_components: int
    n_largest: int
    pairs: tuple[int, ...]

    @property
    def mean(self) -> float | None:
        """Mean number of ties between two of its nodes; None where it is a single node."""
        n_pairs = sum(self.pairs)
        if not n_pairs:
            return None
        return sum(length * n for length, n in enumerate(self.pairs, start=1)) / n_pairs

    @property
    def longest(self) -> int:
        """Ties between the two that lie furthest apart, the diameter."""
        return len(self.pairs)


def path_lengths(graph: Graph) -> PathLengths:
    """Count the components, and all shortest paths within the largest, exactly.

    Of two components of one size the one with the node of the lowest number is taken.

    Parameters
    ----------
    graph
        Of `graph_of`; every tie has length 1.

    Raises
    ------
    InvalidArgument
        If it is no graph.
    """
    instance("graph", graph, Graph, "graph_of")
    ones = np.ones(graph.neighbour.size, dtype=np.int8)
    matrix = csr_array((ones, graph.neighbour, graph.start), shape=(graph.n, graph.n))
    n_components, label = connected_components(matrix, directed=False)
    sizes = np.bincount(label)
    kept = np.flatnonzero(label == sizes.argmax())
    inner = matrix[kept][:, kept].tocsr()
    start, neighbour = inner.indptr.astype(np.int64), inner.indices.astype(np.int64)
    return PathLengths(int(n_components), int(kept.size), _counts(start, neighbour))


def _counts(start: Index, neighbour: Index) -> tuple[int, ...]:
    """Pairs of nodes of a connected graph by the ties between them."""
    n = start.size - 1
    counted: list[int] = []
    for first in range(0, n if neighbour.size else 0, 64 * WORDS):
        sources = np.arange(first, min(first + 64 * WORDS, n))
        for length, found in enumerate(_found(start, neighbour, sources)):
            if length == len(counted):
                counted.append(0)
            counted[length] += found
    return tuple(both // 2 for both in counted)  # a pair is met from either end


def _found(start: Index, neighbour: Index, sources: Index) -> list[int]:
    """Nodes that are met after 1, 2, ... ties, summed over the sources."""
    position = np.arange(sources.size)
    seen = np.zeros((start.size - 1, -(-sources.size // 64)), dtype=np.uint64)
    seen[sources, position // 64] = np.uint64(1) << (position % 64).astype(np.uint64)
    met, found = seen.copy(), list[int]()
    while True:
        met = np.bitwise_or.reduceat(met[neighbour], start[:-1], axis=0) & ~seen
        n_met = _bits(met)
        if not n_met:
            return found
        found.append(n_met)
        seen |= met


def _bits(words: NDArray[np.uint64]) -> int:
    return int(np.bitwise_count(words).sum(dtype=np.int64))
