"""Briefs of places of the release: two pages whether they have few ties or a hundred."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

import sistercities as sc
from report.brief.made_up_brief import benchmark
from report.typeset.read_pdf import all_words, closed
from sistercities.api import brief_facts
from sistercities.errors import InvalidArgument
from sistercities.report.brief.paper import pdf_of
from sistercities.report.brief.word_file import document_of
from sistercities.report.brief.workbook import workbook_of
from sistercities.report.own_files import LIST

PLACES = ("Aachen", "Houffalize", "广东", "gn:498817")
"""A city, a small town, a province, and one place with more than a hundred ties."""


@pytest.fixture(autouse=True)
def _without_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a made-up benchmark: it has tests of its own, and takes long at first."""
    monkeypatch.setattr(brief_facts, "benchmark", lambda *_, **__: benchmark())


@pytest.mark.parametrize("name", PLACES)
def test_the_pdf_has_two_pages(name: str) -> None:
    made = sc.brief(name)
    pdf = pdf_of(made)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    said = all_words(pdf)
    assert closed(made.title) in said
    assert closed(made.local) in said
    assert all(1 <= len(each) <= 5 for each in made.suggested.lists)
    # The two most telling reasons, what to know beside them, and how much more there is to know.
    for each in made.suggested.items:
        assert 1 <= len(each.reasons) <= 4
        assert len(each.reasons) < 4 or "stand" in each.reasons[3].partition(" more thing")[2]
    n = len(sc.ties_of(name))
    left = n - len(made.ties.rows)
    assert (f"And {left} more in the table" in " ".join(made.ties.notes)) == (left > 0)
    assert openpyxl.load_workbook(io.BytesIO(workbook_of(made)))["Ties"].max_row == n + 1


def test_a_letter_from_another_city_has_its_scorecard() -> None:
    made = sc.brief("宁波", "Aachen")
    pdf = pdf_of(made)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert "partners already" in made.sentence
    assert "WhatstandsintheWay".lower() in all_words(pdf).lower()
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(document_of(made))).paragraphs)
    assert "Ningbo 宁波市 and Aachen" in text
    assert "The scorecard of Aachen" in text


def test_a_region_without_ties_or_population_has_a_brief() -> None:
    made = sc.brief("gn:10096138")
    assert made.ties.rows == ()
    assert made.where.endswith("population not known")
    assert made.sentence == (
        "Kosovo is recognised by many states but not by Serbia and others; ask whether your state "
        "recognises it (source of February 2025). We know of no partner of Ferizaj. The lists read "
        "for Kosovo are of 2016 and 2026; they may miss a partner. No full list of its own "
        "partners is among our sources."
    )
    assert 1 <= len(PdfReader(io.BytesIO(pdf_of(made))).pages) <= 2


@pytest.mark.parametrize("names", [("China",), ("宁波", "Germany")])
def test_a_country_is_no_city(names: tuple[str, ...]) -> None:
    with pytest.raises(
        InvalidArgument, match=r"is a country\. Give a city or region of it, such as"
    ):
        sc.brief(*names)


def test_a_city_and_its_province_make_no_tie() -> None:
    with pytest.raises(InvalidArgument, match="lies in"):
        sc.brief("宁波", "浙江")


def test_the_example_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parents[2] / "docs" / "guide" / "brief.md"
    (block,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs/guide/brief.md", "exec"), {})
    names = {path.name for path in (tmp_path / "papers").iterdir()} - {LIST}
    assert names == {"brief-ningbo-cape-town.pdf", "brief-ningbo-cape-town.xlsx"}


def test_a_partner_of_a_name_that_several_cities_of_its_country_bear_stands_with_its_region() -> (
    None
):
    rows = {row[0].words: row[1].words for row in sc.brief("Yiwu").ties.rows}
    assert rows["Jung-gu"] == "Seoul, South Korea"
    assert rows["Manisa"] == "Turkey"
