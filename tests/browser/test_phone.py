"""On a phone tables sort by a list, and a finger chooses years."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import AACHEN, ADDRESSES, NINGBO, ZHEJIANG
from browser.touching import drag_finger, middle_of
from browser.visits import PHONE

Open = Callable[..., Any]
FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


def _names(page: Any) -> list[str]:
    return list(page.locator("#ties tbody th a").all_inner_texts())


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_list_sorts_where_heads_have_no_room(open_page: Open, has_scripts: bool) -> None:
    address = f"/place/{NINGBO}?standing=active&size=100"
    page = open_page(address, java_script_enabled=has_scripts, **FINGER)
    assert page.locator("#ties thead").evaluate("one => one.offsetWidth") <= 1
    page.get_by_label("Sort by").select_option("-partner")
    page.get_by_role("button", name="Sort").click()
    page.wait_for_url("**sort=-partner*")
    assert "standing=active" in page.url
    held = page.request.get(page.url.split("#")[0].replace(NINGBO, f"{NINGBO}.json")).text()
    due = [row["there"] for row in json.loads(held)["rows"]]
    page.wait_for_function(
        "due => document.querySelector('#ties tbody th a').innerText === due", arg=due[0]
    )
    assert _names(page) == due == sorted(due, reverse=True)
    assert page.get_by_label("Sort by").input_value() == "-partner"
    if has_scripts:
        assert page.evaluate("document.activeElement.name") == "sort"


def test_a_wide_screen_has_its_heads_and_no_list(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    assert not page.get_by_label("Sort by").is_visible()


def test_a_finger_moves_an_end_of_the_years_and_the_page_stays(open_page: Open) -> None:
    page = open_page("/country/CN", **FINGER)
    grip = page.locator(".grip.is-first")
    grip.wait_for()
    low = int(page.locator(".brush input").first.input_value())
    drag_finger(page, middle_of(grip), 90)
    chosen = int(page.locator(".brush input").first.input_value())
    assert chosen > low
    assert page.url.endswith("/country/CN"), "both ends can be moved before the ties are asked for"
    link = page.locator(".brush a").get_attribute("href")
    assert f"from={chosen}" in link
    page.locator(".brush a").click()
    page.wait_for_url("**/country/CN/ties?*")
    years = [int(one[:4]) for one in page.locator("#ties .date").all_inner_texts()]
    assert years
    assert min(years) >= chosen


def test_a_finger_draws_over_bars_that_fit_the_screen(open_page: Open) -> None:
    page = open_page("/country/CN", viewport={"width": 1180, "height": 820}, has_touch=True)
    page.locator(".brush").wait_for()
    bars = page.locator("figure.timeline svg")
    x, y = middle_of(bars)
    drag_finger(page, (x, y), 120)
    page.wait_for_url("**/country/CN/ties?*")
    first, last = (int(re.search(rf"{end}=(\d+)", page.url)[1]) for end in ("from", "to"))
    assert first < last


def test_all_bars_are_seen_at_once(open_page: Open) -> None:
    page = open_page("/country/CN", **FINGER)
    page.locator(".brush").wait_for()
    wide = page.locator("figure.timeline .wide")
    assert wide.evaluate("one => one.scrollWidth <= one.clientWidth")
    drawn = wide.locator("svg").bounding_box()
    assert drawn["width"] <= page.viewport_size["width"]


def test_the_mouse_draws_over_the_bars(open_page: Open) -> None:
    page = open_page("/country/CN")
    page.locator(".brush").wait_for()
    x, y = middle_of(page.locator("figure.timeline svg"))
    page.mouse.move(x - 60, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**/country/CN/ties?*from=*")


@pytest.mark.parametrize("address", ["/countries", "/country/CN/places", "/country/CN/regions"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lists_of_places_take_a_line_a_row(open_page: Open, address: str, lang: str) -> None:
    page = open_page(f"{address}?lang={lang}", **FINGER)
    rows = page.locator("table.slim tbody tr")
    assert rows.count() > 0
    assert max(rows.evaluate_all("all => all.map(one => one.offsetHeight)")) < 60
    beyond = "one => one.scrollWidth - one.clientWidth"
    assert page.locator(".scroll:has(table.slim)").first.evaluate(beyond) <= 1


@pytest.mark.parametrize(
    ("room", "answered", "field"),
    [
        ("/recommend", f"?q={NINGBO}", "#a-q"),
        ("/assess", f"?q={NINGBO}&partner={AACHEN}", "#a-partner"),
        ("/benchmark", f"?q={NINGBO}", "#a-q"), ("/path", f"?from={NINGBO}&to={AACHEN}", "#p-to"),
    ],
)  # fmt: skip
def test_the_answer_comes_before_the_question_that_was_put(
    open_page: Open, room: str, answered: str, field: str
) -> None:
    page = open_page(room + answered, **FINGER)
    fold = page.locator("details.asked > summary")
    assert not page.locator(field).is_visible()
    fold.click()
    assert page.locator(field).input_value()
    bare = open_page(room, **FINGER)
    assert bare.locator(field).is_visible(), "who has asked nothing yet sees the question"
    wide = open_page(room + answered)
    assert wide.locator(field).is_visible()
    assert not wide.locator("details.asked > summary").is_visible()


def test_a_number_of_people_and_its_year_stand_in_one_line(open_page: Open) -> None:
    page = open_page("/country/US", viewport=PHONE)
    numbers = page.locator("main td.number div:has(small)")
    assert numbers.count() >= 5
    heights = numbers.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert max(heights) < 30, "one line each"


def test_a_chinese_name_is_not_parted_before_its_last_letter(open_page: Open) -> None:
    page = open_page("/country/CN", viewport=PHONE, locale="zh-CN")
    name = page.locator("main table th a", has_text="黑龙江省")
    assert name.count() == 1
    assert name.bounding_box()["height"] < 30, "one line"


@pytest.mark.parametrize("address", ["/region/gn:1798360", "/region/gn:1809445/places?size=100"])
def test_a_long_english_name_beside_a_chinese_one_takes_more_lines(
    open_page: Open, address: str
) -> None:
    page = open_page(address, viewport=PHONE, locale="zh-CN")
    assert page.locator(".local", has_text="Autonomous Prefecture").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


_CUT = """
() => [...document.querySelectorAll('main select')].filter((one) => one.checkVisibility()).map((one) => {
    const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const arrow = 18, sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const said = one.selectedOptions[0].text;
    return pen.measureText(said).width > one.clientWidth - sides - arrow ? said : '';
}).filter(Boolean)
"""  # noqa: E501


@pytest.mark.parametrize(
    "address", ["/country/CN/regions", "/country/CN/places", f"/region/{ZHEJIANG}/sisters"]
)
def test_the_order_that_is_chosen_is_read_whole(open_page: Open, address: str) -> None:
    assert open_page(address, viewport=PHONE).evaluate(_CUT) == []


@pytest.mark.parametrize(
    ("address", "most"), [("/search?q=Springfield", 90), (f"/region/{ZHEJIANG}/sisters", 115)]
)
def test_places_found_and_sister_regions_take_few_lines_each(
    open_page: Open, address: str, most: int
) -> None:
    page = open_page(address, viewport=PHONE)
    heights = page.locator("table.cards tbody tr").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 5
    assert sorted(heights)[len(heights) // 2] <= most


@pytest.mark.parametrize("whole", [f"place/{NINGBO}", "country/CN"])
def test_names_on_a_map_in_another_page_are_read_on_a_phone(open_page: Open, whole: str) -> None:
    page = open_page(f"/embed/{whole}", viewport=PHONE)
    names = page.locator(".map-names text:visible")
    assert names.count() >= 3
    heights = names.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 9


def test_a_chinese_head_breaks_between_names_and_not_within_them(open_page: Open) -> None:
    asked = ADDRESSES["four compared"]
    page = open_page(asked, viewport=PHONE, locale="zh-CN")
    lines = page.locator("h1").evaluate(
        """(head) => {
            const text = head.firstChild, range = document.createRange(), found = [];
            for (let at = 0; at < text.length; at += 1) {
                range.setStart(text, at); range.setEnd(text, at + 1);
                const top = Math.round(range.getBoundingClientRect().top);
                if (found.at(-1)?.[0] !== top) found.push([top, '']);
                found.at(-1)[1] += text.data[at];
            }
            return found.map(([, said]) => said.trim());
        }"""
    )
    assert len(lines) == 2
    assert lines[0].endswith("、")


@pytest.mark.parametrize("places", [("Gernsbach", "Baccarat"), ("Berlin", "Paris", "Gernsbach")])
def test_two_or_three_names_beside_each_other_are_whole(
    open_page: Open, places: tuple[str, ...]
) -> None:
    """The last letter of "Gernsbach" stood on a line of its own."""
    asked = "&".join(f"place={one}" for one in places)
    page = open_page(f"/compare?{asked}", viewport=PHONE, java_script_enabled=False)
    heads = page.locator("table.columns").first.locator("thead th.number")
    sizes = heads.evaluate_all("all => all.map(one => [one.innerText, one.offsetHeight])")
    assert [name for name, _ in sizes] == list(places)
    assert len({height for _, height in sizes}) == 1
    lines = heads.evaluate_all(
        "all => all.map(one => { const r = document.createRange(); r.selectNodeContents(one);"
        " return new Set([...r.getClientRects()].map(box => Math.round(box.top))).size; })"
    )
    assert lines == [1] * len(places)
    edge = heads.last.evaluate("one => one.getBoundingClientRect().right")
    assert edge <= PHONE["width"]


def test_no_country_in_a_list_is_cut_off(open_page: Open) -> None:
    page = open_page("/place/gn:498817", viewport=PHONE, java_script_enabled=False)
    cut = page.evaluate(
        "[...document.querySelectorAll('#ties td:nth-child(2) div')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
    )
    assert cut == []
