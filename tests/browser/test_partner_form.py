"""The form that asks for partners: purpose, size and themes by keys and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import NINGBO

LYON = "gn:2996944"
"""A place with three lists that name somebody."""

Open = Callable[..., Any]
NARROW, WIDE = {"width": 400, "height": 900}, {"width": 1500, "height": 900}
_BOXES = """
() => [...document.querySelectorAll('.short-list')].map(one => {
    const box = one.getBoundingClientRect();
    return {left: box.left, top: box.top, width: box.width};
})
"""
_SPILLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def _names_of(page: Any, label: str) -> set[str]:
    """Names of the places of one list."""
    part = page.locator(".short-list", has=page.get_by_role("heading", name=label, exact=True))
    return set(part.locator("h3").all_inner_texts())


def test_purpose_size_and_themes_are_chosen_by_keys_alone(open_page: Open) -> None:
    page = open_page("/recommend")
    page.locator("#a-q").focus()
    page.keyboard.type(NINGBO)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-purpose"
    page.keyboard.type("tou")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-size"
    page.locator(".wishes summary").focus()
    page.keyboard.press("Enter")
    page.locator("#a-theme").focus()
    page.keyboard.type("island, port")
    page.keyboard.press("Enter")
    page.wait_for_url("**theme=island*")
    assert "purpose=tourism" in page.url
    assert page.locator(".wishes[open]").count() == 1, "a wish in use is in sight"
    assert page.locator("#a-theme").input_value() == "island, port"
    assert page.locator("#f-purpose").input_value() == "tourism"
    assert page.locator("main").inner_text().count("tourism") > 0  # few serve two themes as well


def test_the_fields_have_names_that_are_read_out(open_page: Open) -> None:
    page = open_page("/recommend")
    page.locator(".wishes summary").click()
    for label, name in (
        ("What counts more", "purpose"), ("Size", "size"), ("Themes", "theme"),
    ):  # fmt: skip
        assert page.get_by_label(label).first.get_attribute("name") == name


def test_without_scripts_the_form_answers_with_the_same_lists(open_page: Open) -> None:
    page = open_page("/recommend", java_script_enabled=False)
    page.get_by_label("Place").first.fill(LYON)
    page.locator("#f-purpose").select_option("culture")
    page.locator("#f-size").select_option("like")
    page.locator(".wishes summary").click()
    page.locator("#a-theme").fill("heritage")
    page.locator("form.ask button[type=submit]").click()
    page.wait_for_url("**purpose=culture*")
    named = page.locator(".short-list h3").all_inner_texts()
    assert len(named) >= 3
    rich = open_page(page.url)
    assert rich.locator(".short-list h3").all_inner_texts() == named


@pytest.mark.parametrize("is_scripted", [True, False])
def test_what_is_not_known_is_said_in_words_and_the_form_keeps_what_was_typed(
    open_page: Open, *, is_scripted: bool
) -> None:
    page = open_page(f"/recommend?q={NINGBO}&theme=volcano", java_script_enabled=is_scripted)
    said = page.locator(".warning[role=status]").inner_text()
    assert "volcano" in said
    assert "mountain" in said, "the themes that there are"
    assert page.locator("#a-theme").input_value() == "volcano"
    assert page.locator(".wishes[open]").count() == 1


def test_three_lists_stand_side_by_side_and_below_each_other_on_a_phone(open_page: Open) -> None:
    wide = open_page(f"/recommend?q={LYON}", viewport=WIDE)
    boxes = wide.evaluate(_BOXES)
    assert len(boxes) == 3
    assert len({round(box["top"]) for box in boxes}) == 1
    assert [box["left"] for box in boxes] == sorted({box["left"] for box in boxes})
    names = [
        _names_of(wide, label) - {""}  # what is folded has no words
        for label in ("Near your network", "Like you", "New ground")
    ]  # fmt: skip
    assert all(names)
    assert not names[0] & names[1] | names[1] & names[2] | names[0] & names[2]
    narrow = open_page(f"/recommend?q={LYON}", viewport=NARROW)
    tops = [box["top"] for box in narrow.evaluate(_BOXES)]
    assert tops == sorted(set(tops))
    assert not narrow.evaluate(_SPILLS)
