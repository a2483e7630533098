"""The tables for LaTeX beside the CSV files: the parts of the claims, and any other table.

Tables as LaTeX sets them, with booktabs, to be put into a paper by `input`.

Columns of words take their share of the line; what stands small below a cell stands after it in
brackets. Rows that the report keeps off paper are left out here too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.latex_text import latex_text
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


_LETTER, _GAP = 0.0121, 0.024
"""Shares of a line of 12 cm that a letter takes, and the space between two columns."""
_LEAST = 0.1
"""Least share of a column of sentences."""
_SHORT = 24
"""Letters up to which a column needs no line breaks."""
_ABOVE = (
    "% In the preamble: \\usepackage{booktabs,longtable,array}. Words in other scripts: XeLaTeX."
)


def latex_table(table: ReportTable, label: str) -> str:
    """Write a table.

    Parameters
    ----------
    table
        Of the report.
    label
        By which the paper refers to it, as in `tab:parts`.
    """
    head = " & ".join(_head(heading) for heading in table.headings)
    rows = [" & ".join(_cell(cell) for cell in row) for row in table.rows[: table.n_printed]]
    return "\n".join([
        _ABOVE,
        r"{\footnotesize\setlength{\tabcolsep}{4pt}",
        rf"\begin{{longtable}}{{@{{}}{_columns(table)}@{{}}}}",
        rf"\caption{{{latex_text(table.caption)}}}\label{{{label}}}\\",
        r"\toprule",
        rf"{head} \\",
        r"\midrule",
        r"\endhead",
        *(rf"{row} \\" for row in rows),
        r"\bottomrule",
        r"\end{longtable}}",
        *(rf"{{\noindent\footnotesize {latex_text(note)}\par}}" for note in table.notes),
        "",
    ])  # fmt: skip


def _columns(table: ReportTable) -> str:
    """Say how columns are set: short ones as they are, those of sentences as paragraphs."""
    longest = [_longest(table, k) for k in range(len(table.headings))]
    is_number = [heading.is_number for heading in table.headings]
    words = [k for k, n in enumerate(longest) if n > _SHORT]
    short = sum(n for k, n in enumerate(longest) if k not in words)
    left = 1 - _GAP * (len(longest) - 1) - _LETTER * short
    total = sum(longest[k] ** 0.5 for k in words)
    return "".join(
        _paragraph(max(left * longest[k] ** 0.5 / total, _LEAST), is_number=is_number[k])
        if k in words
        else "r" if is_number[k] else "l"
        for k in range(len(longest))
    )  # fmt: skip


def _paragraph(share: float, *, is_number: bool) -> str:
    side = "raggedleft" if is_number else "raggedright"
    return rf">{{\{side}\arraybackslash}}p{{{share:.2f}\linewidth}}"


def _longest(table: ReportTable, column: int) -> int:
    cells = [row[column] for row in table.rows[: table.n_printed]]
    return max([len(_head(table.headings[column])), *(_length(cell) for cell in cells)])


def _length(cell: Cell) -> int:
    return len(cell.words) + (len(cell.small) + 3 if cell.small else 0)


def _head(heading: Heading) -> str:
    unit = f" ({latex_text(heading.unit)})" if heading.unit else ""
    return latex_text(heading.words) + unit


def _cell(cell: Cell) -> str:
    small = f" ({latex_text(cell.small)})" if cell.small else ""
    return latex_text(cell.words) + small
