"""Which clusters move an estimate most when they are left out."""

from __future__ import annotations

import numpy as np

from twolevel.core.array_types import Index, Real


def most_moving(moved: Real, n: int) -> Index:
    """Return the clusters that move any of several estimates most, n up and n down for each.

    Parameters
    ----------
    moved
        What leaving each cluster out does to each estimate, or what its members do to it, to first
        order; shape (n_clusters, n_estimates).
    n
        How many each way; of fewer than 2 n clusters all.

    Returns
    -------
    Index
        Their positions, sorted.
    """
    order = np.argsort(moved, axis=0, kind="stable")
    chosen: Index = np.unique(np.concatenate([order[:n].ravel(), order[-n:].ravel()]))
    return chosen
