"""Tables of the brief in word processors: thin lines, heads that come again, no row broken."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sistercities.report.brief.parts import BriefCell, BriefTable, Doubt
from sistercities.report.brief.word_styles import QUIET, TEXT_WIDTH, VERMILION, add_words

_TYPE = 8.2
_LINE, _STRONG_LINE = ("4", "D6D6D6"), ("8", "1B1B1B")
_COLOURS: dict[Doubt, str] = {"": "", "suspect": VERMILION, "unknown": QUIET}


def add_table(document: Any, table: BriefTable, *, is_first_bold: bool) -> None:
    """Add a table as wide as the text.

    Parameters
    ----------
    document
        Where it goes.
    table
        What it says.
    is_first_bold
        Whether the first column names the row.
    """
    shared = import_module("docx.shared")
    made = document.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    whole = sum(column.share for column in table.columns)
    widths = [shared.Mm(TEXT_WIDTH * column.share / whole) for column in table.columns]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    heads = tuple(BriefCell(column.words) for column in table.columns)
    for number, row in enumerate((heads, *table.rows)):
        added = made.add_row()
        _keep_whole(added, is_head=number == 0)
        for at, (cell, held) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = widths[at]
            _border(cell, *(_STRONG_LINE if number == 0 else _LINE))
            _fill(cell.paragraphs[0], held, bold=number == 0 or (is_first_bold and at == 0))
            if table.columns[at].is_number:
                cell.paragraphs[0].alignment = 2  # right


def _fill(paragraph: Any, held: BriefCell, *, bold: bool) -> None:
    shared = import_module("docx.shared")
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = shared.Pt(1.4)
    is_doubtful = held.doubt != ""
    add_words(
        paragraph,
        held.words,
        colour=_COLOURS[held.doubt],
        size=_TYPE,
        bold=bold,
        italic=is_doubtful or None,
    )
    if held.local:
        add_words(paragraph, f" {held.local}", size=_TYPE, bold=bold)


def _border(cell: Any, size: str, colour: str) -> None:
    namespace, oxml = import_module("docx.oxml.ns"), import_module("docx.oxml")
    borders = oxml.OxmlElement("w:tcBorders")
    bottom = oxml.OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
        bottom.set(namespace.qn(f"w:{key}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _keep_whole(row: Any, *, is_head: bool) -> None:
    """Break no row between pages, and repeat the first one on each."""
    oxml = import_module("docx.oxml")
    properties = row._tr.get_or_add_trPr()
    properties.append(oxml.OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(oxml.OxmlElement("w:tblHeader"))
