"""From the draws of a null to what is said of them: p, spread, ratio, warnings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twolevel.exact.besag_clifford import rank_p, slack_of
from twolevel.exact.moments import Moments
from twolevel.nulls.draws import NullDraws, spread, warning_text


@dataclass(frozen=True, slots=True)
class NullWords:
    """What a null says of itself, and the moments it is checked against, if it has any."""

    id: str
    keeps: str
    breaks: str
    strata: str
    exact: Moments | None


@dataclass(frozen=True, slots=True)
class Movement:
    """Share of ties that moved and that can move; the statistic's part of those that cannot."""

    share_moved: float
    share_movable: float
    n_fixed: float


@dataclass(frozen=True, slots=True)
class Walk:
    """How draws were made by steps; the default is that of independent draws."""

    is_mixed: bool = True
    chain_length: int | None = None
    autocorrelation_time: float | None = None


INDEPENDENT = Walk()


def ratio_to(mean: float | None, observed: float) -> float | None:
    """Return observed / mean; None without a mean above 0.

    A sum of weights that may be below 0 can have a mean at or below 0. Divided by it, more of the
    statistic would be a smaller ratio, and 1 would no longer part more from less than expected.
    """
    return observed / mean if mean is not None and mean > 0 else None


def null_result(
    words: NullWords,
    observed: float,
    draws: NDArray[np.int64] | NDArray[np.float64],
    movement: Movement,
    seed: int,
    *,
    walk: Walk = INDEPENDENT,
    limits: str = "",
) -> NullDraws:
    """Set the observed statistic against the draws.

    Parameters
    ----------
    words
        What the null says of itself.
    observed, draws
        The statistic on the data, and on each draw, shape (n_draws,).
    movement, walk
        How far ties moved, and by which steps; without mixing mean, sd and ratio are withheld.
    seed
        Of the draws.
    limits
        Sentences that go before the warnings.
    """
    mean, sd = spread(draws) if walk.is_mixed else (None, None)
    exact_mean, exact_sd = (words.exact.mean, words.exact.sd) if words.exact else (None, None)
    p = rank_p(observed, draws)
    low, high = min(observed, draws.min()), max(observed, draws.max())
    is_constant = bool(high - low <= slack_of(observed, draws))
    return NullDraws(
        id=words.id, keeps=words.keeps, breaks=words.breaks, strata=words.strata,
        observed=observed, draws=draws, p=p.p, p_low=p.p_low, p_high=p.p_high,
        p_mc_low=p.p_mc_low, p_mc_high=p.p_mc_high, mean=mean, sd=sd,
        ratio=ratio_to(mean, observed), exact_mean=exact_mean, exact_sd=exact_sd,
        chain_length=walk.chain_length,
        autocorrelation_time=walk.autocorrelation_time,
        effective_draws=float(draws.size) if walk.is_mixed else None,
        share_moved=movement.share_moved, share_movable=movement.share_movable,
        n_inside_fixed=movement.n_fixed, seed=seed,
        warning=warning_text(movement.share_moved, movement.share_movable, is_constant, limits),
    )  # fmt: skip
