"""Lower ties of pairs by year: those that begin, and those that were there before."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import check_labels, instance, integers, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.errors import NetworkError
from twolevel.timing.panel import LAST_YEAR, PairPanel

MOST_LAG = 100


def ties_begun(panel: PairPanel, tie_pair: ArrayLike, tie_year: ArrayLike) -> Real:
    """Return how many lower ties of each pair begin in each year, shape (n_pairs, n_years).

    Parameters
    ----------
    tie_pair
        Position in the panel of the pair of each lower tie, shape (n_ties,).
    tie_year
        Its start year, shape (n_ties,). Leave ties without a known year out. Years outside the
        panel do not count.

    Raises
    ------
    NetworkError
        If a pair is not in the panel, or a year is none.
    """
    pair, year = _ties(panel, tie_pair, tie_year)
    is_inside = (year >= panel.first_year) & (year <= panel.last_year)
    return _counts(panel, pair[is_inside], year[is_inside] - panel.first_year)


def ties_before(
    panel: PairPanel, tie_pair: ArrayLike, tie_year: ArrayLike, *, lag: int = 1
) -> Real:
    """Return how many lower ties of a pair began `lag` years before or earlier.

    Shape (n_pairs, n_years). With a lag of 1 the ties of the year itself do not count, which could
    be earlier or later than an upper tie of that year. Ties from before the panel count.

    Parameters
    ----------
    tie_pair, tie_year
        As in `ties_begun`.
    lag
        From 1 to 100 years.

    Raises
    ------
    InvalidArgument
        If the lag is out of range.
    NetworkError
        As in `ties_begun`.
    """
    whole_number("lag", lag, 1, MOST_LAG)
    pair, year = _ties(panel, tie_pair, tie_year)
    column = np.maximum(year + lag - panel.first_year, 0)
    is_seen = column < panel.n_years
    return np.cumsum(_counts(panel, pair[is_seen], column[is_seen]), axis=1)


def _ties(panel: PairPanel, tie_pair: ArrayLike, tie_year: ArrayLike) -> tuple[Index, Index]:
    instance("panel", panel, PairPanel, "pair_panel")
    pair, year = integers("tie_pair", tie_pair), integers("tie_year", tie_year)
    if pair.ndim != 1 or year.shape != pair.shape:
        raise NetworkError(
            "tie_year", f"has shape {year.shape}", f"give one for each tie, shape {pair.shape}"
        )
    check_labels("tie_pair", pair, 0, panel.n_pairs)
    broken = np.flatnonzero((year < 0) | (year > LAST_YEAR))
    if broken.size:
        raise NetworkError(
            "tie_year",
            f"holds {year[broken[0]]} at position {broken[0]}",
            f"give years from 0 to {LAST_YEAR}, or leave the tie out",
        )
    return pair, year


def _counts(panel: PairPanel, pair: Index, column: Index) -> Real:
    size = panel.n_pairs * panel.n_years
    counts = np.bincount(pair * panel.n_years + column, minlength=size)
    return counts.reshape(panel.n_pairs, panel.n_years).astype(np.float64)
