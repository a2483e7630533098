"""The explorer as a user starts it, on the release in the package, and a browser that reads it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.addresses import ADDRESSES, COLOURS_ON_A_PHONE
from browser.served_explorer import Explorer, Running
from browser.visits import Visit, Windows
from kept_indexes import indexes_of

_RUNNING = pytest.StashKey[Running]()
_PATIENCE = 60_000.0
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "These tests need a browser and its driver: `apt-get install -y chromium` (or Chrome), and "
    "`pip install -e '.[browser,test]'`, which `make browser-test` does. {}"
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    """Give the tests of a page to one worker."""
    from browser.by_page import ByPage

    return ByPage(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start one explorer for all workers, and tell each where it is."""
    if _RUNNING not in node.config.stash:
        folder = Path(tempfile.mkdtemp(prefix="explorer-"))
        node.config.stash[_RUNNING] = Running(folder, indexes_of(node.config))
    explorer = node.config.stash[_RUNNING].explorer
    node.workerinput["explorer"] = (explorer.address, str(explorer.reports))


def pytest_unconfigure(config: Any) -> None:
    """End the explorer of the workers."""
    if _RUNNING in config.stash:
        running = config.stash[_RUNNING]
        said = running.stop()
        shutil.rmtree(running.explorer.reports.parent)
        assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def explorer(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Explorer]:
    """Give the explorer of all workers, or one of this process, when it answers."""
    told = getattr(request.config, "workerinput", {}).get("explorer")
    if told is not None:
        found = Explorer(told[0], Path(told[1]))
        found.wait()
        yield found
        return
    running = Running(tmp_path_factory.mktemp("explorer") / "own", indexes_of(request.config))
    try:
        running.explorer.wait()
        yield running.explorer
    finally:
        said = running.stop()
    assert "Traceback" not in said


@pytest.fixture(scope="session")
def reports(explorer: Explorer) -> Path:
    """Folder of the reports that are served."""
    return explorer.reports


@pytest.fixture(scope="session")
def home(explorer: Explorer) -> str:
    """Address of the explorer."""
    return explorer.address


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
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def visits(browser: Any, home: str) -> Iterator[Callable[[str], Visit]]:
    """Look at a page of each type once; what was found there serves several tests."""
    found: dict[str, Visit] = {}
    windows = Windows(browser, home)

    def look(name: str) -> Visit:
        if name not in found:
            found[name] = windows.visit(ADDRESSES[name], has_own_colours=name in COLOURS_ON_A_PHONE)
        return found[name]

    yield look
    windows.close()


@pytest.fixture(scope="session")
def bare(browser: Any, home: str) -> Iterator[Any]:
    """Give a window without JavaScript, in which one page after another is read."""
    context = browser.new_context(locale="en-GB", base_url=home, java_script_enabled=False)
    context.set_default_timeout(_PATIENCE)
    yield context.new_page()
    context.close()
