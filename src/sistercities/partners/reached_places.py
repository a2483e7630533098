"""The places that ties and routes reach from a home place: few of all, and only they differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sistercities.partners.features.network import LEAST, in_common_with_all
from sistercities.partners.ground import Ground
from sistercities.partners.tie_graph import TieGraph
from twolevel.core.array_types import Index, Real


def bare(ground: Ground) -> Ground:
    """Return the same ground without a tie and without a route."""
    nobody, no_numbers = np.zeros(0, dtype=np.int64), np.zeros(0)
    ties = ground.ties
    none = TieGraph(
        nobody, nobody, no_numbers, ties.country, ties.region, ties.containers, ties.n_countries,
        ties.n_regions,
    )  # fmt: skip
    return replace(ground, flights=(nobody, no_numbers)).with_ties(none)


def partners_of_partners(ties: TieGraph, home: int) -> Index:
    """Places that share a partner with the home place; one may stand there several times."""
    starts, partners = ties.adjacency
    between = partners[starts[home] : starts[home + 1]]
    if not len(between):
        return between
    return np.concatenate([partners[starts[k] : starts[k + 1]] for k in between.tolist()])


class EndsOf:
    """From each place the others of some pairs.

    Parameters
    ----------
    keys
        Pairs of places: one times their number plus the other.
    n_places
        Number of places.
    """

    def __init__(self, keys: Index, n_places: int) -> None:
        one, other = np.divmod(keys, np.int64(max(n_places, 1)))
        here, there = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.argsort(here, kind="stable")
        self._others = there[order]
        self._starts = np.searchsorted(here[order], np.arange(n_places + 1))

    def of(self, place: int) -> Index:
        """Return the others of a place."""
        return self._others[self._starts[place] : self._starts[place + 1]]


class PathsOverThree:
    """Sums over the partners of candidates that share partners with a home place.

    The same numbers as `features.network.tied_with_alike` adds up, in the same order, for
    candidates that are not tied with the home place.

    Parameters
    ----------
    ties
        The ties outside networks of towns.
    candidates
        Their positions, shape (n_candidates,).
    """

    def __init__(self, ties: TieGraph, candidates: Index) -> None:
        self._ties, self._n = ties, len(candidates)
        row = np.full(ties.n_places, -1, dtype=np.int64)
        row[candidates] = np.arange(len(candidates))
        here, there, _ = ties.ends
        # The one partner of a place is no way from it to anybody else.
        kept = (row[here] >= 0) & (ties.degree[there] > 1)
        self._row = row[here[kept]]
        passed = np.zeros(ties.n_places, dtype=np.bool_)
        passed[there[kept]] = True
        self._passed = np.flatnonzero(passed)
        self._through = (np.cumsum(passed) - 1)[there[kept]]
        self._share = ties.inverse_log_degree[self._passed]

    def of(self, home: int) -> Real:
        """Return the sum of each candidate, shape (n_candidates,)."""
        alike = in_common_with_all(self._ties, home)
        alike[home] = 0.0
        added = alike[self._passed] * self._share
        found = np.bincount(self._row, weights=added[self._through], minlength=self._n)
        return np.where(found < LEAST, 0.0, found)
