"""Records that follow from a release, kept beside its index; made anew where one is not whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sistercities.dataset.index.beside import (
    knows_beside,
    mapped_beside,
    note_beside,
    seen_beside,
    write_beside,
)
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.packed_records import UNREADABLE, Kind, unpacked


def kept_record(
    release: Release,
    kind: Kind,
    make: Callable[[], Any],
    is_same: Callable[[Any], bool] = lambda _: False,
    to_be_kept: Callable[[Any], Any] = lambda made: made,
    *,
    is_of_ties: bool = False,
) -> Any:
    """Return a record from the file beside the index of its release; make it where there is none.

    Parameters
    ----------
    release
        An opened release; with towns of its gazetteer shown only what is of ties is kept.
    kind
        Of which kind it is.
    make
        Makes it. Its errors are those of the caller.
    is_same
        Whether the record of the release without its overlays is that of this one too.
    to_be_kept
        Adds to one that was made what is worth its time where it is kept.
    is_of_ties
        Whether it holds of ties alone: a town of the gazetteer has none, and changes nothing.
    """
    index = index_of(release)
    if index.path is None or (release.shown and not is_of_ties):
        return make()
    found = _read(index.path, kind)
    if found is None and index.below is not None:
        other = _read(index.below, kind)
        found = other if other is not None and is_same(other) else None
    if found is None:
        from sistercities.partners.packing_records import packed  # most find it kept

        found = to_be_kept(make())
        with suppress(TypeError):  # a value that has no place in the file
            write_beside(index.path, kind.name, packed(found, kind))
    return found


def record_beside(release: Release, kind: Kind) -> Any:
    """Return what is kept of a release without towns of its gazetteer; None where nothing is.

    Parameters
    ----------
    release
        An opened release, whatever it shows.
    kind
        Of which kind it is.
    """
    path = index_of(release).path
    return None if path is None else _read(path, kind)


def _read(path: Path, kind: Kind) -> Any:
    found = seen_beside(path, kind.name, kind.code())
    kept = mapped_beside(path, kind.name)
    if kept is None:
        return None
    # Where another process put its own in the place meanwhile, that is compared.
    is_same = seen_beside(path, kind.name, ()) == found[:1]
    is_known = is_same and knows_beside(path, kind.name, found)
    try:
        record = unpacked(kept, kind, is_known=is_known)
    except UNREADABLE:
        return None
    if is_same and not is_known:
        note_beside(path, kind.name, found)
    return record
