"""What opens a page is dressed by the sheet in its head alone, so that it can be painted first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import ADDRESSES
from browser.visits import PHONE, WIDE

Open = Callable[..., Any]
NAMES = (
    "start", "place", "region's ties", "country", "pair", "tie", "recommend", "compared",
    "report", "study of nesting", "data", "missing",
)  # fmt: skip
_SHOWN = """
() => {
    const after = document.querySelector('link[href*="/assets/explorer.css"]');
    const stands = one => one.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...document.querySelectorAll('body *')].filter(stands).map(one => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const { color, fontSize, fontWeight } = getComputedStyle(one);
        return [one.tagName, x, y, one.tagName === 'MAIN' ? width : height, color, fontSize,
            fontWeight, one.textContent.trim().slice(0, 30)].join(' ');
    }).filter(one => !one.startsWith('MAIN'));
}
"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_rest_of_the_styles_moves_nothing_above(
    open_page: Open, screen: dict[str, int], name: str
) -> None:
    page = open_page(ADDRESSES[name], java_script_enabled=False, viewport=screen)
    whole = page.evaluate(_SHOWN)
    assert any(one.startswith("H1") for one in whole) or name == "missing"
    page.route("**/assets/explorer.css*", lambda route: route.abort())
    page.reload()
    assert page.evaluate(_SHOWN) == whole


def test_the_bar_that_scrolls_a_page_is_there_before_it_is_long(open_page: Open) -> None:
    page = open_page("/", viewport=WIDE)
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "scroll"
