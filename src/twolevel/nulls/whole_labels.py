"""The null `region-labels` of whole networks: which block lies in which unit of its country."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array
from scipy.special import gammaln

from twolevel.core.argument_checks import MOST_DRAWS, instance, whole_number
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import MOST_CELLS, Numbers
from twolevel.core.chunks import Progress, run_chunks, stream_state
from twolevel.core.strata import check_labels_of_blocks, checked_labels, crossed
from twolevel.core.whole_arrays import WholeArrays, checked_upper_weights
from twolevel.core.whole_weights import PairWeights, upper_tie_weights
from twolevel.errors import NetworkError
from twolevel.exact.whole_moments import whole_label_mean
from twolevel.nulls.draws import Movement, NullDraws, NullWords, null_result
from twolevel.sentences import say

Word = NDArray[np.uint32]

KEEPS = say(
    "all ties at both levels, the number of blocks of each stratum in each unit, "
    "and counties with their prefecture"
)
BREAKS = say("which block lies in which unit, and with it the unit's propensity to tie")
WORD_BITS = 32
SD_FAR = 5.0  # leaves out less than exp(-50)


@dataclass(frozen=True, slots=True, eq=False)
class WholeLabelLayout:
    """What can meet, stratum by stratum; see `kernels.whole_labels` for the arrays."""

    blocks: Word
    block_first: Index
    labels: Word
    label_first: Index
    chance: Real
    chance_first: Index
    least: Index
    one: Word
    other: Word
    n_ties: Index
    joined: Word
    width: int
    pointer: Index
    column: Word
    value: Numbers
    is_plain: bool
    n_blocks: int


def whole_region_labels(
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Permute the unit labels of blocks within strata.

    H0: within a stratum (country and level of the block) it does not matter in which unit a block
    lies. Keeps A, B and the number of blocks of each stratum in each unit; counties move with
    their prefecture. Blocks without ties take part. Breaks which block lies in which unit, and with
    it the unit's propensity to tie, so it is never evidence alone. Draws are independent and the
    test is exact [1]_.

    Parameters
    ----------
    arrays
        Cities (n_cities,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed
        At least 1; at least 0.
    strata
        A label for each city, shape (n_cities,), alike in a block: units move among blocks of one
        label only, in whatever country they are. Country and `city_stratum` if None.
    weights
        What a lower tie adds inside each upper tie, shape (n_upper,); 1 if None.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Returns
    -------
    NullDraws
        `share_moved` is the exact mean share of ties of which an end changed its unit.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    .. [1] Hubert & Schultz (1976), Quadratic assignment as a general data analysis strategy.
       Br. J. Math. Stat. Psychol. 29(2), 190-241. doi:10.1111/j.2044-8317.1976.tb00714.x
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    stratum = label_strata(arrays, strata)
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    layout = label_layout(arrays, stratum, pair_weights)
    work = partial(_draw_chunk, layout)
    chunks = run_chunks(work, n_draws, np.random.SeedSequence(seed), executor, on_progress)
    draws = np.concatenate(chunks)
    values = pair_weights.of(arrays.tie_units)
    is_movable = _movable_ties(arrays, stratum)
    words = NullWords(
        "region-labels", KEEPS, BREAKS,
        say("country and level of the block") if strata is None else say("as given"),
        whole_label_mean(arrays, stratum, pair_weights),
    )  # fmt: skip
    movement = Movement(
        _share_moved(arrays, stratum),
        float(is_movable.sum()) / max(arrays.n_ties, 1),
        float(values[~is_movable].sum()),
    )
    return null_result(words, float(values.sum()), draws, movement, seed)


def label_strata(arrays: WholeArrays, strata: ArrayLike | None) -> Index:
    """Return the stratum of each city, numbered from 0: the given ones, or country and level."""
    if strata is None:
        return crossed(arrays.city_country, np.unique(arrays.city_stratum, return_inverse=True)[1])
    stratum = checked_labels("strata", strata, arrays.n_cities, "city")
    check_labels_of_blocks(arrays.city_block, stratum)
    return stratum


def label_layout(arrays: WholeArrays, stratum: Index, weights: PairWeights) -> WholeLabelLayout:
    """Lay out the blocks with ties and the labels in upper ties that can meet."""
    _, first, block = np.unique(arrays.city_block, return_index=True, return_inverse=True)
    unit, at = arrays.city_unit[first], stratum[first]
    pairs, n_ties = _useful_pairs(block[arrays.ties], unit, at, weights)
    tied, ends = np.unique(pairs, return_inverse=True)
    ends = ends.reshape(-1, 2)
    strata = np.unique(at[tied])
    row = _rows(weights)
    labelled = np.flatnonzero((row[unit] > 0) & np.isin(at, strata))
    n_tied = _count(np.searchsorted(strata, at[tied]), strata.size)
    n_labelled = _count(np.searchsorted(strata, at[labelled]), strata.size)
    n_blocks = _count(at, int(at.max(initial=0)) + 1)[strata]
    chance, chance_first, least = _meetings(n_blocks, n_tied, n_labelled)
    n_rows = int(row.max(initial=0)) + 1
    pointer, column, value = _neighbours(row[weights.pairs], weights.values, n_rows)
    joined = _joined_bits(row[weights.pairs], n_rows)
    return WholeLabelLayout(
        blocks=np.argsort(at[tied], kind="stable").astype(np.uint32),
        block_first=_starts(n_tied),
        labels=row[unit[labelled[np.argsort(at[labelled], kind="stable")]]].astype(np.uint32),
        label_first=_starts(n_labelled), chance=chance, chance_first=chance_first, least=least,
        one=ends[:, 0].astype(np.uint32), other=ends[:, 1].astype(np.uint32), n_ties=n_ties,
        joined=joined.ravel(), width=joined.shape[1], pointer=pointer, column=column, value=value,
        is_plain=bool((n_ties == 1).all() and (weights.values == 1).all()), n_blocks=tied.size,
    )  # fmt: skip


def _useful_pairs(ends: Index, unit: Index, at: Index, weights: PairWeights) -> tuple[Index, Index]:
    """Return the pairs of blocks that some labels would put inside, and their numbers of ties."""
    ends = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1)
    pairs, n_ties = np.unique(ends.reshape(-1, 2), axis=0, return_counts=True)
    if pairs.size == 0:
        return pairs, n_ties
    n_strata = int(at.max(initial=0)) + 1
    labels = coo_array((np.ones(unit.size), (at, unit)), shape=(n_strata, weights.n_groups))
    joined = (labels.tocsr() @ abs(weights.matrix()).tocsr() @ labels.tocsr().T).tocsr()
    is_useful = np.asarray(joined[at[pairs[:, 0]], at[pairs[:, 1]]]).ravel() > 0
    return pairs[is_useful], n_ties[is_useful]


def _rows(weights: PairWeights) -> Index:
    """Return a row for each group in a pair, from 1; 0 for the others."""
    row = np.zeros(weights.n_groups, dtype=np.int64)
    used = np.unique(weights.pairs)
    row[used] = 1 + np.arange(used.size)
    return row


def _meetings(n_blocks: Index, n_tied: Index, n_labelled: Index) -> tuple[Real, Index, Index]:
    """Return the cumulative chances of the number of blocks with ties under labels with weight."""
    parts, least = [], np.zeros(n_blocks.size, dtype=np.int64)
    for s, (n, t, a) in enumerate(zip(n_blocks, n_tied, n_labelled, strict=True)):
        numbers = _likely_numbers(n, t, a)
        log_chance = _log_choose(a, numbers) + _log_choose(n - a, t - numbers)
        total = np.cumsum(np.exp(log_chance - log_chance.max()))
        least[s] = numbers[0]
        parts.append(total / total[-1])
    sizes = np.array([part.size for part in parts], dtype=np.int64)
    return np.concatenate([np.zeros(0), *parts]), _starts(sizes), least


def _likely_numbers(n: int, t: int, a: int) -> Index:
    """Return the possible numbers of meetings, those too far from the mean to occur left out.

    The tails of the law are below exp(-2 d^2 / t) at distance d (Hoeffding 1963,
    doi:10.1080/01621459.1963.10500830).
    """
    mean, far = t * a / n, SD_FAR * np.sqrt(t)
    least, most = max(0, t + a - n, int(mean - far)), min(t, a, int(mean + far) + 1)
    return np.arange(least, most + 1)


def _log_choose(n: int, k: Index) -> Real:
    chosen: Real = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
    return chosen


def _neighbours(pairs: Index, values: Numbers, n_rows: int) -> tuple[Index, Word, Numbers]:
    """Return the weights of each row, both ways round."""
    both = np.concatenate((pairs, pairs[:, ::-1]))
    order = np.lexsort((both[:, 1], both[:, 0]))
    # A weight that no row reads stands for the type where there is none.
    value: Numbers = np.append(np.tile(values, 2)[order], values.dtype.type(0))
    return _starts(_count(both[:, 0], n_rows)), both[order, 1].astype(np.uint32), value


def _joined_bits(pairs: Index, n_rows: int) -> Word:
    """Return a bit for each pair of rows: whether it has a weight."""
    n_words = n_rows // WORD_BITS + 1
    if n_rows * n_words > MOST_CELLS:
        raise NetworkError(
            "upper_ties",
            f"joins {n_rows - 1:,} units, and a table of their pairs is larger than planned for",
            "leave units without ties out, or draw for a part of the network",
        )
    bits = np.zeros((n_rows, n_words), dtype=np.uint32)
    for p, q in (pairs.T, pairs.T[::-1]):
        bit = np.uint32(1) << (q % WORD_BITS).astype(np.uint32)
        np.bitwise_or.at(bits, (p, q // WORD_BITS), bit)
    return bits


def _starts(counts: Index) -> Index:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _count(values: Index, n: int) -> Index:
    return np.bincount(values, minlength=n).astype(np.int64)


def _draw_chunk(layout: WholeLabelLayout, size: int, seed: np.random.SeedSequence) -> Numbers:
    from twolevel.kernels.whole_labels import draws_of_labels

    whole = layout.value.dtype.kind == "i"
    statistics: Numbers = np.empty(size, np.int64 if whole else np.float64)
    draws_of_labels(
        layout.blocks.copy(), layout.block_first, layout.labels.copy(), layout.label_first,
        layout.chance, layout.chance_first, layout.least, layout.one, layout.other,
        layout.n_ties, layout.joined, np.uint32(layout.width), layout.pointer, layout.column,
        layout.value, layout.is_plain, np.zeros(layout.n_blocks, np.uint32), stream_state(seed),
        statistics,
    )  # fmt: skip
    return statistics


def _movable_ties(arrays: WholeArrays, stratum: Index) -> Flag:
    """Return which ties have an end in a stratum whose blocks lie in more than one unit."""
    pairs = np.unique(np.column_stack((stratum, arrays.city_unit)), axis=0)
    n_labels = np.bincount(pairs[:, 0])
    return np.asarray((n_labels[stratum[arrays.ties]] > 1).any(axis=1))


def _share_moved(arrays: WholeArrays, stratum: Index) -> float:
    """Return the exact mean share of ties of which an end changes its unit."""
    if arrays.n_ties == 0:
        return 0.0
    _, first, block = np.unique(arrays.city_block, return_index=True, return_inverse=True)
    n_units = arrays.n_units
    keys, kind, n_alike = np.unique(
        stratum[first] * n_units + arrays.city_unit[first], return_inverse=True, return_counts=True
    )
    n_blocks = np.bincount(stratum[first])
    i, j = block[arrays.ties].T
    alike_i, alike_j = n_alike[kind[i]], n_alike[kind[j]]
    in_i, in_j = n_blocks[keys[kind[i]] // n_units], n_blocks[keys[kind[j]] // n_units]
    # The second end draws from what the first left, where both draw from one stratum.
    is_shared = stratum[first][i] == stratum[first][j]
    is_same = kind[i] == kind[j]
    left, of = alike_j - is_same, np.maximum(in_j - is_shared, 1)
    stays = alike_i / in_i * np.where(i == j, 1.0, left / of)
    return float(1.0 - stays.mean())
