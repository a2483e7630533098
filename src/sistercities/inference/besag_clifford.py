"""Exact Monte Carlo p-values by rank, with their Monte Carlo interval.

Besag & Clifford (1989), Generalized Monte Carlo significance tests. Biometrika 76(4), 633-642.
doi:10.1093/biomet/76.4.633. Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

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


def rank_p(observed: float, draws: NDArray[np.int64] | NDArray[np.float64]) -> RankP:
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
    """
    m = draws.size
    slack = 0.0 if draws.dtype.kind == "i" else RELATIVE_SLACK * max(1.0, abs(observed))
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


def clopper_pearson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact binomial interval of a share (Clopper & Pearson 1934)."""
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else betaincinv(successes, trials - successes + 1, tail)
    high = 1.0 if successes == trials else betaincinv(successes + 1, trials - successes, 1 - tail)
    return float(low), float(high)
