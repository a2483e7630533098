"""The tables of a brief as a workbook: nothing is cut, and no text is run as a formula."""

from __future__ import annotations

import io
import math
from typing import Any

from sistercities.report.brief.archive import dated, undated
from sistercities.report.brief.parts import Brief, Sheet
from sistercities.report.brief.sheet_heads import head_of, number_format
from sistercities.report.typeset.plain_words import without_control

_WIDEST, _NARROWEST = 60, 8
_MOST_LETTERS = 32_767
"""Letters that a cell of XLSX holds."""


def workbook_of(brief: Brief) -> bytes:
    """Write the sheets of a brief; the same brief gives the same bytes.

    Parameters
    ----------
    brief
        The brief.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in brief.sheets:
        _write(book.create_sheet(sheet.title), sheet)
    book.properties.creator = "sistercities"
    book.properties.title = without_control(brief.about)
    book.properties.created = dated(brief.facts.data_until)
    packed = io.BytesIO()
    book.save(packed)
    return undated(packed.getvalue(), brief.facts.data_until)


def _write(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font

    heads = tuple(map(head_of, sheet.columns))
    widths = [len(each) for each in heads]
    for number, row in enumerate([heads, *sheet.rows], 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(row=number, column=column)
            _fill(cell, value)
            cell.number_format = number_format(sheet.columns[column - 1], value)
            widths[column - 1] = max(widths[column - 1], len(str(cell.value or "")))
            if number == 1:
                cell.font = Font(bold=True)
            else:
                cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    for letter, width in zip(_letters(len(sheet.columns)), widths, strict=True):
        page.column_dimensions[letter].width = min(max(width + 2, _NARROWEST), _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def _letters(n: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(column) for column in range(1, n + 1)]


def _fill(cell: Any, value: object) -> None:
    """Fill a cell; a text is marked as one, also where it begins as a formula does."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool | int | float):
        cell.value = value
        return
    text = without_control(str(value))[:_MOST_LETTERS]
    cell.value = text
    if cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True
