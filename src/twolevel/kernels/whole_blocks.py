"""Simple graphs in blocks that do not touch one another, each drawn on its own.

A block is a pair of countries (its ties join a left and a right node) or one country (`is_square`;
its ties join any two nodes). Blocks are small, so one at a time stays in the nearest cache.

Most blocks take swap steps: two ties e, f of the block, uniformly; they exchange their right ends,
in a square block after turning f around with probability 1/2; where that would make a loop or a
double tie the graph stays, and the step counts. Each exchange undoes itself with the same
probability, so the law is uniform; exchanges connect all simple graphs of given degrees (Ryser
1957, doi:10.4153/CJM-1957-044-3; Taylor 1981, doi:10.1007/BFb0091828).

Blocks with `is_matched` are drawn afresh each time: right ends in uniform order, begun again at
the first double tie. Each simple graph comes from as many orders, so that law is uniform too.

Arrays: `left`, `right` local nodes of each tie, unsigned; ties of block b are
`first[b]:first[b + 1]`. The cell of nodes u, v is `cell_first[b] + u * width[b] + v`, in a square
block with u < v; `bitmap` is 1 where a tie is and 0 elsewhere, `observed` the same of the observed
graph. The weight of a cell is `weights[weight_first[b] + row_of[left_first[b] + u] *
weight_width[b] + row_of[right_first[b] + v]]`. `state` is four words of `random_stream`.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into
from twolevel.kernels.random_stream import advance

U64 = np.uint64
HERE = np.uint8(1)
GONE = np.uint8(0)
MOST = np.int64(2**62)
LOW32 = np.uint64(0xFFFFFFFF)


@compiled(nogil=True, inline="always")
def place_below(bits32, n):  # type: ignore[no-untyped-def]
    """Return what `below` does, unsigned: such an index is not tested for being negative."""
    return (bits32 * n) >> U64(32)


@compiled_within()
def swap_between(left, right, bitmap, at, width, n_steps, state):  # type: ignore[no-untyped-def]
    """Take steps in a block of two sides, in place; written without branches, which would guess.

    Where both ties have the same left or the same right end, the exchange leads to a tie that is
    there, so no test of its own is needed.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties, at, width = U64(left.size), U64(at), U64(width)
    for _ in range(n_steps):
        bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        e = place_below(bits >> U64(32), n_ties)
        f = place_below(bits & LOW32, n_ties)
        x, y = U64(right[e]), U64(right[f])
        row_e, row_f = at + U64(left[e]) * width, at + U64(left[f]) * width
        at_e, at_f = bitmap[row_e + y], bitmap[row_f + x]
        stays = at_e | at_f
        moves = HERE - stays
        bitmap[row_e + x] = stays
        bitmap[row_f + y] = stays
        bitmap[row_e + y] = at_e | moves
        bitmap[row_f + x] = at_f | moves
        right[e] = y if moves else x
        right[f] = x if moves else y
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3


@compiled(nogil=True, inline="always")
def cell_of(at, width, u, v, is_square):  # type: ignore[no-untyped-def]
    """Return the cell of two nodes, in a square block with either of them first."""
    if is_square and v < u:
        u, v = v, u
    return U64(at) + U64(u) * U64(width) + U64(v)


@compiled_within()
def swap_within(left, right, bitmap, at, width, n_steps, state):  # type: ignore[no-untyped-def]
    """Take steps in a square block, in place."""
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties = U64(left.size)
    for _ in range(n_steps):
        bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        e = place_below(bits >> U64(32), n_ties)
        half = place_below(bits & LOW32, U64(2) * n_ties)
        f = half >> U64(1)
        a, x = left[e], right[e]
        b, y = left[f], right[f]
        if half & U64(1):
            b, y = y, b
        if x == y or a in (b, y) or b == x:
            continue
        to_e, to_f = cell_of(at, width, a, y, True), cell_of(at, width, b, x, True)
        if bitmap[to_e] | bitmap[to_f]:
            continue
        bitmap[cell_of(at, width, a, x, True)] = GONE
        bitmap[cell_of(at, width, b, y, True)] = GONE
        bitmap[to_e] = HERE
        bitmap[to_f] = HERE
        right[e] = y
        left[f], right[f] = b, x
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3


