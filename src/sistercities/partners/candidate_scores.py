"""What each feature adds to the score of each candidate of a place.

All candidates of a place in the order of their scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.scoring import Scorer, scorer_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.weighing import NOTHING, Weighing
from sistercities.partners.short_lists.wish_terms import Added
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Flag, Index, Real


@record_that_keeps
class CandidateScores:
    """What each feature adds to the score of each candidate, and what lists make of it.

    Attributes
    ----------
    facts
        The home place with its candidates.
    base
        Score of the home place with a typical partner.
    contributions
        By feature, log odds of each candidate.
    """

    facts: CandidateFacts
    base: float
    contributions: dict[str, Real]

    def score(self, weighing: Weighing, added: Added) -> Real:
        """Score of each candidate as a list weighs it, shape (n_pairs,)."""
        factors = np.array([weighing.features.get(name, 1.0) for name in self.contributions])
        return np.asarray(
            self.base + np.einsum("f,fp->p", factors, self._laid_out) + added.of(self.facts)
        )

    @cached_property
    def _laid_out(self) -> Real:
        """Shape (n_features, n_pairs)."""
        return np.array([*self.contributions.values()]).reshape(-1, len(self.facts.pairs))

    @cached_property
    def plain(self) -> Real:
        """Score of each candidate as the model has it, shape (n_pairs,)."""
        return self.score(NOTHING, Added())

    def among(self, at: slice) -> CandidateScores:
        """Take some of the candidates with their scores, and with what was found out of them."""
        adds = {name: values[at] for name, values in self.contributions.items()}
        found = CandidateScores(self.facts.among(at), self.base, adds)
        found.__dict__["_laid_out"] = self._laid_out[:, at]
        return found


def score_candidates(
    model: AdditiveModel, facts: CandidateFacts, others: Sequence[int] = ()
) -> CandidateScores:
    """Score the candidates of a place, feature by feature; other places follow them."""
    more = np.array(others, dtype=np.int64)
    wide = facts.of_places(np.concatenate([facts.pairs.b, more])) if len(more) else facts
    scorer = scorer_of(facts.ground, model)
    laid_out = np.empty((len(model.features), len(wide.pairs)))
    adds: dict[str, Real] = {}
    for row, (name, values) in zip(laid_out, scorer.each_contribution(wide.pairs), strict=True):
        row[:] = values
        adds[name] = row
    found = CandidateScores(wide, scorer.base(wide.pairs), adds)
    found.__dict__["_laid_out"] = laid_out
    return found


LOW_RANK = 100
"""Rank beyond which another kind of fact is why a place is named, not its score."""


class Ranking(NamedTuple):
    """Candidates, best first.

    Attributes
    ----------
    at
        Positions of the candidates.
    score
        Log odds of each.
    base
        Score of the home place with a typical partner.
    """

    at: Index
    score: Real
    base: float


def candidates(ground: Ground, home: int, place_class: str, among: Index | None = None) -> Pairs:
    """Pair a place with every place that it may choose, of its class or among those given.

    Left out are the place itself, places that contain it or lie in it, former places, and every
    place with which a tie is on record, ended ones too.
    """
    members = class_members(ground, place_class) if among is None else among
    return candidates_of(ground, home, members[_are_free(ground, home)[members]])


def _are_free(ground: Ground, home: int) -> Flag:
    places = ground.places
    is_out = places.is_former.copy()
    for column in places.containers.T:
        is_out |= column == home
    around = places.containers[home]
    is_out[around[around >= 0]] = True
    is_out[ground.recorded_with(home)] = True
    is_out[home] = True
    return ~is_out


def ranked(
    scorer: Scorer,
    pairs: Pairs,
    weights: dict[str, float],
    added: Real | None = None,
    n_themes: Index | None = None,
) -> Ranking:
    """Score pairs of one home place and sort them, the best first, equal ones by id.

    Parameters
    ----------
    scorer, pairs
        The model on its ground, and one home place with its candidates.
    weights
        By feature; 1 where none is given.
    added
        Log odds that wishes add to each candidate, shape (n_pairs,).
    n_themes
        How many themes each candidate has: who has more comes first, whatever the scores.
    """
    score = scorer.scores(pairs, weights)
    if added is not None:
        score = score + added
    first_by = np.zeros(len(score)) if n_themes is None else -n_themes
    order = np.lexsort((pairs.b, -score, first_by))
    first = candidates_of(pairs.ground, int(pairs.a[0]), pairs.b[:1])
    base = float(scorer.model.base(first)[0])
    return Ranking(pairs.b[order], score[order], base)
