"""Conditional logit in which every group of alternatives has an effect of its own.

Alternatives lie in groups, such as cities in countries. With some sixty groups and a sample of
alternatives beside each choice the matrix of covariates would be mostly zeros; so the effects are
kept apart, and Newton's method works on sums by group. Errors are clustered two ways, by who
chooses and by what is chosen, as those of `two_way_choice_errors`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix

from twolevel.core.argument_checks import covariate_columns, flags, integers, numbers
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.labels import distinct
from twolevel.errors import NetworkError
from twolevel.rates.clusters import two_way_variances

NEWTON_STEPS = 60
CLOSE = 1e-9

FLAT = 1e-11
"""Of the largest curvature of the likelihood: no less tells a direction from rounding."""
LARGEST_STEP = 2.0
"""Log odds, of a standard deviation of a covariate, that one step may move."""

HALVINGS = 12
SLACK = 1e-12
"""How often a step is halved, and by what part of itself the likelihood may fall by rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupEffects:
    """Effects of groups of alternatives on the choice.

    Attributes
    ----------
    coefficients
        Log odds of the covariates, shape (k,).
    effects
        Log odds of each group less the mean of all groups that have an effect, shape (n_groups,).
    standard_errors
        Of the effects, clustered two ways, shape (n_groups,).
    n_chosen
        Choices of each group, shape (n_groups,).
    n_choices
        Choices in all.
    """

    coefficients: Real
    effects: Real
    standard_errors: Real
    n_chosen: Real
    n_choices: int


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows in sets from 0 on; `column` of a row's group among the effects, -1 without one."""

    x: Real
    offset: Real
    is_chosen: Real
    which: Index
    column: Index
    n_sets: int
    n_columns: int


def group_effects(
    x: ArrayLike,
    choice: ArrayLike,
    is_chosen: ArrayLike,
    group: ArrayLike,
    *,
    offset: ArrayLike,
    by_chooser: ArrayLike,
    by_alternative: ArrayLike,
) -> GroupEffects:
    """Fit the choice with an effect of each group.

    Parameters
    ----------
    x
        Covariates that vary within groups too, shape (n_rows, k).
    choice, is_chosen
        Choice set of each row, and whether the row was chosen, once in each set.
    group
        Group of each row's alternative, 0, 1, 2, ...; -1 for alternatives that share one effect,
        which is none of the groups compared.
    offset
        Added to x beta, such as the correction of sampled alternatives, shape (n_rows,).
    by_chooser, by_alternative
        Clusters of the chooser and of the alternative, for each row.

    Raises
    ------
    NetworkError
        If there are fewer than two groups, a group is never chosen or always, shapes do not fit,
        or there is no maximum.

    References
    ----------
    .. [1] McFadden (1974), Conditional logit analysis of qualitative choice behavior. In Zarembka
       (ed.), Frontiers in Econometrics, 105-142. Academic Press.
    .. [2] Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136
    """
    labels = integers("group", group)
    n_groups = int(labels.max(initial=-1)) + 1
    rows = _checked(x, choice, is_chosen, labels, offset)
    taken = np.bincount(labels[(rows.is_chosen > 0) & (labels >= 0)], minlength=n_groups)
    if n_groups < 2 or (taken == 0).any() or taken.max() == rows.n_sets:
        raise NetworkError(
            "group", f"has {n_groups} groups, of which one is never or always chosen",
            "leave out such groups (-1), and give two or more",
        )  # fmt: skip
    theta, chance, inverse, mean = _fitted(rows)
    k = rows.x.shape[1]
    influence = _cell_influence(rows, chance, mean, inverse, by_chooser, by_alternative)
    effects, moved = _centred(theta[k:], influence.sums[:, k:], n_groups)
    found = two_way_variances(moved, influence.first, influence.second)
    errors = np.sqrt(np.array([one.variance for one in found], dtype=np.float64))
    return GroupEffects(theta[:k], effects, errors, taken.astype(np.float64), rows.n_sets)


def _checked(
    x: ArrayLike, choice: ArrayLike, is_chosen: ArrayLike, labels: Index, offset: ArrayLike
) -> _Rows:
    design, which = covariate_columns("x", x), integers("choice", choice)
    taken: Flag = flags("is_chosen", is_chosen, len(design), "row")
    added = numbers("offset", offset, 1)
    for name, held in (("choice", which), ("group", labels), ("offset", added)):
        if held.shape != (len(design),):
            raise NetworkError(name, f"has shape {held.shape}", f"give one for {len(design)} rows")
    which = distinct(which)[1]
    n_sets = int(which.max(initial=-1)) + 1
    if (np.bincount(which, taken, n_sets) != 1).any():
        raise NetworkError("is_chosen", "is not one in each set", "give one chosen row a set")
    # Without shared alternatives the first group is what the others are compared with.
    column = labels if (labels < 0).any() else labels - 1
    return _Rows(
        design, added, taken.astype(np.float64), which, column, n_sets, int(column.max()) + 1
    )


