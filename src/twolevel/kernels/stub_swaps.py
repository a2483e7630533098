"""Swaps of ends on a simple graph of any shape: each tie is a pair of stubs, each stub has a node.

A step picks two ties e and f uniformly and one of the two ways to exchange an end of e with an end
of f, and makes the exchange unless a loop or a double tie would come of it; then the graph stays,
and the step counts. The probability of a step does not depend on the graph and each exchange
undoes itself, so the stationary law is uniform over all simple graphs of these degrees, which such
exchanges connect (Fosdick, Larremore, Nishimura & Ugander 2018, doi:10.1137/16M1087175).

Arrays: `owner` (2 m,) node of each stub, those of a node in a row; `first` (n + 1,) where the row
of each node begins; `mate` (2 m,) the stub at the other end of the tie; `tie` (m,) one stub of each
tie; `state` four words of `random_stream`.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled
from twolevel.kernels.random_stream import advance, below

U64 = np.uint64


@compiled(nogil=True, inline="always")
def are_tied(owner, first, mate, a, b):  # type: ignore[no-untyped-def]
    """Tell whether a tie joins two nodes: the one with fewer stubs is looked through."""
    if first[a + 1] - first[a] > first[b + 1] - first[b]:
        a, b = b, a
    for stub in range(first[a], first[a + 1]):  # noqa: SIM110  numba knows no `any`
        if owner[mate[stub]] == b:
            return True
    return False


@compiled(nogil=True)
def swap_stubs(owner, first, mate, tie, n_steps, state):  # type: ignore[no-untyped-def]
    """Take steps in place; return how many exchanged ends."""
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    n_ties = tie.size
    n_made = 0
    for _ in range(n_steps):
        drawn, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        e = below(drawn >> U64(32), n_ties)
        f = below(drawn & U64(0xFFFFFFFF), n_ties)
        if e == f:
            continue
        drawn, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
        i, k = tie[e], tie[f]
        j, m = mate[i], mate[k]
        if drawn >> U64(63):
            k, m = m, k
        a, b, c, d = owner[i], owner[j], owner[k], owner[m]
        # The two ties become a-d and c-b.
        if a == d or c == b:
            continue
        if are_tied(owner, first, mate, a, d) or are_tied(owner, first, mate, c, b):
            continue
        mate[i], mate[m], mate[k], mate[j] = m, i, j, k
        tie[e], tie[f] = i, k
        n_made += 1
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return n_made
