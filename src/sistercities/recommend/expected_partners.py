"""With which places the ties of a place would be, if it chose as places like it do.

Half of a place's shares by country come from the model, as if it had no tie yet; half from the
partners of the other places of its country, few of them filled up with those of its continent.
Both halves together fit what places have better than either alone. Within a country the model says
which places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sistercities.recommend.additive_model import AdditiveModel, class_members, probability
from sistercities.recommend.ground import Ground, Index
from sistercities.recommend.pairs import candidates_of
from sistercities.recommend.scoring import Scorer
from sistercities.recommend.tie_graph import TieGraph

Real = NDArray[np.float64]
MODEL_SHARE = 0.5
CONTINENT_TIES = 10.0
"""Ties of the continent that count as much as so many of the country's own."""


@dataclass(frozen=True, slots=True, eq=False)
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


def expected_partners(ground: Ground, model: AdditiveModel, home: int) -> ExpectedPartners:
    """Say where the partners of a place would be, its own ties unknown.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the place's class.
    home
        Position of the place.
    """
    apart = replace(ground, ties=without_ties_of(ground.ties, home))
    members = class_members(ground, model.place_class)
    around = ground.places.containers[home]
    is_inside = (ground.places.containers[members] == home).any(axis=1)
    others = members[(members != home) & ~is_inside & ~np.isin(members, around)]
    pairs = candidates_of(apart, home, others)
    chance = probability(Scorer(apart, model).scores(pairs))
    n = len(ground.countries.codes)
    country = ground.places.country[others]
    of_model = np.bincount(country, weights=chance, minlength=n)
    of_peers = np.where(of_model > 0, peers_shares(apart, home), 0.0)
    by_country = MODEL_SHARE * of_model / of_model.sum()
    by_country += (1 - MODEL_SHARE) * of_peers / of_peers.sum()
    scale = np.divide(by_country, of_model, out=np.zeros(n), where=of_model > 0)
    return ExpectedPartners(others, chance * scale[country], by_country)


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
    """Return the ties of all other places."""
    kept = (ties.a != place) & (ties.b != place)
    return replace(ties, a=ties.a[kept], b=ties.b[kept], year=ties.year[kept])
