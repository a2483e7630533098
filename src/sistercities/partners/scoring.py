"""Scores of all candidates of one place, fast: what does not depend on the pair is looked up once.

Facts on the partner alone are the same for every home place, and facts on two countries for all
partners of one country. Candidates are not tied with the home place, so no tie of their own is in
the counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.features.feature import Feature
from sistercities.partners.ground import Ground
from sistercities.partners.pair_keys import (
    OF_COUNTRIES,
    OF_KINDS,
    OF_PARTNER,
    OF_PARTNER_COUNTRY,
    Kinds,
    keys_of,
    kinds_of,
    told_apart_by,
)
from sistercities.partners.pairs import Pairs, candidates_of
from twolevel.core.array_types import Index, Real

FEW = 8
"""Times as many places as are asked for, from which nothing is computed for those that are not."""

MOST_KEPT = 4
"""Scorers that stay in memory."""


class Scorer:
    """A model on one ground.

    Parameters
    ----------
    ground
        Facts and ties.
    model
        Fitted model.
    """

    def __init__(self, ground: Ground, model: AdditiveModel) -> None:
        self.ground, self.model = ground, model
        places = np.arange(ground.n_places)
        # Any home will do: what is said of the partner does not depend on it.
        first = np.full(2 * len(ground.countries.codes), -1, dtype=np.int64)
        first[ground.country_of_facts[::-1]] = places[::-1]
        self._first_of_country = first
        self._alone: dict[str, Real] = {}
        self._kinds: dict[str, Kinds] = {}

    def _of_those(self, feature: Feature, places: Index) -> Real:
        """Say what the partner alone adds; for all places at once where many are asked for."""
        if feature.name not in self._alone:
            if len(places) * FEW < self.ground.n_places:
                return self._of_partner(feature, places)
            self._alone[feature.name] = self._of_partner(feature, np.arange(self.ground.n_places))
        return self._alone[feature.name][places]

    def _of_partner(self, feature: Feature, places: Index) -> Real:
        if feature.name in OF_PARTNER_COUNTRY:  # one place says it of all places of its country
            have = np.flatnonzero(self._first_of_country >= 0)
            by_country = np.zeros(len(self._first_of_country))
            by_country[have] = self._of_places(feature, self._first_of_country[have])
            return np.asarray(by_country[self.ground.country_of_facts[places]])
        return self._of_places(feature, places)

    def _of_places(self, feature: Feature, places: Index) -> Real:
        # A place with itself is no tie, so nothing of its own is taken away.
        return self.model.contribution(feature, feature.values(Pairs(self.ground, places, places)))

    def scores(self, pairs: Pairs, weights: dict[str, float] | None = None) -> Real:
        """Score candidates of one home place; as `AdditiveModel.score`, up to rounding.

        Parameters
        ----------
        pairs
            One home place with places that it is not tied with, shape (n_pairs,).
        weights
            By feature; 1 where none is given.
        """
        counting = weights or {}
        left_out = frozenset(name for name, weight in counting.items() if not weight)
        total = np.full(len(pairs), self.base(pairs))
        for name, added in self.each_contribution(pairs, left_out):  # none is held on to
            total += counting.get(name, 1.0) * added
        return np.asarray(total)

    def base(self, pairs: Pairs) -> float:
        """Log odds of the home place with a typical partner."""
        home = int(pairs.a[0])
        return float(self.model.base(candidates_of(self.ground, home, pairs.b[:1]))[0])

    def contributions(
        self, pairs: Pairs, left_out: frozenset[str] = frozenset()
    ) -> dict[str, Real]:
        """Say what each feature adds to the score of each candidate, in log odds.

        Parameters
        ----------
        pairs
            One home place with places that it is not tied with, shape (n_pairs,).
        left_out
            Features that are not asked for.
        """
        return dict(self.each_contribution(pairs, left_out))

    def each_contribution(
        self, pairs: Pairs, left_out: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, Real]]:
        """Give the same one after the other."""
        have = np.flatnonzero(self._first_of_country >= 0)
        others = self._elsewhere(int(pairs.a[0]), have)
        by_country = np.zeros(len(self._first_of_country))
        country = self.ground.country_of_facts[pairs.b]
        for feature in self.model.features:
            if feature.name in left_out:
                continue
            if feature.name in OF_PARTNER:
                yield feature.name, self._of_those(feature, pairs.b)
            elif feature.name in OF_COUNTRIES:
                values = feature.values(others)
                by_country[have] = self.model.contribution(feature, values)
                yield feature.name, by_country[country]
            elif feature.name in OF_KINDS:
                yield feature.name, self._by_kind(feature, pairs)
            else:
                yield feature.name, self.model.contribution(feature, feature.values(pairs))

    def _by_kind(self, feature: Feature, pairs: Pairs) -> Real:
        """Say what a feature adds: found out once for each kind of partner."""
        if feature.name not in self._kinds:
            numbers = told_apart_by(keys_of(feature.name).partner, self.ground)
            self._kinds[feature.name] = kinds_of(numbers, np.arange(self.ground.n_places))
        kinds = self._kinds[feature.name]
        one_of_each = candidates_of(self.ground, int(pairs.a[0]), kinds.first)
        by_kind = self.model.contribution(feature, feature.values(one_of_each))
        return np.asarray(by_kind[kinds.at[pairs.b]])

    def _elsewhere(self, home: int, countries: Index) -> Pairs:
        """Pair the home place with one place of each country that it is not tied with."""
        ties = self.ground.ties
        others = self._first_of_country[countries].copy()
        for k in np.flatnonzero(ties.holds(np.full(len(others), home), others)):
            inside = np.flatnonzero(self.ground.country_of_facts == countries[k])
            free = inside[~ties.holds(np.full(len(inside), home), inside)]
            others[k] = free[0] if len(free) else others[k]
        return candidates_of(self.ground, home, others)


_kept: dict[tuple[int, int], Scorer] = {}


def scorer_of(ground: Ground, model: AdditiveModel) -> Scorer:
    """Return the scorer of a ground and a model; the last ones are kept, one a model."""
    key = (id(ground), id(model))
    if key not in _kept or _kept[key].ground is not ground or _kept[key].model is not model:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = Scorer(ground, model)
    return _kept[key]
