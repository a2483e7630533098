"""The site as files, under a path of a plain host: the same liveliness, and whole without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import world
from browser.file_server import serving_files
from browser.visits import PHONE, Visit, Windows
from sistercities.api.explorer.ties import TieFilter, list_ties
from sistercities.web.file_names import file_stem, page_file
from sistercities.web.host import read_host
from sistercities.web.scripts import built_scripts
from sistercities.web.site import StaticFiles, open_site
from sistercities.web.static.building import build_site
from sistercities.web.static.sheets import anchor_of, sheet_of

Open = Callable[..., Any]
PLACE = f"en/{page_file(f'/place/{world.NINGWAN}')}"
TIE = "~".join(sorted(next(iter(world.TIES))))
PAGES = {
    "start": "en/index.html",
    "place": PLACE,
    "region": f"en/{page_file(f'/region/{world.LANYU}')}",
    "country": "en/country/CN.html",
    "country's ties": "en/country/CN/ties.html",
    "pair": "en/pair/CN/JP.html",
    "reduced": f"{PLACE}#reduced",
    "evidence": f"en/{page_file(sheet_of(TIE))}#{anchor_of(TIE)}",
    "sheet": f"zh/{page_file(sheet_of(TIE))}",
    "search": "en/search.html",
}


@pytest.fixture(scope="module")
def folder(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the drawn world into a folder below another."""
    assert built_scripts() is not None, "build the scripts before: `make web`"
    above = tmp_path_factory.mktemp("host")
    build_site(above / "town" / "ties", data=release_folder)
    return above


@pytest.fixture(scope="module")
def files(folder: Path) -> Iterator[str]:
    """Address of the site on a plain host."""
    with serving_files(folder) as address:
        yield f"{address}/town/ties/"


@pytest.fixture(scope="module")
def due(release_folder: Path) -> Iterator[Callable[..., list[str]]]:
    """Stems of the ties of the place as the server orders and filters them."""
    site = open_site(release_folder)

    def ties(sort: str = "year", **wanted: Any) -> list[str]:
        found = list_ties(site.explorer, "place", [world.NINGWAN], TieFilter(**wanted), sort=sort)
        return [file_stem(one.tie_id) for one in found]

    yield ties
    site.explorer.close()


def _shown(page: Any) -> list[str]:
    """Stems of the ties in the table, in its order, those that are shown."""
    return list(
        page.locator("#ties tbody tr:not([hidden]) td:last-child a").evaluate_all(
            "all => all.map(one => one.getAttribute('href').match(/#(.*)$/)[1])"
        )
    )


def _drawn(page: Any) -> list[str]:
    """Stems of the ties that the map draws, in its order, as their links to the evidence say."""
    return list(page.locator("figure[data-map=ties]").get_attribute("data-ids").split())


def _live_map(page: Any) -> Any:
    figure = page.locator("figure[data-map]").first
    figure.scroll_into_view_if_needed()
    page.locator("figure[data-map][data-state]").first.wait_for()
    assert figure.get_attribute("data-reason") is None
    assert figure.get_attribute("data-state") == "live"
    return figure


@pytest.fixture(scope="module")
def looked(browser: Any, files: str) -> Iterator[Callable[[str], Visit]]:
    """Look at a page of each type once."""
    found: dict[str, Visit] = {}
    windows = Windows(browser, files)

    def look(name: str) -> Visit:
        if name not in found:
            found[name] = windows.visit(files + PAGES[name])
        return found[name]

    yield look
    windows.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_a_browser(
    looked: Callable[[str], Visit], files: str, name: str
) -> None:
    found = looked(name)
    own = (files, "data:", f"blob:{files.split('/town')[0]}/")
    assert [one for one in found.requests if not one.startswith(own)] == []
    assert found.complaints == []
    assert {shown: faults for shown, faults in found.faults.items() if faults} == {}
    assert found.width <= PHONE["width"], found.too_wide
    assert found.too_wide == []


def test_heads_sort_as_the_server_does_and_the_address_follows(
    open_page: Open, files: str, due: Callable[..., list[str]]
) -> None:
    page = open_page(files + PLACE)
    assert _shown(page) == due()
    for label, sort in (("Partner", "partner"), ("Since", "year"), ("Standing", "standing")):
        head = page.locator("#ties thead th", has_text=label)
        for direction, order in (("ascending", sort), ("descending", f"-{sort}")):
            head.get_by_role("button").click()
            assert _shown(page) == due(order)
            assert head.get_attribute("aria-sort") == direction
            assert page.locator("#ties thead th[aria-sort]").count() == 1
            assert page.url.endswith(f"?sort={order}")
    page.go_back()
    page.wait_for_function("location.search === '?sort=standing'")
    assert _shown(page) == due("standing")
    other = open_page(page.url)
    other.locator("#ties thead th[aria-sort=ascending]", has_text="Standing").wait_for()
    assert _shown(other) == due("standing"), "the address alone gives the same page"


