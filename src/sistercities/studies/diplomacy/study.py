"""The diplomacy study from a release to its result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Unpack

import pandas as pd

from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import say
from sistercities.studies.diplomacy.country_ties import CountryTies, country_ties
from sistercities.studies.diplomacy.data import DiplomacyData
from sistercities.studies.diplomacy.estimates import all_findings
from sistercities.studies.diplomacy.evidence import Evidence, gather_evidence
from sistercities.studies.diplomacy.in_spite import AtOdds, countries_at_odds
from sistercities.studies.diplomacy.limits import limits, method, power_sentence, settings
from sistercities.studies.diplomacy.models import (
    COMPLEX,
    CONTROLS,
    SINGLE,
    Fitted,
    Outcome,
    fit_ties,
)
from sistercities.studies.diplomacy.odds_ties import ties_at_odds
from sistercities.studies.diplomacy.part_findings import part_findings
from sistercities.studies.diplomacy.parts import largest_partners
from sistercities.studies.diplomacy.relations import Facts, facts_of, relations
from sistercities.studies.diplomacy.sensitivity import (
    Change,
    changed_tables,
    other_tables,
    sensitivity_rows,
)
from sistercities.studies.diplomacy.shocks import Shock, shocks
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.diplomacy.tables import (
    country_figure,
    country_table_rows,
    level_figure,
    model_table,
    odds_table,
    politics_figure,
    spite_figure,
)
from sistercities.studies.diplomacy.verdict import judge, states, why_not_told
from sistercities.studies.diplomacy.words import (
    first_line_warning,
    headline,
    other_ways_words,
    titles,
)
from sistercities.studies.findings import SensitivityFinding, StudyFigure, StudyResult
from sistercities.studies.parts import PartFinding
from sistercities.studies.scope import unit_said, with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress

OUTCOMES: tuple[Outcome, ...] = ("city", "region", "difference")


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed."""

    at_home: pd.DataFrame
    facts: Facts
    ties: CountryTies
    table: pd.DataFrame
    evidence: Evidence
    politics: tuple[Fitted, ...]
    at_odds: tuple[AtOdds, ...]
    shocks: tuple[Shock, ...]


