"""Whole networks laid out in blocks, a pair of countries each, for the kernels of the blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Flag, Index
from twolevel.core.arrays import Numbers
from twolevel.core.chunks import stream_state
from twolevel.core.strata import MAX_BITMAP_BYTES, movable_ties
from twolevel.core.whole_weights import PairWeights
from twolevel.nulls.chains import narrow

Short = NDArray[np.uint32]

TRIAL_MATCHINGS = 20
MOST_PLACED = 12
"""Ends placed for each tie up to which a block is drawn afresh; steps would cost about as much."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockGraph:
    """The ties that can move, block by block, with local numbers; see `kernels.whole_blocks`.

    Attributes
    ----------
    left, right
        Local node of each end of each movable tie, shape (n_movable,).
    first
        Ties of block b are `first[b]:first[b + 1]`, shape (n_blocks + 1,).
    cell_first, width, n_cells
        Where the cells of a block begin, how long a row is, how many cells there are.
    is_square, is_matched, is_weighty
        Whether a block is one country; is drawn afresh; can add to the statistic.
    row_of, left_first, right_first
        Row of weights of each local node, and where those of a block begin.
    weights, weight_first, weight_width
        Weights of pairs of rows, and where those of a block begin.
    is_movable
        Whether each tie given can move, shape (n_ties,).
    n_fixed
        Sum of the weights of the ties that cannot.
    """

    left: Short
    right: Short
    first: Index
    cell_first: Index
    width: Index
    n_cells: int
    is_square: Flag
    is_matched: Flag
    is_weighty: Flag
    row_of: Short
    left_first: Index
    right_first: Index
    weights: Numbers
    weight_first: Index
    weight_width: Index
    is_movable: Flag
    n_fixed: float

    @property
    def n_movable(self) -> int:
        """Number of ties that can move."""
        return int(self.left.size)

    @property
    def sizes(self) -> Index:
        """Movable ties of each block."""
        return np.diff(self.first)

    @property
    def is_stepping(self) -> Flag:
        """Whether a block adds to the statistic and moves by steps."""
        return self.is_weighty & ~self.is_matched


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Which values each block holds, and the number of each within its block."""

    keys: Index
    span: int
    first: Index
    count: Index

    def number(self, block: Index, value: Index) -> Index:
        """Return the number within its block of each value, -1 where the block lacks it."""
        key = block * self.span + value
        if self.keys.size == 0:
            return np.full(key.size, -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, key), self.keys.size - 1)
        numbers: Index = np.where(self.keys[at] == key, at - self.first[block], -1)
        return numbers


def members(block: Index, value: Index, n_blocks: int, span: int) -> Members:
    """Collect the distinct values below `span` of each block."""
    keys = np.unique(block * span + value)
    count = np.bincount(keys // span, minlength=n_blocks)
    return Members(keys, span, np.cumsum(count) - count, count)


def cells_of(ties: Index, node_country: Index) -> int:
    """Return how many cells the blocks of these ties would have, at most."""
    countries = np.sort(node_country[ties], axis=1)
    _, block = np.unique(countries, axis=0, return_inverse=True)
    ends = np.unique(np.column_stack((np.tile(block, 2), ties.T.ravel())), axis=0)
    return int((np.bincount(ends[:, 0]) ** 2).sum()) if ties.size else 0


def fits_in_memory(ties: Index, node_country: Index) -> bool:
    """Return whether a byte for each cell of the blocks is within what is planned for."""
    return cells_of(ties, node_country) <= MAX_BITMAP_BYTES


def movable_pairs(low: Index, high: Index, stratum: Index, is_square: Flag) -> Flag:
    """Return which ties may move; a few more cannot, which no short rule finds.

    In a stratum of two sides see `strata.movable_ties`. In one of any ends a place tied to every
    other is so in each simple graph of these degrees; it is set aside, and the rest looked at
    again. `is_square` is of ties.
    """
    is_movable = np.zeros(low.size, dtype=np.bool_)
    apart, within = np.flatnonzero(~is_square), np.flatnonzero(is_square)
    is_movable[apart] = movable_ties(low[apart], high[apart], stratum[apart])
    while within.size:
        ends = np.concatenate((low[within], high[within]))
        _, group = np.unique(stratum[within], return_inverse=True)
        keys, node, degree = np.unique(
            np.column_stack((np.tile(group, 2), ends)), axis=0,
            return_inverse=True, return_counts=True,
        )  # fmt: skip
        is_full = degree == np.bincount(keys[:, 0])[keys[:, 0]] - 1
        is_fixed = is_full[node.ravel()].reshape(2, -1).any(axis=0)
        if not is_fixed.any():
            break
        within = within[~is_fixed]
    is_movable[within] = True
    return is_movable


def block_graph(
    ties: Index, node_country: Index, node_group: Index, weights: PairWeights
) -> BlockGraph:
    """Lay out undirected ties in blocks of pairs of countries.

    Parameters
    ----------
    ties
        Shape (n_ties, 2): nodes.
    node_country, node_group
        Country and group of each node; a group lies in one country.
    weights
        What a tie between members of two groups adds to the statistic.
    """
    is_turned = node_country[ties[:, 0]] > node_country[ties[:, 1]]
    ends = np.where(is_turned[:, None], ties[:, ::-1], ties)
    span = 1 + int(max(node_country.max(initial=0), weights.group_country.max(initial=0)))
    key = node_country[ends[:, 0]] * span + node_country[ends[:, 1]]
    blocks, block = np.unique(key, return_inverse=True)
    is_square = blocks // span == blocks % span
    is_movable = movable_pairs(ends[:, 0], ends[:, 1], block, is_square[block])
    fixed = weights.of(node_group[ends[~is_movable]]).sum()
    kept, used = np.unique(block[is_movable], return_inverse=True)
    ends, is_square = ends[is_movable], is_square[kept]
    order = _hubs_first(ends, used)
    ends, used = ends[order], used[order]
    sides = _sides(ends, used, is_square, node_group.size)
    local = np.column_stack([side.number(used, ends[:, k]) for k, side in enumerate(sides)])
    n_rows, width = sides[0].count, sides[1].count
    table = _weight_table(weights, blocks[kept], span, is_square)
    row_of, left_first, right_first = _rows(sides, table, node_group, is_square)
    sizes = np.bincount(used, minlength=kept.size)
    n_cells = n_rows * width
    graph = BlockGraph(
        left=local[:, 0].astype(np.uint32), right=local[:, 1].astype(np.uint32),
        first=np.concatenate(([0], np.cumsum(sizes))), cell_first=np.cumsum(n_cells) - n_cells,
        width=width, n_cells=int(n_cells.sum()), is_square=is_square,
        is_matched=np.zeros(kept.size, dtype=np.bool_),
        is_weighty=table.is_weighty, row_of=row_of, left_first=left_first,
        right_first=right_first, weights=table.weights, weight_first=table.first,
        weight_width=table.width, is_movable=is_movable, n_fixed=float(fixed),
    )  # fmt: skip
    return _with_cheap_matchings(graph)


def _hubs_first(ends: Index, block: Index) -> Index:
    """Order ties by block; within it those of the busiest left ends first, where ties collide."""
    _, node, degree = np.unique(
        np.column_stack((block, ends[:, 0])), axis=0, return_inverse=True, return_counts=True
    )
    return np.lexsort((ends[:, 1], ends[:, 0], -degree[node.ravel()], block))


def _sides(ends: Index, block: Index, is_square: Flag, n_nodes: int) -> tuple[Members, Members]:
    """Give numbers to the nodes of each block's sides; a square block has both ends on each."""
    within = is_square[block]
    both = np.concatenate((block, block[within]))
    left = np.concatenate((ends[:, 0], ends[within, 1]))
    right = np.concatenate((ends[:, 1], ends[within, 0]))
    n_blocks = is_square.size
    return members(both, left, n_blocks, n_nodes), members(both, right, n_blocks, n_nodes)


