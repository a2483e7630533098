"""A reader types a name, in any script or an old spelling, and is on the page of the place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize(
    ("typed", "path", "name"),
    [
        ("宁波", "/place/gn:1799397", "Ningbo"),
        ("寧波", "/place/gn:1799397", "Ningbo"),
        ("横浜", "/place/gn:1848354", "Yokohama"),
        ("Ningbo", "/place/gn:1799397", "Ningbo"),
        ("Peking", "/place/gn:1816670", "Beijing"),
        ("Canton", "/place/gn:1809858", "Guangzhou"),
        ("Tsingtao", "/place/gn:1797929", "Qingdao"),
        ("Chungking", "/place/gn:1814906", "Chongqing"),
    ],
)
def test_a_name_leads_to_its_place(
    open_page: Open, typed: str, path: str, name: str, has_scripts: bool
) -> None:
    page = open_page("/", java_script_enabled=has_scripts)
    page.locator("main input[name=q]").fill(typed)
    page.locator("main .big-search button[type=submit]").click()
    page.wait_for_url(f"**{path}*")
    assert page.locator("h1").inner_text().startswith(name)


def test_a_name_that_several_places_bear_is_asked_back(open_page: Open) -> None:
    page = open_page("/search")
    page.locator("main input[name=q]").fill("Springfield")
    page.locator("main .big-search button[type=submit]").click()
    page.wait_for_url("**/search?q=Springfield*")
    rows = page.locator("main table tbody tr")
    assert rows.count() >= 2
    where = [row.split("\n") for row in rows.all_inner_texts()]
    assert len({tuple(one) for one in where}) == len(where), "namesakes are not told apart"
    rows.nth(1).locator("th a").click()
    page.wait_for_url("**/place/*")
    assert page.locator("h1").inner_text() == "Springfield"


def test_what_was_typed_before_the_scripts_came_is_asked_when_they_come(open_page: Open) -> None:
    page, waiting = open_page("about:blank"), []
    page.route("**/explorer-*.js", lambda route: waiting.append(route))
    page.goto("/", wait_until="commit")
    field = page.get_by_role("main").locator("input[name=q]")
    field.focus()
    page.keyboard.type("ningb")
    (script,) = waiting
    script.continue_()
    page.locator("[role=option]", has_text="Ningbo").first.wait_for()
    assert field.input_value() == "ningb"


def test_the_list_of_the_search_is_walked_by_keys_and_says_so(open_page: Open) -> None:
    page = open_page("/")
    field = page.get_by_role("main").locator("input[name=q]")
    field.focus()
    page.keyboard.type("ningb")
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "Ningbo" in chosen.inner_text()
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/gn:1799397*")
