"""What the nesting study returns: estimates, nulls, verdicts, sensitivity, tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sistercities.studies.claims import ClaimNumber, ClaimVerdict
from sistercities.studies.parts import PartFinding
from sistercities.terms.json_records import (
    CountryCode,
    Holds,
    OneEach,
    RecordTuple,
    Unwritten,
    one_of,
)
from sistercities.terms.words import LevelWord
from twolevel.nulls.catalogue import HOME_NULLS

JUDGED = ("C1", "C2", "C3")
"""Claims that the study judges."""
ESTIMATES = (
    "share_inside",
    "share_no_upper",
    "observed_over_expected",
    "odds_ratio",
    "rate_ratio",
    "country_rate_ratio",
    "upper_served",
    "predictive_gain",
)
"""Names of the estimates."""
_P = Annotated[float, Holds(exclusiveMinimum=0, maximum=1)]
_EstimateName = Annotated[str, one_of(ESTIMATES)]
_NullName = Annotated[str, one_of(HOME_NULLS)]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimand with its interval.

    Attributes
    ----------
    name
        As in the methods, for example `share_inside`.
    value, low, high
        Value and 95 % interval, in `unit`; None where they cannot be had, and `note` says why.
    n
        What it rests on: ties, unit pairs or upper ties, as `n_of` says.
    method
        How the interval was made.
    weighted, weighted_low, weighted_high
        A share with each tie weighted by how much of its unit's list is known, and its interval;
        None of other quantities, and where no total is published.
    bound_low, bound_high
        Between what ends the share lies if the ties that no source lists are all outside, or all
        inside; None of other quantities, and where no total is published.
    effective_home_units, effective_countries
        Effective clusters behind an interval that is clustered two ways; None for others.
    sentence
        What the number says, in a plain sentence; empty where its name says enough.
    """

    name: Annotated[str, Unwritten()]
    value: float | None
    low: float | None
    high: float | None
    n: int
    n_of: str
    unit: str
    method: str
    note: str = ""
    weighted: float | None = None
    weighted_low: float | None = None
    weighted_high: float | None = None
    bound_low: float | None = None
    bound_high: float | None = None
    effective_home_units: float | None = None
    effective_countries: float | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class NullComparison:
    """The observed number of ties inside, set against one null model.

    Attributes
    ----------
    mean, sd, ratio
        Of the draws; None where the chain did not mix well enough (`warning` says so).
    ratio_low, ratio_high
        95 % sampling interval of observed over expected (not quantiles of the null).
    p, p_low, p_high
        Two-sided, lower-tail and upper-tail p-values, (b + 1) / (m + 1).
    p_mc_low, p_mc_high
        95 % Monte Carlo interval of `p`.
    histogram
        Number of draws by value of the statistic: the whole null distribution.
    """

    id: Annotated[str, Unwritten()]
    keeps: str
    breaks: str
    observed: float
    mean: float | None
    sd: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: _P
    p_low: _P
    p_high: _P
    p_mc_low: float
    p_mc_high: float
    draws: int
    seed: int
    strata: str
    share_moved: float
    autocorrelation_time: float | None
    chain_length: int | None
    exact_mean: float | None
    warning: str
    histogram: dict[int, int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """The main ratio and share, and the two rate ratios, under one change of the rules.

    `is_sign_changed` is true where the ratio lies on the other side of 1 than in the main run. The
    rate ratios are None where they are not defined.
    """

    name: str
    description: str
    n_ties: int
    n_upper: int
    share_inside: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None
    is_sign_changed: bool
    note: str = ""
    rate_ratio: float | None = None
    rate_ratio_low: float | None = None
    rate_ratio_high: float | None = None
    country_rate_ratio: float | None = None
    country_rate_ratio_low: float | None = None
    country_rate_ratio_high: float | None = None


@dataclass(frozen=True, slots=True)
class Autonomy:
    """How far a home unit or home city departs from what its upper ties would give.

    `autonomy` is log(expected / observed), shrunk by empirical Bayes: above 0 more autonomous than
    expected under the null `degree-country`, below 0 less. None where the unit is not covered.
    Where a unit has no point of its own, `latitude` and `longitude` are the mean of its cities.
    """

    place_id: str
    name: str
    name_local: str
    level: LevelWord
    unit_id: str
    latitude: float | None
    longitude: float | None
    n_ties: int
    n_inside: int | None
    expected: float | None
    autonomy: float | None
    low: float | None
    high: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountryRow:
    """City ties with one partner country: how many, how many inside, how many expected inside."""

    country: CountryCode
    country_name: str
    n_ties: int
    n_upper: int
    n_inside: int
    expected: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """Ties that began in one year, by class; `unit` year. Suspect and undated ties are apart."""

    year: int
    upper: int
    lower: int
    cross: int
    dual: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One line of the coverage card.

    Attributes
    ----------
    dimension, group, measure
        What is counted.
    ours
        Our count; beside a published total that of the ties known to exist by its date, beside the
        partnerships of a register those of them that we hold too.
    official, official_date, official_source
        The published value, its date, and where it was published.
    note
        What to know when reading it.
    held
        Beside a published total: all ties of that kind that we hold, of any date or none.
    is_like_with_like
        Whether ours is a part of the published value, so that their share can be told.
    """

    dimension: str
    group: str
    measure: str
    ours: float
    official: float | None
    official_date: str
    official_source: str
    note: str
    held: float | None = None
    is_like_with_like: bool = False


@dataclass(frozen=True, slots=True)
class Power:
    """The smallest ratio that this network could tell from 1 with 80 % power at the 5 % level."""

    null: str
    minimal_ratio_above: float | None
    minimal_ratio_below: float | None
    effective_home_units: float
    effective_countries: float
    simulated_coverage: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class NestingResult:
    """The nesting study of one home country at one year."""

    study: Annotated[str, Holds(const="nesting")]
    country: CountryCode
    country_name: Annotated[str, Unwritten()]
    as_of: int
    data_version: str
    headline: str
    first_line_warning: str
    estimates: dict[_EstimateName, Estimate]
    nulls: dict[_NullName, NullComparison]
    verdicts: Annotated[dict[ClaimNumber, ClaimVerdict], OneEach(JUDGED)]
    sensitivity: RecordTuple[SensitivityRow]
    autonomy_units: RecordTuple[Autonomy]
    autonomy_cities: RecordTuple[Autonomy]
    partner_countries: RecordTuple[CountryRow]
    years: RecordTuple[YearRow]
    n_undated: dict[str, int]
    coverage: RecordTuple[CoverageRow]
    power: Power
    left_out: dict[str, int]
    uncovered_units: tuple[str, ...]
    main_null: str
    draws: int
    seed: int
    settings: dict[str, str]
    unit: Annotated[str, Unwritten()] = ""
    """What the home country calls its upper units, singular; empty where no decision says."""
    parts: RecordTuple[PartFinding] = field(default_factory=RecordTuple)
    """What was found of each part of the claims."""
