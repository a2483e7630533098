"""The picture beside a link: there for each kind of page, right where fonts are missing."""

from __future__ import annotations

import dataclasses
import re
import shutil
import struct
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

import made_up_report as made
import world
from sistercities.web.asked import Asked
from sistercities.web.cards import lettering
from sistercities.web.cards.addresses import card_file, card_path, has_card
from sistercities.web.cards.layout import Card, Interval, card_svg
from sistercities.web.cards.picture import HEIGHT, WIDTH, can_draw, draw
from sistercities.web.languages import Words
from sistercities.web.pages import card
from sistercities.web.site import Site, open_site
from sistercities.web.turns import is_dear
from web.addresses import TIE
from web.reader import Reader, parsed

pytestmark = pytest.mark.skipif(not can_draw(), reason="the extra web draws cards")
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
PLACE = f"/place/{world.NINGWAN}"
CARD = Card(
    site="Sister cities", title="Ningwan", local="宁湾市", local_lang="zh-Hans",
    sentence="Ningwan has 9 partners in 4 countries.", lang="en", figures=(("9", "partnerships"),),
    drawing="", interval=None, foot="Data 1",
)  # fmt: skip


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(_PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _texts(svg: str) -> list[str]:
    return _TEXT.findall(svg)


@pytest.fixture(scope="module")
def reporting(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Ask the explorer of the drawn world with a report beside it."""
    folder = tmp_path_factory.mktemp("reporting") / "release"
    shutil.copytree(release_folder, folder)
    made.packed(folder, "CN")
    opened = open_site(folder)
    asking = Reader(opened)
    yield asking
    asking.close()
    opened.explorer.close()


def test_a_coast_is_drawn_without_half_tones_and_so_takes_fewer_bytes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(card, "card_png", lambda svg: drawn.append(svg) or b"")
    card.card_answer(Asked(site, Words("en"), PLACE, {}, ""))
    (svg,) = drawn
    soft = svg.replace(' shape-rendering="crispEdges"', "")
    assert 'class="map-land"' in svg
    assert len(draw(svg)) < 0.9 * len(draw(soft))


@pytest.mark.parametrize(
    "page",
    ["", PLACE, f"/place/{world.JINGHAI}", f"/region/{world.LANYU}", "/country/CN", "/country/FR",
     "/pair/CN/JP", "/pair/DE/DE", f"/tie/{TIE}"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_has_a_card_of_the_size_that_platforms_ask_for(
    reader: Reader, page: str, lang: str
) -> None:
    answer = reader.ask(f"{page}/card.png?lang={lang}")
    if answer.status_code == 308:
        answer = reader.ask(answer.headers["location"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert _size(answer.content) == (WIDTH, HEIGHT) == (1200, 630)


def test_the_card_of_a_place_that_is_no_more_a_place_leads_to_that_of_its_page(
    reader: Reader,
) -> None:
    answer = reader.ask(f"/place/{world.LANYU}/card.png?lang=zh")
    assert answer.headers["location"] == f"/region/{world.LANYU}/card.png?lang=zh"
    assert reader.ask("/place/nowhere/card.png").status_code == 404


def test_drawing_waits_behind_nothing_cheap() -> None:
    assert is_dear(f"{PLACE}/card.png", b"")
    assert not is_dear(PLACE, b"")


def test_a_page_without_a_card_shows_the_one_above_it() -> None:
    country = "/country/CN"
    assert card_path(PLACE, (country,)) == PLACE
    assert card_path(PLACE, ("/", country), in_files=True) == country
    assert card_path("/country/CN/ties", ()) == country
    assert card_path("/recommend", ()) == "/"
    assert card_path("/studies/CN/nesting", (), in_files=True) == "/studies/CN/nesting"
    assert card_file("/", "zh") == "cards/index-zh.png"
    assert not has_card("/studies")


def test_a_card_names_the_place_says_its_sentence_and_counts() -> None:
    assert _texts(card_svg(CARD)) == [
        "9", "partnerships", "Sister cities", "Ningwan", "宁湾市", CARD.sentence, "Data 1",
    ]  # fmt: skip


@pytest.mark.parametrize("view", ["0 0 720 360", "100 20 240 200", "0 0 300 90"])
def test_a_map_shows_nothing_beyond_its_edge(view: str) -> None:
    """A tip of land stood apart from the map of Gernsbach, left of it."""
    drawing = f'<svg viewBox="{view}"><path d="M-900 -900H900V900z"/></svg>'
    svg = card_svg(dataclasses.replace(CARD, drawing=drawing))
    found = re.search(
        rf'<svg x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)" viewBox="{view}"', svg
    )
    assert found is not None
    x, y, wide, high = map(float, found.groups())
    _, _, seen_wide, seen_high = map(float, view.split())
    assert wide / high == pytest.approx(seen_wide / seen_high, rel=1e-3)
    assert (x >= 420, y >= 0, x + wide <= WIDTH, y + high <= HEIGHT) == (True,) * 4


def test_without_a_font_for_it_the_local_name_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lettering._font_of.cache_clear()
    monkeypatch.setattr(lettering, "_has", lambda _font, _letter: False)
    try:
        assert lettering.font_for("Łódź, Kraków", None) == lettering.LATIN
        assert not lettering.can_write("宁湾市", "zh-Hans")
        said = _texts(card_svg(CARD))
    finally:
        lettering._font_of.cache_clear()
    assert "宁湾市" not in said
    assert "Ningwan" in said


@pytest.mark.parametrize(
    "name",
    ["กรุงเทพมหานคร", "ວຽງຈັນ", "ရန်ကုန်", "አዲስ አበባ", "თბილისი", "Երևան", "القاهرة", "ירושלים",
     "ភ្នំពេញ", "दिल्ली", "கொழும்பு", "서울특별시", "宁波市", "Łódź", "Thị xã Phú Thọ"],
)  # fmt: skip
def test_no_letter_is_drawn_as_an_empty_box(name: str) -> None:
    """A line is in a font that has each of its letters, or it is left out whole."""
    font = lettering.font_for(name)
    if font is None:
        assert lettering.line_of_text(name, 0, 30, 24) == ""
        return
    for letter in filter(str.isalpha, name):
        drawn = lettering._tried(font, letter)
        assert drawn != lettering._tried(font, lettering._MISSING), (font, letter)


@pytest.mark.parametrize(
    ("name", "font"), [("ວຽງຈັນ", "Noto Sans Lao"), ("አዲስ አበባ", "Noto Sans Ethiopic")]
)
def test_the_font_of_noto_for_any_script_is_taken(
    name: str, font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's fonts-noto-core has one for each."""
    lettering._font_of.cache_clear()
    monkeypatch.setattr(lettering, "_has", lambda one, _letter: one == font)
    try:
        assert lettering.font_for(name) == font
    finally:
        lettering._font_of.cache_clear()


def test_without_a_font_for_chinese_the_card_of_a_chinese_page_is_in_english(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(card, "card_png", lambda svg: drawn.append(svg) or b"")
    asked = Asked(site, Words("zh"), PLACE, {"lang": "zh"}, "http://x.test")
    card.card_answer(asked)
    lettering._font_of.cache_clear()
    monkeypatch.setattr(lettering, "_has", lambda _font, _letter: False)
    try:
        card.card_answer(asked)
    finally:
        lettering._font_of.cache_clear()
    chinese, english = map(_texts, drawn)
    assert "友好城市" in chinese
    assert "Sister cities" in english
    assert not re.search("[\u4e00-\u9fff]", "".join(english))


def test_without_the_renderer_pages_name_no_picture(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sistercities.web.share", "sistercities.web.pages.card"):
        monkeypatch.setattr(f"{module}.can_draw", lambda: False)
    page = reader.page(f"{PLACE}?page=1&lang=en&size=3")
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page
    assert reader.ask(f"{PLACE}/card.png?lang=zh&size=3").status_code == 404


def test_a_finding_shows_its_number_with_its_interval(reporting: Reader) -> None:
    page = reporting.page("/studies/CN")
    (picture,) = re.findall(r'property="og:image" content="http://explorer.test([^"]+)"', page)
    assert picture.startswith("/studies/CN/card.png")
    assert _size(reporting.ask(picture).content) == (WIDTH, HEIGHT)


def test_the_card_of_a_study_shows_the_number_that_its_page_leads_with() -> None:
    opened = open_site()
    report = next(one for one in opened.shipped_reports if one.country == "CN")
    opened.explorer.close()
    part = card._part_to_show(report, "nesting")
    assert part is not None
    assert part.value is not None
    assert f"{part.value:.2g} times" in report.headline


def test_an_interval_lies_where_its_numbers_are() -> None:
    interval = Interval(2.0, 1.5, 3.0, 1.0, "2.00", "1.50 to 3.00", "1: no difference")
    svg = card_svg(dataclasses.replace(CARD, interval=interval, figures=()))
    (dot,) = re.findall(r'<circle cx="([\d.]+)"', svg)
    starts = [float(x) for x in re.findall(r'<path d="M([\d.]+) ', svg)]
    _axis, no_effect, low = starts
    assert no_effect < low < float(dot)
    assert "1.50 to 3.00" in _texts(svg)


@pytest.mark.parametrize(
    "name",
    ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and its surroundings there",
     "Sankt " * 16, "宁" * 80, "<b>&amp;\"'", "Łódź"],
)  # fmt: skip
def test_a_name_of_any_length_stays_on_the_card(name: str) -> None:
    svg = card_svg(dataclasses.replace(CARD, title=name, local=name, sentence=name * 4))
    parsed(f"<!doctype html><html><head><title>x</title></head><body>{svg}</body></html>")
    found = re.findall(r'<text x="([\d.]+)"[^>]* font-size="([\d.]+)"[^>]*>([^<]*)<', svg)
    for x, size, text in found:
        assert float(x) + lettering.width(unescape(text), float(size)) < WIDTH, text


def test_lines_break_between_words_and_between_squares_but_before_no_stop() -> None:
    said = "Ningwan has nine partners in four countries and territories."
    broken = lettering.lines(said, 40, 500)
    assert " ".join(broken) == said
    assert all(lettering.width(one, 40) <= 500 for one in broken)
    chinese = lettering.lines("宁湾市有九个伙伴，遍及四个国家和地区。", 40, 200)
    assert "".join(chinese) == "宁湾市有九个伙伴，遍及四个国家和地区。"
    assert not any(one[0] in "，。" for one in chinese)
    for most in range(120, 400, 40):
        broken = lettering.lines("最多的是韩国（4）、美国（4）、日本（3）", 40, most)
        assert not any(one[-1] in "（" for one in broken)
    assert lettering.shortened("one two three four five six", 40, 200, 1)[0].endswith(" …")
