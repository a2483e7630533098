"""Workbooks that unpack to little and hold far too much: refused before anything is built."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from sistercities.errors import RegisterError
from sistercities.sources import register_cells, register_xlsx, workbook_limits
from sistercities.sources.register_xlsx import read_workbook
from sistercities.sources.workbook_limits import LIMITS, refuse_crowded

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(part: str = "", text: str = "") -> bytes:
    """Make a workbook of two ties; `text` stands in for one of its parts."""
    book = openpyxl.Workbook()
    for row in (("Home", "Partner"), ("Au", "Berg"), ("Au", "Tal")):
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    if not part:
        return plain.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "element", "text"),
    [
        (SHEET, "c", f"<worksheet {MAIN}><sheetData><row>{{}}</row></sheetData></worksheet>"),
        (SHEET, "mergeCell", f"<worksheet {MAIN}><mergeCells>{{}}</mergeCells></worksheet>"),
        ("xl/sharedStrings.xml", "si", f"<sst {MAIN}>{{}}</sst>"),
        ("xl/styles.xml", "xf", f"<styleSheet {MAIN}><cellXfs>{{}}</cellXfs></styleSheet>"),
        (BOOK, "definedName", f"<workbook {MAIN}><definedNames>{{}}</definedNames></workbook>"),
    ],
)  # fmt: skip
def test_too_many_elements_are_refused_by_name(
    part: str, element: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, element, 50)
    crowded = workbook(part, text.format(f"<{element}/>" * 51))
    with pytest.raises(RegisterError, match=rf"more than 50 elements '{element}' in {part}; copy"):
        read_workbook("made.xlsx", crowded)
    refuse_crowded("made.xlsx", workbook(part, text.format(f"<{element}/>" * 50)))


def test_a_prefix_does_not_hide_an_element(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "c", 50)
    sheet = MAIN.replace("xmlns", "xmlns:x")
    text = f"<x:worksheet {sheet}>{'<x:c/>' * 51}</x:worksheet>"
    with pytest.raises(RegisterError, match="elements 'c'"):
        refuse_crowded("made.xlsx", workbook(SHEET, text))


def test_elements_of_an_unknown_name_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_limits, "MOST_OTHERS", 50)
    with pytest.raises(RegisterError, match="elements 'odd'"):
        refuse_crowded("made.xlsx", workbook(SHEET, f"<a>{'<odd/>' * 51}</a>"))


def test_entities_are_refused() -> None:
    text = '<!DOCTYPE a [<!ENTITY e "eeeeeeeeee">]><a>&e;</a>'
    with pytest.raises(RegisterError, match="holds entities in xl/worksheets"):
        refuse_crowded("made.xlsx", workbook(SHEET, text))


def _inline(*texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is>{text}</is></c>' for text in texts)
    return f"<worksheet {MAIN}><sheetData><row>{cells}</row></sheetData></worksheet>"


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/worksheets/other.dat"])
def test_a_text_that_is_longer_than_any_cell_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_limits, "LONGEST_CELL", 1_000)
    runs = f"<r><t>{'A' * 190}</t></r>"
    shared = f"<sst {MAIN}><si>{{}}</si><si>{{}}</si></sst>"
    make = _inline if name != "xl/sharedStrings.xml" else shared.format
    refuse_crowded("made.xlsx", workbook(name, make(runs * 5, runs * 5)))
    with pytest.raises(RegisterError, match=rf"text of more than 1,000 characters in {name}; copy"):
        refuse_crowded("made.xlsx", workbook(name, make(runs * 5, runs * 6)))


def test_a_tag_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_limits, "_STEP", 100)
    monkeypatch.setattr(workbook_limits, "_LONGEST_TAG", 1_000)
    for text in ('<a b="{}"/>', "<a><!--{}--></a>"):
        refuse_crowded("made.xlsx", workbook(SHEET, text.format("A" * 900)))
        with pytest.raises(RegisterError, match="holds a tag of more than 1,000 bytes"):
            refuse_crowded("made.xlsx", workbook(SHEET, text.format("A" * 1_300)))


def test_a_text_that_many_cells_share_counts_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_cells, "MOST_LETTERS", 1_000)
    for n in (9, 12):
        book = openpyxl.Workbook()
        for _ in range(n):
            book.active.append(("Au", "B" * 90))
        made = io.BytesIO()
        book.save(made)
        if n == 9:
            assert len(read_workbook("made.xlsx", made.getvalue()).rows) == 9
    with pytest.raises(RegisterError, match=r"more than 1,000 characters in its cells; shorten"):
        read_workbook("made.xlsx", made.getvalue())


def test_a_long_text_in_a_merged_range_counts_for_each_of_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = openpyxl.Workbook()
    for row in [("A" * 90, "Berg"), *[(None, "Tal")] * 11]:
        book.active.append(row)
    book.active.merge_cells("A1:A12")
    made = io.BytesIO()
    book.save(made)
    assert len(read_workbook("made.xlsx", made.getvalue()).rows) == 12
    monkeypatch.setattr(register_cells, "MOST_LETTERS", 1_000)
    with pytest.raises(RegisterError, match=r"more than 1,000 characters in its cells; shorten"):
        read_workbook("made.xlsx", made.getvalue())


def test_a_picture_may_declare_entities() -> None:
    text = '<!DOCTYPE svg [<!ENTITY ns "made-up">]><svg/>'
    refuse_crowded("made.xlsx", workbook("xl/media/image1.svg", text))


def test_merged_ranges_that_cover_the_rows_again_and_again_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = openpyxl.Workbook()
    for _ in range(9):
        book.active.append(("Au", "Berg"))
    for column in "ABCDEF":
        book.active.merge_cells(f"{column}1:{column}9")
    made = io.BytesIO()
    book.save(made)
    assert len(read_workbook("made.xlsx", made.getvalue()).rows) == 9
    monkeypatch.setattr(register_xlsx, "MOST_MERGED_ROWS", 50)
    with pytest.raises(RegisterError, match="merged ranges over 54 rows in all"):
        read_workbook("made.xlsx", made.getvalue())


def test_an_honest_workbook_is_read() -> None:
    assert [row.cells[1].text for row in read_workbook("made.xlsx", workbook()).rows] == [
        "Partner", "Berg", "Tal",
    ]  # fmt: skip


def test_a_row_of_more_cells_than_a_sheet_has_columns_is_refused() -> None:
    """A reader keeps a row until its end: 200 kB that unpack to such a row took 2 GB of memory."""
    rows = f"<worksheet {MAIN}><sheetData>{{}}</sheetData></worksheet>"
    full = f"<row>{'<c/>' * 16_384}</row>"
    refuse_crowded("made.xlsx", workbook(SHEET, rows.format(full * 2)))
    with pytest.raises(RegisterError, match="more than 16,384 cells in one row"):
        refuse_crowded("made.xlsx", workbook(SHEET, rows.format(full + f"<row>{'<c/>' * 16_385}")))


def test_elements_inside_each_other_without_end_are_refused() -> None:
    nested = f"<worksheet {MAIN}>{'<a>' * 249}{'</a>' * 249}</worksheet>"
    refuse_crowded("made.xlsx", workbook(SHEET, nested))
    with pytest.raises(RegisterError, match="more than 250 elements inside each other"):
        refuse_crowded("made.xlsx", workbook(SHEET, f"<worksheet {MAIN}>{'<a>' * 250}"))
