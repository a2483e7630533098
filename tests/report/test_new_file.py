"""A new file is whole or not there: a disk that is full leaves nothing that blocks the repeat."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sistercities.errors import OutputError
from sistercities.report.exports import write_new

CONTENT = b"line,outcome\n" * 1_000


@contextmanager
def _no_file_over(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="no limits of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_does_not_fit_leaves_nothing_and_can_be_written_later(tmp_path: Path) -> None:
    path = tmp_path / "account.csv"
    with _no_file_over(1_000), pytest.raises(OutputError, match="name a file in a folder"):
        write_new(path, CONTENT)
    assert list(tmp_path.iterdir()) == []
    assert write_new(path, CONTENT) == str(path)
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    path = tmp_path / "account.csv"
    path.symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(OutputError, match="it is there already; name a new file"):
        write_new(path, CONTENT)
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_second_names_takes_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuses)
    write_new(tmp_path / "account.csv", CONTENT)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [CONTENT]
