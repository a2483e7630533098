"""Assortativity: whether nodes with many ties have them with others that have many."""

from __future__ import annotations

import numpy as np

from twolevel.core.argument_checks import instance
from twolevel.positions.graph import Graph


def degree_assortativity(graph: Graph) -> float | None:
    """Return the correlation of the degrees at the two ends of a tie, from -1 to 1.

    None where it is not defined: without ties, or where all ends have the same degree.

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
    .. [1] Newman (2002), Assortative mixing in networks. Phys. Rev. Lett. 89, 208701.
       doi:10.1103/PhysRevLett.89.208701
    """
    instance("graph", graph, Graph, "graph_of")
    degree = graph.degree.astype(np.float64)
    here, there = np.repeat(degree, graph.degree), degree[graph.neighbour]
    if here.size == 0 or here.min() == here.max():
        return None
    centred = here - here.mean()  # both ends of each tie are in both, so the means are one
    return float((centred * (there - here.mean())).sum() / (centred**2).sum())
