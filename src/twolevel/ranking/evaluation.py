"""Exact ranks of true pairs among all others: AUC, average precision, hits, reciprocal ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, integers, whole_number
from twolevel.core.array_types import Index, Real, Short
from twolevel.core.chunks import Progress
from twolevel.core.executors import check_executor, in_order
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.ranking.scores import PairScores, scores_of

MOST_CELLS, FEWEST_CELLS, CELLS_A_THRESHOLD = 2**18, 2**10, 16
LARGEST_SCALE = 1e300
CHUNK_ROWS = 2048
MOST_COUNTED = 2**31 - 1
"""Pairs of a chunk of rows: they are counted in 32 bits."""
MOST_TOP = 1000


@dataclass(frozen=True, slots=True, eq=False)
class LinkRanking:
    """How high true pairs rank among all pairs that are neither true nor known.

    Attributes
    ----------
    auc
        Chance that a true pair scores above a false one, equal scores counted half, in [0, 1].
    average_precision
        Precision at each distinct score of a true pair, weighted by the gain in recall.
    mean_reciprocal_rank
        Mean of 1 / rank over nodes and their true pairs; the rank of a pair at a node is 1 + false
        pairs of the node above it + half of those equal to it (other true pairs do not count).
    hits
        By k: share of those ranks that are at most k.
    false_above, false_equal
        False pairs with a higher, with the same score, of all, shape (n_true,).
    node_above, node_equal
        The same among the pairs of the left node, and in a second column of the right node where
        pairs have no direction, shape (n_true, 1 or 2).
    top_node, top_score
        The best right nodes of each left node and their scores, shape (n_left, top), true pairs
        among them and known ones not; of equal scores the lower node first; -1 and -inf where a
        node has fewer pairs.
    score
        Of each true pair, shape (n_true,).
    n_pairs, n_true, n_known, n_false
        Numbers of pairs; n_pairs is their sum.
    """

    auc: float
    average_precision: float
    mean_reciprocal_rank: float
    hits: dict[int, float]
    false_above: Index = field(repr=False)
    false_equal: Index = field(repr=False)
    node_above: Index = field(repr=False)
    node_equal: Index = field(repr=False)
    top_node: Index = field(repr=False)
    top_score: Real = field(repr=False)
    score: Real = field(repr=False)
    n_pairs: int
    n_true: int
    n_known: int
    n_false: int

    @property
    def rank(self) -> Real:
        """Rank of each true pair among all false ones, from 1, equal scores counted half."""
        rank: Real = 1.0 + self.false_above + self.false_equal / 2
        return rank


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Thresholds in cells of equal width, by which a score is found among them.

    Attributes
    ----------
    thresholds
        Distinct scores of true pairs, ascending.
    low, scale
        The cell of a score x is (x - low) scale, cut to whole numbers within the grid.
    cell
        Of each threshold.
    cell_start
        Thresholds in cells before each, shape (n_cells + 1,).
    """

    thresholds: Real
    low: float
    scale: float
    cell: Short
    cell_start: Short


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What some rows add up to; `top_*` are of these rows alone."""

    cells: Index
    slots: Index
    above: Index
    equal: Index
    top_score: Real
    top_node: Index


def rank_links(
    scores: PairScores,
    true_pairs: ArrayLike,
    *,
    known_pairs: ArrayLike | None = None,
    top: int = 10,
    hits_at: Sequence[int] = (1, 10, 100),
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> LinkRanking:
    """Rank true pairs among all pairs by a score, exactly and without sampled negatives.

    Each pair is scored and compared; nothing is sorted but the true pairs. Memory grows with nodes,
    groups and true pairs, not with pairs. An AUC on sampled negatives has a variance that this one
    has not, and hits among a sample of negatives say nothing of hits among all.

    Parameters
    ----------
    scores
        From `undirected_scores`, `directed_scores` or `bipartite_scores`; higher is likelier.
    true_pairs
        Pairs that should rank high (held out, not those that the score was fitted on), (n_true, 2).
    known_pairs
        Pairs to leave out everywhere: ties that the score was fitted on, pairs that cannot be.
    top
        Best pairs of each left node to keep, 0 to 1000.
    hits_at
        Ranks k for `hits`.
    executor, on_progress
        Where chunks of rows run, here if None; called with rows done and wanted. Neither changes a
        number.

    Raises
    ------
    NetworkError
        If a pair is out of range, given twice, of a node with itself, both true and known, or if no
        true or no false pair is left.
    InvalidArgument
        If `top` or `hits_at` is outside what is allowed.

    References
    ----------
    .. [1] Hanley & McNeil (1982), The meaning and use of the area under a receiver operating
       characteristic curve. Radiology 143(1), 29-36. doi:10.1148/radiology.143.1.7063747
    .. [2] Yang, Lichtenwalter & Chawla (2015), Evaluating link prediction methods. Knowledge and
       Information Systems 45, 751-782. doi:10.1007/s10115-014-0789-0
    """
    instance("scores", scores, PairScores, "undirected_scores or the like")
    check_executor(executor, on_progress)
    n_top = min(whole_number("top", top, 0, MOST_TOP), scores.n_right)
    cuts = _checked_cuts(hits_at)
    pairs = checked_pairs("true_pairs", true_pairs, scores)
    known = checked_pairs("known_pairs", [] if known_pairs is None else known_pairs, scores)
    check_apart(pairs, known, scores)
    n_false = scores.n_pairs - len(pairs) - len(known)
    if len(pairs) == 0 or n_false <= 0:
        raise NetworkError(
            "true_pairs",
            f"there are {len(pairs)} true pairs and {n_false} false ones",
            "give at least one of each",
        )
    score = scores_of(scores, pairs)
    grid = _grid(score)
    rows = by_row(pairs, scores)
    work = partial(
        _count_rows, scores, by_row(known, scores, with_self=True), rows, score[rows.pair], grid,
        n_top,
    )  # fmt: skip
    order = np.lexsort(scores.left_label)  # rows of the same groups together: terms are summed once
    total, top_score, top_node = _added_up(work, _chunks(order, scores), executor, on_progress)
    above, equal = _all_ranks(score, grid, total, scores, n_false)
    node_above, node_equal = _by_pair(rows, total.above, pairs), _by_pair(rows, total.equal, pairs)
    rank = 1.0 + node_above + node_equal / 2
    return LinkRanking(
        auc=_auc(above, equal, n_false), average_precision=_precision(score, above, equal),
        mean_reciprocal_rank=float((1 / rank).mean()),
        hits={k: float((rank <= k).mean()) for k in cuts}, false_above=above, false_equal=equal,
        node_above=node_above, node_equal=node_equal, top_node=top_node, top_score=top_score,
        score=score, n_pairs=scores.n_pairs, n_true=len(pairs), n_known=len(known),
        n_false=n_false,
    )  # fmt: skip


def _checked_cuts(hits_at: Sequence[int]) -> list[int]:
    try:
        return [whole_number("hits_at", k, 1) for k in hits_at]
    except TypeError:
        raise InvalidArgument("hits_at", hits_at, "give a list of ranks such as 1, 10") from None


def _grid(score: Real) -> Grid:
    thresholds = np.unique(score)
    wanted = CELLS_A_THRESHOLD * thresholds.size
    n_cells = min(max(1 << int(wanted - 1).bit_length(), FEWEST_CELLS), MOST_CELLS)
    low, width = float(thresholds[0]), float(thresholds[-1] - thresholds[0])
    scale = (n_cells - 1) / width if width > n_cells / LARGEST_SCALE else LARGEST_SCALE
    # Rounded as in the kernel, so that a threshold and its equals share a cell.
    cell = np.minimum((thresholds - low) * scale, n_cells - 1).astype(np.int32)
    start = np.searchsorted(cell, np.arange(n_cells + 1)).astype(np.int32)
    return Grid(thresholds, low, scale, cell, start)


def _chunks(order: Index, scores: PairScores) -> list[Index]:
    size = max(1, min(CHUNK_ROWS, MOST_COUNTED // scores.n_right))
    return [order[first : first + size] for first in range(0, order.size, size)]


def _count_rows(
    scores: PairScores,
    known: ByRow,
    true: ByRow,
    true_score: Real,
    grid: Grid,
    n_top: int,
    rows: Index,
) -> Counts:
    from twolevel.kernels.ranking import HELD, rank_rows

    is_held = np.diff(grid.cell_start) > 0
    cells = np.where(is_held, HELD, 0).astype(np.int32)
    slots = np.zeros(2 * grid.thresholds.size + 1, dtype=np.int64)
    above, equal = np.zeros((2, true.column.size), dtype=np.int64)
    top_score = np.full((rows.size, n_top), -np.inf)
    top_node = np.full((rows.size, n_top), -1, dtype=np.int64)
    rank_rows(
        rows, scores.left_factors, scores.right_factors, scores.left_term, scores.right_term,
        scores.left_label, scores.right_label, scores.tables, known.start, known.column,
        true.start, true.column, true_score, scores.kind == "undirected", grid.low, grid.scale,
        grid.cell_start, grid.thresholds, cells, slots, above, equal, top_score, top_node,
    )  # fmt: skip
    cells[is_held] = 0
    return Counts(cells.astype(np.int64), slots, above, equal, top_score, top_node)


def _added_up(
    work: Callable[[Index], Counts],
    chunks: list[Index],
    executor: Executor | None,
    on_progress: Progress | None,
) -> tuple[Counts, Real, Index]:
    n_rows = sum(chunk.size for chunk in chunks)
    total: Counts | None = None
    done = 0
    for rows, part in zip(chunks, in_order(work, chunks, executor), strict=True):
        if total is None:
            total = part
            top_score = np.empty((n_rows, part.top_score.shape[1]))
            top_node = np.empty((n_rows, part.top_score.shape[1]), dtype=np.int64)
        else:
            for name in ("cells", "slots", "above", "equal"):
                sums: Index = getattr(total, name)
                sums += getattr(part, name)
        top_score[rows], top_node[rows] = part.top_score, part.top_node
        done += rows.size
        if on_progress is not None:
            on_progress(done, n_rows)
    assert total is not None  # there is at least one node, so at least one chunk
    return total, top_score, top_node


def _all_ranks(
    score: Real, grid: Grid, total: Counts, scores: PairScores, n_false: int
) -> tuple[Index, Index]:
    """Return the false pairs above and equal to each true pair, among all."""
    at = np.searchsorted(grid.thresholds, score)
    before = np.concatenate(([0], np.cumsum(total.cells)))[grid.cell[at]]
    in_slots = np.concatenate(([0], np.cumsum(total.slots)))[2 * at + 1]
    n_counted = scores.n_pairs if scores.kind == "undirected" else scores.n_left * scores.n_right
    # What was left out was counted as the lowest.
    below = before + in_slots - (n_counted - n_false)
    equal = total.slots[2 * at + 1]
    return n_false - below - equal, equal


def _by_pair(rows: ByRow, values: Index, pairs: Index) -> Index:
    """Return the values of a pair's entries, that of the left node first."""
    is_left = np.zeros(values.size, dtype=np.bool_)
    row = np.repeat(np.arange(rows.start.size - 1), np.diff(rows.start))
    is_left = pairs[rows.pair, 0] == row
    found = np.empty((len(pairs), 1 if is_left.all() else 2), dtype=np.int64)
    found[rows.pair, np.where(is_left, 0, 1)] = values
    return found


