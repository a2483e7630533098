"""The ties of all places but one: what was counted of all is taken over, less those of the one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sistercities.partners.sorted_counts import SortedCounts
from sistercities.partners.tie_graph import TieGraph
from twolevel.core.array_types import Index, Real


def without_ties_of(ties: TieGraph, place: int) -> TieGraph:
    """Return the ties of all other places.

    Parameters
    ----------
    ties
        All ties; what was not counted of them yet is counted when it is asked for.
    place
        Position of the place.
    """
    kept = (ties.a != place) & (ties.b != place)
    left = replace(ties, a=ties.a[kept], b=ties.b[kept], year=ties.year[kept])
    counted = vars(ties)
    if "adjacency" not in counted:
        return left
    own = ties.partners(place)
    found: dict[str, Any] = {"adjacency": _adjacency_without(ties.adjacency, place)}
    for name, key in _keys(ties, place, own).items():
        if name in counted:
            found[name] = _less(counted[name], key)
    if "by_country_pair" in counted:
        found["by_country_pair"] = _pairs_without(ties, place, own)
    if "keys" in counted:
        gone = ties.key(np.full(len(own), place), own)
        found["keys"] = np.delete(ties.keys, np.searchsorted(ties.keys, gone))
    left.__dict__.update(found)
    if "_of_outside" in counted and not ties.networks_hold(place):
        # Ties that are of no network are not what holds one together.
        outside = _adjacency_without(ties.outside_networks.adjacency, place)
        left.take_networks(ties, kept, outside)
    return left


def _adjacency_without(adjacency: tuple[Index, Index], place: int) -> tuple[Index, Index]:
    starts, partners = adjacency
    own = partners[starts[place] : starts[place + 1]]
    from_others = [
        starts[one] + np.searchsorted(partners[starts[one] : starts[one + 1]], place)
        for one in own.tolist()
    ]
    gone = np.array([*range(starts[place], starts[place + 1]), *from_others], dtype=np.int64)
    n_gone = np.bincount(own, minlength=len(starts) - 1)
    n_gone[place] += len(own)
    return starts - np.concatenate([[0], np.cumsum(n_gone)]), np.delete(partners, gone)


def _keys(ties: TieGraph, place: int, own: Index) -> dict[str, Index]:
    """Give the keys under which each tie of a place was counted, by what was counted."""
    country, region = ties.country, ties.region
    known, here = own[region[own] >= 0], int(region[place])
    of_region = [place * ties.n_regions + region[known]]
    of_regions = [np.zeros(0, dtype=np.int64)]
    if here >= 0:
        of_region.append(own * ties.n_regions + here)
        there = region[known]
        of_regions += [here * ties.n_regions + there, there * ties.n_regions + here]
    of_country = place * ties.n_countries + country[own], own * ties.n_countries + country[place]
    return {
        "place_with_country": np.concatenate(of_country),
        "place_with_region": np.concatenate(of_region),
        "region_with_region": np.concatenate(of_regions),
    }


def _less(counts: SortedCounts, keys: Index) -> SortedCounts:
    """Take one away from each key, as often as it is named."""
    sums = counts.sums.copy()
    np.subtract.at(sums, np.searchsorted(counts.keys, keys), 1.0)
    are_left = sums > 0
    return SortedCounts(counts.keys[are_left], sums[are_left])


def _pairs_without(ties: TieGraph, place: int, own: Index) -> Real:
    found, here, there = ties.by_country_pair.copy(), ties.country[place], ties.country[own]
    np.subtract.at(found, (here, there), 1.0)
    np.subtract.at(found, (there, here), 1.0)
    return found