def test_a_head_is_a_button_for_keys(open_page: Open, files: str) -> None:
    page = open_page(files + PLACE)
    head = page.locator("#ties thead th", has_text="Partner").get_by_role("button")
    head.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('th')?.ariaSort") == "ascending"
    said = page.locator("[role=status].unseen").all_inner_texts()
    assert "Sorted by Partner, ascending" in said


def test_the_map_draws_the_rows_of_the_page(
    open_page: Open, files: str, due: Callable[..., list[str]]
) -> None:
    page = open_page(files + PLACE)
    figure = _live_map(page)
    assert _drawn(page) == due()[: len(_drawn(page))]
    n, missing = (int(figure.get_attribute(f"data-{what}")) for what in ("count", "missing"))
    assert n + missing == len(_shown(page))
    page.locator("#ties thead th", has_text="Partner").get_by_role("button").click()
    assert _drawn(page) == due("partner"), "another order than the table"


def test_a_circle_that_is_touched_leads_to_the_place(open_page: Open, files: str) -> None:
    page = open_page(files + PLACE)
    figure = _live_map(page)
    figure.locator(".map-mark").last.click()
    card = page.locator(".map-card")
    card.wait_for()
    name = card.locator("strong").first.inner_text()
    card.locator("a").first.click()
    page.wait_for_url("**/place/*.html")
    assert name.startswith(page.locator("h1").inner_text().split()[0])


def test_a_map_of_numbers_moves_too(open_page: Open, files: str) -> None:
    page = open_page(files + PAGES["country"])
    figure = _live_map(page)
    held = json.loads(figure.get_attribute("data-held"))
    assert int(figure.get_attribute("data-count")) == len(held["counts"]) > 1


def test_the_map_of_two_countries_draws_the_rows_of_the_page(open_page: Open, files: str) -> None:
    page = open_page(files + PAGES["pair"])
    _live_map(page)
    assert page.locator(".map-buttons").count() == 1
    rows = page.locator("#ties tbody tr[data-at]").count()
    assert page.locator(".map-lines [data-line]").count() == rows > 0


def test_years_that_are_chosen_choose_rows_and_the_map(
    open_page: Open, files: str, due: Callable[..., list[str]]
) -> None:
    page = open_page(files + PLACE)
    _live_map(page)
    first, last = (page.locator(".brush input").nth(k) for k in (0, 1))
    low, high = int(first.get_attribute("min")), int(last.get_attribute("max"))
    first.evaluate(
        "(one, year) => { one.value = year; for (const what of ['input', 'change'])"
        " one.dispatchEvent(new Event(what)); }",
        low + (high - low) // 3,
    )
    year = int(first.input_value())
    assert year > low
    chosen = due(first_year=year, last_year=high)
    assert 0 < len(chosen) < len(due())
    assert _shown(page) == chosen
    assert _drawn(page) == chosen
    assert f"from={year}" in page.url
    said = page.locator(".rows-note").inner_text()
    assert said.startswith(f"{len(chosen)} of {len(due())} began from {year} to {high}.")
    other = open_page(page.url)
    other.locator(".rows-note", has_text="began from").wait_for()
    assert _shown(other) == chosen
    assert other.locator(".brush input").first.input_value() == str(year)
    page.get_by_role("button", name="Show all").click()
    assert _shown(page) == due()
    assert int(first.input_value()) == low
    assert "from=" not in page.url
    page.go_back()
    page.wait_for_function("location.search.includes('from=')")
    page.locator(".rows-note", has_text="began from").wait_for()
    assert _shown(page) == chosen


def test_years_of_a_country_lead_to_its_list(
    open_page: Open, files: str, release_folder: Path
) -> None:
    page = open_page(files + PAGES["country"])
    last = page.locator(".brush input").nth(1)
    low = int(last.get_attribute("min"))
    last.evaluate(
        "(one, year) => { one.value = year; one.dispatchEvent(new Event('input')); }", low + 10
    )
    high = int(last.input_value())
    page.locator(".brush a").click()
    page.wait_for_url("**/country/CN/ties.html?*")
    site = open_site(release_folder)
    start = int(page.url.partition("from=")[2].partition("&")[0])
    wanted = TieFilter(first_year=start, last_year=high)
    due = [file_stem(one.tie_id) for one in list_ties(site.explorer, "country", ["CN"], wanted)]
    site.explorer.close()
    page.locator("#ties tbody tr[hidden]").first.wait_for(state="attached")
    assert _shown(page) == due
    assert due


