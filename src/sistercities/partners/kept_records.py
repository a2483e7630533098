"""Records that follow from a release, kept beside its index; made anew where one is not whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sistercities.dataset.index.beside import read_beside, write_beside
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.packed_records import UNREADABLE, Kind, packed, unpacked


def kept_record(release: Release, kind: Kind, make: Callable[[], Any]) -> Any:
    """Return a record from the file beside the index of its release; make it where there is none.

    Parameters
    ----------
    release
        An opened release; with towns of its gazetteer shown nothing is kept.
    kind
        Of which kind it is.
    make
        Makes it. Its errors are those of the caller.
    """
    path = index_of(release).path
    if path is None or release.shown:
        return make()
    found = _read(path, kind)
    if found is None:
        found = make()
        with suppress(TypeError):  # a value that has no place in the file
            write_beside(path, kind.name, packed(found, kind))
    return found


def _read(path: Path, kind: Kind) -> Any:
    content = read_beside(path, kind.name)
    if content is None:
        return None
    try:
        return unpacked(content, kind)
    except UNREADABLE:
        return None
