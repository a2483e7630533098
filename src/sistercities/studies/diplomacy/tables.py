"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

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
from sistercities.studies.nesting_scope import plural

Name = Callable[[str], str]
"""Gives the name of a country by its code."""

MOST_SHOWN = 20
"""Countries at odds that the figure draws."""


def odds_table(at_odds: Sequence[AtOdds], name: Name, unit: str) -> StudyTable:
    """Countries with complex relations: city ties, expected ones, and the ratio."""
    rows: list[tuple[Value, ...]] = [
        (name(one.country), one.reasons, one.city, one.expected, one.ratio, one.low, one.high,
         "more" if one.is_in_spite else "", one.region)
        for one in at_odds
    ]  # fmt: skip
    return StudyTable(
        "in_spite", "Countries with complex relations, and ties in spite of them",
        (Column("country", "Country"), Column("reasons", "What was complex"),
         Column("city_ties", "City ties"), Column("expected", "Expected"),
         Column("ratio", "Ratio"), Column("low", "from"), Column("high", "to"),
         Column("in_spite", "More than expected"),
         Column("region_ties", f"Ties of {plural(unit)}")),
        tuple(rows),
        "Ties begun in periods on whose eve relations were complex. Expected: of like trade, "
        "distance, population and income, by the fit of all other countries. Ratio: shrunk toward "
        "what these countries share; 95 % interval for each country alone, with the error of the "
        "expectation. Empty: not known.",
    )  # fmt: skip


def model_table(models: Sequence[tuple[str, Fitted]], unit: str) -> StudyTable:
    """Every ratio of every regression."""
    rows: list[tuple[Value, ...]] = []
    for title, fitted in models:
        for term, ratio in fitted.ratios.items():
            low, high = ratio.interval() or (None, None)
            rows.append((
                f"{title}, {outcome_words(fitted.outcome, unit)}: {TERMS[term]}",
                ratio.value, low, high, ratio.left_out_low, ratio.left_out_high, ratio.n_ties,
                ratio.n_rows, ratio.n_countries,
            ))  # fmt: skip
    return StudyTable(
        "regressions", "Ties by country and period: regressions",
        (Column("term", "Regression and term"), Column("ratio", "Ratio"), Column("low", "from"),
         Column("high", "to"), Column("left_out_low", "least, one country out"),
         Column("left_out_high", "most, one country out"), Column("ties", "Ties"),
         Column("rows", "Countries and periods"), Column("countries", "Countries with a tie")),
        tuple(rows),
        "Ratios of trade, distance, population and income stand for e times (2.7 times) as much.",
    )  # fmt: skip


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
        "countries", "Partner countries: ties, and relations today as far as known",
        (Column("country", "Country"), Column("city_ties", "City ties"),
         Column("region_ties", f"Ties of {plural(unit)}"),
         Column("un_distance", "Distance in the UN"), Column("rivalry", "Rivalry"),
         Column("dispute", "Dispute"), Column("alliance", "Alliance"),
         Column("trade", "Trade", "million USD")),
        tuple(rows), "Relations on the eve of the year of the study. Empty: not known.",
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
        "levels", "intervals", title,
        "Ratio of ties with countries of complex relations to like countries, 95 % interval",
        f"{evidence.n_city_ties:,} city ties, {evidence.n_region_ties:,} of {plural(unit)}, "
        f"{evidence.n_countries} countries; PPML, jackknife by country; seed {seed} (no draws)",
        (Series("ratio", tuple(marks)),), "ratio of ties", reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


def spite_figure(at_odds: Sequence[AtOdds], title: str, name: Name, seed: int) -> StudyFigure:
    """Draw the countries at odds with the most city ties beside what was expected."""
    known = sorted((one for one in at_odds if one.ratio is not None), key=lambda one: -one.city)
    shown = sorted(known[:MOST_SHOWN], key=lambda one: -(one.ratio or 0.0))
    marks = tuple(
        Mark(f"{name(one.country)} ({one.city})", one.ratio, one.low, one.high,
             is_main=one.is_in_spite, note=one.reasons)
        for one in shown
    )  # fmt: skip
    return StudyFigure(
        "in_spite", "intervals", title,
        "City ties over those expected of like countries, 95 % interval; in brackets the ties",
        f"{len(shown)} of {len(known)} countries at odds, those with the most ties; PPML without "
        f"the country, empirical Bayes; seed {seed} (no draws)",
        (Series("ratio", marks),), "city ties over expected", reference=1.0, is_log=True,
        unit="ratio",
    )  # fmt: skip


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
        "politics", "intervals", title,
        "Ratio of ties, all else in the regression equal, 95 % interval",
        f"{n} countries with a city tie; PPML, jackknife by country; seed {seed} (no draws)",
        tuple(series), "ratio of ties", reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


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
        "countries", "points", title, "One mark a country; nothing held equal",
        f"{len(marks)} countries; seed {seed} (no draws)", (Series("countries", marks),),
        "city ties", "distance of ideal points in the UN",
    )  # fmt: skip
