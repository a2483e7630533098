"""What a study says of a part of a claim: number, line, answer, and what would turn it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from sistercities.sentences import Listed, Sentence, as_clause, say
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED, Verdict
from sistercities.studies.part_rules import (
    OF_ONE_COUNTRY,
    Interval,
    IntervalPart,
    PartRule,
    Side,
    first_verdict_words,
)
from sistercities.studies.phrases import one_after_another
from sistercities.studies.unjudged_parts import CountPart, DescribedPart, Kind
from sistercities.terms.json_records import RecordTuple, Unwritten, written


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

    @property
    def is_untold(self) -> bool:
        """Whether the change leaves too little to say anything, so that it can turn nothing."""
        return self.verdict != DESCRIBED and self.low is None


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
        Where the number lies, and whether that bears out the claim; a description is not judged.
    answer
        The answer in a few words, for a figure.
    sentence
        The answer as a reader can repeat it.
    value, low, high, unit
        Number with its interval, and its unit as in `Finding`.
    line
        Value of no effect; None where there is none: of a count, and of a description.
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
    changed
        How its rule was changed after its number was seen; empty where it was not.
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
    rows: Annotated[RecordTuple[PartRow], Unwritten()]
    would_change: str
    rule: str
    note: str = ""
    carried_by: str = ""
    changed: str = ""

    @property
    @written(after="")
    def id(self) -> str:
        """Claim and part, as in `C3.independent`."""
        return f"{self.claim}.{self.part}"

    @property
    @written(after="changed", key="rows")
    def under_other_rules(self) -> tuple[PartRow, ...]:
        """The number under other rules."""
        return self.rows

    @property
    def is_count(self) -> bool:
        """Whether its number counts ties, and has no interval."""
        return counts_ties(self.line, self.verdict, self.unit)

    @property
    def aside(self) -> str:
        """What must be known beside the sentence; empty where the sentence says it already."""
        return "" if as_clause(self.note) in self.sentence else self.note

    @property
    def is_carrier_said(self) -> bool:
        """Whether the sentence names what the answer rests on."""
        return are_named(self.carried_by, self.sentence)

    @property
    def turned_by(self) -> tuple[str, ...]:
        """Descriptions of the rows that turn the answer."""
        return tuple(row.description for row in self.rows if row.is_turned)

    @property
    def n_untold(self) -> int:
        """How many rows leave too little to judge."""
        return sum(row.is_untold for row in self.rows)


def counts_ties(line: float | None, verdict: str, unit: str) -> bool:
    """Tell whether the number of a part counts ties; of an older program such a part has a verdict.

    One that cannot be told counts none: what no list tells is not 0.

    Parameters
    ----------
    line, verdict, unit
        As in `PartFinding`.
    """
    is_told = verdict != CANNOT_TELL
    return line is None and is_told and (verdict != DESCRIBED or unit == CITY_TIES)


CITY_TIES = say("city ties")
"""Unit of a part that counts ties."""


def are_named(carriers: str, sentence: str) -> bool:
    """Tell whether a sentence names each of some countries or regions, in whatever row."""
    return all(name in sentence for name in _BETWEEN.split(carriers))


_BETWEEN = re.compile(r", | and | or ")


@dataclass(frozen=True, slots=True)
class Varied:
    """The number of a part under one change of the rules, before it is judged.

    Attributes
    ----------
    others
        Intervals of the same number measured otherwise, which must lie on the same side.
    is_withheld
        Whether the rule tells nothing of it, wherever its interval lies; `note` may say why.
    """

    name: str
    description: str
    interval: Interval
    n: int
    note: str = ""
    others: tuple[Interval, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class VariedKind:
    """How many ties of a kind there are under one change of the rules.

    Attributes
    ----------
    kind
        None where nothing can be counted, and `note` says why.
    """

    name: str
    description: str
    kind: Kind | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a part beside its number.

    Attributes
    ----------
    sentence, would_change, note, carried_by
        As in `PartFinding`.
    unit, n, n_of, method
        Of its number.
    at_first
        What the first form of its rule would have said, where the rule does not tell that itself.
    """

    sentence: str
    would_change: str
    unit: str
    n: int
    n_of: str
    method: str
    note: str = ""
    carried_by: str = ""
    at_first: str = ""


def part_finding(
    rule: PartRule, side: Side, told: Told, shown: Interval, rows: tuple[PartRow, ...] = ()
) -> PartFinding:
    """Tell a part whose side is known.

    Parameters
    ----------
    side
        Where the number lies by the rule, or `open`.
    shown
        The number that is shown, with its interval; of a count its value alone.
    """
    line = rule.line.no_effect if isinstance(rule, IntervalPart) else None
    return PartFinding(
        rule.claim, rule.name, rule.question, side, rule.verdict_of(side),
        ALONE if is_one_too_few(rule.id, side, line, shown) else rule.answer_of(side),
        told.sentence, shown.value, shown.low, shown.high, told.unit, line, told.n, told.n_of,
        told.method, RecordTuple(rows), told.would_change, rule.printed(), told.note,
        told.carried_by, _changed(rule.history(), told.at_first),
    )  # fmt: skip


def _changed(history: str, at_first: str) -> str:
    """Set what a changed rule first said after how it was changed, each a sentence of its own."""
    said = history.parts if isinstance(history, Listed) else (history,)
    return one_after_another([*said, at_first]) if at_first else history


