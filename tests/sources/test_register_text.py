"""Encodings and separators of made-up registers."""

from __future__ import annotations

import pytest

from sistercities.errors import RegisterError
from sistercities.sources.register_text import decode, split

JAPANESE = (
    "都道府県名,市区町村名,国名,提携先\n南原県,常盤市,フランス,サントルム\n"
    "北沢県,川辺町,ドイツ,アルト\n"
)
CHINESE = (
    "城市;友好城市;国家;结好时间\n双鹤市;常盘市;日本;1981年8月8日\n宁湾市;圣奥尔姆;法国;1997年\n"
)
GERMAN = "Kommune;Land;Partnerkommune\nAltwerder;Österreich;Grünbürg an der Mößl\n"

ENCODED = [
    ("utf-8", CHINESE, "UTF-8"),
    ("utf-8-sig", GERMAN, "UTF-8"),
    ("utf-16", JAPANESE, "UTF-16"),
    ("utf-16-le", GERMAN, "UTF-16"),
    ("utf-16-be", GERMAN, "UTF-16"),
    ("gb18030", CHINESE, "GB18030"),
    ("cp932", JAPANESE, "Shift-JIS"),
    ("cp1252", GERMAN, "Windows-1252"),
]


@pytest.mark.parametrize(("codec", "text", "named"), ENCODED, ids=[each[0] for each in ENCODED])
def test_the_encoding_is_found_and_the_evidence_told(codec: str, text: str, named: str) -> None:
    found = decode("made-up.csv", text.encode(codec))
    assert (found.text, found.encoding) == (text, named)
    assert found.evidence


def test_a_stated_encoding_is_taken_at_its_word() -> None:
    content = "Wien;Łódź\n".encode("cp1250")
    assert decode("f.csv", content, "cp1250").text == "Wien;Łódź\n"
    with pytest.raises(RegisterError, match=r"does not decode at byte .*state --encoding"):
        decode("f.csv", JAPANESE.encode("cp932"), "utf-8")
    with pytest.raises(RegisterError, match=r"is no encoding; use one of utf-8, utf-16, gb18030"):
        decode("f.csv", content, "klingon")


def test_an_encoding_that_nothing_speaks_for_is_refused() -> None:
    arabic = "مدينة;بلد\nالقاهرة;مصر\n".encode("iso8859_6")
    with pytest.raises(RegisterError, match=r"not recognised; save it as UTF-8"):
        decode("f.csv", arabic)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RegisterError, match=r"holds zero bytes; save the table as CSV"):
        decode("f.csv", b"\x01\x00\x00\x07\x00" * 40)


@pytest.mark.parametrize(
    ("delimiter", "named"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_what_stands_between_cells_is_found(delimiter: str, named: str) -> None:
    rows = [["Home", "Partner", "Note"], ["Altwerder", "Tokiwa", "a; b, c"], ["X", "Y", "1,5"]]
    text = "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n"
        for row in rows
    )
    found = split("f.csv", text)
    assert found.delimiter_name == named
    assert [cells for _, cells in found.rows] == rows


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line() -> None:
    text = 'a,b\n"open,1\n' + "x,y\n" * 60
    with pytest.raises(RegisterError, match=r"row that begins on line 2 .*; close it"):
        split("f.csv", text)


def test_a_cell_may_span_lines() -> None:
    found = split("f.csv", 'a,b\n"two\nlines",c\nd,e\n')
    assert found.rows == [(1, ["a", "b"]), (3, ["two\nlines", "c"]), (4, ["d", "e"])]
