"""How many dyads of each kind a network has, and how many ties lie in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twolevel.nested.network import NestedNetwork


@dataclass(frozen=True, slots=True)
class DyadCounts:
    """Dyads and ties.

    Attributes
    ----------
    n_city_dyads, n_ties
        Pairs of cities that count, and ties.
    n_city_dyads_under, n_ties_under
        Of these, those whose regions can have an upper tie; only they tell of gamma.
    n_city_dyads_within, n_ties_within
        Of these, those within one region.
    n_ties_inside
        Ties whose regions have an upper tie.
    n_region_dyads, n_upper_ties
        Pairs of regions that can have an upper tie, and upper ties.
    """

    n_city_dyads: int
    n_ties: int
    n_city_dyads_under: int
    n_ties_under: int
    n_city_dyads_within: int
    n_ties_within: int
    n_ties_inside: int
    n_region_dyads: int
    n_upper_ties: int


def dyad_counts(network: NestedNetwork) -> DyadCounts:
    """Count, a row of region pairs at a time."""
    left = np.bincount(network.left_region, minlength=network.n_left_regions)
    right = np.bincount(network.right_region, minlength=network.n_right_regions)
    every = np.arange(network.n_right_regions)
    n_all = n_under = n_pairs = 0
    for p in range(network.n_left_regions):
        q = every[p + 1 :] if network.is_undirected else every
        status = network.statuses(np.full(q.size, p), q)
        n_all += int(left[p] * right[q[status > 0]].sum())
        n_under += int(left[p] * right[q[status == 2]].sum())
        n_pairs += int((status == 2).sum())
    within = 0
    if network.is_undirected and network.within == "city":
        within = int((left * (left - 1) // 2).sum())
    return DyadCounts(n_all + within, network.ties.shape[0], n_under, *_ties(network, within),
                      n_pairs, network.upper_ties.shape[0])  # fmt: skip


def _ties(network: NestedNetwork, n_within: int) -> tuple[int, int, int, int]:
    p = network.left_region[network.ties[:, 0]]
    q = network.right_region[network.ties[:, 1]]
    under = network.statuses(p, q) == 2
    same = int((p == q).sum()) if network.is_undirected else 0
    return int(under.sum()), n_within, same, int(is_inside(network).sum())


def is_inside(network: NestedNetwork) -> NDArray[np.bool_]:
    """Return whether an upper tie joins the regions of each tie, shape (n_ties,)."""
    p = network.left_region[network.ties[:, 0]]
    q = network.right_region[network.ties[:, 1]]
    if network.is_undirected:
        p, q = np.minimum(p, q), np.maximum(p, q)
    width = network.n_right_regions
    return np.isin(p * width + q, network.upper_ties[:, 0] * width + network.upper_ties[:, 1])
