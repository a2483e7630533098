"""Everything by keyboard: past the head, in order, with the focus in sight, to an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import NINGBO

Open = Callable[..., Any]
_FOCUSED = """
() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const all = [...document.querySelectorAll('*')];
    return {
        at: all.indexOf(one), tag: one.tagName, text: one.outerHTML.slice(0, 90),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        isSeen: box.width > 0 && box.bottom > 0 && box.right > 0 && box.left < innerWidth,
    };
}
"""
_ALL = """
() => [...document.querySelectorAll('a[href], input, select, button, textarea, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden' && one.tabIndex >= 0 && !one.disabled).length
"""  # noqa: E501


def _focused(page: Any) -> dict[str, Any]:
    return dict(page.evaluate(_FOCUSED))


def test_the_first_key_leads_past_the_head(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.keyboard.press("Tab")
    skip = _focused(page)
    assert "skip" in skip["text"]
    assert skip["isSeen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    is_inside = "document.getElementById('content').contains(document.activeElement)"
    assert page.evaluate(is_inside)


def _wait_for_what_comes_later(page: Any) -> None:
    """Let the parts come in that are fetched when they are reached: tabs are numbered once."""
    for part, came in (
        ("figure[data-map]", "[data-state]"),
        ("[data-standing]", ":has(#standing)"),
    ):
        for k in range(page.locator(part).count()):
            page.locator(part).nth(k).scroll_into_view_if_needed()
        for k in range(page.locator(part).count()):
            page.locator(part + came).nth(k).wait_for()
    page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("address", [f"/place/{NINGBO}", "/", "/country/CN", "/recommend"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_goes_through_the_page_in_order_with_the_focus_in_sight(
    open_page: Open, address: str, scheme: str
) -> None:
    page = open_page(address, color_scheme=scheme)
    _wait_for_what_comes_later(page)
    expected = page.evaluate(_ALL)
    passed: list[int] = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        at = _focused(page)
        if at["tag"] == "BODY" or at["at"] in passed:
            break
        assert at["outline"] >= 1, f"the focus is not seen: {at['text']}"
        assert at["isSeen"], f"the focus is out of sight: {at['text']}"
        passed.append(at["at"])
    assert passed == sorted(passed)
    assert len(passed) >= expected


def test_a_form_is_filled_and_sent_by_keys(open_page: Open) -> None:
    page = open_page("/country/CN/ties")
    page.locator("details.filters summary").focus()
    page.keyboard.press("Enter")
    page.locator("#f-name").focus()
    page.keyboard.type("Aachen")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=Aachen*")
    assert page.locator("details.filters[open]").count() == 1
    rows = page.locator("#ties tbody tr")
    assert rows.count() >= 1
    assert "Aachen" in rows.first.inner_text()


def test_a_head_sorts_by_the_enter_key_and_the_focus_stays(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.wait_for_load_state("networkidle")  # scripts come after the first paint
    page.locator("#ties thead th").first.locator("a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=*partner*")
    page.locator("#ties thead th[aria-sort]").first.wait_for()
    assert "partner" in page.evaluate("location.search")
    assert page.evaluate("document.activeElement.closest('th')?.cellIndex") == 0
