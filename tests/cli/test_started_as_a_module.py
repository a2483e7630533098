"""`python -m sistercities`, for who has no script of that name on the path."""

from __future__ import annotations

import runpy
import sys

import pytest

import sistercities


@pytest.mark.parametrize(("word", "code"), [("--version", 0), ("no-such-command", 2)])
def test_it_is_the_command(
    word: str, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["-m", word])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("sistercities", run_name="__main__")
    assert ended.value.code == code
    said = capsys.readouterr()
    assert (sistercities.__version__ in said.out) == (code == 0)
    assert ("No such command" in said.err) == (code == 2)
