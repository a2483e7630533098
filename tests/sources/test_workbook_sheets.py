"""Workbooks of several sheets, with gaps, comments and damage: nothing is lost without a word."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from sistercities.errors import RegisterError
from sistercities.sources import workbook_marks
from sistercities.sources.register import read_register
from sistercities.sources.register_sheet import read_sheet

TIES: list[list[object]] = [["Home", "Partner", "Since"], ["Altwerder", "Tokiwa", 1985]]


def _book(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_first_sheet_with_heads_is_read_and_the_rows_of_the_others_counted(
    tmp_path: Path,
) -> None:
    cover: list[list[object]] = [["Our register"], ["State of", 2026]]
    older = [*TIES, ["Altwerder", "Sakurai", 1990]]
    found = read_register(_book(tmp_path / "r.xlsx", Cover=cover, Ties=TIES, Old=older), "r", 2026)
    assert found.sheet.reading == "XLSX, sheet Ties"
    assert found.sheet.told == (
        "Other sheets are not read: Cover (1 row), Old (3 rows); choose with --sheet, and import "
        "each under a --name of its own.",
    )


def test_a_table_that_begins_below_a_page_of_empty_rows_is_found(tmp_path: Path) -> None:
    gap: list[list[object]] = [[None, None, None]] * 120
    rows = [["Register"], *gap, *TIES, *gap, ["Freihafen", "Sakurai", 1990]]
    found = read_register(_book(tmp_path / "r.xlsx", Ties=rows), "r", 2026)
    assert [(line.number, line.name_b) for line in found.lines] == [
        (123, "Tokiwa"),
        (244, "Sakurai"),
    ]


def test_a_row_below_the_last_that_is_read_is_refused_whatever_the_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_marks, "MOST_ROWS", 20)
    monkeypatch.setattr("sistercities.sources.register_xlsx.MOST_ROWS", 20)
    gap: list[list[object]] = [[None, None, None]] * 30
    path = _book(tmp_path / "r.xlsx", Ties=[*TIES, *gap, ["Freihafen", "Sakurai", 1990]])
    with pytest.raises(RegisterError, match=r"has a value in row 33; up to 20 rows are read"):
        read_sheet(path)


def _renumbered(path: Path, *changes: tuple[str, str]) -> Path:
    """Give rows of the first sheet other numbers than they have."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    for old, new in changes:
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(f'<row r="{old}"', f"<row{new}")
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (' r="99999999999999"', "has row 4 below row 99,999,999,999,999, so its rows are out of"),
        (' r="2"', "has row 2 below row 2, so its rows are out of order; copy the table"),
        (" r='1'", "has row 1 below row 2"),
    ],
)
def test_no_row_is_lost_whatever_number_it_has(tmp_path: Path, number: str, said: str) -> None:
    rows = [*TIES, ["Freihafen", "Sakurai", 1990], ["Freihafen", "Tokiwa", 1991]]
    path = _book(tmp_path / "r.xlsx", Ties=rows)
    assert len(read_sheet(_renumbered(path, ("3", ""), ("4", ' r="4"'))).rows) == 4
    path = _book(tmp_path / "r.xlsx", Ties=rows)
    with pytest.raises(RegisterError, match=said):
        read_sheet(_renumbered(path, ("3", number)))


def test_a_last_row_with_a_number_that_no_row_has_is_refused(tmp_path: Path) -> None:
    path = _book(tmp_path / "r.xlsx", Ties=TIES)
    with pytest.raises(RegisterError, match=r"has a value in row 99,999,999,999,999; up to"):
        read_sheet(_renumbered(path, ("2", ' r="99999999999999"')))


def test_a_column_beyond_the_last_that_is_read_is_refused_whatever_the_gap(tmp_path: Path) -> None:
    wide: list[object] = ["Altwerder", "Sakurai", *[None] * 220, "Tokiwa"]
    path = _book(tmp_path / "r.xlsx", Ties=[*TIES, wide])
    with pytest.raises(RegisterError, match=r"has more than 200 columns in row 3"):
        read_sheet(path)


def test_comments_are_counted(tmp_path: Path) -> None:
    book = Workbook()
    for row in TIES:
        book.active.append(row)
    book.active["B2"].comment = Comment("also with Sakurai", "office")
    book.save(tmp_path / "r.xlsx")
    assert read_sheet(tmp_path / "r.xlsx").told == (
        "There is 1 comment pinned to cells: what stands in comments is not read.",
    )


def test_whatever_byte_of_a_workbook_is_damaged_it_is_a_sentence(tmp_path: Path) -> None:
    whole = _book(tmp_path / "r.xlsx", Ties=TIES * 30).read_bytes()
    drawn, refused = random.Random(5), 0
    path = tmp_path / "damaged.xlsx"
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[drawn.randrange(4, len(damaged))] = drawn.randrange(256)
        path.write_bytes(bytes(damaged))
        try:
            read_sheet(path)
        except RegisterError:
            refused += 1
    assert refused > 20


def test_a_part_that_does_not_unpack_is_a_sentence(tmp_path: Path) -> None:
    path = _book(tmp_path / "r.xlsx", Ties=TIES * 200)
    with zipfile.ZipFile(path) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    start = part.header_offset + 30 + len(part.filename) + 8
    content[start : start + 16] = b"\xff" * 16
    path.write_bytes(bytes(content))
    with pytest.raises(RegisterError, match=r"one of its parts does not unpack; save it again as"):
        read_sheet(path)
