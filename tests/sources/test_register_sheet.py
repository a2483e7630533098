"""Files that are registers, and files that only say so; workbooks are made here."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from sistercities.errors import RegisterError
from sistercities.sources import register_cells
from sistercities.sources.register import read_register
from sistercities.sources.register_sheet import read_sheet
from sistercities.sources.register_xlsx import LARGEST_UNPACKED


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def _book(rows: list[list[object]]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


ROWS: list[list[object]] = [["Home", "Partner", "Date"], ["Altwerder", "Tokiwa", 1985]]


def test_a_workbook_is_read_as_its_rows(tmp_path: Path) -> None:
    rows = [*ROWS, ["Freihafen", "Saint-Orme", datetime(2001, 5, 9)], ["A", None, 2.5]]
    found = read_sheet(_saved(_book(rows), tmp_path / "r.xlsx"))
    assert [row.texts() for row in found.rows] == [
        ["Home", "Partner", "Date"],
        ["Altwerder", "Tokiwa", "1985"],
        ["Freihafen", "Saint-Orme", "2001-05-09"],
        ["A", "", "2.5"],
    ]
    assert found.reading == "XLSX, sheet Sheet"


def test_a_column_without_a_head_makes_no_line_too_wide(tmp_path: Path) -> None:
    book = _book(
        [["Home", "Partner"], ["Altwerder", "Tokiwa", "by letter"], ["Altwerder", "Sakurai"]]
    )
    register = read_register(_saved(book, tmp_path / "r.xlsx"), "r", 2026)
    assert [line.problem for line in register.lines] == ["", ""]


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    named_csv = _saved(_book(ROWS), tmp_path / "r.xlsx").rename(tmp_path / "r.csv")
    assert read_sheet(named_csv).reading.startswith("XLSX")
    named_xlsx = tmp_path / "s.xlsx"
    named_xlsx.write_text("Home,Partner\nA,B\n")
    assert read_sheet(named_xlsx).rows[1].texts() == ["A", "B"]


def test_a_formula_is_never_run(tmp_path: Path) -> None:
    book = _book([*ROWS, ["=CONCATENATE(A2)", "Tokiwa", "=1900+85"]])
    found = read_sheet(_saved(book, tmp_path / "r.xlsx"))
    cells = found.rows[2].cells
    assert [cell.text for cell in cells] == ["", "Tokiwa", ""]
    assert "formula whose value the file does not store" in cells[0].problem
    assert cells[1].problem == ""


def test_the_stored_value_of_a_formula_is_taken_and_told(tmp_path: Path) -> None:
    path = _saved(_book([*ROWS, ["=CONCATENATE(A2)", "Tokiwa", 1990]]), tmp_path / "r.xlsx")
    _replace_part(path, "xl/worksheets/sheet1.xml", _with_stored_value)
    cell = read_sheet(path).rows[2].cells[0]
    assert (cell.text, cell.problem) == ("Freihafen", "")
    assert "stored value of a formula" in cell.told


def _with_stored_value(text: str) -> str:
    """Give the formula in A3 the value that a spreadsheet would store."""
    for empty in ("<v></v>", "<v />", "<v/>"):
        text = text.replace(empty, "<v>Freihafen</v>")
    return text.replace('<c r="A3">', '<c r="A3" t="str">')


def _replace_part(path: Path, part: str, change: object) -> None:
    with zipfile.ZipFile(path) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    held[part] = change(held[part].decode()).encode()  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in held.items():
            packed.writestr(name, content)


def test_merged_cells_give_each_row_their_value(tmp_path: Path) -> None:
    book = _book([*ROWS, [None, "Sakurai", 1990], ["Freihafen", "Kawabe", 1991]])
    book.active.merge_cells("A2:A3")
    found = read_sheet(_saved(book, tmp_path / "r.xlsx"))
    assert [row.texts()[0] for row in found.rows] == ["Home", "Altwerder", "Altwerder", "Freihafen"]
    assert found.told == ("1 merged range: each of its rows has its value.",)
    book.active.merge_cells("C2:C3")
    found = read_sheet(_saved(book, tmp_path / "r.xlsx"))
    assert found.told == ("2 merged ranges: each of their rows has their value.",)


def test_a_date_cell_that_holds_zero_is_told_apart(tmp_path: Path) -> None:
    book = _book([*ROWS, ["Freihafen", "Tokiwa", 0]])
    book.active["C3"].number_format = "yyyy-mm-dd"
    text = read_sheet(_saved(book, tmp_path / "r.xlsx")).rows[2].texts()[2]
    assert text in ("1900-01-00", "1899-12-30")


def test_the_first_sheet_with_a_table_is_taken_and_the_others_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Cover"
    book.active.append(["A register"])
    for title in ("Ties", "Old"):
        sheet = book.create_sheet(title)
        for row in ROWS:
            sheet.append(row)
    path = _saved(book, tmp_path / "r.xlsx")
    found = read_sheet(path)
    assert found.reading == "XLSX, sheet Ties"
    assert "Cover, Old" in found.told[0]
    assert read_sheet(path, sheet="Old").reading == "XLSX, sheet Old"
    with pytest.raises(RegisterError, match=r"no sheet 'New'; use one of Cover, Ties, Old"):
        read_sheet(path, sheet="New")


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(LARGEST_UNPACKED // 10_000_000 + 1):
                part.write(b" " * 10_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(RegisterError, match=r"would unpack to 210 MB from 0\.2 MB; up to 200 MB"):
        read_sheet(path)


def test_a_zip_of_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(2_100):
            packed.writestr(f"xl/{number}", "")
    with pytest.raises(RegisterError, match=r"2,100 parts, far more than a workbook"):
        read_sheet(path)


def test_a_zip_that_is_no_workbook_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("photo.jpg", b"x")
    with pytest.raises(RegisterError, match="a packed file, but no XLSX workbook"):
        read_sheet(other)
    whole = _saved(_book(ROWS), tmp_path / "whole.xlsx").read_bytes()
    for cut in (30, len(whole) // 2, len(whole) - 10):
        damaged = tmp_path / "damaged.xlsx"
        damaged.write_bytes(whole[:cut])
        with pytest.raises(RegisterError, match=r"is damaged.*; save it again as XLSX"):
            read_sheet(damaged)


def test_a_workbook_with_a_damaged_part_is_a_sentence(tmp_path: Path) -> None:
    path = _saved(_book(ROWS), tmp_path / "r.xlsx")
    _replace_part(path, "xl/worksheets/sheet1.xml", lambda text: text[: len(text) // 2])
    with pytest.raises(RegisterError, match=r"no XLSX workbook: one of its parts breaks off or is"):
        read_sheet(path)


def test_a_workbook_that_lacks_a_part_is_a_sentence(tmp_path: Path) -> None:
    path = _saved(_book(ROWS), tmp_path / "r.xlsx")
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    del parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    with pytest.raises(RegisterError, match=r"no XLSX workbook: it lacks a part that it needs; sa"):
        read_sheet(path)


def test_a_file_of_200_mb_is_refused_by_its_size_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(RegisterError, match=r"has 200 MB; a register of up to 50 MB is read"):
        read_sheet(path)


def test_too_many_rows_columns_or_cells_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, book = tmp_path / "r.csv", tmp_path / "r.xlsx"
    for limit, value, said in (
        ("MOST_ROWS", 3, "has more than 3 rows; split it"),
        ("MOST_CELLS", 7, "has more than 7 filled cells"),
        ("MOST_COLUMNS", 1, "has more than 1 columns in row 1"),
    ):
        text.write_text("a,b\n" * 4)
        _saved(_book([["a", "b"]] * 4), book)
        with monkeypatch.context() as patch:
            patch.setattr(register_cells, limit, value)
            for path in (text, book):
                with pytest.raises(RegisterError, match=said):
                    read_sheet(path)


def test_a_line_of_millions_of_commas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("a" + "," * 3_000_000 + "b\n")
    with pytest.raises(RegisterError, match="has more than 200 columns in row 1"):
        read_sheet(path)


def test_a_workbook_without_openpyxl_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _saved(_book(ROWS), tmp_path / "r.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RegisterError, match=r"needs openpyxl; install openpyxl .* or save"):
        read_sheet(path)


def test_empty_rows_at_the_end_of_a_formatted_sheet_do_not_count(tmp_path: Path) -> None:
    book = _book(ROWS)
    book.active["A5000"].number_format = "0.00"
    assert len(read_sheet(_saved(book, tmp_path / "r.xlsx")).rows) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (b"%PDF-1.7 whatever", "is a PDF, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"old Excel format \(\.xls\); save it as XLSX"),
        (b"<!DOCTYPE html><table>", "is a web page"),
        (b"\xef\xbb\xbf<html><table>", "is a web page"),
        (b'[{"home":"Au","partner":"Berg"}]', "is JSON, whatever its name says; open it in a"),
        (b'\xef\xbb\xbf\n[\n  ["home", "partner"], ["Au", "Berg"]]', "is JSON"),
        (b'{"home":"Au","partner":"Berg"}\n{"home":"Au","partner":"Tal"}\n', "is JSON"),
        (b"\x1f\x8b\x08", r"is packed \(gzip\); unpack it"),
        (b"PAR1", "is a Parquet file"),
        (b",,,\n,,,\n", "holds no rows"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(RegisterError, match=said):
        read_sheet(path)


def test_heads_in_brackets_are_no_json(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("[Home],[Partner]\nAltwerder,Tokiwa\n", encoding="utf-8")
    assert read_sheet(path).rows[0].texts() == ["[Home]", "[Partner]"]


def test_folders_and_missing_files_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="is a folder; name the file in it"):
        read_sheet(tmp_path)
    with pytest.raises(RegisterError, match="is not there; check the name"):
        read_sheet(tmp_path / "nothing.csv")
    with pytest.raises(RegisterError, match="cannot be read"):
        read_sheet("a\0b.csv")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RegisterError, match="is not a file"):
        read_sheet(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("a,b\n")

    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RegisterError, match="may not be read by you; allow reading it"):
        read_sheet(path)


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Home,Partner\nAlt\x07wer\u200bder,  To kiwa\x1b[31m \n", encoding="utf-8")
    cells = read_sheet(path).rows[1].cells
    assert [cell.text for cell in cells] == ["Altwerder", "To kiwa[31m"]
    assert all("control characters were taken out" in cell.told for cell in cells)


@pytest.mark.parametrize("name", ["M\ufffdnchen", "MÃ¼nchen", "GieÃŸen", "å¸¸ç›¤æ€§å¸\x82"])
def test_letters_that_were_lost_before_are_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"Home,Partner\nAltwerder,Łódź\nAltwerder,{name}\n", encoding="utf-8")
    (told,) = read_sheet(path).told
    assert "as on line 3: export it again" in told
    path.write_text(
        "Home,Partner\nAltwerder,Łódź\nÅlesund,São Paulo\nBâle,Ænes\n", encoding="utf-8"
    )
    assert read_sheet(path).told == ()


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    path = _saved(_book(ROWS), tmp_path / "r.xlsx")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{entities}]>'
    cell = '<sheetData><row r="9"><c r="A9" t="inlineStr"><is><t>&e9;</t></is></c></row>'
    _replace_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: head + text[text.find("<worksheet") :].replace("<sheetData>", cell, 1),
    )
    with pytest.raises(RegisterError, match="holds entities in xl/worksheets"):
        read_sheet(path)
