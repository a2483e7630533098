"""The rows that a model is fitted on: every tie from both sides, and drawn pairs without a tie.

Pairs without a tie are some hundred millions, so they are drawn, busy places and places of the own
country more often. A pair that is drawn with intensity q has log odds in the sample that are larger
by -log q than among all pairs; with that as an offset the model is one of all pairs (Manski &
Lerman 1977; King & Zeng 2001).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import InvalidArgument
from sistercities.recommend.ground import Flag, Ground, Index
from sistercities.recommend.pairs import Pairs

Real = NDArray[np.float64]
UNIFORM, BUSY, DOMESTIC = 0.5, 0.35, 0.15
"""Shares of partners drawn alike, by number of ties, and within the home country."""

HOME_START, PARTNER_START = 0.5, 0.2
"""What is added to the number of ties, so that places without one are drawn too."""


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
    draw = _Draw(ground, members, np.flatnonzero(homes & is_member), per_tie * len(here))
    a, b = draw.pairs(np.random.default_rng(seed))
    free = ~ground.ties.holds(a, b) & (a != b)
    a, b = np.concatenate([here, a[free]]), np.concatenate([there, b[free]])
    outcome = (np.arange(len(a)) < len(here)).astype(np.float64)
    return TrainingPairs(Pairs(ground, a, b), outcome, -np.log(draw.intensity(a, b, outcome)))


class _Draw:
    """How pairs are drawn: the home by its ties, the partner by a mixture."""

    def __init__(self, ground: Ground, members: Index, homes: Index, size: int) -> None:
        self._members, self._homes, self._size = members, homes, size
        self._country = ground.places.country
        degree = ground.ties.degree
        self._degree = degree
        self._of_homes = float((degree[homes] + HOME_START).sum())
        self._of_members = float((degree[members] + PARTNER_START).sum())
        n_countries = len(ground.countries.codes)
        self._n_of_country = np.bincount(self._country[members], minlength=n_countries)
        order = np.argsort(self._country[members], kind="stable")
        self._by_country = members[order]
        self._first_of_country = np.cumsum(self._n_of_country) - self._n_of_country

    def pairs(self, rng: np.random.Generator) -> tuple[Index, Index]:
        """Draw homes and partners."""
        home_share = (self._degree[self._homes] + HOME_START) / self._of_homes
        busy_share = (self._degree[self._members] + PARTNER_START) / self._of_members
        a = rng.choice(self._homes, self._size, p=home_share)
        way = rng.choice(3, self._size, p=(UNIFORM, BUSY, DOMESTIC))
        alike = rng.choice(self._members, self._size)
        busy = rng.choice(self._members, self._size, p=busy_share)
        country = self._country[a]
        nth = np.floor(rng.random(self._size) * self._n_of_country[country]).astype(np.int64)
        domestic = self._by_country[self._first_of_country[country] + nth]
        return a, np.where(way == 0, alike, np.where(way == 1, busy, domestic))

    def intensity(self, a: Index, b: Index, own: Real) -> Real:
        """Return the expected number of draws of each pair, were it not tied.

        The tie of the pair itself is taken away from both places: else it would tell of itself.
        """
        same = self._country[a] == self._country[b]
        busy = (self._degree[b] - own + PARTNER_START) / self._of_members
        partner: Real = UNIFORM / len(self._members) + BUSY * busy
        partner += DOMESTIC * same / np.maximum(self._n_of_country[self._country[a]], 1)
        home = (self._degree[a] - own + HOME_START) / self._of_homes
        return np.asarray(self._size * home * partner)
