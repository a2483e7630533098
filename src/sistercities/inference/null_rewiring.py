"""The nulls that rewire ties by swaps: `degree`, `degree-country` and `upper-ties`.

Besag & Clifford's parallel method: from the observed graph the chain runs L steps to a hub (it is
reversible, so these are L steps back), then each draw is an independent run of L steps from the
hub. Observed and draws are then exchangeable under H0, and p is exact whatever L. Mean, sd and
ratio need a chain that has forgotten the hub: L is at least ten autocorrelation times of the
statistic, measured on a separate serial chain, else they are withheld.
"""

from __future__ import annotations

import math
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sistercities.inference.arrays import (
    Numbers,
    TwoLevelArrays,
    checked_weights,
    hits_of_ties,
    whole_number,
)
from sistercities.inference.besag_clifford import rank_p
from sistercities.inference.chunks import Progress, run_chunks, stream_state
from sistercities.inference.mixing import integrated_autocorrelation_time
from sistercities.inference.moments import (
    Moments,
    stub_moments,
    upper_stratum,
    upper_stub_mean,
)
from sistercities.inference.null_draws import NullDraws, spread, warning_text
from sistercities.inference.strata import Short, StratifiedGraph, stratified_graph

Index = NDArray[np.int64]
Real = NDArray[np.float64]
Seed = np.random.SeedSequence

DEFAULT_MAX_STEPS = 100_000_000
TIMES_AUTOCORRELATION = 10
STEPS_PER_TIE = 5
RECORDS_PER_TIE_COUNT = 8  # records of the serial chain per as many steps as there are ties
SERIAL_RECORDS = 4096
MIN_SERIAL_TIMES = 50  # a chain shorter than this many autocorrelation times is no measurement
MAX_SERIAL_DOUBLINGS = 4
MAX_BYTE = 127