def _with_first(rule: PartRule, told: Told, interval: Interval, why: str) -> Told:
    """Add what the first form of the rule would have said, and why nothing is told now."""
    at_first = told.at_first or ("" if why else rule.at_first(interval))
    return replace(told, note=why or told.note, at_first=at_first)


ALONE = say("cannot be told: countries differ so much that one country's figure proves nothing")
"""The answer of a part whose interval holds the line since it counts how much countries differ."""


def is_one_too_few(part: str, side: str, line: float | None, found: Interval) -> bool:
    """Tell whether a part is open because it asks of one country what countries differ in.

    Parameters
    ----------
    part
        Its id.
    side, line, found
        Its side, its value of no effect, and its number.
    """
    if part not in OF_ONE_COUNTRY or side != "open" or line is None:
        return False
    if found.low is None or found.high is None:
        return False
    return found.low <= line <= found.high


def interval_finding(
    rule: IntervalPart, interval: Interval, told: Told, varied: Iterable[Varied] = (), why: str = ""
) -> PartFinding:
    """Judge a part that asks where an interval lies.

    Parameters
    ----------
    why
        Why nothing can be told; empty where it can. Then only the note says it.
    varied
        The number under other rules. Each is judged by its interval alone, and so is the main
        number that it is compared with.
    """
    side: Side = "open" if why else rule.side(interval)
    alone: Side = "open" if why else rule.side(by_interval_alone(interval))
    rows = judged_rows(rule, alone, [replace(one, interval=by_interval_alone(one.interval))
                                     for one in varied])  # fmt: skip
    return part_finding(rule, side, _with_first(rule, told, interval, why), interval, rows)


def described_finding(
    rule: DescribedPart,
    interval: Interval,
    told: Told,
    varied: Iterable[Varied] = (),
    why: str = "",
) -> PartFinding:
    """Tell a part that nothing judges; no row can turn it.

    Parameters
    ----------
    why, varied
        As in `interval_finding`.
    """
    side: Side = "open" if why else rule.side(interval)
    rows = tuple(_described_row(rule, one) for one in varied)
    return part_finding(rule, side, _with_first(rule, told, interval, why), interval, rows)


def _described_row(rule: DescribedPart, one: Varied) -> PartRow:
    found, verdict = one.interval, rule.verdict_of(rule.side(one.interval))
    return PartRow(
        one.name, one.description, found.value, found.low, found.high, one.n, verdict,
        is_turned=False, note=one.note,
    )  # fmt: skip


def by_interval_alone(interval: Interval) -> Interval:
    """Return the interval as if no one country or home unit carried it."""
    return replace(interval, least=interval.low, most=interval.high)


def judged_rows(rule: IntervalPart, side: Side, varied: Iterable[Varied]) -> tuple[PartRow, ...]:
    """Judge each row of a table of sensitivity by the rule of the part.

    A row whose number is not known turns nothing.
    """
    return tuple(_row(rule, side, one) for one in varied)


def _row(rule: IntervalPart, side: Side, one: Varied) -> PartRow:
    found: Side = "open" if one.is_withheld else rule.side_of_all([one.interval, *one.others])
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


def counted_finding(
    rule: CountPart, kind: Kind, told: Told, varied: Iterable[VariedKind] = ()
) -> PartFinding:
    """Tell how many ties of a kind can be relied on; no row can turn it."""
    rows = tuple(_kind_row(one) for one in varied)
    shown = Interval(float(kind.n_firm), None, None)
    if rule.changed and kind.is_enough_at_first() and not told.at_first:
        told = replace(told, at_first=first_verdict_words("supported"))
    part = part_finding(rule, "described", told, shown, rows)
    return replace(part, answer=exist_words(kind.n_known))


def exist_words(n: int) -> Sentence:
    """Answer whether there are partnerships of a kind: in words, since no line judges it."""
    return say("yes, they exist: {n:,}", n=n) if n else say("none is known")


def count_words(part: PartFinding) -> str:
    """Write how many partnerships of a kind are known, and how many of them are confirmed."""
    if part.value is None:
        return say("{n:,}", n=part.n)
    return say("{n:,}, {firm:,} confirmed", n=part.n, firm=int(part.value))


def firm_words(kind: Kind) -> Sentence:
    """Say how many partnerships of a kind are confirmed, by what, and how many not by Wikipedias.

    Wikidata copies each Wikipedia (`copied_sources.csv`), so the only two lists of Wikimedia that
    confirm one another are those of two languages.
    """
    if kind.n_firm == 0:
        return say(
            "None of the {known:,} stands on an official page, or in two lists that were not "
            "copied from each other.",
            known=kind.n_known,
        )
    confirmed = say(
        "Of the {known:,}, {firm:,} are confirmed: they stand on an official page, or in two lists "
        "that were not copied from each other.",
        known=kind.n_known,
        firm=kind.n_firm,
    )
    strict = kind.n_strict or 0
    if strict == kind.n_firm:
        return confirmed
    return say(
        "{confirmed} For {wiki:,} of these the two are English Wikipedia and Chinese Wikipedia, or "
        "a table partly drawn from it; {strict:,} are confirmed from outside Wikipedia. Wikidata "
        "confirms nothing here, since it took most of its ties from Wikipedia.",
        confirmed=confirmed, wiki=kind.n_firm - strict, strict=strict,
    )  # fmt: skip


def _kind_row(one: VariedKind) -> PartRow:
    kind = one.kind
    return PartRow(
        one.name,
        one.description,
        None if kind is None else float(kind.n_firm),
        None,
        None,
        0 if kind is None else kind.n_known,
        DESCRIBED,
        is_turned=False,
        note=one.note,
    )
