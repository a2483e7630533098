"""What tests on the release in the package share: the network of its ties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sistercities.api import tie_paths
from sistercities.dataset.release.store import Release


@pytest.fixture(scope="module")
def release_read_once() -> Iterator[None]:
    """Read the ties of the release as a network once for a module's tests.

    For tests that lay nothing over it: each verb still looks up its places and asks its questions.
    """
    read = tie_paths.network_of
    networks: dict[tuple[Path, bool], Any] = {}

    def network_of(release: Release, *, past: bool) -> Any:
        key = (release.folder, past)
        if key not in networks:
            networks[key] = read(release, past=past)
        return networks[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tie_paths, "network_of", network_of)
        yield
