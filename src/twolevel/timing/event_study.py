"""The rate of new lower ties in a pair of groups, before and after its upper tie began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, real_number, share, whole_number
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.sentences import listed, say
from twolevel.timing.event_bins import (
    DEFAULT_BINS,
    DEFAULT_REFERENCE,
    Bin,
    Ends,
    EventBins,
    event_bins,
)
from twolevel.timing.event_effects import (
    BinEffect,
    Wanted,
    effects_of,
    fit_bins,
    pretrend_of,
    withheld_of,
)
from twolevel.timing.pair_years import PairYears, Totals, checked_counts, pair_years
from twolevel.timing.panel import PairPanel
from twolevel.timing.pretrend import PretrendTest

MIN_TIES_BY_YEAR = 200
"""New lower ties in pairs with an upper tie, below which no single year is estimated."""
MOST_RATIO = 1000.0
"""Largest trend whose power is told."""
LEFT_OUT = say(
    "intervals and tests: errors by home unit, one left out at a time, to first "
    "order; (G - 1) / G; t and F with the home units that hold new ties in pairs "
    "with an upper tie less one"
)
MIN_PAIRS_BY_YEAR = 50
"""Pairs with new lower ties before and after the start, below which none is."""


@dataclass(frozen=True, slots=True, eq=False)
class EventStudy:
    """Rates of new lower ties around the start of the upper tie.

    Attributes
    ----------
    effects
        One for each bin, in order.
    pretrend
        Joint test of the bins before the start; None where it is withheld, or there is none.
    single_years
        One for each year of the bins, where they were asked for and the ties allow them.
    n_events
        Upper ties of admitted pairs that begin in the panel.
    totals
        Pairs, ties and clusters that tell of the rates.
    n_not_admitted
        Pairs that left since the year of their upper tie is not known well enough.
    time_effects
        What stands beside the effect of each pair, in words.
    convention
        The small-sample factors in words.
    withheld
        What is not told, and why.
    """

    effects: tuple[BinEffect, ...]
    pretrend: PretrendTest | None
    single_years: tuple[BinEffect, ...] | None
    n_events: int
    totals: Totals
    n_not_admitted: int
    time_effects: str
    convention: str
    withheld: tuple[str, ...]


def event_study(
    panel: PairPanel,
    new_ties: ArrayLike,
    *,
    bins: Sequence[Bin] = DEFAULT_BINS,
    reference: Bin = DEFAULT_REFERENCE,
    ends: Ends = "binned",
    group: ArrayLike | None = None,
    period: int = 1,
    single_years: bool = False,
    level: float = 0.95,
    power: float = 0.8,
    pretrend_ratio: float = 2.0,
) -> EventStudy:
    """Compare the rate of new lower ties around the start of the upper tie of a pair.

    Poisson with an effect of each pair and of each period: E y_pt = exp(a_p + b_t + bin slope).
    H0 of each p: in that bin the rate is that of the reference bin. Pairs without an upper tie are
    the controls: they say how rates move with the years. Pairs without any new lower tie tell
    nothing and leave.

    Parameters
    ----------
    panel
        From `pair_panel`. Pair-years before the entry of a pair are absent.
    new_ties
        New lower ties of each pair in each year, shape (n_pairs, n_years), such as `ties_begun`.
    bins, reference, ends
        Years around the start: first and last year of each bin, in order; the one to compare with;
        whether years beyond fall into the first and last bin (`binned`) or are `left out`.
    group, period
        Group of each pair, shape (n_pairs,), such as the partner country, and length of a period in
        years: each group has an effect of each period. All pairs are one group if None.
    single_years
        Ask for a ratio of each single year, given from 200 ties in pairs with an upper tie and 50
        pairs with ties on both sides of its start.
    level, power, pretrend_ratio
        Of the intervals and tests; the wanted power of minimal ratios; the trend whose power is
        told.

    Returns
    -------
    EventStudy
        Ratios with errors by home unit, test before the start, and all counts.

    Raises
    ------
    InvalidArgument
        If an argument is out of range.
    NetworkError
        If shapes differ, a count is none, no upper tie is left, a bin holds no pair-year, or the
        reference no tie.

    References
    ----------
    Wooldridge (1999), Distribution-free estimation of some nonlinear panel data models. J. Econom.
    90(1). doi:10.1016/S0304-4076(98)00033-5
    MacKinnon, Nielsen & Webb (2023), Cluster-robust inference: a guide to empirical practice. J.
    Econom. 232(2). doi:10.1016/j.jeconom.2022.04.001
    """
    instance("panel", panel, PairPanel, "pair_panel")
    if not isinstance(single_years, bool | np.bool_):
        raise InvalidArgument("single_years", single_years, "give True or False")
    held = event_bins(bins, reference, ends)
    wanted = _checked(level, power, pretrend_ratio)
    whole_number("period", period, 1, panel.n_years)
    counts = checked_counts(panel, new_ties)
    rows = pair_years(panel, counts, group, period)
    fitted = fit_bins(panel, rows, held)
    study = EventStudy(
        effects=effects_of(fitted, wanted),
        pretrend=pretrend_of(fitted, wanted),
        single_years=None,
        n_events=int(panel.has_event.sum()),
        totals=fitted.totals,
        n_not_admitted=int((~panel.is_admitted).sum()),
        time_effects=_time_effects(group is not None, period),
        convention=listed([fitted.fit.covariances.convention, LEFT_OUT], "semicolon"),
        withheld=withheld_of(fitted),
    )
    return _with_single_years(study, panel, rows, held, wanted) if single_years else study


def _checked(level: float, power: float, pretrend_ratio: float) -> Wanted:
    share("level", level)
    share("power", power, "such as 0.8")
    words = say(
        "a ratio other than 1, from {value:g} to {most_ratio:g}",
        value=1 / MOST_RATIO,
        most_ratio=MOST_RATIO,
    )
    if real_number("pretrend_ratio", pretrend_ratio, 1 / MOST_RATIO, MOST_RATIO, words) == 1:
        raise InvalidArgument("pretrend_ratio", pretrend_ratio, f"give {words}")
    return Wanted(level, power, pretrend_ratio)


def _with_single_years(
    study: EventStudy, panel: PairPanel, rows: PairYears, bins: EventBins, wanted: Wanted
) -> EventStudy:
    n_ties, n_pairs = study.totals.n_ties_with_event, study.totals.n_pairs_both_sides
    if n_ties < MIN_TIES_BY_YEAR or n_pairs < MIN_PAIRS_BY_YEAR:
        why = say(
            "{n_ties} new ties in pairs with an upper tie, and {n_pairs} such pairs with "
            "ties on both sides of its start; {min_ties_by_year} and {min_pairs_by_year} "
            "are needed",
            n_ties=n_ties,
            n_pairs=n_pairs,
            min_ties_by_year=MIN_TIES_BY_YEAR,
            min_pairs_by_year=MIN_PAIRS_BY_YEAR,
        )
        return _without_single_years(study, why)
    years = tuple((year, year) for year in range(bins.bins[0][0], bins.bins[-1][1] + 1))
    near = bins.bins[bins.reference][1]
    try:
        fitted = fit_bins(panel, rows, EventBins(years, years.index((near, near)), bins.ends))
    except NetworkError as reason:
        return _without_single_years(study, str(reason))
    return replace(
        study,
        single_years=effects_of(fitted, wanted),
        withheld=(*study.withheld, *withheld_of(fitted)),
    )


def _without_single_years(study: EventStudy, why: str) -> EventStudy:
    said = say("Ratios of single years cannot be told from these data: {why}.", why=why)
    return replace(study, withheld=(*study.withheld, said))


def _time_effects(has_groups: bool, period: int) -> str:
    span = say("year") if period == 1 else say("period of {period} years", period=period)
    return (
        say("an effect of each group and {span}", span=span)
        if has_groups
        else say("an effect of each {span}", span=span)
    )
