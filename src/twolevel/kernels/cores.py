"""Peeling a graph: the node with the fewest ties left goes first."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled


@compiled(nogil=True)
def peel(start, neighbour):  # type: ignore[no-untyped-def]
    """Return the core of each node, in time linear in the ties (Batagelj & Zaversnik 2003)."""
    n = start.size - 1
    left = np.empty(n, dtype=np.int64)
    most = 0
    for v in range(n):
        left[v] = start[v + 1] - start[v]
        most = max(most, left[v])
    first = np.zeros(most + 2, dtype=np.int64)
    for v in range(n):
        first[left[v] + 1] += 1
    for d in range(1, most + 2):
        first[d] += first[d - 1]
    place = np.empty(n, dtype=np.int64)
    order = np.empty(n, dtype=np.int64)
    free = first[: most + 1].copy()
    for v in range(n):
        place[v] = free[left[v]]
        order[place[v]] = v
        free[left[v]] += 1
    for i in range(n):
        v = order[i]
        for e in range(start[v], start[v + 1]):
            w = neighbour[e]
            if left[w] > left[v]:
                d = left[w]
                # The first of those with d left changes places with w, and the border moves by one.
                at, head = place[w], first[d]
                other = order[head]
                order[at], order[head] = other, w
                place[w], place[other] = head, at
                first[d] += 1
                left[w] -= 1
    return left
