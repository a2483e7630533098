"""On paper: the table with every row, where it comes from, and nothing that only leads on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from browser.addresses import AACHEN, NINGBO, ZHEJIANG

Open = Callable[..., Any]
NAVIGATION = (
    "Find partners", "Assess a request", "Skip to the content", "Cite this page", "CSV",
    "Share, cite, correct", "Map and years", "Show all", "Show and sort all", "Next page",
    "Kind, sources", "Show those inside", "Compare, and suggest", "Something is wrong",
    "more things to know",
)  # fmt: skip
_NAMES = """
() => [...document.querySelectorAll('main table tbody th')]
    .map(one => one.querySelector('a')?.innerText ?? one.innerText)
"""  # a PDF may hold radicals in place of the letters of local names


def _printed(page: Any) -> tuple[int, str]:
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join(one.extract_text() + "\n" for one in pdf.pages)
    return len(pdf.pages), re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"/place/{NINGBO}", 5), (f"/region/{ZHEJIANG}", 8),
        (f"/tie/{NINGBO}~{AACHEN}", 3), ("/country/CN/ties", 6),
    ],
)  # fmt: skip
def test_a_page_on_paper_has_its_table_and_its_source(
    open_page: Open, address: str, most: int, has_scripts: bool
) -> None:
    page = open_page(address, java_script_enabled=has_scripts)
    names = page.evaluate(_NAMES)
    n_pages, text = _printed(page)
    assert n_pages <= most
    assert len(names) > 0
    flat = text.replace(" ", "")
    absent = [name for name in names if re.sub(r"\s+", "", name) not in flat]
    assert absent == []
    assert page.locator("h1").inner_text().split()[0] in text
    assert "CC BY-SA 4.0" in text
    assert [word for word in NAVIGATION if word in text] == []


_SIZES = """
(selector) => [...document.querySelectorAll(selector)].filter(one => one.textContent.trim())
    .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)
"""
_ORPHANS = """
() => [...document.querySelectorAll('main h2, main h3')].filter(one => one.offsetHeight
    && ![...one.closest('section, figure, main').children].some(next => next !== one
        && !next.contains(one) && next.offsetHeight)).map(one => one.innerText)
"""


@pytest.mark.parametrize(
    "address",
    [f"/place/{NINGBO}", f"/place/{NINGBO}?columns=all", f"/region/{ZHEJIANG}", "/country/CN/ties",
     f"/compare?place={NINGBO}&place=gn:1797929", f"/tie/{NINGBO}~{AACHEN}", "/data"],
)  # fmt: skip
def test_letters_on_paper_can_be_read_and_heads_have_something_below(
    open_page: Open, address: str
) -> None:
    """Years stood in seven points, and "Compare other places" over nothing."""
    page = open_page(address, java_script_enabled=False)
    page.emulate_media(media="print")
    assert min(page.evaluate(_SIZES, "main td, main th, main p, main small, main dd")) >= 7.9
    assert page.evaluate(_ORPHANS) == []


_MARGIN = 14 / 25.4 * 72
"""Of a sheet, in points: no printer sets letters at the edge."""


def test_a_sheet_has_margins_and_says_where_a_place_lies(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}", java_script_enabled=False)
    first = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0]
    at: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            at.append(cm[0] * tm[4] + cm[4])

    text = first.extract_text(visitor_text=seen)
    assert text.index("Zhejiang") < text.index("Ningbo")
    assert min(at) >= _MARGIN - 1


def test_what_sources_lack_is_no_column_of_one_word(open_page: Open) -> None:
    """The 44 sources took twelve sheets."""
    n_pages, text = _printed(open_page("/data", java_script_enabled=False))
    assert n_pages <= 10
    assert "Does not cover" in text


def test_dark_pages_are_printed_light(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}", java_script_enabled=False, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paint = "getComputedStyle(document.body)"
    assert page.evaluate(f"{paint}.backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"{paint}.color") == "rgb(27, 27, 27)"


def test_a_study_on_paper_leaves_folded_numbers_out_and_says_so(open_page: Open) -> None:
    """That of nesting took 33 sheets, most of them numbers under other rules."""
    page = open_page("/studies/CN-release/nesting", java_script_enabled=False)
    n_pages, text = _printed(page)
    assert n_pages <= 18
    assert "2.76 times what chance would give" in text
    assert "Long tables that are folded are not printed" in text
    page.locator("#nesting-parts-rules").click()
    n_unfolded, unfolded = _printed(page)
    assert n_unfolded > n_pages
    assert unfolded.count("Long tables that are folded") < text.count("Long tables that are folded")


def test_a_study_on_paper_draws_each_figure_once_and_says_what_cannot_be_told(
    open_page: Open,
) -> None:
    """Folded figures were printed in their wide and in their narrow form."""
    page = open_page("/studies/CN-release/order", java_script_enabled=False)
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.report figure')].map(one =>"
        " [...one.querySelectorAll('.wide, .narrow')]"
        ".filter(each => getComputedStyle(each).display !== 'none').length)"
    )
    assert shown
    assert set(shown) == {1}
    n_pages, text = _printed(page)
    assert n_pages <= 6
    assert "The raw numbers of older and younger ties are no evidence" in text
