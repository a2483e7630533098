"""Swap chains on simple bipartite graphs in strata, with a statistic kept up to date.

A step picks a tie e uniformly and a tie f uniformly in the stratum of e, and exchanges their right
ends, unless e = f or the exchange would make a double tie; then the graph stays, and the step
counts. The probability of a step does not depend on the graph and each exchange undoes itself, so
the chain is symmetric and its stationary law is uniform. Exchanges connect all simple graphs of
given degrees in a stratum (Ryser 1957, doi:10.4153/CJM-1957-044-3); e = f makes it aperiodic.

Arrays: `col` right end of each tie; `bitmap` one byte per cell, 1 where a tie is, and `bits` a bit
for each; `row_start` so
that `row_start[e] + col[e]` is the cell of tie e; `first`, `size` the run of ties that is the
stratum of e; `state` four words of `random_stream`.

Asks the processor for a number of an array before a loop comes to it.

What a step of a chain looks at lies anywhere in tables that are larger than the near caches. Steps
that are drawn some time before they are taken need not wait for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into
from twolevel.kernels.random_stream import advance, below

U64 = np.uint64
AHEAD = 16
"""Steps that are drawn before they are taken: what they look at is fetched meanwhile."""

NEAR = 1 << 18
"""Bytes of a table that a near cache holds: nothing of it need be fetched."""

ROW, WEIGHTS, FIRST, SIZE = 0, 1, 2, 3
"""What lies side by side for each tie, so that a step finds it in one place of memory."""


@compiled_within()
def side_by_side(row_start, weight_row, first, size):  # type: ignore[no-untyped-def]
    """Return the four numbers of each tie beside each other, shape (n_ties, 4)."""
    of_tie = np.empty((first.size, 4), dtype=np.int32)
    for e in range(first.size):
        of_tie[e, ROW], of_tie[e, WEIGHTS] = row_start[e], weight_row[e]
        of_tie[e, FIRST], of_tie[e, SIZE] = first[e], size[e]
    return of_tie


@compiled(nogil=True, inline="always")
def at(number):  # type: ignore[no-untyped-def]
    """Return a number of 32 bits, never below 0, as a place that is not counted from behind."""
    return np.int64(np.uint32(number))


@compiled(nogil=True, inline="always")
def draw_ahead(e_of, f_of, n_ahead, of_tie, n_ties, s0, s1, s2, s3):  # type: ignore[no-untyped-def]
    """Draw the two ties of the next steps; return the words of the state after them."""
    for k in range(n_ahead):
        drawn, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        e = below(drawn >> U64(32), n_ties)
        e_of[k] = e
        f_of[k] = of_tie[e, FIRST] + below(drawn & U64(0xFFFFFFFF), of_tie[e, SIZE])
    return s0, s1, s2, s3


@compiled(nogil=True)
def packed(bitmap):  # type: ignore[no-untyped-def]
    """Return a bit for each cell: of ten times the ties they still lie in a near cache."""
    bits = np.zeros(bitmap.size // 8 + 1, dtype=np.uint8)
    for cell in range(bitmap.size):
        if bitmap[cell]:
            bits[cell >> 3] |= np.uint8(1 << (cell & 7))
    return bits


@compiled(nogil=True, inline="always")
def is_set(bits, cell):  # type: ignore[no-untyped-def]
    """Tell whether a tie is in a cell."""
    return (np.int64(bits[cell >> 3]) >> (cell & 7)) & 1


@compiled(nogil=True, inline="always")
def turn(bits, cell):  # type: ignore[no-untyped-def]
    """Put a tie into a cell, or take it away."""
    bits[cell >> 3] ^= np.uint8(1 << (cell & 7))


@compiled_within()
def swap_in_bits(  # type: ignore[no-untyped-def]
    col, bits, of_tie, weights, flags, n_steps, state
):
    """Take steps in place; return how much the sum of `weights[weight_row[e] + col[e]]` changed.

    Where all weights are 0 or 1, `flags` holds a bit for each, which lie nearer; else it is None.
    Without `weights` nothing is summed, and the change is 0.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties = col.size
    change = 0 if weights is None else weights[0] - weights[0]
    e_of, f_of = np.empty(AHEAD, np.uint32), np.empty(AHEAD, np.uint32)
    is_far = bits.size > NEAR
    for begin in range(0, n_steps, AHEAD):
        n_ahead = min(AHEAD, n_steps - begin)
        s0, s1, s2, s3 = draw_ahead(e_of, f_of, n_ahead, of_tie, n_ties, s0, s1, s2, s3)
        for k in range(n_ahead if is_far else 0):
            fetch_cells(bits, weights, flags, col, of_tie, e_of[k], f_of[k])
        for k in range(n_ahead):
            e, f = e_of[k], f_of[k]
            x, y = at(col[e]), at(col[f])
            at_e, at_f = at(of_tie[e, ROW]), at(of_tie[f, ROW])
            # Asked at once: the processor guesses one answer better than two.
            taken = is_set(bits, at_e + y) | is_set(bits, at_f + x)
            if x == y or at_e == at_f or taken:
                continue
            turn(bits, at_e + x)
            turn(bits, at_f + y)
            turn(bits, at_e + y)
            turn(bits, at_f + x)
            col[e], col[f] = y, x
            if weights is None:
                continue
            a, b = at(of_tie[e, WEIGHTS]), at(of_tie[f, WEIGHTS])
            if flags is None:
                change += weights[a + y] - weights[a + x] + weights[b + x] - weights[b + y]
            else:
                change += is_set(flags, a + y) - is_set(flags, a + x)
                change += is_set(flags, b + x) - is_set(flags, b + y)
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return change


