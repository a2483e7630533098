"""The two main ratios again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import say
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.data import DiplomacyData
from sistercities.studies.diplomacy.models import (
    COMPLEX,
    CONTROLS,
    Fitted,
    Outcome,
    Ratio,
    fit_ties,
)
from sistercities.studies.diplomacy.relations import Facts
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.rule_changes import Computed, stricter_ties, without_source
from sistercities.terms.progress import Progress

SAME = say("the change touches no number of the main run")
EMPTY = say("no source is left that lists the ties")

PARTS: tuple[tuple[str, Outcome], ...] = (
    (say("city ties"), "city"),
    (say("cities over regions"), "difference"),
)
"""The two ratios."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of the rules, the year, the measure of politics, the controls, or the rows."""

    name: str
    description: str
    rules: NetworkRules = MAIN_RULES
    as_of: int | None = None
    politics: str = COMPLEX
    controls: tuple[str, ...] = CONTROLS
    keeps: Callable[[pd.DataFrame], pd.Series[bool]] | None = None


def changes(data: DiplomacyData, as_of: int, largest: list[tuple[str, str]]) -> list[Change]:
    """List the changes that are always tried; `largest` are codes and names of partners."""
    listed = [*_of_rules(), *_of_measure()]
    listed += [
        Change(*without_source(str(source))) for source in data.study.tie_sources()["source_id"]
    ]
    newest = data.study.newest_year()
    if newest != as_of:
        text = say(
            "ties known to be alive in {year}, undated ones of newer sources included",
            year=newest,
        )
        listed.append(Change(say("as of {year}", year=newest), text, as_of=newest))
    for code, name in largest:
        text = say("ties with {country} dropped", country=name)
        listed.append(
            Change(say("without {country}", country=name), text, keeps=partial(_without, code=code))
        )
    return listed


def _without(table: pd.DataFrame, code: str) -> pd.Series[bool]:
    return table["country"] != code


def _of_rules() -> list[Change]:
    main = MAIN_RULES
    return [
        Change(
            say("dual as city"),
            say("home places that are both region and city take part as cities"),
            replace(main, dual="as_city"),
        ),
        Change(
            say("dual as region"),
            say("home places that are both take part as regions"),
            replace(main, dual="as_region"),
        ),
        Change(
            say("counties folded"),
            say(
                "ties of districts, counties and county-level cities count "
                "once for the city that holds them"
            ),
            replace(main, counties="folded"),
        ),
        *(Change(*each) for each in stricter_ties()),
        Change(
            say("first level"),
            say("the first level of ISO 3166-2 signs for regions everywhere"),
            replace(main, tier="region1"),
        ),
    ]


def _of_measure() -> list[Change]:
    without = tuple(term for term in CONTROLS if term != "log_trade")
    return [
        Change(
            say("rivalry or dispute alone"),
            say("complex by a rivalry or a dispute, not by distance"),
            politics="is_at_odds",
        ),
        Change(
            say("distance alone"), say("complex by distance in the UN alone"), politics="is_far"
        ),
        Change(
            say("without trade"),
            say("trade, which may follow politics, is not held equal"),
            controls=without,
        ),
        Change(say("partners alone"), say("countries without any tie left out"), keeps=_is_partner),
    ]


def _is_partner(table: pd.DataFrame) -> pd.Series[bool]:
    total = (table["city"] + table["region"]).groupby(table["country"]).transform("sum")
    kept: pd.Series[bool] = total > 0
    return kept


def changed_tables(
    data: DiplomacyData,
    ties: pd.DataFrame,
    facts: Facts,
    as_of: int,
    largest: list[tuple[str, str]],
    on_progress: Progress,
) -> Iterator[tuple[Change, pd.DataFrame]]:
    """Make the table of countries and periods under each change."""
    todo = changes(data, as_of, largest)
    tables: Computed[pd.DataFrame] = Computed()
    for done, change in enumerate(todo):
        on_progress("sensitivity", done, len(todo))
        year = as_of if change.as_of is None else change.as_of
        found = country_ties(data.study, ties, facts.home, year, change.rules)
        table = tables.once(partial(country_table, found.ties, facts, year), found.ties, year)
        yield change, table if change.keeps is None else table[change.keeps(table)]
    on_progress("sensitivity", len(todo), len(todo))


def sensitivity_rows(
    changed: Iterable[tuple[Change, pd.DataFrame]], main: dict[Outcome, float | None]
) -> Iterator[SensitivityFinding]:
    """Give both ratios under each change; `main` holds those of the main run."""
    held = list(changed)  # so that each table has its number as long as it is asked for
    known: dict[tuple[object, ...], Fitted] = {}
    for change, table in held:
        for words, outcome in PARTS:
            terms = change.politics, *change.controls
            key = id(table), outcome, terms
            if key not in known:  # changes that leave the ties as they are share a table
                known[key] = fit_ties(table, outcome, terms)
            fitted = known[key]
            row = _row(
                say("{change}: {words}", change=change.name, words=words),
                change,
                fitted.ratio(change.politics),
                main[outcome],
            )
            yield row if len(table) else replace(row, note=EMPTY)


def other_tables(
    changed: Iterable[tuple[Change, pd.DataFrame]],
) -> list[tuple[str, str, pd.DataFrame]]:
    """Return the tables whose ties or countries are others, for the parts of the claim."""
    return [
        (change.name, change.description, table)
        for change, table in changed
        if change.politics == COMPLEX and change.controls == CONTROLS and len(table)
    ]


def _row(name: str, change: Change, ratio: Ratio, main: float | None) -> SensitivityFinding:
    value, interval = ratio.value, ratio.interval()
    if value is None or interval is None:
        return SensitivityFinding(
            name, change.description, None, None, None, ratio.n_ties, False, ratio.note
        )
    is_changed = main is not None and (value - 1) * (main - 1) < 0
    return SensitivityFinding(
        name, change.description, value, *interval, ratio.n_ties, is_changed,
        SAME if value == main else "",
    )  # fmt: skip
