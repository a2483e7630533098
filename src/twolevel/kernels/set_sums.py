"""Weighted sums of rows that lie side by side, set by set."""

from __future__ import annotations

from twolevel.kernels.compiled import compiled

MOST_ROWS = 128
"""Rows of a set beyond the first that are added as below; numpy halves longer ones."""


@compiled(nogil=True)
def add_sets(start, weight, x, sums):  # type: ignore[no-untyped-def]
    """Fill `sums` (n_sets, k) with the sums of `weight` times the rows of `x` of each set.

    Set s holds the rows from `start[s]` on, at most `MOST_ROWS` after the first. Terms are added in
    the order in which `numpy.add.reduceat` adds them: eight sums side by side, then the rest, then
    the first row. So the numbers are the same, for an eighth of the time.
    """
    n_sets, k = sums.shape
    for s in range(n_sets):
        first = start[s]
        end = start[s + 1] if s + 1 < n_sets else x.shape[0]
        a = first + 1
        n = end - a
        for j in range(k):
            head = weight[first] * x[first, j]
            if n < 8:
                rest = -0.0
                for i in range(a, end):
                    rest += weight[i] * x[i, j]
                sums[s, j] = head + rest
                continue
            t0, t1 = weight[a] * x[a, j], weight[a + 1] * x[a + 1, j]
            t2, t3 = weight[a + 2] * x[a + 2, j], weight[a + 3] * x[a + 3, j]
            t4, t5 = weight[a + 4] * x[a + 4, j], weight[a + 5] * x[a + 5, j]
            t6, t7 = weight[a + 6] * x[a + 6, j], weight[a + 7] * x[a + 7, j]
            whole = a + n - n % 8
            for i in range(a + 8, whole, 8):
                t0 += weight[i] * x[i, j]
                t1 += weight[i + 1] * x[i + 1, j]
                t2 += weight[i + 2] * x[i + 2, j]
                t3 += weight[i + 3] * x[i + 3, j]
                t4 += weight[i + 4] * x[i + 4, j]
                t5 += weight[i + 5] * x[i + 5, j]
                t6 += weight[i + 6] * x[i + 6, j]
                t7 += weight[i + 7] * x[i + 7, j]
            rest = ((t0 + t1) + (t2 + t3)) + ((t4 + t5) + (t6 + t7))
            for i in range(whole, end):
                rest += weight[i] * x[i, j]
            sums[s, j] = head + rest
