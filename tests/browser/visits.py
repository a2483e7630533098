"""What a browser finds on a page: requests, complaints, faults of access, and how wide it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ZOOMED = {"200 %": {"width": 640, "height": 450}, "400 %": {"width": 320, "height": 225}}
"""A screen of 1280 pixels at twice and at four times the size."""
_TOO_WIDE = """
() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    return [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .filter(one => !one.closest('.scroll, .wide, .tabs, pre, .skip, .unseen, .map-frame'))
        .map(one => one.outerHTML.slice(0, 120));
}
"""
"""Folds are opened first: what is in them has to fit too, and closed it has no size of today."""
_MOVING = """
() => [...document.querySelectorAll('body *')].filter((one) => {
    const {transitionDuration, animationName} = getComputedStyle(one);
    return animationName !== 'none' || transitionDuration.split(', ').some((each) => each !== '0s');
}).length + document.getAnimations().length
"""
_CELLS = """
() => [...document.querySelectorAll('table.cards tbody tr > *')]
    .map(one => getComputedStyle(one).display).filter(one => one.startsWith('table'))
"""
TABLES = """
() => [...document.querySelectorAll('main table')]
    .map(table => table.innerText.split(/\\s+/).join(' '))
"""
"""Gives the words of the tables of a page."""
_WORDS = """
() => {
    const maps = [...document.querySelectorAll('.map-frame')];
    for (const map of maps) map.hidden = true;
    const said = document.querySelector('main').innerText;
    for (const map of maps) map.hidden = false;
    return said;
}
"""


@dataclass
class Visit:
    """A page looked at in both languages, light and dark, wide and narrow.

    Attributes
    ----------
    requests
        Addresses of everything that the browser asked for.
    complaints
        What the browser wrote to its console as an error: a script that fell, a policy broken.
    faults
        What axe finds, by how the page was shown.
    tables, words
        What the tables say, and the whole page but for names on maps, wide and in English.
    width
        Width of the page on a phone, in CSS pixels.
    too_wide
        Elements that stick out on a phone.
    table_cells
        Cells of tables that are no cards on a phone.
    sticking_out
        Elements that stick out where the page is zoomed, by language and size; "page" where it
        scrolls aside.
    moving
        Elements that move by themselves where less motion is asked for.
    """

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    words: str = ""
    width: int = 0
    too_wide: list[str] = field(default_factory=list)
    table_cells: list[str] = field(default_factory=list)
    sticking_out: dict[str, list[str]] = field(default_factory=dict)
    moving: int = 0


class Windows:
    """Two windows, English in light and Chinese in dark, in which pages are looked at in turn.

    The explorer keeps nothing with a reader, so that a page is the same in a window of its own;
    one that stays open has loaded scripts and letters before.

    Parameters
    ----------
    browser
        The browser.
    home
        Where addresses begin.
    """

    def __init__(self, browser: Any, home: str) -> None:
        self._found = Visit()
        self._contexts = [
            browser.new_context(
                locale=locale,
                base_url=home,
                viewport=WIDE,
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            for locale, scheme in (("en-GB", "light"), ("zh-CN", "dark"))
        ]
        self._english, self._chinese = (self._listened(one.new_page()) for one in self._contexts)

    def visit(self, address: str, *, has_own_colours: bool = True) -> Visit:
        """Look at one page: English in light, wide and on a phone, then Chinese in dark.

        A language has no colours of its own, so that those of the dark page are looked at once.

        Parameters
        ----------
        address
            Where the page is.
        has_own_colours
            Whether its colours are looked at on a phone too, where they are those of the wide page
            (`test_a_narrow_screen_has_no_colours_of_its_own`); that is half of what axe takes.
        """
        found = self._found = Visit()
        page = self._english
        page.set_viewport_size(WIDE)
        page.goto(address, wait_until="networkidle")
        found.tables, found.words = page.evaluate(TABLES), page.evaluate(_WORDS)
        found.moving = page.evaluate(_MOVING)
        found.faults["light"] = _faults(page)
        page.set_viewport_size(PHONE)
        found.faults["phone"] = _faults(page, () if has_own_colours else ("color-contrast",))
        found.width = page.evaluate("document.documentElement.scrollWidth")
        found.too_wide, found.table_cells = page.evaluate(_TOO_WIDE), page.evaluate(_CELLS)
        self._chinese.set_viewport_size(WIDE)
        self._chinese.goto(address)
        found.faults["Chinese, dark"] = _faults(self._chinese)
        for language, window in (("English", page), ("Chinese", self._chinese)):
            for size, viewport in ZOOMED.items():
                found.sticking_out[f"{language}, {size}"] = _sticking_out(window, viewport)
        for page in (self._english, self._chinese):
            page.goto("about:blank")  # what is still on its way belongs to this visit
        return found

    def close(self) -> None:
        """Close both."""
        for context in self._contexts:
            context.close()

    def _listened(self, page: Any) -> Any:
        """Note what a window asks for and complains of."""
        page.on("request", lambda one: self._found.requests.append(one.url))
        page.on("console", lambda one: self._complain(one.text if one.type == "error" else ""))
        page.on("pageerror", lambda one: self._complain(str(one)))
        return page

    def _complain(self, said: str) -> None:
        if said:
            self._found.complaints.append(said)


def _sticking_out(page: Any, viewport: dict[str, int]) -> list[str]:
    """Find what does not fit a narrow screen, and whether the page scrolls aside."""
    page.set_viewport_size(viewport)
    scrolls = page.evaluate("document.documentElement.scrollWidth") > viewport["width"]
    return [*(["page"] if scrolls else []), *page.evaluate(_TOO_WIDE)]


def _faults(page: Any, left_out: Sequence[str] = ()) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    rules = {rule: {"enabled": False} for rule in left_out}
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules})
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in found.response["violations"]
    ]  # fmt: skip
