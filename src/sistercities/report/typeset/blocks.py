"""Tables and figures as blocks: plain JSON with all that their setting on paper needs."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report.figures.frame import Figure
from sistercities.report.study_json import Json
from sistercities.report.tables import Cell, Heading, ReportTable
from sistercities.report.typeset.paper_drawing import description, size
from sistercities.report.typeset.plain_words import plain_words, without_control

TEXT_WIDTH = 166.0
"""Width of tables and figures in millimetres."""
_HIGHEST = 196.0
"""Height of a figure in millimetres that leaves room for its title and its foot."""
_TALL = 60.0
"""Height of a figure in millimetres from which what follows it may fill the page before it.

From here on a figure that just misses a page would leave a third of it white.
"""
_MOST_UNBROKEN = 900
"""Letters in a row that may not be parted between pages."""
_SHARES = {
    "verdicts": (1.15, 0.75, 0.85, 1.95, 1.2),
    "estimates": (1.65, 1.0, 0.7, 1.05, 0.6, 1.75),
    "findings": (1.75, 0.6, 0.95, 0.6, 0.95, 1.85),
    "sources": (1.3, 0.9, 0.8, 1.3, 1.3),
}
"""Widths of the columns of tables that are laid out by hand."""


def table_block(shown: ReportTable, kind: str = "") -> Json:
    """Turn a table into a block; rows that do not go on paper are counted.

    Parameters
    ----------
    shown
        The table.
    kind
        Which of the tables it is, where it has a layout of its own.
    """
    rows = shown.rows if shown.n_printed is None else shown.rows[: shown.n_printed]
    left = len(shown.rows) - len(rows)
    more = f"{left} more rows stand in the CSV file." if left else ""
    missing = "; ".join(shown.reasons)
    notes = [*([more] if more else []), *shown.notes]
    notes += [f"– means missing: {missing}."] if missing else []
    return {
        "kind": "table",
        "id": "",
        "caption": plain_words(shown.caption),
        "shares": _shares(shown, kind),
        "is_strong": kind in ("verdicts", "estimates"),
        "headings": [_heading(each) for each in shown.headings],
        "rows": [_row(row) for row in rows],
        "notes": [plain_words(note) for note in notes],
    }


def _shares(shown: ReportTable, kind: str) -> list[float]:
    wanted = _SHARES.get(kind, ())
    return list(wanted) if len(wanted) == len(shown.headings) else []


def _heading(heading: Heading) -> Json:
    return {
        "words": plain_words(heading.words),
        "unit": plain_words(heading.unit),
        "is_number": heading.is_number,
    }


def _row(row: Sequence[Cell]) -> Json:
    length = sum(len(cell.words) + len(cell.small) for cell in row)
    return {"may_break": length > _MOST_UNBROKEN, "cells": [_cell(cell) for cell in row]}


def _cell(cell: Cell) -> Json:
    return {
        "words": plain_words(cell.words),
        "local": plain_words(cell.local),
        "small": plain_words(cell.small),
    }


def figure_block(figure: Figure) -> Json:
    """Turn a figure into a block; its table goes with it, to stand at the end of the report."""
    drawing = without_control(str(figure.paper))
    width, height = size(drawing)
    shown_width = min(TEXT_WIDTH, _HIGHEST * width / height)
    has_own_table = bool(figure.table.rows) and not figure.shares_table_of
    table_of = figure.shares_table_of or figure.id
    return {
        "kind": "figure",
        "id": f"figure-{figure.id}",
        "title": plain_words(figure.title),
        "subtitle": plain_words(figure.subtitle),
        "foot": plain_words(figure.foot),
        "notes": [plain_words(note) for note in figure.notes],
        "drawing": drawing,
        "alternative": plain_words(description(drawing)),
        "width": shown_width,
        "may_float": shown_width * height / width > _TALL,
        "files": list(figure.csv_names),
        "table_id": f"table-{table_of}" if figure.table.rows else "",
        "table": table_block(figure.table) if has_own_table else None,
    }
