"""The drawing of a claim stands beside its words on a desk, and in a fold on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browser.visits import PHONE, WIDE

Open = Callable[..., Any]


def test_a_phone_folds_the_drawings_and_opens_one_at_a_touch(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    first = page.locator(".drawn").first
    drawing = first.locator("svg:visible")
    assert drawing.count() == 0
    first.locator("summary").click()
    drawing.wait_for()
    assert page.evaluate("document.documentElement.scrollHeight") < 10 * PHONE["height"]


def test_a_desk_shows_each_drawing_beside_its_words(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=WIDE)
    assert not page.locator(".drawn summary").first.is_visible()
    words, drawn = (
        page.locator(f".told > {one}").first.bounding_box() for one in ("div", ".drawn")
    )
    assert drawn["x"] >= words["x"] + words["width"]
    assert drawn["y"] == words["y"]


def test_the_claims_are_a_tab_away(open_page: Open) -> None:
    page = open_page("/studies/CN", viewport=PHONE)
    page.get_by_role("link", name="C5", exact=True).click()
    head = page.locator("#story-C5").bounding_box()
    tabs = page.locator(".tabs").bounding_box()
    assert tabs["y"] + tabs["height"] <= head["y"] < PHONE["height"] / 2
