"""Names made in a second process beside the index: the same, whatever becomes of that process."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sistercities.api.data_choice import open_data
from sistercities.api.data_index import index_data
from sistercities.api.register_import import import_register
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving import kept_names, names_ahead
from sistercities.dataset.resolving.kept_names import KeptGazetteer, names_ground
from sistercities.dataset.resolving.names_ahead import begin_names
from sistercities.dataset.resolving.names_ground import NamesGround
from sistercities.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("started")
PATIENCE_SECONDS = 60.0
_SLOW = "import sys, time; sys.stdin.readline(); time.sleep(600)"
_INDEX = """
from sistercities.dataset.resolving import names_ahead
names_ahead._LEAST_BYTES, names_ahead.usable_processors = 0, lambda: 2
names_ahead._PROGRAM = {program!r}
from sistercities.api.data_index import index_data
index_data(data={folder!r})
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let nothing be kept yet, a made-up release be large enough, and two processors be idle."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    monkeypatch.setattr(names_ahead, "_LEAST_BYTES", 0)
    monkeypatch.setattr("sistercities.dataset.processors.usable_processors", lambda: 2)
    return tmp_path / "cache"


@pytest.fixture
def never_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process read no names."""

    def refuse(_: Release) -> NamesGround:
        raise AssertionError("the names were read here")

    monkeypatch.setattr("sistercities.dataset.resolving.names_ground.read_names", refuse)


def _sums(cache: Path) -> dict[str, str]:
    """Checksums of what is kept; ledgers tell of times, and differ."""
    found = (path for path in cache.iterdir() if path.suffix != ".json")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _left_aside(cache: Path) -> list[str]:
    return [path.name for path in cache.glob(".*.unfinished")]


def _made(program: str, folder: Path, cache: Path) -> subprocess.Popen[bytes]:
    """Start a program that makes all files, where sets have one order."""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"SISTERCITIES_INDEX": str(cache), "PYTHONHASHSEED": "0",
                          "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


@pytest.mark.usefixtures("never_here")
def test_the_second_process_makes_the_names(
    release_folder: Path, cache: Path, started: list[Any]
) -> None:
    index_data(data=release_folder)
    assert [process.returncode for process in started] == [0]
    assert list(cache.glob("*.of-names"))
    assert not _left_aside(cache)


@pytest.mark.usefixtures("never_here")
def test_an_import_that_comes_first_waits_for_both_at_once(
    release_folder: Path, tmp_path: Path, cache: Path
) -> None:
    register = tmp_path / "own.csv"
    register.write_text("city,partner,country\nNingwan,Tokiwa,Japan\n", encoding="utf-8")
    found = import_register(register, country="CN", write=False, data=release_folder)
    assert found.account
    assert list(cache.glob("*.of-names"))


def test_two_processes_write_the_bytes_of_one(release_folder: Path, tmp_path: Path) -> None:
    two = _INDEX.format(program=names_ahead._PROGRAM, folder=str(release_folder))
    one = two.replace("lambda: 2", "lambda: 1")
    folders = [tmp_path / name for name in ("one", "two")]
    for program, folder in zip((one, two), folders, strict=True):
        assert _made(program, release_folder, folder).wait(PATIENCE_SECONDS) == 0
    of_one, of_two = map(_sums, folders)
    assert of_one == of_two


def test_two_commands_at_once_leave_one_whole_file(release_folder: Path, cache: Path) -> None:
    program = _INDEX.format(program=names_ahead._PROGRAM, folder=str(release_folder))
    both = [_made(program, release_folder, cache) for _ in range(2)]
    assert [process.wait(PATIENCE_SECONDS) for process in both] == [0, 0]
    assert not _left_aside(cache)
    with open_data(release_folder) as release:
        file = kept_names.names_file(release)
        assert file is not None
        assert file.is_whole()


@pytest.mark.parametrize("program", [
    "raise SystemExit(1)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "import sys; sys.stdin.readline(); raise ValueError",
])  # fmt: skip
def test_what_the_second_one_cannot_make_is_made_here(
    release_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(names_ahead, "_PROGRAM", program)
    with open_data(release_folder) as release:
        begin_names(release)
        assert release.names_ahead is not None
        names_ground(release)
        assert isinstance(names_ground(release).gazetteer, KeptGazetteer)
    assert not _left_aside(cache)


def test_a_fault_of_the_data_is_told_as_one_process_tells_it(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_: Release) -> NamesGround:
        raise ReleaseError("places.parquet", "it is damaged", "install the data again")

    monkeypatch.setattr("sistercities.dataset.resolving.names_ground.read_names", damaged)
    monkeypatch.setattr(names_ahead, "_PROGRAM", "raise SystemExit(1)")
    with pytest.raises(ReleaseError, match="install the data again"):
        index_data(data=release_folder)


def test_ctrl_c_ends_both_and_leaves_nothing_half_written(
    release_folder: Path, cache: Path
) -> None:
    making = _made(_INDEX.format(program=_SLOW, folder=str(release_folder)), release_folder, cache)
    until = time.monotonic() + PATIENCE_SECONDS
    while not list(cache.glob("*.of-over")) and time.monotonic() < until:
        time.sleep(0.05)
    assert _left_aside(cache)
    (second,) = _children(making.pid)
    making.send_signal(signal.SIGINT)
    assert making.wait(PATIENCE_SECONDS) != 0
    assert not Path(f"/proc/{second}").exists()
    assert not _left_aside(cache)
    assert not list(cache.glob("*.of-names"))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    if not tasks.exists():
        pytest.skip("the system does not tell of the processes that one has started")
    return list(map(int, tasks.read_text().split()))


def test_a_process_whose_maker_is_gone_ends(release_folder: Path, started: list[Any]) -> None:
    with open_data(release_folder) as release:
        begin_names(release)
        (process,) = started
        process.stdin.close()
        assert process.wait(PATIENCE_SECONDS) == 1


@pytest.mark.parametrize("why", ["one processor", "no cache", "small", "there already"])
def test_where_it_saves_nothing_no_process_is_started(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "one processor":
        monkeypatch.setattr("sistercities.dataset.processors.usable_processors", lambda: 1)
    if why == "no cache":
        monkeypatch.setenv("SISTERCITIES_INDEX", "")
    if why == "small":
        monkeypatch.setattr(names_ahead, "_LEAST_BYTES", 10**12)
    with open_data(release_folder) as release:
        if why == "there already":
            names_ground(release)
        begin_names(release)
        assert release.names_ahead is None


def test_other_data_of_the_same_folder_are_not_taken(
    release_folder: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names_ahead, "index_name", lambda _: "0" * 32)
    with open_data(release_folder) as release:
        begin_names(release)
        (process,) = started
        assert process.wait(PATIENCE_SECONDS) == 1
