"""Over how many groups the partners of a node are spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import instance, integers
from twolevel.errors import NetworkError
from twolevel.positions.graph import Graph


def effective_partner_groups(graph: Graph, group: ArrayLike) -> NDArray[np.float64]:
    """Return the effective number of groups among the neighbours of each node, shape (n,).

    The exponential of the entropy of its ties over groups (Hill number of order 1): 1 where all
    partners are of one group, G where they are spread evenly over G; 0 without ties.

    Parameters
    ----------
    graph
        Of `graph_of`.
    group
        Group of each node, whole numbers of at least 0, shape (n,).

    Raises
    ------
    NetworkError
        If there is not one group for each node.

    References
    ----------
    .. [1] Jost (2006), Entropy and diversity. Oikos 113(2), 363-375.
       doi:10.1111/j.2006.0030-1299.14714.x
    """
    instance("graph", graph, Graph, "graph_of")
    labels = integers("group", group)
    if labels.shape != (graph.n,) or labels.min(initial=0) < 0:
        raise NetworkError(
            "group", f"has shape {labels.shape}", f"give {graph.n} whole numbers of at least 0"
        )
    n_groups = int(labels.max(initial=0)) + 1
    row = np.repeat(np.arange(graph.n), graph.degree)
    cell, n_ties = np.unique(row * n_groups + labels[graph.neighbour], return_counts=True)
    of = cell // n_groups
    share = n_ties / graph.degree[of]
    entropy = np.bincount(of, -share * np.log(share), graph.n)
    return np.where(graph.degree > 0, np.exp(entropy), 0.0)
