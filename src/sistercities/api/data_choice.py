"""Which data a verb reads: a release, and the overlays that are laid over it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sistercities.dataset.index.files import check_once
from sistercities.dataset.release.manifest import MANIFEST
from sistercities.dataset.release.store import Release, default_folder, open_unchecked
from sistercities.terms.late_methods import record

OVERLAY = "SISTERCITIES_OVERLAY"


@record
class Data:
    """The data to read: a release with overlays, as in `ties_of("Ningbo", data=Data(...))`.

    Attributes
    ----------
    folder
        Folder of another release; None takes the one that `SISTERCITIES_DATA` names, else the one
        in the package.
    overlays
        Names of imported registers, or folders of overlays. None takes those that
        `SISTERCITIES_OVERLAY` names, else none; an empty sequence takes none.
    """

    folder: str | Path | None = None
    overlays: Sequence[str | Path] | None = None


AnyData = str | Path | Data | None
"""What each verb takes as `data`: a folder alone, or a release with overlays."""


def as_data(data: AnyData = None) -> Data:
    """Take a folder alone as data without a word on overlays."""
    return data if isinstance(data, Data) else Data(data)


def without_overlays(data: AnyData = None) -> Data:
    """Return the release that is meant, with no overlay over it."""
    return replace(as_data(data), overlays=())


def open_data(data: AnyData = None) -> Release:
    """Open the release that is meant, with the overlays that are meant laid over it.

    Raises
    ------
    ReleaseError
        If the release is damaged.
    OverlayError
        If an overlay is missing or damaged.
    """
    chosen = as_data(data)
    named = overlays_named(chosen)
    release = open_unchecked(chosen.folder)
    if named:
        _lay_when_opened(release, named)
    check_once(release)
    return release


def _lay_when_opened(release: Release, named: Sequence[str | Path]) -> None:
    """Name the overlays that lie on a release, and lay them as soon as its tables are read."""
    from sistercities.dataset.overlays.laying import name_overlays, read_overlays, refuse_twins

    overlays = read_overlays(named)
    refuse_twins(overlays)
    name_overlays(release, overlays)

    def lay(opened: Release) -> None:
        from sistercities.dataset.overlays.merge import lay_over

        lay_over(opened, overlays)

    release.when_opened(lay)


def files_watched(data: AnyData = None) -> list[Path]:
    """Name the files that are replaced when the data that are meant change."""
    from sistercities.dataset.overlays.folder import CURRENT, overlay_folder

    chosen = as_data(data)
    folder = default_folder() if chosen.folder is None else Path(chosen.folder)
    pointers = [overlay_folder(one) / CURRENT for one in overlays_named(chosen)]
    return [folder / MANIFEST, *pointers]


def overlays_named(data: AnyData = None) -> tuple[str | Path, ...]:
    """Names or folders of the overlays that are meant."""
    chosen = as_data(data)
    if chosen.overlays is None:
        return tuple(each for each in os.environ.get(OVERLAY, "").split(os.pathsep) if each.strip())
    one = chosen.overlays
    return (one,) if isinstance(one, str | Path) else tuple(one)
