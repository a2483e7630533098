"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.sentences import PlaceName, place_name, say
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.expected import Expected
from sistercities.studies.attractiveness.findings import per
from sistercities.studies.attractiveness.flows import Decade
from sistercities.studies.attractiveness.models import ChoiceModel
from sistercities.studies.findings import Column, Mark, Series, StudyFigure, StudyTable, Value
from sistercities.studies.study_data import StudyData

_ENDS = (Column("low", say("from")), Column("high", say("to")))
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
            rows.append(
                (
                    say("{title}: {term}", title=title, term=name),
                    per(name),
                    r.value,
                    r.low,
                    r.high,
                    r.p,
                    model.n_choices,
                    model.n_clusters,
                )
            )
    return StudyTable(
        "odds_ratios",
        say("Choice of a partner: odds ratios"),
        (
            Column("term", say("Choices and term")),
            Column("per", say("Odds for")),
            Column("ratio", say("Ratio")),
            *_ENDS,
            Column("p", "p"),
            Column("choices", say("Choices")),
            Column("clusters", say("Choosing countries or places")),
        ),
        tuple(rows),
        say("95 % intervals, by effective clusters."),
    )


def city_table(cities: pd.DataFrame, regions: dict[str, str]) -> StudyTable:
    """Home cities that were chosen, or were expected to be, by excess."""
    shown = cities[(cities["chosen"] > 0) | (cities["expected"] >= LEAST_EXPECTED)]
    region = [place_name(regions.get(str(r), ""), str(r)) for r in shown["region"]]
    columns = ("chosen", "expected", "ratio", "low", "high")
    numbers = [shown[column].tolist() for column in columns]
    rows = tuple(zip(_names(shown), region, *numbers, strict=True))
    return StudyTable(
        "cities",
        say("Cities of the home country by excess attraction"),
        (
            Column("name", say("City")),
            Column("region", say("Region")),
            Column("chosen", say("Chosen")),
            Column("expected", say("Expected")),
            Column("ratio", say("Chosen over expected, shrunk")),
            *_ENDS,
        ),
        rows,
        say(
            "Expected: the choices of the country, shared out by size, coast and "
            "distance of its cities. Shrunk toward the mean by empirical Bayes. Cities "
            "without a choice stand here from {least_expected:g} expected.",
            least_expected=LEAST_EXPECTED,
        ),
    )


def decade_table(found: Sequence[Decade]) -> StudyTable:
    """Dated choices in lists of places abroad, by decade."""
    rows = tuple(
        (f"{d.first_year}-{d.first_year + 9}", d.share.n, d.share.hits, d.share.value,
         d.share.low, d.share.high, d.expected)
        for d in found
    )  # fmt: skip
    return StudyTable(
        "decades",
        say("Dated lists of places abroad: ties begun in each decade"),
        (
            Column("decade", say("Decade")),
            Column("ties", say("Ties")),
            Column("home", say("With the country")),
            Column("share", say("Share"), say("share")),
            Column("low", say("from"), say("share")),
            Column("high", say("to"), say("share")),
            Column("expected", say("Expected share"), say("share")),
        ),
        rows,
        say(
            "Expected by population, distance, income and language of countries, all as "
            "of now. Mostly ties of regions, not of cities."
        ),
    )


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
        "countries",
        say("Countries: chosen over expected at equal traits of cities"),
        (
            Column("country", say("Country")),
            Column("chosen", say("Chosen")),
            Column("expected", say("Expected")),
            Column("ratio", say("Chosen over expected")),
        ),
        tuple((data.country_name(c), int(o), e, o / e) for c, o, e in rows),
        say(
            "Same traits for all countries; no country has a term of its own in the "
            "expectation. Any country lies above or below 1 for reasons that are not "
            "measured."
        ),
    )