def study_diplomacy(data: DiplomacyData, **asked: Unpack[Asked]) -> StudyResult:
    """Study whether cities of a country tie with countries in spite of high politics.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. Nothing is drawn, so any seed gives the same numbers; the executor is not
        used.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, _executor, on_progress = asked_of_country(data.study, asked)
    run = _computed(data, country, year, on_progress)
    rows: tuple[SensitivityFinding, ...] = ()
    changed: list[tuple[Change, pd.DataFrame]] = []
    if not why_not_told(run.evidence):
        main: dict[Outcome, float | None] = {
            "city": run.evidence.ratio.value, "difference": run.evidence.relative.value
        }  # fmt: skip
        changed = list(changed_tables(data, run.at_home, run.facts, year, _largest(data, run),
                                      on_progress))  # fmt: skip
        rows = tuple(sensitivity_rows(changed, main))
    result = _result(data, country, year, seed, run, rows)
    return replace(result, parts=RecordTuple(_parts(data, country, year, run, changed)))


def _parts(
    data: DiplomacyData, country: str, year: int, run: _Run,
    changed: list[tuple[Change, pd.DataFrame]],
) -> Iterator[PartFinding]:  # fmt: skip
    name = data.study.country_name(country)
    unit = say("province") if country == "CN" else unit_said(data.study.unit_word(country))
    odds = ties_at_odds(data.study, run.ties.ties, run.at_home, run.facts, year)
    return part_findings(
        run.table, odds, other_tables(changed), data.study.country_name, with_article(name), unit,
        why_not_told(run.evidence), _ended(run), other_ways_words(run.evidence, run.politics),
    )  # fmt: skip


def _computed(data: DiplomacyData, country: str, year: int, on_progress: Progress) -> _Run:
    steps = 4
    on_progress("relations", 0, steps)
    facts = facts_of(data, country)
    at_home = data.study.tables.ties_of(country)
    ties = country_ties(data.study, at_home, country, year, MAIN_RULES)
    table = country_table(ties.ties, facts, year)
    on_progress("regressions", 1, steps)
    evidence = gather_evidence(table, ties.n_listed)
    politics = tuple(fit_ties(table, outcome, (*SINGLE, *CONTROLS)) for outcome in OUTCOMES)
    on_progress("countries at odds", 2, steps)
    at_odds = countries_at_odds(table)
    on_progress("disputes", 3, steps)
    around = shocks(ties.ties, facts, year)
    on_progress("disputes", steps, steps)
    return _Run(at_home, facts, ties, table, evidence, politics, at_odds, around)


def _largest(data: DiplomacyData, run: _Run) -> list[tuple[str, str]]:
    """Return codes and names of the partners with the most city ties."""
    return [(code, data.study.country_name(code)) for code in largest_partners(run.table)]


def _unknown(data: DiplomacyData, run: _Run) -> tuple[Sequence[str], int]:
    """Name countries of no tie of which all facts are known; count all ties without facts."""
    is_known = run.table[[COMPLEX, *CONTROLS]].notna().all(axis=1)
    n = run.table["city"] + run.table["region"]
    known, unknown = (n[rows].groupby(run.table["country"]).sum() for rows in (is_known, ~is_known))
    some = set(known.index[known > 0])
    ordered = sorted(unknown[unknown > 0].items(), key=lambda one: (-one[1], str(one[0])))
    names = [data.study.country_name(str(code)) for code, _ in ordered if code not in some]
    return names, int(unknown.sum())


def _turned(run: _Run) -> int:
    """Count countries with a tie whose rivalry began or ended between periods."""
    n = run.table["city"] + run.table["region"]
    is_tied = n.groupby(run.table["country"]).sum() > 0
    values = run.table.groupby("country")["rivalry"].nunique()
    return int((is_tied & (values > 1)).sum())


def _ended(run: _Run) -> int:
    """Count ties of which the year of the end is known."""
    return int(run.at_home["end_year"].notna().sum())


def _names_of(data: DiplomacyData, found: Iterable[AtOdds]) -> tuple[str, ...]:
    """Name countries, most ties first."""
    ordered = sorted(found, key=lambda one: -one.city)
    return tuple(data.study.country_name(one.country) for one in ordered)


def _result(
    data: DiplomacyData,
    country: str,
    year: int,
    seed: int,
    run: _Run,
    rows: tuple[SensitivityFinding, ...],
) -> StudyResult:
    name = data.study.country_name(country)
    of_whom = with_article(name)
    unit = say("province") if country == "CN" else unit_said(data.study.unit_word(country))
    evidence, reason = run.evidence, why_not_told(run.evidence)
    unknown, n_unknown = _unknown(data, run)
    left_out = dict(run.ties.left_out)
    if n_unknown:
        why = say("with a country of which not all facts are known on the eve")
        left_out[why] = n_unknown
    return StudyResult(
        study="diplomacy",
        country=country,
        country_name=name,
        as_of=year,
        data_version=data.version,
        headline=headline(
            evidence, dict(states(evidence)), reason,
            _names_of(data, (one for one in run.at_odds if one.is_in_spite)),
            _names_of(data, (one for one in run.at_odds if one.is_short)), of_whom, unit,
        ),
        first_line_warning=first_line_warning(rows),
        verdicts={"C7": judge(evidence, of_whom, unit)},
        findings=RecordTuple(all_findings(evidence, run.politics, run.at_odds, run.shocks, unit)),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple((
            odds_table(run.at_odds, data.study.country_name, unit),
            model_table(_models(run), unit),
            country_table_rows(
                run.table, relations(run.facts, year), data.study.country_name, unit
            ),
        )),
        figures=RecordTuple(_figures(data, run, of_whom, unit, year, seed)),
        power=power_sentence(evidence, unit),
        limits=limits(run.ties, evidence, run.at_odds, run.shocks, _ended(run), _turned(run),
                      (unknown, n_unknown), run.facts, year),
        left_out=left_out,
        method=method(unit),
        seed=seed,
        settings=settings(run.ties, run.table, run.facts, year),
    )  # fmt: skip


def _models(run: _Run) -> list[tuple[str, Fitted]]:
    judged = (run.evidence.city, run.evidence.region, run.evidence.difference)
    return [
        *((say("complex relations"), fitted) for fitted in judged),
        *((say("politics one by one"), fitted) for fitted in run.politics),
    ]


def _figures(
    data: DiplomacyData, run: _Run, of_whom: str, unit: str, year: int, seed: int
) -> tuple[StudyFigure, ...]:
    n_in_spite = sum(one.is_in_spite for one in run.at_odds)
    n_short = sum(one.is_short for one in run.at_odds)
    said = titles(run.evidence, n_in_spite, n_short, of_whom, unit)
    name = data.study.country_name
    figures = []
    if run.evidence.ratio.value is not None:
        figures.append(level_figure(run.evidence, said["levels"], unit, seed))
    if any(one.ratio is not None for one in run.at_odds):
        figures.append(spite_figure(run.at_odds, said["in_spite"], name, seed))
    if any(fitted.ratios for fitted in run.politics[:2]):
        figures.append(politics_figure(run.politics, said["politics"], unit, seed))
    if run.table["city"].sum():
        newest = relations(run.facts, year)
        figures.append(country_figure(run.table, newest, said["countries"], name, seed))
    return tuple(figures)
