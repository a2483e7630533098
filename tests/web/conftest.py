"""The explorer on the drawn world, and a reader that asks it without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.building import BuiltSite, build_site
from web.made_once import made_once
from web.reader import Reader


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Make what all applications share once in a worker."""
    with made_once():
        yield


@pytest.fixture(scope="session")
def site(release_folder: Path) -> Iterator[Site]:
    """Open the drawn world."""
    opened = open_site(release_folder)
    yield opened
    opened.explorer.close()


@pytest.fixture(scope="session")
def built(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuiltSite]:
    """Build the drawn world as files for an address of its own; read them, never write there."""
    out = tmp_path_factory.mktemp("static") / "site"
    static = StaticFiles(base="https://ties.test/here/")
    return out, build_site(out, data=release_folder, static=static)


@pytest.fixture(scope="session")
def guarded(guarded_folder: Path) -> Iterator[Reader]:
    """Ask the explorer of the drawn world with rows on what stands in the way."""
    opened = open_site(guarded_folder)
    asking = Reader(opened)
    yield asking
    asking.close()
    opened.explorer.close()


@pytest.fixture(scope="session")
def reader(site: Site) -> Iterator[Reader]:
    """Ask the explorer of the drawn world."""
    asking = Reader(site)
    yield asking
    asking.close()
