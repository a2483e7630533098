"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from sistercities.sentences import say
from sistercities.studies.diplomacy.estimates import TERMS, outcome_words
from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.in_spite import AtOdds
from sistercities.studies.diplomacy.models import COMPLEX, SINGLE, Fitted
from sistercities.studies.findings import (
    Column,
    Mark,
    Series,
    StudyFigure,
    StudyTable,
    Value,
)
from sistercities.studies.scope import plural

Name = Callable[[str], str]
"""Gives the name of a country by its code."""

MOST_SHOWN = 20
"""Countries with complex relations that the figure draws."""


def odds_table(at_odds: Sequence[AtOdds], name: Name, unit: str) -> StudyTable:
    """Countries with complex relations: city ties, expected ones, and the ratio."""
    rows: list[tuple[Value, ...]] = [
        (name(one.country), one.reasons, one.city, one.expected, one.ratio, one.low, one.high,
         say("more") if one.is_in_spite else "", one.region)
        for one in at_odds
    ]  # fmt: skip
    return StudyTable(
        "in_spite",
        say("Countries with complex relations, and ties in spite of them"),
        (
            Column("country", say("Country")),
            Column("reasons", say("What was complex")),
            Column("city_ties", say("City ties")),
            Column("expected", say("Expected")),
            Column("ratio", say("Ratio")),
            Column("low", say("from")),
            Column("high", say("to")),
            Column("in_spite", say("More than expected")),
            Column("region_ties", say("Ties of {units}", units=plural(unit))),
        ),
        tuple(rows),
        say(
            "Ties begun in periods on whose eve relations were complex. Expected: of "
            "like trade, distance, population and income, by the fit of all other "
            "countries. Ratio: shrunk toward what these countries share; 95 % interval "
            "for each country alone, with the error of the expectation. Empty: not known."
        ),
    )


def model_table(models: Sequence[tuple[str, Fitted]], unit: str) -> StudyTable:
    """Every ratio of every regression."""
    rows: list[tuple[Value, ...]] = []
    for title, fitted in models:
        for term, ratio in fitted.ratios.items():
            low, high = ratio.interval() or (None, None)
            rows.append((
                say("{title}, {what}: {term}", title=title, term=TERMS[term],
                    what=outcome_words(fitted.outcome, unit)),
                ratio.value, low, high, ratio.left_out_low, ratio.left_out_high, ratio.n_ties,
                ratio.n_rows, ratio.n_countries,
            ))  # fmt: skip
    return StudyTable(
        "regressions",
        say("Ties by country and period: regressions"),
        (
            Column("term", say("Regression and term")),
            Column("ratio", say("Ratio")),
            Column("low", say("from")),
            Column("high", say("to")),
            Column("left_out_low", say("least, one country out")),
            Column("left_out_high", say("most, one country out")),
            Column("ties", say("Ties")),
            Column("rows", say("Countries and periods")),
            Column("countries", say("Countries with a tie")),
        ),
        tuple(rows),
        say(
            "Ratios of trade, distance, population and income stand for e times (2.7 "
            "times) as much."
        ),
    )


def country_table_rows(
    table: pd.DataFrame, newest: pd.DataFrame, name: Name, unit: str
) -> StudyTable:
    """Partner countries with a tie: ties at both levels, and relations on the last eve."""
    sums = table.groupby("country")[["city", "region"]].sum()
    sums = sums[sums.sum(axis=1) > 0].join(newest)
    ordered = sums.sort_values(["city", "region"], ascending=False).reset_index()
    columns = ("city", "region", "un_distance", "rivalry", "dispute", "alliance", "trade")
    rows = [
        (name(str(row["country"])), *(_cell(row[c]) for c in columns))
        for row in ordered.to_dict("records")
    ]
    return StudyTable(
        "countries", say("Partner countries: ties, and relations today as far as known"),
        (Column("country", say("Country")), Column("city_ties", say("City ties")),
         Column("region_ties", say("Ties of {units}", units=plural(unit))),
         Column("un_distance", say("Distance in the UN")), Column("rivalry", say("Rivalry")),
         Column("dispute", say("Dispute")), Column("alliance", say("Alliance")),
         Column("trade", say("Trade"), say("million USD"))),
        tuple(rows), say("Relations on the eve of the year of the study. Empty: not " "known."),
    )  # fmt: skip


