"""Whole networks laid out by the ends of ties in classes, for the kernels of the halves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Flag, Index, Short
from twolevel.core.arrays import MOST_CELLS, Numbers
from twolevel.core.whole_weights import PairWeights
from twolevel.errors import NetworkError
from twolevel.nulls.chains import narrow

Keys = NDArray[np.int32] | NDArray[np.int64]

SLOTS_PER_TIE = 4


@dataclass(frozen=True, slots=True, eq=False)
class HalfGraph:
    """The ends of the ties that can move, in classes; see `kernels.whole_halves`.

    Attributes
    ----------
    node
        Local nodes of each movable tie, one after the other, shape (2 n_movable,).
    order, first, size
        So that `order[first[h]:first[h] + size[h]]` are the ends in the class of end h.
    n_nodes
        Number of nodes with a tie.
    fixed_keys
        Keys of the ties that cannot move, which no other may double.
    shift, n_slots
        Of the hash table of ties.
    row_of, weights
        Row of each local node, and the weight of each pair of rows.
    is_movable
        Whether each tie given can move, shape (n_ties,).
    n_fixed
        Sum of the weights of the ties that cannot.
    """

    node: Short
    order: Short
    first: Short
    size: Short
    n_nodes: int
    fixed_keys: Keys
    shift: int
    n_slots: int
    row_of: Short
    weights: Numbers
    is_movable: Flag
    n_fixed: float

    @property
    def n_movable(self) -> int:
        """Number of ties that can move."""
        return self.node.size // 2

    def table(self) -> Keys:
        """Return the hash table of all ties."""
        from twolevel.kernels.whole_halves import fill

        table = np.full(self.n_slots, -1, dtype=self.fixed_keys.dtype)
        pairs = self.node.reshape(-1, 2)
        fill(table, self.shift, self.fixed_keys)
        fill(table, self.shift, _keys(pairs, self.n_nodes, self.fixed_keys.dtype))
        return table


def half_graph(
    ties: Index, half_class: Index, is_movable: Flag, node_group: Index, weights: PairWeights
) -> HalfGraph:
    """Lay out undirected ties whose ends exchange nodes within classes.

    Parameters
    ----------
    ties
        Shape (n_ties, 2): nodes.
    half_class
        Class of each end, shape (n_ties, 2).
    is_movable
        Which ties may move, shape (n_ties,).
    node_group, weights
        Group of each node, and what a tie between members of two groups adds to the statistic.
    """
    nodes, local = np.unique(ties, return_inverse=True)
    local = local.reshape(-1, 2)
    n_nodes = max(nodes.size, 1)
    halves = half_class[is_movable].ravel()
    order = np.argsort(halves, kind="stable")
    _, group, size = np.unique(halves, return_inverse=True, return_counts=True)
    rows, table = _dense(weights)
    bits = max(int(SLOTS_PER_TIE * ties.shape[0]).bit_length(), 4)
    key_type = np.int32 if n_nodes**2 < 2**31 else np.int64
    return HalfGraph(
        node=local[is_movable].ravel().astype(np.int32), order=order.astype(np.int32),
        first=(np.cumsum(size) - size)[group].astype(np.int32),
        size=size[group].astype(np.int32), n_nodes=n_nodes,
        fixed_keys=_keys(local[~is_movable], n_nodes, key_type), shift=64 - bits,
        n_slots=2**bits, row_of=rows[node_group[nodes]].astype(np.int32),
        weights=table, is_movable=is_movable,
        n_fixed=float(weights.of(node_group[ties[~is_movable]]).sum()),
    )  # fmt: skip


def _keys(pairs: NDArray[np.integer], n_nodes: int, dtype: np.typing.DTypeLike) -> Keys:
    ends = np.sort(pairs.astype(np.int64), axis=1)
    keys: Keys = (ends[:, 0] * n_nodes + ends[:, 1]).astype(dtype)
    return keys


def _dense(weights: PairWeights) -> tuple[Index, Numbers]:
    """Return a row for each group in a pair, 0 for the others, and the weights of pairs of rows."""
    used = np.unique(weights.pairs)
    if (used.size + 1) ** 2 > MOST_CELLS:
        raise NetworkError(
            "upper_ties",
            f"joins {used.size:,} units, and a table of their pairs is larger than planned for",
            "use a null within pairs of countries, such as degree-country",
        )
    row = np.zeros(weights.n_groups, dtype=np.int64)
    row[used] = 1 + np.arange(used.size)
    table = np.zeros((used.size + 1, used.size + 1), dtype=weights.values.dtype)
    low, high = row[weights.pairs].T
    table[low, high] = table[high, low] = weights.values
    return row, narrow(table)
