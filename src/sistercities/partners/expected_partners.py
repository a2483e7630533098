"""With which places the ties of a place would be, if it chose as places like it do.

Half of a place's shares by country come from the model, as if it had no tie yet; half from the
partners of the other places of its country, few of them filled up with those of its continent.
Both halves together fit what places have better than either alone. A place spreads its ties: the
more are expected with one country, the less each further share adds. Within a country the model
says which places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members, probability
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.scoring import Scorer
from sistercities.partners.without_place import without_ties_of
from twolevel.core.array_types import Index, Real

MODEL_SHARE = 0.5
SPREADING = 0.2
"""A country with m expected ties counts m / (1 + 0.2 m), before shares are made to add up to 1.
Estimated by tests/reference/benchmark_coverage.py, as the half above."""
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
