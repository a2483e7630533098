"""The explorer as a user starts it, on the release in the package, and a browser that reads it."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sistercities.api as sc
from browser.addresses import ADDRESSES
from browser.visits import Visit, visit

_PATIENCE = 90.0
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "These tests need a browser and its driver: `apt-get install -y chromium` (or Chrome), and "
    "`pip install -e '.[browser,test]'`, which `make browser-test` does. {}"
)


@pytest.fixture(scope="session")
def reports(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report of the drawn world as `study all` does, with few draws."""
    folder = tmp_path_factory.mktemp("reports")
    made = sc.study_all("CN", draws=2, data=release_folder)
    sc.write_report(made, folder / "CN", data=release_folder)
    return folder


@pytest.fixture(scope="session")
def home(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of the release, in a process of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    said = tmp_path_factory.mktemp("server") / "said"
    command = [
        sys.executable, "-c", "from sistercities.cli import main; raise SystemExit(main())",
        "serve", "--port", str(port), "--reports", str(reports),
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    with said.open("wb") as written:
        server = subprocess.Popen(command, stdout=written, stderr=written)
        _wait(address, server)
        yield address
        server.send_signal(signal.SIGINT)
        server.wait(_PATIENCE)
    assert "Traceback" not in said.read_text(encoding="utf-8")


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the explorer does not start; try `sistercities serve`")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give one Chromium for all tests; its absence is a failure, so that nothing is passed over."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail(MISSING.format("Playwright is missing."))
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(MISSING.format("No Chromium is on the path."))
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-component-update",
                "--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage",
            ],
        )  # fmt: skip
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Any, home: str) -> Iterator[Callable[..., Any]]:
    """Open a page in a window of its own; the settings are those of a Playwright context."""
    contexts = []

    def open_one(address: str = "/", **settings: Any) -> Any:
        context = browser.new_context(**({"locale": "en-GB", "base_url": home} | settings))
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def visits(browser: Any, home: str) -> Callable[[str], Visit]:
    """Look at a page of each type once; what was found there serves several tests."""
    found: dict[str, Visit] = {}

    def look(name: str) -> Visit:
        if name not in found:
            found[name] = visit(browser, home, ADDRESSES[name])
        return found[name]

    return look
