"""While pages are made, what is held to the end is not searched for cycles; afterwards it is."""

from __future__ import annotations

import gc
from pathlib import Path

from sistercities.web.site import StaticFiles
from sistercities.web.static.building import build_site


def test_what_is_held_is_passed_over_while_pages_are_made(
    release_folder: Path, tmp_path: Path
) -> None:
    seen: list[int] = []
    build_site(
        tmp_path / "site", data=release_folder, static=StaticFiles(languages=("en",)),
        progress=lambda *_: seen.append(gc.get_freeze_count()),
    )  # fmt: skip
    assert min(seen) > 10_000
    assert gc.get_freeze_count() == 0
