"""What one comes to the explorer for takes three steps at most: by mouse, keys, finger, and bare.

A step is a link or a button that is used, or words that are typed and sent. Words beside each task
in `docs/guide/explorer.md` say how many steps it takes; they are compared with those taken here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "explorer.md"
MOST = 3
WAYS: dict[str, dict[str, Any]] = {
    "mouse": {},
    "keys": {},
    "finger": {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}},
    "bare": {"java_script_enabled": False},
}


class Hand:
    """Somebody at the start of the explorer, who uses it in one way and counts the steps."""

    def __init__(self, page: Any, way: str) -> None:
        self.page, self.way, self.steps = page, way, 0

    def send(self, field: str, text: str) -> None:
        """Type into a field and send it with the key that keyboards of phones have too."""
        found = self.page.locator(field).first
        if self.way == "keys":
            self._reach(field)
        found.fill(text)
        with self.page.expect_navigation():
            found.press("Enter")
        self.steps += 1

    def use(self, part: str) -> None:
        """Use a link, a button or a summary."""
        found = self.page.locator(part).first
        if self.way == "keys":
            self._reach(part)
            self.page.keyboard.press("Enter")
        elif self.way == "finger":
            found.tap()
        else:
            found.click()
        self.steps += 1

    def _reach(self, part: str) -> None:
        """Go with the tabulator to a part of the page, as one who has no pointer."""
        found = self.page.locator(part).first
        found.wait_for()
        for _ in range(400):
            if found.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {part}")

    def sees(self, part: str) -> Any:
        """Wait until a part is seen."""
        found = self.page.locator(part).first
        found.wait_for(state="visible")
        return found


def _find(hand: Hand) -> None:
    hand.send('main input[name="q"]', "Ningbo")
    assert hand.sees("h1").inner_text().startswith("Ningbo")


def _years(hand: Hand) -> None:
    _find(hand)
    assert re.search(
        r"\d+ of \d+ partnerships have a known year",
        hand.sees("figure.timeline .foot").inner_text(),
    )


def _inside(hand: Hand) -> None:
    _find(hand)
    hand.use('a[href*="inside=yes"]')
    hand.page.wait_for_url("**inside=yes*")
    assert "sisters" in hand.sees("#ties tbody tr").inner_text()


def _compare(hand: Hand) -> None:
    _find(hand)
    hand.use('#next a[href*="/compare"]')
    hand.page.wait_for_url("**/compare*")
    hand.send('main input[name="place"] >> nth=1', "Qingdao")
    hand.sees("#numbers")
    assert "Qingdao" in hand.sees("h1").inner_text()


def _partners(hand: Hand) -> None:
    _find(hand)
    hand.use('#next a[href*="/recommend"]')
    hand.page.wait_for_url("**/recommend*")
    hand.sees("ol.partners li")


def _path(hand: Hand) -> None:
    _find(hand)
    hand.use('#next a[href*="/path"]')
    hand.page.wait_for_url("**/path*")
    hand.send('main input[name="to"]', "Porto")
    hand.sees("ol.chains")


def _on_sheet(part: str) -> Callable[[Hand], None]:
    def done(hand: Hand) -> None:
        _find(hand)
        hand.use(".share-link a")
        hand.sees(part)

    return done


def _chinese(hand: Hand) -> None:
    hand.use('.languages a[hreflang^="zh"]')
    hand.page.wait_for_url("**lang=zh*")
    assert hand.page.locator("html").get_attribute("lang") == "zh-Hans"


def _download(hand: Hand) -> None:
    _find(hand)
    with hand.page.expect_download() as taken:
        hand.use('section[aria-labelledby="ties-heading"] .feeds a[href*=".csv"]')
    assert taken.value.suggested_filename.endswith(".csv")


TASKS: dict[str, Callable[[Hand], None]] = {
    "find a place": _find,
    "read its years": _years,
    "see which of its ties lie inside sister provinces": _inside,
    "compare it with another": _compare,
    "find partners for it": _partners,
    "find the path to another": _path,
    "cite its page": _on_sheet("#citation"),
    "embed its page": _on_sheet("#share-embed"),
    "correct what it says": _on_sheet("#share-correct"),
    "switch to Chinese": _chinese,
    "download its ties": _download,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_three_steps_at_most(open_page: Open, task: str, way: str) -> None:
    hand = Hand(open_page("/", **WAYS[way]), way)
    TASKS[task](hand)
    assert 0 < hand.steps <= MOST
    assert hand.steps == _told()[task]


def _told() -> dict[str, int]:
    """Read how many steps the guide says that each task takes."""
    rows = re.findall(
        r"^\| ([a-zC][^|]+) \| .* \| (\d) \|$", GUIDE.read_text("utf-8"), re.MULTILINE
    )
    return {name.strip(): int(steps) for name, steps in rows}


def test_the_guide_tells_of_every_task() -> None:
    assert set(_told()) == set(TASKS)
