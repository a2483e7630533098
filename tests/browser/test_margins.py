"""Lines begin at their margin: a name, files of a map and an interval that wrap have no gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import ADDRESSES
from browser.visits import PHONE

Open = Callable[..., Any]
NORTH_RHINE = "gn:2861876"
TIE = "gn:2913761~gn:408685"
_LEFT = "one => one.getClientRects()[0].left"


def test_a_second_name_and_the_files_of_a_map_begin_at_the_margin(open_page: Open) -> None:
    page = open_page(f"/region/{NORTH_RHINE}?lang=zh", viewport=PHONE)
    head, other = page.locator("h1"), page.locator("h1 .local")
    assert other.bounding_box()["y"] > head.bounding_box()["y"] + 20, "it has a line of its own"
    assert abs(other.evaluate(_LEFT) - head.evaluate(_LEFT)) < 1
    page.locator(".map-files button", has_text="PNG").first.wait_for(state="attached")
    foot, files = page.locator(".map-foot .foot").first, page.locator(".map-files").first
    assert files.bounding_box()["y"] > foot.bounding_box()["y"] + 20
    assert abs(files.locator("> *").first.evaluate(_LEFT) - foot.evaluate(_LEFT)) < 1


def test_what_wraps_in_a_row_of_a_phone_keeps_the_right_margin(open_page: Open) -> None:
    page = open_page(f"/region/{NORTH_RHINE}?lang=zh", viewport=PHONE)
    ends = page.eval_on_selector_all(
        "#ties tbody tr",
        "rows => rows.map(row => row.getBoundingClientRect().right"
        " - row.lastElementChild.getBoundingClientRect().right)",
    )
    assert len(ends) >= 5
    assert max(map(abs, ends)) < 1


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_an_interval_is_not_parted(open_page: Open, width: int) -> None:
    page = open_page("/studies/WORLD", viewport={"width": width, "height": 900})
    intervals = page.locator(".story-number .interval")
    assert intervals.count() >= 2
    for one in intervals.all():
        height = one.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
        assert one.bounding_box()["height"] < 1.5 * height


def test_names_as_written_are_not_parted_inside_a_word(open_page: Open) -> None:
    page = open_page(f"/tie/{TIE}?lang=zh", viewport={"width": 768, "height": 900})
    cells = page.locator("#claims tbody tr td:nth-child(2)")
    assert cells.count() == 3
    for one in cells.all():
        assert one.evaluate(
            """one => { const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            const text = walk.nextNode(), range = document.createRange();
            return text.data.match(/\\p{L}+/gu).every((word) => {
                range.setStart(text, text.data.indexOf(word));
                range.setEnd(text, text.data.indexOf(word) + word.length);
                return range.getClientRects().length === 1; }); }"""
        )


def test_a_partner_of_the_long_list_has_a_light_note(open_page: Open) -> None:
    page = open_page(f"{ADDRESSES['recommended']}&all=yes")
    weight = page.locator("ol.partners h3 .quiet").first.evaluate(
        "one => getComputedStyle(one).fontWeight"
    )
    assert weight == "400"
