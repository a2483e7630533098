"""Maps in a browser: they take over the drawing of the server, stay in their frame, and answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from browser.addresses import NINGBO, ZHEJIANG
from browser.visits import PHONE, WIDE

Open = Callable[..., Any]
HONOLULU = "gn:5856195"
PLACES = (f"/place/{NINGBO}", f"/place/{NINGBO}?country=JP", f"/region/{ZHEJIANG}")
_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
_INSIDE = """
([inner, outer]) => {
    const [one, other] = [inner, outer].map(each => each.getBoundingClientRect());
    return one.left >= other.left && one.top >= other.top && one.right <= other.right + .5
        && one.bottom <= other.bottom + .5 && one.width > 20;
}
"""
_NAMES = """
frame => [...frame.querySelectorAll('.map-names text')].filter(one => one.checkVisibility())
    .map(one => { const box = one.getBoundingClientRect();
                  return [one.textContent, box.left, box.top, box.right, box.bottom]; })
"""
_LINES = """
frame => {
    const box = frame.getBoundingClientRect();
    return [...frame.querySelectorAll('[data-line]')].map(one => {
        const line = one.getBoundingClientRect();
        return line.left >= box.left - 2 && line.right <= box.right + 2
            && line.top >= box.top - 2 && line.bottom <= box.bottom + 2;
    });
}
"""


def _listed(page: Any) -> list[str]:
    """Ids of the ties in the table, in its order."""
    rows = page.locator("#ties tbody tr[data-tie]")
    return list(rows.evaluate_all("all => all.map(one => one.dataset.tie)"))


def _live(page: Any, kind: str = "ties") -> Any:
    figure = page.locator(f"figure[data-map={kind}]").first
    figure.scroll_into_view_if_needed()
    page.locator(f"figure[data-map={kind}][data-state]").first.wait_for()
    assert figure.get_attribute("data-reason") is None
    assert figure.get_attribute("data-state") == "live"
    return figure


def _whole(address: str) -> str:
    """Address with all ties in the table, which the map draws in any case."""
    return f"{address}{'&' if '?' in address else '?'}size=500"


@pytest.mark.parametrize("address", PLACES)
def test_the_map_that_moves_draws_the_ties_of_the_table(open_page: Open, address: str) -> None:
    page = open_page(_whole(address))  # the map draws all, whatever the table shows
    figure = _live(page)
    drawn, missing = figure.get_attribute("data-ids").split(), figure.get_attribute("data-missing")
    listed = _listed(page)
    assert int(figure.get_attribute("data-count")) == len(drawn)
    assert len(drawn) + int(missing) == len(listed)
    assert drawn == [one for one in listed if one in drawn], "another order than the table"
    lines = figure.locator("[data-line]").evaluate_all("all => all.map(one => one.dataset.line)")
    assert sorted(lines) == sorted(drawn)


@pytest.mark.parametrize("address", PLACES)
def test_the_picture_draws_the_ties_of_the_table(open_page: Open, address: str) -> None:
    page = open_page(_whole(address), java_script_enabled=False)
    rows = page.locator("#ties tbody tr").count()
    figure = page.locator("figure[data-map=ties]")
    lines = figure.locator(".map-lines path").count()
    assert rows - 3 <= lines <= rows
    said = figure.locator("desc").first.text_content()
    assert f" {rows} " in said.replace("one partnership", "1 partnership")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_when_the_map_begins_to_move(
    open_page: Open, browser: Any, home: str, width: int
) -> None:
    settings = {"viewport": {"width": width, "height": 900}}
    address = f"/place/{HONOLULU}"
    page, still = (
        open_page(address, **settings),
        open_page(address, java_script_enabled=False, **settings),
    )
    figure = _live(page)
    frames = []
    for one in (page, still):
        frame = one.locator("figure[data-map=ties] .map-frame")
        home_dot = frame.locator(".map-home")
        box, dot = frame.bounding_box(), home_dot.bounding_box()
        frames.append((
            box["width"], box["height"], dot["x"] - box["x"], dot["y"] - box["y"],
            frame.locator(".map-lines path:not(.map-hit)").count(),
            sorted(name for name, *_ in frame.evaluate(_NAMES)),
        ))  # fmt: skip
    assert frames[0][:4] == pytest.approx(frames[1][:4], abs=2.5)
    assert frames[0][4:] == frames[1][4:]
    assert figure.locator(".map-home").count() == 1


@pytest.mark.parametrize("address", [f"/place/{HONOLULU}", f"/place/{NINGBO}"])
def test_lines_stay_in_the_frame_and_names_cover_none(open_page: Open, address: str) -> None:
    page = open_page(address)
    figure = _live(page)
    frame = figure.locator(".map-frame")
    assert all(frame.evaluate(_LINES))
    names = frame.evaluate(_NAMES)
    assert len(names) > 5
    for k, (_, left, top, right, bottom) in enumerate(names):
        for name, *other in names[:k]:
            is_apart = left >= other[2] - 2 or right <= other[0] + 2
            assert is_apart or top >= other[3] - 3 or bottom <= other[1] + 3, name


@pytest.mark.parametrize("settings", [{}, _PHONE], ids=["desk", "phone"])
def test_a_card_stays_in_the_frame_and_leads_on(open_page: Open, settings: dict[str, Any]) -> None:
    page = open_page(f"/place/{NINGBO}", **settings)
    figure = _live(page)
    marks = figure.locator(".map-mark")
    frame, card = figure.locator(".map-frame"), figure.locator(".map-card")
    for k in range(0, marks.count(), 4):
        mark = marks.nth(k)
        if settings:
            mark.dispatch_event("click")
        else:
            mark.focus()
            page.keyboard.press("Enter")
        card.wait_for()
        assert page.evaluate(_INSIDE, [card.element_handle(), frame.element_handle()])
        assert figure.locator(".map-mark.is-lit").count() >= 1
        if settings:
            card.locator(".map-close").tap()
        else:
            page.keyboard.press("Escape")
        card.wait_for(state="hidden")
    marks.last.dispatch_event("click")
    card.locator("a").first.click()
    page.wait_for_url("**/place/**")


COVERED = """() => {
    const own = document.querySelector('.map-buttons').getBoundingClientRect();
    return [...document.querySelectorAll('.map-frame .map-marks circle, .map-frame svg text')]
        .filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width && box.left < own.right && box.right > own.left
                && box.top < own.bottom && box.bottom > own.top;
        }).map((one) => one.textContent);
}"""


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize(
    "address", ["/", "/country/CN", "/pair/CN/US", f"/place/{NINGBO}", f"/region/{ZHEJIANG}"]
)
def test_the_buttons_of_a_map_cover_no_mark_and_no_name(
    open_page: Open, address: str, size: dict[str, int]
) -> None:
    page = open_page(address, viewport=size)
    page.locator(".map-frame").first.scroll_into_view_if_needed()
    page.locator(".map-frame.is-live .map-buttons").first.wait_for()
    assert page.evaluate(COVERED) == []
    frame = page.locator(".map-frame").first.bounding_box()
    own = page.locator(".map-buttons").first.bounding_box()
    assert frame["x"] <= own["x"]
    assert own["x"] + own["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= own["y"]
    assert own["y"] + own["height"] <= frame["y"] + frame["height"]


def test_a_row_and_its_line_are_lit_together(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    figure = _live(page)
    row = page.locator("#ties tbody tr[data-tie]").nth(1)
    tie = row.get_attribute("data-tie")
    row.locator("a").first.focus()
    lit = figure.locator("[data-line].is-lit")
    assert lit.evaluate_all("all => all.map(one => one.dataset.line)") == [tie]
    page.evaluate("document.activeElement.blur()")
    assert lit.count() == 0
    mark = figure.locator(".map-mark").last
    mark.dispatch_event("click")
    ids = lit.evaluate_all("all => all.map(one => one.dataset.line)")
    assert ids
    rows = page.locator("tr.is-lit").evaluate_all("all => all.map(one => one.dataset.tie)")
    assert set(rows) == set(ids)


def _view(figure: Any) -> str:
    return str(figure.locator(".map-world").get_attribute("transform"))


def test_the_wheel_scrolls_the_page_until_the_map_is_meant(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    figure = _live(page)
    box = figure.locator(".map-frame").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 8)
    first, before = _view(figure), page.evaluate("scrollY")
    page.mouse.wheel(0, 40)
    page.wait_for_function("before => scrollY !== before", arg=before)
    assert _view(figure) == first
    box = figure.locator(".map-frame").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "first => document.querySelector('.map-world').getAttribute('transform') !== first",
        arg=first,
    )
    figure.locator(".map-all").click()
    page.wait_for_function(
        "first => document.querySelector('.map-world').getAttribute('transform') === first",
        arg=first,
    )
    assert figure.locator(".map-all").is_hidden()


def test_keys_move_the_map_and_go_from_mark_to_mark(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}")
    figure = _live(page)
    svg = figure.locator(".map-frame > svg")
    svg.focus()
    views = [_view(figure)]
    for key in ("+", "ArrowLeft", "ArrowDown", "-", "0"):
        page.keyboard.press(key)
        page.wait_for_timeout(80)
        views.append(_view(figure))
    assert views[0] == views[-1]
    assert len(set(views)) == 4
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.dataset.first")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.first") != first
    assert figure.locator(".map-card").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.map-card') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('map-mark')")


def test_two_fingers_come_closer_and_one_scrolls_the_page(open_page: Open) -> None:
    page = open_page(f"/place/{NINGBO}", **_PHONE)
    figure = _live(page)
    first = _view(figure)
    box = figure.locator(".map-frame").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step in range(7):
        gap = 20 + 12 * step
        points = [{"x": x - gap, "y": y, "id": 0}, {"x": x + gap, "y": y, "id": 1}]
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(150)
    assert _view(figure) != first
    look = "one => getComputedStyle(one).touchAction"
    svg = figure.locator(".map-frame > svg")
    assert svg.evaluate(look) == "none"
    figure.locator(".map-all").click()
    page.wait_for_timeout(100)
    assert svg.evaluate(look) == "pan-y"


def test_more_detail_is_fetched_when_the_map_comes_close(open_page: Open) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"/place/{NINGBO}")
    figure = _live(page)
    assert not [one for one in asked if "detail-" in one]
    with page.expect_response("**/detail-*.json"):
        for _ in range(5):
            figure.locator(".map-closer").click()
    assert not [one for one in asked if "maplibre" in one]


def test_a_map_is_saved_as_a_drawing_and_as_a_picture(open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"/place/{NINGBO}", accept_downloads=True, color_scheme="dark")
    figure = _live(page)
    with page.expect_download() as held:
        figure.locator(".map-files button", has_text="PNG").click()
    held.value.save_as(tmp_path / "map.png")
    data = (tmp_path / "map.png").read_bytes()
    assert data[:8] == bytes([137]) + b"PNG" + bytes([13, 10, 26, 10])
    assert int.from_bytes(data[16:20]) == 2160
    with page.expect_download() as held:
        figure.locator(".map-files a", has_text="SVG").click()
    held.value.save_as(tmp_path / "map.svg")
    drawn = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert drawn.get("viewBox") == "0 0 720 360"


def test_the_year_and_the_country_change_the_flows(open_page: Open) -> None:
    page = open_page("/")
    figure = _live(page, "flows")
    answer = figure.locator(".flow-answer")
    assert figure.locator(".map-flow[data-line]").count() == 150
    said = [answer.inner_text()]
    figure.locator("select").select_option("CN")
    said.append(answer.inner_text())
    assert "China" in figure.locator("figcaption h2").inner_text()
    figure.locator("input[type=range]").evaluate(
        "one => { one.value = 1990; one.dispatchEvent(new Event('input')); }"
    )
    said.append(answer.inner_text())
    assert "1990" in said[-1]
    assert len(set(said)) == 3
    assert "flows=CN&until=1990" in page.url
    said_under = figure.locator(".flow-coverage").inner_text()
    samples = figure.locator(".flow-sample").all_inner_texts()
    lines = figure.locator(".map-flow[data-line]").count()
    still = open_page(page.url, java_script_enabled=False)
    assert still.locator(".flow-answer").inner_text() == said[-1]
    assert still.locator(".flow-coverage").inner_text() == said_under
    assert still.locator(".flow-sample").all_inner_texts() == samples
    assert still.locator("figure.flows .map-lines path").count() == lines


@pytest.mark.parametrize(("address", "kind"), [
    (f"/path?from={NINGBO}&to=gn:2735943", "chains"), (f"/recommend?q={NINGBO}", "suggested"),
    ("/country/CN", "counts"),
])  # fmt: skip
def test_answers_have_maps_too(open_page: Open, address: str, kind: str) -> None:
    page = open_page(address)
    figure = _live(page, kind)
    mark = figure.locator(".map-mark").last
    mark.dispatch_event("click")
    card = figure.locator(".map-card")
    assert card.locator("strong").first.inner_text()
    assert page.evaluate(
        _INSIDE, [card.element_handle(), figure.locator(".map-frame").element_handle()]
    )
