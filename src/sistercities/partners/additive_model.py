"""The additive model: the score of a pair is a base and one contribution a feature, nothing else.

The score is on the scale of log odds; `share_tied` puts it on that of shares. It says in how many
of the pairs that are like this one the two are tied: for a candidate, how much it looks like a
partner, not that a signature will follow.

What a score says as a share: of the pairs with such a score, how many are tied, as counted.

An additive model adds up what in truth overlaps, so its highest scores promise too much, and its
log odds put on the scale of shares are not what one counts. The order of scores stays; the share
comes from a count of all ties, and of drawn pairs without a tie that stand for all others, in steps
of the score, made to rise (pool adjacent violators; Barlow et al. 1972).

How the value of a feature becomes columns of a model: straight lines between knots.

A number has one column a knot, each a hat of height 1 at its knot; beyond the outermost knots it
stands as the outermost. A category has one column a value. Both have one column more, for unknown.
The columns of a feature add up to 1 in a row, to 0 where the feature does not apply to the pair.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import Feature
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Index, Real

if TYPE_CHECKING:
    from sistercities.partners.training_pairs import TrainingPairs

LOWEST, HIGHEST = -12.0, 4.0
"""Scores beyond are counted with those at the end."""
STEP = 1.0
LEAST_TIES = 20
"""A step with fewer ties is counted together with the one below."""


class CountedShares(NamedTuple):
    """Shares by score, on the scale of log odds, straight between the points.

    Attributes
    ----------
    score, log_odds
        Points, ascending, shape (n_points,) each; at least one.
    """

    score: Real
    log_odds: Real

    def of(self, score: Real) -> Real:
        """Share of pairs with such scores that are tied; below the first point it falls in step."""
        low = np.minimum(score - self.score[0], 0.0)
        log_odds = np.interp(score, self.score, self.log_odds) + low
        return np.asarray(1 / (1 + np.exp(-log_odds)))


def counted_shares(rows: TrainingPairs, score: Real) -> CountedShares:
    """Count how many pairs are tied, by score.

    Parameters
    ----------
    rows
        All ties, and drawn pairs without a tie, with the intensity of the draw.
    score
        Score of each row by the model, shape (n_rows,).
    """
    stands_for = np.where(rows.outcome == 1, 1.0, np.exp(rows.offset))
    step = np.round(np.clip(score, LOWEST, HIGHEST) / STEP).astype(np.int64)
    ties: list[float] = []
    others: list[float] = []
    centre: list[float] = []
    for one in np.unique(step):
        inside = step == one
        weight = stands_for[inside]
        tied = float(rows.outcome[inside].sum())
        if ties and (tied < LEAST_TIES or ties[-1] < LEAST_TIES):
            all_in = ties[-1] + others[-1] + weight.sum()
            mean = centre[-1] * (ties[-1] + others[-1]) + float(weight @ score[inside])
            ties[-1], others[-1] = ties[-1] + tied, others[-1] + float(weight.sum()) - tied
            centre[-1] = mean / all_in
            continue
        ties.append(tied)
        others.append(float(weight.sum()) - tied)
        centre.append(float(weight @ score[inside] / weight.sum()))
    rising = _rising(np.array(ties), np.array(others))
    return CountedShares(np.array(centre), np.log(rising / (1 - rising)))


def _rising(ties: Real, others: Real) -> Real:
    """Return shares that never fall: neighbours that would are counted together."""
    blocks: list[tuple[float, float, int]] = []
    for tied, free in zip(ties.tolist(), others.tolist(), strict=True):
        blocks.append((tied, free, 1))
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last = blocks.pop()
            before = blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.repeat([_share(block) for block in blocks], [block[2] for block in blocks])


def _share(block: tuple[float, float, int]) -> float:
    # Half a tie and half a pair without one keep a share of 0 or 1 away.
    return (block[0] + 0.5) / (block[0] + block[1] + 1.0)


@record_of_arrays
class AdditiveModel:
    """A fitted model of one class of places.

    Attributes
    ----------
    place_class
        "city" (cities, counties, districts) or "region".
    intercept
        Log odds of a typical pair.
    coefficients
        By feature: one coefficient a column of its basis, centred so that the contributions of a
        feature have mean 0 over all pairs of the places that it was fitted on.
    data_version
        Version of the data that it was fitted on.
    shares
        What its scores say as shares, as counted; None puts the log odds on the scale of shares.
    """

    place_class: str
    intercept: float
    coefficients: dict[str, Real]
    data_version: str
    shares: CountedShares | None = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """Features that order candidates, in the order of a scorecard."""
        chosen = (BY_NAME[name] for name in self.coefficients)
        return tuple(feature for feature in chosen if not feature.is_of_home)

    @property
    def home_features(self) -> tuple[Feature, ...]:
        """Features of the home place alone, which make the base."""
        chosen = (BY_NAME[name] for name in self.coefficients)
        return tuple(feature for feature in chosen if feature.is_of_home)

    def contribution(self, feature: Feature, values: Real) -> Real:
        """Contribution of each value of a feature, in log odds."""
        return contribution(feature, self.coefficients[feature.name], values)

    def base(self, pairs: Pairs) -> Real:
        """Log odds of each home place with a typical partner, shape (n_pairs,)."""
        found = np.full(len(pairs), self.intercept)
        for feature in self.home_features:
            found += self.contribution(feature, feature.values(pairs))
        return found

    def score(self, pairs: Pairs, weights: dict[str, float] | None = None) -> Real:
        """Score of each pair: base and contributions, each times the weight of its feature."""
        found = self.base(pairs)
        for feature in self.features:
            weight = 1.0 if weights is None else weights.get(feature.name, 1.0)
            if weight:
                found += weight * self.contribution(feature, feature.values(pairs))
        return found


def share_tied(model: AdditiveModel, score: Real) -> Real:
    """Share of the pairs with such scores that are tied."""
    return probability(score) if model.shares is None else model.shares.of(score)


def probability(score: Real) -> Real:
    """Turn log odds into a share between 0 and 1."""
    return 1 / (1 + np.exp(-score))


@lru_cache(maxsize=4)
def class_members(ground: Ground, place_class: str) -> Index:
    """Positions of the places of a class that exist today, and of former ones with a tie."""
    places = ground.places
    member = places.is_city if place_class == "city" else places.is_region
    found = np.flatnonzero(member & (~places.is_former | (ground.ties.degree > 0)))
    found.flags.writeable = False
    return found


class Placed(NamedTuple):
    """Where values stand among knots: column `at` gets `here`, the next one `there`.

    Attributes
    ----------
    at, here, there
        Shape (n_rows,) each.
    """

    at: Index
    here: Real
    there: Real


def n_columns(feature: Feature) -> int:
    """Columns of a feature: its knots and one for unknown."""
    return len(feature.knots) + 1


def placed(feature: Feature, values: Real) -> Placed:
    """Place values among the knots of a feature; unknown stands at the last column."""
    knots = np.asarray(feature.knots)
    unknown, applies = np.isnan(values), np.where(np.isposinf(values), 0.0, 1.0)
    filled = np.where(np.isfinite(values), values, knots[0])
    if feature.is_category:
        at = np.minimum(np.searchsorted(knots, filled), len(knots) - 1)
        unknown = unknown | (knots[at] != filled)
        return Placed(np.where(unknown, len(knots), at), applies, np.zeros(len(values)))
    held = np.clip(filled, knots[0], knots[-1])
    at = np.clip(np.searchsorted(knots, held, side="right") - 1, 0, len(knots) - 2)
    share = np.where(unknown, 0.0, (held - knots[at]) / (knots[at + 1] - knots[at]))
    return Placed(np.where(unknown, len(knots), at), (1 - share) * applies, share * applies)


def contribution(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the contribution of each value, given one coefficient a column."""
    if not feature.is_category:
        return _along_the_line(feature, coefficients, values)
    return _of_category(feature, coefficients, values)


