"""Samples without replacement, drawn as `numpy.random.Generator.choice` draws them.

Hundreds of thousands of small samples cost what their calls cost; here one call draws them all.
The numbers are those of numpy, digit for digit, and so is the state of the generator afterwards.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.copies import copy_into

MANY, FEW = 10_000, 50
"""Above `MANY` positions, where more than one in `FEW` is drawn, numpy shuffles them all."""


@compiled(inline="always")
def _at_most(rng, top):  # type: ignore[no-untyped-def]
    """Draw a whole number in 0..top; where there is one alone no bit is used."""
    return rng.integers(0, top, endpoint=True) if top > 0 else 0


@compiled_within()
def _shuffled(rng, n, k, found):  # type: ignore[no-untyped-def]
    """Shuffle the last k of n positions, and take them."""
    every = np.arange(n)
    for i in range(n - 1, max(n - k, 1) - 1, -1):
        j = _at_most(rng, i)
        every[i], every[j] = every[j], every[i]
    copy_into(found, every[n - k :])


@compiled_within()
def draw_without_replacement(rng, n, found, table):  # type: ignore[no-untyped-def]
    """Fill `found` (k,) with different positions in 0..n - 1, in random order.

    By Floyd's algorithm (Bentley 1987, doi:10.1145/30401.315746), with a table of what was drawn:
    `table` is room for it, the power of two above 1.2 k.
    """
    k = found.size
    if n > MANY and k > n // FEW:
        _shuffled(rng, n, k, found)
        return
    mask = table.size - 1
    table[:] = -1
    for j in range(n - k, n):
        drawn = _at_most(rng, j)
        at = drawn & mask
        while table[at] != -1 and table[at] != drawn:
            at = (at + 1) & mask
        if table[at] == drawn:  # drawn before: j itself, which cannot have been
            drawn = j
            at = drawn & mask
            while table[at] != -1:
                at = (at + 1) & mask
        table[at] = drawn
        found[j - n + k] = drawn
    for i in range(k - 1, 0, -1):
        j = _at_most(rng, i)
        found[i], found[j] = found[j], found[i]


@compiled_within()
def _room(k):  # type: ignore[no-untyped-def]
    """Make the table for k draws."""
    size = 1
    while size <= int(1.2 * k):
        size *= 2
    return np.empty(size, dtype=np.int64)


@compiled()
def draw_sets(rng, chosen, stratum, member, first, drawn, sets):  # type: ignore[no-untyped-def]
    """Fill each row of `sets` with the chosen alternative and a sample of the others, sorted.

    Parameters
    ----------
    rng
        `numpy.random.Generator`, which moves on.
    chosen
        Of each set, shape (n_sets,).
    stratum
        Of each alternative.
    member, first
        Alternatives by stratum, ascending, and where each stratum begins, shape (n_strata + 1,).
    drawn
        Alternatives in a set from each stratum, the chosen one counted, shape (n_strata,).
    sets
        Shape (n_sets, sum of `drawn`).
    """
    n_strata = drawn.size
    rooms = [_room(drawn[h]) for h in range(n_strata)]
    fewer = [_room(drawn[h] - 1) for h in range(n_strata)]
    for s in range(chosen.size):
        row = sets[s]
        row[0] = chosen[s]
        end = 1
        for h in range(n_strata):
            n = first[h + 1] - first[h]
            mine = member[first[h] : first[h + 1]]
            if stratum[chosen[s]] != h:
                found = row[end : end + drawn[h]]
                draw_without_replacement(rng, n, found, rooms[h])
                for i in range(found.size):
                    found[i] = mine[found[i]]
            else:
                # Positions among the others: from that of the chosen one on they stand one further.
                found = row[end : end + drawn[h] - 1]
                draw_without_replacement(rng, n - 1, found, fewer[h])
                own = np.searchsorted(mine, chosen[s])
                for i in range(found.size):
                    found[i] = mine[found[i] + (found[i] >= own)]
            end += found.size
        row.sort()
