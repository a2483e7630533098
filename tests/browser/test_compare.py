"""Places are compared by keys, by touch and without scripts; the drawing fits every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import ADDRESSES, NINGBO
from browser.visits import PHONE, WIDE

Open = Callable[..., Any]
FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
_BOXES = """
() => [...document.querySelectorAll('.lines text')].map(one => {
    const {left, right, height} = one.getBoundingClientRect();
    return {left, right, height};
})
"""


def test_each_of_the_four_fields_suggests_places_and_sends_their_ids(open_page: Open) -> None:
    page = open_page("/compare")
    page.wait_for_load_state("networkidle")  # scripts come after the first paint
    for field, typed, name in (("#c-1", "ningb", "Ningbo"), ("#c-4", "青岛", "Qingdao")):
        page.locator(field).focus()
        page.keyboard.type(typed)
        page.locator(f"{field}-list [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator(field).input_value().startswith(name)
    page.locator("#c-2").fill("Xiamen")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?place=*")
    assert page.locator("h1").inner_text() == "Ningbo, Xiamen and Qingdao compared"


def test_a_place_is_compared_from_its_page_in_three_steps(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.get_by_role("link", name="Compare Ningbo with another place").click()
    page.wait_for_url("**/compare?place=*")
    page.get_by_label("Place 2").fill("Qingdao")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Qingdao*")
    assert page.locator("h1").inner_text() == "Ningbo and Qingdao compared"


@pytest.mark.parametrize("settings", [{"java_script_enabled": False}, FINGER])
def test_the_form_works_without_scripts_and_on_a_phone(
    open_page: Open, settings: dict[str, Any]
) -> None:
    page = open_page("/compare", **settings)
    page.get_by_label("Place 1").fill("Ningbo")
    page.get_by_label("Place 2").fill("Springfield")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Springfield*")
    warning = page.locator(".warning")
    assert "Springfield" in warning.inner_text()
    warning.get_by_role("link").first.click()
    page.wait_for_url("**place=gn*")
    assert page.locator("h1").inner_text().startswith("Ningbo and Springfield")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url("**lang=zh*")
    assert page.locator("h1").inner_text().endswith("对比")


@pytest.mark.parametrize("size", [WIDE, {"width": 768, "height": 900}, PHONE])
@pytest.mark.parametrize("name", ["compared", "four compared"])
def test_the_words_of_the_drawing_keep_their_size_and_stay_on_the_page(
    open_page: Open, name: str, size: dict[str, int]
) -> None:
    page = open_page(ADDRESSES[name], viewport=size)
    boxes = page.evaluate(_BOXES)
    assert boxes
    assert all(10 <= box["height"] <= 24 for box in boxes)
    assert all(box["left"] >= 0 and box["right"] <= size["width"] for box in boxes)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"]


def test_nothing_is_moved_after_the_page_is_there(open_page: Open) -> None:
    page = open_page(ADDRESSES["compared"], viewport=PHONE)
    shifts = page.evaluate(
        "new Promise(done => { let n = 0; new PerformanceObserver(list => { for (const one of "
        "list.getEntries()) n += one.value; }).observe({type: 'layout-shift', buffered: true}); "
        "setTimeout(() => done(n), 800); })"
    )
    assert shifts <= 0.02
