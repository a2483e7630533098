"""The brief in each format: two pages, all names, nothing run as markup or formula."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from typing import Any

import html5lib
import openpyxl
import pytest
from pypdf import PdfReader

from report.brief import made_up_brief as made_up
from report.typeset.read_pdf import all_words, closed, pages
from sistercities.errors import MissingExtra
from sistercities.report.brief import files, paper
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.facts import BriefFacts
from sistercities.report.brief.files import page_of
from sistercities.report.brief.paper import pdf_of
from sistercities.report.brief.room import Room
from sistercities.report.brief.word_file import document_of
from sistercities.report.brief.workbook import workbook_of

LONG = "Mitterndorf im Steirischen Salzkammergut und am langen Ufer {n}"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(brief_of(made_up.facts()))


@pytest.fixture(scope="module")
def document() -> bytes:
    return document_of(brief_of(made_up.facts()))


def _fonts(page: Any) -> list[str]:
    held = [each.get_object() for each in page["/Resources"]["/Font"].values()]
    return [str(font["/BaseFont"]) for font in held]


def test_a_pdf_has_two_pages_and_names_in_every_script(pdf: bytes) -> None:
    first, second = pages(pdf)
    assert "Ningwan" in first
    assert "Whom to approach" in second
    assert "What to note, and what we do not know" in second
    said = all_words(pdf)
    for name in ("宁湾市", "ときわ市", "한빛시", "Москва", "ზუგდიდი", "Αθήνα"):
        assert name in said, name
    fonts = {font for page in PdfReader(io.BytesIO(pdf)).pages for font in _fonts(page)}
    for family in ("NotoSansArabic", "Heebo", "NotoSansCJK", "SourceSansPro"):
        assert any(family in name for name in fonts), fonts


@pytest.mark.parametrize("name", ["พัทยา", "ក្រុងព្រះសីហនុ"])
def test_a_pdf_has_letters_for_thai_and_khmer(name: str) -> None:
    made = pdf_of(brief_of(made_up.facts(place=made_up.place("Ningwan", name_local=name))))
    assert "left out" not in " ".join(pages(made))
    fonts = {str(font) for page in PdfReader(io.BytesIO(made)).pages for font in _fonts(page)}
    assert any("NotoSansThai" in each or "NotoSansKhmer" in each for each in fonts), fonts


def test_a_name_without_letters_is_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No font that comes along has letters of Myanmar; those of the machine are kept away."""
    options = paper.Setter._options
    monkeypatch.setattr(
        paper.Setter,
        "_options",
        lambda self, record: options(self, record) | {"ignore_system_fonts": True},
    )
    there = made_up.tie(made_up.place("Overlook", 99, name_local="မြစ်ကြီးနား"))
    home = made_up.place("Ningwan", name_local="ရန်ကုန်")
    made = pdf_of(brief_of(made_up.facts(place=home, ties=(there, *made_up.doubtful_ties()))))
    said = all_words(made)
    assert "Overlook" in said
    assert "宁湾市" in said
    assert closed("Local names in scripts for which no font was at hand") in said
    assert not any("\u1000" <= letter <= "\u109f" for letter in said)
    assert len(PdfReader(io.BytesIO(made)).pages) == 2


def test_names_are_no_markup_for_typst(pdf: bytes) -> None:
    said = all_words(pdf)
    for name in made_up.HOSTILE[:4]:
        assert closed(name) in said
    assert "Ha rbour" in "".join(pages(pdf))


@pytest.mark.parametrize(
    "facts",
    [
        made_up.facts(ties=made_up.many_ties(200)),
        made_up.facts(ties=made_up.many_ties(60, LONG)),
        made_up.facts_with_partner(n_obstacles=9),
        made_up.facts_with_partner(n_obstacles=9, strength="note"),
        made_up.facts(ties=made_up.many_ties(1), benchmark="none", suggestions="none"),
    ],
    ids=["200 ties", "long names", "partner", "partner with notes", "little"],
)
def test_whatever_it_says_a_pdf_has_two_pages(facts: BriefFacts) -> None:
    assert len(PdfReader(io.BytesIO(pdf_of(brief_of(facts)))).pages) == 2


def test_too_much_is_given_up_line_by_line() -> None:
    generous = Room(tie_lines=40, criteria=40, unknown=30)
    brief = brief_of(made_up.facts(ties=made_up.many_ties(100)), room=generous)
    with paper.setter_for(brief) as setter:
        assert setter.pages(brief)[0] > 1
        fitted = paper.fitted(brief, setter, most_tries=60)
        assert setter.pages(fitted) == (1, 2)
    assert 20 < fitted.room.tie_lines < 40
    assert fitted.room.unknown == 30


def test_room_is_given_up_to_the_end() -> None:
    room = Room()
    for _ in range(100):
        room = room.less_first().less_second()
    assert (room.tie_lines, room.unknown, room.criteria, room.reasons) == (1, 1, 1, 1)


