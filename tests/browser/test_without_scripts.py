"""Without JavaScript everything is there: words, tables, the map as a picture, forms, ways on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import ADDRESSES, NINGBO
from browser.visits import TABLES, Visit

Open = Callable[..., Any]


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_same_tables_and_words_are_there(
    open_page: Open, visits: Callable[[str], Visit], name: str
) -> None:
    bare, rich = open_page(ADDRESSES[name], java_script_enabled=False), visits(name)
    assert bare.evaluate(TABLES) == rich.tables
    with_scripts = set(re.findall(r"\w+", rich.words))
    without = set(re.findall(r"\w+", bare.locator("main").inner_text()))
    only_with = with_scripts - without
    assert len(only_with) <= 30, only_with  # how to move the map, how to choose years
    assert bare.locator("main h1").count() == 1


def test_pictures_links_and_forms_answer(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}", java_script_enabled=False)
    figure = page.locator("figure[data-map=ties]")
    figure.scroll_into_view_if_needed()
    land = figure.locator("image")
    box = land.bounding_box()
    assert box["width"] > 300
    assert page.request.get(land.get_attribute("href")).ok
    assert figure.locator(".map-names text:visible").count() > 5
    page.locator("details.filters summary").click()
    page.get_by_label("Standing").select_option("active")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**standing=active*")
    marked = page.locator("#ties tbody td[data-label=Standing]").all_inner_texts()
    assert marked
    assert {one.split("\n")[0] for one in marked} == {"active"}
    page.locator("#ties thead th").first.locator("a").click()
    page.wait_for_url("**sort=*")
    assert "standing=active" in page.url
    page.get_by_role("link", name="中文").click()
    page.wait_for_url("**lang=zh*")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert "standing=active" in page.url
