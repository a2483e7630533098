"""The kernels once more, plainly: whole numbers, sets, and statistics counted from scratch.

They share the random stream with the compiled loops, so their draws must be the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

MASK = 2**64 - 1
Pair = tuple[int, int]


def random_words(seed: np.random.SeedSequence) -> Iterator[int]:
    """Yield the 64-bit words of xoshiro256++ in whole-number arithmetic."""
    s = [int(word) for word in seed.generate_state(4, np.uint64)]

    def rotated(x: int, k: int) -> int:
        return ((x << k) | (x >> (64 - k))) & MASK

    while True:
        yield (rotated((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)


def swapped(
    ties: Sequence[Pair], stratum: Sequence[int], n_steps: int, words: Iterator[int]
) -> list[Pair]:
    """Take steps of the swap chain; `stratum` is of ties, which are sorted by it."""
    now = list(ties)
    runs = {s: [e for e, t in enumerate(stratum) if t == s] for s in set(stratum)}
    for _ in range(n_steps):
        word = next(words)
        e = ((word >> 32) * len(now)) >> 32
        run = runs[stratum[e]]
        f = run[((word & 0xFFFFFFFF) * len(run)) >> 32]
        (i, x), (j, y) = now[e], now[f]
        if (i, y) in now or (j, x) in now:  # also where e = f, i = j or x = y
            continue
        now[e], now[f] = (i, y), (j, x)
    return now


def relabelled(
    labels: Sequence[int],
    strata: Sequence[tuple[int, int, int]],
    n_draws: int,
    words: Iterator[int],
) -> list[list[int]]:
    """Draw labels of the blocks with ties; a stratum is (first block, blocks, blocks with ties)."""
    now, draws = list(labels), []
    for _ in range(n_draws):
        for first, n_blocks, n_tied in strata:
            for block in range(first, first + n_tied):
                left = first + n_blocks - block
                other = block + (((next(words) >> 32) * left) >> 32)
                now[block], now[other] = now[other], now[block]
        draws.append(list(now))
    return draws
