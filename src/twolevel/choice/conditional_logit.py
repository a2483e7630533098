"""Which of many alternatives is chosen: conditional logit, also on a sample of the alternatives.

In a choice set the chance of alternative j is exp(x_j beta + o_j) over its sum in the set. Where
the set is a sample D of all alternatives that holds the chosen one, o_j = log pi(D | j), the chance
of drawing D had j been chosen; the estimate is then consistent for that on all alternatives
(McFadden's positive conditioning). With n_h of the N_h alternatives of a stratum in the set, the
chosen one among them, log pi(D | j) is log(N_h / n_h) up to a constant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import eigh

from twolevel.core.argument_checks import (
    covariate_columns,
    covariate_names,
    integers,
    numbers,
    plain_array,
    share,
)
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import NetworkError
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.score_jackknife import (
    ScoreJackknife,
    cluster_parts,
    few_note,
    lost_note,
    score_jackknife,
    t_interval,
)
from twolevel.sentences import listed, say

NEWTON_STEPS = 100
CLOSE = 1e-10
COLLINEAR = 1e-10
CLEAR = 1e-3
"""Part of a covariate that the others do not tell from which it is no sum of them for sure."""
WORST_CONDITION = 1e13
COLLAPSED_SHARE = 1e-9
"""Share of the information at the start below which a direction separates."""
FAR = 50.0
"""Log odds of a standard deviation beyond which an estimate has left for infinity."""


@dataclass(frozen=True, slots=True, eq=False)
class ConditionalLogit:
    """Estimates of a conditional logit.

    Attributes
    ----------
    names
        Of the k covariates; all arrays have shape (k,) unless said.
    coefficients
        Log odds for one more of the covariate.
    standard_errors, covariance
        By leaving out a cluster at a time, in one Newton step, if clusters were given, else from
        the information; the latter (k, k). Infinite where one cluster alone tells a covariate.
    low, high, p
        95 % interval or that of `level`, and two-sided p of coefficient 0, by t with
        `effective_clusters` - 1 degrees of freedom where clustered, else normal.
    log_likelihood, log_likelihood_null
        At the estimates, and at coefficients 0 with the offset.
    n_choices, n_rows, n_clusters
        Choices, rows, clusters (None where errors are not clustered).
    effective_clusters
        (sum n)^2 / sum n^2 over the choices n of each cluster; None likewise.
    method
        How the errors were made.
    note
        What limits the result; empty where nothing does.
    """

    names: tuple[str, ...]
    coefficients: Real
    standard_errors: Real
    covariance: Real = field(repr=False)
    low: Real
    high: Real
    p: Real
    log_likelihood: float
    log_likelihood_null: float
    n_choices: int
    n_rows: int
    n_clusters: int | None
    effective_clusters: float | None
    method: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Rows sorted by choice; `start` the first of each."""

    x: Real
    offset: Real
    is_chosen: Flag
    start: Index
    which: Index


def conditional_logit(
    x: ArrayLike,
    choice: ArrayLike,
    is_chosen: ArrayLike,
    *,
    offset: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    level: float = 0.95,
) -> ConditionalLogit:
    """Fit a conditional logit by maximum likelihood.

    What does not vary within choice sets cancels and cannot be estimated: traits of the chooser
    enter as products with traits of alternatives. The model has independence of irrelevant
    alternatives, without which a sample of alternatives gives another estimand than all of them.

    Parameters
    ----------
    x
        Covariates of each row, an alternative in a choice set, shape (n_rows, k).
    choice
        Choice set of each row, whole numbers in any order.
    is_chosen
        Whether the row was chosen, shape (n_rows,); once in each set.
    offset
        Added to x beta: `log_correction` of sampled alternatives; 0 if None.
    cluster
        Cluster of each row, the same throughout a choice set: errors then allow any dependence
        between choices of a cluster (for example of one chooser).
    names
        Of the covariates.
    level
        Of the intervals.

    Raises
    ------
    NetworkError
        If shapes do not fit, a number is not finite, a set has one row or not one chosen, a
        covariate varies within no set or is a sum of others there, the choices are told without
        error (no maximum), or there is but one cluster.

    References
    ----------
    .. [1] McFadden (1974), Conditional logit analysis of qualitative choice behavior. In Zarembka
       (ed.), Frontiers in Econometrics, 105-142. Academic Press.
    .. [2] Cameron & Miller (2015), A practitioner's guide to cluster-robust inference. J. Hum.
       Resour. 50(2), 317-372. doi:10.3368/jhr.50.2.317
    .. [3] MacKinnon, Nielsen & Webb (2024), Cluster-robust jackknife and bootstrap inference for
       logistic regression models. arXiv:2406.00650
    """
    share("level", level)
    sets, order = _checked(x, choice, is_chosen, offset)
    labels = covariate_names(names, sets.x.shape[1])
    within = _within(sets)
    scale = _spread_within(sets, within, labels)
    sets = replace(sets, x=within)  # what is the same in a set cancels there
    held = None if cluster is None else _clusters(cluster, order, sets)
    beta, likelihood, of_none, information = _fitted(sets, scale, labels)
    covariance: Real = np.asarray(np.linalg.inv(information), dtype=np.float64)
    error, freedom, n_clusters, effective, note = (
        np.sqrt(np.diag(covariance)),
        np.inf,
        None,
        None,
        "",
    )
    if held is not None:
        group, names_of_groups = held
        jackknife = _jackknife(sets, beta, scale, group)
        covariance, error = jackknife.covariance, jackknife.standard_errors
        n_clusters, effective = names_of_groups.size, effective_clusters(group)
        freedom = effective - 1
        notes = (
            few_note(effective, say("clusters")),
            lost_note(jackknife.lost, names_of_groups, labels, say("Cluster")),
        )
        note = listed(filter(None, notes), "space")
    low, high, p = t_interval(beta, error, freedom, level)
    return ConditionalLogit(
        names=labels, coefficients=beta, standard_errors=error, covariance=covariance, low=low,
        high=high, p=p,
        log_likelihood=likelihood, log_likelihood_null=of_none,
        n_choices=sets.start.size, n_rows=sets.offset.size, n_clusters=n_clusters,
        effective_clusters=effective,
        method="information" if n_clusters is None else "clustered, linearised jackknife",
        note=note,
    )  # fmt: skip


