"""The parts of C5: what goes together, at equal size, and in which direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sistercities.sentences import Sentence, as_clause, listed, lowered, say
from sistercities.studies.claims import Verdict
from sistercities.studies.connectivity.city_table import EARLIER_FLIGHTS, FLIGHTS_YEAR
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import DESTINATIONS_2009, DESTINATIONS_2014
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.connectivity.part_numbers import LAG_TERMS, PartNumbers
from sistercities.studies.connectivity.part_rows import (
    Names,
    Tried,
    count_of,
    intervals_of,
    lag_rows,
    size_rows,
    tried_rows,
)
from sistercities.studies.connectivity.part_rules import NEEDS, PART_RULES
from sistercities.studies.connectivity.part_words import (
    correlation_sentence,
    lag_sentence,
    part_would_change,
    size_sentence,
)
from sistercities.studies.part_rules import Interval, IntervalPart, Side
from sistercities.studies.parts import PartFinding, PartRow, Varied, judged_rows
from twolevel.rates.rank_correlation import RankCorrelation

FACT_UNKNOWN = say("the release has no figures on them")
NO_CITY = say("in no region of it does a source list the ties of the cities")


@dataclass(frozen=True, slots=True)
class Told:
    """What the parts are told from.

    Attributes
    ----------
    numbers
        Of the main run.
    evidence, order
        Of the main run.
    tried
        The numbers under other rules.
    names
        Of countries and regions.
    country
        The home country, as `of` is followed by it.
    """

    numbers: PartNumbers
    evidence: Evidence
    order: OrderInTime
    tried: Sequence[Tried]
    names: Names
    country: str


def find_parts(told: Told, cities: pd.DataFrame) -> tuple[PartFinding, ...]:
    """Judge all parts, in the order of their rules; `cities` is the table of the main run."""
    rules = [rule for rule in PART_RULES if isinstance(rule, IntervalPart)]
    return tuple(_part(rule, told, cities) for rule in rules)


def _part(rule: IntervalPart, told: Told, cities: pd.DataFrame) -> PartFinding:
    if rule.name == "size":
        return _size(rule, told, cities)
    if rule.name in LAG_TERMS:
        return _lag(rule, told, cities)
    return _correlation(rule, told, cities)


def _needs(told: Told) -> str:
    if told.evidence.n_roster == 0:
        return NO_CITY
    numbers = told.numbers
    if "flights" not in numbers.correlations:
        return say("the flights of its cities are not known")
    return NEEDS.unmet(
        n_cities=numbers.n_cities, n_ties=numbers.n_ties,
        effective_regions=numbers.effective_regions,
    )  # fmt: skip


def _why_no_correlation(
    part: str, found: RankCorrelation | None, told: Told, cities: pd.DataFrame
) -> str:
    if told.evidence.n_roster == 0:
        return NO_CITY
    if found is None:
        return _needs(told) if part == "flights" else FACT_UNKNOWN
    n_cities = len(cities) if part == "visitors" else found.n_rows
    reason = NEEDS.unmet(
        n_cities=n_cities, n_ties=int(cities["ties"].sum()),
        effective_regions=found.effective_clusters,
    )  # fmt: skip
    return reason or ("" if found.low is not None else as_clause(found.note))


def _correlation(rule: IntervalPart, told: Told, cities: pd.DataFrame) -> PartFinding:
    (interval,) = intervals_of(rule.name, told.numbers)
    found = told.numbers.correlations.get(rule.name)
    reason = _why_no_correlation(rule.name, found, told, cities)
    side: Side = "open" if reason else rule.side(interval)
    clusters = 0 if found is None else found.n_clusters
    return _finding(
        rule, told, side, rule.verdict_of(side), interval,
        sentence=correlation_sentence(rule.name, side, interval, told.country, reason),
        unit=say("correlation"), n_of=say("regions") if rule.name == "visitors" else say("cities"),
        method=say(
            "Spearman; jackknife over {n_clusters} regions on Fisher's scale", n_clusters=clusters
        ),
        note=reason, rows=[],
    )  # fmt: skip


def _size(rule: IntervalPart, told: Told, cities: pd.DataFrame) -> PartFinding:
    intervals = intervals_of("size", told.numbers)
    reason = _needs(told)
    is_known = all(one.low is not None for one in intervals) and len(intervals) > 1
    if not reason and not is_known:
        reason = as_clause(lowered(told.evidence.full.note)) or say(
            "destinations are not known, or the same in every city"
        )
    side: Side = "open" if reason else rule.side_of_all(intervals)
    verdict = rule.verdict_of("open") if reason else rule.verdict_of_all(intervals)
    carriers = dict.fromkeys(
        told.names.of(one.kind, one.name)
        for size in told.numbers.sizes
        for one in size.left_out
        if one.name in size.carriers
    )
    return _finding(
        rule, told, side, verdict, intervals[0] if intervals else Interval(None, None, None),
        sentence=size_sentence(rule, side, intervals, told.country, reason), unit=say("ratio"),
        n_of=say("cities"), method=say(
            "Poisson QMLE beside exports, GDP, population, seat and coast, where they are known; "
            "errors by jackknife over regions"
        ),
        note=reason, rows=[] if reason else size_rows(cities, told.numbers.sizes, told.names),
        carried_by=listed(list(carriers), "and") if carriers else "",
    )  # fmt: skip


def _lag(rule: IntervalPart, told: Told, cities: pd.DataFrame) -> PartFinding:
    which, _ = LAG_TERMS[rule.name]
    model = told.numbers.lags[which]
    (interval,) = intervals_of(rule.name, told.numbers)
    reason = _needs(told) or _no_earlier_flights(rule.name, cities)
    if not reason and interval.low is None:
        reason = as_clause(lowered(model.note)) or say("what came first is the same in every city")
    side: Side = "open" if reason else rule.side(interval)
    return _finding(
        rule, told, side, rule.verdict_of(side), interval,
        sentence=lag_sentence(rule.name, side, interval, _years(rule.name, model.title), reason),
        unit=say("ratio"), n_of=say("cities"),
        method=say("Poisson QMLE beside earlier values, size, seat and coast; errors by jackknife "
                   "over regions"),
        note=reason, rows=[] if reason else lag_rows(rule.name, told.order),
    )  # fmt: skip


def _no_earlier_flights(part: str, cities: pd.DataFrame) -> str:
    """Say that the data hold no flights of the years before; empty where they do."""
    terms = {
        "flights-first": ((DESTINATIONS_2014, FLIGHTS_YEAR),),
        "ties-first": ((DESTINATIONS_2009, EARLIER_FLIGHTS), (DESTINATIONS_2014, FLIGHTS_YEAR)),
    }[part]
    missing = [year for term, year in terms if not cities[term.column].notna().any()]
    if not missing:
        return ""
    return say("the data hold no flights of {years} of its cities",
               years=listed([str(year) for year in missing], "and"))  # fmt: skip


def _years(part: str, title: str) -> Sentence:
    if part == "flights-first":
        return say("{title}, earlier ties equal", title=title)
    return say("{title}, destinations of {year} equal", title=title, year=EARLIER_FLIGHTS)


def _judged(
    rule: IntervalPart, side: Side, verdict: Verdict, varied: list[Varied]
) -> tuple[PartRow, ...]:
    """Judge the rows; of several measures as the part itself is, so that they may be mixed."""
    rows = judged_rows(rule, side, varied)
    if rule.name != "size":
        return rows
    found = [rule.verdict_of_all([one.interval, *one.others]) for one in varied]
    return tuple(
        replace(row, verdict=one, is_turned=row.low is not None and one != verdict)
        for row, one in zip(rows, found, strict=True)
    )


def _finding(
    rule: IntervalPart,
    told: Told,
    side: Side,
    verdict: Verdict,
    interval: Interval,
    *,
    sentence: str,
    unit: str,
    n_of: str,
    method: str,
    note: str,
    rows: list[Varied],
    carried_by: str = "",
) -> PartFinding:
    varied = [*rows, *tried_rows(rule.name, told.tried, interval)]
    n = count_of(rule.name, told.numbers)
    return PartFinding(
        claim=rule.claim, part=rule.name, question=rule.question, side=side, verdict=verdict,
        answer=rule.answers.of(side), sentence=sentence, value=interval.value, low=interval.low,
        high=interval.high, unit=unit, line=rule.line.no_effect, n=n, n_of=n_of, method=method,
        rows=_judged(rule, side, verdict, varied),
        would_change=part_would_change(rule.line.no_effect, side), rule=rule.printed(), note=note,
        carried_by=carried_by,
    )  # fmt: skip
