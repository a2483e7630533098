"""Which partnerships enter which study, as a table and as a file."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.exports import csv_bytes
from sistercities.report.tables import Cell, Heading, ReportTable
from sistercities.sentences import capital, say
from sistercities.studies.tie_flow import FlowStep

FILE = "flow.csv"


def flow_table(steps: Sequence[FlowStep]) -> ReportTable | None:
    """List the steps from the partnerships known today to those of each study.

    None where there are none.
    """
    if not steps:
        return None
    headings = (
        Heading(say("Partnerships"), is_number=False),
        Heading(say("Out or in")),
        Heading(say("Left")),
    )
    caption = say("Which city partnerships enter which study, and why the others do not")
    notes = (
        say(
            "The rows above a total lead to it from those known today, or from those alive in the "
            "year. C6 and C8 count another list by itself and stand in their chapters."
        ),
    )
    return ReportTable(caption, headings, tuple(_row(step) for step in steps), notes)


def _row(step: FlowStep) -> tuple[Cell, ...]:
    if step.left is not None:
        return Cell(capital(step.label)), Cell(""), Cell(numerals.whole(step.left))
    change = step.change or 0
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return Cell(step.label), Cell(f"{sign}{numerals.whole(abs(change))}"), Cell("")


def flow_csv(steps: Sequence[FlowStep]) -> dict[str, bytes]:
    """Write the steps as a file; none where there are none."""
    if not steps:
        return {}
    rows = ((step.label, step.change, step.left) for step in steps)
    return {FILE: csv_bytes(("partnerships", "change", "left"), rows)}