def _checked(
    x: ArrayLike, choice: ArrayLike, is_chosen: ArrayLike, offset: ArrayLike | None
) -> tuple[_Sets, Index]:
    design = covariate_columns("x", x)
    n = design.shape[0]
    which = integers("choice", choice)
    taken = plain_array("is_chosen", is_chosen, "one flag for each row")
    if taken.dtype.kind not in "biuf" or not np.isin(taken, (0, 1)).all():
        raise NetworkError("is_chosen", f"holds {taken.dtype} values", "give True and False")
    added = np.zeros(n) if offset is None else numbers("offset", offset, 1)
    for name, array in (("choice", which), ("is_chosen", taken), ("offset", added)):
        if array.shape != (n,):
            raise NetworkError(name, f"has shape {array.shape}", f"give one for each of {n} rows")
    is_in_order = bool((np.diff(which) >= 0).all())
    order = np.arange(n) if is_in_order else np.argsort(which, kind="stable")
    is_first = np.diff(which[order], prepend=which[order[:1]] - 1) > 0
    start, number = np.flatnonzero(is_first), np.cumsum(is_first) - 1
    if not is_in_order:
        design, added, taken = design[order], added[order], taken[order]
    sets = _Sets(design, added, taken.astype(np.bool_), start, number)
    _check_sets(sets, which[order][start])
    return sets, order


def _check_sets(sets: _Sets, label: Index) -> None:
    n_chosen = np.add.reduceat(sets.is_chosen.astype(np.int64), sets.start)
    if (n_chosen != 1).any():
        bad = int(np.flatnonzero(n_chosen != 1)[0])
        raise NetworkError(
            "is_chosen", f"is True {n_chosen[bad]} times in choice {label[bad]}", "give one a set"
        )
    size = np.diff(np.append(sets.start, sets.offset.size))
    if (size < 2).any():
        bad = int(label[size < 2][0])
        raise NetworkError(
            "choice", f"{bad} has one alternative", "leave it out: nothing is chosen"
        )


def _spread_within(sets: _Sets, within: Real, names: tuple[str, ...]) -> Real:
    """Return the deviation of each covariate within sets; refuse what varies in none."""
    spread: Real = np.sqrt((within**2).mean(axis=0))
    largest = np.maximum(sets.x.max(axis=0), -sets.x.min(axis=0))
    is_flat = spread <= COLLINEAR * np.maximum(largest, np.finfo(np.float64).tiny)
    if is_flat.any():
        raise NetworkError(
            names[int(np.flatnonzero(is_flat)[0])],
            "varies within no choice set",
            "leave it out, or give its product with a trait of the alternatives",
        )
    if _is_clearly_regular(within / spread):
        return spread
    upper = np.abs(np.diag(np.linalg.qr(within / spread, mode="r"))) / np.sqrt(len(within))
    if upper.size < spread.size or (upper < COLLINEAR**0.5).any():
        bad = int(np.argmin(upper)) if upper.size == spread.size else upper.size
        raise NetworkError(
            names[bad],
            "is a sum of multiples of the covariates before it within every choice set",
            "leave it out, or one of those",
        )
    return spread


