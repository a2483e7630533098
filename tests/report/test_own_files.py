"""Files of others: never overwritten without being asked, by name and by content."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sistercities.errors import OutputError
from sistercities.report.exports import check_can_write, write_together
from sistercities.report.own_files import LIST, is_own, list_with, require_own

MADE = {"ties.csv": b"a,b\n1,2\n", "study.json": b"{}\n"}


def test_what_was_written_is_overwritten_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_together(out, MADE)
    write_together(out, {**MADE, "ties.csv": b"a,b\n3,4\n"})
    assert (out / "ties.csv").read_bytes() == b"a,b\n3,4\n"
    assert is_own(out / "ties.csv")


@pytest.mark.parametrize("make_first", [False, True])
def test_a_file_of_the_reader_stays_and_nothing_is_written(
    tmp_path: Path, make_first: bool
) -> None:
    if make_first:
        write_together(tmp_path, MADE)
    (tmp_path / "ties.csv").write_bytes(b"mine\n")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match=r"not as this program wrote it; .*--replace") as refused:
        write_together(tmp_path, {"other.csv": b"", **MADE})
    assert "ties.csv" in str(refused.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert not is_own(tmp_path / "ties.csv")


def test_it_is_overwritten_where_that_is_asked_and_is_ours_then(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_bytes(b"mine\n")
    write_together(tmp_path, MADE, replace=True)
    write_together(tmp_path, MADE)
    assert (tmp_path / "ties.csv").read_bytes() == MADE["ties.csv"]


def test_files_beside_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_bytes(b"mine\n")
    write_together(tmp_path, MADE)
    assert (tmp_path / "letters.txt").read_bytes() == b"mine\n"


def test_how_many_others_there_are_is_told(tmp_path: Path) -> None:
    for name in MADE:
        (tmp_path / name).write_bytes(b"mine\n")
    with pytest.raises(OutputError, match=r"it is there already \(and 1 more\)"):
        require_own(tmp_path, MADE)


@pytest.mark.parametrize("root", ["/", "/.."])
def test_the_root_of_a_disk_is_refused_also_when_all_may_be_replaced(root: str) -> None:
    with pytest.raises(OutputError, match="it is the root of a disk; name a folder in it"):
        require_own(Path(root), MADE, replace=True)


def test_a_run_killed_between_two_files_leaves_both_known(tmp_path: Path) -> None:
    write_together(tmp_path, MADE)
    newer = {name: content + b"more\n" for name, content in MADE.items()}
    (tmp_path / LIST).write_bytes(list_with(tmp_path, newer))
    (tmp_path / "ties.csv").write_bytes(newer["ties.csv"])  # study.json is still of the older run
    require_own(tmp_path, MADE)
    write_together(tmp_path, newer)


@pytest.mark.parametrize("damaged", [b"", b"{}", b"[1]", b'{"files": 7}', b"\xff", b"[" * 100_000])
def test_a_damaged_list_makes_all_files_those_of_others(tmp_path: Path, damaged: bytes) -> None:
    write_together(tmp_path, MADE)
    (tmp_path / LIST).write_bytes(damaged)
    with pytest.raises(OutputError, match="--replace"):
        write_together(tmp_path, MADE)


def _to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def _to_its_own_content(path: Path) -> None:
    path.rename(path.with_name("kept.csv"))
    path.symlink_to("kept.csv")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("put", [_to_nowhere, _to_its_own_content, _pipe])
def test_a_link_or_a_pipe_is_nothing_that_this_program_wrote(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    write_together(tmp_path, MADE)
    if put is not _to_its_own_content:
        (tmp_path / "ties.csv").unlink()
    put(tmp_path / "ties.csv")
    mode = (tmp_path / "ties.csv").lstat().st_mode
    with pytest.raises(OutputError, match=r"it is there already.*--replace"):
        write_together(tmp_path, MADE)
    assert (tmp_path / "ties.csv").lstat().st_mode == mode
    write_together(tmp_path, MADE, replace=True)
    assert (tmp_path / "ties.csv").read_bytes() == MADE["ties.csv"]
    assert not (tmp_path / "ties.csv").is_symlink()


@pytest.mark.parametrize("name", ["loop", "loop/x", "dead", "dead/x/y"])
@pytest.mark.parametrize("refuse", [lambda path: require_own(path, MADE), check_can_write])
def test_links_in_a_circle_or_to_nowhere_are_refused(
    tmp_path: Path, name: str, refuse: Callable[[Path], None]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dead").symlink_to("nowhere")
    with pytest.raises(OutputError, match=r"leads nowhere; remove the link, or name") as refused:
        refuse(tmp_path / name)
    assert refused.value.exit_code == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dead", "loop"]
