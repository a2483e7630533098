"""What a score says as a share: of the pairs with such a score, how many are tied, as counted.

An additive model adds up what in truth overlaps, so its highest scores promise too much, and its
log odds put on the scale of shares are not what one counts. The order of scores stays; the share
comes from a count of all ties, and of drawn pairs without a tie that stand for all others, in steps
of the score, made to rise (pool adjacent violators; Barlow et al. 1972).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from twolevel.core.array_types import Real

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
