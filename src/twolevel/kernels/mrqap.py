"""Sums over all pairs of permuted matrices times fixed ones, for the permutation tests of MRQAP.

For each permutation (rows by p, columns by q) of the lane matrices U_a and each fixed matrix V_b:
the sum over pairs (i, j) of U_a[p_i, q_j] V_b[i, j]. Nothing else depends on the permutation, so a
repetition costs one pass over the pairs and no solve.

Lanes come in fours and lie side by side, so that one index reads four numbers; a row of them is
laid out in permuted order once and then multiplied with up to five fixed rows. Rows are the outer
loop and permutations the inner one, so that the fixed rows stay in the nearest cache.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within

LANES = 4
FIXED = 5
FAST = {"contract", "reassoc", "nsz"}  # order of sums is free; NaN and infinity keep their meaning


@compiled_within(fastmath=FAST)
def lay_out(source, columns, row):  # type: ignore[no-untyped-def]
    """Write the lanes of the source's columns side by side, in the order of `columns`."""
    for j in range(columns.size):
        at = LANES * columns[j]
        a, b, c, d = source[at], source[at + 1], source[at + 2], source[at + 3]
        to = LANES * j
        row[to], row[to + 1], row[to + 2], row[to + 3] = a, b, c, d


@compiled_within(fastmath=FAST)
def add_one(row, fixed, sums):  # type: ignore[no-untyped-def]
    """Add the products of four lanes with one fixed row to `sums`, shape (4,)."""
    a = b = c = d = 0.0
    for j in range(fixed.size):
        x = fixed[j]
        a += row[LANES * j] * x
        b += row[LANES * j + 1] * x
        c += row[LANES * j + 2] * x
        d += row[LANES * j + 3] * x
    sums[0] += a
    sums[1] += b
    sums[2] += c
    sums[3] += d


@compiled_within(fastmath=FAST)
def add_five(row, v0, v1, v2, v3, v4, sums):  # type: ignore[no-untyped-def]
    """Add the products of four lanes with five fixed rows to `sums`, shape (5, 4).

    Written out, because only then all twenty sums stay in registers.
    """
    a0 = a1 = a2 = a3 = 0.0
    b0 = b1 = b2 = b3 = 0.0
    c0 = c1 = c2 = c3 = 0.0
    d0 = d1 = d2 = d3 = 0.0
    e0 = e1 = e2 = e3 = 0.0
    for j in range(v0.size):
        u0, u1 = row[LANES * j], row[LANES * j + 1]
        u2, u3 = row[LANES * j + 2], row[LANES * j + 3]
        x = v0[j]
        a0 += u0 * x
        a1 += u1 * x
        a2 += u2 * x
        a3 += u3 * x
        x = v1[j]
        b0 += u0 * x
        b1 += u1 * x
        b2 += u2 * x
        b3 += u3 * x
        x = v2[j]
        c0 += u0 * x
        c1 += u1 * x
        c2 += u2 * x
        c3 += u3 * x
        x = v3[j]
        d0 += u0 * x
        d1 += u1 * x
        d2 += u2 * x
        d3 += u3 * x
        x = v4[j]
        e0 += u0 * x
        e1 += u1 * x
        e2 += u2 * x
        e3 += u3 * x
    for lane, value in enumerate((a0, a1, a2, a3)):
        sums[0, lane] += value
    for lane, value in enumerate((b0, b1, b2, b3)):
        sums[1, lane] += value
    for lane, value in enumerate((c0, c1, c2, c3)):
        sums[2, lane] += value
    for lane, value in enumerate((d0, d1, d2, d3)):
        sums[3, lane] += value
    for lane, value in enumerate((e0, e1, e2, e3)):
        sums[4, lane] += value


@compiled(nogil=True)
def permuted_products(lanes, fixed, first, rows, columns, sums):  # type: ignore[no-untyped-def]
    """Add to `sums` the products over all pairs, for each permutation.

    Shapes: `lanes` (n_blocks, n_rows, 4 n_columns); `fixed` (n_rows, n_fixed, n_columns); `first`
    (n_rows,), the first column of each row that counts; `rows` (n_draws, n_rows) and `columns`
    (n_draws, n_columns), the permutations; `sums` (n_draws, n_blocks, n_fixed, 4).
    """
    row = np.empty(LANES * columns.shape[1])
    n_fixed = fixed.shape[1]
    in_fives = n_fixed // FIXED * FIXED
    for i in range(fixed.shape[0]):
        start = first[i]
        for draw in range(rows.shape[0]):
            for block in range(lanes.shape[0]):
                lay_out(lanes[block, rows[draw, i]], columns[draw, start:], row)
                for b in range(0, in_fives, FIXED):
                    add_five(
                        row, fixed[i, b, start:], fixed[i, b + 1, start:], fixed[i, b + 2, start:],
                        fixed[i, b + 3, start:], fixed[i, b + 4, start:],
                        sums[draw, block, b : b + FIXED],
                    )  # fmt: skip
                for b in range(in_fives, n_fixed):
                    add_one(row, fixed[i, b, start:], sums[draw, block, b])
