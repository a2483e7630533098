"""What each feature adds to the score of each candidate of a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.added import Added
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.weighing import NOTHING, Weighing
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Real


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
