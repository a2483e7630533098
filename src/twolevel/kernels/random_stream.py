"""Random numbers inside compiled loops: xoshiro256++ of Blackman & Vigna (2021).

ACM Trans. Math. Softw. 47(4), 36. doi:10.1145/3460772. The state is four 64-bit words, which
callers take from a numpy SeedSequence, so a stream depends on its seed alone.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled

U64 = np.uint64


@compiled(inline="always")
def rotate_left(x, k):  # type: ignore[no-untyped-def]
    """Rotate a 64-bit word to the left by k bits."""
    return (x << U64(k)) | (x >> U64(64 - k))


@compiled(inline="always")
def advance(s0, s1, s2, s3):  # type: ignore[no-untyped-def]
    """Return the next 64 random bits and the four words of the state after them."""
    bits = rotate_left(s0 + s3, 23) + s0
    shifted = s1 << U64(17)
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotate_left(s3, 45)
    return bits, s0, s1, s2, s3


@compiled(inline="always")
def below(bits32, n):  # type: ignore[no-untyped-def]
    """Return a whole number in 0..n - 1 from 32 random bits.

    The bias is at most n / 2^32, far below what any number of draws made here could show.
    """
    return np.int64((bits32 * U64(n)) >> U64(32))
