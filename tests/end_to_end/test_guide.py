"""The examples of the guide and the commands of the README, run on the data in the package."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.cli.outcome import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_examples_of_the_api_page_run_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
    blocks = _blocks(page, "python")
    assert len(blocks) >= 7
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/guide/api.md", "exec"), names)
    assert "share inside:" in capsys.readouterr().out


def _commands() -> Iterator[tuple[str, str]]:
    """Each `$ sistercities ...` of the README with the output shown under it."""
    for block in _blocks(README, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            yield line.strip(), shown.strip()


@pytest.mark.parametrize(("line", "shown"), list(_commands()))
def test_the_readme_shows_what_the_program_prints(
    line: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert set(arguments) <= set(targets)
        return
    assert program == "sistercities"
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    at = 0
    for expected in shown.splitlines():
        if expected.strip() == "...":
            continue
        found = printed.find(expected, at)
        assert found >= 0, f"{line} prints no line {expected!r}"
        at = found + len(expected)


def test_the_readme_shows_commands() -> None:
    lines = [line for line, _ in _commands()]
    assert "make study" in lines
    assert "make test" in lines
    assert sum(line.startswith("sistercities ") for line in lines) >= 3
