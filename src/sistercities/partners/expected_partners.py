"""With which places the ties of a place would be, if it chose as places like it do.

Half of a place's shares by country come from the model, as if it had no tie yet; half from the
partners of the other places of its country, few of them filled up with those of its continent.
Both halves together fit what places have better than either alone. A place spreads its ties: the
more are expected with one country, the less each further share adds. Within a country the model
says which places.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members, probability
from sistercities.partners.distinct_numbers import SortedCounts, are_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.scoring import Scorer
from sistercities.partners.tie_graph import TieGraph
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Index, Real

MODEL_SHARE = 0.5
SPREADING = 0.2
"""A country with m expected ties counts m / (1 + 0.2 m), before shares are made to add up to 1.
Estimated by tests/reference/benchmark_coverage.py, as the half above."""
CONTINENT_TIES = 10.0
"""Ties of the continent that count as much as so many of the country's own."""


@record_of_arrays
class ExpectedPartners:
    """Where the partners of a place would be; shares add up to 1.

    Attributes
    ----------
    at, share
        Positions of the possible partners, and the share of each, shape (n,).
    by_country
        Share of each country, shape (n_countries,).
    """

    at: Index
    share: Real
    by_country: Real


def expected_partners(
    ground: Ground, model: AdditiveModel, home: int, total: float
) -> ExpectedPartners:
    """Say where the partners of a place would be, its own ties unknown.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the place's class.
    home
        Position of the place.
    total
        Ties that are expected of it in all.
    """
    apart = ground.with_ties(without_ties_of(ground.ties, home))
    at, chance = chances(apart, model, home)
    n = len(ground.countries.codes)
    country = ground.places.country[at]
    of_model = np.bincount(country, weights=chance, minlength=n).astype(np.float64)
    by_country = mixed_shares(of_model, peers_shares(apart, home), total)
    scale = np.divide(by_country, of_model, out=np.zeros(n), where=of_model > 0)
    return ExpectedPartners(at, chance * scale[country], by_country)


def chances(ground: Ground, model: AdditiveModel, home: int) -> tuple[Index, Real]:
    """Positions of the possible partners of a place, and the model's probability of each.

    Parameters
    ----------
    ground
        The home place has no ties on it.
    model
        Of the place's class.
    home
        Position of the place.
    """
    places = ground.places
    members = class_members(ground, model.place_class)
    is_inside = (places.containers[members] == home).any(axis=1)
    is_around = are_of(members, places.containers[home])
    at = members[(members != home) & ~is_inside & ~is_around]
    pairs = candidates_of(ground, home, at)
    return at, probability(Scorer(ground, model).scores(pairs))


def mixed_shares(
    of_model: Real, of_peers: Real, total: float, model_share: float = MODEL_SHARE,
    spreading: float = SPREADING,
) -> Real:  # fmt: skip
    """Mix shares of countries by the model and by peers, and spread them.

    Parameters
    ----------
    of_model, of_peers
        Weights of countries by each, of any scale; a country without a possible partner, which the
        model gives 0, has no share.
    total
        Ties that are expected in all.
    model_share, spreading
        Share of the model, and how much the shares are flattened.
    """
    peers = np.where(of_model > 0, of_peers, 0.0)
    share = model_share * of_model / of_model.sum() + (1 - model_share) * peers / peers.sum()
    flatter = share / (1 + spreading * total * share)
    return np.asarray(flatter / flatter.sum())


def peers_shares(ground: Ground, home: int) -> Real:
    """Shares of countries among the partners of the other places of a place's country.

    Parameters
    ----------
    ground
        The home place has no ties on it.
    home
        Position of the place.
    """
    country = int(ground.places.country[home])
    counts = ground.ties.by_country_pair
    continents = ground.countries.continents
    near = counts[continents == continents[country]].sum(axis=0) + 0.1
    own = counts[country] + CONTINENT_TIES * near / near.sum()
    return np.asarray(own / own.sum())


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
