"""The address is the state: what was chosen comes back with the button that goes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browser.addresses import NINGBO

Open = Callable[..., Any]


def _rows(page: Any) -> list[str]:
    return list(page.locator("#ties tbody th").all_inner_texts())


def test_back_restores_filter_order_and_page(open_page: Open) -> None:
    page = open_page("/country/CN/ties")
    page.wait_for_load_state("networkidle")  # scripts come after the first paint
    first = _rows(page)
    page.locator("details.filters summary").click()
    page.get_by_label("Partner's country").select_option("JP")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**country=JP*")
    japanese = _rows(page)
    page.locator("#ties thead th a", has_text="Place").first.click()
    page.wait_for_url("**sort=here*")
    page.locator("#ties thead th[aria-sort]", has_text="Place").wait_for()
    by_place = _rows(page)
    assert len({tuple(first), tuple(japanese), tuple(by_place)}) == 3
    page.locator("#ties tbody th a").first.click()
    page.wait_for_url("**/place/**")
    for address, rows in (("sort=here", by_place), ("country=JP", japanese), ("", first)):
        page.go_back()
        page.wait_for_function(
            "due => [...document.querySelectorAll('#ties tbody th')].map(one => one.innerText)"
            ".join('|') === due",
            arg="|".join(rows),
        )
        assert address in page.url
    assert page.locator("#f-country").input_value() == ""
    page.go_forward()
    page.wait_for_url("**country=JP*")
    page.wait_for_function("document.querySelector('#f-country').value === 'JP'")
    assert _rows(page) == japanese


def test_an_address_alone_gives_the_same_page(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.locator("#ties thead th a").first.click()
    page.wait_for_url("**sort=*")
    page.locator("#ties thead th[aria-sort]").first.wait_for()
    other = open_page(page.url)
    assert _rows(other) == _rows(page)