def _cell(value: object) -> Value:
    number = float(value)  # type: ignore[arg-type]
    if np.isnan(number):
        return None
    return int(number) if number.is_integer() else number


def level_figure(evidence: Evidence, title: str, unit: str, seed: int) -> StudyFigure:
    """Draw the ratio of either level, and that of the two."""
    marks = []
    for fitted in (evidence.city, evidence.region, evidence.difference):
        ratio = fitted.ratio(COMPLEX)
        low, high = ratio.interval() or (None, None)
        marks.append(Mark(outcome_words(fitted.outcome, unit), ratio.value, low, high,
                          is_main=fitted is evidence.city, note=ratio.note))  # fmt: skip
    return StudyFigure(
        "levels",
        "intervals",
        title,
        say("Ratio of ties with countries of complex relations to like countries, 95 % interval"),
        say(
            "{city:,} city ties, {region:,} of {units}, {n_countries} "
            "countries; PPML, jackknife by country; seed {seed} (no draws)",
            city=evidence.n_city_ties,
            region=evidence.n_region_ties,
            units=plural(unit),
            n_countries=evidence.n_countries,
            seed=seed,
        ),
        (Series(say("ratio"), tuple(marks)),),
        say("ratio of ties"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def spite_figure(at_odds: Sequence[AtOdds], title: str, name: Name, seed: int) -> StudyFigure:
    """Draw countries of complex relations with the most city ties beside what was expected."""
    known = sorted((one for one in at_odds if one.ratio is not None), key=lambda one: -one.city)
    shown = sorted(known[:MOST_SHOWN], key=lambda one: -(one.ratio or 0.0))
    marks = tuple(
        Mark(
            say("{country} ({n})", country=name(one.country), n=one.city),
            one.ratio,
            one.low,
            one.high,
            is_main=one.is_in_spite,
            note=one.reasons,
        )
        for one in shown
    )
    return StudyFigure(
        "in_spite",
        "intervals",
        title,
        say("City ties over those expected of like countries, 95 % interval; in brackets the ties"),
        say(
            "{n} of {total} countries with complex relations, those with the most ties; PPML "
            "without the country, empirical Bayes; seed {seed} (no draws)",
            n=len(shown),
            total=len(known),
            seed=seed,
        ),
        (Series(say("ratio"), marks),),
        say("city ties over expected"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def politics_figure(politics: Sequence[Fitted], title: str, unit: str, seed: int) -> StudyFigure:
    """Draw rivalry, disputes, alliance and distance in the UN, for either level."""
    series = []
    for fitted in politics:
        marks = []
        for term in SINGLE:
            ratio = fitted.ratio(term)
            interval = ratio.interval()
            if interval is not None:
                marks.append(Mark(TERMS[term], ratio.value, *interval,
                                  is_main=fitted.outcome == "city"))  # fmt: skip
        if marks and fitted.outcome != "difference":
            series.append(Series(outcome_words(fitted.outcome, unit), tuple(marks)))
    n = politics[0].ratio(SINGLE[0]).n_countries
    return StudyFigure(
        "politics",
        "intervals",
        title,
        say("Ratio of ties, all else in the regression equal, 95 % interval"),
        say(
            "{n} countries with a city tie; PPML, jackknife by country; seed {seed} (no draws)",
            n=n,
            seed=seed,
        ),
        tuple(series),
        say("ratio of ties"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def country_figure(
    table: pd.DataFrame, newest: pd.DataFrame, title: str, name: Name, seed: int
) -> StudyFigure:
    """Draw each country: distance in the UN across, city ties up."""
    sums = newest[["un_distance"]].join(table.groupby("country")["city"].sum()).dropna()
    marks = tuple(
        Mark(name(str(country)), float(row["city"]), x=float(row["un_distance"]))
        for country, row in sums.sort_index().iterrows()
    )
    return StudyFigure(
        "countries",
        "points",
        title,
        say("One mark a country; nothing held equal"),
        say("{n} countries; seed {seed} (no draws)", n=len(marks), seed=seed),
        (Series(say("countries"), marks),),
        say("city ties"),
        say("distance of ideal points in the UN"),
    )
