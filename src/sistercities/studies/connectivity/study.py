"""The connectivity study from a release to its result."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Unpack

import numpy as np
import pandas as pd

from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import place_name, say
from sistercities.studies.claims import CANNOT_TELL, ClaimVerdict
from sistercities.studies.connectivity.all_countries import AllCountries, all_countries, world_table
from sistercities.studies.connectivity.city_table import city_table, region_codes
from sistercities.studies.connectivity.city_ties import CityTies
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.estimates import all_findings
from sistercities.studies.connectivity.evidence import (
    Evidence,
    correlate_cities,
    gather_evidence,
)
from sistercities.studies.connectivity.limits import limits, method, power_sentence, settings
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    DESTINATIONS_2014,
    EXPORTS,
    GDP,
    GDP_BEFORE,
    INVESTMENT_BEFORE,
    PLACE,
    POPULATION,
    POPULATION_BEFORE,
    FittedModel,
    Term,
    fit_model,
)
from sistercities.studies.connectivity.order_in_time import OrderInTime, order_in_time
from sistercities.studies.connectivity.part_numbers import PartNumbers, part_numbers
from sistercities.studies.connectivity.part_rows import Names
from sistercities.studies.connectivity.parts import Found, find_parts
from sistercities.studies.connectivity.region_table import region_table
from sistercities.studies.connectivity.sensitivity import Changed, Main, sensitivity_rows
from sistercities.studies.connectivity.tables import (
    city_figure,
    city_rows,
    correlation_figure,
    country_figure,
    country_rows,
    model_table,
    order_figure,
    ratio_figure,
    region_rows,
)
from sistercities.studies.connectivity.verdict import judge, state_of, why_not_told
from sistercities.studies.connectivity.words import headline, titles
from sistercities.studies.findings import Finding, SensitivityFinding, StudyFigure, StudyResult
from sistercities.studies.scope import with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.studies.turned_rows import turned_warning
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress
from twolevel.rates.rank_correlation import RankCorrelation, rank_correlation

OTHERS = {
    "destinations_2014": say("{fact}, and ties", fact=say("Destinations abroad, 2014")),
    "gdp": say("{fact}, and ties", fact=say("GDP, 2023")),
    "investment_before": say("{fact}, and ties", fact=say("Foreign investment, 2012")),
    "population": say("{fact} and ties", fact=say("Population")),
    "is_seat": say("{fact} and ties", fact=say("Seat of a region")),
    "is_coastal": say("{fact} and ties", fact=say("Coast")),
}
"""Columns whose correlation with ties stands beside the judged ones."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed."""

    cities: pd.DataFrame
    ties: CityTies
    regions: pd.DataFrame
    evidence: Evidence
    models: tuple[tuple[FittedModel, Term, str, str], ...]
    order: OrderInTime
    world: AllCountries
    findings: tuple[Finding, ...]
    numbers: PartNumbers


