"""Pair-years that tell of rates: those of pairs with any new lower tie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, integers, plain_array
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import NetworkError
from twolevel.timing.panel import NO_EVENT, PairPanel

MOST_TIES = 1_000_000
"""New lower ties of one pair in one year."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a fit of rates rests on.

    Attributes
    ----------
    n_pairs_with_event, n_pairs_without
        Pairs that tell of the rates: with any new lower tie, with and without an upper tie.
    n_pairs_both_sides
        Pairs with new lower ties before and after the start of their upper tie.
    n_ties, n_ties_with_event
        New lower ties used, and those in pairs with an upper tie.
    n_home_units, n_home_units_with_event
        Clusters, and those that hold ties in pairs with an upper tie.
    effective_home_units
        (sum n)^2 / sum n^2 over the new ties n of each home unit in pairs with an upper tie.
    """

    n_pairs_with_event: int
    n_pairs_without: int
    n_pairs_both_sides: int
    n_ties: int
    n_ties_with_event: int
    n_home_units: int
    n_home_units_with_event: int
    effective_home_units: float


@dataclass(frozen=True, slots=True, eq=False)
class PairYears:
    """Pair-years of pairs with any new lower tie, shape (n_rows,) each.

    Attributes
    ----------
    y
        New lower ties.
    pair, column
        Positions of the pair and of the year in the panel.
    home, period
        Labels of the home unit, and of the period (of its group).
    has_event
        Whether the pair has an upper tie, in whatever year.
    """

    y: Real
    pair: Index
    column: Index
    home: Index
    period: Index
    has_event: Flag


def checked_counts(panel: PairPanel, new_ties: ArrayLike) -> Real:
    """Return counts of each pair and year, or refuse them by name."""
    instance("panel", panel, PairPanel, "pair_panel")
    counts = plain_array("new_ties", new_ties, "numbers")
    shape = (panel.n_pairs, panel.n_years)
    if counts.shape != shape or counts.dtype.kind not in "biuf":
        raise NetworkError(
            "new_ties",
            f"has shape {counts.shape} and {counts.dtype} values",
            f"give a number for each pair and year, shape {shape}",
        )
    real: Real = counts.astype(np.float64)
    broken = np.argwhere(~np.isfinite(real) | (real < 0) | (real > MOST_TIES))
    if broken.size:
        pair, year = (int(one) for one in broken[0])
        raise NetworkError(
            "new_ties",
            f"holds {real[pair, year]} for pair {pair} in {panel.first_year + year}",
            f"give counts from 0 to {MOST_TIES:,}; leave pairs out that are not known",
        )
    return real


def pair_years(panel: PairPanel, counts: Real, group: ArrayLike | None, period: int) -> PairYears:
    """Return the pair-years that tell of rates; pairs without any new lower tie leave."""
    labels = np.zeros(panel.n_pairs, dtype=np.int64)
    if group is not None:
        labels = integers("group", group)
        if labels.shape != (panel.n_pairs,):
            raise NetworkError("group", f"has shape {labels.shape}", f"give {panel.n_pairs} labels")
    years = panel.first_year + np.arange(panel.n_years)
    is_seen = (years >= panel.entry_year[:, None]) & panel.is_admitted[:, None]
    is_seen &= ((counts * is_seen).sum(axis=1) > 0)[:, None]
    pair, column = np.nonzero(is_seen)
    has_event = panel.event_year[pair] != NO_EVENT
    if not has_event.any():
        raise NetworkError(
            "event_year",
            "holds no event of an admitted pair with any new lower tie",
            "give pairs with both; without them no rate around the start can be told",
        )
    n_periods = -(-panel.n_years // period)
    code = np.unique(labels, return_inverse=True)[1].ravel()
    return PairYears(
        y=counts[pair, column], pair=pair, column=column, home=panel.home[pair],
        period=code[pair] * n_periods + column // period, has_event=has_event,
    )  # fmt: skip


def totals(panel: PairPanel, rows: PairYears, is_used: Flag) -> Totals:
    """Count pairs, ties and home units of the rows that are used."""
    y, pair = rows.y * is_used, rows.pair
    has_ties = np.bincount(pair, y, panel.n_pairs) > 0
    has_event = panel.event_year != NO_EVENT
    start = np.where(has_event, panel.event_year - panel.first_year, 0)[pair]
    before, after = (
        np.bincount(pair, y * side, panel.n_pairs) > 0
        for side in (rows.column < start, rows.column > start)
    )
    by_home = np.bincount(rows.home[rows.has_event], y[rows.has_event])
    return Totals(
        n_pairs_with_event=int((has_ties & has_event).sum()),
        n_pairs_without=int((has_ties & ~has_event).sum()),
        n_pairs_both_sides=int((before & after & has_event).sum()),
        n_ties=round(float(y.sum())),
        n_ties_with_event=round(float(y[rows.has_event].sum())),
        n_home_units=int(np.unique(panel.home[has_ties]).size),
        n_home_units_with_event=int(np.unique(panel.home[has_ties & has_event]).size),
        effective_home_units=float(by_home.sum() ** 2 / (by_home**2).sum()),
    )
