"""The study of drivers from a release to its result."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

import numpy as np
import pandas as pd

from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import listed, place_name, say
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.drawing import draw_pairs, samples_of
from sistercities.studies.drivers.estimates import all_findings
from sistercities.studies.drivers.evidence import Evidence, gather_evidence
from sistercities.studies.drivers.ground import Ground, ground_of
from sistercities.studies.drivers.limits import limits, method, power_sentence, settings
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.pairs import PairSample
from sistercities.studies.drivers.part_numbers import cluster_numbers, part_numbers
from sistercities.studies.drivers.part_rows import Names
from sistercities.studies.drivers.parts import Found, find_parts
from sistercities.studies.drivers.refits import Refits, with_errors_of
from sistercities.studies.drivers.sensitivity import Changed, Main, try_changes
from sistercities.studies.drivers.tables import (
    fact_figure,
    model_table,
    ratio_figure,
    share_figure,
    share_table,
)
from sistercities.studies.drivers.verdict import judge, states_of, why_not_told
from sistercities.studies.drivers.whole_tables import both_ends, region_pairs, within_countries
from sistercities.studies.drivers.words import headline
from sistercities.studies.findings import StudyFigure, StudyResult
from sistercities.studies.parts import PartFinding
from sistercities.studies.scope import with_article
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.studies.turned_rows import turned_warning
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress

NO_HOMES = say(
    "in no region of it does a source list the ties of the region and of its "
    "cities, or nothing is known of these cities"
)


def study_drivers(data: DriversData, **asked: Unpack[Asked]) -> StudyResult:
    """Study what foretells city ties: benefits, culture, contacts, or the tie of the regions.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. The seed is of the pairs that are drawn; the executor weighs those of the
        sensitivity table.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, year, seed, executor, on_progress = asked_of_country(data.study, asked)
    on_progress("pairs", 0, 1)
    ground = ground_of(data, country, year, MAIN_RULES)
    draws = draw_pairs(ground, seed)
    few, sample = samples_of(draws, ground)
    on_progress("pairs", 1, 1)
    evidence = _evidence(ground, sample, on_progress)
    models = _models(ground, year, evidence, on_progress)
    reason = why_not_told(evidence)
    changed, same = (), ()  # type: tuple[Changed, ...], tuple[str, ...]
    if not reason:
        main = Main(draws, few, sample, evidence)
        tried = try_changes(data, country, year, main, executor, on_progress)
        changed, same = tried.changed, tried.same
    rows = tuple(row for one in changed for row in (one.difference, one.ratio))
    name = data.study.country_name(country)
    of_whom = with_article(name)
    states = states_of(evidence)
    on_progress(say("parts of the claim"), 0, 1)
    parts = _parts(data, ground, sample.rows, evidence, changed, of_whom)
    on_progress(say("parts of the claim"), 1, 1)
    return StudyResult(
        study="drivers",
        country=country,
        country_name=name,
        as_of=year,
        data_version=data.version,
        headline=headline(
            evidence, states, reason or _why_open(parts[0]), of_whom, parts[0].carried_by
        ),
        first_line_warning=turned_warning(parts),
        verdicts={"C4": judge(evidence, of_whom)},
        findings=RecordTuple(all_findings(evidence, models)),
        sensitivity=RecordTuple(rows),
        tables=RecordTuple((share_table(evidence), model_table(models))),
        figures=RecordTuple(_figures(evidence, models, of_whom, seed)),
        power=power_sentence(evidence),
        limits=limits(evidence, sample, ground, same),
        left_out=sample.left_out,
        method=method(),
        seed=seed,
        settings=settings(ground, of_whom),
        parts=RecordTuple(parts),
    )


def _evidence(ground: Ground, sample: PairSample, on_progress: Progress) -> Evidence:
    evidence = gather_evidence(
        sample.rows,
        lambda done, wanted: on_progress(say("groups of facts"), done, wanted),
        split="by sign",
    )
    if evidence.without_effects.fit is not None:
        plain = evidence.without_effects
        plain = with_errors_of(plain, Refits(sample.rows, plain))
        evidence = replace(evidence, without_effects=plain)
    return replace(evidence, note=NO_HOMES) if ground.homes.empty else evidence


def _models(
    ground: Ground, year: int, evidence: Evidence, on_progress: Progress
) -> list[PairModel]:
    models = [evidence.without_effects, evidence.with_home]
    if evidence.shapley is not None:
        on_progress("regressions", 0, 2)
        models.append(both_ends(ground, year))
        on_progress("regressions", 1, 2)
        models.append(region_pairs(ground, year))
        on_progress("regressions", 2, 2)
    return models


def _why_open(benefit: PartFinding) -> str:
    """Say why the first part is open, where more than its interval keeps it so."""
    return benefit.note if benefit.side == "open" and not benefit.carried_by else ""


def _parts(
    data: DriversData,
    ground: Ground,
    rows: pd.DataFrame,
    evidence: Evidence,
    changed: tuple[Changed, ...],
    of_whom: str,
) -> tuple[PartFinding, ...]:
    within = within_countries(rows, evidence)
    return find_parts(
        Found(
            numbers=part_numbers(rows, rows, evidence), evidence=evidence,
            models=(evidence.with_home, within), tried=[one.tried for one in changed],
            names=names_of(data, ground), missing=missing_drivers(data, ground, rows),
            clusters=cluster_numbers(rows), country=of_whom,
        )
    )  # fmt: skip


def _figures(
    evidence: Evidence, models: list[PairModel], of_whom: str, seed: int
) -> tuple[StudyFigure, ...]:
    figures = []
    share = evidence.share({"formal": 1.0})
    if share is not None:
        title = say(
            "Sister cities of {of_whom}: {share:.0f} % of what foretells them is the tie of"
            " the regions",
            of_whom=of_whom,
            share=100 * share.value,
        )
        figures.append(share_figure(evidence, title, seed))
    ratio = models[0].ratio("upper")
    if ratio is not None:
        title = say(
            "Where regions are sisters, cities are {value:.1f} times as often ({low:.1f} to"
            " {high:.1f})",
            value=ratio.value,
            low=ratio.low,
            high=ratio.high,
        )
        figures.append(ratio_figure(models, title, seed))
        figures.append(
            fact_figure(models[0], say("What goes with a city tie, all else equal"), seed)
        )
    return tuple(figures)


def names_of(data: DriversData, ground: Ground) -> Names:
    """Return the names of countries and home regions by their numbers."""
    names = data.study.tables.places.set_index("place_id")["name"]
    regions = ground.homes.drop_duplicates("unit")
    return {
        "country": {k: data.study.country_name(c) for k, c in enumerate(ground.facts.codes)},
        "region": {
            int(unit): place_name(str(names[region]), str(region))
            for unit, region in zip(regions["unit"], regions["region"], strict=True)
        },
    }


def missing_drivers(data: DriversData, ground: Ground, rows: pd.DataFrame) -> dict[str, str]:
    """Say why drivers are not known, where more can be said than that they do not vary."""
    if "official_language" in rows or rows.empty:
        return {}
    shared = np.flatnonzero((ground.facts.by_year["official_language"] == 1).any(axis=1))
    names = [data.study.country_name(ground.facts.codes[k]) for k in shared.tolist()]
    if not names:
        return {"language": say("no country has an official language in common with it")}
    return {
        "language": say(
            "no city of {countries}, where an official language is shared, is among the pairs: "
            "their regions, or facts on their economy or politics, are not known",
            countries=listed(names, "and"),
        )
    }
