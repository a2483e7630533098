"""Tables of the parts of a study: what was found of each, and what turns an answer."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import listed, say, say_count
from sistercities.studies.claims import VERDICT_WORDS
from sistercities.studies.findings import Column, StudyTable, Value
from sistercities.studies.parts import PartFinding

_ENDS = (Column("low", say("from")), Column("high", say("to")))


def part_table(parts: Sequence[PartFinding]) -> StudyTable:
    """List the parts with number, interval, answer and what carries it."""
    rows: list[tuple[Value, ...]] = [
        (
            part.question, part.value, part.low, part.high, part.line, part.answer,
            VERDICT_WORDS[part.verdict], part.carried_by, len(part.turned_by),
        )
        for part in parts
    ]  # fmt: skip
    return StudyTable(
        "parts",
        say("The parts of the claim"),
        (
            Column("question", say("Question")), Column("value", say("Number")), *_ENDS,
            Column("line", say("No effect")), Column("answer", say("Answer")),
            Column("verdict", say("Verdict")), Column("carried_by", say("Rests on one")),
            Column("turned", say("Rows with another answer")),
        ),
        tuple(rows),
        say(
            "Rests on one: without this country, region or these ten ties the interval reaches no "
            "effect."
        ),
    )  # fmt: skip


def part_row_table(parts: Sequence[PartFinding]) -> StudyTable:
    """List each part under other rules, with the verdict under each."""
    rows: list[tuple[Value, ...]] = [
        (
            say("{label}: {value}", label=part.question, value=row.name), row.description,
            row.value, row.low, row.high, VERDICT_WORDS[row.verdict],
            say("another answer") if row.is_turned else "", row.n, row.note,
        )
        for part in parts
        for row in part.rows
    ]  # fmt: skip
    return StudyTable(
        "parts_under_other_rules",
        say("The parts under other rules"),
        (
            Column("row", say("Part and change")), Column("change", say("What is changed")),
            Column("value", say("Number")), *_ENDS,
            Column("verdict", say("Verdict under this row")),
            Column("turned", say("Against the main run")),
            Column("n", say("n")), Column("note", say("Note")),
        ),
        tuple(rows),
        turned_warning(parts) or say("No row gives another answer."),
    )  # fmt: skip


def turned_warning(parts: Sequence[PartFinding]) -> str:
    """Say which parts get another answer under some row; empty where none does."""
    turned = [part for part in parts if part.turned_by]
    if not turned:
        return ""
    n_rows = sum(len(part.rows) for part in parts)
    n_turned = sum(len(part.turned_by) for part in turned)
    named = [
        say("{part} ({n} of {total})", part=part.id, n=len(part.turned_by), total=len(part.rows))
        for part in turned
    ]
    return say_count(
        "{n} of {total} rows under other rules gives a part another answer: {parts}.",
        "{n} of {total} rows under other rules give a part another answer: {parts}.",
        n_turned,
        total=n_rows,
        parts=listed(named, "comma"),
    )
