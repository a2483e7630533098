"""Every command of the pages of the guide is run, with the samples beside it and few draws."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from end_to_end.readme_commands import printed
from sistercities.cli.app import assembled

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
SAMPLES = GUIDE / "samples"
REFERENCE = "cli.md"
"""The help of the program, which shows how a command is written and none to type."""
BLOCK = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
NOT_RUN = {
    ("serve",): "it serves until it is stopped",
    ("data", "update"): "it asks a server of others",
    ("study", "nesting"): "it asks a cluster that is not here, or draws for a minute and more",
    ("site", "build"): "it takes minutes; the pages of a drawn world are built elsewhere",
}
"""Commands of which only the spelling is tested, and why."""
FEW_DRAWS = {("network", "--draws"): "2"}
"""Draws that are cut short: more of them tell how exact a number is, and no page shows one."""


def _commands(page: str) -> list[list[str]]:
    """Return the commands of a page in words, without what is said behind two blanks."""
    lines = [line for block in BLOCK.findall(page) for line in block.splitlines()]
    typed = (re.split(r"\s{2,}", line)[0] for line in lines if line.startswith("sistercities "))
    return [shlex.split(line)[1:] for line in typed]


PAGES = {
    path.name: _commands(path.read_text(encoding="utf-8"))
    for path in sorted(GUIDE.glob("*.md"))
    if path.name != REFERENCE
}


def _with_few_draws(words: list[str]) -> list[str]:
    pairs = zip(["", *words], words, strict=False)
    return [FEW_DRAWS.get((words[0], before), word) for before, word in pairs]


def _is_run(words: list[str]) -> bool:
    return not any(tuple(words[: len(start)]) == start for start in NOT_RUN)


@pytest.fixture
def _beside_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for sample in SAMPLES.glob("*.csv"):
        shutil.copy(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))


@pytest.mark.usefixtures("_beside_the_samples")
@pytest.mark.parametrize("page", [page for page, commands in PAGES.items() if commands])
def test_the_commands_of_a_page_run_in_their_order(page: str) -> None:
    for words in filter(_is_run, PAGES[page]):
        assert printed(_with_few_draws(words)).strip(), words


def test_a_command_that_is_not_run_is_spelt_as_the_program_takes_it() -> None:
    for words in (words for commands in PAGES.values() for words in commands):
        if _is_run(words):
            continue
        command, rest = get_command(assembled()), list(words)
        while hasattr(command, "commands"):
            command = command.commands[rest.pop(0)]
        with command.make_context(words[0], rest):
            pass


def test_the_pages_show_commands_and_nearly_all_are_run() -> None:
    every = [words for commands in PAGES.values() for words in commands]
    assert len([words for words in every if _is_run(words)]) >= 22
    assert len([words for words in every if not _is_run(words)]) <= 7


@pytest.mark.usefixtures("_beside_the_samples")
def test_the_ties_of_the_samples_are_ties_that_the_data_hold() -> None:
    for words in (
        ["import", "register.csv", "--country", "JP"],
        ["import", "partners.csv", "--country", "DE", "--split", ";"],
        ["import", "partners.csv", "--country", "DE", "--split", "newline"],
    ):
        shown = printed([*words, "--all"])
        assert re.search(r"^new +0 ", shown, re.MULTILINE), shown
        assert re.search(r"^known +[1-9]", shown, re.MULTILINE), shown
        assert "Differ from what the data hold" not in shown, shown
