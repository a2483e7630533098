"""What the tests of the index begin with where it lies there already."""

from __future__ import annotations

import pytest

from dataset.index.lying_indexes import LyingIndexes


@pytest.fixture(scope="session")
def lying(tmp_path_factory: pytest.TempPathFactory) -> LyingIndexes:
    """Make the index of each drawn world once."""
    return LyingIndexes(tmp_path_factory.mktemp("lying"))
