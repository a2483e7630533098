"""The commands that an answer leads on to read the same data as the answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import world

_HINT = re.compile(r"sistercities ((?:ties|covariates|data status)\b.*?)(?= and sistercities |$)")


@pytest.fixture
def overlaid(typed: Callable, tmp_path: Path) -> Callable:
    """Type a command on the drawn world with a register laid over it."""
    file = tmp_path / "mine.csv"
    file.write_text("Home,Partner,Country\nAltwerder,Tokiwa,JP\n", encoding="utf-8")
    assert typed("import", str(file), "--country", "DE", "--yes").code == 0
    return lambda *command: typed(*command, "--overlay", "mine")


@pytest.mark.parametrize(
    ("command", "number"),
    [
        (("place", "Altwerder"), 2),
        (("place", world.NANYUAN), 3),  # in a city, which is named
        (("ties", world.TIANTAI), 2),  # has none; its region may
        (("covariates", "Altwerder"), 2),
        (("covariates", "Altwerder", "--with", "Tokiwa"), 2),
    ],
)
def test_hints_keep_the_overlay(
    typed: Callable, overlaid: Callable, command: tuple[str, ...], number: int
) -> None:
    hints = [hint for line in overlaid(*command).out.splitlines() for hint in _HINT.findall(line)]
    assert len(hints) == number
    for hint in hints:
        words = ["Tokiwa" if word == "PLACE" else word for word in shlex.split(hint)]
        assert words[-2:] == ["--overlay", "mine"]
        assert typed(*words).code == 0 or words[1] in ("DE", "CN")  # the world has no countries
    plain = typed(*command).out
    assert "sistercities" in plain
    assert "--overlay" not in plain


def test_hints_quote_a_folder_with_a_space(
    typed: Callable, release_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my data"
    folder.symlink_to(release_folder)
    out = typed("place", "Altwerder", "--data", str(folder)).out
    (hint,) = (line for line in out.splitlines() if line.startswith("Its ties: "))
    words = shlex.split(hint.partition("sistercities ")[2])
    assert words[-2:] == ["--data", str(folder)]
    assert typed(*words).code == 0
