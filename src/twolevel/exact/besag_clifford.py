"""Exact Monte Carlo p-values by rank, with their Monte Carlo interval.

Besag & Clifford (1989), Generalized Monte Carlo significance tests. Biometrika 76(4), 633-642.
doi:10.1093/biomet/76.4.633. Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from twolevel.core.argument_checks import (
    LARGEST_EXACT,
    plain_array,
    real_number,
    share,
    whole_number,
)
from twolevel.errors import NetworkError

Numbers = NDArray[np.int64] | NDArray[np.float64]

# Sums of weights that are not whole differ in the last digits by the order of summing.
RELATIVE_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class RankP:
    """P-values of an observed statistic among draws; the observed one counts among them.

    Attributes
    ----------
    p
        Two-sided, min(1, 2 min(p_low, p_high)), in (0, 1].
    p_low, p_high
        Lower and upper tail, (b + 1) / (m + 1), draws equal to the observed counted in both.
    p_mc_low, p_mc_high
        Clopper-Pearson 95 % interval of the two-sided p as the number of draws grows.
    """

    p: float
    p_low: float
    p_high: float
    p_mc_low: float
    p_mc_high: float


def rank_p(observed: float, draws: ArrayLike) -> RankP:
    """Return the p-values of the observed statistic among exchangeable draws.

    H0: the observed network is one more draw from the null model. The test is exact if observed
    and draws are exchangeable: independent draws, or runs of a reversible chain from a hub that
    lies as many steps from the observed network as they do from it.

    Parameters
    ----------
    observed
        The statistic on the data.
    draws
        The statistic on each draw, shape (n_draws,), at least one.

    Raises
    ------
    NetworkError, InvalidArgument
        If there is no draw, or one is no finite number.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    """
    draws = _checked_draws(draws)
    real_number("observed", observed, -np.inf, np.inf, "the statistic on the data")
    m = draws.size
    slack = slack_of(observed, draws)
    n_low = int(np.count_nonzero(draws <= observed + slack))
    n_high = int(np.count_nonzero(draws >= observed - slack))
    p_low, p_high = (n_low + 1) / (m + 1), (n_high + 1) / (m + 1)
    low, high = clopper_pearson(min(n_low, n_high), m)
    return RankP(
        p=min(1.0, 2 * min(p_low, p_high)),
        p_low=p_low,
        p_high=p_high,
        p_mc_low=min(1.0, 2 * low),
        p_mc_high=min(1.0, 2 * high),
    )


def slack_of(observed: float, draws: Numbers) -> float:
    """Return by how much sums of weights may differ and still be the same; 0 for whole numbers.

    It goes by the size of the sums, so that the unit of the weights does not matter.
    """
    if draws.dtype.kind == "i":
        return 0.0
    return RELATIVE_SLACK * max(abs(observed), float(np.abs(draws).max(initial=0.0)))


def clopper_pearson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact binomial interval of a share (Clopper & Pearson 1934).

    Raises
    ------
    InvalidArgument
        If there is no trial, more successes than trials, or `level` is no share.
    """
    whole_number("trials", trials, 1, LARGEST_EXACT)
    whole_number("successes", successes, 0, trials)
    share("level", level)
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else betaincinv(successes, trials - successes + 1, tail)
    high = 1.0 if successes == trials else betaincinv(successes + 1, trials - successes, 1 - tail)
    return float(low), float(high)


def _checked_draws(draws: ArrayLike) -> Numbers:
    given = plain_array("draws", draws, "the statistic on each draw")
    if given.ndim != 1 or given.size == 0 or given.dtype.kind not in "biuf":
        raise NetworkError(
            "draws",
            f"has shape {given.shape} and holds {given.dtype} values",
            "give the statistic on each draw, at least one, as numbers in one row",
        )
    if given.dtype.kind == "f" and not np.isfinite(given).all():
        raise NetworkError("draws", "holds NaN or infinity", "give a finite number for each draw")
    held: Numbers = given if given.dtype.kind in "if" else given.astype(np.int64)
    return held