def test_a_phone_sorts_by_a_list(
    open_page: Open, files: str, due: Callable[..., list[str]]
) -> None:
    page = open_page(files + PLACE, viewport=PHONE, has_touch=True, is_mobile=True)
    page.get_by_label("Sort by").select_option("-partner")
    assert _shown(page) == due("-partner")
    assert page.url.endswith("?sort=-partner")


def test_a_list_of_several_pages_sorts_each_and_says_so(
    open_page: Open, release_folder: Path, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sistercities.web.asked.LARGEST_PAGE", 5)
        small = StaticFiles(country="CN", languages=("en",))
        build_site(tmp_path / "site", data=release_folder, static=small)
    with serving_files(tmp_path / "site") as address:
        page = open_page(f"{address}/en/country/CN/ties.html")
        before = _shown(page)
        page.locator("#ties thead th", has_text="Partner").get_by_role("button").click()
        assert page.locator(".rows-note").inner_text() == "Only the rows of this page are sorted."
        assert sorted(_shown(page)) == sorted(before)
        page.goto(f"{address}/en/country/CN/ties.html?from=1900&to=1901")
        assert _shown(page) == before, "years are chosen where all rows are"
        page.get_by_role("link", name="Next page").click()
        page.wait_for_url("**/ties-page2.html")
        assert not set(_shown(page)) & set(before)
        page.goto(f"{address}/en/country/CN.html")
        page.locator("figure.timeline").scroll_into_view_if_needed()
        assert page.locator("#countries").count() == 1
        assert page.locator(".brush").count() == 0


def test_without_javascript_and_from_a_disk_the_page_is_whole(
    open_page: Open, files: str, folder: Path, due: Callable[..., list[str]]
) -> None:
    bare = open_page(files + PLACE, java_script_enabled=False)
    disk = open_page((folder / "town" / "ties" / PLACE).as_uri())
    for page in (bare, disk):
        assert _shown(page) == due()
        assert page.locator("#ties thead button").count() == 0
        assert page.locator("figure[data-map] .map-frame > svg").count() == 1
        assert page.locator(".brush").count() == 0
        land = page.locator("figure[data-map] image").get_attribute("href")
        assert (folder / "town" / "ties" / PLACE).parent.joinpath(land).resolve().is_file()
    disk.locator("#ties tbody th a").first.click()
    disk.wait_for_url("file://**/place/*.html")


def test_a_reduced_page_stands_in_a_frame_of_another_host(
    open_page: Open, files: str, tmp_path: Path
) -> None:
    (tmp_path / "town.html").write_text(
        f'<!doctype html><title>Town</title><iframe src="{files}{PAGES["reduced"]}" '
        'width="600" height="640"></iframe>'
    )
    with serving_files(tmp_path) as host:
        page = open_page(f"{host}/town.html")
        frame = page.frame_locator("iframe")
        assert frame.locator("h1").inner_text().startswith("Ningwan")
        assert frame.locator("tbody tr").count() >= 2
        with page.context.expect_page() as opened:
            frame.get_by_role("link", name="The whole page").click()
        assert opened.value.locator("h1").inner_text().startswith("Ningwan")


_SHIFTS = (
    "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
    "moved += one.value; }).observe({type: 'layout-shift', buffered: true});"
)


@pytest.mark.parametrize(
    "address",
    [
        PAGES["reduced"],
        "en/search.html?q=ning",
        "en/search.html?q=zzz",
        "en/countries.html",
        "en/pair/CN/JP.html",
        "en/country/JP/ties.html",
        "en/country/JP/partners.html",
    ],
)
def test_nothing_moves_when_a_page_is_opened(open_page: Open, files: str, address: str) -> None:
    page = open_page("about:blank", viewport=PHONE)
    page.add_init_script(_SHIFTS)
    page.goto(files + address, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("moved") <= 0.02


@pytest.mark.parametrize("address", ["en/countries.html", "zh/country/CN/partners.html"])
def test_rows_stand_with_a_script_as_they_were_written(
    open_page: Open, files: str, address: str
) -> None:
    bare = open_page(files + address, java_script_enabled=False)
    lively = open_page(files + address)
    lively.locator("thead th button").first.wait_for()
    written, shown = (page.locator("tbody th").all_inner_texts() for page in (bare, lively))
    assert shown == written
    assert lively.locator("thead [aria-sort=descending]").count() == 1


def test_letters_are_for_who_finds_nothing(open_page: Open, files: str) -> None:
    page = open_page(f"{files}en/search.html?q=ningwan")
    page.locator("#index-found a").first.wait_for()
    letters = page.locator(".by-letter")
    assert not letters.is_visible()
    page.goto(f"{files}en/search.html?q=zzzz")
    page.locator("#index-words:not(:empty)").wait_for()
    assert letters.is_visible()
    page.goto(f"{files}en/search.html")
    assert letters.is_visible()


def test_a_long_name_of_the_site_leaves_room_on_a_phone(
    open_page: Open, release_folder: Path, tmp_path: Path
) -> None:
    title = "Partner cities & towns of the region, with a name of about eighty letters or so"
    static = StaticFiles(country="CN", languages=("en",))
    build_site(tmp_path / "s", data=release_folder, static=static, host=read_host(title=title))
    with serving_files(tmp_path / "s") as address:
        for width in (320, 390, 1280):
            page = open_page(
                f"{address}/en/country/CN.html", viewport={"width": width, "height": 800}
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator(".site-name").inner_text() == title
            assert page.locator("#site-q").evaluate("one => one.offsetWidth") >= 60
            button = page.locator(".menu-button")
            if button.is_visible():
                button.click()
                hung, menu = button.bounding_box(), page.locator("#menu").bounding_box()
                assert menu["y"] >= hung["y"] + hung["height"]
                assert menu["x"] >= 0


def test_the_address_shows_one_tie_and_the_page_takes_its_name(open_page: Open, files: str) -> None:
    for is_lively in (True, False):
        page = open_page(files + PAGES["evidence"], java_script_enabled=is_lively)
        shown = page.locator("section.leaf:visible")
        assert shown.count() == 1
        assert shown.get_attribute("id") == anchor_of(TIE)
        assert not page.locator(".leaf-list").is_visible()
        if is_lively:
            name = shown.locator("h2").inner_text()
            assert page.title().startswith(name.strip())
            page.locator("a.skip").focus()
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.id") == "content"
            assert shown.is_visible(), "to skip to the content hides nothing"
            page.get_by_role("link", name="中文").click()
            assert page.locator("section.leaf:visible").get_attribute("id") == anchor_of(TIE)
    bare = open_page(files + PAGES["sheet"], java_script_enabled=False)
    assert bare.locator("section.leaf:visible").count() == 0
    bare.locator(".leaf-list a").first.click()
    assert bare.locator("section.leaf:visible").count() == 1


@pytest.mark.parametrize("has_base", [True, False])
def test_a_host_of_files_leads_on_from_earlier_addresses(
    open_page: Open, release_folder: Path, tmp_path: Path, has_base: bool
) -> None:
    with serving_files(tmp_path, missing="town/ties/404.html") as host:
        base = f"{host}/town/ties/"
        static = StaticFiles(base=base if has_base else "", languages=("en",))
        build_site(tmp_path / "town" / "ties", data=release_folder, static=static)
        stem = file_stem(f"/place/{world.NINGWAN}")
        for before, now in (
            (f"en/embed/{stem}.html", f"en/{stem}.html#reduced"),
            ("en/tie/gn-2738752~gn-3029974.html", "en/ties/gn_2738.html#gn-2738752~gn-3029974"),
        ):
            page = open_page(base + before)
            page.wait_for_url(base + now)
        missing = open_page("about:blank", viewport=PHONE)
        failed: list[str] = []
        missing.on("pageerror", lambda error: failed.append(str(error)))
        missing.add_init_script(_SHIFTS)
        missing.goto(f"{base}404.html", wait_until="networkidle")
        assert not failed, "found by several ways, the script runs for each"
        missing.goto(f"{base}en/place/nowhere.html", wait_until="networkidle")
        assert missing.evaluate("moved") <= 0.02
        assert "No page has this address" in missing.inner_text("main")
        assert missing.get_by_role("link", name="Countries").is_visible()
        missing.get_by_role("searchbox").fill("Ningwan")
        missing.get_by_role("searchbox").press("Enter")
        missing.wait_for_url(f"{base}en/search.html?q=Ningwan")
        missing.go_back()
        missing.locator("#home").click()
        missing.wait_for_url(f"{base}**")


def test_the_map_of_two_countries_moves_with_the_rows_of_its_page(
    open_page: Open, files: str
) -> None:
    page = open_page(files + PAGES["pair"])
    page.locator("figure[data-map=chains][data-state=live]").wait_for()
    figure = page.locator("figure[data-map=chains]")
    rows = page.locator("#ties tbody tr[data-at]")
    assert rows.count()
    ends = rows.evaluate_all(
        "all => all.flatMap(row => [0, 1].map(k => row.cells[k].querySelector('a').innerText"
        " + row.dataset.at.split(' ').slice(2 * k, 2 * k + 2)))"
    )
    assert int(figure.get_attribute("data-count")) == len(set(ends))
    rows.first.hover()
    assert page.locator(".map-lines .is-lit").count()
