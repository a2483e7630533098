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
from sistercities.studies.parts import (
    PartFinding,
    PartRow,
    Told,
    Varied,
    by_interval_alone,
    interval_finding,
    judged_rows,
)
from sistercities.terms.json_records import RecordTuple

FACT_UNKNOWN = say("the release has no figures on them")
NO_CITY = say("in no region of it does a source list the ties of the cities")


@dataclass(frozen=True, slots=True)
class Found:
    """What was computed, from which the parts are found.

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


def find_parts(found: Found, cities: pd.DataFrame) -> tuple[PartFinding, ...]:
    """Judge all parts, in the order of their rules; `cities` is the table of the main run."""
    rules = [rule for rule in PART_RULES if isinstance(rule, IntervalPart)]
    return tuple(_part(rule, found, cities) for rule in rules)


def _part(rule: IntervalPart, found: Found, cities: pd.DataFrame) -> PartFinding:
    if rule.name == "size":
        return _size(rule, found, cities)
    if rule.name in LAG_TERMS:
        return _lag(rule, found, cities)
    return _correlation(rule, found, cities)


def _needs(found: Found) -> str:
    if found.evidence.n_roster == 0:
        return NO_CITY
    numbers = found.numbers
    if "flights" not in numbers.correlations:
        return say("the flights of its cities are not known")
    return NEEDS.unmet(
        n_cities=numbers.n_cities, n_ties=numbers.n_ties,
        effective_regions=numbers.effective_regions,
    )  # fmt: skip


def _why_no_correlation(part: str, found: Found, cities: pd.DataFrame) -> str:
    rho = found.numbers.correlations.get(part)
    if found.evidence.n_roster == 0:
        return NO_CITY
    if rho is None:
        return _needs(found) if part == "flights" else FACT_UNKNOWN
    reason = NEEDS.unmet(
        n_cities=len(cities) if part == "visitors" else rho.n_rows,
        n_ties=int(cities["ties"].sum()), effective_regions=rho.effective_clusters,
    )  # fmt: skip
    return reason or ("" if rho.low is not None else as_clause(rho.note))


def _correlation(rule: IntervalPart, found: Found, cities: pd.DataFrame) -> PartFinding:
    (interval,) = intervals_of(rule.name, found.numbers)
    rho = found.numbers.correlations.get(rule.name)
    reason = _why_no_correlation(rule.name, found, cities)
    side: Side = "open" if reason else rule.side(interval)
    told = Told(
        sentence=correlation_sentence(rule.name, side, interval, found.country, reason),
        would_change=part_would_change(rule.line.no_effect, side), unit=say("correlation"),
        n=count_of(rule.name, found.numbers),
        n_of=say("regions") if rule.name == "visitors" else say("cities"),
        method=say(
            "Spearman; jackknife over {n_clusters} regions on Fisher's scale",
            n_clusters=0 if rho is None else rho.n_clusters,
        ),
    )  # fmt: skip
    return interval_finding(
        rule, interval, told, tried_rows(rule.name, found.tried, interval), reason
    )


def _size(rule: IntervalPart, found: Found, cities: pd.DataFrame) -> PartFinding:
    intervals = intervals_of("size", found.numbers)
    reason = _needs(found)
    is_known = all(one.low is not None for one in intervals) and len(intervals) > 1
    if not reason and not is_known:
        reason = as_clause(lowered(found.evidence.full.note)) or say(
            "destinations are not known, or the same in every city"
        )
    side: Side = "open" if reason else rule.side_of_all(intervals)
    told = Told(
        sentence=size_sentence(rule, side, intervals, found.country, reason),
        would_change=part_would_change(rule.line.no_effect, side), unit=say("ratio"),
        n=count_of("size", found.numbers), n_of=say("cities"),
        method=say(
            "Poisson QMLE beside exports, GDP, population, seat and coast, where they are known; "
            "errors by jackknife over regions"
        ),
        carried_by="" if reason else _carriers(found),
    )  # fmt: skip
    part = interval_finding(rule, intervals[0], told, (), reason or "")
    if reason:
        return part
    rows = [
        *size_rows(cities, found.numbers.sizes, found.names),
        *tried_rows("size", found.tried, intervals[0]),
    ]
    verdict = rule.verdict_of_all(intervals)
    return replace(
        part, side=side, verdict=verdict, answer=_size_answer(rule, side, verdict),
        rows=RecordTuple(_both_judged(rule, intervals, rows)),
    )  # fmt: skip


def _size_answer(rule: IntervalPart, side: Side, verdict: Verdict) -> str:
    """Give the answer in a few words; mixed is an answer too, and its sentence says it."""
    if verdict == "mixed":
        return say("it depends on which airports are counted")
    return rule.answers.of(side)


def _carriers(found: Found) -> str:
    named = dict.fromkeys(
        found.names.of(one.kind, one.name)
        for size in found.numbers.sizes
        for one in size.left_out
        if one.name in size.carriers
    )
    return listed(list(named), "or") if named else ""


def _both_judged(
    rule: IntervalPart, main: Sequence[Interval], varied: Sequence[Varied]
) -> tuple[PartRow, ...]:
    """Judge rows of both catchments as the part itself is, each by its intervals alone."""
    verdict = rule.verdict_of_all([by_interval_alone(one) for one in main])
    rows = judged_rows(rule, "open", varied)
    found = [
        rule.verdict_of_all([by_interval_alone(each) for each in (one.interval, *one.others)])
        for one in varied
    ]
    return tuple(
        replace(row, verdict=one, is_turned=row.low is not None and one != verdict)
        for row, one in zip(rows, found, strict=True)
    )


def _lag(rule: IntervalPart, found: Found, cities: pd.DataFrame) -> PartFinding:
    which, _ = LAG_TERMS[rule.name]
    model = found.numbers.lags[which]
    (interval,) = intervals_of(rule.name, found.numbers)
    reason = _needs(found) or _no_earlier_flights(rule.name, cities)
    if not reason and interval.low is None:
        reason = as_clause(lowered(model.note)) or say("what came first is the same in every city")
    side: Side = "open" if reason else rule.side(interval)
    told = Told(
        sentence=lag_sentence(rule.name, side, interval, _years(rule.name, model.title), reason),
        would_change=part_would_change(rule.line.no_effect, side), unit=say("ratio"),
        n=count_of(rule.name, found.numbers), n_of=say("cities"),
        method=say(
            "Poisson QMLE beside earlier values, size, seat and coast; errors by jackknife over "
            "regions"
        ),
    )  # fmt: skip
    rows = [] if reason else lag_rows(rule.name, found.order)
    varied = [*rows, *tried_rows(rule.name, found.tried, interval)]
    return interval_finding(rule, interval, told, varied, reason)


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
