"""What is suggested for a letter or two, found by main names alone, is what all names lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.api.explorer import searching
from sistercities.api.explorer.searching import suggest_places
from sistercities.api.explorer.store import Explorer


@pytest.mark.parametrize("most", [1, 2, 3, 8])
def test_the_short_way_leads_where_the_long_one_does(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    explorer = Explorer(release_folder)
    names = [name for (name,) in explorer.index.tuples("SELECT DISTINCT name FROM names")]
    typed = sorted({name[:end] for name in names for end in (1, 2, 3, len(name))})
    short = {text: suggest_places(explorer, text, most) for text in typed}
    monkeypatch.setattr(searching, "_FIRST_MET", searching._ALL_MET)
    long = {text: suggest_places(explorer, text, most) for text in typed}
    assert short == long
    assert most > 3 or any(len(found) == most for found in long.values())
    assert any(line.known_as for found in long.values() for line in found)
    explorer.close()
