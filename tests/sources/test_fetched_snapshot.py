"""A snapshot in the making: pages kept one by one, gone on with, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sistercities.errors import OutputError, SourceError
from sistercities.sources import fetched_snapshot
from sistercities.sources.fetched_snapshot import (
    add_file,
    read_whole,
    snapshot_in_making,
    snapshots_folder,
)

ASKED = {"endpoint": "https://example.org/", "query": "all"}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class _Publisher:
    """Hands out pages and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def page(self, name: str) -> bytes:
        self.asked.append(name)
        return f'{{"page": "{name}"}}'.encode()


def _fetch(folder: Path, names: list[str], publisher: _Publisher, now: datetime = NOON) -> Path:
    with snapshot_in_making(folder, ASKED, now) as making:
        for name in names:
            making.page(name, lambda name=name: publisher.page(name))
        return making.complete({"kind": "made up"}, {"note.txt": b"a note"})


def test_a_snapshot_has_pages_origin_and_checksums_and_no_trace_of_the_making(
    tmp_path: Path,
) -> None:
    whole = _fetch(tmp_path, ["a.json", "b.json"], _Publisher(), NOON)
    assert whole == tmp_path / "2026-03-01T120000Z"
    files = {str(path.relative_to(whole)) for path in whole.rglob("*") if path.is_file()}
    assert files == {"pages/a.json", "pages/b.json", "origin.json", "note.txt", "SHA256SUMS"}
    for line in (whole / "SHA256SUMS").read_text().splitlines():
        sha256, name = line.split("  ")
        assert hashlib.sha256((whole / name).read_bytes()).hexdigest() == sha256
    read = read_whole(whole)
    assert read.origin == {"kind": "made up"}
    assert read.pages == {"a.json": b'{"page": "a.json"}', "b.json": b'{"page": "b.json"}'}


@pytest.mark.skipif(not Path("/usr/bin/sha256sum").exists(), reason="needs sha256sum")
def test_the_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    whole = _fetch(tmp_path, ["a.json"], _Publisher())
    done = subprocess.run(
        ["/usr/bin/sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=whole,
        check=False,
    )
    assert done.returncode == 0


def test_an_interrupted_one_goes_on_where_it_stopped(tmp_path: Path) -> None:
    publisher = _Publisher()
    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        making.page("a.json", lambda: publisher.page("a.json"))
    (part,) = tmp_path.iterdir()
    assert part.name == "2026-03-01T120000Z.part"
    later = NOON + timedelta(hours=3)
    with snapshot_in_making(tmp_path, ASKED, later) as making:
        for name in ("a.json", "b.json"):
            making.page(name, lambda name=name: publisher.page(name))
        assert making.n_kept == 1
        whole = making.complete({}, {})
    assert publisher.asked == ["a.json", "b.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["2026-03-01T120000Z"]
    assert set(read_whole(whole).pages) == {"a.json", "b.json"}


@pytest.mark.parametrize("damage", [b"", b'{"page": "other"}', None])
def test_a_page_that_is_not_as_noted_is_fetched_again(tmp_path: Path, damage: bytes | None) -> None:
    publisher = _Publisher()
    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        making.page("a.json", lambda: publisher.page("a.json"))
        page = making.folder / "pages" / "a.json"
    if damage is None:
        page.unlink()
    else:
        page.write_bytes(damage)
    whole = _fetch(tmp_path, ["a.json"], publisher)
    assert publisher.asked == ["a.json", "a.json"]
    assert read_whole(whole).pages["a.json"] == b'{"page": "a.json"}'


def test_one_that_asked_something_else_is_not_gone_on_with(tmp_path: Path) -> None:
    with snapshot_in_making(tmp_path, ASKED, NOON) as first:
        pass
    with snapshot_in_making(tmp_path, {**ASKED, "query": "some"}, NOON) as other:
        assert other.folder != first.folder
    with snapshot_in_making(tmp_path, ASKED, NOON + timedelta(hours=1)) as again:
        assert again.folder == first.folder


def test_one_of_another_day_is_removed_unless_a_run_is_at_work_on_it(tmp_path: Path) -> None:
    tomorrow = NOON + timedelta(hours=25)
    with snapshot_in_making(tmp_path, ASKED, NOON) as first:
        with snapshot_in_making(tmp_path, ASKED, tomorrow) as second:
            assert second.folder != first.folder
        assert first.folder.exists()
    with snapshot_in_making(tmp_path, ASKED, tomorrow) as third:
        assert third.folder == second.folder
    assert [path.name for path in tmp_path.iterdir()] == ["2026-03-02T130000Z.part"]


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b'{"began": 1}', b"\xff", b"[" * 200_000])
def test_a_state_that_cannot_be_read_is_left_alone(tmp_path: Path, state: bytes) -> None:
    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        pass
    (making.folder / "state.json").write_bytes(state)
    with snapshot_in_making(tmp_path, ASKED, NOON) as other:
        assert other.folder != making.folder


