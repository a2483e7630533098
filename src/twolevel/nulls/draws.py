"""What every null model returns, and what is said of it: p, spread, ratio, warnings."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from twolevel.exact.besag_clifford import rank_p, slack_of
from twolevel.exact.moments import Moments
from twolevel.sentences import listed, say

MIN_SHARE_MOVED = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class NullDraws:
    """An observed statistic set against draws from a null model.

    Attributes
    ----------
    id, keeps, breaks, strata
        Which null, what it holds fixed, what it breaks, within which strata, in words.
    observed
        The statistic on the data: lower ties inside, or a sum of weights; ties inside that began
        in certain years (`start-years`); ties inside over those the model expects (`gravity`).
    draws
        The statistic on each draw, shape (n_draws,); whole numbers unless the weights are not.
    p, p_low, p_high
        Two-sided, lower-tail, upper-tail p-value, (b + 1) / (m + 1), in (0, 1].
    p_mc_low, p_mc_high
        95 % Monte Carlo interval of `p`.
    mean, sd, ratio
        Of the draws; ratio is observed / mean. None where the chain was not shown to mix; the
        ratio also where the mean is not above 0, as weights below 0 can make it.
    exact_mean, exact_sd
        For `region-labels` those of the null itself. For the rewiring nulls those of stub
        matching, which allows double ties: a check, not the same law. None where there is no
        formula. For `start-years` those of the null itself.
    chain_length
        Steps of each run; None where draws are independent.
    autocorrelation_time
        Integrated autocorrelation time of the statistic in steps, from a serial chain; None where
        draws are independent, where none was run, or where the statistic does not vary.
    effective_draws
        How many independent draws the mean rests on; None where mean is None.
    share_moved
        Share of ties that the observed network does not hold, mean over draws, in [0, 1]; of ties
        with another unit at an end (`region-labels`), or another year (`start-years`).
    share_movable
        Share of ties that could move at all under what the null keeps, in [0, 1].
    n_inside_fixed
        The statistic's part that comes from ties that cannot move.
    warning
        Sentences on what limits the result; empty where nothing does.
    """

    id: str
    keeps: str
    breaks: str
    strata: str
    observed: float
    draws: NDArray[np.int64] | NDArray[np.float64] = field(repr=False)
    p: float
    p_low: float
    p_high: float
    p_mc_low: float
    p_mc_high: float
    mean: float | None
    sd: float | None
    ratio: float | None
    exact_mean: float | None
    exact_sd: float | None
    chain_length: int | None
    autocorrelation_time: float | None
    effective_draws: float | None
    share_moved: float
    share_movable: float
    n_inside_fixed: float
    seed: int
    warning: str

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return int(self.draws.size)

    def histogram(self) -> dict[int, int]:
        """Return the number of draws by value of the statistic, rounded to whole numbers."""
        values, counts = np.unique(np.rint(self.draws).astype(np.int64), return_counts=True)
        return {int(v): int(n) for v, n in zip(values, counts, strict=True)}


def spread(draws: NDArray[np.int64] | NDArray[np.float64]) -> tuple[float, float | None]:
    """Return mean and standard deviation of the draws; no deviation from a single draw."""
    return float(draws.mean()), float(draws.std(ddof=1)) if draws.size > 1 else None


def warning_text(
    share_moved: float, share_movable: float, is_constant: bool, mixing: str = ""
) -> str:
    """Say in sentences what limits a null's draws."""
    said = [mixing] if mixing else []
    if is_constant:
        said.append(
            say(
                "The statistic is the same in every draw and in the data: under what this null "
                "keeps it cannot vary, or hardly ever does, so the null says nothing here."
            )
        )
    if share_moved < MIN_SHARE_MOVED:
        said.append(
            say(
                "On average {share_moved:.1%} of the ties moved, fewer than "
                "{min_share_moved:.0%} ({share_movable:.0%} can move at all): draws stay close "
                "to the observed network, so this null can show less than others.",
                share_moved=share_moved,
                min_share_moved=MIN_SHARE_MOVED,
                share_movable=share_movable,
            )
        )
    return listed(said, "space")


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
