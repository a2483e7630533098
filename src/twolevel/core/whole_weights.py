"""Weights of pairs of groups: what a tie between members of two groups adds to the statistic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array

from twolevel.core.array_types import Index
from twolevel.core.arrays import Numbers
from twolevel.core.whole_arrays import WholeArrays, pair_positions


@dataclass(frozen=True, slots=True, eq=False)
class PairWeights:
    """Symmetric weights of pairs of groups, most of them 0.

    Attributes
    ----------
    pairs
        Groups p < q whose weight is not 0, none twice, shape (n_pairs, 2).
    values
        Their weights, shape (n_pairs,): int64 where all are whole.
    group_country
        Country of each group, shape (n_groups,).
    """

    pairs: Index
    values: Numbers
    group_country: Index

    @property
    def n_groups(self) -> int:
        """Number of groups, also those in no pair."""
        return int(self.group_country.size)

    def of(self, groups: Index) -> Numbers:
        """Return the weight of each pair of groups, given with either first, shape (n,)."""
        low, high = np.sort(groups, axis=1).T
        at = pair_positions(self.pairs, low * self.n_groups + high, self.n_groups)
        # Position -1 reads the last entry, which stands for "no weight".
        weights: Numbers = np.append(self.values, self.values.dtype.type(0))[at]
        return weights

    def matrix(self) -> coo_array:
        """Return the symmetric matrix of weights."""
        (low, high), n = self.pairs.T, self.n_groups
        rows, columns = np.concatenate((low, high)), np.concatenate((high, low))
        values = np.tile(self.values.astype(np.float64), 2)
        return coo_array((values, (rows, columns)), shape=(n, n))


def upper_tie_weights(arrays: WholeArrays, values: Numbers) -> PairWeights:
    """Return what a lower tie between two units adds: the value of their upper tie."""
    is_kept = values != 0
    return PairWeights(arrays.upper_ties[is_kept], values[is_kept], arrays.unit_country)


def lower_tie_counts(arrays: WholeArrays) -> PairWeights:
    """Return what an upper tie between two units adds: the number of lower ties between them."""
    units = np.sort(arrays.tie_units, axis=1)
    units = units[units[:, 0] != units[:, 1]]
    pairs, counts = np.unique(units.reshape(-1, 2), axis=0, return_counts=True)
    return PairWeights(pairs, counts.astype(np.int64), arrays.unit_country)
