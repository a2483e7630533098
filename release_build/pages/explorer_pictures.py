"""Take the pictures of the explorer that docs/guide/explorer.md shows, from a running one.

`sistercities serve` first, then `python -m release_build.pages.explorer_pictures ADDRESS`. It needs
what the tests of the explorer need: Chromium and Playwright.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path("docs") / "guide" / "pictures"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_QUALITY = 72
_LOADED_MS = 2500.0
"""What scripts draw a page's map in, on a slow machine."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page, how wide and high the window is, and its colours."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    is_dark: bool = False


SHOTS = (
    Shot("start", "/"),
    Shot("start-phone", "/", 390, 844),
    Shot("place", "/place/gn:1799397"),
    Shot("place-phone-zh", "/place/gn:1799397?lang=zh", 390, 844),
    Shot("place-dark", "/place/gn:5856195", is_dark=True),
    Shot("country", "/country/CN"),
    Shot("pair", "/pair/CN/US"),
    Shot("compare", "/compare?place=Ningbo&place=Qingdao"),
    Shot("partners", "/recommend?q=Kutná Hora", 1280, 1100),
    Shot("study", "/studies/CN"),
)


def take(address: str, folder: Path = FOLDER) -> list[Path]:
    """Take all pictures as JPEG.

    Parameters
    ----------
    address
        Of the running explorer, as in `http://127.0.0.1:8000`.
    folder
        Where they go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox"])
        made = [_take(browser, address, shot, folder) for shot in SHOTS]
        browser.close()
    return made


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> Path:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, locale="en-GB",
        color_scheme="dark" if shot.is_dark else "light",
    )  # fmt: skip
    page.goto(address + shot.path, wait_until="load")
    page.wait_for_timeout(_LOADED_MS)
    path = folder / f"{shot.name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=_QUALITY)
    page.close()
    return path


if __name__ == "__main__":
    for one in take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"):
        print(f"{one}: {one.stat().st_size:,} bytes")
