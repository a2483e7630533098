"""The tables and figures of the study. No value of OpenFlights stands in any of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.sentences import PlaceName, Sentence, place_name, say
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
from sistercities.studies.study_data import StudyData

_ENDS = (Column("low", say("from")), Column("high", say("to")))


def model_table(models: Sequence[FittedModel]) -> StudyTable:
    """Every coefficient of every regression, by both estimators."""
    rows: list[tuple[Value, ...]] = []
    for model in models:
        for term in model.terms:
            qmle, nb2 = model.ratio(term), model.ratio(term, "nb2")
            if qmle is None or nb2 is None:
                continue
            rows.append((
                say("{title}: {term}", title=model.title, term=term.label), term.per,
                qmle.value, qmle.low, qmle.high, qmle.left_out_low, qmle.left_out_high,
                nb2.value, nb2.low, nb2.high, nb2.left_out_low, nb2.left_out_high,
                qmle.inflation, model.n, None if model.fit is None else model.fit.n_units,
            ))  # fmt: skip
    heads = [Column("term", say("Regression and term")), Column("per", say("Ratio of ties per"))]
    for kind, label in (("qmle", "QMLE"), ("nb2", "NB2")):
        heads += [
            Column(kind, say("{term} ratio", term=label)),
            Column(f"{kind}_low", say("from")),
            Column(f"{kind}_high", say("to")),
            Column(f"{kind}_left_out_low", say("least, one region out")),
            Column(f"{kind}_left_out_high", say("most, one region out")),
        ]
    heads += [Column("inflation", say("Variance inflation")), Column("cities", say("Cities")),
              Column("regions", say("Regions"))]  # fmt: skip
    return StudyTable(
        "regressions",
        say("Number of ties of a city: regressions"),
        tuple(heads),
        tuple(rows),
        say(
            "Errors clustered by region. Inflation above 10: the term is hardly told "
            "from the others."
        ),
    )


def city_rows(cities: pd.DataFrame) -> StudyTable:
    """Cities with ties, destinations ever listed and what is known of exports and population."""
    ordered = cities.sort_values(["ties", "name"], ascending=[False, True])
    columns = ("ties", "destinations", "exports", "population")
    values = [_names(ordered), *([_cell(v) for v in ordered[c].tolist()] for c in columns)]
    return StudyTable(
        "cities", say("Cities: ties and how they are joined to the world"),
        (Column("name", say("City")), Column("ties", say("Ties")),
         Column("destinations", say("Destinations abroad, ever listed"), say("cities")),
         Column("exports", say("Exports, 2023"), say("million CNY")),
         Column("population", say("Population"), say("persons"))),
        tuple(zip(*values, strict=True)),
        say("Empty: not known."),
    )  # fmt: skip


def region_rows(regions: pd.DataFrame) -> StudyTable:
    """Regions with ties of all places in them, and visitors."""
    ordered = regions.sort_values(["visitors", "name"], ascending=[False, True])
    columns = ("ties", "visitors", "visitors_year")
    values = [_names(ordered), *([_cell(v) for v in ordered[c].tolist()] for c in columns)]
    return StudyTable(
        "visitors",
        say("Regions: foreign visitors and ties of all places in them"),
        (
            Column("name", say("Region")),
            Column("ties", say("Ties")),
            Column("visitors", say("Foreign visitors"), say("million visits")),
            Column("year", say("Year")),
        ),
        tuple(zip(*values, strict=True)),
        say("Visitors of single cities are not known."),
    )


def country_rows(world: AllCountries, data: StudyData) -> StudyTable:
    """Countries with enough cities: correlation of flights and ties in each."""
    return StudyTable(
        "countries",
        say("Country by country: destinations ever listed and ties, rank correlation"),
        (
            Column("country", say("Country")),
            Column("cities", say("Cities")),
            Column("ties", say("Ties")),
            Column("correlation", say("Rank correlation")),
            *_ENDS,
        ),
        tuple(
            (data.country_name(c.country), c.n_cities, c.n_ties, c.rho, c.low, c.high)
            for c in world.countries
        ),
        say("Cities of 15,000 and more in regions of which a source lists the ties of the cities."),
    )


def _names(places: pd.DataFrame) -> list[PlaceName]:
    both = zip(places["name"].tolist(), places["place_id"].tolist(), strict=True)
    return [place_name(str(name), str(place)) for name, place in both]


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
        Mark(_fact(f.label), f.value, f.low, f.high, is_main=f.name == "correlation_flights")
        for f in shown
    )
    return StudyFigure(
        "correlations",
        "intervals",
        title,
        say("Rank correlation with the number of ties, 95 % interval"),
        say(
            "Up to {n:,} cities; Spearman, jackknife by region; visitors by region; seed "
            "{seed} (no draws)",
            n=n,
            seed=seed,
        ),
        (Series(say("rank correlation"), marks),),
        say("rank correlation"),
        reference=0.0,
    )


def _fact(label: str) -> str:
    """Name what goes with ties, as a label names it."""
    if isinstance(label, Sentence) and isinstance(fact := label.values.get("fact"), str):
        return fact
    return label.removesuffix(" and ties").removesuffix(",")


def ratio_figure(model: FittedModel, title: str, seed: int) -> StudyFigure:
    """Draw the ratios of one regression by both estimators."""
    series = []
    for kind, label in (("qmle", "QMLE"), ("nb2", "NB2")):
        marks = []
        for term in model.terms:
            ratio = model.ratio(term, kind)
            if ratio is not None:
                marks.append(
                    Mark(
                        say("{term} ({per})", term=term.label, per=term.per),
                        ratio.value,
                        ratio.low,
                        ratio.high,
                        is_main=term == model.terms[0],
                    )
                )
        series.append(Series(label, tuple(marks)))
    regions = model.fit.n_units if model.fit is not None else 0
    return StudyFigure(
        "ratios",
        "intervals",
        title,
        say("Ratio of the number of ties, all else in the figure equal, 95 % interval"),
        say(
            "{n:,} cities in {regions} regions, errors clustered by region; seed {seed} (no draws)",
            n=model.n,
            regions=regions,
            seed=seed,
        ),
        tuple(series),
        say("ratio of ties"),
        reference=1.0,
        is_log=True,
    )


def city_figure(cities: pd.DataFrame, title: str, seed: int) -> StudyFigure:
    """Draw each city: destinations ever listed across, ties up."""
    known = cities[cities["destinations"].notna()].sort_values("place_id")
    marks = tuple(
        Mark(name, float(ties), x=float(flown))
        for name, ties, flown in zip(
            _names(known), known["ties"], known["destinations"], strict=True
        )
    )
    return StudyFigure(
        "cities", "points", title, say("One mark a city"),
        say("{n:,} cities; seed {seed} (no draws)", n=len(known), seed=seed),
        (Series(say("cities"), marks),), say("ties"), say("destinations abroad, ever listed"),
    )  # fmt: skip


def order_figure(findings: Sequence[Finding], title: str, seed: int) -> StudyFigure:
    """Draw the ratios of what came later on what came first."""
    marks = tuple(
        Mark(f.label, f.value, f.low, f.high, note=f.note) for f in findings if f.value is not None
    )
    return StudyFigure(
        "order", "intervals", title,
        say("Ratio per twice as much of what came first, size equal, 95 % interval"),
        say("Poisson QMLE, errors clustered by region; seed {seed} (no draws)", seed=seed),
        (Series(say("ratio"), marks),), say("ratio"), reference=1.0, is_log=True,
    )  # fmt: skip


def country_figure(world: AllCountries, data: StudyData, title: str, seed: int) -> StudyFigure:
    """Draw the correlation of flights and ties in each country."""
    marks = tuple(Mark(data.country_name(c.country), c.rho, c.low, c.high) for c in world.countries)
    return StudyFigure(
        "countries",
        "intervals",
        title,
        say("Rank correlation of destinations ever listed with ties, 95 % interval"),
        say(
            "{n} countries with enough cities; jackknife by region; seed {seed} (no draws)",
            n=len(marks),
            seed=seed,
        ),
        (Series(say("rank correlation"), marks),),
        say("rank correlation"),
        reference=0.0,
    )
