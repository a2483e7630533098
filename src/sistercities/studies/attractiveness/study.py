"""The attractiveness study from a release to its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Unpack

import pandas as pd

from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import drawn_rows
from sistercities.studies.attractiveness.choosing import Chosen, Scope, chosen_by, main_scope
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.attractiveness.country_effects import Standing
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.dated import DatedChoices, dated_choices
from sistercities.studies.attractiveness.evidence import Evidence, gather_evidence
from sistercities.studies.attractiveness.expected import expected_of_countries, home_cities
from sistercities.studies.attractiveness.findings import all_findings
from sistercities.studies.attractiveness.flows import (
    Dating,
    Decade,
    Share,
    dating,
    decades,
    share_of,
)
from sistercities.studies.attractiveness.limits import limits, method, power_sentence, settings
from sistercities.studies.attractiveness.models import KINDS, ChoiceModel, fit_kinds
from sistercities.studies.attractiveness.part_words import beside_parts
from sistercities.studies.attractiveness.parts import Ground, judge_parts
from sistercities.studies.attractiveness.sensitivity import sensitivity_rows
from sistercities.studies.attractiveness.tables import (
    city_figure,
    city_table,
    country_rows,
    country_table,
    decade_figure,
    decade_table,
    kinds_figure,
    model_table,
    ratio_figure,
)
from sistercities.studies.attractiveness.verdict import (
    change_state,
    judge,
    level_state,
    why_not_told,
)
from sistercities.studies.attractiveness.words import first_line_warning, headline, titles
from sistercities.studies.findings import SensitivityFinding, StudyFigure, StudyResult, StudyTable
from sistercities.studies.parts import PartFinding
from sistercities.studies.phrases import one_after_another
from sistercities.studies.scope import with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress

N_SAMPLED = (6, 10, 8)
"""Alternatives beside each choice: home cities, other large ones, others."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed; without choices all but `evidence`, `dated`, `dating` is empty."""

    cities: Cities
    scope: Scope | None
    chosen: Chosen | None
    dated: DatedChoices
    evidence: Evidence
    dating: Dating
    decades: tuple[Decade, ...]
    kinds: ChoiceModel | None = None
    countries: tuple[tuple[str, float, float], ...] = ()
    share: tuple[Share, float | None] | None = None
    ranking: pd.DataFrame | None = None


