"""Clustering: how often two partners of a node are partners of each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Index
from twolevel.positions.graph import Graph


@dataclass(frozen=True, slots=True)
class Clustering:
    """How clustered a graph is.

    Attributes
    ----------
    n_triangles
        Triangles, each counted once.
    n_pairs
        Pairs of ties that share a node: what could be closed to a triangle.
    transitivity
        Share of these pairs that are closed, which is global clustering; None where there is none.
    mean_local
        Mean over all nodes of the share of a node's pairs of partners that are tied; a node with
        fewer than two partners counts as 0. None where there is no node.
    mean_local_of_pairs
        The same mean over the nodes with two partners or more; None where there is none.
    """

    n_triangles: int
    n_pairs: int
    transitivity: float | None
    mean_local: float | None
    mean_local_of_pairs: float | None


def clustering_of(graph: Graph) -> Clustering:
    """Count triangles, and give transitivity and mean local clustering.

    Parameters
    ----------
    graph
        Of `graph_of`.

    Raises
    ------
    InvalidArgument
        If it is no graph.

    References
    ----------
    .. [1] Watts & Strogatz (1998), Collective dynamics of 'small-world' networks. Nature 393,
       440-442. doi:10.1038/30918
    .. [2] Newman, Watts & Strogatz (2002), Random graph models of social networks. PNAS 99,
       2566-2572. doi:10.1073/pnas.012582999
    """
    instance("graph", graph, Graph, "graph_of")
    ones = np.ones(graph.neighbour.size, dtype=np.int64)
    matrix = csr_array((ones, graph.neighbour, graph.start), shape=(graph.n, graph.n))
    closed: Index = np.asarray(((matrix @ matrix) * matrix).sum(axis=1)).ravel() // 2
    pairs = graph.degree * (graph.degree - 1) // 2
    has_pairs = pairs > 0
    local = closed[has_pairs] / pairs[has_pairs]
    n_pairs = int(pairs.sum())
    return Clustering(
        n_triangles=int(closed.sum()) // 3,
        n_pairs=n_pairs,
        transitivity=float(closed.sum()) / n_pairs if n_pairs else None,
        mean_local=float(local.sum()) / graph.n if graph.n else None,
        mean_local_of_pairs=float(local.mean()) if local.size else None,
    )
