"""What an overlay tells of two regions is told of the ties that lie inside as well."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
import world
from dataset import made_up_overlay
from dataset.index.index_rows import all_rows
from dataset.index.lying_indexes import LyingIndexes
from sistercities.api.data_choice import Data, open_data
from sistercities.dataset.index import layer
from sistercities.dataset.index.opened import in_memory, index_of
from sistercities.dataset.index.tables import attach
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.terms.places import Resolution

INSIDE = f"{world.ALTWERDER}~{world.NINGWAN}"
"""A tie of two towns, whose regions Nordmark and Qingmo are sisters since a year not known."""


@pytest.fixture(autouse=True)
def with_release(
    release_folder: Path, tmp_path: Path, lying: LyingIndexes, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give the drawn world, the index of which lies in a folder of its own."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))
    lying.put(release_folder, tmp_path / "cache")
    return release_folder


def _told(release: Path, **stated: str) -> list[tuple[object, ...]]:
    """Say what is told of the tie inside, where an overlay tells of its regions alone."""
    of_regions = made_up_overlay.claim(1, world.NORDMARK, world.QINGMO, **stated)
    folder = made_up_overlay.write("gazette", release, [of_regions]).folder
    with open_data(Data(release, [folder])) as opened:
        found, due = index_of(opened), in_memory(opened)
        assert all_rows(found) == all_rows(due)
        due.close()
        return found.tuples(
            "SELECT DISTINCT region_tie, region_year FROM tie_ends WHERE tie_id = ?", [INSIDE]
        )


def test_a_tie_inside_is_told_with_the_year_that_an_overlay_has_of_its_regions(
    with_release: Path,
) -> None:
    regions = f"{world.NORDMARK}~{world.QINGMO}"
    assert _told(with_release, start="1987", precision="year") == [(regions, 1987)]


def test_a_tie_lies_inside_no_more_where_an_overlay_ends_that_of_its_regions(
    with_release: Path,
) -> None:
    assert _told(with_release, status="ended", end="2028") == [(None, None)]


def test_a_place_of_an_overlay_lies_in_its_region_though_no_tie_of_it_is_known(
    with_release: Path,
) -> None:
    own = replace(made_up_overlay.OWN, parent_ids=(world.NORDMARK,))
    waits = made_up_overlay.claim(1, world.TOKIWA, "")
    waits = replace(waits, a=Resolution(own.place_id, "point", 0.9))
    with open_release(with_release) as base:
        made = write_overlay(
            "gazette",
            [waits],
            made_up_overlay.source(),
            base,
            [],
            {"file": "made up"},
            places=[own],
        )
    with open_data(Data(with_release, [made.folder])) as opened:
        found, due = index_of(opened), in_memory(opened)
        assert all_rows(found) == all_rows(due)
        due.close()
        of_own = f"SELECT region_id FROM around WHERE place_id = '{own.place_id}'"
        assert found.tuples(of_own) == [(world.NORDMARK,)]


def test_whoever_waits_for_it_is_told_each_step(with_release: Path, tmp_path: Path) -> None:
    folder = made_up_overlay.write("gazette", with_release).folder
    steps: list[tuple[int, int]] = []
    with open_data(with_release) as bare:
        below = index_of(bare).path
    assert below is not None
    with open_data(Data(with_release, [folder])) as opened:
        into = sqlite3.connect(f"file:{tmp_path / 'upper'}", uri=True, isolation_level=None)
        attach(into, below)
        layer.write_layer(opened, into, "gazette", lambda *step: steps.append(step))
        into.close()
    (total,) = {of for _, of in steps}
    assert steps == [(done, total) for done in range(total)]
    assert total > 1


def test_where_no_claim_is_added_the_tables_of_ties_are_not_made(
    with_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notices.csv"
    file.write_text("City,Country,Countries wished\nAltwerder,DE,China\n", encoding="utf-8")
    made = sc.registers.import_notices(file, name="wishes", year=2026, data=with_release)

    def make(*_: object) -> None:
        raise AssertionError("tables of ties are made")

    monkeypatch.setattr(layer, "_make_tie_tables", make)
    with open_data(Data(with_release, [made.name])) as opened:
        assert index_of(opened).path is not None
