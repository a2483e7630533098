"""An overlay is the old one or the new one, wherever the process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sistercities.dataset.overlays.folder import (
    checked_name,
    current_state,
    overlay_folder,
    overlays_folder,
    remove_overlay_folder,
    replace_state,
)
from sistercities.errors import InvalidArgument, OutputError

OLD = {"claims.parquet": b"old claims" * 50, "overlay.json": b"old manifest"}
NEW = {"claims.parquet": b"new claims" * 70, "overlay.json": b"new manifest"}

# Kills itself at the n-th thing that it does to a file, and half-way through the n-th writing.
DOOMED = """
import os, signal, sys
from pathlib import Path
from sistercities.dataset.overlays import folder as overlay_folder

folder, wanted, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
done = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def watch(event, arguments):
    global done
    about_files = event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod")
    if how == "step" and about_files and str(folder) in str(arguments):
        done += 1
        if done == wanted:
            die()

def half(path, content):
    global done
    done += 1
    with path.open("wb") as file:
        file.write(content[: len(content) // 2] if done == wanted else content)
        file.flush()
        if done == wanted:
            die()

if how == "half":
    overlay_folder._write_synced = half
sys.addaudithook(watch)
overlay_folder.replace_state(folder, "b" * 16, eval(sys.argv[4]))
"""


def _held(folder: Path) -> dict[str, bytes] | None:
    state = current_state(folder)
    return None if state is None else {path.name: path.read_bytes() for path in state.iterdir()}


def _die(folder: Path, at: int, how: str) -> bool:
    """Run the doomed writer; tell whether it was killed, rather than done before its time."""
    done = subprocess.run(
        [sys.executable, "-c", DOOMED, str(folder), str(at), how, repr(NEW)], check=False
    )
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.parametrize("how", ["step", "half"])
@pytest.mark.parametrize("before", [None, OLD], ids=["first", "replacing"])
def test_killed_at_any_moment_the_old_or_the_new_counts(
    tmp_path: Path, how: str, before: dict[str, bytes] | None
) -> None:
    folder = tmp_path / "clair"
    seen, at = set(), 0
    is_killed = True
    while is_killed:
        at += 1
        _start_over(folder, before)
        is_killed = _die(folder, at, how)
        held = _held(folder)
        assert held in (before, NEW), at
        seen.add("new" if held == NEW else "old")
        # The next run tidies up what the killed one left.
        replace_state(folder, "b" * 16, NEW)
        assert _held(folder) == NEW
        state = current_state(folder)
        assert state is not None
        assert {path.name for path in folder.iterdir()} == {"current", ".lock", state.name}
    assert at > (8 if how == "step" else 2)
    assert "new" in seen
    assert how == "half" or "old" in seen


def _start_over(folder: Path, before: dict[str, bytes] | None) -> None:
    if folder.exists():
        remove_overlay_folder(folder)
        assert not folder.exists()
    if before is not None:
        replace_state(folder, "a" * 16, before)


def test_a_damaged_state_of_the_same_name_does_not_stand_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "clair"
    replace_state(folder, "a" * 16, OLD)
    (folder / ("a" * 16) / "claims.parquet").write_bytes(b"damaged")
    replace_state(folder, "a" * 16, OLD)
    assert _held(folder) == OLD
    assert len(list(folder.iterdir())) == 3


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(OutputError, match=r"it holds thesis\.docx, which is not of an overlay"):
        replace_state(tmp_path, "a" * 16, NEW)
    with pytest.raises(OutputError, match="it is a file; name a folder"):
        replace_state(tmp_path / "thesis.docx", "a" * 16, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_full_disk_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "clair"
    replace_state(folder, "a" * 16, OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"no space left on device; make room"):
        replace_state(folder, "b" * 16, NEW)
    assert _held(folder) == OLD


@pytest.mark.parametrize("name", ["CLAIR", " clair ", "rgre-2026.1", "友好都市"])
def test_names_have_one_form(name: str) -> None:
    assert checked_name(name) == name.strip().casefold()


@pytest.mark.parametrize("name", ["", "two words", "-x", "a/b", "x" * 65, "..", ".hidden", "a:b"])
def test_a_name_that_could_not_be_an_id_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match="without spaces, as in 'clair-2026'"):
        checked_name(name)


@pytest.mark.parametrize(
    "name", ["wikidata", "Wikidata ", "wikipedia", "wikipedia-en", "WIKIPEDIA-x"]
)
def test_names_of_updates_are_not_for_registers(name: str) -> None:
    assert checked_name(name) == name.strip().casefold()
    with pytest.raises(InvalidArgument, match=r"data update.*choose another"):
        checked_name(name, is_register=True)
    assert checked_name("wikidata-of-ours", is_register=True) == "wikidata-of-ours"


def test_where_overlays_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path))
    assert overlay_folder("CLAIR") == tmp_path / "clair"
    assert overlay_folder("./clair") == Path("clair")
    assert overlay_folder(tmp_path / "x") == tmp_path / "x"
    monkeypatch.delenv("SISTERCITIES_OVERLAYS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert overlays_folder() == tmp_path / "data" / "sistercities" / "overlays"