@compiled(nogil=True, inline="always")
def fetch_cells(bits, weights, flags, col, of_tie, e, f):  # type: ignore[no-untyped-def]
    """Fetch what a step looks at; where a step before it moves its ties, it waits for some."""
    x, y = np.int64(col[e]), np.int64(col[f])
    at_e, at_f = np.int64(of_tie[e, ROW]), np.int64(of_tie[f, ROW])
    fetch(bits, (at_e + x) >> 3)
    fetch(bits, (at_e + y) >> 3)
    fetch(bits, (at_f + x) >> 3)
    fetch(bits, (at_f + y) >> 3)
    if flags is None and weights is not None:
        a, b = np.int64(of_tie[e, WEIGHTS]), np.int64(of_tie[f, WEIGHTS])
        fetch(weights, a + x)
        fetch(weights, a + y)
        fetch(weights, b + x)
        fetch(weights, b + y)


@compiled(nogil=True)
def swap_weighted(  # type: ignore[no-untyped-def]
    col, bitmap, row_start, weight_row, first, size, weights, flags, n_steps, state
):
    """Take the steps of `swap_in_bits`, and keep the bitmap up to date."""
    bits = packed(bitmap)
    for e in range(col.size):
        bitmap[row_start[e] + col[e]] = 0
    of_tie = side_by_side(row_start, weight_row, first, size)
    change = swap_in_bits(col, bits, of_tie, weights, flags, n_steps, state)
    for e in range(col.size):
        bitmap[row_start[e] + col[e]] = 1
    return change


@compiled(nogil=True, inline="always")
def add_cover(pair, by, pointer, cells, cover, cell_ties):  # type: ignore[no-untyped-def]
    """Add `by` to the cover of a pair's cells; return the change in ties covered at least once."""
    change = 0
    start, end = pointer[pair], pointer[pair + 1]
    if start == end:
        return change
    for k in range(start, end):
        cell = cells[k]
        was_covered = cover[cell] > 0
        cover[cell] += by
        is_covered = cover[cell] > 0
        if was_covered != is_covered:
            change += cell_ties[cell] if is_covered else -cell_ties[cell]
    return change


