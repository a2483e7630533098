"""Briefs of homes with many partners, as they are printed: real neighbours, real notes, two pages.

Shanghai filled three pages, and half of the second was empty: what was made up for tests in the
place of its benchmark left more room than the real one does.
"""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

import sistercities as sc
from report.typeset.read_pdf import all_words, closed
from sistercities.report.brief.paper import pdf_of
from sistercities.report.brief.parts import Brief

SHANGHAI = "gn:1796236"
LARGE = {
    "Shanghai": SHANGHAI, "Tokyo": "gn:1850147", "London": "gn:2643743", "Kyiv": "gn:703448",
    "São Paulo": "gn:3448439",
}  # fmt: skip
_AT_LEAST = 2
"""Places of each list that even the fullest brief names."""


def _check_that_nothing_grave_is_lost(made: Brief, said: str) -> None:
    for one in made.facts.with_care:
        assert all(closed(name) in said for name in one.partners), one
        assert closed(one.reason)[:40] in said or one.reason.startswith("The Uppsala"), one
    for sentence in (*made.facts.in_question, *made.facts.status):
        assert closed(sentence) in said


@pytest.mark.parametrize("name", LARGE)
def test_the_brief_of_a_large_home_has_two_pages_and_says_all_that_is_grave(name: str) -> None:
    made = sc.brief(LARGE[name])
    pdf = pdf_of(made)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    said = all_words(pdf)
    assert closed(made.facts.benchmark.sentence) in said
    assert made.facts.with_care or name in ("São Paulo",)
    _check_that_nothing_grave_is_lost(made, said)
    named = [
        sum(closed(one.name) in said for one in each) >= min(_AT_LEAST, len(each))
        for each in made.suggested.lists
    ]
    assert named
    assert all(named)


def test_two_partners_of_one_name_are_told_apart_where_they_call_for_care() -> None:
    """The city of Osaka and its prefecture stood as "Osaka, Osaka"."""
    named = [name for one in sc.brief(SHANGHAI).facts.with_care for name in one.partners]
    assert {"Osaka (city)", "Osaka (region)"} <= set(named)
    assert len(named) == len(set(named))


def test_a_home_without_partners_stands_on_one_page_and_says_once_that_lists_may_miss_one() -> None:
    """Of Okegawa the notes and the sources alone filled a second page."""
    made = sc.brief("Okegawa")
    pdf = pdf_of(made)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert all_words(pdf).count(closed("does not mean that there is none")) == 1
