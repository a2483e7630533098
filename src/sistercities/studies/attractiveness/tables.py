"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.expected import Expected
from sistercities.studies.attractiveness.findings import per
from sistercities.studies.attractiveness.flows import Decade
from sistercities.studies.attractiveness.models import ChoiceModel
from sistercities.studies.findings import Column, Mark, Series, StudyFigure, StudyTable, Value
from sistercities.studies.nesting_data import StudyData

_ENDS = (Column("low", "from"), Column("high", "to"))
SHOWN = 15
"""Cities at either end of the ranking that a figure shows."""

LEAST_EXPECTED = 0.5
"""Choices expected from which a city without one stands in the table."""

LEAST_OF_COUNTRY = 20.0
"""Choices expected from which a country stands in the table of countries."""


def model_table(models: Sequence[tuple[str, ChoiceModel | None]]) -> StudyTable:
    """Every odds ratio of every fit."""
    rows: list[tuple[Value, ...]] = []
    for title, model in models:
        if model is None:
            continue
        for name, r in model.ratios.items():
            rows.append((f"{title}: {name}", per(name), r.value, r.low, r.high, r.p,
                         model.n_choices, model.n_clusters))  # fmt: skip
    return StudyTable(
        "odds_ratios", "Choice of a partner: odds ratios",
        (Column("term", "Choices and term"), Column("per", "Odds for"), Column("ratio", "Ratio"),
         *_ENDS, Column("p", "p"), Column("choices", "Choices"),
         Column("clusters", "Choosing countries or places")),
        tuple(rows), "95 % intervals, by effective clusters.",
    )  # fmt: skip


def city_table(cities: pd.DataFrame, regions: dict[str, str]) -> StudyTable:
    """Home cities that were chosen, or were expected to be, by excess."""
    shown = cities[(cities["chosen"] > 0) | (cities["expected"] >= LEAST_EXPECTED)]
    region = [regions.get(str(place), "") for place in shown["region"]]
    columns = ("chosen", "expected", "ratio", "low", "high")
    numbers = [shown[column].tolist() for column in columns]
    rows = tuple(zip(shown["name"].tolist(), region, *numbers, strict=True))
    return StudyTable(
        "cities", "Cities of the home country by excess attraction",
        (Column("name", "City"), Column("region", "Region"), Column("chosen", "Chosen"),
         Column("expected", "Expected"), Column("ratio", "Chosen over expected, shrunk"), *_ENDS),
        rows,
        "Expected: the choices of the country, shared out by size, coast and distance of its "
        "cities. Shrunk toward the mean by empirical Bayes. Cities without a choice stand here "
        f"from {LEAST_EXPECTED:g} expected.",
    )  # fmt: skip


def decade_table(found: Sequence[Decade]) -> StudyTable:
    """Dated choices in lists of places abroad, by decade."""
    rows = tuple(
        (f"{d.first_year}-{d.first_year + 9}", d.share.n, d.share.hits, d.share.value,
         d.share.low, d.share.high, d.expected)
        for d in found
    )  # fmt: skip
    return StudyTable(
        "decades", "Dated lists of places abroad: ties begun in each decade",
        (Column("decade", "Decade"), Column("ties", "Ties"), Column("home", "With the country"),
         Column("share", "Share", "share"), Column("low", "from", "share"),
         Column("high", "to", "share"), Column("expected", "Expected share", "share")),
        rows,
        "Expected by population, distance, income and language of countries, all as of now. "
        "Mostly ties of regions, not of cities.",
    )  # fmt: skip


def country_rows(cities: Cities, expected: Expected) -> list[tuple[str, float, float]]:
    """Code, observed and expected choices of the countries with enough, by their quotient."""
    kept = np.flatnonzero(expected.expected >= LEAST_OF_COUNTRY)
    rows = [
        (str(cities.countries[k]), float(expected.observed[k]), float(expected.expected[k]))
        for k in kept.tolist()
    ]
    return sorted(rows, key=lambda row: (-row[1] / row[2], row[0]))


