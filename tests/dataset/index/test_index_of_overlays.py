"""An index made of a copy of that of the release: it is the same as one made from the beginning."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
import world
from dataset import made_up_overlay
from sistercities.api.data_choice import Data, open_data
from sistercities.dataset.index import files, writing
from sistercities.dataset.index.opened import Index, in_memory, index_of
from sistercities.dataset.index.tables import HELD
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.terms.places import Place, Resolution

OWN = Place("x:gazette-neustedt", "Neustedt", "", "city", "DE", "", latitude=53.0, longitude=9.0,
            names=(("Neustedt", "und"),))  # fmt: skip


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))


def _ties(release: Path, _: Path) -> str:
    return str(made_up_overlay.write("gazette", release).folder)


def _places(release: Path, _: Path) -> str:
    tie = made_up_overlay.claim(1, world.TOKIWA, world.NINGWAN, "gazette", status="active")
    tie = replace(tie, b=Resolution(OWN.place_id, "point", 0.9))
    with open_release(release) as base:
        made = write_overlay(
            "gazette", [tie], made_up_overlay.source(), base, [], {"file": "made up"}, places=[OWN]
        )
    return str(made.folder)


def _rulings(release: Path, folder: Path) -> str:
    with open_release(release) as base:
        row = base.query("SELECT pair_id FROM country_pairs_now ORDER BY pair_id")[0]["pair_id"]
    file = folder / "rulings.csv"
    file.write_text(f"row_id,strength,reason\n{row},note,for a test\n", encoding="utf-8")
    return sc.registers.import_rulings(file, name="council", data=release).name


def _notices(release: Path, folder: Path) -> str:
    file = folder / "notices.csv"
    file.write_text("City,Country,Countries wished\nAltwerder,DE,China\n", encoding="utf-8")
    return sc.registers.import_notices(file, name="wishes", year=2026, data=release).name


def _all(index: Index) -> dict[str, list[tuple[object, ...]]]:
    made = ("keys_held", "keys_towns", "counts_held", "counts_towns")
    names = [*(held.name for held in HELD), *made]
    return {
        name: sorted(index.tuples(f"SELECT * FROM {name}"), key=repr)
        for name in names
    }  # fmt: skip


@pytest.mark.parametrize(
    "overlay", [_ties, _places, _rulings, _notices], ids=lambda make: make.__name__
)
def test_it_holds_what_one_made_from_the_beginning_holds(
    guarded_folder: Path, tmp_path: Path, overlay: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(overlay)
    data = Data(guarded_folder, [overlay(guarded_folder, tmp_path)])
    with open_data(guarded_folder) as bare:
        before = _all(index_of(bare))
    with open_data(data) as release:
        with monkeypatch.context() as while_made:
            while_made.setattr(writing, "write_index", _never)
            found = index_of(release)
        due = in_memory(release)
        assert _all(found) == _all(due)
        assert _all(found) != before
        assert found.path is not None
        typed = '"neu"'
        near = "SELECT rowid FROM near_held WHERE near_held MATCH ? ORDER BY rowid"
        assert found.tuples(near, (typed,)) == due.tuples(near, (typed,))
        due.close()
    with open_data(guarded_folder) as bare:
        assert _all(index_of(bare)) == before


def _never(*_: object) -> None:
    raise sqlite3.OperationalError("the index was made from the beginning")


def test_without_an_index_of_the_release_it_is_made_from_the_beginning(
    release_folder: Path, tmp_path: Path
) -> None:
    folder = _ties(release_folder, tmp_path)
    with open_data(Data(release_folder, [folder])) as release:
        for file in files.kept_files(release):
            for path in file.folder.glob("*.sqlite"):
                path.unlink()
        found, due = index_of(release), in_memory(release)
        assert _all(found) == _all(due)
        due.close()
