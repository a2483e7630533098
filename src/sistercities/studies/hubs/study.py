"""The study of hubs from a release to its result."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Unpack

import numpy as np
import pandas as pd

from sistercities.sentences import PlaceName, place_name
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.findings import SensitivityFinding, StudyFigure, StudyResult, StudyTable
from sistercities.studies.hubs.change import MeasuredChange, beside_like_coverage
from sistercities.studies.hubs.data import HubsData
from sistercities.studies.hubs.draws import HubDraws
from sistercities.studies.hubs.evidence import N_SOURCES, Evidence, gather_evidence
from sistercities.studies.hubs.findings import SourceError, all_findings, source_error
from sistercities.studies.hubs.limits import limits, method, power_sentence, settings
from sistercities.studies.hubs.measures import positions
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.hubs.part_words import COUNTED
from sistercities.studies.hubs.parts import Ground, judge_parts
from sistercities.studies.hubs.read_network import (
    ReadNetwork,
    WorldRules,
    earlier_source,
    read_network,
    two_sources,
    world_rules,
)
from sistercities.studies.hubs.sensitivity import sensitivity_rows
from sistercities.studies.hubs.tables import (
    change_figure,
    change_table,
    rank_figure,
    rank_frame,
    rank_table,
    ratio_figure,
    ratio_table,
)
from sistercities.studies.hubs.verdict import judge, states_of, why_not_told
from sistercities.studies.hubs.words import first_line_warning, headline, titles
from sistercities.studies.phrases import one_after_another
from sistercities.studies.scope import with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed; without a list all but `cities` and `evidence` is empty."""

    cities: Cities
    evidence: Evidence
    rules: WorldRules | None = None
    read: ReadNetwork | None = None
    earlier: str = ""
    error: SourceError | None = None
    ranking: pd.DataFrame | None = None
    like: dict[str, MeasuredChange] = field(default_factory=dict)


