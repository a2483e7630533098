"""The release in the package, and the facts that recommendations rest on."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release
from sistercities.partners.ground import Ground


@pytest.fixture(scope="session")
def release(package_release: Release) -> Release:
    """Open the release in the package."""
    return package_release


@pytest.fixture(scope="session")
def ground(package_ground: Ground) -> Ground:
    """Facts of the release."""
    return package_ground
