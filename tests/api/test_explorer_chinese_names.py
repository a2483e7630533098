"""Chinese names of places elsewhere: as lists in Chinese write them, in simplified characters."""

from __future__ import annotations

from pathlib import Path

import world
from sistercities.api.explorer.chinese_names import chinese_place_names
from sistercities.api.explorer.store import Explorer


def test_places_of_japan_are_read_as_they_are_written(release_folder: Path) -> None:
    explorer = Explorer(release_folder)
    try:
        names = chinese_place_names(explorer)
    finally:
        explorer.close()
    assert names[world.MINAMIHARA] == "南原县"
    assert world.NINGWAN not in names, "a Chinese place has its own name"
