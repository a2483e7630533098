"""The PDF says what the study found, survives any name, and is the same bytes each time."""

from __future__ import annotations

import dataclasses
import io
import sys
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from report.made_up_result import SOURCES, few, many
from report.made_up_study import full, nothing
from report.made_up_study import odd as odd_study
from report.typeset.read_pdf import all_words, closed, pages
from sistercities.errors import MissingExtra, OutputError
from sistercities.report.chapters.chapter import chapter_of
from sistercities.report.chapters.page import paper_study, write_study
from sistercities.report.nesting.chapter import paper_report
from sistercities.report.typeset.document import pdf_of
from sistercities.studies.findings import Column, Mark, StudyResult, StudyTable

A4 = (595, 842)
HOSTILE = (
    '#import "x.typ": y',
    "#panic()",
    "$x^2$ *bold* _thin_",
    "@reference <label> ~",
    "\\ // gone /* gone */",
    "`raw` ```typ #emph```",
    "= heading",
    "- item + item / term: x",
    '"); #read("/etc/passwd")',
    "<script>alert(1)</script> &amp;",
    "宁波 서울 新潟 Москва Ὀδησσός",
    "{{ name }} {% if %}",
)


def study_pdf(result: StudyResult) -> bytes:
    return pdf_of(paper_study(chapter_of(result), SOURCES))


