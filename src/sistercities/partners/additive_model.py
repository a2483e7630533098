"""The additive model: the score of a pair is a base and one contribution a feature, nothing else.

The score is on the scale of log odds; `share_tied` puts it on that of shares. It says in how many
of the pairs that are like this one the two are tied: for a candidate, how much it looks like a
partner, not that a signature will follow.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from sistercities.partners.basis import contribution
from sistercities.partners.counted_shares import CountedShares
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import Feature
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Index, Real

if TYPE_CHECKING:
    pass

LOWEST, HIGHEST = -12.0, 4.0
"""Scores beyond are counted with those at the end."""


@record_of_arrays
class AdditiveModel:
    """A fitted model of one class of places.

    Attributes
    ----------
    place_class
        "city" (cities, counties, districts) or "region".
    intercept
        Log odds of a typical pair.
    coefficients
        By feature: one coefficient a column of its basis, centred so that the contributions of a
        feature have mean 0 over all pairs of the places that it was fitted on.
    data_version
        Version of the data that it was fitted on.
    shares
        What its scores say as shares, as counted; None puts the log odds on the scale of shares.
    """

    place_class: str
    intercept: float
    coefficients: dict[str, Real]
    data_version: str
    shares: CountedShares | None = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """Features that order candidates, in the order of a scorecard."""
        chosen = (BY_NAME[name] for name in self.coefficients)
        return tuple(feature for feature in chosen if not feature.is_of_home)

    @property
    def home_features(self) -> tuple[Feature, ...]:
        """Features of the home place alone, which make the base."""
        chosen = (BY_NAME[name] for name in self.coefficients)
        return tuple(feature for feature in chosen if feature.is_of_home)

    def contribution(self, feature: Feature, values: Real) -> Real:
        """Contribution of each value of a feature, in log odds."""
        return contribution(feature, self.coefficients[feature.name], values)

    def base(self, pairs: Pairs) -> Real:
        """Log odds of each home place with a typical partner, shape (n_pairs,)."""
        found = np.full(len(pairs), self.intercept)
        for feature in self.home_features:
            found += self.contribution(feature, feature.values(pairs))
        return found

    def score(self, pairs: Pairs, weights: dict[str, float] | None = None) -> Real:
        """Score of each pair: base and contributions, each times the weight of its feature."""
        found = self.base(pairs)
        for feature in self.features:
            weight = 1.0 if weights is None else weights.get(feature.name, 1.0)
            if weight:
                found += weight * self.contribution(feature, feature.values(pairs))
        return found


def share_tied(model: AdditiveModel, score: Real) -> Real:
    """Share of the pairs with such scores that are tied."""
    return probability(score) if model.shares is None else model.shares.of(score)


def probability(score: Real) -> Real:
    """Turn log odds into a share between 0 and 1."""
    return 1 / (1 + np.exp(-score))


@lru_cache(maxsize=4)
def class_members(ground: Ground, place_class: str) -> Index:
    """Positions of the places of a class that exist today, and of former ones with a tie."""
    places = ground.places
    member = places.is_city if place_class == "city" else places.is_region
    found = np.flatnonzero(member & (~places.is_former | (ground.ties.degree > 0)))
    found.flags.writeable = False
    return found
