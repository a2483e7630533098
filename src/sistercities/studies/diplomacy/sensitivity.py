"""The two main ratios again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.data import DiplomacyData
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS, Outcome, Ratio, fit_ties
from sistercities.studies.diplomacy.relations import Facts
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.findings import SensitivityFinding

SAME = "the change touches no number of the main run"
EMPTY = "no source is left that lists the ties"
SURE = 0.9
"""Confidence of resolution that the row on resolution asks for."""

LARGEST = 5
"""Partner countries, those with the most city ties, that are left out one by one."""

PARTS: tuple[tuple[str, Outcome], ...] = (
    ("city ties", "city"),
    ("cities over regions", "difference"),
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
    for source in data.study.tie_sources()["source_id"]:
        text = f"ties that only {source} claims dropped, with what it lists"
        rules = replace(MAIN_RULES, without_source=str(source))
        listed.append(Change(f"without {source}", text, rules))
    newest = data.study.newest_year()
    if newest != as_of:
        text = f"ties known to be alive in {newest}, undated ones of newer sources included"
        listed.append(Change(f"as of {newest}", text, as_of=newest))
    for code, name in largest:
        text = f"ties with {name} dropped"
        listed.append(Change(f"without {name}", text, keeps=partial(_without, code=code)))
    return listed


def _without(table: pd.DataFrame, code: str) -> pd.Series[bool]:
    return table["country"] != code


def _of_rules() -> list[Change]:
    main = MAIN_RULES
    return [
        Change("dual as city", "home places that are both region and city take part as cities",
               replace(main, dual="as_city")),
        Change("dual as region", "home places that are both take part as regions",
               replace(main, dual="as_region")),
        Change("counties folded", "ties of districts, counties and county-level cities count once "
               "for the city that holds them", replace(main, counties="folded")),
        Change("dated only", "ties with an unknown or suspect start dropped",
               replace(main, dates="known")),
        Change("double entry only", "ties typed once only dropped", replace(main, entry="double")),
        Change("no exchanges", "ties called exchange or contact dropped",
               replace(main, exchanges="dropped")),
        Change("sure names only", f"ties with a name resolved below {SURE:g} confidence dropped",
               replace(main, min_confidence=SURE)),
        Change("first level", "the first level of ISO 3166-2 signs for regions everywhere",
               replace(main, tier="region1")),
    ]  # fmt: skip


def _of_measure() -> list[Change]:
    without = tuple(term for term in CONTROLS if term != "log_trade")
    return [
        Change("rivalry or dispute alone", "complex by a rivalry or a dispute, not by distance",
               politics="is_at_odds"),
        Change("distance alone", "complex by distance in the UN alone", politics="is_far"),
        Change("without trade", "trade, which may follow politics, is not held equal",
               controls=without),
        Change("partners alone", "countries without any tie left out", keeps=_is_partner),
    ]  # fmt: skip


def _is_partner(table: pd.DataFrame) -> pd.Series[bool]:
    total = (table["city"] + table["region"]).groupby(table["country"]).transform("sum")
    kept: pd.Series[bool] = total > 0
    return kept


def sensitivity_rows(
    data: DiplomacyData,
    ties: pd.DataFrame,
    facts: Facts,
    as_of: int,
    largest: list[tuple[str, str]],
    main: dict[Outcome, float | None],
    on_progress: Callable[[str, int, int], None],
) -> Iterator[SensitivityFinding]:
    """Give both ratios under each change; `main` holds those of the main run."""
    todo = changes(data, as_of, largest)
    for done, change in enumerate(todo):
        on_progress("sensitivity", done, len(todo))
        year = as_of if change.as_of is None else change.as_of
        found = country_ties(data.study, ties, facts.home, year, change.rules)
        table = country_table(found.ties, facts, year)
        if change.keeps is not None:
            table = table[change.keeps(table)]
        for words, outcome in PARTS:
            fitted = fit_ties(table, outcome, (change.politics, *change.controls))
            row = _row(f"{change.name}: {words}", change, fitted.ratio(change.politics),
                       main[outcome])  # fmt: skip
            yield row if len(table) else replace(row, note=EMPTY)
    on_progress("sensitivity", len(todo), len(todo))


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
