"""How a place stands among places like it comes into its page when it is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browser.addresses import NINGBO
from browser.visits import PHONE

Open = Callable[..., Any]


def test_it_comes_into_the_page_of_the_place_and_says_what_its_own_page_says(
    open_page: Open,
) -> None:
    page = open_page(f"/place/{NINGBO}")
    part = page.locator("[data-standing]")
    assert part.locator(".to-come a").count() == 1
    part.scroll_into_view_if_needed()
    part.locator("#standing").wait_for()
    assert part.locator(".to-come").count() == 0
    said = part.locator(".lead").inner_text()
    named = part.locator("li h3, li h4, ol > li").all_inner_texts()
    assert named
    own = open_page(f"/place/{NINGBO}/standing")
    assert own.locator("#standing .lead").inner_text() == said
    assert own.locator("#standing").locator("li h3, li h4, ol > li").all_inner_texts() == named


def test_a_phone_has_the_link_and_no_room_for_more(open_page: Open) -> None:
    page = open_page("/methods", viewport=PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("/methods", f"/place/{NINGBO}"))
    part = page.locator("[data-standing].is-settled")
    part.scroll_into_view_if_needed()
    assert part.evaluate("one => one.offsetHeight") < PHONE["height"] / 2
    assert not [url for url in asked if url.endswith("/standing")]
    part.locator("a").click()
    page.locator("#standing .lead").wait_for()


def test_where_it_cannot_be_had_the_link_stays(open_page: Open) -> None:
    page = open_page("/methods")
    page.context.route("**/standing", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(page.url.replace("/methods", f"/place/{NINGBO}"))
    part = page.locator("[data-standing]")
    with page.expect_response("**/standing"):
        part.scroll_into_view_if_needed()
    page.locator("[data-standing]:not([aria-busy])").wait_for()
    assert part.locator(".to-come a").count() == 1
