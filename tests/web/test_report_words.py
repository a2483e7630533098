"""A printed report in Chinese: what stands between names, and how it is cited, is Chinese too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.made_up_result import SOURCES
from report.typeset.test_flow import whole
from sistercities.report.chapters.whole import render_whole
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.report_words import said_html
from sistercities.web.site import Site
from web.reader import all_of, parsed, words_of


def _printed(site: Site, lang: str) -> str:
    held = replace(whole(), settings={"seed": "7", "draws": "500"})
    return said_html(Asked(site, Words(lang), "/", {}, ""), render_whole(held, SOURCES))


@pytest.fixture(scope="module")
def chinese(site: Site) -> str:
    return _printed(site, "zh")


def _paragraphs(page: str, kind: str) -> list[str]:
    return [words_of(one) for one in all_of(parsed(page), "p") if one.get("class") == kind]


def test_settings_and_sources_are_listed_with_the_signs_of_the_language(chinese: str) -> None:
    settings, *sources = _paragraphs(chinese, "sources")
    assert settings == "重新运行所需：seed：7；draws：500。"
    assert sources
    assert all(said.endswith("。") for said in (settings, *sources))


def test_files_are_listed_with_the_sign_of_the_language(chinese: str) -> None:
    assert "数据：cite.bib、cite.ris" in _paragraphs(chinese, "files")


def test_it_is_cited_in_chinese_with_its_authors_by_their_name(chinese: str) -> None:
    (cited,) = _paragraphs(chinese, "cite")
    assert cited.startswith("The sistercities authors，sistercities ")
    assert "（软件），" in cited
    assert "的全部研究，数据" in cited


def test_english_keeps_its_own_signs(site: Site) -> None:
    settings, *_ = _paragraphs(_printed(site, "en"), "sources")
    assert settings == "To run it again: seed: 7; draws: 500."
