"""The page stands alone, is valid, readable in both schemes, and harmless."""

import csv
import dataclasses
import errno
import io
import json
import os
import re

import html5lib
import pytest

from report.made_up_result import SOURCES, few, many, odd
from sistercities.errors import OutputError
from sistercities.report import exports
from sistercities.report.chapters.page import write_study
from sistercities.report.nesting.chapter import figures_of, render_page
from sistercities.report.nesting.csv_files import csv_files
from sistercities.report.said_html import in_english
from sistercities.report.study_json import study_record
from sistercities.studies.nesting.result import NestingResult

VARIANTS = {
    "many": many(),
    "china": many(is_china=True),
    "few": few(),
    "odd": odd(),
}


@pytest.fixture(scope="module", params=VARIANTS)
def page(request):
    return render_page(VARIANTS[request.param], SOURCES)


@pytest.fixture(scope="module")
def tree(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def words_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def elements(tree):
    return [each for each in tree.iter() if isinstance(each.tag, str)]


def test_it_is_valid_and_asks_for_nothing(page, tree):
    tags = {each.tag for each in elements(tree)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "video", "audio"}
    assert not re.search(r"https?:|@import|url\(|src=", page)
    assert not [name for each in elements(tree) for name in each.attrib if name.startswith("on")]
    assert len(page.encode()) < 1_000_000


def test_ids_are_unique_and_every_link_leads_somewhere(tree):
    ids = [each.attrib["id"] for each in elements(tree) if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    files = {*csv_files(VARIANTS["many"], SOURCES), "study.json", "cite.bib", "cite.ris"}
    for each in elements(tree):
        target = each.attrib.get("href", "")
        if each.tag == "a":
            assert target.removeprefix("#") in ids if target.startswith("#") else target in files
        for name in each.attrib.get("aria-labelledby", "").split():
            assert name in ids


def test_every_drawing_has_words_for_who_does_not_see_it(tree):
    drawings = [each for each in elements(tree) if each.tag.endswith("svg")]
    assert len(drawings) == 16
    for drawing in drawings:
        assert drawing.attrib["role"] == "img"
        title, description = list(drawing)[:2]
        assert words_of(title)
        assert words_of(description)
        assert drawing.attrib["aria-labelledby"] == (
            f"{title.attrib['id']} {description.attrib['id']}"
        )


def test_the_answer_comes_first_and_every_section_is_there(tree):
    heading = next(each for each in elements(tree) if each.tag == "h1")
    assert words_of(heading) in {row.headline for row in VARIANTS.values()}
    titles = [words_of(each) for each in elements(tree) if each.tag == "h2"]
    contents = next(each for each in elements(tree) if each.tag == "ol")
    assert titles == ["Contents", *(words_of(item) for item in contents)]


def test_tables_have_at_most_seven_columns_and_a_reason_for_each_gap(tree):
    for table in (each for each in elements(tree) if each.tag == "table"):
        rows = list(table.iter("tr"))
        assert {len(row) for row in rows} <= set(range(2, 8))
        for cell in table.iter("td"):
            if "–" in words_of(cell).split():
                assert cell.attrib["title"]


def test_the_warning_is_the_first_line():
    page = render_page(VARIANTS["odd"], SOURCES)
    body = page[page.index("<body>") :]
    assert body.index("The sign of the main ratio") < body.index("<h1>")
    assert 'class="warning"' not in render_page(VARIANTS["many"], SOURCES)


def test_markup_in_a_name_is_shown_and_does_nothing():
    page = render_page(VARIANTS["odd"], SOURCES)
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert") >= 4


def test_every_figure_states_source_size_and_run():
    for result in VARIANTS.values():
        for figure in figures_of(result).values():
            assert result.data_version in figure.foot
            assert "n = " in figure.foot
        is_run = bool(result.nulls)
        assert (f"seed {result.seed}" in figures_of(result)["nulls"].foot) == is_run
        assert "degree-country" in figures_of(result)["sensitivity"].foot


def test_nothing_is_written_as_not_a_number(page):
    assert not re.search(r"\b(nan|inf|None)\b", page)


def test_sources_are_named_with_licence_and_attribution():
    page = render_page(VARIANTS["many"], SOURCES)
    assert "CC0-1.0" in page
    assert SOURCES[0].attribution in page


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_marks_stand_out_in_light_dark_and_print():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    page = render_page(VARIANTS["few"], SOURCES)
    blocks = re.findall(r":root \{(.*?)\}", page, re.S)
    schemes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks]
    assert len(schemes) == 3
    for scheme in schemes:
        for ground in ("paper", "wash"):
            for text in ("ink", "quiet", "blue-text", "vermilion-text"):
                assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
            for mark in ("blue", "vermilion", "mark-grey"):
                assert contrast(scheme[mark], scheme[ground]) >= 3, (mark, ground)


def test_files_stand_beside_the_page_with_the_same_numbers(tmp_path):
    result = VARIANTS["many"]
    files = write_study(result, SOURCES, tmp_path / "out")
    assert json.loads(files.study_json.read_text("utf-8")) == study_record(result)
    assert files.page.read_text("utf-8") == render_page(result, SOURCES)
    assert {each.parent for each in files.tables} == {files.folder} == {tmp_path / "out"}
    rows = list(csv.DictReader(io.StringIO((files.folder / "autonomy_cities.csv").read_text())))
    assert [row["name"] for row in rows] == [row.name for row in result.autonomy_cities]
    draws = list(csv.DictReader(io.StringIO((files.folder / "null_draws.csv").read_text())))
    assert sum(int(row["draws"]) for row in draws if row["null"] == "degree") == 2000


def test_the_same_result_gives_the_same_bytes(tmp_path):
    one = write_study(many(), SOURCES, tmp_path / "one")
    two = write_study(many(), SOURCES, tmp_path / "two")
    assert one.page.read_bytes() == two.page.read_bytes()
    assert one.study_json.read_bytes() == two.study_json.read_bytes()


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(exports.os, "fsync", full)
    with pytest.raises(OutputError, match="free some space on that disk"):
        write_study(many(), SOURCES, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def _few_of_many() -> NestingResult:
    """Make a result of a country of which two units take part and twelve are unknown."""
    base = many()
    known = [
        dataclasses.replace(row, autonomy=-0.5, low=-0.9, high=-0.1, note="", latitude=40.0 + n,
                            longitude=10.0 + 3 * n)
        for n, row in enumerate(base.autonomy_units[:2])
    ]  # fmt: skip
    unknown = [
        dataclasses.replace(row, autonomy=None, low=None, high=None, note="not listed",
                            latitude=42.0, longitude=12.0 + n)
        for n, row in enumerate(base.autonomy_units[2:14])
    ]  # fmt: skip
    return dataclasses.replace(
        base,
        country="JP",
        unit="county",
        headline="Most city ties of 2 counties lie outside. Only Albor and Cendal take part.",
        autonomy_units=(*known, *unknown),
        power=dataclasses.replace(base.power, minimal_ratio_above=None, sentence="two are too few"),
        settings={"city ties": "no source lists the ties of the cities"},
    )


def test_a_study_of_few_units_says_so_before_any_number() -> None:
    page = render_page(_few_of_many(), SOURCES)
    assert "<h1>Most city ties of 2 counties lie outside.</h1>" in page
    assert '<p class="scope">Only Albor and Cendal take part.</p>' in page
    assert "How that stands against chance is withheld: two are too few." in page
    assert "times as many city ties inside" not in page.partition("</header>")[0]
    assert "<li>No source lists the ties of the cities.</li>" in page
    assert "How do the counties differ?" in page


def test_units_without_a_value_do_not_drown_the_others() -> None:
    figures = figures_of(_few_of_many())
    unknown = _few_of_many().autonomy_units[5].name
    drawn = [in_english(figures[name].wide) for name in ("autonomy", "map")]
    assert "and 12 more without a value, in the table" in drawn[0]
    assert not re.findall(rf"<text[^>]*>{unknown}", "".join(drawn))
    known = _few_of_many().autonomy_units[0].name
    assert len(re.findall(rf"<text[^>]*>{known}", "".join(drawn))) == 2
    assert any(unknown in str(cell) for row in figures["map"].table.rows for cell in row)
    assert figures["map"].title == "With 2 counties that can be judged there is little to compare"