def ratio_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    """Draw the odds ratios of all choices and of far ones."""
    series = []
    models = ((say("all choices"), evidence.main), (say("beyond 3,000 km"), evidence.far))
    for label, model in models:
        marks = [
            Mark(_with_per(name) if name != "home country" else name, r.value, r.low, r.high,
                 is_main=name == "home country")
            for name, r in ({} if model is None else model.ratios).items()
            if not name.startswith("distance")
        ]  # fmt: skip
        series.append(Series(label, tuple(marks)))
    n = 0 if evidence.main is None else evidence.main.n_choices
    return StudyFigure(
        "ratios",
        "intervals",
        title,
        say("Odds ratio of being chosen, 95 % interval"),
        say(
            "{n:,} choices; conditional logit on sampled alternatives, errors by "
            "choosing country and region; seed {seed}",
            n=n,
            seed=seed,
        ),
        tuple(series),
        say("odds ratio"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def _with_per(term: str) -> str:
    return say("{term} ({per})", term=term, per=per(term))


def kinds_figure(kinds: ChoiceModel, names: Sequence[str], title: str, seed: int) -> StudyFigure:
    """Draw which kinds of foreign city choose the home country."""
    marks = tuple(
        Mark(_with_per(name), r.value, r.low, r.high)
        for name, r in kinds.ratios.items() if name in names
    )  # fmt: skip
    return StudyFigure(
        "kinds",
        "intervals",
        title,
        say("Ratio of the odds of the home country, 95 % interval"),
        say(
            "{n_choices:,} choices, {n_home:,} of the home country; products with traits "
            "of the chooser; seed {seed}",
            n_choices=kinds.n_choices,
            n_home=kinds.n_home,
            seed=seed,
        ),
        (Series(say("ratio of odds"), marks),),
        say("ratio of odds"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def city_figure(cities: pd.DataFrame, title: str, seed: int) -> StudyFigure:
    """Draw the cities at the top of the ranking, and those at its end."""
    shown = cities[(cities["chosen"] > 0) | (cities["expected"] >= LEAST_EXPECTED)]
    ends: dict[str, pd.DataFrame] = {say("chosen over expected"): shown}
    if len(shown) > 2 * SHOWN:
        ends = {
            say("most above expected"): shown.head(SHOWN),
            say("most below"): shown.tail(SHOWN),
        }
    series = tuple(Series(name, _city_marks(rows)) for name, rows in ends.items())
    return StudyFigure(
        "cities",
        "intervals",
        title,
        say("Chosen over expected, shrunk by empirical Bayes, 95 % interval"),
        say(
            "{n} of {total} cities: both ends of the ranking; {choices:,} choices; seed {seed}",
            n=sum(len(rows) for rows in ends.values()),
            total=len(shown),
            choices=int(cities["chosen"].sum()),
            seed=seed,
        ),
        series,
        say("chosen over expected"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def _city_marks(cities: pd.DataFrame) -> tuple[Mark, ...]:
    columns = [cities[column].tolist() for column in ("ratio", "low", "high")]
    return tuple(Mark(*values) for values in zip(_names(cities), *columns, strict=True))


def _names(cities: pd.DataFrame) -> list[PlaceName]:
    both = zip(cities["name"].tolist(), cities["place_id"].tolist(), strict=True)
    return [place_name(str(name), str(place)) for name, place in both]


def _decade(found: Decade) -> str:
    return say("{year}s", year=found.first_year)


def decade_figure(found: Sequence[Decade], title: str, seed: int) -> StudyFigure:
    """Draw the share of the home country by decade, beside that expected."""
    seen = tuple(
        Mark(_decade(d), d.share.value, d.share.low, d.share.high, x=float(d.first_year),
             is_main=True) for d in found
    )  # fmt: skip
    meant = tuple(
        Mark(_decade(d), d.expected, x=float(d.first_year)) for d in found if d.expected is not None
    )
    n = sum(d.share.n for d in found)
    return StudyFigure(
        "decades",
        "lines",
        title,
        say("Share of the home country in ties begun in the decade, 95 % interval"),
        say(
            "{n:,} dated ties in lists of places abroad, mostly regions; exact binomial; "
            "seed {seed} (no draws)",
            n=n,
            seed=seed,
        ),
        (Series(say("share"), seen), Series(say("expected"), meant)),
        say("share"),
        say("decade"),
        unit=say("share"),
    )