def _fitted(rows: _Rows) -> tuple[Real, Real, Real, Real]:
    """Return estimates, chances of the rows, inverse information, and means of the sets."""
    k = rows.x.shape[1]
    scale = np.ones(k + rows.n_columns)
    scale[:k] = np.where(rows.x.std(axis=0) > 0, rows.x.std(axis=0), 1.0)
    theta, likelihood, chance = _climbed(rows, np.zeros(scale.size), np.zeros(scale.size))
    for _ in range(NEWTON_STEPS):
        mean = _set_means(rows, chance)
        information = _information(rows, chance, mean)
        try:
            inverse = np.linalg.inv(information)
        except np.linalg.LinAlgError:
            break
        step = inverse @ _by_column(rows, rows.is_chosen - chance)
        reach = float(np.abs(step * scale).max())
        if not np.isfinite(reach):
            break
        if reach < CLOSE:
            if _is_flat(information / np.outer(scale, scale)):
                break
            return theta, chance, np.asarray(inverse, dtype=np.float64), mean
        theta, likelihood, chance = _climbed(
            rows, theta, step * min(1.0, LARGEST_STEP / reach), likelihood
        )
    raise NetworkError(
        "x", "and the groups have no maximum of the likelihood",
        "leave out a covariate that is a sum of others, or a group of few choices",
    )  # fmt: skip


def _is_flat(information: Real) -> bool:
    """Say whether the likelihood is flat in some direction, up to rounding.

    An inverse alone does not tell: whether a singular matrix has one is up to the processor.
    """
    curvature = np.linalg.eigvalsh(information)
    return bool(curvature[0] <= FLAT * curvature[-1])


def _climbed(
    rows: _Rows, theta: Real, step: Real, least: float = -np.inf
) -> tuple[Real, float, Real]:
    """Take a step, or the half of it, until the likelihood is no lower."""
    for halved in range(HALVINGS):
        moved = theta + step / 2**halved
        likelihood, chance = _likelihood(rows, moved)
        if likelihood >= least - SLACK * abs(least) or halved == HALVINGS - 1:
            break
    return moved, likelihood, chance


def _likelihood(rows: _Rows, theta: Real) -> tuple[float, Real]:
    """Return the log likelihood, and the chance of each row in its set."""
    k = rows.x.shape[1]
    utility = rows.x @ theta[:k] + rows.offset
    utility += np.append(theta[k:], 0.0)[rows.column]
    top = np.full(rows.n_sets, -np.inf)
    np.maximum.at(top, rows.which, utility)
    utility -= top[rows.which]
    weight = np.exp(utility)
    total = np.bincount(rows.which, weight)
    chance: Real = weight / total[rows.which]
    return float(rows.is_chosen @ utility - np.log(total).sum()), chance


def _by_column(rows: _Rows, weight: Real) -> Real:
    """Sum the covariates and the flags of the groups over all rows, with weights."""
    has = rows.column >= 0
    flagged = np.bincount(rows.column[has], weight[has], rows.n_columns)
    return np.concatenate((weight @ rows.x, flagged))


def _grouped(label: Index, n: int, rows: _Rows, weight: Real) -> Real:
    """Sum covariates and flags over the rows of each label, shape (n, k + n_columns)."""
    from twolevel.kernels.label_sums import add_flags, sums_by_label

    flagged = np.zeros((n, rows.n_columns))
    add_flags(label, rows.column, weight, flagged)
    return np.column_stack((sums_by_label(label, n, weight, rows.x), flagged))


def _set_means(rows: _Rows, chance: Real) -> Real:
    return _grouped(rows.which, rows.n_sets, rows, chance)


def _information(rows: _Rows, chance: Real, mean: Real) -> Real:
    from twolevel.kernels.label_sums import sums_by_label

    k = rows.x.shape[1]
    has = rows.column >= 0
    second = np.zeros((k + rows.n_columns,) * 2)
    second[:k, :k] = (rows.x * chance[:, None]).T @ rows.x
    second[k:, :k] = sums_by_label(rows.column, rows.n_columns, chance, rows.x)
    second[:k, k:] = second[k:, :k].T
    second[k:, k:] = np.diag(np.bincount(rows.column[has], chance[has], rows.n_columns))
    information: Real = second - mean.T @ mean
    return information


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Influences summed over cells of both clusters, and the clusters of each cell."""

    sums: Real
    first: Index
    second: Index


def _cell_influence(
    rows: _Rows,
    chance: Real,
    mean: Real,
    inverse: Real,
    by_chooser: ArrayLike,
    by_alternative: ArrayLike,
) -> _Cells:
    first = distinct(integers("by_chooser", by_chooser))[1]
    second = distinct(integers("by_alternative", by_alternative))[1]
    for name, label in (("by_chooser", first), ("by_alternative", second)):
        if label.shape != rows.which.shape or label.max() < 1:
            raise NetworkError(name, "has one cluster, or not one a row", "give two and more")
    code, cell = distinct(first * (second.max() + 1) + second)
    residual = rows.is_chosen - chance
    own = _grouped(cell.astype(np.int64), code.size, rows, residual)
    taken_off = csr_matrix((residual, (cell, rows.which)), shape=(code.size, rows.n_sets)) @ mean
    a, b = np.divmod(code, second.max() + 1)
    return _Cells((own - taken_off) @ inverse, a.astype(np.int64), b.astype(np.int64))


def _centred(effects: Real, influence: Real, n_groups: int) -> tuple[Real, Real]:
    """Take the mean of all groups off; the first has effect 0 where others are told from it."""
    if effects.size < n_groups:
        effects = np.append(0.0, effects)
        influence = np.column_stack((np.zeros(len(influence)), influence))
    return effects - effects.mean(), influence - influence.mean(axis=1, keepdims=True)
