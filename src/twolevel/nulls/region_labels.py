"""The null `region-labels`: which home block lies in which unit (QAP for nested networks)."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_DRAWS, instance, whole_number
from twolevel.core.array_types import Index
from twolevel.core.arrays import Numbers, TwoLevelArrays, checked_weights
from twolevel.core.chunks import Progress, run_chunks, stream_state
from twolevel.core.strata import check_labels_of_blocks, checked_labels
from twolevel.exact.moments import block_hits, label_moments
from twolevel.nulls.draws import Movement, NullDraws, NullWords, null_result
from twolevel.sentences import say

KEEPS = say(
    "all ties at both levels, the number of blocks of each stratum in each unit, "
    "and counties with their prefecture"
)
BREAKS = say("which home block lies in which unit, and with it the unit's propensity to tie")
STRATA = say("level of the block")


@dataclass(frozen=True, slots=True, eq=False)
class LabelLayout:
    """Blocks sorted by stratum, those with ties first, as the kernel wants them."""

    labels: Index
    first: Index
    n_blocks: Index
    n_tied: Index
    hits: Numbers
    block_ties: Index


def region_labels(
    arrays: TwoLevelArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Permute the unit labels of home blocks within strata.

    H0: within a stratum (the level of the block) it does not matter in which unit a block lies.
    Keeps A, B and the number of blocks of each stratum in each unit; counties move with their
    prefecture. The roster holds blocks without ties too. Breaks which block lies in which unit,
    and with it the unit's propensity to tie, so it is never evidence alone. Draws are independent
    and the test is exact [1]_.

    Parameters
    ----------
    arrays
        Home places (n_home,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed
        At least 1; at least 0.
    strata
        A label for each home place, shape (n_home,), alike in a block: units move among blocks of
        one label only. `home_stratum` of the arrays if None.
    weights
        Weight of a tie by home unit and foreign place, shape (n_units, n_foreign); 1 inside an
        upper tie and 0 elsewhere if None.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    .. [1] Hubert & Schultz (1976), Quadratic assignment as a general data analysis strategy.
       Br. J. Math. Stat. Psychol. 29(2), 190-241. doi:10.1111/j.2044-8317.1976.tb00714.x
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    arrays = _in_strata(arrays, strata)
    matrix = checked_weights(weights, arrays)
    layout = _layout(arrays, matrix)
    work = partial(_draw_chunk, layout)
    chunks = run_chunks(work, n_draws, np.random.SeedSequence(seed), executor, on_progress)
    draws = np.concatenate([chunk[0] for chunk in chunks])
    n_ties = max(arrays.n_ties, 1)
    share_moved = float(np.concatenate([chunk[1] for chunk in chunks]).mean()) / n_ties
    is_movable = _movable_ties(arrays)
    kept_inside = matrix[arrays.tie_unit, arrays.ties[:, 1]]
    words = NullWords(
        "region-labels", KEEPS, BREAKS, STRATA if strata is None else say("as given"),
        label_moments(arrays, matrix),
    )  # fmt: skip
    movement = Movement(
        share_moved, float(is_movable.sum()) / n_ties, float(kept_inside[~is_movable].sum())
    )
    return null_result(words, float(kept_inside.sum()), draws, movement, seed)


def _in_strata(arrays: TwoLevelArrays, strata: ArrayLike | None) -> TwoLevelArrays:
    """Return the arrays with the strata given, if any."""
    if strata is None:
        return arrays
    labels = checked_labels("strata", strata, arrays.home_unit.size, "home place")
    check_labels_of_blocks(arrays.home_block, labels)
    return replace(arrays, home_stratum=labels)


def _layout(arrays: TwoLevelArrays, matrix: Numbers) -> LabelLayout:
    hits, unit, stratum = block_hits(arrays, matrix)
    _, block = np.unique(arrays.home_block, return_inverse=True)
    block_ties = np.bincount(block[arrays.ties[:, 0]], minlength=unit.size)
    order = np.lexsort((block_ties == 0, stratum))
    _, first, n_blocks = np.unique(stratum[order], return_index=True, return_counts=True)
    n_tied = np.add.reduceat(block_ties[order] > 0, first, dtype=np.int64)
    return LabelLayout(unit[order], first, n_blocks, n_tied, hits[order], block_ties[order])


def _draw_chunk(
    layout: LabelLayout, size: int, seed: np.random.SeedSequence
) -> tuple[Numbers, Index]:
    from twolevel.kernels.relabelling import draws_relabelled

    statistics = np.empty(size, dtype=layout.hits.dtype)
    moved = np.empty(size, dtype=np.int64)
    draws_relabelled(
        layout.labels.copy(), layout.labels, layout.first, layout.n_blocks, layout.n_tied,
        layout.hits, layout.block_ties, stream_state(seed), statistics, moved,
    )  # fmt: skip
    return statistics, moved


def _movable_ties(arrays: TwoLevelArrays) -> NDArray[np.bool_]:
    """Return which ties have a home in a stratum whose blocks lie in more than one unit."""
    pairs = np.unique(np.column_stack((arrays.home_stratum, arrays.home_unit)), axis=0)
    strata, n_labels = np.unique(pairs[:, 0], return_counts=True)
    stratum = arrays.home_stratum[arrays.ties[:, 0]]
    movable: NDArray[np.bool_] = n_labels[np.searchsorted(strata, stratum)] > 1
    return movable
