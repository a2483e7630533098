"""Networks with the same degrees and nothing else: the ends of all ties are exchanged at random.

For statistics of a network as a whole, such as how long its ties are: whoever asks measures each
network that comes. The nulls of two levels (`nulls.whole_rewiring`) count ties inside upper ties.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_DRAWS, whole_number
from twolevel.core.array_types import Index
from twolevel.core.chunks import stream_state
from twolevel.kernels.stub_swaps import swap_stubs
from twolevel.positions.graph import graph_of

STEPS_BEFORE, STEPS_BETWEEN = 20, 5
"""Steps of the chain for each tie, before the first network and between two.

A step takes two ties, so a tie is left alone between two networks about once in e^10 times."""


def shuffled_ends(n: int, ties: ArrayLike, *, n_draws: int, seed: int) -> Iterator[Index]:
    """Draw networks in which every node keeps its number of ties, one after another.

    H0: the ties are a uniform draw from all simple graphs with these degrees (the configuration
    model without loops and double ties). Keeps how many ties each node has. Breaks who has them
    with whom. The networks are states of one chain of swaps that begins with the ties given, 20
    steps a tie before the first and 5 between two.

    Parameters
    ----------
    n
        Number of nodes.
    ties
        Pairs of nodes, shape (m, 2); a tie given twice, in either order, counts once.
    n_draws, seed
        How many networks, at least 1; at least 0.

    Yields
    ------
    ties
        Pairs of nodes, shape (m, 2).

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Fosdick, Larremore, Nishimura & Ugander (2018), SIAM Review 60(2), 315-355.
    doi:10.1137/16M1087175
    """
    graph = graph_of(n, ties)
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    return _draws(graph.start, graph.neighbour.astype(np.int64), n_draws, seed)


def _draws(first: Index, neighbour: Index, n_draws: int, seed: int) -> Iterator[Index]:
    owner = np.repeat(np.arange(first.size - 1), np.diff(first))
    tie = np.flatnonzero(owner < neighbour)
    mate = _mates(owner, neighbour)
    state = stream_state(np.random.SeedSequence(seed))
    steps = STEPS_BEFORE * tie.size
    for _ in range(n_draws):
        if tie.size:
            swap_stubs(owner, first, mate, tie, steps, state)
        yield np.column_stack((owner[tie], owner[mate[tie]]))
        steps = STEPS_BETWEEN * tie.size


def _mates(owner: Index, neighbour: Index) -> Index:
    """Stub at the other end of each tie: sorted by neighbour, rows name the same ties in turn."""
    mate = np.empty(owner.size, dtype=np.int64)
    mate[np.lexsort((neighbour, owner))] = np.lexsort((owner, neighbour))
    return mate
