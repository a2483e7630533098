"""The best partners of many places at once, for whole countries or the world."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.ground import Ground
from sistercities.partners.ranking import candidates
from sistercities.partners.scoring import Scorer
from twolevel.core.array_types import Index, Real

HOMES_AT_ONCE = 500


@dataclass(frozen=True, slots=True, eq=False)
class TopPartners:
    """The best candidates of each home place.

    Attributes
    ----------
    homes
        Positions of the home places, shape (n_homes,).
    partners
        Positions of their best candidates, best first, shape (n_homes, count); -1 beyond the last.
    scores
        Log odds, shape as `partners`; NaN beyond the last.
    """

    homes: Index
    partners: Index
    scores: Real


def top_partners(
    ground: Ground,
    model: AdditiveModel,
    homes: Index,
    count: int,
    *,
    among: Index | None = None,
    executor: Executor | None = None,
) -> Iterator[TopPartners]:
    """Find the best partners of many places, some hundred home places at a time.

    Parameters
    ----------
    ground
        Facts and ties.
    model
        Fitted model of the class of the home places.
    homes
        Positions of the home places.
    count
        Partners for each.
    among
        Positions of the places that may be partners; None takes the whole class.
    executor
        Where the parts run; None is here. The numbers do not depend on it.

    Yields
    ------
    TopPartners
        Of the next home places, in the order of `homes`.
    """
    parts = [homes[k : k + HOMES_AT_ONCE] for k in range(0, len(homes), HOMES_AT_ONCE)]
    if executor is None:
        scorer = Scorer(ground, model)
        for part in parts:
            yield _top_of(scorer, part, count, among)
        return
    waiting = [executor.submit(_top_elsewhere, ground, model, part, count, among) for part in parts]
    for each in waiting:
        yield each.result()


def _top_elsewhere(
    ground: Ground, model: AdditiveModel, homes: Index, count: int, among: Index | None
) -> TopPartners:
    return _top_of(Scorer(ground, model), homes, count, among)


def _top_of(scorer: Scorer, homes: Index, count: int, among: Index | None) -> TopPartners:
    partners = np.full((len(homes), count), -1, dtype=np.int64)
    scores = np.full((len(homes), count), np.nan)
    for k, home in enumerate(homes.tolist()):
        pairs = candidates(scorer.ground, home, scorer.model.place_class, among)
        if not len(pairs):
            continue
        score = scorer.scores(pairs)
        best = _best(score, pairs.b, count)
        partners[k, : len(best)], scores[k, : len(best)] = pairs.b[best], score[best]
    return TopPartners(homes, partners, scores)


def _best(score: Real, at: Index, count: int) -> Index:
    """Return where the largest scores stand, the best first, equal ones by position."""
    if len(score) > count:
        least = np.partition(score, -count)[-count]
        chosen = np.flatnonzero(score >= least)
    else:
        chosen = np.arange(len(score))
    order = np.lexsort((at[chosen], -score[chosen]))
    return chosen[order][:count]