def _is_clearly_regular(scaled: Real) -> bool:
    """Tell it by the products of columns, which cost a tenth of what tells doubtful ones."""
    try:
        upper = np.diag(np.linalg.cholesky(scaled.T @ scaled / len(scaled)))
    except np.linalg.LinAlgError:
        return False
    return bool((upper > CLEAR).all())


def _within(sets: _Sets) -> Real:
    """Return the covariates less their means in each set."""
    size = np.diff(np.append(sets.start, sets.offset.size))
    means = _set_sums(sets, np.ones(sets.offset.size)) / size[:, None]
    within: Real = sets.x - means[sets.which]
    return within


def _set_sums(sets: _Sets, weight: Real) -> Real:
    """Return the weighted sums of the covariates in each set."""
    from twolevel.kernels.set_sums import MOST_ROWS, add_sets

    if np.diff(sets.start, append=sets.offset.size).max() > MOST_ROWS:
        return np.asarray(np.add.reduceat(weight[:, None] * sets.x, sets.start))
    sums = np.empty((sets.start.size, sets.x.shape[1]))
    add_sets(sets.start, weight, np.ascontiguousarray(sets.x), sums)
    return sums


def _likelihood(sets: _Sets, beta: Real) -> tuple[float, Real, Real]:
    """Return log likelihood, chance of each row and the covariates' means by set."""
    utility = sets.x @ beta + sets.offset
    utility -= np.maximum.reduceat(utility, sets.start)[sets.which]
    weight = np.exp(utility)
    total = np.add.reduceat(weight, sets.start)
    chance = weight / total[sets.which]
    value = float((utility[sets.is_chosen] - np.log(total)).sum())
    return value, chance, _set_sums(sets, chance)


def _fitted(sets: _Sets, scale: Real, names: tuple[str, ...]) -> tuple[Real, float, float, Real]:
    """Climb by Newton's steps, halved where the likelihood would fall; it is concave.

    Returns coefficients, log likelihood, that of none, and the information.
    """
    from twolevel.kernels.row_products import multiply_by_roots

    beta = np.zeros(scale.size)
    first: Real | None = None
    value, chance, mean = _likelihood(sets, beta)
    of_none = value
    half = np.empty_like(sets.x)
    for _ in range(NEWTON_STEPS):
        slope = (sets.x[sets.is_chosen] - mean).sum(axis=0)
        # Means of products less products of means; of one array with itself: half the work.
        multiply_by_roots(sets.x, chance, half)
        information = half.T @ half - mean.T @ mean
        scaled = information / np.outer(scale, scale)
        first = scaled if first is None else first
        if _has_collapsed(scaled, first):
            break
        step = np.linalg.solve(scaled, slope / scale) / scale
        if (np.abs(step) * scale).max() < CLOSE:
            return beta, value, of_none, information
        for _ in range(30):
            found = _likelihood(sets, beta + step)
            if found[0] >= value - 1e-12 * abs(value):
                break
            step = step / 2
        # Only a step that the likelihood bears: a first one may overshoot with large offsets.
        if (np.abs(beta + step) * scale).max() > FAR:
            break
        beta = beta + step
        value, chance, mean = found
    worst = names[int(np.argmax(np.abs(beta) * scale))]
    raise NetworkError(
        worst,
        "tells the chosen alternatives from the others without error, alone or with others, so "
        "that no estimate exists",
        "leave it out, or join rare categories",
    )


def _has_collapsed(now: Real, first: Real) -> bool:
    """Whether information in some direction has all but gone since the start.

    Along a direction that tells all choices the likelihood climbs for ever, ever more slowly, so
    that steps seem to converge while the errors grow without end.
    """
    if not (np.isfinite(now).all() and np.linalg.cond(first) < WORST_CONDITION):
        return True
    return float(eigh(now, first, eigvals_only=True)[0]) < COLLAPSED_SHARE


def _clusters(cluster: ArrayLike, order: Index, sets: _Sets) -> tuple[Index, Index]:
    """Return the cluster of each choice, 0, 1, 2, ..., and their labels."""
    given = integers("cluster", cluster)
    if given.shape != order.shape:
        raise NetworkError(
            "cluster", f"has shape {given.shape}", f"give one for each of {order.size} rows"
        )
    rows = given[order]
    if (rows != rows[sets.start][sets.which]).any():
        raise NetworkError("cluster", "differs within a choice set", "give a set one cluster")
    labels, found = np.unique(rows[sets.start], return_inverse=True)
    if labels.size == 1:
        raise NetworkError("cluster", "is one for all", "give two and more, or leave it out")
    return found, labels


def _jackknife(sets: _Sets, beta: Real, scale: Real, group: Index) -> ScoreJackknife:
    _, chance, mean = _likelihood(sets, beta)
    centred = (sets.x - mean[sets.which]) / scale
    parts = cluster_parts(centred, chance, sets.is_chosen - chance, group[sets.which])
    return score_jackknife(*parts, back=np.diag(1 / scale))
