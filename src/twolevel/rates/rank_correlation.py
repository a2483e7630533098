"""Spearman's rank correlation, with an interval over clusters of rows.

Rows of a cluster (cities of a region) may resemble each other in any way; clusters are taken as
drawn from more such. The interval is by the jackknife that leaves out one cluster at a time, on
Fisher's scale atanh(rho), t with the effective number of clusters less one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from twolevel.core.array_types import Index, Real
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters
from twolevel.sentences import say

MIN_ROWS = 4
NEARLY_ONE = 1 - 1e-12
"""Correlation beyond which Fisher's scale has no end."""


@dataclass(frozen=True, slots=True, eq=False)
class RankCorrelation:
    """Spearman's rho with its interval.

    Attributes
    ----------
    rho
        Pearson's correlation of mid-ranks; None where one side does not vary.
    low, high
        Interval; None where it cannot be had, and `note` says why.
    standard_error
        Of atanh(rho).
    p
        Two-sided, of H0: rho = 0.
    left_out_low, left_out_high
        Range of rho over samples without one cluster each.
    n_rows, n_clusters, effective_clusters
        Rows, clusters, and (sum n)^2 / sum n^2 over the rows n of each.
    note
        What limits the result; empty where nothing does.
    """

    rho: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    p: float | None
    left_out_low: float | None
    left_out_high: float | None
    n_rows: int
    n_clusters: int
    effective_clusters: float
    note: str

    def interval(self, level: float) -> tuple[float, float] | None:
        """Return the interval at another level; None where there is none."""
        if self.rho is None or self.standard_error is None:
            return None
        return _interval(self.rho, self.standard_error, self.effective_clusters - 1, level)


def rank_correlation(
    x: ArrayLike, y: ArrayLike, cluster: ArrayLike, *, level: float = 0.95
) -> RankCorrelation:
    """Correlate ranks; rows of a cluster may depend on each other.

    Parameters
    ----------
    x, y
        Values, shape (n_rows,), without NaN; equal ones share their mean rank.
    cluster
        Cluster of each row, whole numbers of at least 0.
    level
        Of the interval.

    Raises
    ------
    InvalidArgument, NetworkError
        If the level is no share, shapes differ, or a value is not finite.

    References
    ----------
    .. [1] Spearman (1904), The proof and measurement of association between two things. Am. J.
       Psychol. 15(1), 72-101. doi:10.2307/1412159
    .. [2] MacKinnon, Nielsen & Webb (2023), Cluster-robust inference: a guide to empirical
       practice. J. Econometrics 232(2), 272-299. doi:10.1016/j.jeconom.2022.04.001
    """
    if not 0 < level < 1:
        raise InvalidArgument("level", level, "give a share between 0 and 1, such as 0.95")
    first, second, labels = _checked(x, y, cluster)
    names, which = np.unique(labels, return_inverse=True)
    effective = effective_clusters(which)
    rho = spearman(first, second)
    if rho is None:
        return _without(None, first.size, names.size, effective, _flat(first))
    others = [spearman(first[which != one], second[which != one]) for one in range(names.size)]
    known = np.array([value for value in others if value is not None])
    if effective < MIN_EFFECTIVE or known.size < names.size or abs(rho) > NEARLY_ONE:
        note = say(
            "With {effective:.1f} effective clusters there is no interval.", effective=effective
        )
        if effective >= MIN_EFFECTIVE:
            note = say(
                "Without one of the clusters there is no correlation, so there is no interval."
            )
        return _without(rho, first.size, names.size, effective, note)
    error = jackknife_error(np.arctanh(np.clip(known, -NEARLY_ONE, NEARLY_ONE)))
    low, high = _interval(rho, error, effective - 1, level)
    p = 2 * stdtr(effective - 1, -abs(np.arctanh(rho)) / error) if error > 0 else None
    return RankCorrelation(
        rho, low, high, error, None if p is None else float(p), float(known.min()),
        float(known.max()), first.size, names.size, effective, "",
    )  # fmt: skip


def spearman(x: Real, y: Real) -> float | None:
    """Return Pearson's correlation of mid-ranks; None where one side does not vary."""
    if x.size < MIN_ROWS or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    first, second = mid_ranks(x) - (x.size + 1) / 2, mid_ranks(y) - (y.size + 1) / 2
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


def mid_ranks(x: Real) -> Real:
    """Return ranks from 1 of finite values, those of equal ones their mean; both of shape (n,)."""
    order = np.argsort(x, kind="stable")
    is_first = np.concatenate(([True], np.diff(x[order]) != 0, [True]))
    bounds = np.flatnonzero(is_first)
    ranks = np.empty(x.size)
    ranks[order] = np.repeat((bounds[:-1] + bounds[1:] + 1) / 2, np.diff(bounds))
    return ranks


def jackknife_error(left_out: Real) -> float:
    """Return the standard error from estimates without one cluster each, shape (n_clusters,)."""
    g = left_out.size
    return float(np.sqrt((g - 1) / g * ((left_out - left_out.mean()) ** 2).sum()))


def _interval(rho: float, error: float, freedom: float, level: float) -> tuple[float, float]:
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    centre = np.arctanh(rho)
    return float(np.tanh(centre - reach)), float(np.tanh(centre + reach))


def _without(
    rho: float | None, n_rows: int, n_clusters: int, effective: float, note: str
) -> RankCorrelation:
    return RankCorrelation(
        rho, None, None, None, None, None, None, n_rows, n_clusters, effective, note
    )


def _flat(x: Real) -> str:
    if x.size < MIN_ROWS:
        return say("{n} rows are too few for a correlation.", n=x.size)
    if np.ptp(x) == 0:
        return say("The first side is the same in every row, so there is no correlation.")
    return say("The second side is the same in every row, so there is no correlation.")


def _checked(x: ArrayLike, y: ArrayLike, cluster: ArrayLike) -> tuple[Real, Real, Index]:
    first, second = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    labels = np.asarray(cluster)
    for name, array in (("y", second), ("cluster", labels)):
        if first.ndim != 1 or array.shape != first.shape:
            raise NetworkError(name, f"has shape {array.shape}", f"give {first.shape}, as x has")
    for name, array in (("x", first), ("y", second)):
        if not np.isfinite(array).all():
            raise NetworkError(name, "holds NaN or infinity", "leave those rows out")
    if labels.dtype.kind not in "iu" or (labels.size and labels.min() < 0):
        raise NetworkError("cluster", "is no label", "give whole numbers of at least 0")
    return first, second, labels.astype(np.int64)