@compiled(nogil=True)
def swap_covering(  # type: ignore[no-untyped-def]
    col, bitmap, row_start, pair_row, first, size, pointer, cells, cover, cell_ties, n_steps, state
):
    """Take steps of the upper ties in place; return the change in lower ties inside.

    Pair `pair_row[e] + col[e]` covers the cells `cells[pointer[pair]:pointer[pair + 1]]`; a cell
    holds `cell_ties` lower ties, which are inside while its `cover` is above 0.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties = col.size
    change = 0
    for _ in range(n_steps):
        bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        e = below(bits >> U64(32), n_ties)
        f = at(first[e]) + below(bits & U64(0xFFFFFFFF), size[e])
        x, y, at_e, at_f = at(col[e]), at(col[f]), at(row_start[e]), at(row_start[f])
        if x == y or at_e == at_f or bitmap[at_e + y] | bitmap[at_f + x]:
            continue
        bitmap[at_e + x] = 0
        bitmap[at_f + y] = 0
        bitmap[at_e + y] = 1
        bitmap[at_f + x] = 1
        col[e], col[f] = y, x
        a, b = at(pair_row[e]), at(pair_row[f])
        change += add_cover(a + x, -1, pointer, cells, cover, cell_ties)
        change += add_cover(b + y, -1, pointer, cells, cover, cell_ties)
        change += add_cover(a + y, 1, pointer, cells, cover, cell_ties)
        change += add_cover(b + x, 1, pointer, cells, cover, cell_ties)
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return change


@compiled_within()
def count_moved(col, row_start, observed_bitmap):  # type: ignore[no-untyped-def]
    """Return the number of ties that the observed graph does not hold."""
    moved = 0
    for e in range(col.size):
        if observed_bitmap[row_start[e] + col[e]] == 0:
            moved += 1
    return moved


@compiled_within()
def put_back(col, hub_col, row_start, bitmap):  # type: ignore[no-untyped-def]
    """Set the ties back to the hub: cells that no tie was in are not looked at."""
    for e in range(col.size):
        bitmap[row_start[e] + col[e]] = 0
    for e in range(col.size):
        bitmap[row_start[e] + hub_col[e]] = 1
        col[e] = hub_col[e]


@compiled(nogil=True, inline="always")
def count_flags(col, of_tie, flags):  # type: ignore[no-untyped-def]
    """Count the ties of which the weight is 1."""
    n_set = 0
    for e in range(col.size):
        n_set += is_set(flags, at(of_tie[e, WEIGHTS]) + at(col[e]))
    return n_set


@compiled_within()
def change_of_run(  # type: ignore[no-untyped-def]
    hub_col, col, bits, of_tie, weights, flags, n_steps, state
):
    """Take the steps of `swap_in_bits` from the hub; whole numbers are summed when they end."""
    if flags is None:
        return swap_in_bits(col, bits, of_tie, weights, flags, n_steps, state)
    swap_in_bits(col, bits, of_tie, None, None, n_steps, state)
    return count_flags(col, of_tie, flags) - count_flags(hub_col, of_tie, flags)


@compiled(nogil=True)
def draws_weighted(  # type: ignore[no-untyped-def]
    hub_col, hub_bitmap, observed_bitmap, row_start, weight_row, first, size, weights, flags,
    n_steps, state, changes, moved,
):  # fmt: skip
    """Fill `changes` and `moved` with independent runs of `n_steps` steps from the hub."""
    col, bits, observed = hub_col.copy(), packed(hub_bitmap), packed(observed_bitmap)
    of_tie = side_by_side(row_start, weight_row, first, size)
    for draw in range(changes.size):
        for e in range(col.size):  # back to the hub, cell by cell that a tie was in
            turn(bits, np.int64(row_start[e]) + col[e])
        for e in range(col.size):
            turn(bits, np.int64(row_start[e]) + hub_col[e])
            col[e] = hub_col[e]
        changes[draw] = change_of_run(
            hub_col, col, bits, of_tie, weights, flags, n_steps, state
        )  # fmt: skip
        n_new = 0
        for e in range(col.size):
            n_new += 1 - is_set(observed, np.int64(row_start[e]) + col[e])
        moved[draw] = n_new


@compiled(nogil=True)
def draws_covering(  # type: ignore[no-untyped-def]
    hub_col, hub_bitmap, observed_bitmap, row_start, pair_row, first, size, pointer, cells,
    hub_cover, cell_ties, n_steps, state, changes, moved,
):  # fmt: skip
    """Fill `changes` and `moved` with independent runs of the upper ties from the hub."""
    col, bitmap, cover = hub_col.copy(), hub_bitmap.copy(), hub_cover.copy()
    for draw in range(changes.size):
        put_back(col, hub_col, row_start, bitmap)
        copy_into(cover, hub_cover)
        changes[draw] = swap_covering(
            col, bitmap, row_start, pair_row, first, size, pointer, cells, cover, cell_ties,
            n_steps, state,
        )  # fmt: skip
        moved[draw] = count_moved(col, row_start, observed_bitmap)


@compiled(nogil=True)
def trace_weighted(  # type: ignore[no-untyped-def]
    col, bitmap, row_start, weight_row, first, size, weights, flags, thin, state, trace
):
    """Run one chain in place; fill `trace` with the summed change after each `thin` steps."""
    bits = packed(bitmap)
    of_tie = side_by_side(row_start, weight_row, first, size)
    total = weights[0] - weights[0]
    for record in range(trace.size):
        total += swap_in_bits(col, bits, of_tie, weights, flags, thin, state)
        trace[record] = total


@compiled(nogil=True)
def trace_covering(  # type: ignore[no-untyped-def]
    col, bitmap, row_start, pair_row, first, size, pointer, cells, cover, cell_ties, thin, state,
    trace,
):  # fmt: skip
    """Run one chain of the upper ties in place; fill `trace` after each `thin` steps."""
    total = 0
    for record in range(trace.size):
        total += swap_covering(
            col, bitmap, row_start, pair_row, first, size, pointer, cells, cover, cell_ties, thin,
            state,
        )  # fmt: skip
        trace[record] = total


_READ, _KEEP, _DATA = 0, 3, 1
"""Arguments of LLVM: it will be read, again and again, and is no code."""
_compiler: Any = cgutils


def _fetch(_typing: Any, array: Any, _at: Any) -> Any:
    """Ask for `array[at]`, an array of one dimension laid out whole; nothing is read or checked."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        ir = _compiler.ir
        held = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = _compiler.get_item_pointer(
            context, builder, signature.args[0], held, [arguments[1]], wraparound=False
        )
        byte = builder.bitcast(place, _compiler.voidptr_t)
        number = _compiler.int32_t
        kind = ir.FunctionType(ir.VoidType(), [byte.type, number, number, number])
        function = _compiler.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(function, [byte, number(_READ), number(_KEEP), number(_DATA)])
        return context.get_dummy_value()

    return types.void(array, types.intp), code


fetch: Any = intrinsic(_fetch)
