"""Where the chains of a whole network stand, and the kernels that move them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from twolevel.core.array_types import Index
from twolevel.core.arrays import Numbers
from twolevel.core.chunks import stream_state
from twolevel.nulls.chains import Runs, Seed, SumOfWeights
from twolevel.nulls.whole_blocks import BlockGraph
from twolevel.nulls.whole_halves import HalfGraph, Keys

IDLE_EVERY = 50  # part of the result: draws for one look at ties that cannot change the statistic
IDLE_STEPS_PER_TIE = 10


@dataclass(frozen=True, slots=True, eq=False)
class BlockChain(SumOfWeights):
    """Ties that move within pairs of countries; the statistic is a sum of weights of groups."""

    graph: BlockGraph
    statistic: float

    @property
    def n_stepping(self) -> int:
        """Ties in blocks that move by steps and can change the statistic."""
        return int(self.graph.sizes[self.graph.is_stepping].sum())

    @property
    def weight_table(self) -> Numbers:
        """What the statistic sums."""
        return self.graph.weights

    def forward(self, n_steps: int, seed: Seed) -> BlockChain:
        """Return the chain after some steps; blocks that are drawn afresh are new."""
        from twolevel.kernels.whole_blocks import forward_blocks

        g = self.graph
        left, right = g.left.copy(), g.right.copy()
        forward_blocks(
            left, right, g.first, g.cell_first, g.width, g.is_square, g.is_matched,
            self._steps(n_steps), np.zeros(g.n_cells, np.uint8), stream_state(seed),
        )  # fmt: skip
        return replace(self, graph=replace(g, left=left, right=right))

    def runs(self, n_steps: int, observed: BlockGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs of `n_steps` steps from here."""
        from twolevel.kernels.whole_blocks import draws_in_blocks

        g = self.graph
        statistics, moved = np.empty(size, self.dtype), np.empty(size, np.int64)
        draws_in_blocks(
            g.left, g.right, observed.left.copy(), observed.right.copy(), g.first, g.cell_first,
            g.width, g.is_square, g.is_matched, g.is_weighty, g.row_of, g.left_first,
            g.right_first, g.weight_first, g.weight_width, g.weights, self._steps(n_steps),
            IDLE_EVERY, np.zeros(g.n_cells, np.uint8), np.zeros(g.n_cells, np.uint8),
            stream_state(seed), statistics, moved,
        )  # fmt: skip
        return Runs(statistics + statistics.dtype.type(g.n_fixed), moved)

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return what the stepping blocks add to the statistic after each `thin` steps."""
        from twolevel.kernels.whole_blocks import trace_in_blocks

        g = self.graph
        trace = np.empty(n_records, self.dtype)
        trace_in_blocks(
            g.left.copy(), g.right.copy(), g.first, g.cell_first, g.width, g.is_square,
            g.is_stepping, g.row_of, g.left_first, g.right_first, g.weight_first, g.weight_width,
            g.weights, thin, np.zeros(g.n_cells, np.uint8), stream_state(seed), trace,
        )  # fmt: skip
        return trace

    def _steps(self, n_steps: int) -> Index:
        """Return the steps of each block: its share by ties, rounded up."""
        sizes, stepping = self.graph.sizes, self.n_stepping
        steps = -(-n_steps * sizes // stepping) if stepping else IDLE_STEPS_PER_TIE * sizes
        return np.asarray(steps, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class HalfChain(SumOfWeights):
    """Ties whose ends exchange nodes within classes; the statistic is a sum of weights."""

    graph: HalfGraph
    statistic: float
    table: Keys

    @property
    def n_stepping(self) -> int:
        """All that can move."""
        return self.graph.n_movable

    @property
    def weight_table(self) -> Numbers:
        """What the statistic sums."""
        return self.graph.weights

    def forward(self, n_steps: int, seed: Seed) -> HalfChain:
        """Return the chain after some steps."""
        from twolevel.kernels.whole_halves import swap_halves

        g = self.graph
        node, table = g.node.copy(), self.table.copy()
        swap_halves(
            node, g.order, g.first, g.size, g.n_nodes, table, g.shift, n_steps, stream_state(seed)
        )
        return replace(self, graph=replace(g, node=node), table=table)

    def runs(self, n_steps: int, observed: HalfGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs of `n_steps` steps from here."""
        from twolevel.kernels.whole_halves import draws_of_halves

        g = self.graph
        statistics, moved = np.empty(size, self.dtype), np.empty(size, np.int64)
        draws_of_halves(
            g.node, g.order, g.first, g.size, g.n_nodes, self.table, observed.table(), g.shift,
            g.row_of, g.weights, n_steps, stream_state(seed), statistics, moved,
        )  # fmt: skip
        return Runs(statistics + statistics.dtype.type(g.n_fixed), moved)

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return what the ties that can move add to the statistic after each `thin` steps."""
        from twolevel.kernels.whole_halves import trace_of_halves

        g = self.graph
        trace = np.empty(n_records, self.dtype)
        trace_of_halves(
            g.node.copy(), g.order, g.first, g.size, g.n_nodes, self.table.copy(), g.shift,
            g.row_of, g.weights, thin, stream_state(seed), trace,
        )  # fmt: skip
        return trace