@compiled(nogil=True)
def match(left, right, bitmap, at, width, most, state):  # type: ignore[no-untyped-def]
    """Fill `right` with a uniform order of itself that has no double tie.

    No tie is in the bitmap before, all are after. Return the number of ends placed on the way; it
    stops after `most`, and what `right` holds is then no draw.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties = U64(right.size)
    e = U64(0)
    n_placed = 0
    while e < n_ties and n_placed < most:
        bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        other = e + place_below(bits >> U64(32), n_ties - e)
        right[e], right[other] = right[other], right[e]
        cell = cell_of(at, width, left[e], right[e], False)
        n_placed += 1
        if bitmap[cell]:
            for k in range(e):
                bitmap[cell_of(at, width, left[U64(k)], right[U64(k)], False)] = GONE
            e = U64(0)
            continue
        bitmap[cell] = HERE
        e += U64(1)
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return n_placed


@compiled(nogil=True)
def cheap_to_match(  # type: ignore[no-untyped-def]
    left, right, first, cell_first, width, is_square, n_trials, most_per_tie, bitmap, state, cheap
):
    """Fill `cheap`: whether a block's matchings take at most so many placements for each tie.

    Right ends begin in order, so that the answer depends on degrees alone, not on the graph.
    """
    for b in range(width.size):
        a, z, at, w = first[b], first[b + 1], cell_first[b], width[b]
        most = n_trials * most_per_tie * (z - a)
        there = np.sort(right[a:z])
        for _ in range(n_trials):
            if most > 0 and not is_square[b]:
                most -= match(left[a:z], there, bitmap, at, w, most, state)
                bitmap[at : at + w * (left[a:z].max() + 1)] = GONE
        cheap[b] = most > 0 and not is_square[b]


@compiled(nogil=True)
def mark(left, right, bitmap, at, width, is_square, value):  # type: ignore[no-untyped-def]
    """Set the cell of each tie."""
    for e in range(left.size):
        bitmap[cell_of(at, width, left[e], right[e], is_square)] = value


@compiled_within()
def clear(left, right, bitmap, observed, at, width, is_square):  # type: ignore[no-untyped-def]
    """Take each tie from the bitmap; return the number of ties that the observed graph lacks."""
    n_new = 0
    for e in range(left.size):
        cell = cell_of(at, width, left[e], right[e], is_square)
        bitmap[cell] = GONE
        n_new += HERE - observed[cell]
    return n_new


@compiled_within()
def add_weights(left, right, row_of, left_first, right_first, weights, at, width):  # type: ignore[no-untyped-def]
    """Return the sum of the weights of the ties of a block."""
    total = weights[0] - weights[0]
    rows, columns, at, width = U64(left_first), U64(right_first), U64(at), U64(width)
    for e in range(left.size):
        row, column = row_of[rows + left[e]], row_of[columns + right[e]]
        total += weights[at + row * width + column]
    return total


@compiled(nogil=True)
def move(left, right, bitmap, at, width, is_square, is_matched, n_steps, state):  # type: ignore[no-untyped-def]
    """Draw the block afresh, or take steps; its ties are in the bitmap after, not before."""
    if is_matched:
        match(left, right, bitmap, at, width, MOST, state)
        return
    mark(left, right, bitmap, at, width, is_square, HERE)
    if is_square:
        swap_within(left, right, bitmap, at, width, n_steps, state)
    else:
        swap_between(left, right, bitmap, at, width, n_steps, state)


@compiled(nogil=True)
def forward_blocks(  # type: ignore[no-untyped-def]
    left, right, first, cell_first, width, is_square, is_matched, steps, bitmap, state
):
    """Move each block, `steps[b]` steps where it takes any; `bitmap` is 0 before and after."""
    for b in range(steps.size):
        a, z, at, w = first[b], first[b + 1], cell_first[b], width[b]
        move(left[a:z], right[a:z], bitmap, at, w, is_square[b], is_matched[b], steps[b], state)
        mark(left[a:z], right[a:z], bitmap, at, w, is_square[b], GONE)


@compiled(nogil=True)
def draws_in_blocks(  # type: ignore[no-untyped-def]
    hub_left, hub_right, left, right, first, cell_first, width, is_square, is_matched, is_weighty,
    row_of, left_first, right_first, weight_first, weight_width, weights, steps, idle_every,
    bitmap, observed, state, statistics, moved,
):  # fmt: skip
    """Fill `statistics` and `moved` with independent runs from the hub.

    `left`, `right` are those of the observed graph on entry, and are written over; `bitmap` and
    `observed` are 0. A block that is not `is_weighty` adds nothing to the statistic: it runs for
    one draw in `idle_every` only, whose moved ties stand for those of the draws after it.
    """
    for b in range(steps.size):
        a, z = first[b], first[b + 1]
        mark(left[a:z], right[a:z], observed, cell_first[b], width[b], is_square[b], HERE)
    idle_moved = 0
    for draw in range(statistics.size):
        total = weights[0] - weights[0]
        busy_moved = 0
        is_full = draw % idle_every == 0
        if is_full:
            idle_moved = 0
        for b in range(steps.size):
            if not is_full and not is_weighty[b]:
                continue
            a, z, at, w, square = first[b], first[b + 1], cell_first[b], width[b], is_square[b]
            here, there = left[a:z], right[a:z]
            copy_into(here, hub_left[a:z])
            copy_into(there, hub_right[a:z])
            move(here, there, bitmap, at, w, square, is_matched[b], steps[b], state)
            n_new = clear(here, there, bitmap, observed, at, w, square)
            if is_weighty[b]:
                busy_moved += n_new
                total += add_weights(
                    here, there, row_of, left_first[b], right_first[b], weights, weight_first[b],
                    weight_width[b],
                )  # fmt: skip
            else:
                idle_moved += n_new
        statistics[draw] = total
        moved[draw] = busy_moved + idle_moved


@compiled(nogil=True)
def trace_in_blocks(  # type: ignore[no-untyped-def]
    left, right, first, cell_first, width, is_square, is_stepping, row_of, left_first,
    right_first, weight_first, weight_width, weights, thin, bitmap, state, trace,
):  # fmt: skip
    """Run the blocks that step, in place; fill `trace` after each `thin` steps of all of them.

    A block of m of the M ties takes m / M of the steps, rounded so that none are lost.
    """
    n_ties = 0
    for b in range(width.size):
        if is_stepping[b]:
            a, z = first[b], first[b + 1]
            n_ties += z - a
            mark(left[a:z], right[a:z], bitmap, cell_first[b], width[b], is_square[b], HERE)
    for record in range(trace.size):
        total = weights[0] - weights[0]
        for b in range(width.size):
            if not is_stepping[b]:
                continue
            a, z, at, w = first[b], first[b + 1], cell_first[b], width[b]
            size = z - a
            n_steps = (record + 1) * thin * size // n_ties - record * thin * size // n_ties
            if is_square[b]:
                swap_within(left[a:z], right[a:z], bitmap, at, w, n_steps, state)
            else:
                swap_between(left[a:z], right[a:z], bitmap, at, w, n_steps, state)
            total += add_weights(
                left[a:z], right[a:z], row_of, left_first[b], right_first[b], weights,
                weight_first[b], weight_width[b],
            )  # fmt: skip
        trace[record] = total
