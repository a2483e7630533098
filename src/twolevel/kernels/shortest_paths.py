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


@compiled(nogil=True)
def add_dependencies(start, neighbour, held, sources, weight, total):  # type: ignore[no-untyped-def]
    """Add to `total` the dependencies of some sources on each node, each times its weight.

    After Brandes (2001). The ties that lie on shortest paths are kept in the order in which they
    were found; backward, all that leave a node come before those that reach it. `start` (n + 1,)
    and `neighbour` (2 m,) hold the graph by rows, `held` (n,) how many nodes each stands for,
    `sources` and `weight` (k,); `total` has shape (n,).
    """
    n = start.size - 1
    distance = np.full(n, -1, dtype=np.int32)
    paths = np.zeros(n)
    dependency = np.zeros(n)
    order = np.empty(n, dtype=np.int32)
    nearer = np.empty(neighbour.size // 2, dtype=np.int32)
    further = np.empty(neighbour.size // 2, dtype=np.int32)
    for k in range(sources.size):
        s = sources[k]
        distance[s] = 0
        paths[s] = 1.0
        order[0] = s
        head, tail, n_used = 0, 1, 0
        while head < tail:
            v = order[head]
            head += 1
            step = distance[v] + 1
            for e in range(start[v], start[v + 1]):
                w = neighbour[e]
                if distance[w] < 0:
                    distance[w] = step
                    order[tail] = w
                    tail += 1
                if distance[w] == step:
                    paths[w] += paths[v]
                    nearer[n_used] = v
                    further[n_used] = w
                    n_used += 1
        for i in range(n_used - 1, -1, -1):
            v, w = nearer[i], further[i]
            dependency[v] += paths[v] * ((held[w] + dependency[w]) / paths[w])
        dependency[s] = 0.0
        for i in range(tail):
            v = order[i]
            total[v] += weight[k] * dependency[v]
            distance[v] = -1
            paths[v] = 0.0
            dependency[v] = 0.0