def test_the_page_is_valid_closed_and_escaped() -> None:
    for facts in (made_up.facts(ties=made_up.many_ties(90)), made_up.facts_with_partner()):
        text = page_of(brief_of(facts))
        html5lib.HTMLParser(strict=True).parse(text)
        assert not re.search(r'(?:src|href)="|url\(|@import', text)
    text = page_of(brief_of(made_up.facts()))
    assert "\ue000" not in text
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<b>Bold" not in text
    assert '<span class="suspect">1901?</span>' in text
    for name in made_up.SCRIPTS:
        assert name in text


def test_on_a_screen_the_page_can_show_all_ties() -> None:
    text = page_of(brief_of(made_up.facts(ties=made_up.many_ties(90))))
    assert "All 90 partnerships" in text
    assert all(f"Sister town number {n}<" in text for n in range(90))
    assert "<details>" not in page_of(brief_of(made_up.facts(ties=made_up.many_ties(3))))


def test_a_document_can_be_read_back(document: bytes) -> None:
    import docx

    held = docx.Document(io.BytesIO(document))
    said = "\n".join(paragraph.text for paragraph in held.paragraphs)
    assert "Ningwan 宁湾市" in said
    assert "Whom to approach" in said
    table, lists = held.tables
    assert [cell.text.split("\n")[0] for cell in lists.rows[0].cells] == ["Like you", "New ground"]
    cells = [cell.text for row in table.rows for cell in row.cells]
    assert cells[:3] == ["Partner", "Country", "Began"]
    for name in (*made_up.HOSTILE[:4], "P4 القاهرة", "Ha rbour ", "1901?"):
        assert name in cells, name
    assert len(held.inline_shapes) == 2
    section = held.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_document_names_fonts_for_every_script(document: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        styles = archive.read("word/styles.xml").decode()
        text = archive.read("word/document.xml").decode()
        numbers = [name for name in archive.namelist() if name.endswith(".png")]
    assert 'w:eastAsia="Microsoft YaHei"' in styles
    assert 'w:cs="Arial"' in styles
    assert re.search(r"<w:rtl/>[^/]*</w:rPr><w:t[^>]*>القاهرة", text)
    assert 'descr="World map with Ningwan' in text
    assert len(numbers) == 2
    japan = made_up.place("Tokiwa", country="JP")
    with zipfile.ZipFile(io.BytesIO(document_of(brief_of(made_up.facts(place=japan))))) as archive:
        assert 'w:eastAsia="Yu Gothic"' in archive.read("word/styles.xml").decode()


def test_a_workbook_holds_all_and_runs_nothing() -> None:
    brief = brief_of(made_up.facts())
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief)))
    assert book.sheetnames[:4] == ["Ties", "Events", "Suggestions", "Reasons"]
    ((partner, _, event, date, *_, address, _),) = book["Events"].iter_rows(
        min_row=2, values_only=True
    )
    assert (partner, event, date) == ("Kawabe", "ended", "2022-01-01")
    assert address == "https://gazette.example/4"
    ties = book["Ties"]
    heads = [cell.value for cell in ties[1]]
    names = ties[openpyxl.utils.get_column_letter(heads.index("Partner") + 1)][1:]
    assert len(names) == len(brief.facts.ties)
    assert {"=cmd|'/C calc'!A0", "+SUM(A1)"} <= {cell.value for cell in names}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    risky = next(cell for cell in names if str(cell.value).startswith("=cmd"))
    assert risky.quotePrefix
    years = [row[heads.index("Year it began")].value for row in ties.iter_rows(min_row=2)]
    assert years.count(None) == 1
    assert all(isinstance(year, int) for year in years if year is not None)


def test_the_workbook_says_how_sure_each_place_is_and_what_each_source_is_called() -> None:
    brief = brief_of(made_up.facts())
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief)))
    heads, *rows = book["Ties"].iter_rows(values_only=True)
    partner, sure, found = (
        heads.index(head)
        for head in ("Partner", "How sure the places are, 0 to 1", "How the names were found")
    )
    assert {row[partner]: (row[sure], row[found]) for row in rows}["Ostrau"] == (
        0.9, "alias+country+level+namesake_not_told"
    )  # fmt: skip
    titles = {cell.value: n for n, cell in enumerate(book["Sources"][1])}
    assert "Reason" not in titles
    named = {row[titles["Title"]].value for row in book["Sources"].iter_rows(min_row=2)}
    assert named <= {source.title for source in brief.facts.sources}


def test_the_workbook_gives_the_year_of_each_number_of_people_or_says_undated() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(made_up.facts()))))
    heads, *rows = book["Ties"].iter_rows(values_only=True)
    people, year = heads.index("Partner: people"), heads.index("Partner: year of the people")
    assert {row[year] for row in rows if row[people] is not None} <= {"undated", *range(1990, 2031)}
    assert all(row[year] is None for row in rows if row[people] is None)
    about = dict(book["About"].iter_rows(values_only=True))
    assert "population_year" in about


def test_a_sheet_with_nothing_to_hold_is_left_out() -> None:
    facts = made_up.facts_with_partner(n_obstacles=0, ties=())
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(facts))))
    assert {"Ties", "In the way", "Sources"}.isdisjoint(book.sheetnames)
    assert {"Scorecard", "Not known", "About"} <= set(book.sheetnames)
    assert all(sheet.max_row > 1 for sheet in book)