def _with_cheap_matchings(graph: BlockGraph) -> BlockGraph:
    """Choose the blocks that are drawn afresh, by trial matchings of a seed of their own."""
    from twolevel.kernels.whole_blocks import cheap_to_match

    is_matched = np.zeros(graph.is_square.size, dtype=np.bool_)
    cheap_to_match(
        graph.left, graph.right, graph.first, graph.cell_first, graph.width, graph.is_square,
        TRIAL_MATCHINGS, MOST_PLACED, np.zeros(graph.n_cells, np.uint8),
        stream_state(np.random.SeedSequence(0)), is_matched,
    )  # fmt: skip
    return replace(graph, is_matched=is_matched)


@dataclass(frozen=True, slots=True, eq=False)
class WeightTable:
    """Weights of the pairs of groups of each block, row 0 and column 0 for all other groups."""

    weights: Numbers
    first: Index
    width: Index
    sides: tuple[Members, Members]
    is_weighty: Flag


def _weight_table(weights: PairWeights, blocks: Index, span: int, is_square: Flag) -> WeightTable:
    pairs, country = weights.pairs, weights.group_country
    is_turned = country[pairs[:, 0]] > country[pairs[:, 1]]
    groups = np.where(is_turned[:, None], pairs[:, ::-1], pairs)
    key = country[groups[:, 0]] * span + country[groups[:, 1]]
    at = np.minimum(np.searchsorted(blocks, key), max(blocks.size - 1, 0))
    is_here = blocks[at] == key if blocks.size else np.zeros(key.size, dtype=np.bool_)
    groups, block, values = groups[is_here], at[is_here], weights.values[is_here]
    sides = _sides(groups, block, is_square, weights.n_groups)
    n_rows, width = sides[0].count + 1, sides[1].count + 1
    first = np.cumsum(n_rows * width) - n_rows * width
    table = np.zeros(max(int((n_rows * width).sum()), 1), dtype=values.dtype)
    for one, other in ((0, 1), (1, 0)):
        mine = np.ones(block.size, dtype=np.bool_) if one == 0 else is_square[block]
        row = sides[0].number(block[mine], groups[mine, one]) + 1
        column = sides[1].number(block[mine], groups[mine, other]) + 1
        table[first[block[mine]] + row * width[block[mine]] + column] = values[mine]
    is_weighty = np.bincount(block, minlength=blocks.size) > 0
    return WeightTable(narrow(table), first, width, sides, is_weighty)


def _rows(
    sides: tuple[Members, Members], table: WeightTable, node_group: Index, is_square: Flag
) -> tuple[Short, Index, Index]:
    """Return the weight row of each local node of both sides, and where a block's begin."""
    rows = []
    for side, groups in zip(sides, table.sides, strict=True):
        block = np.repeat(np.arange(side.count.size), side.count)
        rows.append(groups.number(block, node_group[side.keys % side.span]) + 1)
    right_first = np.where(is_square, sides[0].first, rows[0].size + sides[1].first)
    return np.concatenate(rows).astype(np.uint32), sides[0].first, right_first
