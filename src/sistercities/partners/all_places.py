"""The best partners of many places at once, for whole countries or the world."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.distinct_numbers import distinct
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.reached_places import EndsOf
from sistercities.partners.same_candidates import SameCandidates
from twolevel.core.array_types import Index, Real

HOMES_AT_ONCE = 2_000


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
        lists = _Lists(ground, model, among)
        for part in parts:
            yield lists.of(part, count)
        return
    waiting = [executor.submit(_top_elsewhere, ground, model, part, count, among) for part in parts]
    for each in waiting:
        yield each.result()


def _top_elsewhere(
    ground: Ground, model: AdditiveModel, homes: Index, count: int, among: Index | None
) -> TopPartners:
    return _Lists(ground, model, among).of(homes, count)


class _Lists:
    """The lists of whichever home places, of the same candidates."""

    def __init__(self, ground: Ground, model: AdditiveModel, among: Index | None) -> None:
        members = class_members(ground, model.place_class) if among is None else among
        self._ground, self._model = ground, model
        self._members = members[~ground.places.is_former[members]]
        self._scores = SameCandidates(ground, model, self._members)
        self._row = np.full(ground.n_places, -1, dtype=np.int64)
        self._row[self._members] = np.arange(len(self._members))
        self._recorded = EndsOf(ground.recorded, ground.n_places)
        self._around = EndsOf(_containments(ground), ground.n_places)

    def of(self, homes: Index, count: int) -> TopPartners:
        """Find the lists of some home places."""
        partners = np.full((len(homes), count), -1, dtype=np.int64)
        scores = np.full((len(homes), count), np.nan)
        base = self._model.base(Pairs(self._ground, homes, homes))
        places = self._ground.places
        # What homes of one country and region have in common is found once.
        for k in np.lexsort((places.region[homes], places.country[homes])).tolist():
            score = self._scores.scores(int(homes[k]), float(base[k]))
            taken = self._not_free(int(homes[k]))
            score[taken] = -np.inf
            best = _best(score, self._members, min(count, len(score) - len(taken)))
            partners[k, : len(best)], scores[k, : len(best)] = self._members[best], score[best]
        return TopPartners(homes, partners, scores)

    def _not_free(self, home: int) -> Index:
        """Rows that a home place may not choose (`candidate_scores.candidates`)."""
        out = (self._recorded.of(home), self._around.of(home), np.array([home]))
        rows = distinct(self._row[np.concatenate(out)])
        return rows[rows >= 0]


def _containments(ground: Ground) -> Index:
    """Give each pair of a place and what contains it a number."""
    containers = ground.places.containers
    place, column = np.nonzero(containers >= 0)
    return place * np.int64(ground.n_places) + containers[place, column]


def _best(score: Real, at: Index, count: int) -> Index:
    """Return where the largest scores stand, the best first, equal ones by position."""
    if len(score) > count > 0:
        least = np.partition(score, -count)[-count]
        chosen = np.flatnonzero(score >= least)
    else:
        chosen = np.arange(len(score))
    order = np.lexsort((at[chosen], -score[chosen]))
    return chosen[order][:count]
