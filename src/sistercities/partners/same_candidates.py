"""Scores of the same candidates for many home places: what homes have in common is found once."""

from __future__ import annotations

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.features.feature import Feature, log2_count
from sistercities.partners.ground import Ground
from sistercities.partners.pair_keys import KEYS, Kinds, Look, keys_of, kinds_of, told_apart_by
from sistercities.partners.pairs import Pairs, candidates_of, kilometres, points_of
from sistercities.partners.reached_places import (
    EndsOf,
    PathsOverThree,
    bare,
    partners_of_partners,
)
from twolevel.core.array_types import Index, Real

MOST_KEPT = 8
"""Kinds of home places whose numbers are kept of each feature: homes come by country and region."""

OF_REACHED = frozenset(("direct_flight", "shared_partners", "shared_at_home", "town_network"))
"""Features that are one number for all whom no route or tie reaches."""

ALIKE = "tied_with_alike"


class SameCandidates:
    """A model on one ground, for some candidates of whichever home places.

    Parameters
    ----------
    ground
        Facts and ties.
    model
        Fitted model.
    candidates
        Their positions, each once, shape (n_candidates,).
    """

    def __init__(self, ground: Ground, model: AdditiveModel, candidates: Index) -> None:
        self.ground, self.model, self.candidates = ground, model, candidates
        self._bare = bare(ground)
        self._numbers: dict[Look, Index] = {}
        self._kinds: dict[Look, Kinds] = {}
        self._kept: dict[str, dict[int, Real]] = {feature.name: {} for feature in model.features}
        self._row = np.full(ground.n_places, -1, dtype=np.int64)
        self._row[candidates] = np.arange(len(candidates))
        self._none_tied = np.zeros(ground.n_places)
        self._points = tuple(one[candidates] for one in points_of(ground))
        self._routes = EndsOf(ground.flights[0], ground.n_places)
        self._over_three = PathsOverThree(ground.ties.outside_networks, candidates)

    def scores(self, home: int, base: float) -> Real:
        """Score all candidates, as `Scorer.scores` those of them that are not tied with the home.

        Parameters
        ----------
        home
            Position of the home place.
        base
            Its score with a typical partner.

        Returns
        -------
        numpy.ndarray
            Log odds, shape (n_candidates,); of those tied with the home place they say nothing.
        """
        total = np.full(len(self.candidates), base)
        for feature in self.model.features:
            total += self._added(feature, home)
        return total

    def _added(self, feature: Feature, home: int) -> Real:
        if feature.name not in KEYS:
            return self._of_each(feature, home)
        if feature.name == ALIKE:
            return self._of_alike(feature, home)
        if feature.name in OF_REACHED:
            return self._of_reached(feature, home)
        return self._by_kind(feature, self.ground, home)

    def _of_each(self, feature: Feature, home: int) -> Real:
        pairs = self._untied(self.ground, home, self.candidates)
        own = tuple(one[home : home + 1] for one in points_of(self.ground))
        pairs.__dict__["distance_km"] = kilometres(own, self._points)
        return self.model.contribution(feature, feature.values(pairs))

    def _of_alike(self, feature: Feature, home: int) -> Real:
        added = self._by_kind(feature, self._bare, home).copy()
        sums = self._over_three.of(home)
        rows = np.flatnonzero(sums)
        added[rows] = self.model.contribution(feature, log2_count(sums[rows]))
        return added

    def _of_reached(self, feature: Feature, home: int) -> Real:
        added = self._by_kind(feature, self._bare, home)
        reached = self._reached(feature.name, home)
        reached = reached[self._row[reached] >= 0]
        if not len(reached):
            return added
        added = added.copy()
        values = feature.values(candidates_of(self.ground, home, reached))
        added[self._row[reached]] = self.model.contribution(feature, values)
        return added

    def _reached(self, name: str, home: int) -> Index:
        if name == "direct_flight":
            return self._routes.of(home)
        ties = self.ground.ties
        around = ties.of_networks if name == "town_network" else ties.outside_networks
        return partners_of_partners(around, home)

    def _by_kind(self, feature: Feature, ground: Ground, home: int) -> Real:
        """Say what a feature adds, computed for one candidate of each kind."""
        keys, kept = keys_of(feature.name), self._kept[feature.name]
        number = int(self._number(keys.home)[home])
        if number not in kept:
            kinds = self._kinds_by(keys.partner)
            values = feature.values(self._untied(ground, home, kinds.first))
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[number] = self.model.contribution(feature, values)[kinds.at]
        return kept[number]

    def _untied(self, ground: Ground, home: int, others: Index) -> Pairs:
        """Pair a home place with others as if it were tied with none: so are its candidates."""
        pairs = candidates_of(ground, home, others)
        pairs.__dict__["own"] = self._none_tied[: len(others)]
        return pairs

    def _number(self, look: Look) -> Index:
        if look not in self._numbers:
            self._numbers[look] = told_apart_by(look, self.ground)
        return self._numbers[look]

    def _kinds_by(self, look: Look) -> Kinds:
        if look not in self._kinds:
            self._kinds[look] = kinds_of(self._number(look), self.candidates)
        return self._kinds[look]
