"""The explorer on the drawn world, and a reader that asks it without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.web.site import Site, open_site
from web.reader import Reader


@pytest.fixture(scope="session")
def site(release_folder: Path) -> Iterator[Site]:
    """Open the drawn world."""
    opened = open_site(release_folder)
    yield opened
    opened.explorer.close()


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
