"""From a rule and an interval to what is said of a part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sistercities.studies.claims import Verdict
from sistercities.studies.part_rules import Interval, IntervalPart, Side
from sistercities.studies.parts import PartFinding, Varied, judged_rows


@dataclass(frozen=True, slots=True)
class Basis:
    """What the number of a part is, and rests on.

    Attributes
    ----------
    unit
        Of the number, as in `Finding`.
    n, n_of
        What it rests on.
    method
        Estimator, null and interval.
    would_change
        What would have to come to light for another answer.
    note
        What must be known when reading it.
    reason
        Why nothing is told, or empty.
    """

    unit: str
    n: int
    n_of: str
    method: str
    would_change: str
    note: str = ""
    reason: str = ""


def side_of(rule: IntervalPart, interval: Interval, basis: Basis) -> Side:
    """Tell the side of an interval; open where there is a reason to tell nothing."""
    return "open" if basis.reason else rule.side(interval)


def interval_finding(
    rule: IntervalPart,
    interval: Interval,
    basis: Basis,
    sentence: str,
    varied: Iterable[Varied],
    *,
    side: Side | None = None,
    verdict: Verdict | None = None,
) -> PartFinding:
    """Judge a part by its rule, and each row of its table.

    Parameters
    ----------
    side, verdict
        Of several measures together; those of the interval alone if None.
    """
    found = side_of(rule, interval, basis) if side is None else side
    return PartFinding(
        claim=rule.claim,
        part=rule.name,
        question=rule.question,
        side=found,
        verdict=rule.verdict_of(found) if verdict is None else verdict,
        answer=rule.answers.of(found),
        sentence=sentence,
        value=interval.value,
        low=interval.low,
        high=interval.high,
        unit=basis.unit,
        line=rule.line.no_effect,
        n=basis.n,
        n_of=basis.n_of,
        method=basis.method,
        rows=judged_rows(rule, found, varied),
        would_change=basis.would_change,
        rule=rule.printed(),
        note=basis.reason or basis.note,
    )
