"""Which overlays lie on a release: known before they are laid over its tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sistercities.dataset.overlays.overlay import Overlay, read_overlay
from sistercities.dataset.release.store import Release
from sistercities.errors import OverlayError


def read_overlays(named: Sequence[str | Path]) -> list[Overlay]:
    """Read overlays by name or path, each once, in the order of their names."""
    found = {overlay.folder.absolute(): overlay for overlay in map(read_overlay, named)}
    return sorted(found.values(), key=lambda one: (one.name, one.source_id))


def name_overlays(release: Release, overlays: Sequence[Overlay]) -> None:
    """Let the version of the opened data say which overlays lie on them."""
    release.overlays = tuple(f"{one.name}.{one.content_sha256[:8]}" for one in overlays)
    release.overlay_sums = tuple(f"{one.source_id} {one.content_sha256}" for one in overlays)


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
