"""Permutations of block labels in strata, as far as blocks with ties need them."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled
from twolevel.kernels.random_stream import advance, below

U64 = np.uint64


@compiled(nogil=True)
def draws_relabelled(  # type: ignore[no-untyped-def]
    labels, observed_labels, first, n_blocks, n_tied, hits, block_ties, state, statistics, moved
):
    """Fill `statistics` and `moved` with draws of the labels; `labels` is shuffled in place.

    Blocks are sorted by stratum, those with ties first; stratum s holds `n_blocks[s]` of them from
    `first[s]`, `n_tied[s]` with ties. `hits[b, u]` is the statistic of block b under label u. The
    first steps of a Fisher-Yates shuffle give the tied blocks a uniform draw of labels without
    replacement whatever the order before, so the rest need not be shuffled.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    for draw in range(statistics.size):
        total = hits[0, 0] - hits[0, 0]
        shifted = 0
        for stratum in range(first.size):
            start, end = first[stratum], first[stratum] + n_blocks[stratum]
            for block in range(start, start + n_tied[stratum]):
                bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
                other = block + below(bits >> U64(32), end - block)
                label = labels[other]
                labels[other] = labels[block]
                labels[block] = label
                total += hits[block, label]
                if label != observed_labels[block]:
                    shifted += block_ties[block]
        statistics[draw] = total
        moved[draw] = shifted
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
