"""What is hidden and text that is struck out are read, and told of."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from sistercities.api.notice_import import import_notices
from sistercities.sources.register import read_register
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
    ("first", "last", "said"),
    [
        ("F", "G", ""),  # no value stands there
        ("C", "C", "1 column (C) is hidden in the workbook and read like the others: take it out "
                   "if it does not belong here."),
        ("B", "C", "2 columns (B, C) are hidden in the workbook and read like the others: take "
                   "them out if they do not belong here."),
        ("D", "D", "1 column (D) is hidden in the workbook and not used."),
        ("D", "E", "2 columns (D, E) are hidden in the workbook and not used."),
        ("C", "D", "1 column (C) is hidden in the workbook and read like the others: take it out "
                   "if it does not belong here. 1 column (D) is hidden in the workbook and not "
                   "used."),
    ],
)  # fmt: skip
def test_hidden_columns_are_told_with_whether_they_are_used(
    tmp_path: Path, first: str, last: str, said: str
) -> None:
    book = Workbook()
    for row in (("Home", "Partner", "Since", "Intern", "Zzz"), ("Lindau", "Tokiwa", 1985, "x", 7)):
        book.active.append(row)
    book.active.column_dimensions.group(first, last, hidden=True)
    book.save(tmp_path / "r.xlsx")
    assert " ".join(read_register(tmp_path / "r.xlsx", "r", 2026).told) == said


def test_a_hidden_column_of_notices_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("City", "Country", "Wanted countries", "Intern"), ("Tokiwa", "JP", "DE", "x")):
        book.active.append(row)
    book.active.column_dimensions["D"].hidden = True
    book.save(tmp_path / "r.xlsx")
    found = import_notices(tmp_path / "r.xlsx", write=False)
    assert "1 column (D) is hidden in the workbook and not used." in found.notes


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


_STRUCK, _PLAIN = InlineFont(strike=True), InlineFont(strike=False)


@pytest.mark.parametrize(
    ("partner", "is_told"),
    [
        (CellRichText("Tokiwa (JP); ", TextBlock(_STRUCK, "Brucht (NL)")), True),
        (CellRichText(TextBlock(_STRUCK, "Brucht")), True),
        (CellRichText("Tokiwa", TextBlock(_STRUCK, " ")), False),
        (CellRichText("Tokiwa; ", TextBlock(_PLAIN, "Brucht")), False),
    ],
)
@pytest.mark.parametrize("is_shared", [False, True])
def test_a_struck_part_of_a_cell_is_told_as_a_struck_cell_is(
    tmp_path: Path, partner: CellRichText, *, is_told: bool, is_shared: bool
) -> None:
    book = Workbook()
    for row in (("Home", "Partner"), ("Altwerder", "Tokiwa"), ("Altwerder", partner)):
        book.active.append(row)
    book.save(path := tmp_path / "r.xlsx")
    if is_shared:
        _share_texts(path)
    told = " ".join(read_sheet(path).told)
    assert ("1 row (3) holds text that is struck out, read like the rest" in told) == is_told


def _share_texts(path: Path) -> None:
    """Move the texts of the only sheet to the list that sheets share, as spreadsheets save them."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    sheet, at = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    texts: list[str] = []

    def named(found: re.Match[str]) -> str:
        texts.append(f"<si>{found[1]}</si>")
        return f't="s"><v>{len(texts) - 1}</v>'

    parts[sheet] = re.sub(r't="inlineStr"><is>(.*?)</is>', named, parts[sheet])
    parts[at] = f"<sst {space}>{''.join(texts)}</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = "[Content_Types].xml"
    if at not in parts[types]:
        override = f'<Override PartName="/{at}" ContentType="{kind}"/></Types>'
        parts[types] = parts[types].replace("</Types>", override)
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
