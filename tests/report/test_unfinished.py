"""Folders for what is not finished: those of living runs stay, those of killed ones go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sistercities.report.unfinished import HELD, UNFINISHED, aside_in, remove_left_over

NO_PROCESS = 999_999_999
pytest.importorskip("fcntl", reason="no lock tells that a run lives")


def test_a_run_of_another_container_that_takes_hours_keeps_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: NO_PROCESS)
    with aside_in(tmp_path) as aside:
        (aside / "page").write_text("made")
        os.utime(aside, (0, 0))
        remove_left_over(tmp_path)
        assert (aside / "page").read_text() == "made"
    assert list(tmp_path.iterdir()) == []


def test_one_that_nobody_holds_goes_although_its_number_lives(tmp_path: Path) -> None:
    left = tmp_path / f"{UNFINISHED}{os.getpid()}-killed"
    left.mkdir()
    (left / HELD).touch()
    remove_left_over(tmp_path)
    assert not left.exists()


def test_a_folder_removed_before_it_was_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, removed = Path.open, []

    def removes_once(self: Path, *arguments: str) -> object:
        if not removed:
            removed.append(self.parent)
            self.parent.rmdir()
        return real(self, *arguments)

    monkeypatch.setattr(Path, "open", removes_once)
    with aside_in(tmp_path) as aside:
        assert aside.is_dir()
        assert aside not in removed
