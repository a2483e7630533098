"""The rows that a model is fitted on: every tie from both sides, and drawn pairs without a tie.

Pairs without a tie are some hundred millions, so they are drawn, busy places and places of the own
country more often. A pair that is drawn with intensity q has log odds in the sample that are larger
by -log q than among all pairs; with that as an offset the model is one of all pairs (Manski &
Lerman 1977; King & Zeng 2001).

How pairs without a tie are drawn: the home place by its ties, the partner in one of five ways.

Most pairs of the world are nothing alike partners. Pairs that are, and have no tie, tell most: they
are drawn more often, with an intensity that is known for every pair.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sistercities.errors import InvalidArgument
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Flag, Index, Real

UNIFORM, BUSY, DOMESTIC, COUNTRY, WALK = 0.25, 0.2, 0.1, 0.25, 0.2
"""Shares of partners drawn alike; by number of ties; within the home country; within a country that
is drawn by its ties with the home country; as a partner of a partner."""

HOME_START, PARTNER_START = 0.5, 0.2
"""What is added to the number of ties, so that places without one are drawn too."""


class PairDraw:
    """Draws of pairs on a ground; a draw that leads nowhere pairs the home place with itself.

    Parameters
    ----------
    ground
        Facts and ties.
    members, homes
        Positions of the places that may be partners, and of home places among them.
    size
        How many pairs are drawn.
    """

    def __init__(self, ground: Ground, members: Index, homes: Index, size: int) -> None:
        self._members, self._homes, self._size = members, homes, size
        self._country, self._ties = ground.places.country, ground.ties
        self._degree = ground.ties.degree
        self._of_homes = float((self._degree[homes] + HOME_START).sum())
        self._of_members = float((self._degree[members] + PARTNER_START).sum())
        self._is_member = np.zeros(ground.n_places, dtype=np.bool_)
        self._is_member[members] = True
        n_countries = len(ground.countries.codes)
        self._n_of_country = np.bincount(self._country[members], minlength=n_countries)
        order = np.argsort(self._country[members], kind="stable")
        self._by_country = members[order]
        self._first_of_country = np.cumsum(self._n_of_country) - self._n_of_country

    def pairs(self, rng: np.random.Generator) -> tuple[Index, Index]:
        """Draw homes and partners, shape (size,) each."""
        home_share = (self._degree[self._homes] + HOME_START) / self._of_homes
        busy_share = (self._degree[self._members] + PARTNER_START) / self._of_members
        a = rng.choice(self._homes, self._size, p=home_share)
        way = rng.choice(5, self._size, p=(UNIFORM, BUSY, DOMESTIC, COUNTRY, WALK))
        b = rng.choice(self._members, self._size)
        b[way == 1] = rng.choice(self._members, int((way == 1).sum()), p=busy_share)
        for k, partner in ((2, self._domestic), (3, self._of_tied_country), (4, self._walked)):
            b[way == k] = partner(a[way == k], rng)
        return a, b

    def _domestic(self, a: Index, rng: np.random.Generator) -> Index:
        return self._within(self._country[a], a, rng)

    def _of_tied_country(self, a: Index, rng: np.random.Generator) -> Index:
        here = self._country[a]
        totals = np.cumsum(self._ties.by_country_pair, axis=1)
        point = rng.random(len(a)) * totals[here, -1]
        there = np.array(
            [np.searchsorted(totals[k], x, side="right") for k, x in zip(here, point, strict=True)],
            dtype=np.int64,
        )
        # A country without a tie leads past the last one, and so nowhere.
        led = there < totals.shape[1]
        return np.where(led, self._within(np.where(led, there, 0), a, rng), a)

    def _within(self, country: Index, a: Index, rng: np.random.Generator) -> Index:
        n = self._n_of_country[country]
        nth = self._first_of_country[country] + np.floor(rng.random(len(a)) * n).astype(np.int64)
        return np.where(n > 0, self._by_country[np.minimum(nth, len(self._by_country) - 1)], a)

    def _walked(self, a: Index, rng: np.random.Generator) -> Index:
        reached = self._step(self._step(a, rng), rng)
        return np.where(self._is_member[reached], reached, a)

    def _step(self, places: Index, rng: np.random.Generator) -> Index:
        starts, partners = self._ties.adjacency
        n = np.diff(starts)[places]
        nth = starts[places] + np.floor(rng.random(len(places)) * n).astype(np.int64)
        return np.where(n > 0, partners[np.minimum(nth, len(partners) - 1)], places)

    def intensity(self, a: Index, b: Index, own: Real) -> Real:
        """Return the expected number of draws of each pair, were it not tied.

        The tie of the pair itself is taken away from both places: else it would tell of itself.
        """
        n_there = np.maximum(self._n_of_country[self._country[b]], 1)
        same = self._country[a] == self._country[b]
        partner: Real = np.full(len(a), UNIFORM / len(self._members))
        partner += BUSY * (self._degree[b] - own + PARTNER_START) / self._of_members
        partner += DOMESTIC * same / n_there
        partner += COUNTRY * self._country_share(a, b, own) / n_there
        partner += WALK * self._walk_share(a, b, own)
        home = (self._degree[a] - own + HOME_START) / self._of_homes
        return np.asarray(self._size * home * partner)

    def _country_share(self, a: Index, b: Index, own: Real) -> Real:
        """Chance that the country of `b` is drawn for `a`."""
        counts = self._ties.by_country_pair
        here, there = self._country[a], self._country[b]
        ends = own * np.where(here == there, 2.0, 1.0)
        total = counts.sum(axis=1)[here] - ends
        return np.where(total > 0, (counts[here, there] - ends) / np.maximum(total, 1.0), 0.0)

    def _walk_share(self, a: Index, b: Index, own: Real) -> Real:
        """Chance that two steps from `a` end at `b`; the places between know nothing of the tie."""
        starts, partners = self._ties.adjacency
        homes, at = np.unique(a, return_inverse=True)
        order = np.argsort(at, kind="stable")
        ends = np.searchsorted(at[order], np.arange(len(homes) + 1))
        found = np.zeros(len(a))
        for k, home in enumerate(homes.tolist()):
            between = partners[starts[home] : starts[home + 1]]
            lengths = starts[between + 1] - starts[between]
            first = np.repeat(starts[between] - np.cumsum(lengths) + lengths, lengths)
            reached = partners[first + np.arange(lengths.sum())]
            weights = np.repeat(1 / np.maximum(self._degree[between], 1.0), lengths)
            sums = np.bincount(reached, weights=weights, minlength=self._ties.n_places)
            rows = order[ends[k] : ends[k + 1]]
            found[rows] = sums[b[rows]]
        return found / np.maximum(self._degree[a] - own, 1.0)


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
