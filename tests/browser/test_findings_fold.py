"""The reasons and the drawing of a claim: beside its answer on a desk, in a fold on a phone."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pypdf

from browser.visits import PHONE, WIDE

Open = Callable[..., Any]


def test_a_phone_folds_the_reasons_and_opens_them_at_a_touch(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    first = page.locator(".told:has(.drawn)").first
    assert first.locator(".story-number").first.is_visible()
    drawing = first.locator("svg:visible")
    assert drawing.count() == 0
    first.locator("summary").first.click()
    drawing.wait_for()
    assert first.get_by_role("link", name="How it was found").is_visible()


def test_a_desk_shows_each_drawing_beside_its_words(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=WIDE)
    first = page.locator(".told:has(.drawn)").first
    assert not first.locator("summary").first.is_visible()
    answer, reasons, drawn = (
        first.locator(one).bounding_box()
        for one in (".answer-of-claim", ".reasons-of-claim", ".drawn")
    )
    assert drawn["x"] >= answer["x"] + answer["width"]
    assert drawn["y"] - answer["y"] < 40
    assert answer["y"] + answer["height"] <= reasons["y"] + 1


def test_the_claims_are_a_tab_away(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    page.get_by_role("link", name="C5", exact=True).click()
    head = page.locator("#story-C5").bounding_box()
    tabs = page.locator(".tabs").bounding_box()
    assert tabs["y"] + tabs["height"] <= head["y"] < PHONE["height"] / 2


def test_the_address_of_a_part_opens_what_holds_it(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    part = page.locator(".claim-parts li").nth(2)
    assert not part.is_visible()
    name = part.get_attribute("id")
    page.evaluate("name => { location.hash = name; }", name)
    part.wait_for(state="visible")


def test_paper_shows_what_a_phone_folds(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(width="105mm", height="148mm")))
    printed = _letters("".join(one.extract_text() for one in pdf.pages))
    said = page.locator(".reasons-of-claim p").all_text_contents()
    assert said
    assert [one for one in said if _letters(one)[:40] not in printed] == []
    assert "MoreonC1" not in printed


def _letters(text: str) -> str:
    """Leave out spaces, and part letters that paper writes as one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