class Chain(Protocol):
    """A swap chain with a statistic: where it stands, and the kernels that move it."""

    @property
    def graph(self) -> StratifiedGraph:
        """The graph that the chain starts from."""

    @property
    def statistic(self) -> float:
        """The statistic there."""

    @property
    def is_whole(self) -> bool:
        """Whether the statistic is a whole number."""

    def forward(self, n_steps: int, seed: Seed) -> Chain:
        """Return the chain after some steps."""

    def runs(self, n_steps: int, observed: StratifiedGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs from here."""

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return one run's statistic after each `thin` steps."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The statistic of each run and the number of ties that the observed graph lacks."""

    statistics: Numbers
    moved: Index


@dataclass(frozen=True, slots=True)
class WeightedChain:
    """Lower ties that move; the statistic is a sum of weights by home unit and foreign place."""

    graph: StratifiedGraph
    weight_row: Short
    weights: Numbers
    statistic: float

    @property
    def is_whole(self) -> bool:
        """Whether all weights are whole numbers."""
        return self.weights.dtype.kind == "i"

    @property
    def dtype(self) -> type[np.int64] | type[np.float64]:
        """Of the statistic."""
        return np.int64 if self.is_whole else np.float64

    def forward(self, n_steps: int, seed: Seed) -> WeightedChain:
        """Return the chain after some steps; its statistic is kept up to date."""
        from sistercities.inference.kernels.rewiring import swap_weighted

        g = self.graph
        col, bitmap = g.col.copy(), g.bitmap.copy()
        change = swap_weighted(
            col, bitmap, g.row_start, self.weight_row, g.first, g.size, self.weights, n_steps,
            stream_state(seed),
        )  # fmt: skip
        moved = replace(g, col=col, bitmap=bitmap)
        return replace(self, graph=moved, statistic=self.statistic + change)

    def runs(self, n_steps: int, observed: StratifiedGraph, size: int, seed: Seed) -> Runs:
        """Return independent runs of `n_steps` steps from here."""
        from sistercities.inference.kernels.rewiring import draws_weighted

        g = self.graph
        changes, moved = np.empty(size, self.dtype), np.empty(size, np.int64)
        draws_weighted(
            g.col, g.bitmap, observed.bitmap, g.row_start, self.weight_row, g.first, g.size,
            self.weights, n_steps, stream_state(seed), changes, moved,
        )  # fmt: skip
        return Runs(changes + changes.dtype.type(self.statistic), moved)

    def trace(self, thin: int, n_records: int, seed: Seed) -> Numbers:
        """Return the statistic's change along one run, a record after each `thin` steps."""
        from sistercities.inference.kernels.rewiring import trace_weighted

        g = self.graph
        trace = np.empty(n_records, self.dtype)
        trace_weighted(
            g.col.copy(), g.bitmap.copy(), g.row_start, self.weight_row, g.first, g.size,
            self.weights, thin, stream_state(seed), trace,
        )  # fmt: skip
        return trace


@dataclass(frozen=True, slots=True)
class CoveringChain:
    """Upper ties that move; the statistic is the number of lower ties that they cover."""

    graph: StratifiedGraph
    pair_row: Short
    pointer: Index
    cells: Index
    cover: Index
    cell_ties: Index
    statistic: float

    @property
    def is_whole(self) -> bool:
        """A number of ties always is."""
        return True

    def forward(self, n_steps: int, seed: Seed) -> CoveringChain:
        """Return the chain after some steps; cover and statistic are kept up to date."""
        from sistercities.inference.kernels.rewiring import swap_covering

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
        from sistercities.inference.kernels.rewiring import draws_covering

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
        from sistercities.inference.kernels.rewiring import trace_covering

        g = self.graph
        trace = np.empty(n_records, np.int64)
        trace_covering(
            g.col.copy(), g.bitmap.copy(), g.row_start, self.pair_row, g.first, g.size,
            self.pointer, self.cells, self.cover.copy(), self.cell_ties, thin,
            stream_state(seed), trace,
        )  # fmt: skip
        return trace


@dataclass(frozen=True, slots=True)
class Mixing:
    """How long a run is, and whether that was shown to be enough for mean and sd.

    Attributes
    ----------
    n_steps
        Steps of each run.
    autocorrelation_time
        In steps; None where it was not measured or the statistic does not vary.
    is_mixed
        Whether `n_steps` is at least ten autocorrelation times of a well-measured chain.
    text
        Why not; empty if it is.
    """

    n_steps: int
    autocorrelation_time: float | None
    is_mixed: bool
    text: str


@dataclass(frozen=True, slots=True)
class NullWords:
    """What a null says of itself, and the moments it is checked against."""

    id: str
    keeps: str
    breaks: str
    strata: str
    exact: Moments


@dataclass(frozen=True, slots=True)
class Options:
    """How the draws are made; none of them but `n_draws` and `seed` and the steps changes them."""

    n_draws: int
    seed: int
    chain_length: int | None
    max_steps: int
    executor: Executor | None
    on_progress: Progress | None


def degree(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    weights: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire lower ties, keeping the degree of every home and foreign place.

    H0: the lower ties are a uniform draw from all simple graphs of home and foreign places with
    the same degrees. Keeps B and all degrees. Breaks the countries and units of partners: it sees
    the country channel as well as the unit.

    Parameters
    ----------
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed
        At least 1; at least 0.
    weights
        Weight of a tie by home unit and foreign place, shape (n_units, n_foreign); 1 inside an
        upper tie and 0 elsewhere if None.
    chain_length
        Steps of each run; measured if None. If given, nothing is measured: p stays exact, mean,
        sd and ratio are withheld.
    max_steps
        Cap on the measured chain length.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    Connor & Simberloff (1979), Ecology 60(6), 1132-1140. doi:10.2307/1936961
    """
    stratum = np.zeros(arrays.n_ties, dtype=np.int64)
    matrix = checked_weights(weights, arrays)
    words = NullWords(
        "degree",
        "the upper ties and the number of ties of every home and every foreign city",
        "the countries and units of partners",
        "none",
        stub_moments(arrays, stratum, matrix),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _rewire_lower(arrays, stratum, matrix, words, options)


def degree_country(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    weights: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire lower ties within each partner country.

    H0: given how many ties each home place has with each country and the degree of every foreign
    place, the lower ties are a uniform draw from all simple graphs. Keeps B and these numbers.
    Breaks which place of that country each home place is tied to. It cannot see the country
    channel. Parameters, errors and references are those of `degree`.
    """
    matrix = checked_weights(weights, arrays)
    words = NullWords(
        "degree-country",
        "the upper ties, each home city's number of ties with each country, and the number of "
        "ties of every foreign city",
        "which city of that country each home city is tied to",
        "partner country",
        stub_moments(arrays, arrays.tie_country, matrix),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _rewire_lower(arrays, arrays.tie_country, matrix, words, options)


def upper_ties(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire upper ties within each partner country and tier; lower ties stay.

    H0: given how many upper ties each home unit has with each country (and tier), and how many
    each foreign unit has, the upper ties are a uniform draw from all simple graphs. Keeps A and
    these numbers. Breaks which units of the country. A lower tie is inside if any tier hits, so
    hits are counted per home unit and foreign place. Parameters, errors and references are those
    of `degree`; the statistic is the number of lower ties inside.
    """
    words = NullWords(
        "upper-ties",
        "the city ties, each home unit's number of upper ties with each country, and the number "
        "of upper ties of every foreign unit",
        "which units of that country",
        "partner country and tier",
        upper_stub_mean(arrays),
    )
    stratum = upper_stratum(arrays)[arrays.upper_ties[:, 1]]
    graph = stratified_graph(arrays.upper_ties[:, 0], arrays.upper_ties[:, 1], stratum)
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _rewire(_covering_chain(arrays, graph), _fixed_cover(arrays, graph), words, options)


def _rewire_lower(
    arrays: TwoLevelArrays,
    stratum: Index,
    matrix: Numbers,
    words: NullWords,
    options: Options,
) -> NullDraws:
    graph = stratified_graph(arrays.ties[:, 0], arrays.ties[:, 1], stratum)
    per_tie = matrix[arrays.tie_unit, arrays.ties[:, 1]]
    columns = matrix[:, graph.column_right]
    chain = WeightedChain(
        graph=graph,
        weight_row=(arrays.home_unit[graph.left] * columns.shape[1]).astype(np.int32),
        weights=_narrow(np.ascontiguousarray(columns).ravel()),
        statistic=per_tie.sum().item(),
    )
    return _rewire(chain, float(per_tie[~graph.is_movable].sum()), words, options)


def _narrow(weights: Numbers) -> Numbers:
    """Return whole weights as bytes where they fit, so that they fit the nearest cache."""
    if weights.dtype.kind != "i" or (weights.size and np.abs(weights).max() > MAX_BYTE):
        return weights
    return weights.astype(np.int8)


def _covering_chain(arrays: TwoLevelArrays, graph: StratifiedGraph) -> CoveringChain:
    """Lay out which cells (home unit, foreign place) each pair of units covers."""
    n_foreign, n_columns = arrays.foreign_country.size, graph.column_right.size
    key, cell_ties = np.unique(arrays.tie_unit * n_foreign + arrays.ties[:, 1], return_counts=True)
    home, place = key // n_foreign, key % n_foreign
    cell, tier = np.nonzero(arrays.foreign_unit[place] >= 0)
    unit = arrays.foreign_unit[place[cell], tier]
    cover = np.bincount(cell[_is_pair(arrays, home[cell], unit)], minlength=key.size)
    # A unit without a movable upper tie is in no pair that a swap can touch.
    column = np.full(arrays.foreign_unit_country.size, -1)
    column[graph.column_right] = np.arange(n_columns)
    is_touched = column[unit] >= 0
    pair = (home[cell] * n_columns + column[unit])[is_touched]
    order = np.argsort(pair, kind="stable")
    counts = np.bincount(pair, minlength=arrays.n_units * n_columns)
    return CoveringChain(
        graph=graph,
        pair_row=(graph.left * n_columns).astype(np.int32),
        pointer=np.concatenate(([0], np.cumsum(counts))),
        cells=cell[is_touched][order],
        cover=cover.astype(np.int64),
        cell_ties=cell_ties.astype(np.int64),
        statistic=float(cell_ties[cover > 0].sum()),
    )


def _is_pair(arrays: TwoLevelArrays, home: Index, unit: Index) -> NDArray[np.bool_]:
    upper = np.zeros((arrays.n_units, arrays.foreign_unit_country.size), dtype=np.bool_)
    upper[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = True
    joined: NDArray[np.bool_] = upper[home, unit]
    return joined


def _fixed_cover(arrays: TwoLevelArrays, graph: StratifiedGraph) -> float:
    """Return how many lower ties are inside an upper tie that cannot move."""
    fixed = replace(arrays, upper_ties=arrays.upper_ties[~graph.is_movable])
    return float(hits_of_ties(fixed).sum())


def _rewire(chain: Chain, n_fixed: float, words: NullWords, options: Options) -> NullDraws:
    _check(options)
    mixing_seed, hub_seed, run_seed = np.random.SeedSequence(options.seed).spawn(3)
    if chain.graph.n_movable == 0:
        dtype = np.int64 if chain.is_whole else np.float64
        still = Runs(
            np.full(options.n_draws, chain.statistic, dtype),
            np.zeros(options.n_draws, dtype=np.int64),
        )
        return _result(chain, [still], n_fixed, Mixing(0, None, True, ""), words, options)
    mixing = _mixing(chain, options, mixing_seed)
    hub = chain.forward(mixing.n_steps, hub_seed)
    work = partial(hub.runs, mixing.n_steps, chain.graph)
    runs = run_chunks(work, options.n_draws, run_seed, options.executor, options.on_progress)
    return _result(chain, runs, n_fixed, mixing, words, options)


def _check(options: Options) -> None:
    whole_number("n_draws", options.n_draws, 1)
    whole_number("seed", options.seed, 0)
    whole_number("max_steps", options.max_steps, 1)
    if options.chain_length is not None:
        whole_number("chain_length", options.chain_length, 1)


def _mixing(chain: Chain, options: Options, seed: Seed) -> Mixing:
    """Choose the length of a run from a serial chain's autocorrelation time."""
    if options.chain_length is not None:
        text = "The chain length was given and not measured, so mean, sd and ratio are withheld."
        return Mixing(options.chain_length, None, False, text)
    time, is_measured = measured_autocorrelation_time(chain, seed)
    wanted = max(
        STEPS_PER_TIE * chain.graph.n_movable, math.ceil(TIMES_AUTOCORRELATION * (time or 0.0))
    )
    n_steps = min(wanted, options.max_steps)
    if n_steps < TIMES_AUTOCORRELATION * (time or 0.0):
        text = (
            f"Runs of {n_steps} steps are shorter than {TIMES_AUTOCORRELATION} autocorrelation "
            f"times of {time:.0f} steps: p is exact, mean, sd and ratio are withheld; raise "
            "max_steps."
        )
        return Mixing(n_steps, time, False, text)
    if not is_measured:
        text = (
            "The serial chain was too short to measure its autocorrelation time: p is exact, "
            "mean, sd and ratio are withheld."
        )
        return Mixing(n_steps, time, False, text)
    return Mixing(n_steps, time, True, "")


def measured_autocorrelation_time(chain: Chain, seed: Seed) -> tuple[float | None, bool]:
    """Return the autocorrelation time in steps, and whether the serial chain was long enough.

    None where the statistic does not vary along the chain. The chain is made twice as long until
    it holds `MIN_SERIAL_TIMES` autocorrelation times, at most `MAX_SERIAL_DOUBLINGS` times.
    """
    thin = max(1, chain.graph.n_movable // RECORDS_PER_TIE_COUNT)
    time = None
    for doubling in range(MAX_SERIAL_DOUBLINGS + 1):
        n_records = SERIAL_RECORDS << doubling
        trace = chain.trace(thin, n_records, seed).astype(np.float64)
        settled = trace[n_records // 8 :]
        if settled.min() == settled.max():
            continue
        records = integrated_autocorrelation_time(settled)
        time = records * thin
        if settled.size >= MIN_SERIAL_TIMES * records:
            return time, True
    return time, time is None


def _result(
    chain: Chain,
    runs: list[Runs],
    n_fixed: float,
    mixing: Mixing,
    words: NullWords,
    options: Options,
) -> NullDraws:
    observed = float(chain.statistic)
    n_ties = max(chain.graph.is_movable.size, 1)
    draws = np.concatenate([run.statistics for run in runs])
    share_moved = float(np.concatenate([run.moved for run in runs]).mean()) / n_ties
    share_movable = chain.graph.n_movable / n_ties
    mean, sd = spread(draws) if mixing.is_mixed else (None, None)
    p = rank_p(observed, draws)
    return NullDraws(
        id=words.id, keeps=words.keeps, breaks=words.breaks, strata=words.strata,
        observed=observed, draws=draws, p=p.p, p_low=p.p_low, p_high=p.p_high,
        p_mc_low=p.p_mc_low, p_mc_high=p.p_mc_high, mean=mean, sd=sd,
        ratio=observed / mean if mean else None, exact_mean=words.exact.mean,
        exact_sd=words.exact.sd, chain_length=mixing.n_steps,
        autocorrelation_time=mixing.autocorrelation_time,
        effective_draws=float(draws.size) if mixing.is_mixed else None,
        share_moved=share_moved, share_movable=share_movable, n_inside_fixed=n_fixed,
        seed=options.seed,
        warning=warning_text(
            share_moved, share_movable, bool((draws == draws[0]).all()), mixing.text
        ),
    )  # fmt: skip
