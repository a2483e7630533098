"""The study of all pairs of countries from a release to its result."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.studies.findings import Finding, StudyResult, StudyTable
from sistercities.studies.parts import PartFinding
from sistercities.studies.settings import Asked, asked_of_world
from sistercities.studies.world.data import WorldData
from sistercities.studies.world.facts import pair_facts
from sistercities.studies.world.models import ALL, FACTS, LASTING_MODEL, WorldFit, fit_world
from sistercities.studies.world.part_rules import PART_RULES
from sistercities.studies.world.partners import country_table, partner_table
from sistercities.studies.world.parts import MainFits, Variant, why_not_told, world_parts
from sistercities.studies.world.region_part import sisters_part
from sistercities.studies.world.sensitivity import variants
from sistercities.studies.world.ties import PairTies, pair_ties, whole_sources, with_counts
from sistercities.studies.world.words import headline, limits, method, settings, turned_warning
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress
from sistercities.terms.words import WORLD


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one run has computed.

    Attributes
    ----------
    facts
        Parts on facts of pairs of countries.
    sisters
        The part on pairs of regions.
    """

    ties: PairTies
    main: MainFits
    facts: tuple[PartFinding, ...]
    sisters: PartFinding


def study_world(data: WorldData, **asked: Unpack[Asked]) -> StudyResult:
    """Study what goes with city ties over all pairs of countries, and of their regions.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. A country is one whose partners the table shall list; the model is the
        same. A year that is not given is that of the newest source. Nothing is drawn, so any seed
        gives the same numbers; the executor runs the fits without one country each.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, as_of, seed, executor, on_progress = asked_of_world(data.study, asked)
    year = _checked_year(data, as_of)
    run = _computed(data, year, executor, on_progress)
    return _result(data, country, year, seed, run)


def _checked_year(data: WorldData, as_of: int | None) -> int:
    newest = data.study.newest_year()
    listing = [int(year) for year in data.study.source_lists["year"].dropna()]
    oldest = min(listing, default=newest)
    if as_of is None:
        return newest
    if not oldest <= as_of <= newest:
        raise InvalidArgument(
            "as_of",
            as_of,
            f"whole lists of countries are known from {oldest} to {newest}; give a year of these",
        )
    return as_of


def _computed(data: WorldData, year: int, executor: Executor | None, on_progress: Progress) -> _Run:
    on_progress("pairs of countries", 0, 1)
    ties = pair_ties(data.study, year, whole_sources(data.study))
    facts = pair_facts(data, ties.countries)
    on_progress("pairs of countries", 1, 1)
    pairs = with_counts(facts, ties)

    def fitted(names: tuple[str, ...]) -> WorldFit:
        def tell(done: int, total: int) -> None:
            on_progress("without single countries", done, total)

        return fit_world(pairs, names, is_each_left_out=True, executor=executor, on_progress=tell)

    main = MainFits(fitted(ALL), fitted(LASTING_MODEL))
    others = _variants(data, facts, ties, year, main.all_facts, on_progress)
    name_of = data.study.country_name
    parts = world_parts(main, others, name_of)
    on_progress("pairs of regions", 0, 1)
    sisters = sisters_part(data.study, year, ties.sources, name_of)
    on_progress("pairs of regions", 1, 1)
    return _Run(ties, main, parts, sisters)


def _variants(
    data: WorldData, facts: pd.DataFrame, ties: PairTies, year: int, fit: WorldFit,
    on_progress: Progress,
) -> list[Variant]:  # fmt: skip
    if why_not_told(fit):
        return []

    def tell(name: str) -> None:
        on_progress(f"other rules: {name}", 0, 1)

    return list(variants(data, facts, ties, year, tell))


def _result(data: WorldData, country: str, year: int, seed: int, run: _Run) -> StudyResult:
    name_of, fit = data.study.country_name, run.main.all_facts
    why = why_not_told(fit)
    return StudyResult(
        study="world",
        country=country,
        country_name=say("the world") if country == WORLD else name_of(country),
        as_of=year,
        data_version=data.version,
        headline=headline(run.facts, fit, why),
        first_line_warning=turned_warning(run.facts),
        verdicts={},
        findings=RecordTuple(_findings(fit)),
        sensitivity=RecordTuple(),
        tables=RecordTuple(_tables(fit, country, name_of) if fit.fit is not None else ()),
        figures=RecordTuple(),
        power="",
        limits=limits(data, run.ties, fit, _without_facts(data, run)),
        left_out=run.ties.left_out,
        method=method(PART_RULES),
        seed=seed,
        settings=settings(run.ties),
        parts=RecordTuple((run.sisters, *run.facts)),
    )


def _tables(fit: WorldFit, country: str, name_of: Callable[[str], str]) -> tuple[StudyTable, ...]:
    partners = partner_table(fit, country, name_of)
    return (partners, country_table(fit, name_of)) if country == WORLD else (partners,)


def _findings(fit: WorldFit) -> list[Finding]:
    n = int(fit.rows["ties"].sum())
    found = []
    for fact in FACTS:
        interval = fit.interval(fact.name)
        note = "" if interval.value is not None else fit.note or say("It is the same of all pairs.")
        method_words = say("PPML, all facts in one model; per {per}", per=fact.per)
        found.append(
            Finding(fact.name, fact.label, interval.value, interval.low, interval.high,
                    "rate ratio", n, say("city ties"), method_words, note=note)
        )  # fmt: skip
    return found


def _without_facts(data: WorldData, run: _Run) -> list[str]:
    """Name the countries with ties of which no pair has all facts, most ties first."""
    counts = run.ties.counts
    of = counts.groupby("a").sum().add(counts.groupby("b").sum(), fill_value=0)
    known = set(run.main.all_facts.rows["a"]) | set(run.main.all_facts.rows["b"])
    gone = of[~of.index.isin(list(known))].sort_values(ascending=False)
    return [data.study.country_name(str(code)) for code in gone.index[:8]]
