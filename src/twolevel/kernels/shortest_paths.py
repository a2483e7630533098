"""Shortest paths from a node, and what share of them passes each other one."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled


@compiled(nogil=True)
def component_sizes(start, neighbour, size):  # type: ignore[no-untyped-def]
    """Fill `size` (n,) with the number of nodes of the component that each node lies in."""
    n = start.size - 1
    size[:] = 0
    queue = np.empty(n, dtype=np.int64)
    for s in range(n):
        if size[s] > 0:
            continue
        size[s] = 1
        queue[0] = s
        head, tail = 0, 1
        while head < tail:
            v = queue[head]
            head += 1
            for e in range(start[v], start[v + 1]):
                w = neighbour[e]
                if size[w] == 0:
                    size[w] = 1
                    queue[tail] = w
                    tail += 1
        for i in range(tail):
            size[queue[i]] = tail


@compiled(nogil=True)
def cut_trees(start, neighbour, root, held, squares):  # type: ignore[no-untyped-def]
    """Cut the trees that hang on a graph: a node with one tie left goes, again and again.

    Fills, each of shape (n,): `root`, the node that is left on which a node's tree hangs (itself
    where it is left); `held`, how many nodes hang on it, itself counted; `squares`, the sum of the
    squares of its branches' numbers of nodes.
    """
    n = start.size - 1
    queue = np.empty(n, dtype=np.int64)
    left = start[1:] - start[:-1]
    head, tail = 0, 0
    for v in range(n):
        root[v] = v
        held[v] = 1
        squares[v] = 0.0
        if left[v] == 1:
            queue[tail] = v
            tail += 1
    while head < tail:
        v = queue[head]
        head += 1
        if left[v] != 1:
            continue  # the last node of a tree
        left[v] = 0
        for e in range(start[v], start[v + 1]):
            u = neighbour[e]
            if left[u] > 0:
                root[v] = u
                held[u] += held[v]
                squares[u] += float(held[v]) ** 2
                left[u] -= 1
                if left[u] == 1:
                    queue[tail] = u
                    tail += 1
                break
    for i in range(head - 1, -1, -1):  # from the last to go: its parent's root is known
        v = queue[i]
        root[v] = root[root[v]]


NOT_SEEN = 1e300
"""Distance of a node that no path has reached yet."""
ONE = np.uint64(1)
"""Positions have no sign here, or each would be asked whether it is counted from behind."""


@compiled(nogil=True)
def add_dependencies(start, neighbour, held, sources, weight, total):  # type: ignore[no-untyped-def]
    """Add to `total` the dependencies of some sources on each node, each times its weight.

    After Brandes (2001). The ends of ties that lie on shortest paths are kept in the order in which
    they were found, those of a node side by side; backward, a node comes after all that are further
    away. Distance and number of paths of a node share a place in memory. `start` (n + 1,) and
    `neighbour` (2 m,) hold the graph by rows, `held` (n,) how many nodes each stands for, `sources`
    and `weight` (k,); `total` has shape (n,).
    """
    n = start.size - 1
    reached = np.zeros((n, 2))
    reached[:, 0] = NOT_SEEN
    worth = np.empty(n)
    order = np.empty(n + 1, dtype=np.uint32)
    first = np.empty(n, dtype=np.uint64)
    further = np.empty(neighbour.size // 2 + 1, dtype=np.uint32)
    for k in range(sources.size):
        s = np.uint32(sources[k])
        reached[s, 0] = 0.0
        reached[s, 1] = 1.0
        order[0] = s
        head, tail, n_used = np.uint64(0), ONE, np.uint64(0)
        while head < tail:
            v = order[head]
            first[head] = n_used
            head += ONE
            step, paths = reached[v, 0] + 1.0, reached[v, 1]
            for e in range(np.uint64(start[v]), np.uint64(start[v + ONE])):
                w = np.uint32(neighbour[e])
                distance, before = reached[w, 0], reached[w, 1]
                # Written in any case, and kept where the place moves on: whether it does follows
                # no pattern, and a processor that guesses wrong takes longer than the writing.
                further[n_used] = w
                n_used += np.uint64(distance >= step)
                order[tail] = w
                tail += np.uint64(distance > step)
                reached[w, 0] = min(distance, step)
                others = 0.0 if distance > step else before
                reached[w, 1] = others + (paths if distance >= step else 0.0)
        while tail > ONE:
            tail -= ONE
            v = order[tail]
            paths, dependency = reached[v, 1], 0.0
            while n_used > first[tail]:
                n_used -= ONE
                dependency += paths * worth[further[n_used]]
            total[v] += weight[k] * dependency
            worth[v] = (held[v] + dependency) / paths
            reached[v, 0] = NOT_SEEN
        reached[s, 0] = NOT_SEEN