def test_a_run_that_brings_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), snapshot_in_making(tmp_path, ASKED, NOON):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("origin", [b"[]", b"{", b"null", b"[" * 100_000])
def test_an_origin_record_that_is_none_is_refused(tmp_path: Path, origin: bytes) -> None:
    whole = _fetch(tmp_path, ["a.json"], _Publisher())
    lines = (whole / "SHA256SUMS").read_text().splitlines()
    kept = [line for line in lines if not line.endswith("origin.json")]
    (whole / "origin.json").write_bytes(origin)
    kept.append(f"{hashlib.sha256(origin).hexdigest()}  origin.json")
    (whole / "SHA256SUMS").write_text("\n".join(kept))
    with pytest.raises(SourceError, match=r"origin\.json.*fetch it again"):
        read_whole(whole)


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="the system has no locks of files")
    with (
        snapshot_in_making(tmp_path, ASKED, NOON),
        pytest.raises(OutputError, match=r"another run is fetching into it; wait"),
        snapshot_in_making(tmp_path, ASKED, NOON),
    ):
        pass


def test_two_in_one_second_have_two_names(tmp_path: Path) -> None:
    first, second = (_fetch(tmp_path, ["a.json"], _Publisher()) for _ in range(2))
    assert (first.name, second.name) == ("2026-03-01T120000Z", "2026-03-01T120001Z")


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = _Publisher()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        making.page("a.json", lambda: publisher.page("a.json"))
        with monkeypatch.context() as patched:
            patched.setattr(fetched_snapshot.os, "fsync", full)
            with pytest.raises(
                OutputError, match=r"no space left on device; what has been fetched"
            ):
                making.page("b.json", lambda: publisher.page("b.json"))
        names = {path.name for path in (making.folder / "pages").iterdir()}
    assert names == {"a.json"}
    whole = _fetch(tmp_path, ["a.json", "b.json"], publisher)
    assert publisher.asked == ["a.json", "b.json", "b.json"]
    assert set(read_whole(whole).pages) == {"a.json", "b.json"}


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match=r"--snapshots"),
        snapshot_in_making(tmp_path / "file" / "folder", ASKED),
    ):
        pass


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("pages/a.json", b"changed"), ("origin.json", b"{}"), ("pages/a.json", None),
        ("SHA256SUMS", None), ("SHA256SUMS", b"\xff"), ("SHA256SUMS", b"00  ../../secret\n"),
        ("SHA256SUMS", b""),
    ],
)  # fmt: skip
def test_a_snapshot_that_was_changed_is_refused(
    tmp_path: Path, file: str, content: bytes | None
) -> None:
    whole = _fetch(tmp_path, ["a.json"], _Publisher())
    (whole / file).unlink() if content is None else (whole / file).write_bytes(content)
    with pytest.raises(SourceError, match=r"fetch it again|has finished"):
        read_whole(whole)


def test_an_unfinished_snapshot_is_none(tmp_path: Path) -> None:
    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        making.page("a.json", lambda: b"{}")
    with pytest.raises(SourceError, match=r"name a folder that `data update` has finished"):
        read_whole(making.folder)


def test_a_file_put_beside_the_pages_harms_no_checksum(tmp_path: Path) -> None:
    whole = _fetch(tmp_path, ["a.json"], _Publisher())
    add_file(whole, "difference.csv", b"x\n")
    add_file(whole, "difference.csv", b"y\n")
    assert (whole / "difference.csv").read_bytes() == b"y\n"
    assert read_whole(whole).pages


def test_the_folder_of_snapshots_is_the_users_or_the_one_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SISTERCITIES_SNAPSHOTS", "here")
    assert snapshots_folder() == Path("here")
    monkeypatch.delenv("SISTERCITIES_SNAPSHOTS")
    monkeypatch.setattr(fetched_snapshot.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "there")
    assert snapshots_folder() == Path("there/sistercities/snapshots")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert snapshots_folder() == Path.home() / ".local/share/sistercities/snapshots"


def test_the_state_says_what_was_asked(tmp_path: Path) -> None:
    with snapshot_in_making(tmp_path, ASKED, NOON) as making:
        making.page("a.json", lambda: b"{}")
        state = json.loads((making.folder / "state.json").read_bytes())
    assert state["asked"] == ASKED
    assert state["done"] == {"a.json": hashlib.sha256(b"{}").hexdigest()}