def country_table(rows: Sequence[tuple[str, float, float]], data: StudyData) -> StudyTable:
    """Countries by choices over those expected."""
    return StudyTable(
        "countries", "Countries: chosen over expected at equal traits of cities",
        (Column("country", "Country"), Column("chosen", "Chosen"), Column("expected", "Expected"),
         Column("ratio", "Chosen over expected")),
        tuple((data.country_name(c), int(o), e, o / e) for c, o, e in rows),
        "Same traits for all countries; no country has a term of its own in the expectation. Any "
        "country lies above or below 1 for reasons that are not measured.",
    )  # fmt: skip


def ratio_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    """Draw the odds ratios of all choices and of far ones."""
    series = []
    models = (("all choices", evidence.main), ("beyond 3,000 km", evidence.far))
    for label, model in models:
        marks = [
            Mark(f"{name} ({per(name)})" if name != "home country" else name, r.value, r.low,
                 r.high, is_main=name == "home country")
            for name, r in ({} if model is None else model.ratios).items()
            if not name.startswith("distance")
        ]  # fmt: skip
        series.append(Series(label, tuple(marks)))
    n = 0 if evidence.main is None else evidence.main.n_choices
    return StudyFigure(
        "ratios", "intervals", title, "Odds ratio of being chosen, 95 % interval",
        f"{n:,} choices; conditional logit on sampled alternatives, errors by choosing country and "
        f"region; seed {seed}", tuple(series), "odds ratio", reference=1.0, is_log=True,
        unit="ratio",
    )  # fmt: skip


def kinds_figure(kinds: ChoiceModel, names: Sequence[str], title: str, seed: int) -> StudyFigure:
    """Draw which kinds of foreign city choose the home country."""
    marks = tuple(
        Mark(f"{name} ({per(name)})", r.value, r.low, r.high)
        for name, r in kinds.ratios.items() if name in names
    )  # fmt: skip
    return StudyFigure(
        "kinds", "intervals", title,
        "Ratio of the odds of the home country, 95 % interval",
        f"{kinds.n_choices:,} choices, {kinds.n_home:,} of the home country; products with traits "
        f"of the chooser; seed {seed}", (Series("ratio of odds", marks),), "ratio of odds",
        reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


def city_figure(cities: pd.DataFrame, title: str, seed: int) -> StudyFigure:
    """Draw the cities at the top of the ranking, and those at its end."""
    shown = cities[(cities["chosen"] > 0) | (cities["expected"] >= LEAST_EXPECTED)]
    ends = {"chosen over expected": shown}
    if len(shown) > 2 * SHOWN:
        ends = {"most above expected": shown.head(SHOWN), "most below": shown.tail(SHOWN)}
    series = tuple(Series(name, _city_marks(rows)) for name, rows in ends.items())
    return StudyFigure(
        "cities", "intervals", title,
        "Chosen over expected, shrunk by empirical Bayes, 95 % interval",
        f"{sum(len(rows) for rows in ends.values())} of {len(shown)} cities: both ends of the "
        "ranking; "
        f"{int(cities['chosen'].sum()):,} choices; seed {seed}",
        series, "chosen over expected", reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


def _city_marks(cities: pd.DataFrame) -> tuple[Mark, ...]:
    columns = [cities[column].tolist() for column in ("name", "ratio", "low", "high")]
    return tuple(Mark(*values) for values in zip(*columns, strict=True))


def decade_figure(found: Sequence[Decade], title: str, seed: int) -> StudyFigure:
    """Draw the share of the home country by decade, beside that expected."""
    seen = tuple(
        Mark(f"{d.first_year}s", d.share.value, d.share.low, d.share.high, x=float(d.first_year),
             is_main=True) for d in found
    )  # fmt: skip
    meant = tuple(
        Mark(f"{d.first_year}s", d.expected, x=float(d.first_year))
        for d in found if d.expected is not None
    )  # fmt: skip
    n = sum(d.share.n for d in found)
    return StudyFigure(
        "decades", "lines", title,
        "Share of the home country in ties begun in the decade, 95 % interval",
        f"{n:,} dated ties in lists of places abroad, mostly regions; exact binomial; seed {seed} "
        "(no draws)", (Series("share", seen), Series("expected", meant)), "share", "decade",
        unit="share",
    )  # fmt: skip