def study_attractiveness(data: AttractivenessData, **asked: Unpack[Asked]) -> StudyResult:
    """Study whether foreign cities choose the cities of a country more often than others.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. A year that is not given is that of the newest source. The seed is of the
        draws of alternatives; the executor runs the fits under changed rules.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, executor, on_progress = asked_of_country(data.study, asked, of_newest=True)
    run = _computed(data, country, year, seed, on_progress)
    rows: tuple[SensitivityFinding, ...] = ()
    if run.scope and run.chosen and run.evidence.main and not why_not_told(run.evidence):
        main = run.chosen, run.evidence.main
        rows = tuple(
            sensitivity_rows(
                data, run.cities, country, year, run.scope, main, seed, executor, on_progress
            )
        )
    ground = Ground(data, run.cities, country, year, run.scope, run.evidence.main, seed)
    parts, standing = judge_parts(ground, executor, on_progress)
    result = _result(data, country, year, seed, run, rows, standing, parts)
    verdict = result.verdicts["C6"]
    sentence = one_after_another([verdict.sentence, beside_parts(standing, ground.of_whom)])
    verdicts = {"C6": replace(verdict, sentence=sentence)}
    return replace(result, parts=RecordTuple(parts), verdicts=verdicts)


def _computed(
    data: AttractivenessData, country: str, year: int, seed: int, on_progress: Progress
) -> _Run:
    steps = 4
    on_progress("cities of the world", 0, steps)
    cities = world_cities(data)
    scope = main_scope(data, year)
    dated = dated_choices(data, country, year)
    told = dating(data, cities, country, year, scope, dated)
    chosen = None if scope is None else chosen_by(data, cities, country, year, scope)
    if scope is None or chosen is None or not chosen.choices.chooser.size:
        evidence = gather_evidence(None, dated)
        on_progress("choices", steps, steps)
        return _Run(cities, scope, chosen, dated, evidence, told, decades(dated))
    on_progress("choices", 1, steps)
    rows = drawn_rows(
        cities, chosen.choices, chosen.is_alternative, chosen.is_home, n_sampled=N_SAMPLED,
        seed=seed,
    )  # fmt: skip
    evidence = gather_evidence(rows, dated)
    main = evidence.main
    if main is None or not main.coefficients.size:
        on_progress("choices", steps, steps)
        return _Run(cities, scope, chosen, dated, evidence, told, decades(dated))
    on_progress("kinds of choosers", 2, steps)
    kinds = fit_kinds(rows, cities)
    on_progress("expected choices", 3, steps)
    expected = expected_of_countries(cities, chosen, main, seed)
    own = cities.countries == country
    n = chosen.choices.chooser.size
    meant = float(expected.expected[own].sum() / expected.expected.sum())
    share = share_of(int(expected.observed[own].sum()), n)
    ranking = home_cities(cities, chosen, main)
    on_progress("expected choices", steps, steps)
    return _Run(
        cities, scope, chosen, dated, evidence, told, decades(dated), kinds,
        tuple(country_rows(cities, expected)), (share, meant), ranking,
    )  # fmt: skip


def _grown(parts: Sequence[PartFinding], change: str) -> str:
    """Tell the change as its part does, which counts how much other countries change too."""
    side = next(part.side for part in parts if part.part == "growing")
    told = {"above": "found", "below": "contrary"}
    return change if change == "unknown" else told.get(side, "open")


def _result(
    data: AttractivenessData,
    country: str,
    year: int,
    seed: int,
    run: _Run,
    rows: tuple[SensitivityFinding, ...],
    standing: Standing,
    parts: Sequence[PartFinding],
) -> StudyResult:
    name = data.study.country_name(country)
    of_whom = with_article(name)
    reason = why_not_told(run.evidence)
    level, change = level_state(run.evidence), change_state(run.evidence)
    codes = [code for code, *_ in run.countries]
    rank = (codes.index(country) + 1, len(codes)) if country in codes else None
    return StudyResult(
        study="attractiveness",
        country=country,
        country_name=name,
        as_of=year,
        data_version=data.version,
        headline=headline(run.evidence, level, _grown(parts, change), reason, of_whom),
        first_line_warning=first_line_warning(rows),
        verdicts={"C6": judge(run.evidence, of_whom)},
        findings=RecordTuple(all_findings(run.evidence, run.kinds, run.share, run.dating, of_whom)),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple(_tables(data, run)),
        figures=RecordTuple(_figures(run, of_whom, seed)),
        power=power_sentence(run.evidence),
        limits=limits(
            run.dating, rank, run.dated.n_regions, run.dated.n_choices, of_whom, standing
        ),
        left_out={} if run.chosen is None else run.chosen.left_out,
        method=method(),
        seed=seed,
        settings=settings(run.scope, N_SAMPLED),
    )


def _tables(data: AttractivenessData, run: _Run) -> tuple[StudyTable, ...]:
    models = (
        (say("all choices"), run.evidence.main), (say("beyond 3,000 km"), run.evidence.far),
        (say("kinds of choosers"), run.kinds), (say("countries by decade"), run.evidence.change),
    )  # fmt: skip
    tables = [model_table(models), decade_table(run.decades)]
    if run.ranking is not None:
        places = data.study.tables.places
        names = dict(zip(places["place_id"], places["name"], strict=True))
        tables.insert(0, city_table(run.ranking, names))
        tables.append(country_table(run.countries, data.study))
    return tuple(table for table in tables if table.rows)


def _figures(run: _Run, of_whom: str, seed: int) -> tuple[StudyFigure, ...]:
    said = titles(run.evidence, run.kinds, run.ranking, change_state(run.evidence), of_whom)
    figures = []
    if run.evidence.main is not None and run.evidence.main.ratios:
        figures.append(ratio_figure(run.evidence, said["ratios"], seed))
    if run.ranking is not None and len(run.ranking):
        figures.append(city_figure(run.ranking, said["cities"], seed))
    if run.kinds is not None and run.kinds.ratios:
        figures.append(kinds_figure(run.kinds, KINDS, said["kinds"], seed))
    if run.decades:
        figures.append(decade_figure(run.decades, said["decades"], seed))
    return tuple(figures)
