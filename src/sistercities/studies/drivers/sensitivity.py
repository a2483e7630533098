"""The two main numbers again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import say
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.connectivity.sensitivity import changes as changes_of_rules
from sistercities.studies.drivers.benefit import interval_of_share
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.drawing import PairDraws, samples_of
from sistercities.studies.drivers.evidence import (
    Evidence,
    gather_evidence,
    with_others_together,
)
from sistercities.studies.drivers.ground import (
    Abroad,
    Ground,
    abroad_of,
    ground_of,
    homes_of,
)
from sistercities.studies.drivers.pairs import PairSample, varies
from sistercities.studies.drivers.part_numbers import PartNumbers, part_numbers
from sistercities.studies.drivers.part_rows import Tried
from sistercities.studies.drivers.signs import Split
from sistercities.studies.drivers.terms import BY_COLUMN, SIZE
from sistercities.studies.findings import SensitivityFinding
from sistercities.terms.progress import Progress
from twolevel.shapley.weighted import Contrast

LATER = 2000
"""Year from which the row on later ties takes them."""

EMPTY = say("nothing is left to compare")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of the rules, of the year, of the rows of the table of pairs, or of the draws."""

    name: str
    description: str
    rules: NetworkRules = MAIN_RULES
    as_of: int | None = None
    keeps: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    is_other: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Main:
    """The main run: its draws, the tables cut from them, and what came out.

    Attributes
    ----------
    draws
        Of all pairs.
    few, many
        Ties with some of the draws, on which changes of shares are weighed, and with all.
    evidence
        Of the main run.
    """

    draws: PairDraws
    few: PairSample
    many: PairSample
    evidence: Evidence

    def cut(self, ground: Ground, *, is_other: bool) -> tuple[PairSample, PairSample]:
        """Return the tables of a ground; those of the main run are cut already."""
        if ground is self.draws.ground and not is_other:
            return self.few, self.many
        return samples_of(self.draws, ground, is_other=is_other)

    @property
    def difference(self) -> float | None:
        """Difference of shares; None if there is none."""
        number = self.evidence.together
        return None if number is None else number.value

    @property
    def ratio(self) -> float | None:
        """Ratio of the upper tie; None if there is none."""
        found = self.evidence.without_effects.ratio("upper")
        return None if found is None else found.value


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
        Change(
            say("other draws"),
            say("as many pairs drawn anew, nothing else changed"),
            is_other=True,
        ),
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


@dataclass(frozen=True, slots=True, eq=False)
class TriedAll:
    """What came out under each change, and the changes that leave all pairs as they are."""

    changed: tuple[Changed, ...]
    same: tuple[str, ...]


def try_changes(
    data: DriversData,
    country: str,
    as_of: int,
    main: Main,
    executor: Executor | None,
    on_progress: Progress,
) -> TriedAll:
    """Find the difference of shares, the ratio of the upper tie, and all parts, under each change.

    Pairs are those of the main run. For the difference of shares a change is weighed on some of
    them, with the facts that the claim does not name as one group, and what it moves is added to
    the number of the main run. A change that leaves the pairs as they are has no row.
    """
    todo = changes(data, country, as_of)
    shared = Known()
    before = _before(main)
    own_few = _hash(main.few.rows)
    own = hash((own_few, _hash(main.many.rows)))
    tables: dict[int, Pairs] = {}
    keys = []
    for done, change in enumerate(todo):
        on_progress(say("pairs under other rules"), done, len(todo))
        ground = main.draws.ground
        if change.rules != MAIN_RULES or change.as_of is not None:
            ground = ground_again(data, country, as_of, change, shared)
        few, many = (_kept(one.rows, change) for one in main.cut(ground, is_other=change.is_other))
        few = many if change.is_other else few
        of_few = _hash(few)
        keys.append(hash((of_few, of_few if few is many else _hash(many))))
        if keys[-1] != own:
            is_same = of_few == own_few
            tables.setdefault(keys[-1], Pairs(few, many, before.few, is_same))
    on_progress(say("pairs under other rules"), len(todo), len(todo))
    run = map if executor is None else executor.map
    found: dict[int, tuple[Evidence, PartNumbers]] = {}
    for key, weighed in zip(tables, run(weigh_again, tables.values()), strict=True):
        found[key] = weighed
        on_progress("sensitivity", len(found), len(tables))
    rows = []
    for key, change in zip(keys, todo, strict=True):
        if key == own:
            continue
        evidence, numbers = found[key]
        unchanged = before.many if change.is_other else before.few
        share = moved_share(main.evidence.together, unchanged.together, evidence.together)
        numbers_of_parts = replace(numbers, benefit=interval_of_share(share))
        tried = Tried(change.name, change.description, numbers_of_parts, evidence.note,
                      is_other_draws=change.is_other)  # fmt: skip
        rows.append(Changed(*_rows_of(change, evidence, share, numbers, main), tried))
    same = [change.name for key, change in zip(keys, todo, strict=True) if key == own]
    return TriedAll(tuple(rows), tuple(same))


