"""The sheet of a page in a browser: opened from its top, its texts copied, the result said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import NINGBO

Open = Callable[..., Any]


@pytest.mark.parametrize(("part", "begins"), [("bibtex", "@misc{"), ("embed", "<iframe ")])
def test_what_is_on_the_sheet_is_copied_and_said(open_page: Open, part: str, begins: str) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("a[href^='#share']").first.click()
    button = page.locator(f"[data-copies={part}]")
    button.click()
    page.get_by_text("Copied.", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(begins)


def test_a_browser_that_lets_no_page_copy_leaves_the_text_selected(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " document.execCommand = () => false; }"
    )
    page.locator("a[href^='#share']").first.click()
    page.locator("[data-copies=citation]").click()
    page.get_by_text("press Ctrl+C").wait_for()
    assert "sistercities" in page.evaluate("getSelection().toString()")


def test_an_address_of_the_sheet_opens_it(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}#share")
    page.locator("#share[open]").wait_for()
    assert page.locator("#correction").is_visible()


def test_the_columns_of_a_table_open_by_their_address(open_page: Open) -> None:
    page = open_page("/data/columns#ties")
    page.locator("#ties th", has_text="start_precision").wait_for()
