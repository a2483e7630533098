"""The study of order from a release to its result."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Unpack

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from sistercities.studies.findings import StudyResult, StudyTable
from sistercities.studies.order.estimates import all_findings
from sistercities.studies.order.evidence import (
    DRAWS,
    Evidence,
    gather_evidence,
    without_ties,
)
from sistercities.studies.order.limits import limits, method, power_sentence, settings
from sistercities.studies.order.parts import find_parts
from sistercities.studies.order.sensitivity import Tried, sensitivity_rows, try_changes
from sistercities.studies.order.tables import bin_table, count_table, figures, inside_table
from sistercities.studies.order.timed import TimedNetwork, timed_network
from sistercities.studies.order.verdict import detectable, judge, state_of, why_not_told
from sistercities.studies.order.words import Whose, first_line_warning, headline, titles
from sistercities.studies.scope import Scope, scope_of, with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.studies.study_data import StudyData
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed."""

    network: TwoLevelNetwork
    timed: TimedNetwork | None
    scope: Scope
    evidence: Evidence


def study_order(data: StudyData, **asked: Unpack[Asked]) -> StudyResult:
    """Study which came first in a country: ties of regions, or those of their cities.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, executor, on_progress = asked_of_country(data, asked)
    network = data.tables.network(country, year)
    run = _computed(data, network, seed, executor, on_progress)
    tried: tuple[Tried, ...] = ()
    if not why_not_told(run.evidence):
        tried = tuple(try_changes(data, country, year, seed=seed, on_progress=on_progress))
    return _result(data, run, tried, seed)


def _computed(
    data: StudyData,
    network: TwoLevelNetwork,
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> _Run:
    scope = scope_of(data, network)
    if network.n_ties == 0 or network.n_upper == 0:
        return _Run(network, None, scope, without_ties(network.n_ties, network.n_upper))
    timed = timed_network(data, network)
    evidence = gather_evidence(timed, seed=seed, executor=executor, on_progress=on_progress)
    return _Run(network, timed, scope, evidence)


def _result(data: StudyData, run: _Run, tried: tuple[Tried, ...], seed: int) -> StudyResult:
    evidence, network = run.evidence, run.network
    rows = sensitivity_rows(tried, evidence)
    of_whom = run.scope.of_whom if run.scope.part else with_article(run.scope.country_name)
    whose = Whose(of_whom, run.scope.pairs)
    reason, state = why_not_told(evidence), state_of(evidence)
    findings = all_findings(evidence)
    said = titles(evidence, state, whose)
    return StudyResult(
        study="order",
        country=network.country,
        country_name=data.country_name(network.country),
        as_of=network.as_of,
        data_version=data.version,
        headline=headline(evidence, state, reason, whose),
        first_line_warning=first_line_warning(rows),
        verdicts={"C3": judge(evidence, whose)},
        findings=RecordTuple(findings),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple(_tables(data, run)),
        figures=RecordTuple(figures(evidence, {one.name: one for one in findings}, said, seed)),
        power=power_sentence(evidence, detectable(evidence), reason),
        limits=limits(evidence, rows, run.scope),
        left_out=_left_out(run),
        method=method(),
        seed=seed,
        settings=settings(run.scope, run.timed, DRAWS),
        parts=RecordTuple(find_parts(evidence, tried, whose)),
    )


def _tables(data: StudyData, run: _Run) -> tuple[StudyTable, ...]:
    evidence, tables = run.evidence, []
    if evidence.both:
        tables.append(count_table(evidence))
    named = (
        ("rates", say("New city ties around the start of the tie of their regions"),
         evidence.forward),
        ("rates_periods", say("The same, with effects of country and five years"),
         evidence.forward_periods),
    )  # fmt: skip
    tables += [bin_table(study, title, name) for name, title, study in named if study is not None]
    if run.timed is not None and evidence.n_inside:
        tables.append(inside_table(data, run.network, run.timed))
    return tuple(tables)


def _left_out(run: _Run) -> dict[str, int]:
    evidence = run.evidence
    more = {
        say("city tie without a known start"): evidence.n_ties - evidence.n_dated,
        say("dated city tie inside a sister pair without a known start"): evidence.n_upper_undated,
        say("tie of regions without a known start"): evidence.n_upper - evidence.n_upper_dated,
    }
    return {**run.network.left_out, **{reason: n for reason, n in more.items() if n}}
