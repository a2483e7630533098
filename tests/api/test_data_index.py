"""The index made before anybody asks, with all that is kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.data_choice import open_data
from sistercities.api.data_index import index_data
from sistercities.api.ground import ground_of

KINDS = {"names", "ground", "kin", "over", "expected-city", "expected-region"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _beside(cache: Path) -> dict[str, int]:
    found = (path for path in cache.glob("*.of-*") if path.suffix != ".json")
    return {path.name.partition(".of-")[2]: path.stat().st_mtime_ns for path in found}


def test_all_that_verbs_need_is_there_afterwards(release_folder: Path, cache: Path) -> None:
    made = index_data(data=release_folder)
    assert made.is_new
    assert set(_beside(cache)) == KINDS
    assert made.bytes == sum(path.stat().st_size for path in cache.iterdir())


def test_what_a_process_holds_in_memory_is_kept_as_a_file_all_the_same(
    release_folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "other"))
    index_data(data=release_folder)
    with open_data(release_folder) as release:
        ground_of(release)
    monkeypatch.setenv("SISTERCITIES_INDEX", str(cache))
    index_data(data=release_folder)
    assert set(_beside(cache)) == KINDS


def test_a_second_time_nothing_is_made_again(release_folder: Path, cache: Path) -> None:
    index_data(data=release_folder)
    before = _beside(cache)
    again = index_data(data=release_folder)
    assert not again.is_new
    assert _beside(cache) == before


def test_verbs_that_follow_read_what_is_there(
    release_folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_data(data=release_folder)
    before = _beside(cache)
    sc.recommend("Ningwan", data=release_folder)
    sc.benchmark("Ningwan", data=release_folder)
    register = tmp_path / "own.csv"
    register.write_text("city,partner,country\nNingwan,Tokiwa,Japan\n", encoding="utf-8")
    sc.import_register(register, country="CN", write=False, data=release_folder)
    assert _beside(cache) == before
