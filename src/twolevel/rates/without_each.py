"""Slopes of counts without each label, to first order, where each label has an effect of its own.

Beside its effect a label says of the slopes what its covariates say within it, so leaving it out is
one small step of Newton's method, whatever the number of labels.
"""

from __future__ import annotations

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.rates.score_jackknife import cluster_parts


def slopes_without_each(y: Index | Real, x: Real, label: Index, slopes: Real) -> Real:
    """Return the slopes without each label, shape (n_labels, k).

    Parameters
    ----------
    y, x
        Counts and covariates, shapes (n_rows,) and (n_rows, k).
    label
        Of each row, 0, 1, 2, ...
    slopes
        Of the Poisson regression of all rows with an effect of each label, shape (k,). NaN is
        returned without a label that alone tells a slope.
    """
    odds = np.exp(x @ slopes - (x @ slopes).max())
    mean = odds * (np.bincount(label, y) / np.bincount(label, odds))[label]
    share = mean / np.maximum(np.bincount(label, mean), np.finfo(np.float64).tiny)[label]
    centre = np.column_stack([np.bincount(label, share * column) for column in x.T])
    parts, scores = cluster_parts(x - centre[label], mean, y - mean, label)
    rest = parts.sum(axis=0) - parts
    is_told = np.linalg.cond(rest) < 1 / np.finfo(np.float64).eps
    moved = np.full(scores.shape, np.nan)
    moved[is_told] = slopes - np.linalg.solve(rest[is_told], scores[is_told][:, :, None])[:, :, 0]
    return moved


def ends_of(values: Real, n: int) -> Index:
    """Return where the lowest and the highest of some values are, `n` of each, and every NaN."""
    order = np.argsort(values, kind="stable")  # NaN comes last
    known = order[: order.size - int(np.isnan(values).sum())]
    ends: Index = np.unique(
        np.concatenate((known[:n], known[-n:], np.flatnonzero(np.isnan(values))))
    )
    return ends
