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


def kept_record(
    release: Release,
    kind: Kind,
    make: Callable[[], Any],
    is_same: Callable[[Any], bool] = lambda _: False,
) -> Any:
    """Return a record from the file beside the index of its release; make it where there is none.

    Parameters
    ----------
    release
        An opened release; with towns of its gazetteer shown nothing is kept.
    kind
        Of which kind it is.
    make
        Makes it. Its errors are those of the caller.
    is_same
        Whether the record of the release without its overlays is that of this one too.
    """
    index = index_of(release)
    if index.path is None or release.shown:
        return make()
    found = _read(index.path, kind)
    if found is None and index.below is not None:
        other = _read(index.below, kind)
        found = other if other is not None and is_same(other) else None
    if found is None:
        found = make()
        with suppress(TypeError):  # a value that has no place in the file
            write_beside(index.path, kind.name, packed(found, kind))
    return found


def _read(path: Path, kind: Kind) -> Any:
    content = read_beside(path, kind.name)
    if content is None:
        return None
    try:
        return unpacked(content, kind)
    except UNREADABLE:
        return None
