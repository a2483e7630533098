"""What a study says of a part of a claim: number, line, answer, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sistercities.studies.claims import Verdict
from sistercities.studies.part_rules import CountPart, Interval, IntervalPart, Kind, PartRule, Side


@dataclass(frozen=True, slots=True)
class PartRow:
    """The number of a part under one change of the rules, and what it says under it.

    Attributes
    ----------
    name, description
        For programs, and for readers.
    value, low, high
        Number and interval; None where they cannot be had, and `note` says why.
    verdict
        What the rule of the part says of them.
    is_turned
        Whether the answer is another than that of the main run.
    """

    name: str
    description: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    verdict: Verdict
    is_turned: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartFinding:
    """One part of a claim as it was found.

    Attributes
    ----------
    claim, part
        Number of the claim and name of the part.
    question
        What was asked.
    side, verdict
        Where the number lies, and whether that bears out the claim.
    answer
        The answer in a few words, for a figure.
    sentence
        The answer as a reader can repeat it.
    value, low, high, unit
        Number with its interval, and its unit as in `Finding`.
    line
        Value of no effect; None where there is none.
    n, n_of
        What it rests on.
    method
        Estimator, null and interval.
    rows
        The number under other rules.
    would_change
        What would have to come to light for another answer.
    rule
        The rule, as printed by the object that judged.
    note
        What must be known when reading it, or why nothing is told.
    carried_by
        The one country, home unit or few ties that the answer rests on; empty where it does not.
    """

    claim: str
    part: str
    question: str
    side: Side
    verdict: Verdict
    answer: str
    sentence: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    line: float | None
    n: int
    n_of: str
    method: str
    rows: tuple[PartRow, ...]
    would_change: str
    rule: str
    note: str = ""
    carried_by: str = ""

    @property
    def id(self) -> str:
        """Claim and part, as in `C3.independent`."""
        return f"{self.claim}.{self.part}"

    @property
    def turned_by(self) -> tuple[str, ...]:
        """Descriptions of the rows that turn the answer."""
        return tuple(row.description for row in self.rows if row.is_turned)


@dataclass(frozen=True, slots=True)
class Varied:
    """The number of a part under one change of the rules, before it is judged.

    Attributes
    ----------
    others
        Intervals of the same number measured otherwise, which must lie on the same side.
    """

    name: str
    description: str
    interval: Interval
    n: int
    note: str = ""
    others: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class VariedKind:
    """How many ties of a kind there are under one change of the rules, before it is judged."""

    name: str
    description: str
    kind: Kind
    note: str = ""


def judged_rows(rule: IntervalPart, side: Side, varied: Iterable[Varied]) -> tuple[PartRow, ...]:
    """Judge each row of a table of sensitivity by the rule of the part.

    A row whose number is not known turns nothing.
    """
    return tuple(_row(rule, side, one) for one in varied)


def _row(rule: IntervalPart, side: Side, one: Varied) -> PartRow:
    found = rule.side_of_all([one.interval, *one.others])
    is_known = one.interval.low is not None
    return PartRow(
        one.name,
        one.description,
        one.interval.value,
        one.interval.low,
        one.interval.high,
        one.n,
        rule.verdict_of(found),
        is_known and found != side,
        one.note,
    )


def judged_kinds(rule: CountPart, side: Side, varied: Iterable[VariedKind]) -> tuple[PartRow, ...]:
    """Judge how many ties of a kind there are under each change of the rules."""
    return tuple(_kind_row(rule, side, one) for one in varied)


def _kind_row(rule: CountPart, side: Side, one: VariedKind) -> PartRow:
    found = rule.side(one.kind)
    return PartRow(
        one.name,
        one.description,
        float(one.kind.n_firm),
        None,
        None,
        one.kind.n_known,
        rule.verdict_of(found),
        found != side,
        one.note,
    )


def find_rule(rules: Iterable[PartRule], part: str) -> PartRule:
    """Return the rule of a part by its id, as in `C3.independent`.

    Raises
    ------
    KeyError
        If no rule has that id.
    """
    by_id = {rule.id: rule for rule in rules}
    return by_id[part]
