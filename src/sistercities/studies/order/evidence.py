"""What the verdict on order rests on: from a timed network to numbers, without a release."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.order.part_rules import NEAR_YEARS
from sistercities.studies.order.rule import RULE
from sistercities.studies.order.timed import (
    TimedNetwork,
    UpperOfTies,
    dated_within,
    is_used,
    pair_of_ties,
    pairs_around,
    panel_of,
    upper_of_ties,
)
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Flag
from twolevel.nulls.start_year_odds import (
    DetectableOdds,
    detectable_odds,
    expected_near,
    near_ratio,
    older_share,
    younger_odds,
)
from twolevel.nulls.start_years import StartYears, start_years
from twolevel.rates.clusters import ClusteredInterval, effective_clusters
from twolevel.rates.detectable import detectable_effect
from twolevel.timing.event_effects import BinEffect
from twolevel.timing.event_study import EventStudy, event_study
from twolevel.timing.hazard import HazardFit, once_only_hazard
from twolevel.timing.lower_ties import ties_before, ties_begun

DRAWS = 10_000
STRATA = {
    "city": say("home city: each keeps its set of start years"),
    "country": say("partner country: each keeps its set of start years"),
}
"""Whose start years are dealt anew, in words."""

AFTER = (1, 5)
"""The bin of the forward study that the rule looks at."""

PERIOD = 5
"""Years of a period where each country has an effect of each."""

BEFORE = say("city ties before")
NORMAL = 1e9
"""Degrees of freedom that stand for the normal law."""


@dataclass(frozen=True, slots=True, eq=False)
class OrderWithin:
    """Order against chance, the start years of each city or of each country dealt anew.

    Attributes
    ----------
    near
        Ties begun within `NEAR_YEARS` of their upper tie, over those by chance.
    n_near, near_by_chance
        How many they are, and how many by chance.
    """

    within: str
    counts: StartYears
    odds: ClusteredInterval
    detectable: DetectableOdds
    near: ClusteredInterval
    n_near: int
    near_by_chance: float

    def is_more(self, statistic: str, size: float = RULE.level.size) -> bool:
        """Whether a count lies above chance, two-sided."""
        drawn = self.counts.of(statistic)
        return drawn.p <= size and drawn.p_high < drawn.p_low


@dataclass(frozen=True, slots=True)
class Reverse:
    """Ratio of hazards of the upper tie per twice 1 + city ties before, with its interval.

    `detectable` is the smallest ratio above 1 found with 80 % power.
    """

    ratio: float
    low: float | None
    high: float | None
    p: float
    detectable: float | None
    fit: HazardFit


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the verdict rests on.

    Attributes
    ----------
    n_ties, n_dated, n_upper, n_upper_dated
        Ties of both levels, and those of which the start is known well enough.
    n_inside
        Dated ties inside a dated sister pair.
    n_upper_undated
        Dated ties inside a sister pair without a known start; they take no part.
    effective_units
        Effective home units of the ties inside.
    city, country
        Order within home cities and within partner countries; None where nothing is inside.
    older
        Share of the ties inside that are older than their upper tie: a count, and no evidence.
    forward, forward_periods
        Event study with effects of the years, and of countries and five years; None where it
        cannot be had or was not asked for, and the note says which.
    reverse
        Hazard of the upper tie; None likewise.
    """

    n_ties: int
    n_dated: int
    n_upper: int
    n_upper_dated: int
    n_inside: int
    n_upper_undated: int
    effective_units: float
    city: OrderWithin | None
    country: OrderWithin | None
    older: ClusteredInterval | None
    forward: EventStudy | None
    forward_periods: EventStudy | None
    forward_note: str
    reverse: Reverse | None
    reverse_note: str

    @property
    def both(self) -> tuple[OrderWithin, ...]:
        """Order within cities and within countries, where it is known."""
        return tuple(one for one in (self.city, self.country) if one is not None)

    def is_more(self, statistic: str, size: float = RULE.level.size) -> bool:
        """Whether a count lies above chance within cities and within countries."""
        return bool(self.both) and all(one.is_more(statistic, size) for one in self.both)

    @property
    def after(self) -> BinEffect | None:
        """Rate of new city ties in years 1 to 5 of the upper tie, against the years before it."""
        return None if self.forward is None else bin_of(self.forward, AFTER)


def bin_of(study: EventStudy, years: tuple[int, int]) -> BinEffect | None:
    """Return the effect of a bin of years, None if it has none."""
    return next((one for one in study.effects if (one.first, one.last) == years), None)


