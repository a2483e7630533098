"""What a page fetches at its end may be late: nothing that is seen is pushed away by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import NINGBO, ZHEJIANG
from browser.visits import PHONE

Open = Callable[..., Any]
_SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("address", [f"/place/{NINGBO}", f"/region/{ZHEJIANG}"])
@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_who_is_at_the_end_before_the_suggestions_sees_nothing_leave(
    open_page: Open, address: str, width: int
) -> None:
    page = open_page("about:blank", viewport={"width": width, "height": 844})
    page.add_init_script(_SHIFTS)

    def late(route: Any) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/standing*", late)
    page.goto(address)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator("[data-standing].is-settled").wait_for()
    page.locator("[data-standing]:not([aria-busy])").wait_for()
    assert page.evaluate("moved") <= 0.02
    assert page.locator("footer.site").is_visible()


def test_the_foot_is_there_where_the_answer_fails(open_page: Open) -> None:
    page = open_page("about:blank", viewport=PHONE)
    page.route("**/standing*", lambda route: route.abort())
    page.goto(f"/place/{NINGBO}")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator("[data-standing].is-settled").wait_for()
    page.locator("footer.site").wait_for(state="visible")
    assert page.get_by_role("link", name="Compare, and suggest partners").is_visible()
