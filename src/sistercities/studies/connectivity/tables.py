"""The tables and figures of the study. No value of OpenFlights stands in any of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.studies.connectivity.all_countries import AllCountries
from sistercities.studies.connectivity.models import FittedModel
from sistercities.studies.findings import (
    Column,
    Finding,
    Mark,
    Series,
    StudyFigure,
    StudyTable,
    Value,
)
from sistercities.studies.nesting_data import StudyData

_ENDS = (Column("low", "from"), Column("high", "to"))


def model_table(models: Sequence[FittedModel]) -> StudyTable:
    """Every coefficient of every regression, by both estimators."""
    rows: list[tuple[Value, ...]] = []
    for model in models:
        for term in model.terms:
            qmle, nb2 = model.ratio(term), model.ratio(term, "nb2")
            if qmle is None or nb2 is None:
                continue
            rows.append((
                f"{model.title}: {term.label}", term.per,
                qmle.value, qmle.low, qmle.high, qmle.left_out_low, qmle.left_out_high,
                nb2.value, nb2.low, nb2.high, nb2.left_out_low, nb2.left_out_high,
                qmle.inflation, model.n, None if model.fit is None else model.fit.n_units,
            ))  # fmt: skip
    heads = [Column("term", "Regression and term"), Column("per", "Ratio of ties per")]
    for kind, label in (("qmle", "QMLE"), ("nb2", "NB2")):
        heads += [
            Column(kind, f"{label} ratio"), Column(f"{kind}_low", "from"),
            Column(f"{kind}_high", "to"), Column(f"{kind}_left_out_low", "least, one region out"),
            Column(f"{kind}_left_out_high", "most, one region out"),
        ]  # fmt: skip
    heads += [Column("inflation", "Variance inflation"), Column("cities", "Cities"),
              Column("regions", "Regions")]  # fmt: skip
    return StudyTable(
        "regressions", "Number of ties of a city: regressions", tuple(heads), tuple(rows),
        "Errors clustered by region. Inflation above 10: the term is hardly told from the others.",
    )  # fmt: skip


def city_rows(cities: pd.DataFrame) -> StudyTable:
    """Cities with ties, destinations of 2026 and what is known of exports and population."""
    ordered = cities.sort_values(["ties", "name"], ascending=[False, True])
    columns = ("name", "ties", "destinations", "exports", "population")
    values = [[_cell(v) for v in ordered[c].tolist()] for c in columns]
    return StudyTable(
        "cities", "Cities: ties and how they are joined to the world",
        (Column("name", "City"), Column("ties", "Ties"),
         Column("destinations", "Destinations abroad, 2026", "cities"),
         Column("exports", "Exports, 2023", "million CNY"),
         Column("population", "Population", "persons")),
        tuple(zip(*values, strict=True)),
        "Empty: not known.",
    )  # fmt: skip


def region_rows(regions: pd.DataFrame) -> StudyTable:
    """Regions with ties of all places in them, and visitors."""
    ordered = regions.sort_values(["visitors", "name"], ascending=[False, True])
    columns = ("name", "ties", "visitors", "visitors_year")
    values = [[_cell(v) for v in ordered[c].tolist()] for c in columns]
    return StudyTable(
        "visitors", "Regions: foreign visitors and ties of all places in them",
        (Column("name", "Region"), Column("ties", "Ties"),
         Column("visitors", "Foreign visitors", "million visits"), Column("year", "Year")),
        tuple(zip(*values, strict=True)),
        "Visitors of single cities are not known.",
    )  # fmt: skip


def country_rows(world: AllCountries, data: StudyData) -> StudyTable:
    """Countries with enough cities: correlation of flights and ties in each."""
    return StudyTable(
        "countries", "Country by country: destinations of 2026 and ties, rank correlation",
        (Column("country", "Country"), Column("cities", "Cities"), Column("ties", "Ties"),
         Column("correlation", "Rank correlation"), *_ENDS),
        tuple(
            (data.country_name(c.country), c.n_cities, c.n_ties, c.rho, c.low, c.high)
            for c in world.countries
        ),
        "Cities of 15,000 and more in regions of which a source lists the ties of the cities.",
    )  # fmt: skip


def _cell(value: object) -> Value:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


def correlation_figure(findings: Sequence[Finding], title: str, seed: int) -> StudyFigure:
    """Draw rank correlations with ties, the judged ones first."""
    shown = [f for f in findings if f.unit == "correlation" and f.name != "correlation_economy"]
    n = max((f.n for f in shown), default=0)
    marks = tuple(
        Mark(f.label.removesuffix(" and ties").removesuffix(","), f.value, f.low, f.high,
             is_main=f.name == "correlation_flights") for f in shown
    )  # fmt: skip
    return StudyFigure(
        "correlations", "intervals", title,
        "Rank correlation with the number of ties, 95 % interval",
        f"Up to {n:,} cities; Spearman, jackknife by region; visitors by region; seed {seed} (no "
        "draws)", (Series("rank correlation", marks),), "rank correlation", reference=0.0,
    )  # fmt: skip


def ratio_figure(model: FittedModel, title: str, seed: int) -> StudyFigure:
    """Draw the ratios of one regression by both estimators."""
    series = []
    for kind, label in (("qmle", "QMLE"), ("nb2", "NB2")):
        marks = []
        for term in model.terms:
            ratio = model.ratio(term, kind)
            if ratio is not None:
                marks.append(Mark(f"{term.label} ({term.per})", ratio.value, ratio.low, ratio.high,
                                  is_main=term == model.terms[0]))  # fmt: skip
        series.append(Series(label, tuple(marks)))
    regions = model.fit.n_units if model.fit is not None else 0
    return StudyFigure(
        "ratios", "intervals", title,
        "Ratio of the number of ties, all else in the figure equal, 95 % interval",
        f"{model.n:,} cities in {regions} regions, errors clustered by region; seed {seed} (no "
        "draws)", tuple(series), "ratio of ties", reference=1.0, is_log=True,
    )  # fmt: skip


def city_figure(cities: pd.DataFrame, title: str, seed: int) -> StudyFigure:
    """Draw each city: destinations of 2026 across, ties up."""
    known = cities[cities["destinations"].notna()].sort_values("place_id")
    marks = tuple(
        Mark(str(name), float(ties), x=float(flown))
        for name, ties, flown in zip(
            known["name"], known["ties"], known["destinations"], strict=True
        )
    )
    return StudyFigure(
        "cities", "points", title, "One mark a city",
        f"{len(known):,} cities; seed {seed} (no draws)",
        (Series("cities", marks),), "ties", "destinations abroad, 2026",
    )  # fmt: skip


def order_figure(findings: Sequence[Finding], title: str, seed: int) -> StudyFigure:
    """Draw the ratios of what came later on what came first."""
    marks = tuple(
        Mark(f.label, f.value, f.low, f.high, note=f.note) for f in findings if f.value is not None
    )
    return StudyFigure(
        "order", "intervals", title,
        "Ratio per twice as much of what came first, size equal, 95 % interval",
        f"Poisson QMLE, errors clustered by region; seed {seed} (no draws)",
        (Series("ratio", marks),), "ratio", reference=1.0, is_log=True,
    )  # fmt: skip


def country_figure(world: AllCountries, data: StudyData, title: str, seed: int) -> StudyFigure:
    """Draw the correlation of flights and ties in each country."""
    marks = tuple(Mark(data.country_name(c.country), c.rho, c.low, c.high) for c in world.countries)
    return StudyFigure(
        "countries", "intervals", title,
        "Rank correlation of destinations in 2026 with ties, 95 % interval",
        f"{len(marks)} countries with enough cities; jackknife by region; seed {seed} (no draws)",
        (Series("rank correlation", marks),), "rank correlation", reference=0.0,
    )  # fmt: skip
