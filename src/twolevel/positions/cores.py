"""Cores: how dense the densest part of a graph is in which a node still lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twolevel.core.argument_checks import instance
from twolevel.kernels.cores import peel
from twolevel.positions.graph import Graph


def core_numbers(graph: Graph) -> NDArray[np.int64]:
    """Return for each node the largest k such that it lies in a part where each node has k ties.

    Shape (n,); a node without ties has 0. Ties count only inside the part (its k-core).

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
    .. [1] Seidman (1983), Network structure and minimum degree. Soc. Networks 5(3), 269-287.
       doi:10.1016/0378-8733(83)90028-X
    .. [2] Batagelj & Zaversnik (2003), An O(m) algorithm for cores decomposition of networks.
       arXiv:cs/0310049
    """
    instance("graph", graph, Graph, "graph_of")
    cores: NDArray[np.int64] = peel(graph.start, graph.neighbour)
    return cores
