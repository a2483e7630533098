"""The release in the package, and the facts that recommendations rest on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.ground import Ground
from sistercities.partners.read_ground import read_ground


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    """Open the release in the package."""
    with open_release() as opened:
        yield opened


@pytest.fixture(scope="module")
def ground(release: Release) -> Ground:
    """Facts of the release."""
    return read_ground(release)
