"""Scores of all pairs, row by row in tiles, and what they are counted for.

Sums keep their order and are never fused, so a pair has the same score to the last bit wherever it
is computed, from either end, alone or in a tile: ties in score are exact.

A score is found among the thresholds (the scores of the true pairs) by a grid of cells between the
lowest and the highest: most cells hold no threshold and are only counted; where a cell holds some,
they are searched. The cell is a monotone function of the score, so the counts are exact.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within

TILE = 512  # scores of a tile stay in the nearest cache
BLOCK = 16  # rows that share a tile of factors
FACTORS = 8  # factors are filled up with zeros to a multiple of this
HELD = -(2**31)  # in `counts` from the start where a cell holds thresholds: stays below 0


@compiled_within()
def score_tile(  # type: ignore[no-untyped-def]
    factors, right, left_term, right_term, shared, first, score
):
    """Fill `score` with the scores of one row and the tile of columns from `first` on.

    `factors` (d,); `right` (d, n_columns) whole, since rows of a part of it would not be known to
    be contiguous; `right_term` and `shared` (group terms) of the tile alone.
    """
    end = first + score.size
    n = score.size
    for j in range(n):
        score[j] = (left_term + right_term[j]) + shared[j]
    for d in range(0, factors.size, FACTORS):
        f0, f1, f2, f3 = factors[d], factors[d + 1], factors[d + 2], factors[d + 3]
        f4, f5, f6, f7 = factors[d + 4], factors[d + 5], factors[d + 6], factors[d + 7]
        r0, r1 = right[d, first:end], right[d + 1, first:end]
        r2, r3 = right[d + 2, first:end], right[d + 3, first:end]
        r4, r5 = right[d + 4, first:end], right[d + 5, first:end]
        r6, r7 = right[d + 6, first:end], right[d + 7, first:end]
        for j in range(n):
            s = ((score[j] + f0 * r0[j]) + f1 * r1[j]) + f2 * r2[j]
            s = ((s + f3 * r3[j]) + f4 * r4[j]) + f5 * r5[j]
            score[j] = (s + f6 * r6[j]) + f7 * r7[j]


@compiled_within()
def add_group_terms(row, first, left_label, right_label, tables, shared):  # type: ignore[no-untyped-def]
    """Fill `shared` with the sum of the group terms of a row and the columns from `first` on."""
    shared[:] = 0.0
    for term in range(len(tables)):
        mine = tables[term][left_label[term, row]]
        labels = right_label[term, first : first + shared.size]
        for j in range(shared.size):
            shared[j] += mine[labels[j]]


@compiled(nogil=True)
def scores_of_pairs(  # type: ignore[no-untyped-def]
    pairs, left_factors, right_factors, left_term, right_term, left_label, right_label, tables,
    score,
):  # fmt: skip
    """Fill `score` with the scores of some pairs, shape (n_pairs, 2)."""
    shared = np.empty(1)
    for e in range(score.size):
        i, j = pairs[e, 0], pairs[e, 1]
        add_group_terms(i, j, left_label, right_label, tables, shared)
        score_tile(
            left_factors[i], right_factors, left_term[i], right_term[j : j + 1], shared, j,
            score[e : e + 1],
        )  # fmt: skip


@compiled_within()
def has_same_groups(row, other, left_label):  # type: ignore[no-untyped-def]
    """Return whether two rows have the same group in every term."""
    for term in range(left_label.shape[0]):
        if left_label[term, row] != left_label[term, other]:
            return False
    return True


@compiled_within()
def leave_out(columns, at, end, first, score):  # type: ignore[no-untyped-def]
    """Put the scores of sorted columns in a tile below all others; return the next column."""
    while at < end and columns[at] < first + score.size:
        score[columns[at] - first] = -np.inf
        at += 1
    return at


@compiled_within()
def n_above(score, threshold):  # type: ignore[no-untyped-def]
    """Return how many scores are above a threshold."""
    n = 0
    for j in range(score.size):
        n += score[j] > threshold
    return n


@compiled_within()
def above_and_equal(score, threshold):  # type: ignore[no-untyped-def]
    """Return how many scores are above a threshold, and how many equal it."""
    above = 0
    equal = 0
    for j in range(score.size):
        above += score[j] > threshold
        equal += score[j] == threshold
    return above, equal


@compiled_within()
def keep_best(score, first, best_score, best_index):  # type: ignore[no-untyped-def]
    """Let the scores of a tile into the sorted best of a row; the lower index wins a tie."""
    k = best_score.size
    for j in range(score.size):
        x = score[j]
        if x > best_score[k - 1]:
            at = k - 1
            while at > 0 and best_score[at - 1] < x:
                best_score[at] = best_score[at - 1]
                best_index[at] = best_index[at - 1]
                at -= 1
            best_score[at] = x
            best_index[at] = first + j


@compiled_within()
def fill_cells(score, low, scale, last, cells):  # type: ignore[no-untyped-def]
    """Fill `cells` with the cell of each score, 0..last."""
    top = np.float64(last)
    for j in range(score.size):
        x = (score[j] - low) * scale
        x = 0.0 if x < 0.0 else x
        x = top if x > top else x
        cells[j] = np.int32(x)


@compiled_within()
def count_cells(  # type: ignore[no-untyped-def]
    score, cells, cell_start, thresholds, counts, slots, found
):
    """Count each score in its cell; where the cell is `HELD` by thresholds, in its slot too.

    The first loop has no branch that cannot be foretold; `found` is room for its finds.
    """
    n_found = 0
    for j in range(score.size):
        n = counts[cells[j]]
        counts[cells[j]] = n + 1
        found[n_found] = j
        n_found += n < 0
    for f in range(n_found):
        j = found[f]
        x = score[j]
        at, end = cell_start[cells[j]], cell_start[cells[j] + 1]
        while end - at > 8:
            middle = (at + end) >> 1
            if thresholds[middle] < x:
                at = middle + 1
            else:
                end = middle
        below = at
        same = 0
        for r in range(at, min(end + 1, thresholds.size)):
            below += thresholds[r] < x
            same |= thresholds[r] == x
        slots[2 * below + same] += 1


@compiled(nogil=True)
def rank_rows(  # type: ignore[no-untyped-def]
    rows, left_factors, right_factors, left_term, right_term, left_label, right_label, tables,
    known_start, known_column, true_start, true_column, true_score, is_half, low, scale,
    cell_start, thresholds, counts, slots, above, equal, best_score, best_index,
):  # fmt: skip
    """Go over all pairs of some rows; count their scores and keep the best of each row.

    Pairs of row i to be left out are `known_column[known_start[i] : known_start[i + 1]]`, sorted,
    the true pairs likewise. `above` and `equal` (n_true,) are filled for these rows: false pairs of
    the same row with a higher or the same score. `counts` and `slots` count the false pairs, of the
    columns after i only where `is_half`, and what is left out as the lowest of all. `best_score`
    and `best_index`, (rows, k), hold the best of all pairs that are not left out.
    """
    n_columns, k = right_term.size, best_score.shape[1]
    score, cells = np.empty(TILE), np.empty(TILE, np.int32)
    shared, found = np.empty(TILE), np.empty(TILE + 1, np.int32)
    known_at, true_at = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    for block in range(0, rows.size, BLOCK):
        n_rows = min(BLOCK, rows.size - block)
        for r in range(n_rows):
            known_at[r] = known_start[rows[block + r]]
            true_at[r] = true_start[rows[block + r]]
        for first in range(0, n_columns, TILE):
            end = min(first + TILE, n_columns)
            s, terms = score[: end - first], shared[: end - first]
            for r in range(n_rows):
                i = rows[block + r]
                if r == 0 or not has_same_groups(i, rows[block + r - 1], left_label):
                    add_group_terms(i, first, left_label, right_label, tables, terms)
                score_tile(
                    left_factors[i], right_factors, left_term[i], right_term[first:end], terms,
                    first, s,
                )  # fmt: skip
                known_at[r] = leave_out(known_column, known_at[r], known_start[i + 1], first, s)
                if k > 0 and n_above(s, best_score[block + r, k - 1]) > 0:
                    keep_best(s, first, best_score[block + r], best_index[block + r])
                true_at[r] = leave_out(true_column, true_at[r], true_start[i + 1], first, s)
                for e in range(true_start[i], true_start[i + 1]):
                    more, same = above_and_equal(s, true_score[e])
                    above[e] += more
                    equal[e] += same
                begin = max(i + 1 - first, 0) if is_half else 0
                if begin < s.size:
                    fill_cells(s[begin:], low, scale, counts.size - 1, cells)
                    count_cells(s[begin:], cells, cell_start, thresholds, counts, slots, found)