@pytest.fixture(scope="module")
def nesting() -> bytes:
    return pdf_of(paper_report(many(is_china=True), SOURCES))


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Set the study that has each kind of figure."""
    return study_pdf(full())


def hostile(word: str) -> StudyResult:
    """Put one text wherever a name can stand."""
    made = full()
    finding = dataclasses.replace(made.findings[0], label=word, note=word)
    verdict = dataclasses.replace(made.verdicts["C5"], sentence=word)
    table = StudyTable("t", word, (Column("a", word),), ((word,),), word)
    figure = made.figures[0]
    series = dataclasses.replace(figure.series[0], marks=(Mark(word[:24], 1.4, 1.2, 1.7),))
    return dataclasses.replace(
        made, headline=word, verdicts={"C5": verdict}, findings=(finding,), tables=(table,),
        limits=(word,), country_name=word, settings={word: word},
        figures=(dataclasses.replace(figure, title=word, foot=word, series=(series,)),),
    )  # fmt: skip


def test_the_finding_its_interval_and_its_limits_are_on_paper(whole: bytes) -> None:
    said = all_words(whole)
    for wanted in (
        "Cities with more flights hold more ties.",
        "supported",
        "Yes, they hold more.",
        "0.48 to 0.73",
        "17.2 effective clusters",
        "Whether flights bring ties or ties flights.",
        "supported if the interval lies above 0",
        "Flights go with ties",
        "Source: sistercities data 2026.1; NB2; n = 297 cities; seed 1.",
        "means missing: exports are not known",
        "Register of Nowhere, Office of Invented Ties, 2020",
    ):
        assert closed(wanted) in said


def test_the_words_inside_figures_can_be_found(whole: bytes) -> None:
    said = all_words(whole)
    assert closed("1.40 (1.20 to 1.70)") in said
    assert closed("Town 11") in said
    assert closed("Destinations, a label so long that") in said


def test_the_nesting_study_has_its_verdicts_numbers_and_local_names(nesting: bytes) -> None:
    result, said = many(is_china=True), all_words(nesting)
    assert closed(result.headline) in said
    for verdict in result.verdicts.values():
        assert closed(verdict.sentence) in said
        assert closed(verdict.verdict) in said
    assert closed("1.30 to 2.02") in said
    assert "江苏" in said
    assert all(closed(row.name) in said for row in result.autonomy_units)


def test_it_is_a4_with_numbers_on_every_page_and_heads_from_the_second(nesting: bytes) -> None:
    sheets = PdfReader(io.BytesIO(nesting)).pages
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} == {A4}
    texts = pages(nesting)
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
    running = closed("Do city ties follow province ties?")
    assert all(running in closed(text) for text in texts[1:])


def test_a_table_that_goes_over_pages_repeats_its_head() -> None:
    rows = tuple((f"Town {number}", number) for number in range(20))
    tall = tuple((f"Town {number} " + "and its districts " * 9, number) for number in range(25))
    columns = (Column("a", "Name of the town"), Column("b", "Number of ties"))
    made = dataclasses.replace(
        full(), figures=(), tables=(StudyTable("t", "Towns", columns, tall + rows),)
    )
    with_rows = [text for text in pages(study_pdf(made)) if "and its districts" in text]
    assert len(with_rows) > 1
    assert all("Number of ties" in text for text in with_rows)


def test_text_goes_on_before_a_tall_figure() -> None:
    """The page before a figure that fills a sheet is not left half white."""
    marks = tuple(Mark(f"Town {number}", 1.4, 1.2, 1.7) for number in range(28))
    figure = full().figures[0]
    tall = dataclasses.replace(figure, series=(dataclasses.replace(figure.series[0], marks=marks),))
    texts = pages(study_pdf(dataclasses.replace(full(), figures=(tall,))))
    with_figure = next(k for k, text in enumerate(texts) if "Town 27" in text)
    assert any("The key numbers" in text for text in texts[: with_figure + 1])


def test_chinese_in_bold_is_text() -> None:
    made = dataclasses.replace(full(), headline="Cities of 江苏 hold more ties.")
    assert closed("Cities of 江苏 hold more ties.") in all_words(study_pdf(made))


def test_it_can_be_listened_to(nesting: bytes) -> None:
    catalog = PdfReader(io.BytesIO(nesting)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_links_lead_to_the_glossary_the_tables_and_the_files(nesting: bytes) -> None:
    found: set[str] = set()
    for sheet in PdfReader(io.BytesIO(nesting)).pages:
        for each in sheet.get("/Annots", ()):
            action = each.get_object().get("/A", {})
            found.add(str(action.get("/URI", "within")))
    assert {"within", "estimates.csv", "study.json", "sources.csv"} <= found


@pytest.mark.parametrize("word", HOSTILE)
def test_any_name_is_text_and_nothing_else(word: str) -> None:
    said = all_words(study_pdf(hostile(word)))
    assert said.count(closed(word)) >= 8


def test_a_word_without_end_stays_on_the_sheet() -> None:
    word = "Llanfair" * 40
    assert closed(word) in all_words(study_pdf(hostile(word)))
    control = study_pdf(hostile("a\x00b\x1bc\ud800d"))
    assert closed("a b c d") in all_words(control)


def test_letters_that_no_font_has_are_told(whole: bytes) -> None:
    said = all_words(study_pdf(hostile("\U00010600 town")))
    assert closed("boxes stand for their letters") in said
    assert closed("boxes stand for their letters") not in all_words(whole)


@pytest.mark.parametrize("result", [odd_study(), nothing()])
def test_a_study_with_gaps_can_be_set(result: StudyResult) -> None:
    said = all_words(study_pdf(result))
    assert closed(result.headline) in said
    assert "nan" not in said.lower().replace("notknown", "")


def test_a_nesting_study_that_cannot_be_told_says_so() -> None:
    said = all_words(pdf_of(paper_report(few(), SOURCES)))
    assert closed("cannot be told from these data") in said


def test_the_same_study_gives_the_same_bytes(nesting: bytes) -> None:
    assert nesting == pdf_of(paper_report(many(is_china=True), SOURCES))
    assert b"CreationDate" not in nesting


def test_the_formats_that_are_asked_for_are_written(whole: bytes, tmp_path: Path) -> None:
    both = write_study(full(), SOURCES, tmp_path / "both", ("html", "pdf"))
    assert both.page.name == "report.html"
    assert both.pdf is not None
    assert both.pdf.read_bytes() == whole
    alone = write_study(many(), SOURCES, tmp_path / "pdf", ("pdf",))
    assert alone.page == alone.pdf == tmp_path / "pdf" / "report.pdf"
    assert alone.study_json.exists()
    assert not (tmp_path / "pdf" / "report.html").exists()
    usual = write_study(many(), SOURCES, tmp_path / "html")
    assert usual.pdf is None
    assert not (tmp_path / "html" / "report.pdf").exists()


def test_when_typst_fails_nothing_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = write_study(full(), SOURCES, tmp_path / "out").page.read_bytes()

    def failing(*_: object, **__: object) -> bytes:
        raise RuntimeError("it is out of ink")

    monkeypatch.setattr(typst, "compile", failing)
    for folder in ("out", "new"):
        with pytest.raises(OutputError, match=r"report\.pdf cannot .* out of ink.*--format html"):
            write_study(nothing(), SOURCES, tmp_path / folder, ("html", "pdf"))
    assert (tmp_path / "out" / "report.html").read_bytes() == older
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_without_typst_the_sentence_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=r"typst.*pip install 'sistercities\[pdf\]'"):
        write_study(full(), SOURCES, tmp_path / "out", ("pdf",))
    assert list(tmp_path.iterdir()) == []
