"""Permutations of unit labels among the blocks of whole networks, as far as the statistic needs.

Only blocks with ties and labels in an upper tie matter. In a stratum of N blocks, t of them with
ties and a of the labels in an upper tie, the number of such blocks under such labels has a
hypergeometric law; given their number, which blocks and which labels they are is uniform, and so is
who gets which. So a draw costs that number, not N.

Arrays: `blocks[block_first[s]:block_first[s + 1]]` blocks with ties of stratum s, `labels` the same
of its labels (their rows, 1 and more); `chance[chance_first[s]:chance_first[s + 1]]` the cumulative
chances of `least[s]`, `least[s] + 1`, ... of them meeting. Tie k joins blocks `one[k]` and
`other[k]` and stands for `n_ties[k]` of them. Bit q of row p of `joined`, `width` words of 32 bits
long, says whether rows p and q have a weight; row 0, of blocks without such a label, has none. The
weight is `value[k]` at `column[k] == q` in `pointer[p]:pointer[p + 1]`. `state` is four words of
`random_stream`. Indices are unsigned, so that the loop over ties runs in lanes.
"""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.random_stream import advance, below

U32 = np.uint32
U64 = np.uint64
LOW32 = np.uint64(0xFFFFFFFF)
UNIT = 2.0**-53


@compiled_within()
def rank_of(chance, u):  # type: ignore[no-untyped-def]
    """Return the number of cumulative chances that are at most u."""
    low, high = 0, chance.size - 1
    while low < high:
        middle = (low + high) >> 1
        if chance[middle] <= u:
            low = middle + 1
        else:
            high = middle
    return low


@compiled_within()
def weight_of(p, q, pointer, column, value):  # type: ignore[no-untyped-def]
    """Return the weight of rows that have one."""
    k = pointer[p]
    while column[k] != q:
        k += 1
    return value[k]


@compiled_within()
def count_joined(label_of, one, other, joined, width):  # type: ignore[no-untyped-def]
    """Return the number of ties between blocks whose labels have a weight."""
    n_joined = U32(0)
    for k in range(one.size):
        p, q = label_of[one[k]], label_of[other[k]]
        n_joined += (joined[p * width + (q >> U32(5))] >> (q & U32(31))) & U32(1)
    return n_joined


@compiled_within()
def sum_joined(  # type: ignore[no-untyped-def]
    label_of, one, other, joined, width, n_ties, pointer, column, value
):
    """Return the sum of the weights of ties between blocks whose labels have one."""
    total = value[0] - value[0]
    for k in range(one.size):
        p, q = label_of[one[k]], label_of[other[k]]
        if (joined[p * width + (q >> U32(5))] >> (q & U32(31))) & U32(1):
            total += n_ties[k] * weight_of(p, q, pointer, column, value)
    return total


@compiled(nogil=True)
def draws_of_labels(  # type: ignore[no-untyped-def]
    blocks, block_first, labels, label_first, chance, chance_first, least, one, other, n_ties,
    joined, width, pointer, column, value, is_plain, label_of, state, statistics,
):  # fmt: skip
    """Fill `statistics`; `blocks` and `labels` are shuffled in place, stratum by stratum.

    `is_plain` says that every weight and every number of ties is 1, so that bits can be counted.
    `label_of` has a place for each block.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    for draw in range(statistics.size):
        label_of[:] = 0
        for s in range(least.size):
            bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
            u = np.float64(bits >> U64(11)) * UNIT
            n_met = least[s] + rank_of(chance[chance_first[s] : chance_first[s + 1]], u)
            b, b_end = block_first[s], block_first[s + 1]
            c, c_end = label_first[s], label_first[s + 1]
            for _ in range(n_met):
                bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
                at = b + below(bits >> U64(32), b_end - b)
                block = blocks[at]
                blocks[at] = blocks[b]
                blocks[b] = block
                at = c + below(bits & LOW32, c_end - c)
                label = labels[at]
                labels[at] = labels[c]
                labels[c] = label
                label_of[block] = label
                b += 1
                c += 1
        if is_plain:
            statistics[draw] = count_joined(label_of, one, other, joined, width)
        else:
            statistics[draw] = sum_joined(
                label_of, one, other, joined, width, n_ties, pointer, column, value
            )
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
