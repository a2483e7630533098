"""Swap chains with a statistic: where they stand, and the kernels that move them.

Kernels are imported where they are first called, so that reading a null's words costs no compiler.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Index, Short
from twolevel.core.arrays import Numbers
from twolevel.core.chunks import stream_state
from twolevel.core.strata import StratifiedGraph

Seed = np.random.SeedSequence


MAX_BYTE = 127


class MovableGraph(Protocol):
    """A graph of which some ties can move."""

    @property
    def n_movable(self) -> int:
        """Number of ties that can move."""

    @property
    def is_movable(self) -> NDArray[np.bool_]:
        """Whether each tie given can move, shape (n_ties,)."""


Graph = TypeVar("Graph", bound=MovableGraph)


class Chain(Protocol[Graph]):
    """A swap chain with a statistic: where it stands, and the kernels that move it."""

    @property
    def graph(self) -> Graph:
        """The graph that the chain starts from."""

    @property
    def n_stepping(self) -> int:
        """Ties that move by steps and can change the statistic; the others cost no steps."""

    @property
    def statistic(self) -> float:
        """The statistic there."""

    @property
    def is_whole(self) -> bool:
        """Whether the statistic is a whole number."""

    def forward(self, n_steps: int, seed: Seed) -> Chain[Graph]:
        """Return the chain after some steps."""

    def runs(self, n_steps: int, observed: Graph, size: int, seed: Seed) -> Runs:
        """Return independent runs from here."""

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return one run's statistic after each `thin` steps."""


def narrow(weights: Numbers) -> Numbers:
    """Return whole weights as bytes where they fit, so that they fit the nearest cache."""
    if weights.dtype.kind != "i" or (weights.size and np.abs(weights).max() > MAX_BYTE):
        return weights
    return weights.astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The statistic of each run and the number of ties that the observed graph lacks."""

    statistics: Numbers
    moved: Index


class SumOfWeights(ABC):
    """A statistic that is a sum of weights: a whole number where all weights are."""

    __slots__ = ()

    @property
    @abstractmethod
    def weight_table(self) -> Numbers:
        """What the statistic sums."""

    @property
    def is_whole(self) -> bool:
        """Whether all weights are whole numbers."""
        return self.weight_table.dtype.kind == "i"

    @property
    def dtype(self) -> type[np.int64] | type[np.float64]:
        """Of the statistic."""
        return np.int64 if self.weight_table.dtype.kind == "i" else np.float64


@dataclass(frozen=True, slots=True, eq=False)
class WeightedChain(SumOfWeights):
    """Lower ties that move; the statistic is a sum of weights by home unit and foreign place."""

    graph: StratifiedGraph
    weight_row: Short
    weights: Numbers
    statistic: float

    @property
    def n_stepping(self) -> int:
        """All that can move."""
        return self.graph.n_movable

    @property
    def weight_table(self) -> Numbers:
        """What the statistic sums."""
        return self.weights

    @property
    def _flags(self) -> NDArray[np.uint8] | None:
        """A bit for each weight where all are 0 or 1, as of ties inside; None where not."""
        held = self.weights
        if held.dtype != np.int8 or not held.size or held.min() < 0 or held.max() > 1:
            return None
        return np.packbits(held.view(np.uint8), bitorder="little")

    def forward(self, n_steps: int, seed: Seed) -> WeightedChain:
        """Return the chain after some steps; its statistic is kept up to date."""
        from twolevel.kernels.rewiring import swap_weighted

        g = self.graph
        col, bitmap = g.col.copy(), g.bitmap.copy()
        change = swap_weighted(
            col, bitmap, g.row_start, self.weight_row, g.first, g.size, self.weights,
            self._flags, n_steps, stream_state(seed),
        )  # fmt: skip
        moved = replace(g, col=col, bitmap=bitmap)
        return replace(self, graph=moved, statistic=self.statistic + change)

    def runs(self, n_steps: int, observed: StratifiedGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs of `n_steps` steps from here."""
        from twolevel.kernels.rewiring import draws_weighted

        g = self.graph
        changes, moved = np.empty(size, self.dtype), np.empty(size, np.int64)
        draws_weighted(
            g.col, g.bitmap, observed.bitmap, g.row_start, self.weight_row, g.first, g.size,
            self.weights, self._flags, n_steps, stream_state(seed), changes, moved,
        )  # fmt: skip
        return Runs(changes + changes.dtype.type(self.statistic), moved)

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return the statistic's change along one run, a record after each `thin` steps."""
        from twolevel.kernels.rewiring import trace_weighted

        g = self.graph
        trace = np.empty(n_records, self.dtype)
        trace_weighted(
            g.col.copy(), g.bitmap.copy(), g.row_start, self.weight_row, g.first, g.size,
            self.weights, self._flags, thin, stream_state(seed), trace,
        )  # fmt: skip
        return trace


@dataclass(frozen=True, slots=True, eq=False)
class CoveringChain:
    """Upper ties that move; the statistic is the number of lower ties that they cover."""

    graph: StratifiedGraph
    pair_row: Short
    pointer: Short
    cells: Short
    cover: Short
    cell_ties: Short
    statistic: float

    @property
    def n_stepping(self) -> int:
        """All that can move."""
        return self.graph.n_movable

    @property
    def is_whole(self) -> bool:
        """A number of ties always is."""
        return True

    def forward(self, n_steps: int, seed: Seed) -> CoveringChain:
        """Return the chain after some steps; cover and statistic are kept up to date."""
        from twolevel.kernels.rewiring import swap_covering

        g = self.graph
        col, bitmap, cover = g.col.copy(), g.bitmap.copy(), self.cover.copy()
        change = swap_covering(
            col, bitmap, g.row_start, self.pair_row, g.first, g.size, self.pointer, self.cells,
            cover, self.cell_ties, n_steps, stream_state(seed),
        )  # fmt: skip
        moved = replace(g, col=col, bitmap=bitmap)
        return replace(self, graph=moved, cover=cover, statistic=self.statistic + change)

    def runs(self, n_steps: int, observed: StratifiedGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs of `n_steps` steps from here."""
        from twolevel.kernels.rewiring import draws_covering

        g = self.graph
        changes, moved = np.empty(size, np.int64), np.empty(size, np.int64)
        draws_covering(
            g.col, g.bitmap, observed.bitmap, g.row_start, self.pair_row, g.first, g.size,
            self.pointer, self.cells, self.cover, self.cell_ties, n_steps, stream_state(seed),
            changes, moved,
        )  # fmt: skip
        return Runs(changes + int(self.statistic), moved)

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return the statistic's change along one run, a record after each `thin` steps."""
        from twolevel.kernels.rewiring import trace_covering

        g = self.graph
        trace = np.empty(n_records, np.int64)
        trace_covering(
            g.col.copy(), g.bitmap.copy(), g.row_start, self.pair_row, g.first, g.size,
            self.pointer, self.cells, self.cover.copy(), self.cell_ties, thin,
            stream_state(seed), trace,
        )  # fmt: skip
        return trace