def study_connectivity(data: ConnectivityData, **asked: Unpack[Asked]) -> StudyResult:
    """Study whether better joined cities of a country hold more ties.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. Nothing is drawn, so any seed gives the same numbers; the executor runs the
        fits without one country each.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, executor, on_progress = asked_of_country(data.study, asked)
    run = _computed(data, country, year, executor, on_progress)
    main = Main(*_main_numbers(run.evidence))
    changed: tuple[Changed, ...] = ()
    if not why_not_told(run.evidence):
        changed = tuple(sensitivity_rows(data, country, year, main, on_progress))
    return _result(data, country, year, seed, run, changed)


def _computed(
    data: ConnectivityData,
    country: str,
    year: int,
    executor: Executor | None,
    on_progress: Progress,
) -> _Run:
    steps = 4
    on_progress("cities", 0, steps)
    cities, ties = city_table(data, country, year, MAIN_RULES)
    regions = region_table(data, country, year, MAIN_RULES)
    on_progress("regressions", 1, steps)
    evidence = gather_evidence(cities, regions)
    models = _models(cities, evidence)
    on_progress("order in time", 2, steps)
    order = order_in_time(cities, ties.ties, year)
    on_progress("all countries", 3, steps)
    world = all_countries(world_table(data, data.study.newest_year()), executor)
    findings = all_findings(evidence, _others(cities), models, order, world)
    on_progress("all countries", steps, steps)
    numbers = part_numbers(
        data, cities, ties.ties, regions, year, lags=(order.forward, order.backward_earlier)
    )
    return _Run(cities, ties, regions, evidence, models, order, world, findings, numbers)


def _models(
    cities: pd.DataFrame, evidence: Evidence
) -> tuple[tuple[FittedModel, Term, str, str], ...]:
    """List the regressions, each with the term that it is about; the judged one first."""
    at_equal = (
        say("at equal size and economy") if EXPORTS in evidence.full.terms else say("at equal size")
    )
    listed = [
        (
            evidence.full,
            DESTINATIONS,
            "ratio_flights",
            say("Ties per twice the destinations ever listed, {at_equal}", at_equal=at_equal),
        )
    ]
    if EXPORTS in evidence.full.terms:
        size = fit_model("size", say("flights and size"), cities, "ties",
                         (DESTINATIONS, POPULATION, *PLACE))  # fmt: skip
        alone = fit_model("exports", say("exports, size and economy"), cities, "ties",
                          (EXPORTS, GDP, POPULATION, *PLACE))  # fmt: skip
        listed += [
            (size, DESTINATIONS, "ratio_flights_size",
             say("Ties per twice the destinations ever listed, at equal size")),
            (evidence.full, EXPORTS, "ratio_exports",
             say("Ties per twice the exports, at equal flights, size and economy")),
            (alone, EXPORTS, "ratio_exports_alone",
             say("Ties per twice the exports, at equal size and economy")),
        ]  # fmt: skip
    before = fit_model(
        "before",
        say("flights of 2014, with what is known of size and economy then"),
        cities,
        "ties",
        _terms_before(cities),
    )
    then = say("size and economy of 2012") if GDP_BEFORE in before.terms else say("size")
    listed.append(
        (
            before,
            DESTINATIONS_2014,
            "ratio_flights_2014",
            say("Ties per twice the destinations of 2014, at equal {then}", then=then),
        )
    )
    return tuple(listed)


def _terms_before(cities: pd.DataFrame) -> tuple[Term, ...]:
    if cities[POPULATION_BEFORE.column].notna().any():
        return (DESTINATIONS_2014, GDP_BEFORE, INVESTMENT_BEFORE, POPULATION_BEFORE, *PLACE)
    return (DESTINATIONS_2014, POPULATION, *PLACE)


def _others(cities: pd.DataFrame) -> dict[str, tuple[str, RankCorrelation]]:
    found: dict[str, tuple[str, RankCorrelation]] = {}
    for column, label in OTHERS.items():
        rho = correlate_cities(cities, column)
        if rho is not None:
            found[column] = (label, rho)
    both = cities[cities["exports"].notna() & cities["gdp"].notna()]
    if len(both):
        rho = rank_correlation(both["exports"], both["gdp"], region_codes(both))
        found["economy"] = (say("Exports and GDP, with each other"), rho)
    return found


def _main_numbers(evidence: Evidence) -> tuple[float | None, float | None]:
    flights, ratio = evidence.correlations.get("flights"), evidence.full.ratio(DESTINATIONS)
    return (
        None if flights is None else flights.rho,
        None if ratio is None else ratio.value,
    )


def _result(
    data: ConnectivityData,
    country: str,
    year: int,
    seed: int,
    run: _Run,
    changed: tuple[Changed, ...],
) -> StudyResult:
    name = data.study.country_name(country)
    of_whom = with_article(name)
    evidence, reason = run.evidence, why_not_told(run.evidence)
    states = {fact: str(state_of(c, evidence.level)) for fact, c in evidence.correlations.items()}
    verdict: ClaimVerdict = judge(evidence, of_whom)
    is_told = verdict.verdict != CANNOT_TELL
    rows: tuple[SensitivityFinding, ...] = tuple(
        row for one in changed for row in (one.correlation, one.ratio)
    )
    found = Found(
        run.numbers, run.evidence, run.order, [one.tried for one in changed], _names(data), of_whom
    )
    parts = find_parts(found, run.cities)
    tables = [model_table(_distinct(run)), city_rows(run.cities)]
    if len(run.regions):
        tables.append(region_rows(run.regions))
    tables.append(country_rows(run.world, data.study))
    return StudyResult(
        study="connectivity",
        country=country,
        country_name=name,
        as_of=year,
        data_version=data.version,
        headline=headline(states, run.order, reason, of_whom, parts[0], is_told=is_told),
        first_line_warning=turned_warning(parts),
        verdicts={"C5": verdict},
        findings=RecordTuple(run.findings),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple(tables),
        figures=RecordTuple(_figures(data, run, states, of_whom, seed)),
        power=power_sentence(evidence),
        limits=limits(run.order, evidence, run.models[-1][0], rows, year),
        left_out=run.ties.left_out,
        method=method(),
        seed=seed,
        settings=settings(data, country, run.cities),
        parts=RecordTuple(parts),
    )


def _names(data: ConnectivityData) -> Names:
    """Return the names of countries by their codes, and of regions by their place ids."""
    names = data.study.tables.places.set_index("place_id")["name"]
    return Names(
        country=data.study.country_name,
        region=lambda place: place_name(str(names[place]), place),
    )


def _distinct(run: _Run) -> list[FittedModel]:
    by_name = {model.name: model for model, *_ in run.models}
    by_name |= {model.name: model for model, _ in run.order.models}
    return list(by_name.values())


def _figures(
    data: ConnectivityData, run: _Run, states: dict[str, str], of_whom: str, seed: int
) -> tuple[StudyFigure, ...]:
    said = titles(run.evidence, states, run.order, run.world, of_whom)
    figures = []
    if run.evidence.correlations:
        figures.append(correlation_figure(run.findings, said["correlations"], seed))
    if run.evidence.full.fit is not None:
        figures.append(ratio_figure(run.evidence.full, said["ratios"], seed))
    if np.asarray(run.cities["destinations"].notna()).any():
        figures.append(city_figure(run.cities, said["cities"], seed))
    names = {model.name for model, _ in run.order.models}
    ordered = [finding for finding in run.findings if finding.name in names]
    if any(finding.value is not None for finding in ordered):
        figures.append(order_figure(ordered, said["order"], seed))
    if run.world.countries:
        figures.append(country_figure(run.world, data.study, said["countries"], seed))
    return tuple(figures)