def study_hubs(data: HubsData, **asked: Unpack[Asked]) -> StudyResult:
    """Study whether cities of a country have become hubs of the world's network of sister cities.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. A year that is not given is that of the newest source.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, executor, on_progress = asked_of_country(data.study, asked, of_newest=True)
    run = _computed(data, country, year, seed, executor, on_progress)
    rows: tuple[SensitivityFinding, ...] = ()
    if run.rules is not None and not why_not_told(run.evidence):
        rows = tuple(
            sensitivity_rows(
                data, run.cities, country, year, run.rules, run.evidence, seed, executor,
                on_progress,
            )
        )  # fmt: skip
    result = _result(data, country, year, seed, run, rows)
    of_whom = with_article(result.country_name)
    network = None if run.read is None else run.read.network
    ground = Ground(
        data, run.cities, country, of_whom, year, run.rules, network, run.evidence, run.like
    )
    verdict = result.verdicts["C8"]
    if not why_not_told(run.evidence):
        sentence = one_after_another([verdict.sentence, COUNTED])
        verdict = replace(verdict, sentence=sentence)
    return replace(result, parts=RecordTuple(judge_parts(ground)), verdicts={"C8": verdict})


def _computed(
    data: HubsData,
    country: str,
    year: int,
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> _Run:
    on_progress("the world's network", 0, 3)
    cities = world_cities(data.choice)
    rules = world_rules(data, year)
    if rules is None:
        on_progress("the world's network", 3, 3)
        return _Run(cities, gather_evidence(None, None))
    on_progress("the world's network", 1, 3)
    read = read_network(data, cities, country, year, rules)
    both = two_sources(data, country, rules, read.codes)
    on_progress("the world's network", 2, 3)
    evidence = gather_evidence(
        read.network, both, seed=seed, executor=executor,
        on_progress=lambda done, total: on_progress("draws", done, total),
    )  # fmt: skip
    earlier = earlier_source(data, rules)
    if evidence.draws is None:
        on_progress("the world's network", 3, 3)
        return _Run(cities, evidence, rules, read, earlier)
    error, ranking = _known(data, read, evidence.draws, seed, executor)
    change, network = evidence.change, read.network
    like = (
        {}
        if change is None
        else beside_like_coverage(change, network.seen, network.is_listed, network.home)
    )
    on_progress("the world's network", 3, 3)
    return _Run(cities, evidence, rules, read, earlier, error, ranking, like)


def _known(
    data: HubsData, read: ReadNetwork, draws: HubDraws, seed: int, executor: Executor | None
) -> tuple[SourceError, pd.DataFrame]:
    """Measure the known graph exactly, tell what sampled sources miss, and rank home cities."""
    network = read.network
    exact = positions(network.n, network.ties, network.country, executor=executor)
    rng = np.random.default_rng(seed)
    sampled = positions(network.n, network.ties, network.country, n_sources=N_SOURCES, rng=rng)
    mine = network.comparable
    error = source_error(exact[2, mine], sampled[2, mine], N_SOURCES)
    return error, rank_frame(network, draws, exact[:, mine], _home_names(data, read, network))


def _home_names(data: HubsData, read: ReadNetwork, network: CityNetwork) -> list[PlaceName]:
    places = data.study.tables.places
    names = dict(zip(places["place_id"], places["name"], strict=True))
    ids = [str(read.place_id[k]) for k in network.comparable[network.is_home]]
    return [place_name(str(names[place]), place) for place in ids]


def _result(
    data: HubsData,
    country: str,
    year: int,
    seed: int,
    run: _Run,
    rows: tuple[SensitivityFinding, ...],
) -> StudyResult:
    name = data.study.country_name(country)
    of_whom = with_article(name)
    reason = why_not_told(run.evidence)
    states = states_of(run.evidence)
    n_listed = 0 if run.rules is None else len(run.rules.listed)
    return StudyResult(
        study="hubs",
        country=country,
        country_name=name,
        as_of=year,
        data_version=data.version,
        headline=headline(run.evidence, states, reason, of_whom),
        first_line_warning=first_line_warning(rows),
        verdicts={"C8": judge(run.evidence, of_whom)},
        findings=RecordTuple(all_findings(run.evidence, run.like, of_whom)),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple(_tables(data, run, name)),
        figures=RecordTuple(_figures(data, run, name, of_whom, seed)),
        power=power_sentence(run.evidence),
        limits=limits(run.evidence, run.error, run.earlier, n_listed, of_whom),
        left_out={} if run.read is None else run.read.left_out,
        method=method(),
        seed=seed,
        settings=settings(run.rules, run.earlier),
    )


def _other_names(data: HubsData, run: _Run) -> list[str]:
    change = run.evidence.change
    if change is None or not change.by_measure or run.read is None:
        return []
    codes = next(iter(change.by_measure.values())).codes
    return [data.study.country_name(str(code)) for code in run.read.codes[codes]]


def _tables(data: HubsData, run: _Run, name: str) -> tuple[StudyTable, ...]:
    tables = []
    evidence, draws = run.evidence, run.evidence.draws
    if run.ranking is not None and run.read is not None and draws is not None:
        n_compared = int(run.read.network.comparable.size)
        tables.append(rank_table(run.ranking, n_compared, len(draws.membership)))
    if evidence.beyond:
        tables.append(ratio_table(evidence))
    if evidence.change is not None and evidence.change.by_measure:
        tables.append(change_table(evidence.change, name, _other_names(data, run)))
    return tuple(tables)


def _figures(
    data: HubsData, run: _Run, name: str, of_whom: str, seed: int
) -> tuple[StudyFigure, ...]:
    evidence, draws = run.evidence, run.evidence.draws
    first = [] if run.ranking is None else run.ranking["name"].tolist()
    said = titles(evidence, first, of_whom)
    figures = []
    if evidence.beyond:
        figures.append(ratio_figure(evidence, said["ratios"], seed))
    if run.ranking is not None and run.read is not None and draws is not None:
        n_compared, n_draws = int(run.read.network.comparable.size), len(draws.membership)
        figures.append(rank_figure(run.ranking, n_compared, n_draws, said["ranks"], seed))
    if evidence.change is not None and evidence.change.by_measure:
        others = _other_names(data, run)
        figures.append(change_figure(evidence.change, name, others, said["changes"], seed))
    return tuple(figures)
