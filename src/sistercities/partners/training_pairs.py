"""The rows that a model is fitted on: every tie from both sides, and drawn pairs without a tie.

Pairs without a tie are some hundred millions, so they are drawn, busy places and places of the own
country more often. A pair that is drawn with intensity q has log odds in the sample that are larger
by -log q than among all pairs; with that as an offset the model is one of all pairs (Manski &
Lerman 1977; King & Zeng 2001).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sistercities.errors import InvalidArgument
from sistercities.partners.ground import Ground
from sistercities.partners.pair_draw import PairDraw
from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Flag, Index, Real


@dataclass(frozen=True, slots=True, eq=False)
class TrainingPairs:
    """Pairs, whether they are tied, and the offset of each.

    Attributes
    ----------
    pairs
        Ties first, then drawn pairs.
    outcome
        1 for a tie, 0 for a drawn pair.
    offset
        -log of the intensity with which a pair like this was drawn.
    """

    pairs: Pairs
    outcome: Real
    offset: Real


def training_pairs(
    ground: Ground, members: Index, homes: Flag, *, per_tie: int, seed: int
) -> TrainingPairs:
    """Take every tie of the homes with a member, and draw pairs without a tie.

    Parameters
    ----------
    ground
        Facts and ties.
    members
        Positions of the places that may be partners.
    homes
        By place: whether it is a home place of the model (and a member).
    per_tie
        Drawn pairs for each tie.
    seed
        Of the draws.

    Raises
    ------
    InvalidArgument
        If no home place has a tie with a member.
    """
    is_member = np.zeros(ground.n_places, dtype=np.bool_)
    is_member[members] = True
    here = np.concatenate([ground.ties.a, ground.ties.b])
    there = np.concatenate([ground.ties.b, ground.ties.a])
    kept = homes[here] & is_member[here] & is_member[there]
    here, there = here[kept], there[kept]
    if not len(here):
        raise InvalidArgument(
            "homes", int(homes.sum()), "none of these places has a tie; give others or a later year"
        )
    draw = PairDraw(ground, members, np.flatnonzero(homes & is_member), per_tie * len(here))
    a, b = draw.pairs(np.random.default_rng(seed))
    free = ~ground.ties.holds(a, b) & (a != b)
    a, b = np.concatenate([here, a[free]]), np.concatenate([there, b[free]])
    outcome = (np.arange(len(a)) < len(here)).astype(np.float64)
    return TrainingPairs(Pairs(ground, a, b), outcome, -np.log(draw.intensity(a, b, outcome)))
