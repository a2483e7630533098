"""Draws along a row of shares, each time that another is due."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled

NEAR_DUE = 1.0 - 1e-9
"""Part of the way to the next draw before which none is looked for: rounding moves it by less."""


@compiled(nogil=True)
def draw_due(share, reached, size, luck, due, at, n_drawn):  # type: ignore[no-untyped-def]
    """Draw from a piece of a row for several tables; return where its shares add up to.

    The shares before it add up to `reached`. Table k draws the position at which `size[k]` times
    the sum first lies above `due[k] + luck[k]`, and then `due[k]` is one more. Positions go into
    `at` (n_tables, n), their numbers into `n_drawn`; no share may be above one over the sizes.
    """
    added, upto = 0.0, reached
    near = reached
    for i in range(share.size):
        added += np.float64(share[i])
        upto = reached + added
        if upto < near:
            continue
        near = np.inf
        for k in range(size.size):
            while upto * size[k] > due[k] + luck[k] and n_drawn[k] < share.size:
                at[k, n_drawn[k]] = i
                n_drawn[k] += 1
                due[k] += 1.0
            near = min(near, (due[k] + luck[k]) / size[k] * NEAR_DUE)
    return upto
