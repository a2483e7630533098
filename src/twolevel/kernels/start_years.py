"""Permutations of start years among the ties of a stratum, as far as ties inside need them."""

from __future__ import annotations

import numpy as np

from twolevel.kernels.compiled import compiled, compiled_within
from twolevel.kernels.random_stream import advance, below

U64 = np.uint64
WINDOW = 5
OLDER, SAME, YOUNGER, BEFORE, AFTER = 0, 1, 2, 3, 4


@compiled_within()
def count_lag(lag, counts):  # type: ignore[no-untyped-def]
    """Count a tie that began `lag` years after its upper tie."""
    if lag == 0:
        counts[SAME] += 1
    elif lag < 0:
        counts[OLDER] += 1
        if lag >= -WINDOW:
            counts[BEFORE] += 1
    else:
        counts[YOUNGER] += 1
        if lag <= WINDOW:
            counts[AFTER] += 1


@compiled(nogil=True)
def draws_of_years(years, first, n_ties, n_inside, upper_year, state, counts):  # type: ignore[no-untyped-def]
    """Fill `counts`, shape (n_draws, 5), with draws; `years` is shuffled in place.

    Ties are sorted by stratum, those inside an upper tie first: stratum s holds `n_ties[s]` of
    them from `first[s]`, `n_inside[s]` inside, whose upper ties began in `upper_year`. The first
    steps of a Fisher-Yates shuffle give these a uniform draw of years without replacement
    whatever the order before, so the rest need not be shuffled.
    """
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    for draw in range(counts.shape[0]):
        counts[draw] = 0
        for stratum in range(first.size):
            start, end = first[stratum], first[stratum] + n_ties[stratum]
            for tie in range(start, start + n_inside[stratum]):
                bits, s0, s1, s2, s3 = advance(s0, s1, s2, s3)
                other = tie + below(bits >> U64(32), end - tie)
                year = years[other]
                years[other] = years[tie]
                years[tie] = year
                count_lag(year - upper_year[tie], counts[draw])
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
