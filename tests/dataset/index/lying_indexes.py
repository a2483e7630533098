"""Indexes of the drawn worlds that lie there already: made once, copied by whoever needs one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sistercities.api.data_choice import open_data
from sistercities.dataset.index.opened import index_of


class LyingIndexes:
    """Indexes of releases without overlays.

    Parameters
    ----------
    folder
        In which they are made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Path, Path] = {}

    def put(self, release: Path, cache: Path) -> None:
        """Put the index of a release into a folder, in which it may be harmed."""
        if release not in self._made:
            self._made[release] = self._make(release)
        shutil.copytree(self._made[release], cache, dirs_exist_ok=True)

    def _make(self, release: Path) -> Path:
        folder = self._folder / str(len(self._made))
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("SISTERCITIES_INDEX", str(folder))
            with open_data(release) as found:
                assert index_of(found).path is not None
        return folder
