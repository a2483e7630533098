"""Errors of a conditional logit clustered two ways: by who chooses and by what is chosen.

Choices of one chooser resemble each other, and so do the chances of one alternative in all sets
that hold it. The influence of a row on the estimates is its residual times its covariates, centred
in the set, times the inverse information; summed over all rows it is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from twolevel.core.argument_checks import covariate_columns, integers, numbers
from twolevel.core.array_types import Real
from twolevel.core.labels import distinct
from twolevel.errors import NetworkError
from twolevel.rates.clusters import two_way_variances
from twolevel.sentences import listed


@dataclass(frozen=True, slots=True, eq=False)
class TwoWayErrors:
    """Standard errors of all coefficients, shape (k,), and a note where a variance was mended."""

    standard_errors: Real
    note: str


def choice_chances(
    x: ArrayLike, choice: ArrayLike, offset: ArrayLike, coefficients: ArrayLike
) -> Real:
    """Return the chance of each row in its choice set.

    Parameters
    ----------
    x
        Covariates, shape (n_rows, k).
    choice
        Choice set of each row.
    offset
        Added to x beta, shape (n_rows,).
    coefficients
        beta, shape (k,).
    """
    design, which = covariate_columns("x", x), integers("choice", choice)
    utility = design @ numbers("coefficients", coefficients, 1) + numbers("offset", offset, 1)
    label = distinct(which)[1]
    top = np.full(label.max() + 1, -np.inf)
    np.maximum.at(top, label, utility)
    weight = np.exp(utility - top[label])
    return np.asarray(weight / np.bincount(label, weight)[label], dtype=np.float64)


def two_way_choice_errors(
    x: ArrayLike,
    choice: ArrayLike,
    is_chosen: ArrayLike,
    offset: ArrayLike,
    coefficients: ArrayLike,
    *,
    by_chooser: ArrayLike,
    by_alternative: ArrayLike,
) -> TwoWayErrors:
    """Return the errors at the estimates of `conditional_logit`.

    Parameters
    ----------
    x, choice, is_chosen, offset
        As given to `conditional_logit`.
    coefficients
        Its estimates.
    by_chooser, by_alternative
        Cluster of the chooser and of the alternative, for each row.

    Raises
    ------
    NetworkError
        If a cluster is not given for each row, or one of the two has but one cluster.

    References
    ----------
    .. [1] Cameron, Gelbach & Miller (2011), Robust inference with multiway clustering.
       J. Bus. Econ. Stat. 29(2), 238-249. doi:10.1198/jbes.2010.07136
    """
    from twolevel.kernels.label_sums import sums_by_label
    from twolevel.kernels.row_products import products_of_all

    design, which = covariate_columns("x", x), integers("choice", choice)
    first, second = integers("by_chooser", by_chooser), integers("by_alternative", by_alternative)
    for name, label in (("by_chooser", first), ("by_alternative", second)):
        if label.shape != which.shape:
            raise NetworkError(name, f"has shape {label.shape}", f"give one for {which.size} rows")
        if label.min() == label.max():
            raise NetworkError(name, "has one cluster", "give two and more")
    chance = choice_chances(design, which, offset, coefficients)
    label = distinct(which)[1]
    centred = design - sums_by_label(label, int(label.max()) + 1, chance, design)[label]
    residual = np.asarray(is_chosen, dtype=np.float64) - chance
    information, _ = products_of_all(centred, chance, residual)
    # Cells first: rows of one cell of both clusters act together.
    second = distinct(second)[1]
    code, group = distinct(first * (second.max() + 1) + second)
    cell = np.column_stack(np.divmod(code, second.max() + 1))
    sums = sums_by_label(group, code.size, residual, centred) @ np.linalg.inv(information)
    found = two_way_variances(sums, cell[:, 0], cell[:, 1])
    notes = dict.fromkeys(one.note for one in found if one.note)
    return TwoWayErrors(np.sqrt([one.variance for one in found]), listed(notes, "space"))


def t_quantile(level: float, degrees_of_freedom: float) -> float:
    """Return how many standard errors a two-sided interval reaches, by t."""
    return float(stdtrit(degrees_of_freedom, (1 + level) / 2))


def two_sided_p(ratio: Real, degrees_of_freedom: float) -> Real:
    """Return the two-sided p of estimates over their errors, by t."""
    return np.asarray(2 * stdtr(degrees_of_freedom, -np.abs(ratio)), dtype=np.float64)
