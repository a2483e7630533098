"""What is made of the release in the package is kept from run to run: to make it takes a minute.

That is its index, the names that it is resolved against, and what recommendations rest on. They are
taken only where the data and all code that may decide them are those of before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import sistercities

_PACKAGE = Path(str(sistercities.__file__)).parent
_KEPT = Path(__file__).parents[1] / ".pytest_cache" / "d" / "indexes"
_ROOMS = ("api", "dataset", "network", "partners", "sources", "terms", "../twolevel")


def indexes_of(config: pytest.Config) -> Path:
    """Folder of the indexes of a run, which all its workers share."""
    own = Path(config._tmp_path_factory.getbasetemp())  # type: ignore[attr-defined]
    return (own.parent if hasattr(config, "workerinput") else own) / "indexes"


def take_kept(into: Path) -> None:
    """Put what an earlier run kept into the folder of indexes of this one."""
    with suppress(OSError):
        for path in _files(_KEPT / _named()):
            into.mkdir(exist_ok=True)
            shutil.copyfile(path, into / path.name)  # a test may harm its own


def keep(indexes: Path) -> None:
    """Keep what this run has of the release in the package, in place of what was kept before."""
    from sistercities.dataset.index.files import index_name
    from sistercities.dataset.release.store import open_unchecked
    from sistercities.errors import ReleaseError

    with suppress(OSError, ReleaseError):
        name = index_name(open_unchecked(_PACKAGE / "data"))
        found = [path for path in _files(indexes) if path.name.startswith(name)]
        if not found:
            return
        shutil.rmtree(_KEPT, ignore_errors=True)
        (_KEPT / _named()).mkdir(parents=True, exist_ok=True)
        for path in found:
            _same(path, _KEPT / _named() / path.name)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that is perhaps not there."""
    with suppress(FileNotFoundError):
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def _same(path: Path, other: Path) -> None:
    """Give a file a second name, or copy it; one that another run takes away is made anew."""
    with suppress(OSError):
        try:
            os.link(path, other)
        except OSError:
            shutil.copyfile(path, other)


def _named() -> str:
    """Name the data, the code of the rooms that make something of them, and Python."""
    named = hashlib.sha256(sys.version.encode())
    named.update((_PACKAGE / "data" / "datapackage.json").read_bytes())
    for path in sorted(one for room in _ROOMS for one in (_PACKAGE / room).rglob("*.py")):
        named.update(path.read_bytes())
    return named.hexdigest()[:16]
