"""The examples of the guide and the commands of the README, run on the data in the package."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import sistercities
from end_to_end.readme_commands import commands, printed, shown_of
from sistercities import api, reports

ROOT = Path(__file__).parents[2]
COMMANDS = list(commands((ROOT / "README.md").read_text(encoding="utf-8")))

REFRESH = "run `python tests/end_to_end/readme_commands.py` if the data have changed"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def long_work_on_a_small_world(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[object, ...]]:
    """Ask studies and exports of the drawn world, whatever country; return what one asked of which.

    On the release one of the studies fits models of the world for half a minute, and each has tests
    of its own; the README runs that of nesting, and an export of China, on the release. Here the
    calls are looked at, and what can be done with their results.
    """
    asked: list[tuple[object, ...]] = []
    made: list[object] = []
    write = reports.write_report

    def run(*given: object, **named: Any) -> object:
        asked.append(("all", *given))
        made.append(api.study_all("CN", data=release_folder, **named))
        return made[-1]

    def nest(*given: object, **named: Any) -> object:
        asked.append(("nesting", *given))
        made.append(api.study_nesting(*given, **named, data=release_folder))
        return made[-1]

    def export(*given: Any, **named: Any) -> object:
        asked.append(("export", named["country"]))
        return api.export(*given, **named, data=release_folder)

    def written(result: Any, *given: Any, **named: Any) -> object:
        of_the_world = {"data": release_folder} if any(one is result for one in made) else {}
        return write(result, *given, **named, **of_the_world)

    for name, verb in (("study_all", run), ("study_nesting", nest), ("export", export)):
        monkeypatch.setattr(sistercities, name, verb, raising=False)
    monkeypatch.setattr(reports, "write_report", written)
    return asked


@pytest.mark.usefixtures("studies_run_once")
def test_the_examples_of_the_api_page_run_in_order(
    capsys: pytest.CaptureFixture[str], long_work_on_a_small_world: list[tuple[object, ...]]
) -> None:
    page = (ROOT / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
    blocks = _blocks(page, "python")
    assert len(blocks) >= 7
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/guide/api.md", "exec"), names)
    assert "share inside:" in capsys.readouterr().out
    assert long_work_on_a_small_world == [
        ("export", "CN"), ("export", "DE"), ("nesting", "CN"), ("all", "IS"),
    ]  # fmt: skip


@pytest.mark.usefixtures("studies_run_once")
@pytest.mark.parametrize(("line", "shown"), COMMANDS)
def test_the_readme_shows_what_the_program_prints(line: str, shown: str) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert set(arguments) <= set(targets)
        return
    assert program == "sistercities"
    output = printed(arguments)
    if shown:
        assert shown == shown_of(shown, output), REFRESH


def test_a_cut_of_an_output_is_marked_and_no_sentence_above_a_table_is_cut() -> None:
    """A reader took 54 for sister cities, as the line on exchanges was cut unmarked."""
    output = "X has 3 partners.\n2 are exchanges.\n\nBegan  Partner\n1983   A\n1984   B\n1985   C\n"
    shown = "X has 3 partners.\n\nBegan  Partner\n1983   A\n1985   C"
    assert shown_of(shown, output) == (
        "X has 3 partners.\n2 are exchanges.\n\nBegan  Partner\n1983   A\n...\n1985   C"
    )
    assert shown_of("X has 3\n\nBegan  Partner", output).endswith("Began  Partner\n...")
    assert shown_of("...", output) == "..."
    with pytest.raises(LookupError, match="Ended"):
        shown_of("Ended  Partner", output)


def test_the_readme_shows_commands() -> None:
    lines = [line for line, _ in COMMANDS]
    assert "make study" in lines
    assert "make test" in lines
    assert sum(line.startswith("sistercities ") for line in lines) >= 3
