"""The two main numbers again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import say
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.connectivity.sensitivity import changes as changes_of_rules
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.evidence import Evidence, gather_evidence
from sistercities.studies.drivers.ground import (
    Abroad,
    Ground,
    abroad_of,
    ground_of,
    homes_of,
)
from sistercities.studies.drivers.pairs import sample_pairs
from sistercities.studies.drivers.part_numbers import PartNumbers, part_numbers
from sistercities.studies.drivers.part_rows import Tried
from sistercities.studies.drivers.terms import BY_COLUMN, SIZE
from sistercities.studies.findings import SensitivityFinding

FEWER_CONTROLS, FEWER_RATIO_CONTROLS = 6, 24
"""Pairs drawn for each tie here, for shares and for ratios: half of those of the main run."""

LATER = 2000
"""Year from which the row on later ties takes them."""

EMPTY = say("nothing is left to compare")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of the rules, of the year, or of the rows of the table of pairs."""

    name: str
    description: str
    rules: NetworkRules = MAIN_RULES
    as_of: int | None = None
    keeps: Callable[[pd.DataFrame], pd.DataFrame] | None = None


@dataclass(frozen=True, slots=True)
class Main:
    """Numbers of the main run: difference of shares, ratio of the upper tie; None if none."""

    difference: float | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Known:
    """Cities that many changes share: those abroad by rules, those at home by year and rules."""

    abroad: dict[NetworkRules, Abroad] = field(default_factory=dict)
    homes: dict[tuple[int, NetworkRules], pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What comes out under one change: the two main numbers, and those of the parts."""

    difference: SensitivityFinding
    ratio: SensitivityFinding
    tried: Tried


def changes(data: DriversData, country: str, as_of: int) -> list[Change]:
    """List the changes that are always tried."""
    listed = [
        Change(say("other draws"), say("pairs drawn anew, half as many, nothing else changed")),
        Change(
            say("no late facts"),
            say("facts that are later than the ties left out, but for size"),
            keeps=_without_late,
        ),
        Change(
            say("ties since {later}", later=LATER),
            say("ties begun before {later} left out", later=LATER),
            keeps=lambda rows: rows[rows["year"] >= LATER],
        ),
    ]
    for one in changes_of_rules(data.cities, country, as_of):
        is_of_cities = one.flights != DESTINATIONS or one.keeps is not None
        # All ties of the table have a known start, so this change is the main run.
        if not is_of_cities and one.name != "dated only":
            listed.append(Change(one.name, one.description, one.rules, one.as_of))
    return listed


def _without_late(rows: pd.DataFrame) -> pd.DataFrame:
    late = [name for name, term in BY_COLUMN.items() if not term.is_dated and term.group != SIZE]
    return rows.drop(columns=[name for name in late if name in rows])


def sensitivity_rows(
    data: DriversData,
    country: str,
    as_of: int,
    seed: int,
    main: Main,
    executor: Executor | None,
    on_progress: Callable[[str, int, int], None],
) -> Iterator[Changed]:
    """Give the difference of shares, the ratio of the upper tie, and all parts, under each change.

    Facts that the claim does not name are one group here, to be quick.
    """
    todo = changes(data, country, as_of)
    known = Known()
    tables: dict[int, tuple[pd.DataFrame, pd.DataFrame]] = {}
    keys = []
    for done, change in enumerate(todo):
        on_progress(say("pairs under other rules"), done, len(todo))
        ground = ground_again(data, country, as_of, change, known)
        rows = _pairs(ground, seed, FEWER_CONTROLS, change)
        # Rules that touch no row draw the same pairs, which need not be weighed again.
        keys.append(int(pd.util.hash_pandas_object(rows).sum()) if len(rows) else 0)
        if keys[-1] not in tables:
            tables[keys[-1]] = (rows, _pairs(ground, seed, FEWER_RATIO_CONTROLS, change))
    on_progress(say("pairs under other rules"), len(todo), len(todo))
    run = map if executor is None else executor.map
    found: dict[int, tuple[Evidence, PartNumbers]] = {}
    for key, numbers in zip(tables, run(weigh_again, tables.values()), strict=True):
        found[key] = numbers
        on_progress("sensitivity", len(found), len(tables))
    for key, change in zip(keys, todo, strict=True):
        evidence, numbers_of_parts = found[key]
        tried = Tried(change.name, change.description, numbers_of_parts, evidence.note)
        yield Changed(*_rows_of(change, evidence, main), tried)


def weigh_again(pairs: tuple[pd.DataFrame, pd.DataFrame]) -> tuple[Evidence, PartNumbers]:
    """Compute what is judged of tables of few and of more pairs, in the quick way."""
    rows, wide = pairs
    evidence = gather_evidence(rows, effects=("none",), split="by sign, others together", wide=wide)
    return evidence, part_numbers(rows, wide, evidence, is_quick=True)


def ground_again(
    data: DriversData,
    country: str,
    as_of: int,
    change: Change,
    known: Known,
) -> Ground:
    """Gather cities and ties again, by the rules of a change; `known` holds what others share."""
    rules, abroad, homes = change.rules, known.abroad, known.homes
    year = as_of if change.as_of is None else change.as_of
    places = replace(MAIN_RULES, dual=rules.dual, tier=rules.tier)
    there = replace(places, without_countries=rules.without_countries)
    here = year, replace(places, without_source=rules.without_source)
    if there not in abroad:
        facts = next((one.facts for one in abroad.values()), None)
        abroad[there] = abroad_of(data, country, there, facts)
    if here not in homes:
        homes[here] = homes_of(data, country, *here)
    return ground_of(data, country, year, rules, abroad[there], homes[here])


def _pairs(ground: Ground, seed: int, n_controls: int, change: Change) -> pd.DataFrame:
    """Draw so many pairs for each tie anew."""
    return _kept(sample_pairs(ground, seed + 1, n_controls).rows, change)


def _kept(rows: pd.DataFrame, change: Change) -> pd.DataFrame:
    rows = rows if change.keeps is None else change.keeps(rows)
    varying = [c for c in rows.columns if c not in BY_COLUMN or rows[c].nunique() > 1]
    return rows[varying]


def _rows_of(
    change: Change, evidence: Evidence, main: Main
) -> tuple[SensitivityFinding, SensitivityFinding]:
    number, ratio = evidence.together, evidence.without_effects.ratio("upper")
    note = evidence.note or evidence.without_effects.note or EMPTY
    names = say("{rule}: shares", rule=change.name), say("{rule}: ratio", rule=change.name)
    if number is None:
        first = SensitivityFinding(
            names[0], change.description, None, None, None, evidence.n_ties, False, note
        )
    else:
        is_changed = main.difference is not None and number.value * main.difference < 0
        first = SensitivityFinding(
            names[0],
            change.description,
            number.value,
            number.low,
            number.high,
            evidence.n_ties,
            is_changed,
        )
    if ratio is None:
        second = SensitivityFinding(
            names[1], change.description, None, None, None, evidence.n_ties, False, note
        )
    else:
        is_changed = main.ratio is not None and (ratio.value - 1) * (main.ratio - 1) < 0
        second = SensitivityFinding(
            names[1],
            change.description,
            ratio.value,
            ratio.low,
            ratio.high,
            evidence.n_ties,
            is_changed,
        )
    return first, second