def moved_share(
    whole: Contrast | None, before: Contrast | None, after: Contrast | None
) -> Contrast | None:
    """Add to a share what a change moves, value and ends alike; None where one is not known."""
    if whole is None or before is None or after is None:
        return None
    return replace(
        after,
        value=whole.value + after.value - before.value,
        low=whole.low + after.low - before.low,
        high=whole.high + after.high - before.high,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Tables to be weighed, for the shares and for the ratios, beside those of the main run.

    Attributes
    ----------
    few, many
        The tables.
    before
        Evidence of few pairs where nothing is changed.
    is_same
        Whether these few are the same.
    """

    few: pd.DataFrame
    many: pd.DataFrame
    before: Evidence
    is_same: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """What the quick way says where nothing is changed, of few pairs and of many."""

    few: Evidence
    many: Evidence


def _before(main: Main) -> _Before:
    """Weigh the tables of the main run in the quick way, by what is known of them.

    The main run has fitted the many pairs, and all groups of facts that are joined here.
    """
    few, many = main.few.rows, main.many.rows
    of_many = with_others_together(main.evidence)
    is_alike = list(few.columns) == list(many.columns)
    plain = of_many.without_effects if is_alike else None
    effects = () if is_alike else ("none",)
    of_few = gather_evidence(few, effects=effects, split=QUICK_SPLIT, wide=many, plain=plain)
    return _Before(of_few, of_many)


def _hash(rows: pd.DataFrame) -> int:
    """Tell tables apart: rules that touch no row have the same pairs."""
    total = int(pd.util.hash_pandas_object(rows).sum()) if len(rows) else 0
    return hash((total, *rows.columns))


QUICK_SPLIT: Split = "by sign, others together"


def weigh_again(pairs: Pairs) -> tuple[Evidence, PartNumbers]:
    """Compute what is judged of tables of few and of many pairs, in the quick way."""
    evidence = gather_evidence(
        pairs.few, effects=("none",), split=QUICK_SPLIT, wide=pairs.many,
        known=pairs.before if pairs.is_same else None, like=pairs.before,
    )  # fmt: skip
    return evidence, part_numbers(pairs.few, pairs.many, evidence, is_quick=True)


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


def _kept(rows: pd.DataFrame, change: Change) -> pd.DataFrame:
    rows = rows if change.keeps is None else change.keeps(rows)
    varying = [c for c in rows.columns if c not in BY_COLUMN or varies(rows[c])]
    return rows[varying]


def _rows_of(
    change: Change,
    evidence: Evidence,
    number: Contrast | None,
    numbers: PartNumbers,
    main: Main,
) -> tuple[SensitivityFinding, SensitivityFinding]:
    ratio = numbers.drivers["formal"].interval
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
    if ratio.value is None or ratio.low is None:
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
