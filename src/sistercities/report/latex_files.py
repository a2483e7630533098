"""The tables for LaTeX beside the CSV files: the parts of the claims, and any other table."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.latex_tables import latex_table
from sistercities.report.tables import Cell, Heading, ReportTable, word_headings
from sistercities.sentences import capital, say
from sistercities.studies.claims import VERDICT_WORDS
from sistercities.studies.parts import PartFinding


def parts_latex(parts: Sequence[PartFinding], before: str = "") -> dict[str, bytes]:
    """Make `parts.tex`: a line for each part; nothing where there are no parts.

    Parameters
    ----------
    before
        What stands before the name of the file and in its label.
    """
    if not parts:
        return {}
    headings = (
        *word_headings(say("Part"), say("Question"), say("Answer")),
        Heading(say("Number")),
        Heading(say("95 % interval")),
        Heading("n"),
    )
    caption = say("The parts of the claims and what the data say of each")
    table = ReportTable(caption, headings, tuple(_part(part) for part in parts))
    return latex_file(f"{before}parts", table)


def _part(part: PartFinding) -> tuple[Cell, ...]:
    low, high = (numerals.in_unit(end, part.unit) for end in (part.low, part.high))
    verdict = VERDICT_WORDS[part.verdict]
    return (
        Cell(part.id),
        Cell(part.question),
        Cell(capital(part.answer), small="" if verdict == part.answer else verdict),
        Cell(numerals.in_unit(part.value, part.unit)),
        Cell(numerals.span(low, high)),
        Cell(numerals.whole(part.n)),
    )


def latex_file(name: str, table: ReportTable) -> dict[str, bytes]:
    """Make the file of a table, with its name as the label."""
    return {f"{name}.tex": latex_table(table, f"tab:{name}").encode()}
