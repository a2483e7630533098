"""The comparison of countries from a release to its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import Sentence, say
from sistercities.studies.findings import StudyResult
from sistercities.studies.homes.compare import Home, homes_of
from sistercities.studies.homes.part_rules import PART_RULES
from sistercities.studies.homes.parts import home_parts, mean_of
from sistercities.studies.homes.tables import home_figure, home_table
from sistercities.studies.homes.words import headline, limits, method, settings
from sistercities.studies.settings import Asked, asked_of_world
from sistercities.studies.study_data import StudyData
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.words import WORLD

DRAWS = 10_000
"""Draws from the null of each country, as many as in the study of one: both give one number."""

FEWER_DRAWS = 500
"""Draws for each row under other rules."""

OTHER_RULES: dict[Sentence, NetworkRules] = {
    say("without what is called exchange or contact"): replace(MAIN_RULES, exchanges="dropped"),
    say("with ties that a newer list no longer names"): replace(MAIN_RULES, unlisted="kept"),
}


def study_homes(data: StudyData, **asked: Unpack[Asked]) -> StudyResult:
    """Compare how city ties follow the ties of regions in each country with lists of its regions.

    Parameters
    ----------
    data
        The release.
    **asked
        As `Asked` says. A year that is not given is, of each country, that of the newest dated
        source on it.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    country, as_of, seed, executor, on_progress = asked_of_world(data, asked)

    def compared(what: str, rules: NetworkRules, draws: int) -> list[Home]:
        def tell(done: int, total: int) -> None:
            on_progress(what, done, total)

        return list(homes_of(data, draws=draws, seed=seed, as_of=as_of, rules=rules,
                             executor=executor, on_progress=tell))  # fmt: skip

    homes = compared("countries", MAIN_RULES, DRAWS)
    others = {
        words: compared(f"other rules: {words}", rules, FEWER_DRAWS)
        for words, rules in OTHER_RULES.items()
    }
    return _result(data, homes, others, country, as_of, seed)


def _result(
    data: StudyData,
    homes: Sequence[Home],
    others: dict[Sentence, list[Home]],
    country: str,
    as_of: int | None,
    seed: int,
) -> StudyResult:
    name_of, mean = data.country_name, mean_of(homes)
    return StudyResult(
        study="homes",
        country=country,
        country_name=say("the world") if country == WORLD else name_of(country),
        as_of=data.newest_year() if as_of is None else as_of,
        data_version=data.version,
        headline=headline(mean, homes, country, name_of),
        first_line_warning="",
        verdicts={},
        findings=RecordTuple(),
        sensitivity=RecordTuple(),
        tables=RecordTuple((home_table(homes, name_of),)),
        figures=RecordTuple((home_figure(homes, mean, name_of, seed),)),
        power="",
        limits=limits(homes, name_of),
        left_out={},
        method=method(PART_RULES),
        seed=seed,
        settings=settings(DRAWS),
        parts=RecordTuple(home_parts(homes, others, name_of)),
    )
