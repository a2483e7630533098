"""A task: what a method may see, and the ties that it must find."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.training_pairs import TrainingPairs, training_pairs
from twolevel.core.array_types import Flag, Index, Real


@dataclass(frozen=True, eq=False)
class Task:
    """One ground and the ties that are held out from it.

    Attributes
    ----------
    name
        Year of the cut-off, or what else sets the task apart.
    ground
        All that a method may see.
    homes
        By place: home places to learn from.
    members
        Positions of the places that methods learn on, homes among them.
    candidates
        Positions of the places to be ranked, ascending.
    true_home, true_partner
        Positions of the ends of each tie to be found; a tie between two home places stands twice.
    n_unreachable
        Ties that no method can find, since their partner is no candidate.
    per_tie
        Drawn pairs for each tie that methods learn from.
    seed
        Of all draws.
    """

    name: str
    ground: Ground
    homes: Flag
    members: Index
    candidates: Index
    true_home: Index
    true_partner: Index
    n_unreachable: int
    per_tie: int
    seed: int

    @cached_property
    def rows(self) -> TrainingPairs:
        """Pairs to learn from, the same for all methods."""
        return training_pairs(
            self.ground, self.members, self.homes, per_tie=self.per_tie, seed=self.seed
        )

    @cached_property
    def row_values(self) -> dict[str, Real]:
        """Value of each feature in each row to learn from."""
        return {feature.name: feature.values(self.rows.pairs) for feature in CITY_FEATURES}

    @cached_property
    def fitted(self) -> dict[tuple[tuple[str, ...], Smoothing | None], AdditiveModel]:
        """Models that are fitted to the rows, by features and smoothing: each is fitted once."""
        return {}

    @property
    def n_known(self) -> int:
        """Ties of a home place with a member, which are what methods learn from."""
        ties = self.ground.ties
        is_member = np.zeros(ties.n_places, dtype=np.bool_)
        is_member[self.members] = True
        inside = is_member[ties.a] & is_member[ties.b]
        return int((inside & (self.homes[ties.a] | self.homes[ties.b])).sum())

    @cached_property
    def listed_homes(self) -> Index:
        """Home places with a tie to be found."""
        return np.unique(self.true_home)

    def open_list(self, home: int) -> OpenList:
        """Return the candidates of a home place and which of them it tied with."""
        ties = self.ground.ties
        others = self.candidates[self.candidates != home]
        here = np.full(len(others), home, dtype=np.int64)
        others = others[~_recorded(self.ground, ties.key(here, others))]
        partners = self.true_partner[self.true_home == home]
        return OpenList(self, home, others, np.isin(others, partners))


def _recorded(ground: Ground, keys: Index) -> Flag:
    from sistercities.partners.tie_graph import is_among

    return is_among(ground.recorded, keys)


@dataclass(frozen=True, eq=False)
class OpenList:
    """All candidates of one home place: those with a tie on record by then are out.

    Attributes
    ----------
    task
        Whose ground it is.
    home
        Position of the home place.
    others
        Positions of the candidates, ascending.
    is_true
        Whether the home place tied with each, shape as `others`.
    """

    task: Task
    home: int
    others: Index
    is_true: Flag

    @cached_property
    def pairs(self) -> Pairs:
        """The home place with each candidate."""
        here = np.full(len(self.others), self.home, dtype=np.int64)
        return Pairs(self.task.ground, here, self.others)

    @cached_property
    def values(self) -> dict[str, Real]:
        """Value of each feature for each candidate, computed once for all methods."""
        return {feature.name: feature.values(self.pairs) for feature in CITY_FEATURES}
