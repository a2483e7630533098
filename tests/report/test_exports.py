"""Files are whole or not there, whatever interrupts the writing."""

import csv
import errno
import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from sistercities.errors import OutputError
from sistercities.report import exports
from sistercities.report.exports import csv_bytes, json_bytes, records_csv, write_together
from sistercities.report.own_files import LIST

NEW = {"a.csv": b"new a", "b.csv": b"new b", "page.html": b"new page"}


def everything_in(folder: Path, *, with_list: bool = False) -> dict[str, bytes]:
    """Content by name; the list of our files is left out unless it is asked for."""
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and (with_list or each.name != LIST)
    }


def unfinished_in(folder: Path) -> list[Path]:
    return [each for each in folder.glob(".*") if each.name != LIST]


@pytest.fixture
def older(tmp_path):
    folder = tmp_path / "report"
    write_together(folder, {"a.csv": b"old a", "page.html": b"old page"})
    (folder / "mine.txt").write_bytes(b"x")
    return folder


def fails_at(number: int, error: BaseException, real):
    """Return `real`, but its nth call raises."""
    calls = 0

    def stand_in(*arguments):
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return real(*arguments)

    return stand_in


def test_new_files_replace_older_ones_and_leave_others_alone(older):
    written = write_together(older, NEW)
    assert everything_in(older) == {**NEW, "mine.txt": b"x"}
    assert written["page.html"].read_bytes() == b"new page"


def test_a_folder_is_made_with_its_parents(tmp_path):
    write_together(tmp_path / "x" / "y", NEW)
    assert everything_in(tmp_path) == {f"x/y/{name}": held for name, held in NEW.items()}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_full_disk_leaves_the_older_report_as_it_was(older, monkeypatch, number):
    before = everything_in(older, with_list=True)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(exports.os, "fsync", fails_at(number, full, os.fsync))
    with pytest.raises(OutputError, match=r"no space left.*; free some space") as caught:
        write_together(older, NEW)
    assert caught.value.exit_code == 4
    assert everything_in(older, with_list=True) == before
    assert not unfinished_in(older)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_interrupt_between_two_renames_brings_the_older_files_back(older, monkeypatch, number):
    before = everything_in(older, with_list=True)
    stand_in = fails_at(number, KeyboardInterrupt(), Path.replace)
    monkeypatch.setattr(exports.Path, "replace", stand_in)
    with pytest.raises(KeyboardInterrupt):
        write_together(older, NEW)
    assert everything_in(older, with_list=True) == before
    assert not unfinished_in(older)


def test_an_interrupt_takes_away_the_folders_that_were_made(tmp_path, monkeypatch):
    monkeypatch.setattr(exports.os, "fsync", fails_at(2, KeyboardInterrupt(), os.fsync))
    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path / "x" / "y", NEW)
    assert list(tmp_path.iterdir()) == []


def test_where_hard_links_are_unknown_the_older_files_are_still_kept(older, monkeypatch):
    before = everything_in(older)

    def no_links(*arguments):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(exports.os, "link", no_links)
    stand_in = fails_at(3, KeyboardInterrupt(), Path.replace)
    monkeypatch.setattr(exports.Path, "replace", stand_in)
    with pytest.raises(KeyboardInterrupt):
        write_together(older, NEW)
    assert everything_in(older) == before


def test_a_file_where_the_folder_should_be_is_named_and_kept(tmp_path):
    (tmp_path / "report").write_text("a note")
    with pytest.raises(OutputError, match=r"report cannot be written: .*; a file stands"):
        write_together(tmp_path / "report", NEW)
    with pytest.raises(OutputError, match="a file stands where a folder is needed"):
        write_together(tmp_path / "report" / "deeper", NEW)
    assert everything_in(tmp_path) == {"report": b"a note"}


def test_a_folder_where_a_file_should_be_is_kept(older):
    (older / "b.csv").mkdir()
    with pytest.raises(OutputError, match=r"b\.csv cannot be written: .*; a folder stands where"):
        write_together(older, NEW)
    assert (older / "a.csv").read_bytes() == b"old a"


def test_csv_reads_back_as_it_was_meant():
    @dataclass(frozen=True)
    class Row:
        name: str
        value: float | None
        is_sure: bool
        hidden: int = 0

    rows = [Row('宁波, "NB"', None, True), Row("x", float("nan"), False), Row("y", 0.1, True)]
    text = records_csv(Row, rows, ("hidden",)).decode()
    assert list(csv.reader(io.StringIO(text))) == [
        ["name", "value", "is_sure"],
        ['宁波, "NB"', "", "true"],
        ["x", "", "false"],
        ["y", "0.1", "true"],
    ]
    assert records_csv(Row, []).decode() == "name,value,is_sure,hidden\n"


def test_csv_and_json_are_plain_utf8():
    assert csv_bytes(("a",), [("宁波",)]) == "a\n宁波\n".encode()
    assert json_bytes({"a": "宁波"}) == '{\n  "a": "宁波"\n}\n'.encode()
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"a": float("nan")})


def test_a_new_folder_appears_at_once(tmp_path, monkeypatch):
    seen = []
    real = Path.rename

    def watched(self, target):
        seen.append((sorted(each.name for each in self.iterdir()), Path(target).exists()))
        return real(self, target)

    monkeypatch.setattr(exports.Path, "rename", watched)
    write_together(tmp_path / "report", NEW)
    assert seen == [(sorted([LIST, *NEW]), False)]
    assert everything_in(tmp_path / "report") == NEW
    assert (tmp_path / "report").stat().st_mode & 0o777 == tmp_path_mode(tmp_path)


def tmp_path_mode(tmp_path):
    (tmp_path / "another").mkdir()
    return (tmp_path / "another").stat().st_mode & 0o777


@pytest.mark.skipif(os.name != "posix", reason="needs a process that can be killed outright")
def test_what_a_killed_run_left_is_removed_by_the_next(older):
    killed = (
        "import os, sys, signal; from pathlib import Path\n"
        "from sistercities.report import exports\n"
        "exports._move_into_place = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "exports.write_together(Path(sys.argv[1]), {'a.csv': b'never'})"
    )
    before = everything_in(older)
    done = subprocess.run([sys.executable, "-c", killed, str(older)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(older.glob(".unfinished-sistercities-*"))) == 1
    write_together(older.parent / "another", {"b.csv": b"elsewhere"})
    write_together(older, {"a.csv": b"new a"})
    assert everything_in(older) == {**before, "a.csv": b"new a"}
    assert not unfinished_in(older)


def test_what_is_not_left_over_stays(older):
    running = older / f".unfinished-sistercities-{os.getpid()}-abc"
    old = older / f".unfinished-sistercities-{os.getpid()}-old"
    foreign = older / ".unfinished-sistercities-notes"
    for folder in (running, old, foreign):
        folder.mkdir()
    os.utime(old, (0, 0))
    os.utime(foreign, (0, 0))
    write_together(older, NEW)
    assert (running.exists(), old.exists(), foreign.exists()) == (True, False, True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_text_is_a_formula_and_every_number_stays_one(start):
    rows = [(f"{start}HYPERLINK(1)", -1.5, -3, "-7.5")]
    text = csv_bytes(("name", "real", "whole", "written"), rows).decode()
    assert list(csv.reader(io.StringIO(text)))[1] == [
        f"'{start}HYPERLINK(1)", "-1.5", "-3", "-7.5"
    ]  # fmt: skip
