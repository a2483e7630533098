"""What a reader sees first on a phone, and how long a page is before she asks for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import ADDRESSES, ZHEJIANG
from browser.visits import PHONE, WIDE
from sistercities.studies.registry import NAMES

Open = Callable[..., Any]
SCREEN = PHONE["height"]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_start_says_what_it_is_and_finds_within_a_screen_and_a_half(
    open_page: Open, has_scripts: bool
) -> None:
    page = open_page("/", java_script_enabled=has_scripts, viewport=PHONE)
    boxes = page.locator("input[type=search]:visible")
    assert boxes.count() == 1, "one search box"
    assert boxes.bounding_box()["y"] < SCREEN / 2
    assert page.locator("main .lead").first.bounding_box()["y"] < SCREEN / 2
    drawn = page.locator("svg.chance").bounding_box()
    assert drawn["y"] + drawn["height"] < 1.5 * SCREEN
    assert drawn["x"] + drawn["width"] <= PHONE["width"]


LONG = (
    "/", "/country/CN", "/country/DE", "/pair/CN/US", "/pair/DE/FR", f"/region/{ZHEJIANG}",
    "/studies/CN", *(f"/studies/CN/{study}" for study in NAMES),
    # The reports that readers have are longer than the one of the small world.
    "/studies/CN-release", "/studies/WORLD", *(f"/studies/CN-release/{study}" for study in NAMES),
    "/country/US", "/place/gn:1796236", "/place/gn:498817",
    "/place/gn:1799397?standing=active&sort=-partner",
)  # fmt: skip


MOST_SCREENS = 5.0


@pytest.mark.parametrize("address", LONG)
def test_a_page_is_five_screens_of_a_phone_at_most(open_page: Open, address: str) -> None:
    page = open_page(address, viewport=PHONE)
    page.wait_for_load_state("networkidle")
    # How the place stands among its peers is computed when a reader comes near; its room is kept.
    kept = page.locator(".among")
    room = kept.bounding_box()["height"] if kept.count() else 0
    assert page.evaluate("document.documentElement.scrollHeight") - room <= MOST_SCREENS * SCREEN


def test_tabs_stay_in_sight_and_lead_to_their_part(open_page: Open) -> None:
    page = open_page("/country/CN", viewport=PHONE)
    page.locator(".tabs a", has_text="Coverage").click()
    page.wait_for_function("scrollY > 500")
    tabs, part = (page.locator(one).bounding_box() for one in (".tabs", "#coverage-heading"))
    assert abs(tabs["y"]) <= 1
    assert tabs["height"] <= part["y"] < SCREEN


def test_a_fold_of_a_chapter_opens_and_leads_back_to_the_contents(open_page: Open) -> None:
    page = open_page("/studies/CN/nesting", viewport=PHONE)
    fold = page.locator("details.part:not([open])").first
    fold.locator("summary").click()
    fold = page.locator("details.part[open]").nth(1)
    fold.locator(".way-up a").click()
    page.wait_for_url("**#contents")
    assert page.locator("#contents").bounding_box()["y"] < SCREEN / 2


WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" + "a" * 22
"""A name of 80 letters, which has no place to break."""


@pytest.mark.parametrize(
    "address",
    [f"/search?q={WELSH}", f"/place/{WELSH}", f"/compare?place=Ningbo&place={WELSH}",
     f"/recommend?q={WELSH}", f"/assess?q=Ningbo&partner={WELSH}", f"/path?from=Ningbo&to={WELSH}",
     f"/benchmark?q={WELSH}"],
)  # fmt: skip
def test_what_is_said_of_a_name_of_eighty_letters_stays_on_a_phone(
    open_page: Open, address: str
) -> None:
    page = open_page(address, viewport=PHONE)
    assert WELSH[:40] in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["four compared", "data", "pair"])
def test_no_table_lies_beyond_the_edge_of_a_tablet(open_page: Open, name: str, lang: str) -> None:
    page = open_page(f"{ADDRESSES[name]}", viewport={"width": 768, "height": 900}, locale=lang)
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    beyond = """() => [...document.querySelectorAll('main .scroll')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"""
    assert page.evaluate(beyond) == []


def test_a_standing_with_its_year_takes_one_line_beside_two_places(open_page: Open) -> None:
    page = open_page("/pair/CN/DE", viewport=WIDE)
    heights = page.locator("#ties tbody td:last-child div").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert heights
    assert max(heights) < 30, "one line each"
