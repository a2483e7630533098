"""A figure with everything that must stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.tables import ReportTable
from sistercities.sentences import say

WIDE = 860.0
NARROW = 340.0
PAPER = 640.0
"""Widths in pixels of the drawings: for a page, for a phone, and for a sheet of A4."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks and the height that they take, in pixels."""

    marks: Sequence[Markup]
    height: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes
    ----------
    id
        Anchor in the page.
    title
        What the figure finds.
    subtitle
        What is drawn, and in what unit.
    foot
        Source, n, null, seed.
    wide, narrow, paper
        The drawing for a page, for a phone and for a sheet of A4, with the marks of its sentences
        (`said_html`).
    table
        The same numbers as a table.
    csv_names
        Files with the numbers.
    shares_table_of
        Id of the figure before it that has the same table, if there is one.
    notes
        What must be known when reading it.
    stays
        Whether it stands on paper where it stands in the text, however tall.
    highest
        Height on paper in millimetres that it may take; None: nearly a page.
    is_half
        Whether it takes half the width of a sheet, so that two such figures stand side by side.
    """

    id: str
    title: str
    subtitle: str
    foot: str
    wide: Markup
    narrow: Markup
    paper: Markup
    table: ReportTable
    csv_names: tuple[str, ...]
    shares_table_of: str = ""
    notes: tuple[str, ...] = ()
    stays: bool = False
    highest: float | None = None
    is_half: bool = False


def drawn(
    identifier: str,
    title: str,
    words: str,
    draw: Callable[[float], Drawing],
    on_paper: float = PAPER,
) -> tuple[Markup, Markup, Markup]:
    """Draw for a page, for a phone and for paper; each has its text alternative.

    Parameters
    ----------
    on_paper
        Width of the drawing for paper.
    """
    pictures = []
    for suffix, width in (("wide", WIDE), ("narrow", NARROW), ("paper", on_paper)):
        drawing = draw(width)
        pictures.append(
            svg.picture(
                f"{identifier}-{suffix}",
                width,
                drawing.height,
                drawing.marks,
                title,
                words or say("There is nothing to draw."),
            )
        )
    return pictures[0], pictures[1], pictures[2]


def empty_drawing(reason: str) -> Callable[[float], Drawing]:
    """Make a drawing that says why there is nothing to draw."""

    def draw(width: float) -> Drawing:
        lines = svg.wrap(reason, width - 24, 14)
        marks = [
            svg.rect(0, 0, width, 44.0 + 20 * len(lines), "empty"),
            svg.paragraph(12, 36, lines, 20, "empty-words"),
        ]
        return Drawing(marks, 44.0 + 20 * len(lines))

    return draw