def gather_evidence(
    timed: TimedNetwork,
    *,
    seed: int,
    draws: int = DRAWS,
    models: str = "always",
    executor: Executor | None = None,
    on_progress: Progress = quiet,
) -> Evidence:
    """Compute what the verdict rests on.

    Parameters
    ----------
    models
        Fit forward and reverse `always`, `if found` (each only where it can withdraw what is
        found: the verdict is the same), or `never`.
    """
    upper = upper_of_ties(timed)
    used = is_used(timed, upper)
    inside = used & upper.is_inside
    units = timed.arrays.tie_unit[inside]
    found = {
        within: _within(timed, upper, within, seed, draws, executor, on_progress)
        for within in STRATA
        if inside.any()
    }
    bare = Evidence(
        n_ties=timed.start.size,
        n_dated=int((~np.isnan(timed.start)).sum()),
        n_upper=timed.upper_start.size,
        n_upper_dated=int((~np.isnan(timed.upper_start)).sum()),
        n_inside=int(inside.sum()),
        n_upper_undated=int((~np.isnan(timed.start) & ~used).sum()),
        effective_units=effective_clusters(units),
        city=found.get("city"),
        country=found.get("country"),
        older=_older(timed, upper, used) if inside.any() else None,
        forward=None, forward_periods=None, forward_note=NOT_ASKED,
        reverse=None, reverse_note=NOT_ASKED,
    )  # fmt: skip
    asks = {
        "forward": models == "always" or (models == "if found" and bare.is_more("younger")),
        "reverse": models == "always" or (models == "if found" and bare.is_more("older")),
    }
    return _with_models(bare, timed, upper, asks, on_progress)


def without_ties(n_ties: int, n_upper: int) -> Evidence:
    """Return the evidence of a country without ties at one level or both: none."""
    why = say("no ties of both levels")
    return Evidence(
        n_ties=n_ties, n_dated=0, n_upper=n_upper, n_upper_dated=0, n_inside=0, n_upper_undated=0,
        effective_units=0.0, city=None, country=None, older=None, forward=None,
        forward_periods=None, forward_note=why, reverse=None, reverse_note=why,
    )  # fmt: skip


NOT_ASKED = say("not asked for")


def _within(
    timed: TimedNetwork,
    upper: UpperOfTies,
    within: str,
    seed: int,
    draws: int,
    executor: Executor | None,
    on_progress: Progress,
) -> OrderWithin:
    ties = dated_within(timed, upper, within)
    counts = start_years(
        ties, n_draws=draws, seed=seed, strata_words=STRATA[within], executor=executor,
        on_progress=lambda done, total: on_progress(f"start years by {within}", done, total),
    )  # fmt: skip
    used = is_used(timed, upper)
    clusters = timed.arrays.tie_unit[used], timed.arrays.tie_country[used]
    lag = np.abs(ties.start - ties.upper_start)[ties.is_inside]
    return OrderWithin(
        within,
        counts,
        younger_odds(ties, *clusters),
        detectable_odds(counts, size=RULE.level.size),
        near_ratio(ties, *clusters, years=NEAR_YEARS),
        int((lag <= NEAR_YEARS).sum()),
        expected_near(ties, years=NEAR_YEARS),
    )


def _older(timed: TimedNetwork, upper: UpperOfTies, used: Flag) -> ClusteredInterval:
    arrays = timed.arrays
    ties = dated_within(timed, upper, "city")
    return older_share(ties, arrays.tie_unit[used], arrays.tie_country[used])


def _with_models(
    bare: Evidence,
    timed: TimedNetwork,
    upper: UpperOfTies,
    asks: Mapping[str, bool],
    on_progress: Progress,
) -> Evidence:
    if asks["forward"]:
        on_progress("forward", 0, 2)
        forward, periods, note = _forward(timed, upper)
        bare = replace(bare, forward=forward, forward_periods=periods, forward_note=note)
    if asks["reverse"]:
        on_progress("reverse", 1, 2)
        reverse, note = _reverse(timed)
        bare = replace(bare, reverse=reverse, reverse_note=note)
        on_progress("reverse", 2, 2)
    return bare


def _forward(
    timed: TimedNetwork, upper: UpperOfTies
) -> tuple[EventStudy | None, EventStudy | None, str]:
    panel = panel_of(timed)
    new_ties = ties_begun(panel, *pair_of_ties(timed, upper))
    country = timed.arrays.foreign_unit_country[panel.foreign]
    try:
        forward = event_study(panel, new_ties, single_years=True)
    except NetworkError as reason:
        return None, None, str(reason)
    try:
        periods = event_study(panel, new_ties, group=country, period=PERIOD)
    except NetworkError as reason:
        return forward, None, str(reason)
    return forward, periods, ""


def _reverse(timed: TimedNetwork) -> tuple[Reverse | None, str]:
    panel = panel_of(timed)
    before = np.log1p(ties_before(panel, *pairs_around(timed)))
    try:
        fit = once_only_hazard(panel, {BEFORE: before}, penalty="firth")
    except NetworkError as reason:
        return None, str(reason)
    profile = fit.profiles[0]
    # Half the profile interval over the normal quantile stands for the error of the slope.
    low, high = profile.low, profile.high
    detectable = None
    if low is not None and high is not None:
        error = (high - low) / (2 * detectable_effect(1.0, NORMAL, power=0.5, size=RULE.level.size))
        detectable = _doubled(detectable_effect(error, NORMAL, size=RULE.level.size))
    return Reverse(
        _doubled(profile.slope),
        None if low is None else _doubled(low),
        None if high is None else _doubled(high),
        profile.p, detectable, fit,
    ), ""  # fmt: skip


def _doubled(slope: float) -> float:
    """Ratio of hazards per twice 1 + city ties, from the slope of its logarithm."""
    return float(2.0**slope)