def _of_category(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the same for a category: the number of its value, the last where it is not known."""
    knots = np.asarray(feature.knots)
    at = np.minimum(np.searchsorted(knots, values), len(knots) - 1)
    found = np.where(knots[at] == values, coefficients[at], coefficients[-1])
    found[values == np.inf] = 0.0
    return found


def _along_the_line(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the same for a number: the line through its knots, which is quick to follow."""
    found = np.interp(values, feature.knots, coefficients[:-1])
    found[np.isnan(values)] = coefficients[-1]
    found[values == np.inf] = 0.0
    return found


def roughness(feature: Feature) -> Real:
    """Return the penalty matrix of a feature: squared bends of its line, categories' squares."""
    size = n_columns(feature)
    if feature.is_category or len(feature.knots) < 3:
        return np.zeros((size, size))
    knots = np.asarray(feature.knots)
    spacing = np.diff(knots)
    bends = np.zeros((len(knots) - 2, size))
    for k in range(len(knots) - 2):
        bends[k, k] = 1 / spacing[k]
        bends[k, k + 1] = -1 / spacing[k] - 1 / spacing[k + 1]
        bends[k, k + 2] = 1 / spacing[k + 1]
    scale = (knots[-1] - knots[0]) / (len(knots) - 1)
    total: Real = (bends.T @ bends) * scale**2
    return total
