"""The nulls that rewire ties by swaps: `degree`, `degree-country` and `upper-ties`."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Index
from twolevel.core.arrays import Numbers, TwoLevelArrays, checked_weights, hits_of_ties
from twolevel.core.chunks import Progress
from twolevel.core.strata import (
    StratifiedGraph,
    and_labels,
    checked_labels,
    crossed,
    strata_words,
    stratified_graph,
)
from twolevel.exact.moments import stub_moments, upper_stratum, upper_stub_mean
from twolevel.nulls.chains import CoveringChain, WeightedChain, narrow
from twolevel.nulls.draws import NullDraws, NullWords
from twolevel.nulls.parallel_runs import DEFAULT_MAX_STEPS, Options, parallel_runs
from twolevel.sentences import say


def degree(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
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
    strata
        A label for each lower tie, shape (n_ties,): a tie exchanges ends only with ties of its
        label, so each place also keeps its number of ties of each label. All alike if None. Where
        ties of two labels could join one pair, exchanges may not reach every such graph; p stays
        exact.
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
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    matrix = checked_weights(weights, arrays)
    words = NullWords(
        "degree",
        and_labels(
            say("the upper ties and the number of ties of every home and every foreign city"),
            strata,
        ),
        say("the countries and units of partners"),
        strata_words("none", strata),
        stub_moments(arrays, labels, matrix),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    base = np.zeros(arrays.n_ties, dtype=np.int64)
    return _rewire_lower(arrays, (labels, base), matrix, words, options)


def degree_country(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
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
    channel.

    Parameters
    ----------
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed, weights, chain_length, max_steps, executor, on_progress
        As of `degree`.
    strata
        A label for each lower tie, shape (n_ties,), within which ties exchange ends besides.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    matrix = checked_weights(weights, arrays)
    stratum = crossed(arrays.tie_country, labels)
    words = NullWords(
        "degree-country",
        and_labels(
            say(
                "the upper ties, each home city's number of ties with each country, and the "
                "number of ties of every foreign city"
            ),
            strata,
        ),
        say("which city of that country each home city is tied to"),
        strata_words(say("partner country"), strata),
        stub_moments(arrays, stratum, matrix),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _rewire_lower(arrays, (stratum, arrays.tie_country), matrix, words, options)


def upper_ties(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire upper ties within each partner country and tier; lower ties stay.

    H0: given how many upper ties each home unit has with each country (and tier), and how many
    each foreign unit has, the upper ties are a uniform draw from all simple graphs. Keeps A and
    these numbers. Breaks which units of the country. A lower tie is inside if any tier hits, so
    hits are counted per home unit and foreign place. The statistic is the number of lower ties
    inside.

    Parameters
    ----------
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed, chain_length, max_steps, executor, on_progress
        As of `degree`.
    strata
        A label for each upper tie, shape (n_upper,), within which they exchange ends besides.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    labels = checked_labels("strata", strata, arrays.upper_ties.shape[0], "upper tie")
    words = NullWords(
        "upper-ties",
        and_labels(
            say(
                "the city ties, each home unit's number of upper ties with each country, and "
                "the number of upper ties of every foreign unit"
            ),
            strata,
        ),
        say("which units of that country"),
        strata_words(say("partner country and tier"), strata),
        upper_stub_mean(arrays, labels),
    )
    base = upper_stratum(arrays)[arrays.upper_ties[:, 1]]
    home, foreign = arrays.upper_ties.T
    graph = stratified_graph(home, foreign, crossed(base, labels), base)
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return parallel_runs(
        _covering_chain(arrays, graph), _fixed_cover(arrays, graph), words, options
    )


def _rewire_lower(
    arrays: TwoLevelArrays,
    strata: tuple[Index, Index],
    matrix: Numbers,
    words: NullWords,
    options: Options,
) -> NullDraws:
    """Rewire within strata, of which the second are those that no tie may double another in."""
    graph = stratified_graph(arrays.ties[:, 0], arrays.ties[:, 1], *strata)
    per_tie = matrix[arrays.tie_unit, arrays.ties[:, 1]]
    columns = matrix[:, graph.column_right]
    chain = WeightedChain(
        graph=graph,
        weight_row=(arrays.home_unit[graph.left] * columns.shape[1]).astype(np.int32),
        weights=narrow(np.ascontiguousarray(columns).ravel()),
        statistic=per_tie.sum().item(),
    )
    return parallel_runs(chain, float(per_tie[~graph.is_movable].sum()), words, options)


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
        pointer=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        cells=cell[is_touched][order].astype(np.int32),
        cover=cover.astype(np.int32),
        cell_ties=cell_ties.astype(np.int32),
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
