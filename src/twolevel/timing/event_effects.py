"""What a fit of counts says of each bin of years, and of the bins before the start."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr, stdtrit

from twolevel.core.array_types import Flag, Index, Real
from twolevel.dyads.fit_rows import ppml
from twolevel.dyads.result import DyadicFit
from twolevel.errors import NetworkError
from twolevel.sentences import say
from twolevel.timing.event_bins import OUTSIDE, EventBins, bin_of_pair_years
from twolevel.timing.home_jackknife import home_jackknife
from twolevel.timing.pair_years import PairYears, Totals, totals
from twolevel.timing.panel import PairPanel
from twolevel.timing.pretrend import PretrendTest, minimal_ratio, pretrend_test

MIN_HOME_UNITS = 5
"""Home units with ties in pairs that have an upper tie, below which no interval is given."""
LEAST_ERROR = 1e-9
"""Standard error of a log ratio that only rounding makes."""


@dataclass(frozen=True, slots=True)
class BinEffect:
    """The rate of new lower ties in a bin of years, against the reference bin.

    Attributes
    ----------
    first, last
        Years of the bin, counted from the start of the upper tie.
    n_pair_years, n_ties
        Pair-years of pairs with an upper tie and any new lower tie, and new lower ties in them.
    ratio, log_ratio
        Of the rates; 1 and 0 in the reference; 0 and None where the bin has no tie.
    low, high
        Interval of the ratio by `error_by_home`; None where it is withheld, or for the reference.
    error_by_pair, error_by_home
        Standard errors of the log ratio: from scores clustered by pair, and leaving out a home unit
        at a time.
    p
        Of H0: ratio 1, by `error_by_home`; t with one degree less than there are home units with
        new ties in pairs with an upper tie.
    minimal_ratio
        The ratio above 1 that the test finds with the wanted power.
    """

    first: int
    last: int
    n_pair_years: int
    n_ties: int
    ratio: float
    log_ratio: float | None
    low: float | None
    high: float | None
    error_by_pair: float | None
    error_by_home: float | None
    p: float | None
    minimal_ratio: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Level of intervals and tests, wanted power, and the trend whose power is told."""

    level: float
    power: float
    pretrend_ratio: float


@dataclass(frozen=True, slots=True, eq=False)
class BinFit:
    """A fit with a slope for each bin that holds new ties, but the reference.

    Attributes
    ----------
    bins
        The bins.
    fit
        Clustered by pair (`first`) and by home unit (`second`).
    covariance
        Of the slopes, leaving out a home unit at a time, shape (n_slopes, n_slopes): the variance
        is infinite where one home unit alone tells a slope. NaN where home units are too few.
    told
        Numbers of the bins that have a slope, in the order of the slopes.
    n_rows, n_ties, n_homes
        Pair-years, new ties, and home units with new ties of each bin, shape (n_bins,).
    totals
        Of all rows used.
    """

    bins: EventBins
    fit: DyadicFit
    covariance: Real
    told: Index
    n_rows: Index
    n_ties: Index
    n_homes: Index
    totals: Totals

    @property
    def degrees_of_freedom(self) -> float:
        """Home units that tell of the rates less one: what the t and F laws of tests take."""
        return max(self.totals.n_home_units_with_event - 1.0, 1.0)

    @property
    def is_known(self) -> Flag:
        """Whether more than one home unit tells each slope, shape (n_slopes,).

        Without the only home unit with ties in a bin its slope would run to infinity, which one
        step does not show.
        """
        is_shared = self.n_homes > 1
        known: Flag = np.isfinite(np.diag(self.covariance)) & is_shared[self.told]
        known &= is_shared[self.bins.reference]
        return known

    @property
    def is_thin(self) -> bool:
        """Whether too few home units tell of the rates for an interval."""
        return self.totals.n_home_units_with_event < MIN_HOME_UNITS


def fit_bins(panel: PairPanel, rows: PairYears, bins: EventBins) -> BinFit:
    """Fit the rates; pair-years of a bin without any new tie are fitted by 0 and leave.

    Raises
    ------
    NetworkError
        If a bin holds no pair-year, the reference no tie, or counts do not vary beyond effects.
    """
    number = bin_of_pair_years(panel, bins)[rows.pair, rows.column]
    size = len(bins.bins)
    at = number >= 0
    n_rows = np.bincount(number[at], minlength=size)
    n_ties = np.rint(np.bincount(number[at], rows.y[at], size)).astype(np.int64)
    _check_bins(bins, n_rows, n_ties)
    told = np.flatnonzero((n_ties > 0) & (np.arange(size) != bins.reference))
    is_used = (number != OUTSIDE) & ~np.isin(number, np.flatnonzero(n_ties == 0))
    fit = ppml(
        rows.y[is_used],
        number[is_used, None] == told,
        (rows.pair[is_used], rows.period[is_used]),
        names=[bins.name(int(k)) for k in told],
        clusters=(rows.pair[is_used], rows.home[is_used]),
    )
    _check_errors(fit)
    counted = totals(panel, rows, is_used)
    covariance = np.full((told.size, told.size), np.nan)
    if counted.n_home_units_with_event >= MIN_HOME_UNITS:
        covariance = home_jackknife(
            fit,
            rows.y[is_used],
            number[is_used, None] == told,
            rows.pair[is_used],
            rows.period[is_used],
            rows.home[is_used],
        )
    n_homes = np.array(
        [np.unique(rows.home[(number == k) & (rows.y > 0)]).size for k in range(size)]
    )
    return BinFit(bins, fit, covariance, told, n_rows, n_ties, n_homes, counted)


