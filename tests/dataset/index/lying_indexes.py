"""Indexes of the drawn worlds that lie there already: made once, copied by whoever needs one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sistercities.api.data_choice import Data, open_data
from sistercities.dataset.index.opened import index_of


class LyingIndexes:
    """Indexes of releases, alone or with an overlay of which every test writes the same.

    Parameters
    ----------
    folder
        In which they are made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[Path, str], Path] = {}

    def put(self, release: Path, cache: Path, overlay: str = "") -> None:
        """Put the index of a release into a folder, in which it may be harmed."""
        key = release, Path(overlay).name
        if key not in self._made:
            self._made[key] = self._make(Data(release, [overlay] if overlay else ()))
        shutil.copytree(self._made[key], cache, dirs_exist_ok=True)

    def _make(self, release: Data) -> Path:
        folder = self._folder / str(len(self._made))
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("SISTERCITIES_INDEX", str(folder))
            with open_data(release) as found:
                assert index_of(found).path is not None
        return folder
