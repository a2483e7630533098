"""Swap chains on whole simple graphs whose ends are classed, with the ties in a hash table.

A step picks an end h uniformly and an end g uniformly in the class of h, and exchanges the nodes
that stand there; where that would make a loop or a double tie the graph stays, and the step counts.
Each exchange undoes itself with the same probability, so the chain is symmetric and its stationary
law is uniform over the graphs that exchanges reach.

Arrays: `node[2 e]`, `node[2 e + 1]` the nodes of tie e; the class of end h is
`order[first[h]:first[h] + size[h]]`; `table` the keys of all ties, also of those that cannot move,
open addressing with -1 for an empty slot, a power of 2 long; `state` four words of `random_stream`.
The key of nodes u < v is `u * n_nodes + v`; it has the type of the table.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into
from twolevel.kernels.random_stream import advance

U64 = np.uint64
ONE = np.uint64(1)
LOW32 = np.uint64(0xFFFFFFFF)
EMPTY = -1
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio (Knuth, TAOCP 3, 6.4)


@compiled(nogil=True, inline="always")
def key_of(u, v, n_nodes):  # type: ignore[no-untyped-def]
    """Return the key of a pair of nodes."""
    return u * n_nodes + v if u < v else v * n_nodes + u


@compiled(nogil=True, inline="always")
def home_slot(key, shift):  # type: ignore[no-untyped-def]
    """Return the slot where a search for the key begins."""
    return (U64(key) * MIX) >> U64(shift)


@compiled(nogil=True)
def holds(table, shift, key):  # type: ignore[no-untyped-def]
    """Return whether the table holds the key."""
    mask = U64(table.size - 1)
    slot = home_slot(key, shift)
    while table[slot] != EMPTY:
        if table[slot] == key:
            return True
        slot = (slot + ONE) & mask
    return False


@compiled(nogil=True)
def put(table, shift, key):  # type: ignore[no-untyped-def]
    """Put a key that is not there into the table."""
    mask = U64(table.size - 1)
    slot = home_slot(key, shift)
    while table[slot] != EMPTY:
        slot = (slot + ONE) & mask
    table[slot] = key


@compiled(nogil=True)
def take(table, shift, key):  # type: ignore[no-untyped-def]
    """Take a key that is there out of the table, and close the gap it leaves in its run."""
    mask = U64(table.size - 1)
    gap = home_slot(key, shift)
    while table[gap] != key:
        gap = (gap + ONE) & mask
    slot = (gap + ONE) & mask
    while table[slot] != EMPTY:
        home = home_slot(table[slot], shift)
        # The key may fill the gap unless its search begins after the gap.
        if ((slot - home) & mask) >= ((slot - gap) & mask):
            table[gap] = table[slot]
            gap = slot
        slot = (slot + ONE) & mask
    table[gap] = EMPTY


@compiled(nogil=True)
def fill(table, shift, keys):  # type: ignore[no-untyped-def]
    """Put keys into the table."""
    for k in range(keys.size):
        put(table, shift, keys[k])


@compiled(nogil=True)
def swap_halves(node, order, first, size, n_nodes, table, shift, n_steps, state):  # type: ignore[no-untyped-def]
    """Take steps in place."""
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_halves = U64(node.size)
    for _ in range(n_steps):
        bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        h = ((bits >> U64(32)) * n_halves) >> U64(32)
        at = U64(first[h]) + (((bits & LOW32) * U64(size[h])) >> U64(32))
        g = U64(order[at])
        x, y = node[h], node[g]
        a, b = node[h ^ ONE], node[g ^ ONE]
        if x == y or a in (b, y) or b == x:
            continue
        to_h, to_g = key_of(a, y, n_nodes), key_of(b, x, n_nodes)
        if holds(table, shift, to_h) or holds(table, shift, to_g):
            continue
        take(table, shift, key_of(a, x, n_nodes))
        take(table, shift, key_of(b, y, n_nodes))
        put(table, shift, to_h)
        put(table, shift, to_g)
        node[h], node[g] = y, x
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3


@compiled_within()
def sum_weights(node, row_of, weights):  # type: ignore[no-untyped-def]
    """Return the sum over ties of `weights[row, column]` of their nodes."""
    total = weights[0, 0] - weights[0, 0]
    for h in range(0, node.size, 2):
        total += weights[row_of[node[h]], row_of[node[h + 1]]]
    return total


@compiled_within()
def count_new(node, n_nodes, observed, shift):  # type: ignore[no-untyped-def]
    """Return the number of ties that the observed graph lacks."""
    n_new = 0
    for h in range(0, node.size, 2):
        if not holds(observed, shift, key_of(node[h], node[h + 1], n_nodes)):
            n_new += 1
    return n_new


@compiled(nogil=True)
def draws_of_halves(  # type: ignore[no-untyped-def]
    hub, order, first, size, n_nodes, hub_table, observed, shift, row_of, weights, n_steps, state,
    statistics, moved,
):  # fmt: skip
    """Fill `statistics` and `moved` with independent runs of `n_steps` steps from the hub."""
    node, table = hub.copy(), hub_table.copy()
    for draw in range(statistics.size):
        copy_into(node, hub)
        copy_into(table, hub_table)
        swap_halves(node, order, first, size, n_nodes, table, shift, n_steps, state)
        statistics[draw] = sum_weights(node, row_of, weights)
        moved[draw] = count_new(node, n_nodes, observed, shift)


@compiled(nogil=True)
def trace_of_halves(  # type: ignore[no-untyped-def]
    node, order, first, size, n_nodes, table, shift, row_of, weights, thin, state, trace
):
    """Run one chain in place; fill `trace` with the statistic after each `thin` steps."""
    for record in range(trace.size):
        swap_halves(node, order, first, size, n_nodes, table, shift, thin, state)
        trace[record] = sum_weights(node, row_of, weights)
