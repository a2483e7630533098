"""Errors clustered one way by leaving out a cluster at a time, linearised.

The usual sandwich of scores summed by cluster is too small where clusters are few or uneven: each
cluster pulls the estimates to itself and so makes its own scores smaller. One Newton step from the
estimates on what the other clusters say undoes that. With information I and, of cluster g, its part
I_g and score s_g, the estimates move by -(I - I_g)^-1 s_g without it; the covariance is
(G - 1) / G times the sum of the squares. For a linear model that is the jackknife itself (CV3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import stdtr, stdtrit

from twolevel.core.array_types import Index, Real
from twolevel.core.labels import stable_order
from twolevel.rates.clusters import MIN_EFFECTIVE
from twolevel.sentences import listed, say

LEFT = 1e-8
"""Share of the information along a direction below which the other clusters say nothing of it."""
SURE = 0.9
"""Information of a cluster, in that of all, below which the others say something of everything."""
TOUCHED = 1e-6
"""Part of a coefficient's error along such a direction that makes it unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreJackknife:
    """Covariance of k coefficients from G clusters.

    Attributes
    ----------
    covariance
        Shape (k, k); of a coefficient that one cluster alone tells, the variance is infinite and
        the covariances are 0.
    standard_errors
        Shape (k,), infinite there.
    lost
        Clusters without which a coefficient has no estimate, with the numbers of the coefficients.
    """

    covariance: Real = field(repr=False)
    standard_errors: Real
    lost: tuple[tuple[int, tuple[int, ...]], ...]


def score_jackknife(parts: Real, scores: Real, back: Real | None = None) -> ScoreJackknife:
    """Return the covariance of estimates at which the scores of all clusters add up to 0.

    Parameters
    ----------
    parts
        Information of each cluster, shape (G, k, k): symmetric, none below 0; the sum is regular.
    scores
        Score of each cluster at the estimates, shape (G, k).
    back
        Matrix by which coefficients of standardised covariates are turned into those of the
        covariates as given, shape (k, k); they are the same if None.

    References
    ----------
    .. [1] MacKinnon, Nielsen & Webb (2024), Cluster-robust jackknife and bootstrap inference for
       logistic regression models. arXiv:2406.00650
    .. [2] Bell & McCaffrey (2002), Bias reduction in standard errors for linear regression with
       multi-stage samples. Survey Methodology 28(2), 169-181.
    """
    n, k = scores.shape
    whole = parts.sum(axis=0)
    inverse = np.linalg.inv(whole)
    # No direction is more of a cluster than all that it adds to them: where that is little, what
    # the others say is regular, and a plain solution will do.
    is_sure = parts.reshape(n, -1) @ inverse.ravel() < SURE
    moved = np.empty((n, k))
    steps = np.linalg.solve(whole - parts[is_sure], scores[is_sure][:, :, None])[:, :, 0]
    moved[is_sure] = -(steps if back is None else steps @ back.T)
    at = np.flatnonzero(~is_sure)
    moved[at], lost = _turned(parts[at], scores[at], np.linalg.cholesky(inverse), back, at)
    covariance: Real = (n - 1) / n * (moved.T @ moved)
    unknown = np.unique([j for _, which in lost for j in which]).astype(np.int64)
    covariance[unknown] = covariance[:, unknown] = 0.0
    covariance[unknown, unknown] = np.inf
    return ScoreJackknife(covariance, np.sqrt(np.diag(covariance)), tuple(lost))


def _turned(
    parts: Real, scores: Real, root: Real, back: Real | None, which: Index
) -> tuple[Real, list[tuple[int, tuple[int, ...]]]]:
    """Return how the estimates move without some clusters, and what is lost with them.

    Along the directions of each cluster, so that those are left out of which the others say
    nothing. `root` is of the inverse of all information; `which` numbers the clusters.
    """
    seen = root if back is None else back @ root
    reach = np.sqrt((seen**2).sum(axis=1))
    # All clusters at once: each alone is many small calls.
    left, turn = np.linalg.eigh(np.eye(len(root)) - root.T @ parts @ root)
    is_told = left > LEFT
    inverse = np.where(is_told, 1 / np.where(is_told, left, 1.0), 0.0)
    along = turn.transpose(0, 2, 1) @ (root.T @ scores[:, :, None])
    moved = (-seen @ (turn @ (inverse[:, :, None] * along)))[:, :, 0]
    lost = []
    for g in np.flatnonzero(~is_told.all(axis=1)).tolist():
        touched = np.abs(seen @ turn[g][:, ~is_told[g]]).max(axis=1) / reach
        lost.append((int(which[g]), tuple(np.flatnonzero(touched > TOUCHED).tolist())))
    return np.asarray(moved), lost


def cluster_parts(design: Real, weight: Real, left: Real, cluster: Index) -> tuple[Real, Real]:
    """Return information and score of each cluster, shapes (G, k, k) and (G, k).

    Parameters
    ----------
    design
        Rows, shape (n_rows, k).
    weight
        Of each row in the information, design' diag(weight) design, at least 0.
    left
        What the mean of each row leaves, with its weight: its score is this times its covariates;
        shape (n_rows,).
    cluster
        Of each row, at least 0; G numbers, in whose order the clusters come.
    """
    order = stable_order(cluster)
    start = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    half = np.ascontiguousarray(design * np.sqrt(weight)[:, None]).take(order, axis=0)
    parts = np.array([rows.T @ rows for rows in np.split(half, start[1:])])
    scores = np.ascontiguousarray(left[:, None] * design).take(order, axis=0)
    return parts, np.asarray(np.add.reduceat(scores, start), dtype=np.float64)


def t_interval(
    estimate: Real, error: Real, degrees_of_freedom: float, level: float
) -> tuple[Real, Real, Real]:
    """Return both ends of the interval by t and the two-sided p of 0.

    Where the error is infinite the interval has no end, and p is 1.
    """
    reach = float(stdtrit(degrees_of_freedom, (1 + level) / 2)) * error
    p = np.asarray(2 * stdtr(degrees_of_freedom, -np.abs(estimate / error)), dtype=np.float64)
    return estimate - reach, estimate + reach, p


def few_note(effective: float, what: str) -> str:
    """Return a sentence where effective clusters are too few for an interval; else nothing."""
    if effective >= MIN_EFFECTIVE:
        return ""
    return say(
        "With {effective:.1f} effective {what} an interval says nothing.",
        effective=effective,
        what=what,
    )


def lost_note(
    lost: tuple[tuple[int, tuple[int, ...]], ...], labels: Index, names: tuple[str, ...], what: str
) -> str:
    """Return a sentence on coefficients that one cluster alone tells; empty where there is none."""
    said = [
        say(
            "{what} {label} alone tells {terms}, which has no standard error therefore: leave it "
            "out.",
            what=what,
            label=labels[g],
            terms=listed((names[j] for j in which), "comma"),
        )
        for g, which in lost
    ]
    return listed(said, "space")
