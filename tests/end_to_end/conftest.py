"""What imports on the release in the package share: its names take half a minute to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.dataset.overlays import importing
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.release_names import ReleaseNames

Kept = dict[tuple[Path, tuple[str, ...]], tuple[ReleaseNames, int]]


@pytest.fixture(scope="session", autouse=True)
def names_read_once() -> Iterator[None]:
    """Read the names of a release once, and again where a register has brought places of its own.

    Nothing else changes them; each import still resolves every line.
    """
    kept: Kept = {}

    def names_of(release: Release) -> ReleaseNames:
        key = (release.folder, release.shown)
        names, n_places = kept.pop(key, (None, 0))
        if names is None or len(names.gazetteer.places) != n_places:
            names = ReleaseNames(release)
        kept.clear()
        kept[key] = (names, len(names.gazetteer.places))
        return names

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(importing, "ReleaseNames", names_of)
        yield
