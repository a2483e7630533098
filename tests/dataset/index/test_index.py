"""The index: what it tells is what the release tells, whatever befalls its file."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

import sistercities as sc
import world
from dataset.index.lying_indexes import LyingIndexes
from sistercities.api.data_choice import open_data
from sistercities.dataset.index import files, opened
from sistercities.dataset.index.absences import make_absences
from sistercities.dataset.index.opened import Index, in_memory, index_of
from sistercities.dataset.index.tables import HELD, Held
from sistercities.dataset.index.tie_tables import make_inside, make_tie_ends
from sistercities.dataset.release.store import Release
from sistercities.errors import ReleaseError


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which nothing lies yet."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def filled(release_folder: Path, cache: Path, lying: LyingIndexes) -> Path:
    """Folder in which the index of the world lies."""
    lying.put(release_folder, cache)
    return cache


@pytest.fixture
def release(release_folder: Path, filled: Path) -> Iterator[Release]:
    with open_data(release_folder) as found:
        yield found


class Both(NamedTuple):
    """A release with the tables that are made for the index, and its index."""

    tables: Release
    index: Index


@pytest.fixture(scope="module")
def both(release_folder: Path) -> Iterator[Both]:
    with open_data(release_folder) as found:
        cursor = found.another_connection()
        make_absences(found, cursor)
        make_inside(cursor)
        make_tie_ends(cursor)
        yield Both(found.beside(cursor), in_memory(found))
        cursor.close()


def _told(folder: Path) -> list[object]:
    return [sc.ties_of("Ningwan", data=folder), sc.place("Büschow", data=folder)]


def _file(cache: Path) -> Path:
    (found,) = cache.glob("*.sqlite")
    return found


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.name)
def test_its_rows_are_those_of_the_release(both: Both, held: Held) -> None:
    due = both.tables.query(held.sql)
    more = [key for key, _ in held.keys]
    found = both.index.query(f"SELECT * FROM {held.name}")
    plain = [{name: row[name] for name in row if name not in more} for row in found]
    assert sorted(plain, key=repr) == sorted(due, key=repr)


def test_it_is_made_once_and_then_read(
    release_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _told(release_folder)

    def refuse(*_asked: object) -> None:
        raise AssertionError("it is made again")

    monkeypatch.setattr(opened, "make_file", refuse)
    assert _told(release_folder) == first


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:0],
        lambda content: bytes(100) + content[100:],
        lambda content: content[:9000] + bytes(one ^ 255 for one in content[9000:9400])
        + content[9400:],
        lambda content: content.replace(b"Aldenau", b"Aldexau"),
        lambda content: content.replace(b"Ningwan", b"Nangwan"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_made_again(release_folder: Path, filled: Path, harm: object) -> None:
    due = _told(release_folder)
    assert callable(harm)
    before = _file(filled).read_bytes()
    _file(filled).write_bytes(harm(before))
    assert _told(release_folder) == due
    assert _file(filled).read_bytes() == before


@pytest.mark.parametrize("ledger", ["", "{", "[]", "null", '{"index_sum": 1}', None, "other sum"])
def test_without_a_ledger_that_is_right_the_file_is_made_again(
    release_folder: Path, filled: Path, ledger: str | None
) -> None:
    due = _told(release_folder)
    path = _file(filled).with_suffix(".json")
    if ledger is None:
        path.unlink()
    elif ledger == "other sum":
        said = json.loads(path.read_text())
        path.write_text(json.dumps({**said, "index_sum": "0" * 128, "index_seen": [0] * 5}))
    else:
        path.write_text(ledger)
    assert _told(release_folder) == due


def test_a_copied_file_is_taken_after_its_checksum_was_compared(
    release_folder: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = _told(release_folder)
    aside = filled.with_name("copy")
    shutil.copytree(filled, aside)
    shutil.rmtree(filled)
    aside.rename(filled)
    monkeypatch.setattr(opened, "make_file", lambda *_asked: pytest.fail("it is made again"))
    assert _told(release_folder) == due


def test_a_file_that_is_damaged_while_it_is_open_is_made_again(release: Release) -> None:
    index = index_of(release)
    n = index.query("SELECT count(*) AS n FROM ties")
    assert index.path is not None
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE ties (odd)")
    content = bytearray(other.serialize())
    content[100:] = bytes(b ^ 0x5A for b in content[100:])
    other.close()
    index.close()  # another thread opens it anew
    index.path.write_bytes(content)
    assert index.query("SELECT count(*) AS n FROM ties") == n


def test_a_changed_release_is_compared_with_its_checksums_again(
    release_folder: Path, filled: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(release_folder, tmp_path / "release"))
    due = _told(folder)
    path = folder / "ties.parquet"
    content = bytearray(path.read_bytes())
    content[30] ^= 255
    told = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    with pytest.raises(ReleaseError, match="differs from its checksum"):
        _told(folder)
    content[30] ^= 255
    path.write_bytes(content)
    assert _told(folder) == due


@pytest.mark.parametrize("named", ["", "/proc/none", "file"])
def test_where_nothing_may_be_written_it_is_made_in_memory(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    due = _told(release_folder)
    (tmp_path / "file").write_text("a file is no folder")
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / named) if named == "file" else named)
    with open_data(release_folder) as found:
        assert index_of(found).path is None
    assert _told(release_folder) == due


def test_a_full_disk_leaves_nothing_and_memory_is_used(
    release_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_asked: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(files, "put_in_place", fill)
    with open_data(release_folder) as found:
        assert index_of(found).path is None
        assert index_of(found).query("SELECT count(*) AS n FROM ties")[0]["n"] == len(world.TIES)
    assert [path.suffix for path in cache.iterdir()] == [".lock"]


def test_two_at_once_make_one_file(release_folder: Path, cache: Path) -> None:
    code = "import sys, sistercities as sc; print(len(sc.ties_of('Ningwan', data=sys.argv[1])))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(release_folder)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = {each.communicate()[0].strip() for each in running}
    assert said == {str(len(sc.ties_of("Ningwan", data=release_folder)))}
    assert _file(cache).is_file()
    assert not list(cache.glob("*.unfinished"))


def test_threads_read_side_by_side(release: Release) -> None:
    index = index_of(release)
    sql = "SELECT place_id FROM places ORDER BY place_id"
    due = index.query(sql)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == due for found in pool.map(lambda _: index.query(sql), range(40)))


def test_what_lay_unused_for_long_is_removed_and_nothing_of_others(
    release_folder: Path, cache: Path
) -> None:
    cache.mkdir(parents=True)
    old, young, theirs = (cache / f"{name}.sqlite" for name in ("a" * 32, "b" * 32, "thesis"))
    torn, mail = cache / f".{'c' * 32}.x1.unfinished", cache / ".mail.sqlite"
    every = (old, old.with_suffix(".json"), young, theirs, theirs.with_suffix(".json"), torn, mail)
    for path in every:
        path.write_text("")
    for path in (old, theirs, torn, mail):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    _told(release_folder)
    assert [path.exists() for path in every] == [False, False, True, True, True, False, True]


def test_threads_that_end_leave_no_connection(release: Release) -> None:
    index = index_of(release)
    for _ in range(30):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: index.query("SELECT 1 AS n"), range(4)))
    assert len(index._idle) <= 2


def test_many_threads_survive_that_the_file_is_taken_away_twice(release: Release) -> None:
    index = index_of(release)
    sql = "SELECT count(*) AS n FROM ties"
    due = index.query(sql)
    for _ in range(2):
        assert index.path is not None
        index.path.unlink()
        index.close()
        with ThreadPoolExecutor(6) as pool:
            assert all(found == due for found in pool.map(lambda _: index.query(sql), range(60)))
    assert index.path is not None
    assert index.path.is_file()


def test_threads_that_come_first_make_one_file(release_folder: Path, cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: _told(release_folder), range(4)))
    assert all(one == told[0] for one in told)
    assert _file(cache).is_file()


def test_an_index_of_other_data_under_its_name_is_made_again(
    release_folder: Path, guarded_folder: Path, filled: Path
) -> None:
    due = _told(release_folder)
    path = _file(filled)
    with open_data(guarded_folder) as other:
        other_path = index_of(other).path
        assert other_path is not None
    path.write_bytes(other_path.read_bytes())
    ledger = json.loads(path.with_suffix(".json").read_text())
    said = json.loads(other_path.with_suffix(".json").read_text())
    told = path.stat()
    seen = [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev]
    whole = {**ledger, "index_sum": said["index_sum"], "index_seen": seen}
    path.with_suffix(".json").write_text(json.dumps(whole))
    assert _told(release_folder) == due


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("suffix", [".sqlite", ".json"])
def test_a_pipe_in_its_place_is_not_waited_for(
    release_folder: Path, filled: Path, suffix: str
) -> None:
    due = _told(release_folder)
    path = _file(filled).with_suffix(suffix)
    path.unlink()
    os.mkfifo(path)
    assert _told(release_folder) == due


def test_in_a_folder_of_passing_files_a_link_to_another_is_not_followed(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs"
    (theirs / "index").mkdir(parents=True)
    passing = tmp_path / "tmp"
    passing.mkdir()
    (passing / f"sistercities-{os.getuid()}").symlink_to(theirs)
    monkeypatch.delenv("SISTERCITIES_INDEX")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "none"))
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    with open_data(release_folder) as found:
        assert index_of(found).path is None
    assert list((theirs / "index").iterdir()) == []


def test_the_state_of_an_overlay_that_is_replaced_or_removed_is_not_kept(
    release_folder: Path, filled: Path, tmp_path: Path
) -> None:
    from dataset import made_up_overlay

    sc.ties_of("Ningwan", data=release_folder)
    (bare,) = filled.glob("*.sqlite")
    overlay = made_up_overlay.write("gazette", release_folder)
    sc.ties_of("Ningwan", data=sc.Data(release_folder, [overlay.folder]))
    assert len(list(filled.glob("*.sqlite"))) == 2
    files.forget_overlay(overlay.source_id)
    assert list(filled.glob("*.sqlite")) == [bare]
