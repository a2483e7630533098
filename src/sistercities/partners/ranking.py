"""All candidates of a place in the order of their scores."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import class_members
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.scoring import Scorer
from twolevel.core.array_types import Flag, Index, Real

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
