"""The tables of a brief as a workbook: nothing is cut, and no text is run as a formula."""

from __future__ import annotations

import io
import math
from typing import Any

from sistercities.report.brief.archive import dated, undated
from sistercities.report.brief.parts import Brief, Sheet
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


_PLACE = {
    "name": "name", "name_local": "name there", "country_name": "country",
    "country": "country code", "region_iso": "region code", "level": "level",
    "population": "people", "population_year": "year of the people", "n_ties": "known partners",
    "place_id": "place id",
}  # fmt: skip
_HEADS = {
    **{name: words.capitalize() for name, words in _PLACE.items()},
    "name": "Place",
    **{f"partner_{name}": f"Partner: {words}" for name, words in _PLACE.items()},
    "partner_name": "Partner",
    **{f"home_{name}": f"Like home: {words}" for name, words in _PLACE.items()},
    "home_name": "Place like home",
    "start": "Began", "start_year": "Year it began", "start_precision": "Began: exact to",
    "standing": "Standing", "standing_since": "Standing since",
    "standing_source": "Source of the standing", "standing_sentence": "What is known of it",
    "seen_from": "First seen", "seen_until": "Last seen", "status": "Last stated",
    "end": "Ended", "kind": "Kind", "n_sources": "Number of sources", "sources": "Sources",
    "known_until": "Known until", "confidence": "How sure the places are, 0 to 1",
    "method": "How the names were found", "may_be_the_tie_of": "May be the partnership of",
    "tie_id": "Partnership id",
    "event": "Event", "date": "Date", "date_basis": "What the date is of",
    "decided_by": "Decided by", "certainty": "How sure", "source_title": "Page",
    "address": "Address", "source_date": "Date of the page",
    "actual": "Known", "expected": "Expected", "low": "80 of 100 have at least",
    "high": "80 of 100 have at most", "low95": "95 of 100 have at least",
    "high95": "95 of 100 have at most", "percentile": "Of 100 places alike have fewer",
    "dimension": "Sorted by", "p": "p (chance of so large a difference)",
    "sentence": "In a sentence", "bar": "Not possible because", "care": "Calls for care",
    "strength": "How strong", "evidence": "Where from", "from_date": "From",
    "until_date": "Until", "as_of": "As of", "addresses": "Addresses", "places": "Places",
    "ties": "Partnerships",
    "feature": "Reason, as a code", "group": "Group", "title": "Reason", "value": "Value",
    "is_known": "Is it known", "contribution": "Adds to the score", "weight": "Weight",
    "percentile_of_partners": "Of 100 partners lie below",
    "percentile_of_candidates": "Of 100 candidates lie below",
    "list": "List", "rank": "Rank", "chance": "How many such pairs are partners",
    "score": "Score", "base": "Score of any pair", "probability": "Share of such pairs",
    "reasons": "Reasons", "note": "Note", "year": "Year", "distance": "How unlike, 0 is alike",
    "number": "No.", "source_id": "Source", "source_called": "Title", "producer": "Producer",
    "version": "Version", "licence": "Licence", "attribution": "To be named as", "what": "What",
}  # fmt: skip
_SHARES = frozenset(("probability",))
_YEARS = frozenset(("start_year", "seen_from", "seen_until", "known_until", "year", "rank"))


def head_of(column: str) -> str:
    """Return the head of a column in words.

    Raises
    ------
    KeyError
        If the column has none: a new one needs its words here.
    """
    return _HEADS[column]


def number_format(column: str, value: object) -> str:
    """Return how a number of a column is shown; the cell keeps all its digits.

    Parameters
    ----------
    column
        Name of the column.
    value
        The number, or anything else, which is shown as it is.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or column in _YEARS:
        return "General"
    if column in _SHARES:
        return "0.0%"
    return "#,##0" if isinstance(value, int) else "0.00"