def test_no_cell_is_a_zero_where_no_partner_is_known() -> None:
    facts = made_up.facts(ties=(), benchmark=made_up.benchmark(0))
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(facts))))
    assert "Kinds of partner" not in book.sheetnames
    rows = list(book["Benchmark"].iter_rows(values_only=True))
    at = {rows[0].index("Known"), rows[0].index("Of 100 places alike have fewer")}
    assert {row[k] for row in rows[1:] for k in at} == {None}
    assert all(row[rows[0].index("Expected")] is not None for row in rows[1:])
    named = list(book["Suggestions"].iter_rows(values_only=True))
    assert 0 not in {row[named[0].index("Known partners")] for row in named[1:]}


def test_with_a_partner_the_workbook_holds_every_criterion() -> None:
    facts = made_up.facts_with_partner()
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(facts))))
    assert book["Scorecard"].max_row == 1 + 16 + 1


def test_what_stands_in_the_way_is_counted_on_paper_and_whole_in_the_workbook() -> None:
    facts = made_up.facts_with_partner(n_obstacles=9, strength="note")
    brief = brief_of(facts)
    assert brief.scored is not None
    told = brief.scored.blocks[0].sentences
    shown = sum(each.startswith("Obstacle") for each in told)
    assert told[-1].startswith(f"And {9 - shown} more")
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief)))
    assert [row[2].value for row in book["In the way"].iter_rows(min_row=2)] == [
        f"Obstacle {n} is known." for n in range(9)
    ]
    assert book["Comparable ties"].max_row == 1 + len(facts.scorecard.comparable)


def test_what_stands_in_the_way_of_suggestions_is_in_every_format(
    pdf: bytes, document: bytes
) -> None:
    import docx

    brief = brief_of(made_up.facts())
    told = "To know before: Obstacle 0 is known."
    counted = "3 more things to know stand in the workbook (XLSX) or the scorecard."
    paper, page = " ".join(pages(pdf)[1].split()), page_of(brief)
    assert told in paper
    assert f"<span>To know before:</span> {told[16:]}" in page
    assert counted in paper
    assert counted in page
    (table,) = (
        one
        for one in docx.Document(io.BytesIO(document)).tables
        if "Like you" in one.cell(0, 0).text
    )
    lines = [each for cell in table.rows[0].cells for each in cell.paragraphs]
    assert sum(each.text.startswith("To know before:") for each in lines) == 4
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief)))
    rows = list(book["In the way"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [4, 7, 7, 10, 10, 10, 13, 13, 13, 13]
    assert rows[0][2:7] == (
        "Candidate 1", "sanctions", "caution", "Obstacle 0 is known.", "a source"
    )  # fmt: skip
    assert rows[0][9] == "2026-02"


def test_what_stands_in_the_way_is_said_before_any_reason(pdf: bytes, document: bytes) -> None:
    import docx

    both = brief_of(made_up.facts_with_partner())
    for brief, pdf_made, word, after in (
        (brief_of(made_up.facts()), pdf, document, "Both have a seaport."),
        (both, pdf_of(both), files._MAKERS["docx"](both), "This is what feature0 says"),
    ):
        before = "Obstacle 0 is known."
        held = docx.Document(io.BytesIO(word))
        body = "\n".join(each.text or "" for each in held.element.body.iter() if each.text)
        texts = (" ".join(" ".join(pages(pdf_made)).split()), page_of(brief), body)
        for text in texts:
            assert before in text
            # Before the first suggestion there is nothing to know: its reasons stand above.
            assert text.index(before) < text.rindex(after)


@pytest.mark.parametrize("name", files.FORMATS)
def test_the_same_brief_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make = files._MAKERS[name]
    first = make(brief_of(made_up.facts_with_partner()))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert make(brief_of(made_up.facts_with_partner())) == first


@pytest.mark.parametrize(("module", "formats"), [("typst", ("pdf", "docx")), ("docx", ("docx",))])
def test_without_the_extra_a_sentence_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, module: str, formats: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    for each in files.FORMATS:
        if each in formats:
            with pytest.raises(MissingExtra, match=rf"as {each.upper()} needs.*cities\[brief\]"):
                files.check_formats([each])
        else:
            files.check_formats([each])


def test_heads_of_the_workbook_are_words_and_numbers_are_shown_short() -> None:
    for facts in (made_up.facts(), made_up.facts_with_partner()):
        book = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(facts))))
        heads = [str(cell.value) for sheet in book for cell in sheet[1]]
        assert not [head for head in heads if "_" in head or (head != head[:1].upper() + head[1:]
                    and not head.startswith(("p ", "80", "95")))]  # fmt: skip
    named = openpyxl.load_workbook(io.BytesIO(workbook_of(brief_of(made_up.facts()))))[
        "Suggestions"
    ]
    share = [cell.value for cell in named[1]].index("Share of such pairs")
    assert named[2][share].number_format == "0.0%"
    assert 0 <= named[2][share].value <= 1
