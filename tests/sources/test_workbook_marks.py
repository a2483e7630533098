"""Rows that are hidden and text that is struck out are read, and told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from sistercities.sources.register_sheet import read_sheet


def _told(path: Path, *, hidden: tuple[int, ...] = (), struck: tuple[str, ...] = ()) -> str:
    book = Workbook()
    sheet = book.active
    for row in (("Home", "Partner", "Since"), *[("Altwerder", "Tokiwa", 1985)] * 8):
        sheet.append(row)
    sheet["C4"], sheet["A9"].font = None, Font(bold=True)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for cell in struck:
        sheet[cell].font = Font(strike=True)
    book.save(path)
    found = read_sheet(path)
    assert len(found.rows) == 9
    return " ".join(found.told)


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ((), ""),
        ((40,), ""),  # no value stands there
        ((3,), "1 row (3) is hidden in the workbook and read like the others: take it out if it "
               "does not belong here."),
        ((3, 4, 5, 6, 7, 9), "6 rows (3, 4, 5, 6, 7 and others) are hidden in the workbook and "
         "read like the others: take them out if they do not belong here."),
    ],
)  # fmt: skip
def test_hidden_rows_are_told(tmp_path: Path, hidden: tuple[int, ...], said: str) -> None:
    assert _told(tmp_path / "r.xlsx", hidden=hidden) == said


@pytest.mark.parametrize(
    ("struck", "said"),
    [
        (("C4",), ""),  # the cell is empty
        (("A2", "B2", "B5"), "2 rows (2, 5) hold text that is struck out, read like the rest: if "
         "that means a tie ended, say so in a column of the status, or take it out."),
        (("C9",), "1 row (9) holds text that is struck out, read like the rest: if that means a "
         "tie ended, say so in a column of the status, or take it out."),
    ],
)  # fmt: skip
def test_struck_out_text_is_told(tmp_path: Path, struck: tuple[str, ...], said: str) -> None:
    assert _told(tmp_path / "r.xlsx", struck=struck) == said
