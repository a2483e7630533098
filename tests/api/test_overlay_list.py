"""The list of overlays, with what is not one among them."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument


@pytest.fixture(autouse=True)
def overlays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path))
    return tmp_path


def test_a_foreign_folder_is_one_damaged_row(overlays: Path) -> None:
    for name in ("my register", "-x"):
        (overlays / name).mkdir()
        (overlays / name / "current").write_text("0" * 16)
    (overlays / "not-finished").mkdir()
    rows = sc.registers.overlays()
    assert [row.name for row in rows] == ["-x", "my register"]
    assert all("has a name that no overlay can have" in row.problem for row in rows)
    assert rows[1].folder == str(overlays / "my register")


def test_a_foreign_folder_is_not_removed(overlays: Path) -> None:
    (overlays / "my register").mkdir()
    (overlays / "my register" / "current").write_text("0" * 16)
    with pytest.raises(InvalidArgument, match="without spaces"):
        sc.registers.remove_overlay("my register")
    assert (overlays / "my register" / "current").exists()


def test_the_list_on_paper_shows_the_damaged_row(
    overlays: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sistercities.cli.outcome import run

    (overlays / "my register").mkdir()
    (overlays / "my register" / "current").write_text("0" * 16)
    assert run(["overlays"]) == 0
    assert "damaged" in capsys.readouterr().out


def test_a_name_that_is_mistyped_is_a_mistake_of_the_command() -> None:
    from sistercities.cli.outcome import run

    assert run(["overlays", "remove", "nope"]) == 2