def _auc(above: Index, equal: Index, n_false: int) -> float:
    lost = int(above.sum()) + int(equal.sum()) / 2
    return 1.0 - lost / (above.size * n_false)


def _precision(score: Real, above: Index, equal: Index) -> float:
    """Return the mean over true pairs of the precision at their score, equals taken together."""
    thresholds, which, n_true = np.unique(score, return_inverse=True, return_counts=True)
    true_found = np.cumsum(n_true[::-1])[::-1][which]
    precision = true_found / (true_found + above + equal)
    return float(precision.mean()) if thresholds.size else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ByRow:
    """Pairs by left node, columns sorted in each.

    Attributes
    ----------
    start
        Row i has the entries start[i] .. start[i + 1] - 1, shape (n_left + 1,).
    column
        Right node of each entry.
    pair
        Which of the given pairs an entry is.
    """

    start: Index
    column: Index
    pair: Index


def checked_pairs(name: str, values: ArrayLike, scores: PairScores) -> Index:
    """Return pairs, shape (n, 2), left < right where pairs have no direction.

    Raises
    ------
    NetworkError
        If a label is out of range, a node is paired with itself, or a pair is given twice.
    """
    pairs = integers(name, values)
    if pairs.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise NetworkError(name, f"has shape {pairs.shape}", "give an array of shape (n, 2)")
    for side, n in ((0, scores.n_left), (1, scores.n_right)):
        is_out = (pairs[:, side] < 0) | (pairs[:, side] >= n)
        if is_out.any():
            where = int(np.flatnonzero(is_out)[0])
            raise NetworkError(
                name,
                f"holds node {pairs[where, side]} at row {where}, column {side}",
                f"nodes are 0..{n - 1}; renumber them, or leave the pair out",
            )
    if scores.kind != "bipartite" and (pairs[:, 0] == pairs[:, 1]).any():
        node = int(pairs[pairs[:, 0] == pairs[:, 1]][0, 0])
        raise NetworkError(name, f"pairs node {node} with itself", "leave the pair out")
    if scores.kind == "undirected":
        pairs = np.sort(pairs, axis=1)
    keys, counts = np.unique(pairs[:, 0] * scores.n_right + pairs[:, 1], return_counts=True)
    if counts.max() > 1:
        left, right = divmod(int(keys[counts.argmax()]), scores.n_right)
        raise NetworkError(name, f"holds the pair ({left}, {right}) twice", "keep each pair once")
    return pairs


