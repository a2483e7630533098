"""What a browser finds on a page: requests, complaints, faults of access, and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_GRAVE = ("serious", "critical")
_TOO_WIDE = """
() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => !one.closest('.scroll, .wide, pre, .skip, .unseen, .map-frame'))
    .map(one => one.outerHTML.slice(0, 120))
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
        What axe calls serious or critical, by how the page was shown.
    tables, words
        What the tables say, and the whole page but for names on maps, wide and in English.
    width
        Width of the page on a phone, in CSS pixels.
    too_wide
        Elements that stick out on a phone.
    table_cells
        Cells of tables that are no cards on a phone.
    """

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    words: str = ""
    width: int = 0
    too_wide: list[str] = field(default_factory=list)
    table_cells: list[str] = field(default_factory=list)


def visit(browser: Any, home: str, address: str) -> Visit:
    """Look at one page: English in light, dark and on a phone, then Chinese in dark."""
    found = Visit()
    context, page = _open(browser, home, found, "en-GB", "light")
    page.goto(address, wait_until="networkidle")
    found.tables, found.words = page.evaluate(TABLES), page.evaluate(_WORDS)
    found.faults["light"] = _faults(page)
    page.emulate_media(color_scheme="dark")
    found.faults["dark"] = _faults(page, only_colours=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found.faults["phone"] = _faults(page)
    found.width = page.evaluate("document.documentElement.scrollWidth")
    found.too_wide, found.table_cells = page.evaluate(_TOO_WIDE), page.evaluate(_CELLS)
    context.close()
    context, page = _open(browser, home, found, "zh-CN", "dark")
    page.goto(address)
    found.faults["Chinese, dark"] = _faults(page)
    context.close()
    return found


def _open(browser: Any, home: str, found: Visit, locale: str, scheme: str) -> tuple[Any, Any]:
    """Open a window that notes what its page asks for and complains of."""
    context = browser.new_context(locale=locale, base_url=home, viewport=WIDE, color_scheme=scheme)
    page = context.new_page()
    page.on("request", lambda one: found.requests.append(one.url))
    page.on("console", lambda one: found.complaints.extend([one.text] * (one.type == "error")))
    page.on("pageerror", lambda one: found.complaints.append(str(one)))
    return context, page


def _faults(page: Any, *, only_colours: bool = False) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if only_colours else {}
    found = Axe().run(page, options={"resultTypes": ["violations"]} | rules)
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in found.response["violations"] if one["impact"] in _GRAVE
    ]  # fmt: skip
