"""The ties of a sheet stand in its one frame: none makes a head and a citation of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sistercities.api.explorer.everything import ties_held
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages import tie
from sistercities.web.rendering import render
from sistercities.web.site import Site, StaticFiles
from sistercities.web.static.lean_templates import lean_environment
from sistercities.web.static.sheets import anchor_of, sheet_page, sheets_of


def test_no_tie_of_a_sheet_makes_a_frame_of_its_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a frame was made that no page shows")

    monkeypatch.setattr(tie, "make_frame", refused)
    files = replace(site, static=StaticFiles())
    path, ids = next(iter(sheets_of(ties_held(site.explorer)).items()))
    made = render(
        sheet_page(Asked(files, Words("en"), path, {}, ""), ids), None, lean_environment()
    )
    assert all(f'"{anchor_of(one)}"' in made for one in ids)
