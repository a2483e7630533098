"""Four measures of the position of cities in a graph of ties."""

from __future__ import annotations

from concurrent.futures import Executor

import numpy as np

from sistercities.sentences import say
from twolevel.core.array_types import Index, Real
from twolevel.positions.betweenness import betweenness
from twolevel.positions.cores import core_numbers
from twolevel.positions.graph import Graph, graph_of
from twolevel.positions.partners import effective_partner_groups

MEASURES: tuple[str, ...] = (say("ties"), say("partner countries"), say("betweenness"), say("core"))
"""In the order of the rows of `positions`."""


def positions(
    n: int,
    ties: Index,
    country: Index,
    *,
    n_sources: int | None = None,
    rng: np.random.Generator | None = None,
    executor: Executor | None = None,
) -> Real:
    """Return the four measures of each city, shape (4, n).

    Parameters
    ----------
    n, ties, country
        Cities, pairs of them, and the country of each.
    n_sources
        Cities from which shortest paths are followed, drawn with `rng` in equal steps along the
        cities with ties in the order of their countries; all of them if None.
    """
    held = np.zeros((len(MEASURES), n))
    if not ties.size:
        return held
    is_tied = np.bincount(ties.ravel(), minlength=n) > 0
    tied = np.flatnonzero(is_tied)
    graph = graph_of(tied.size, (np.cumsum(is_tied) - 1)[ties])
    of = country[tied]
    held[0, tied] = graph.degree
    held[1, tied] = effective_partner_groups(graph, of)
    held[2, tied] = betweenness(graph, _sources(graph, of, n_sources, rng), executor=executor)
    held[3, tied] = core_numbers(graph)
    return held


def _sources(
    graph: Graph, country: Index, n_sources: int | None, rng: np.random.Generator | None
) -> Index | None:
    if n_sources is None or rng is None or n_sources >= graph.n:
        return None
    step = graph.n / n_sources
    steps = np.floor((rng.random() + np.arange(n_sources)) * step).astype(np.int64)
    chosen: Index = np.argsort(country, kind="stable")[np.minimum(steps, graph.n - 1)]
    return chosen