def check_apart(true_pairs: Index, known_pairs: Index, scores: PairScores) -> None:
    """Refuse a pair that is both to be ranked and to be left out."""
    both = np.intersect1d(
        true_pairs[:, 0] * scores.n_right + true_pairs[:, 1],
        known_pairs[:, 0] * scores.n_right + known_pairs[:, 1],
    )
    if both.size:
        left, right = divmod(int(both[0]), scores.n_right)
        raise NetworkError(
            "known_pairs",
            f"holds the true pair ({left}, {right})",
            "a pair is either left out or ranked",
        )


def by_row(pairs: Index, scores: PairScores, *, with_self: bool = False) -> ByRow:
    """Sort pairs by left node; pairs without direction stand in the rows of both ends."""
    number = np.arange(len(pairs))
    left, right = pairs[:, 0], pairs[:, 1]
    if scores.kind == "undirected":
        left, right = np.concatenate((left, right)), np.concatenate((right, left))
        number = np.concatenate((number, number))
    if with_self and scores.kind != "bipartite":
        own = np.arange(scores.n_left)
        left, right = np.concatenate((left, own)), np.concatenate((right, own))
        number = np.concatenate((number, np.full(own.size, -1)))
    order = np.lexsort((right, left))
    start = np.searchsorted(left[order], np.arange(scores.n_left + 1))
    return ByRow(start.astype(np.int64), right[order], number[order])
