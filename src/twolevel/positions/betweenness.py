"""Betweenness: between how many pairs of nodes a node stands, on their shortest paths.

Trees that hang on the graph are cut first: what they add is counted without following a path, and
paths are followed in what is left alone.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import check_labels, instance, integers
from twolevel.core.array_types import Index, Real
from twolevel.core.executors import in_order
from twolevel.errors import NetworkError
from twolevel.kernels.shortest_paths import add_dependencies, component_sizes, cut_trees
from twolevel.positions.graph import Graph

CHUNK_SOURCES = 512
"""Sources in a job: part of the result, since sums are added in their order."""


def betweenness(
    graph: Graph, sources: ArrayLike | None = None, *, executor: Executor | None = None
) -> Real:
    """Return the betweenness of each node, shape (n,), as a number of pairs of other nodes.

    Of the shortest paths between two nodes the share that passes a third one counts for it; pairs
    that no path joins count nothing. Ends do not count. Not scaled to a share.

    Parameters
    ----------
    graph
        Of `graph_of`; every tie has length 1.
    sources
        Different nodes from which paths are followed, such as a random sample: the sums are then
        scaled to all nodes, which is unbiased over samples (Brandes & Pich 2007). If None, all
        nodes, and the result is exact.
    executor
        Shares out the sources; the numbers do not depend on it.

    Raises
    ------
    NetworkError, InvalidArgument
        If a source is out of range or stands there twice, or there is none.

    References
    ----------
    .. [1] Brandes (2001), A faster algorithm for betweenness centrality. J. Math. Sociol. 25(2),
       163-177. doi:10.1080/0022250X.2001.9990249
    .. [2] Brandes & Pich (2007), Centrality estimation in large networks. Int. J. Bifurcation
       Chaos 17(7), 2303-2318. doi:10.1142/S0218127407018403
    """
    instance("graph", graph, Graph, "graph_of")
    chosen = np.arange(graph.n) if sources is None else _checked(graph, sources)
    root, held, total = _without_trees(graph)
    kept = np.flatnonzero((root == np.arange(graph.n)) & (graph.degree > 0))
    # Nodes with many ties, which paths pass most, side by side: they then lie in the nearest cache.
    kept = kept[np.argsort(-graph.degree[kept], kind="stable")]
    number = np.full(graph.n, -1, dtype=np.int64)
    number[kept] = np.arange(kept.size)
    inner = _inner(graph, number, kept.size)
    starts, n_starts = np.unique(root[chosen[graph.degree[chosen] > 0]], return_counts=True)
    weight = n_starts * (graph.n / chosen.size / 2)
    jobs = [
        (number[starts[k : k + CHUNK_SOURCES]], weight[k : k + CHUNK_SOURCES])
        for k in range(0, starts.size, CHUNK_SOURCES)
    ]
    for part in in_order(partial(_part, inner, held[kept].astype(np.float64)), jobs, executor):
        total[kept] += part
    return total


def _without_trees(graph: Graph) -> tuple[Index, Index, Real]:
    """Cut the trees: roots, nodes held by each, and the pairs that each node parts for sure.

    These are the pairs of two of its branches, and of a branch and the rest of its component.
    """
    root, held, size = np.empty((3, graph.n), dtype=np.int64)
    squares = np.empty(graph.n)
    cut_trees(graph.start, graph.neighbour, root, held, squares)
    component_sizes(graph.start, graph.neighbour, size)
    branches = (held - 1).astype(np.float64)
    parted = (branches**2 - squares) / 2 + branches * (size - 1 - branches)
    return root, held, parted


def _inner(graph: Graph, number: Index, n: int) -> Graph:
    """Return the graph of the nodes that have a number, in its order; -1 is none."""
    row = np.repeat(number, graph.degree)
    other = number[graph.neighbour]
    stays = (row >= 0) & (other >= 0)
    row, other = row[stays], other[stays]
    start = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(row, minlength=n), out=start[1:])
    return Graph(start, other[np.argsort(row * n + other)].astype(np.int32))


def _part(graph: Graph, held: Real, job: tuple[Index, Real]) -> Real:
    total = np.zeros(graph.n)
    add_dependencies(graph.start, graph.neighbour, held, job[0], job[1], total)
    return total


def _checked(graph: Graph, sources: ArrayLike) -> Index:
    chosen = integers("sources", sources)
    if chosen.ndim != 1 or chosen.size == 0:
        raise NetworkError("sources", f"has shape {chosen.shape}", "give one node or more in a row")
    check_labels("sources", chosen, 0, graph.n)
    values, counts = np.unique(chosen, return_counts=True)
    if counts.max() > 1:
        raise NetworkError(
            "sources", f"holds node {values[counts > 1][0]} twice", "give different nodes"
        )
    return chosen
