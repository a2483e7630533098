"""Which overlays lie on a release: known at once, laid over its tables when these are first read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sistercities.dataset.overlays.overlay import Overlay, read_overlay
from sistercities.dataset.release.store import Release
from sistercities.errors import OverlayError


def lay_when_opened(release: Release, named: Sequence[str | Path]) -> None:
    """Name the overlays that lie on a release, and lay them as soon as its tables are read.

    Parameters
    ----------
    release
        An opened release on which nothing lies.
    named
        Overlays by name or path.

    Raises
    ------
    OverlayError
        If an overlay is missing or damaged, or two have one source.
    """
    overlays = read_overlays(named)
    refuse_twins(overlays)
    name_overlays(release, overlays)

    def lay(opened: Release) -> None:
        from sistercities.dataset.overlays.merge import lay_over

        lay_over(opened, overlays)

    release.when_opened(lay)


def read_overlays(named: Sequence[str | Path]) -> list[Overlay]:
    """Read overlays by name or path, each once, in the order of their names."""
    found = {overlay.folder.absolute(): overlay for overlay in map(read_overlay, named)}
    return sorted(found.values(), key=lambda one: (one.name, one.source_id))


def name_overlays(release: Release, overlays: Sequence[Overlay]) -> None:
    """Let the version of the opened data say which overlays lie on them."""
    release.overlays = tuple(f"{one.name}.{one.content_sha256[:8]}" for one in overlays)
    release.overlay_sums = tuple(
        f"{one.source_id} {one.content_sha256}" for one in overlays
    )


def refuse_twins(overlays: Sequence[Overlay]) -> None:
    """Refuse two overlays of one source.

    Raises
    ------
    OverlayError
        If there are two.
    """
    seen: dict[str, Overlay] = {}
    for overlay in overlays:
        if overlay.source_id in seen:
            other = seen[overlay.source_id].folder
            raise OverlayError(
                str(overlay.folder),
                f"has the source {overlay.source_id} of {other}",
                "leave one of the two out",
            )
        seen[overlay.source_id] = overlay