def effects_of(fitted: BinFit, wanted: Wanted) -> tuple[BinEffect, ...]:
    """Return what the fit says of each bin."""
    return tuple(_effect(fitted, k, wanted) for k in range(len(fitted.bins.bins)))


def pretrend_of(fitted: BinFit, wanted: Wanted) -> PretrendTest | None:
    """Return the joint test of the bins before the start; None where it cannot be had."""
    bins, before = fitted.bins.bins, _before(fitted)
    if fitted.is_thin or not before.size or not fitted.is_known[before].all():
        return None
    return pretrend_test(
        fitted.fit.slopes[before],
        fitted.covariance[np.ix_(before, before)],
        [bins[k] for k in fitted.told[before]],
        bins[fitted.bins.reference],
        fitted.degrees_of_freedom,
        ratio=wanted.pretrend_ratio,
        size=1 - wanted.level,
        wanted_power=wanted.power,
    )


def withheld_of(fitted: BinFit) -> tuple[str, ...]:
    """Return what is not told of the bins, and why, as sentences."""
    bins = fitted.bins
    said = [
        say(
            "The ratio of {name} is 0 and has no interval: its {n_row} pair-years hold no new tie.",
            name=bins.name(int(k)),
            n_row=fitted.n_rows[k],
        )
        for k in np.flatnonzero(fitted.n_ties == 0)
    ]
    if fitted.is_thin:
        said.append(
            say(
                "Intervals, tests and minimal ratios cannot be told from these data: new ties "
                "in pairs with an upper tie lie in {n_home_units_with_event} home units, fewer "
                "than {min_home_units}, and clustered errors are then far too small.",
                n_home_units_with_event=fitted.totals.n_home_units_with_event,
                min_home_units=MIN_HOME_UNITS,
            )
        )
    else:
        said += [
            say(
                "The interval of {name}, and tests with it, cannot be told from these data: "
                "one home unit alone has ties there, or in the reference.",
                name=bins.name(int(k)),
            )
            for k in fitted.told[~fitted.is_known]
        ]
    if not fitted.is_thin and not _before(fitted).size:
        said.append(
            say(
                "Whether rates moved before the start cannot be told from these data: no bin "
                "before it but the reference holds a new tie."
            )
        )
    return tuple(said)


def _before(fitted: BinFit) -> Index:
    """Return the slopes of bins that end before the start."""
    last = np.array([high for _, high in fitted.bins.bins])
    return np.flatnonzero(last[fitted.told] < 0)


def _check_bins(bins: EventBins, n_rows: Index, n_ties: Index) -> None:
    empty = np.flatnonzero(n_rows == 0)
    if empty.size:
        raise NetworkError(
            "bins",
            f"hold no pair-year of a pair with both levels in {bins.name(int(empty[0]))}",
            "join it with its neighbour, or give fewer bins",
        )
    if n_ties[bins.reference] == 0:
        raise NetworkError(
            "reference",
            f"holds no new tie in {bins.name(bins.reference)}, so nothing can be compared with it",
            "give a broader bin, or another one",
        )


def _check_errors(fit: DyadicFit) -> None:
    exact = np.flatnonzero(fit.standard_errors("robust") < LEAST_ERROR)
    if exact.size:
        raise NetworkError(
            "new_ties",
            f"are told without error by effects of pairs and of years in {fit.names[exact[0]]}",
            "give counts as they were seen in each year, not means or totals of the pair",
        )


def _effect(fitted: BinFit, number: int, wanted: Wanted) -> BinEffect:
    sizes = int(fitted.n_rows[number]), int(fitted.n_ties[number])
    bare = BinEffect(
        *fitted.bins.bins[number], *sizes, 1.0, 0.0, None, None, None, None, None, None
    )
    if number == fitted.bins.reference:
        return bare
    if number not in fitted.told:
        return replace(bare, ratio=0.0, log_ratio=None)
    term = int(np.flatnonzero(fitted.told == number)[0])
    slope = float(fitted.fit.slopes[term])
    told = replace(bare, ratio=float(np.exp(slope)), log_ratio=slope)
    if fitted.is_thin or not fitted.is_known[term]:
        return told
    return _with_interval(told, slope, fitted, term, wanted)


def _with_interval(
    told: BinEffect, slope: float, fitted: BinFit, term: int, wanted: Wanted
) -> BinEffect:
    error, freedom = float(np.sqrt(fitted.covariance[term, term])), fitted.degrees_of_freedom
    reach = float(stdtrit(freedom, (1 + wanted.level) / 2)) * error
    return replace(
        told,
        low=float(np.exp(slope - reach)),
        high=float(np.exp(slope + reach)),
        error_by_pair=float(fitted.fit.standard_errors("first")[term]),
        error_by_home=error,
        p=float(2 * stdtr(freedom, -abs(slope) / error)),
        minimal_ratio=minimal_ratio(error, freedom, 1 - wanted.level, wanted.power),
    )
